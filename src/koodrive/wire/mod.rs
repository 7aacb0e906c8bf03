//! What KooDrive sends: JSON types only, absent members left out, never `null`.

mod archive;
mod carrier;
mod envelope;
mod file;
mod job;
mod session;
mod share;
mod space;
mod upload;

pub use self::{
    archive::{ArchiveEntry, ArchiveList},
    carrier::{CarrierUser, Login, SessionInfo},
    envelope::{Beside, Envelope, ErrorBody},
    file::{
        Capabilities, DirectoryStats, Download, Downloads, File, FileList, FileUser, Found, FoundFile,
        FullPath, NewDirectory, Revision, StarFiles, StarResult, Starred,
    },
    job::{JobDetail, JobInfo, TaskInfo, UncompressedFile},
    session::{NewSession, RefreshedSession, UserInfo},
    share::{
        OneShareFolder, RelatedFile, RelatedFiles, ShareDownload, ShareFolder, ShareFolders, ShareLink,
        ShareLinks, SharePermission, ShareTask, ShareTaskDetail, ShareTaskInfo, ShareUser, Shared,
        SharedFile, SharedFiles, VisitToken,
    },
    space::{GroupSpace, GroupSpaces, SpaceInfo, TeamSpace, TeamSpaces},
    upload::{NewUpload, PartUrl, PartUrls},
};
