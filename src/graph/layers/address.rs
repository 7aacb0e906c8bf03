//! Reading the address of a request before anything is routed.

use axum::{extract::Request, http::Uri};
use percent_encoding::percent_decode_str;

use crate::{
    graph::{
        address::rewrite::{self, Rewritten},
        error::Error,
    },
    http::{self, Call},
};

/// Moves the address from the path of a request into its extensions; placeholders stand in its place.
///
/// # Errors
/// Those of a path that cannot be read or is too long.
pub fn take(request: &mut Request) -> Result<(), Error> {
    let Some(path_and_query) = request.uri().path_and_query() else { return Ok(()) };
    let Rewritten { path_and_query, address } = rewrite::read(path_and_query.as_str())?;
    if let Some(path) = path_and_query {
        *request.uri_mut() =
            Uri::try_from(path).map_err(|_| Error::Invalid("A valid path must be provided."))?;
    }
    // Parameters of functions in the path have their values in the query.
    if let Some(query) = request.uri().query()
        && (query.contains('@') || query.contains("%40"))
    {
        let call = Call::of(request.extensions());
        let path = percent_decode_str(call.path()).decode_utf8_lossy();
        http::mark_query(call, query, |name| name.starts_with('@') && path.contains(name));
    }
    if let Some(address) = address {
        request.extensions_mut().insert(address);
    }
    Ok(())
}
