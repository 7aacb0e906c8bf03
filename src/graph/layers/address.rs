//! Reading the method and the address of a request before anything is routed.

use axum::{
    extract::Request,
    http::Uri,
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{finish::Unfinished, method};
use crate::{
    graph::{
        address::rewrite::{self, Rewritten},
        error::Error,
    },
    http::Call,
};

/// Reads the address out of the path, and refuses a path that cannot be read or is too long.
pub async fn read(call: Call, request: Request, next: Next) -> Response {
    let mut request = method::unwrap(request);
    match take_address(&mut request) {
        Ok(()) => next.run(request).await,
        Err(error) => Unfinished::of(&call, &mut request).finish(&call, error.into_response()),
    }
}

/// Moves the address from the path of a request into its extensions; placeholders stand in its place.
fn take_address(request: &mut Request) -> Result<(), Error> {
    let Some(path_and_query) = request.uri().path_and_query() else { return Ok(()) };
    let Rewritten { path_and_query, address } = rewrite::read(path_and_query.as_str())?;
    if let Some(path) = path_and_query {
        *request.uri_mut() =
            Uri::try_from(path).map_err(|_| Error::Invalid("A valid path must be provided."))?;
    }
    if let Some(address) = address {
        request.extensions_mut().insert(address);
    }
    Ok(())
}
