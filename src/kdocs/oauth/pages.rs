//! What a person sees who opens the authorization page in a browser; it needs no script.

use std::fmt::Write;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};

use crate::{kdocs::error::Error, world::World};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}\
                     h1{font-size:1.25rem}button{font:inherit;width:100%;padding:.6rem;margin:.25rem 0;\
                     text-align:left}";

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
    for (name, value) in query {
        let (name, value) = (escape(name), escape(value));
        push(&mut body, format_args!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"));
    }
    for user in world.users() {
        let (value, display, email) = (escape(&user.name), escape(&user.display_name), escape(&user.email));
        let text =
            format_args!("<button name=\"{name}\" value=\"{value}\"><b>{display}</b><br>{email}</button>");
        push(&mut body, text);
    }
    body.push_str("</form>");
    page(StatusCode::OK, &format!("Let {app} in as"), &body)
}

/// Returns the page that says what is wrong with the request.
pub fn error(error: &Error) -> Response {
    let reply = error.reply();
    let text = format!("<p>{}: {}</p>", reply.code, escape(&reply.hint));
    page(reply.status, reply.message, &text)
}

fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style>\
         <h1>{title}</h1>{body}"
    );
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn push(body: &mut String, text: std::fmt::Arguments<'_>) {
    body.write_fmt(text).expect("a string takes everything");
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
