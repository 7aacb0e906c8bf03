//! A page that people hardly see.

use axum::{http::StatusCode, response::Response};

use crate::http::{html, page};

/// Returns a page with a form that submits itself to another site, as `response_mode=form_post` asks for.
pub fn form_post(action: &str, pairs: &[(&str, &str)]) -> Response {
    let mut body = format!("<form method=\"POST\" action=\"{}\">", html::escape(action));
    html::push_hidden(&mut body, pairs.iter().copied());
    body.push_str("<noscript><button class=\"main\">Continue</button></noscript></form>");
    let page = html::scripted(StatusCode::OK, "Working\u{2026}", &body, "document.forms[0].submit()");
    page::lead_to(page, action)
}
