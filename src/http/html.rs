//! The few pages that people see: small, and without scripts of their own.

use std::fmt::{Arguments, Write};

use axum::{http::StatusCode, response::Response};

/// Escapes a text for HTML.
pub use quick_xml::escape::escape;

use super::page::{self, Needs};
use crate::world::World;

const STYLE: &str = ":root{color-scheme:light dark;--text:#222;--soft:#555;--line:#999;--page:#fff;--at:#eef}\
                     @media(prefers-color-scheme:dark){:root{--text:#eee;--soft:#aaa;--line:#666;--page:#1b1b1f;\
                     --at:#2c2c3a}}\
                     body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem;\
                     color:var(--text);background:var(--page)}h1{font-size:1.25rem}\
                     button,input{font:inherit;width:100%;padding:.6rem;margin:.25rem 0;box-sizing:border-box;\
                     border:1px solid var(--line);border-radius:.4rem;background:var(--page);color:inherit;\
                     text-align:left}pre{white-space:pre-wrap;overflow-wrap:anywhere}button:hover{background:var(--at)}p,li{color:var(--soft)}img{max-width:100%}\
                     hr{margin:1.5rem 0 1rem;border:0;border-top:1px solid var(--line)}\
                     .no{width:auto;padding:.4rem 1rem}.wide{max-width:60rem}";

/// Returns a page with this title and this HTML below it.
pub fn page(status: StatusCode, title: &str, body: &str) -> Response {
    scripted(status, title, body, "")
}

/// Returns a page with this title and this HTML below it, and with a script that runs at its end.
pub fn scripted(status: StatusCode, title: &str, body: &str, script: &str) -> Response {
    let run = if script.is_empty() { String::new() } else { format!("<script>{script}</script>") };
    let html = whole(title, "", format_args!("{body}{run}"));
    page::respond(status, html, &Needs { style: STYLE, script, ..page::DECISION })
}

fn whole(title: &str, class: &str, body: Arguments<'_>) -> String {
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style>\
         <body class=\"{class}\"><h1>{title}</h1>{body}\n"
    )
}

/// The most characters of a text that a page shows.
const MOST_SHOWN: usize = 100_000;

/// Returns the page of a document: its name, its size, HTML about it, and its text if that can be read.
pub fn document(name: &str, size: u64, about: &str, text: Option<&str>) -> Response {
    let text = text.map_or_else(
        || "<p>mockdrive has no viewer for this kind of document.</p>".to_owned(),
        |text| format!("<pre>{}</pre>", escape(text.chars().take(MOST_SHOWN).collect::<String>())),
    );
    shown(name, format_args!("<p>{size} bytes</p>{about}{text}"))
}

/// Returns a page that shows something of a file, with this title and this HTML below it.
pub fn shown(title: &str, body: Arguments<'_>) -> Response {
    page::respond(StatusCode::OK, whole(title, "wide", body), &Needs { style: STYLE, ..page::DOCUMENT })
}

/// Adds pairs that a form sends without showing them.
pub fn push_hidden<'a>(body: &mut String, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (name, value) in pairs {
        let (name, value) = (escape(name), escape(value));
        push(body, format_args!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"));
    }
}

/// Adds a button for each person, which sends `{name}={short name of the person}`.
pub fn push_people(body: &mut String, world: &World, name: &str) {
    for user in world.users() {
        let (value, display, email) =
            (escape(&*user.name), escape(&*user.display_name), escape(&*user.email));
        push(
            body,
            format_args!("<button name=\"{name}\" value=\"{value}\"><b>{display}</b><br>{email}</button>"),
        );
    }
}

/// Adds a text that is HTML already.
pub fn push(body: &mut String, text: Arguments<'_>) {
    body.write_fmt(text).expect("a string takes everything");
}
