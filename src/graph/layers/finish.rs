//! Finishing every response: its ids, its limits, and the body of an error.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::{
    graph::{
        address::words,
        auth::throttle::Meter,
        error::{ErrorReply, challenge::Challenge},
        ids,
        wire::{ErrorBody, ErrorMember, InnerError},
    },
    http::{self, Call, LinkBase, date},
};

/// The content type of errors: some clients look for exactly this.
pub const ERROR_TYPE: &str = "application/json";

/// The id that the server gives a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// The id that the client gives a request, or else the server's.
pub const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// Names the machine that responded.
const DIAGNOSTIC: HeaderName = HeaderName::from_static("x-ms-ags-diagnostic");

/// The machine that responded, as the support of the service wants to know it.
const MACHINE: &str = r#"{"ServerInfo":{"DataCenter":"mockdrive","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"MOCKDRIVE"}}"#;

/// What the response to a request is finished with.
pub struct Unfinished {
    client_id: Option<HeaderValue>,
    base: LinkBase,
    id: String,
    meter: Option<Meter>,
}

impl Unfinished {
    /// Gives a request its id, and a meter where units are counted.
    pub fn of(call: &Call, request: &mut Request) -> Self {
        Self {
            client_id: request.headers().get(&CLIENT_REQUEST_ID).cloned(),
            base: LinkBase::of(call, request.headers()),
            id: ids::request(call.sandbox().next_request()),
            meter: Meter::install(call, request),
        }
    }

    /// Finishes the response.
    pub fn finish(self, call: &Call, mut response: Response) -> Response {
        let Self { client_id, base, id, meter } = self;
        let challenge = Challenge::take(&mut response).and_then(|challenge| challenge.header(&base));
        if let Some(limit) = meter.and_then(|meter| meter.left()) {
            limit.write(response.headers_mut());
        }
        if let Some(reply) = response.extensions_mut().remove::<ErrorReply>() {
            let client_request_id = client_id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or(&id);
            let headers = std::mem::take(response.headers_mut());
            let extensions = std::mem::take(response.extensions_mut());
            let body = error_body(call, &reply, &id, client_request_id);
            response = http::json_as(reply.status, ERROR_TYPE, &body);
            response.headers_mut().extend(headers);
            response.extensions_mut().extend(extensions);
        }
        let id = HeaderValue::try_from(id).ok();
        for (name, value) in [(CLIENT_REQUEST_ID, client_id.or_else(|| id.clone())), (REQUEST_ID, id)] {
            if let Some(value) = value {
                response.headers_mut().insert(name, value);
            }
        }
        if let Some(challenge) = challenge {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        if words::strip_prefix(call.path(), "/v1.0/").is_some() {
            response.headers_mut().insert(DIAGNOSTIC, HeaderValue::from_static(MACHINE));
        }
        let private = HeaderValue::from_static("private");
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(private);
        response
    }
}

/// Returns the body of an error, with the ids of its request.
pub fn error_body<'a>(call: &Call, reply: &'a ErrorReply, id: &'a str, client_id: &'a str) -> ErrorBody<'a> {
    let mut date = date::rfc3339(call.now());
    date.truncate("2026-01-02T03:04:05".len());
    let inner_error = InnerError { code: reply.inner, date, request_id: id, client_request_id: client_id };
    ErrorBody { error: ErrorMember { code: reply.code, message: &reply.message, inner_error } }
}
