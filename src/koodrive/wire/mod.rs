//! What KooDrive sends: JSON types only, absent members left out, never `null`.

mod carrier;
mod envelope;
mod job;
mod session;

pub use self::{
    carrier::{CarrierUser, Login, SessionInfo},
    envelope::{Envelope, ErrorBody},
    job::{JobDetail, JobInfo, TaskInfo, UncompressedFile},
    session::{NewSession, RefreshedSession, UserInfo},
};
