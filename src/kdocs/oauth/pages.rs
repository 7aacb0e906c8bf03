//! What a person sees who opens the authorization page in a browser; it needs no script.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use crate::{http::html, kdocs::error::Error, world::World};

/// Returns whether a client takes a page for an answer, as browsers say and programs do not.
pub fn are_taken(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.any(|value| value.contains("text/html"))
}

/// Returns the page that asks who agrees: a button for each person, which sends the query again with
/// `{name}={short name of the person}`.
pub fn people<'a>(
    world: &World,
    app: &str,
    query: impl Iterator<Item = (&'a str, &'a str)>,
    name: &str,
) -> Response {
    let mut body = String::from("<form>");
    html::push_hidden(&mut body, query);
    html::push_people(&mut body, world, name);
    body.push_str("</form>");
    html::page(StatusCode::OK, &format!("Let {app} in as"), &body)
}

/// Returns the page that says what is wrong with the request.
pub fn error(error: &Error) -> Response {
    let reply = error.reply();
    let text = format!("<p>{}: {}</p>", reply.code, html::escape(&*reply.hint));
    html::page(reply.status, reply.message, &text)
}
