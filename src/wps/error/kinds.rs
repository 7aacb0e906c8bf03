//! Why WPS refuses.

use std::borrow::Cow;

use thiserror::Error;

use super::oauth::OauthError;
use crate::{
    http::{QueryError, Refusal, body::BodyError},
    world::{self, Mismatch, UploadError},
    wps::{
        auth::error::{Family, SignatureError},
        wire::SignatureDebug,
    },
};

/// A refusal in WPS's terms.
#[derive(Clone, PartialEq, Debug, Error)]
pub enum Error {
    /// The world refused.
    #[error("the world refused: {0:?}")]
    World(world::Error),
    /// The world refused one of the files that the request names.
    #[error("the world refused the file {id}: {error:?}")]
    File {
        /// The id as it was given.
        id: Box<str>,
        /// Why.
        error: world::Error,
    },
    /// The token, its scopes or the daily limit were refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The token is an application's where a person's is needed, or the other way round.
    #[error("a token of {} is needed", if *.of_person { "a person" } else { "an application" })]
    TokenKind {
        /// Whether a person's is needed.
        of_person: bool,
    },
    /// The signature was refused.
    #[error("{family:?}: {error}")]
    Signature {
        /// Which signature.
        family: Family,
        /// Why.
        error: SignatureError,
        /// What was seen.
        debug: Box<SignatureDebug>,
    },
    /// The plan of the company does not include what this capability opens.
    #[error("the plan is without {0}")]
    Privileges(&'static str),
    /// Nobody has this id.
    #[error("there is no user {0}")]
    NoUser(Box<str>),
    /// No company has this id.
    #[error("there is no company {0}")]
    NoCompany(Box<str>),
    /// A token endpoint refused; the text is for developers.
    #[error("{0:?}: {1}")]
    Oauth(OauthError, Cow<'static, str>),
    /// The body could not be read.
    #[error("the body could not be read: {0:?}")]
    Body(BodyError),
    /// The body is of another type than JSON.
    #[error("the body is of the type {0:?}")]
    ContentType(String),
    /// The body is not what is expected; the text is for developers.
    #[error("the body is malformed: {0}")]
    Malformed(Cow<'static, str>),
    /// A parameter of the query is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A value lies outside of what is allowed; the text is for developers.
    #[error("a value is not allowed: {0}")]
    Value(Cow<'static, str>),
    /// A value is none of the known ones, or is documented as not supported here; the text is for developers.
    #[error("a value is not supported: {0}")]
    NotSupported(Cow<'static, str>),
    /// The caller may not do this with the item; the text is for developers.
    #[error("the caller may not do this: {0}")]
    Forbidden(Cow<'static, str>),
    /// There is nothing of this id, where the vendor has no code for what it names.
    #[error("there is no {kind} {id:?}")]
    NoResource {
        /// What it names.
        kind: &'static str,
        /// The id as it was given.
        id: String,
    },
    /// There is no share link of this id.
    #[error("there is no link {0:?}")]
    NoLink(String),
    /// The drive has no file of this type.
    #[error("the type of file is not supported: {0}")]
    FileType(Cow<'static, str>),
    /// There is no task of this id.
    #[error("there is no task {0:?}")]
    NoTask(String),
    /// No text can be read out of a document; the text is for developers.
    #[error("no text can be read: {0}")]
    NotExtracted(Cow<'static, str>),
    /// The caller may see a document and not read it; the text is for developers.
    #[error("the document may not be read: {0}")]
    NotReadable(Cow<'static, str>),
    /// A list that must not be empty is.
    #[error("{0} is empty")]
    EmptyList(&'static str),
    /// A list is too long.
    #[error("{field} has more than {limit} items")]
    TooMany {
        /// The list.
        field: &'static str,
        /// The most items.
        limit: usize,
    },
    /// A string in a list is too long.
    #[error("{field}[{at}] has more than {limit} characters")]
    TooLong {
        /// The list.
        field: &'static str,
        /// Where the string stands in it, from 0.
        at: usize,
        /// The most characters.
        limit: usize,
    },
    /// A string is too long.
    #[error("{field} has more than {limit} characters")]
    LongText {
        /// The member of the body.
        field: &'static str,
        /// The most characters.
        limit: usize,
    },
    /// No drive can have this name, or another one of the same owner has it.
    #[error("the name of the drive is refused: {0:?}")]
    DriveName(DriveNameError),
    /// There is one of this name already, where the vendor has no code for what it names.
    #[error("there is a {kind} {name:?} already")]
    Exists {
        /// What it names.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// The item cannot be shared.
    #[error("the item cannot be shared")]
    Unshareable,
    /// There is nothing through which a link could be given.
    #[error("no link can be made")]
    LinkNotMade,
    /// The caller is no person of the company.
    #[error("the caller is nobody of the company")]
    NotInCompany,
    /// The drive is not of the kind that is needed; the text is for developers.
    #[error("the drive is of another kind: {0}")]
    DriveKind(Cow<'static, str>),
    /// The caller does not own the group.
    #[error("the caller does not own the group")]
    NotGroupOwner,
    /// The items of one move lie in different folders.
    #[error("the items lie in different folders")]
    DifferentParents,
    /// The item cannot be saved under another name; the text is for developers.
    #[error("the item cannot be saved elsewhere: {0}")]
    SaveAs(Cow<'static, str>),
    /// The uploads of the world refused.
    #[error("the upload was refused: {0}")]
    Upload(UploadError),
    /// There is no upload in parts of this id.
    #[error("there is no upload in parts")]
    NoParts,
    /// The parts of an upload are still being merged.
    #[error("the parts are being merged")]
    Merging,
    /// What was uploaded is not what was announced.
    #[error("the upload differs from what was announced: {0:?}")]
    Mismatch(Mismatch),
    /// The content of a file is not known, or must not be named instead of being sent; the text is for developers.
    #[error("the content cannot be named instead of being sent: {0}")]
    NoRapidUpload(Cow<'static, str>),
    /// An archive could not be written.
    #[error("an archive could not be written")]
    NoArchive,
    /// A part of a file was asked for that it does not have.
    #[error("the file has no such part")]
    NoRange,
    /// No operation has this route.
    #[error("there is no route {0}")]
    NoRoute(String),
    /// The method is not served on this path.
    #[error("the path has other methods")]
    Method,
    /// The vendor documents this route and mockdrive does not emulate it yet.
    #[error("{0} is not emulated yet")]
    NotEmulated(String),
    /// A handler panicked; the log says where.
    #[error("a handler panicked")]
    Panicked,
}

/// Why a drive cannot have a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DriveNameError {
    /// It has no character.
    Empty,
    /// It has more than 240 characters.
    TooLong,
    /// It has one of the characters that no drive can have.
    Character,
    /// Another drive of the same owner has it.
    Taken,
}

impl Error {
    /// Returns the fact behind an error of one item of a task, where there is one.
    pub fn fact(&self) -> world::Error {
        match self {
            Self::World(error) | Self::File { error, .. } => error.clone(),
            _ => world::Error::NotFound,
        }
    }
}

impl From<world::Error> for Error {
    fn from(error: world::Error) -> Self {
        Self::World(error)
    }
}

impl From<UploadError> for Error {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Put(error) => Self::World(error),
            error => Self::Upload(error),
        }
    }
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Missing(name) => Self::Missing(name),
            QueryError::NoNumber(_) => Self::Malformed(format!("{error}.").into()),
            QueryError::NoBool(_) | QueryError::NoWord { .. } => {
                Self::NotSupported(format!("{error}.").into())
            }
        }
    }
}

impl From<BodyError> for Error {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}
