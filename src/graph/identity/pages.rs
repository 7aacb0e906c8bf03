//! The few pages that people see: small, and without scripts but for the one that submits a form.

use axum::{http::StatusCode, response::Response};

use crate::{http::html, world::World};

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
    html::page(status, title, &format!("<p>{}</p>", html::escape(text)))
}

/// Returns a page with a form: a button for each person, and one to decline.
///
/// The pressed button sends `{name}={short name of the person}` or `{no}`, beside the `hidden` pairs and the inputs in
/// `fields`.
pub fn people(world: &World, title: &str, form: &SignInForm<'_>) -> Response {
    let mut body = format!("<form method=\"{}\">", form.method);
    html::push_hidden(&mut body, form.hidden.iter().copied());
    body.push_str(form.fields);
    html::push_people(&mut body, world, form.name);
    let (no, value) = form.no;
    html::push(&mut body, format_args!("<button name=\"{no}\" value=\"{value}\">Decline</button></form>"));
    html::page(StatusCode::OK, title, &body)
}

/// Returns a page with a form that submits itself to another site, as `response_mode=form_post` asks for.
pub fn form_post(action: &str, pairs: &[(&str, &str)]) -> Response {
    let mut body = format!("<form method=\"POST\" action=\"{}\">", html::escape(action));
    html::push_hidden(&mut body, pairs.iter().copied());
    body.push_str("<noscript><button>Continue</button></noscript></form>");
    body.push_str("<script>document.forms[0].submit()</script>");
    html::page(StatusCode::OK, "Working\u{2026}", &body)
}

/// Returns an input for the code of a device.
pub fn code_input(code: &str) -> String {
    format!(
        "<input name=\"user_code\" value=\"{}\" placeholder=\"Code\" autocomplete=\"off\" required>",
        html::escape(code)
    )
}
