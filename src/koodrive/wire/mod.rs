//! What KooDrive sends: JSON types only, absent members left out, never `null`.

mod access;
mod archive;
mod carrier;
mod envelope;
mod file;
mod job;
mod message;
mod people;
mod permission;
mod service;
mod session;
mod share;
mod shared_folder;
mod space;
mod task;
mod upload;
mod usergroup;

pub use self::{
    access::{AccessedFile, RecentlyAccess, RecentlyAccessed},
    archive::{ArchiveEntry, ArchiveList},
    carrier::{CarrierUser, Login, SessionInfo},
    envelope::{Beside, Envelope, ErrorBody},
    file::{
        Capabilities, DirectoryStats, Download, Downloads, File, FileList, FileUser, Found, FoundFile,
        FullPath, NewDirectory, Revision, RevisionList, RevisionRow, StarFiles, StarResult, Starred,
    },
    job::{JobDetail, JobInfo, TaskInfo, UncompressedFile},
    message::{Audits, MessageChanged, MessageInfo, Messages, MessagesChanged, UnreadCount},
    people::{Department, Departments, Made, Mobile, People, Person, Total, Verified},
    permission::{
        MemberInitialPermission, PermissionTemplate, PermissionTemplates, TemplateRef, UserPermission,
        UserPermissions,
    },
    service::{Counted, QuotaUsed, ServiceStatus, SpaceAllocation, SpaceQuotaUsage, UserSpaceQuota},
    session::{NewSession, RefreshedSession, UserInfo},
    share::{
        RelatedRecord, RelatedRecords, ShareDownload, ShareLink, ShareLinks, SharePermission, ShareTask,
        ShareTaskDetail, ShareTaskInfo, ShareUser, Shared, SharedFile, SharedFiles, VisitToken,
    },
    shared_folder::{
        InvitationInfo, Invitations, Invited, Invitee, Invitees, NewShareFolder, NewShareFolderInfo,
        OneInvitation, OneShareFolder, ShareFolder, ShareFolders,
    },
    space::{
        Amount, DepartmentSpace, DepartmentSpaces, DepartmentsSpace, GroupSpace, GroupSpaces, SpaceInfo,
        TeamSpace, TeamSpaces, UserSpace, UserSpaces,
    },
    task::{FailInfo, HandOver, HandOvers, NewTask, Receiver, TaskResult},
    upload::{NewUpload, PartUrl, PartUrls},
    usergroup::{MadeGroup, MembersChanged, UserGroup, UserGroupMember, UserGroupMembers, UserGroups},
};
