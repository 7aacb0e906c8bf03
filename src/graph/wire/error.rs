//! Errors: <https://learn.microsoft.com/en-us/graph/errors>.

use serde::Serialize;

/// An error body: <https://learn.microsoft.com/en-us/graph/errors>.
#[derive(Serialize)]
pub struct ErrorBody<'a> {
    pub error: ErrorMember<'a>,
}

#[derive(Serialize)]
pub struct ErrorMember<'a> {
    pub code: &'a str,
    pub message: &'a str,
    #[serde(rename = "innerError")]
    pub inner_error: InnerError<'a>,
}

#[derive(Serialize)]
pub struct InnerError<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'a str>,
    /// UTC without a zone.
    pub date: String,
    #[serde(rename = "request-id")]
    pub request_id: &'a str,
    #[serde(rename = "client-request-id")]
    pub client_request_id: &'a str,
}
