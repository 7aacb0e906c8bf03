//! The few pages that people see: small, and without scripts but for the one that submits a form.

use std::fmt::Write;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use super::respond::no_store;
use crate::world::World;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem;\
                     color:#222}h1{font-size:1.25rem}button,input{font:inherit;width:100%;padding:.6rem;\
                     margin:.25rem 0;box-sizing:border-box;border:1px solid #999;border-radius:.4rem;\
                     background:#fff;text-align:left}button:hover{background:#eef}p{color:#555}";

/// What [`people`] sends, and where.
pub struct SignInForm<'a> {
    pub method: &'static str,
    pub hidden: &'a [(&'a str, &'a str)],
    pub fields: &'a str,
    /// The name of the pair that a person's button sends.
    pub name: &'static str,
    /// The pair that the button to decline sends.
    pub no: (&'static str, &'static str),
}

/// Returns a page with a text.
pub fn message(status: StatusCode, title: &str, text: &str) -> Response {
    page(status, title, &format!("<p>{}</p>", escape(text)))
}

/// Returns a page with a form: a button for each person, and one to decline.
///
/// The pressed button sends `{name}={short name of the person}` or `{no}`, beside the `hidden` pairs and the inputs in
/// `fields`.
pub fn people(world: &World, title: &str, form: &SignInForm<'_>) -> Response {
    let mut body = format!("<form method=\"{}\">", form.method);
    write_hidden(&mut body, form.hidden);
    body.push_str(form.fields);
    for user in world.users() {
        let (name, display) = (escape(&user.name), escape(&user.display_name));
        let email = escape(&user.email);
        write_to(
            &mut body,
            format_args!(
                "<button name=\"{}\" value=\"{name}\"><b>{display}</b><br>{email}</button>",
                form.name
            ),
        );
    }
    let (no, value) = form.no;
    write_to(&mut body, format_args!("<button name=\"{no}\" value=\"{value}\">Decline</button></form>"));
    page(StatusCode::OK, title, &body)
}

/// Returns a page with a form that submits itself to another site, as `response_mode=form_post` asks for.
pub fn form_post(action: &str, pairs: &[(&str, &str)]) -> Response {
    let mut body = format!("<form method=\"POST\" action=\"{}\">", escape(action));
    write_hidden(&mut body, pairs);
    body.push_str("<noscript><button>Continue</button></noscript></form>");
    body.push_str("<script>document.forms[0].submit()</script>");
    page(StatusCode::OK, "Working\u{2026}", &body)
}

/// Returns an input for the code of a device.
pub fn code_input(code: &str) -> String {
    format!(
        "<input name=\"user_code\" value=\"{}\" placeholder=\"Code\" autocomplete=\"off\" required>",
        escape(code)
    )
}

fn write_hidden(body: &mut String, pairs: &[(&str, &str)]) {
    for (name, value) in pairs {
        let (name, value) = (escape(name), escape(value));
        write_to(body, format_args!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"));
    }
}

fn write_to(body: &mut String, text: std::fmt::Arguments<'_>) {
    body.write_fmt(text).expect("a string takes everything");
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
    no_store(response)
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
