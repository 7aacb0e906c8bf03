//! Faults in KooDrive's words: the errors of its table, and any status as its gateway words it.

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::error::{Error, ErrorReply};
use crate::{
    http::{Call, Refusal},
    sandbox::{KnownError, faults::Wording},
    world::{self, Api, UploadError},
};

/// The statuses with which gateways refuse.
const OF_GATEWAYS: [StatusCode; 15] = [
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::METHOD_NOT_ALLOWED,
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::CONFLICT,
    StatusCode::PAYLOAD_TOO_LARGE,
    StatusCode::RANGE_NOT_SATISFIABLE,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::NOT_IMPLEMENTED,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];

/// Returns the rows of all errors; of a code or a status that several have, the first one is meant.
fn rows() -> Vec<ErrorReply> {
    let errors = [
        Error::Internal,
        Error::Parameters,
        Error::Refused(Refusal::Scope(&[])),
        Error::Target,
        Error::ParentInBin,
        Error::Upload(UploadError::Unknown),
        Error::OtherContent,
        Error::OtherPart,
        Error::SearchType,
        Error::NoSearchType,
        Error::OtherTeam,
        Error::LongName,
        Error::TargetInBin,
        Error::NoPackage,
        Error::Download,
    ];
    let worlds = world::Error::examples().map(Error::World);
    let gateways = OF_GATEWAYS.map(ErrorReply::of_gateway);
    errors.into_iter().chain(worlds).map(|error| error.reply()).chain(gateways).collect()
}

/// Returns the errors that a fault can be.
pub fn fault_codes() -> Vec<KnownError> {
    let known = |row: ErrorReply| KnownError::new(Api::Koodrive, &row.code, row.status.as_u16());
    rows().into_iter().map(known).collect()
}

/// Returns the code with which an item of a task fails.
pub fn task_fault_code(error: world::Error) -> String {
    Error::World(error).reply().code.to_string()
}

/// Words a fault.
pub fn fault(wording: &Wording, _: &Call, _: &HeaderMap) -> Option<Response> {
    let row = rows().into_iter().find(|row| wording.named.fits(row.code, row.status.as_u16()))?;
    let msg = wording.message.clone().map_or(row.msg, Into::into);
    Some(ErrorReply { msg, ..row }.into_response())
}
