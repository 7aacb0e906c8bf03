//! How a value becomes a response.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Serialize;
use serde_json::Value;

use super::error::Error;
use crate::http;

/// The content type of JSON, as the service writes it.
const CONTENT_TYPE: &str =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
/// The header that names the version of the protocol.
const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");

/// Returns a response in Graph's JSON.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let mut response = http::json_as(status, CONTENT_TYPE, body);
    response.headers_mut().insert(ODATA_VERSION, HeaderValue::from_static("4.0"));
    response
}

/// Returns a wire type as a value, from which members can be removed.
pub fn to_value(body: &impl Serialize) -> Value {
    serde_json::to_value(body).expect("wire types can be written")
}

/// Returns a redirect to an address.
///
/// # Errors
/// Those of [`location`].
pub fn redirect(address: String) -> Result<Response, Error> {
    let mut response = http::empty(StatusCode::FOUND);
    response.headers_mut().insert(header::LOCATION, location(address)?);
    Ok(response)
}

/// Returns the value of a `Location` header.
///
/// # Errors
/// [`Error::Invalid`] if the address cannot stand in a header, as it was made from a `Host` that is not valid.
pub fn location(address: String) -> Result<HeaderValue, Error> {
    HeaderValue::try_from(address).map_err(|_| Error::Invalid("The Host header is not valid."))
}
