//! An answer as tests compare it.

use std::fmt;

use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::{differences::differences, names};

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// The body as JSON without its context, which follows the address that was asked.
    pub fn content(&self) -> Value {
        let mut json = self.json();
        json.as_object_mut().expect("an object").remove("@odata.context");
        json
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    /// The members of the body that differ from those of an earlier answer, one a line.
    pub fn differs_from(&self, before: &Self) -> String {
        differences(&before.json(), &self.json())
    }

    /// The whole answer in one line: the status, the headers that [`fmt::Display`] prints, the body.
    ///
    /// The body of an error of Graph is printed as `code inner: message` (`-` for no inner code). It has no other
    /// members then, the date of [`super::NOW`] and the ids that the headers have; any other body is printed as it is.
    pub fn line(&self) -> String {
        let headers = self.printed_headers().map(|(name, value)| format!(" [{name}: {value}]"));
        let line = self.status.as_u16().to_string() + &headers.collect::<String>();
        let body = match serde_json::from_slice::<Value>(&self.body) {
            Ok(json) => self.graph_error(&json).unwrap_or_else(|| names::fold(&json).to_string()),
            Err(_) => self.text(),
        };
        if body.is_empty() { line } else { format!("{line} {body}") }
    }

    /// The body as a text; of a page of the providers without the style sheet, which is the same in all of them.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        let page = text.split_once("<style>").and_then(|(before, rest)| {
            let (_, after) = rest.split_once("</style>")?;
            before.starts_with("<!doctype html>").then(|| format!("{before}<style>…</style>{after}"))
        });
        page.unwrap_or(text)
    }

    fn graph_error(&self, body: &Value) -> Option<String> {
        let error = &body["error"];
        let (code, message) = (error["code"].as_str()?, error["message"].as_str()?);
        let inner = error["innerError"]["code"].as_str();
        let id = self.header("request-id");
        let mut inner_error =
            json!({ "client-request-id": id, "date": "2026-01-02T03:04:05", "request-id": id });
        if let Some(inner) = inner {
            inner_error["code"] = inner.into();
        }
        let whole = json!({ "error": { "code": code, "innerError": inner_error, "message": message } });
        let is_plain = *body == whole && self.header("client-request-id") == id && !id.is_empty();
        is_plain.then(|| format!("{code} {}: {}", inner.unwrap_or("-"), names::fold_text(message)))
    }

    fn printed_headers(&self) -> impl Iterator<Item = (&'static str, String)> {
        ["location", "retry-after"].into_iter().filter_map(|name| {
            let value = self.headers.get(name)?.to_str().expect("text");
            Some((name, names::fold_text(value)))
        })
    }
}

/// The status, then the body: JSON is laid out, and known values are printed by name.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.status)?;
        for (name, value) in self.printed_headers() {
            writeln!(f, "{name}: {value}")?;
        }
        match serde_json::from_slice::<Value>(&self.body) {
            Ok(json) => {
                let folded = names::fold(&json);
                write!(f, "{}", serde_json::to_string_pretty(&folded).expect("it was JSON"))
            }
            Err(_) => write!(f, "{}", self.text()),
        }
    }
}
