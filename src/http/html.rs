//! The few pages that people see: small, and without scripts of their own.

use std::fmt::{Arguments, Write};

use axum::{http::StatusCode, response::Response};

/// Escapes a text for HTML.
pub use quick_xml::escape::escape;

use super::page::{self, Needs};
use crate::world::World;

/// The style sheet of these pages, with the colours of the page below `/_mock/ui/`; it stands in each of them, as they
/// are served on the vendors' hosts, too.
const STYLE: &str = concat!(include_str!("../../ui/theme.css"), include_str!("page.css"));

/// What people have to know of every such page.
const ABOUT: &str = "<header><b>mockdrive</b>, a mock: no password is needed.</header>";

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
         <meta name=\"viewport\" content=\"width=device-width\">\
         <link rel=\"icon\" href=\"data:,\"><title>{title}</title><style>{STYLE}</style>\
         <body class=\"{class}\">{ABOUT}<main><h1>{title}</h1>{body}</main>\n"
    )
}

/// The most characters of a text that a page shows.
const MOST_SHOWN: usize = 100_000;

/// Returns the page of a document: its name, its size, HTML about it, and its text if that can be read.
pub fn document(name: &str, size: u64, about: &str, text: Option<&str>) -> Response {
    let text = text.map_or_else(
        || "<p class=\"soft\">mockdrive has no viewer for this kind of document.</p>".to_owned(),
        |text| format!("<pre>{}</pre>", escape(text.chars().take(MOST_SHOWN).collect::<String>())),
    );
    shown(name, format_args!("<p class=\"soft\">{size} bytes</p>{about}{text}"))
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
            format_args!(
                "<button name=\"{name}\" value=\"{value}\"><b>{display}</b><small>{email}</small></button>"
            ),
        );
    }
}

/// Adds a text that is HTML already.
pub fn push(body: &mut String, text: Arguments<'_>) {
    body.write_fmt(text).expect("a string takes everything");
}
