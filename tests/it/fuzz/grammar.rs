//! How a request is made.

use std::collections::BTreeMap;

use axum::http::Method;
use mockdrive::{server::Route, world::Api};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::random::Random;
use crate::wps::gateways;

/// What the requests to an API are made of.
pub struct Grammar {
    pub api: Api,
    pub routes: Vec<Route>,
    pub words: Vec<String>,
    /// Of whatever there is.
    pub ids: Vec<String>,
    /// Of drives alone.
    pub drives: Vec<String>,
    pub bodies: BTreeMap<String, Vec<String>>,
}

/// A request that was made.
#[derive(Debug)]
pub struct Made {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    pub operation: &'static str,
}

/// Texts that programs stumble over.
const TEXTS: [&str; 30] = [
    "",
    " ",
    ".",
    "..",
    "/",
    "../..",
    "\u{0}",
    "a\u{0}b",
    "a/b",
    "CON",
    "~$a",
    "é",
    "e\u{301}",
    "漢字",
    "😀",
    "\u{202e}abc",
    "\u{feff}",
    "ﬀ",
    "İ",
    "'",
    "''",
    "\"",
    "<script>",
    "%",
    "%00",
    "a:b",
    "null",
    "undefined",
    "true",
    "root",
];
/// Numbers that do not fit somewhere.
const NUMBERS: [&str; 16] = [
    "0",
    "-1",
    "1",
    "2",
    "1000",
    "1001",
    "65536",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1e400",
    "0.5",
    "00",
];
/// Escapes that are none, or no UTF-8.
const ESCAPES: [&str; 8] = ["%", "%0", "%ff", "%c3%28", "%ed%a0%80", "%00", "%2f", "%252f"];
/// Headers that handlers look at, and values of some.
const HEADERS: [(&str, &[&str]); 14] = [
    (
        "Range",
        &["bytes=0-", "bytes=5-1", "bytes=-0", "bytes=0-18446744073709551616", "bytes=a", "bytes=0-1,2-3"],
    ),
    (
        "Content-Range",
        &["bytes 0-1/2", "bytes 5-1/2", "bytes */*", "bytes 0-9223372036854775807/9223372036854775808", "x"],
    ),
    ("If-Match", &["*", "\"x\"", "x,", "\"{00000000-0000-0000-0000-000000000000},1\""]),
    ("If-None-Match", &["*", "\"\"", "W/\"a\""]),
    ("Prefer", &["respond-async", "redeemSharingLink", "outlook.timezone=\"x\"", ",,;="]),
    (
        "Content-Type",
        &[
            "text/plain",
            "application/json; charset=utf-16",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "/",
        ],
    ),
    ("Accept", &["text/html", "application/json;odata.metadata=full", ";"]),
    ("X-HTTP-Method-Override", &["PATCH", "DELETE", "\u{7f}"]),
    ("X-HTTP-Method", &["PUT", "", "GET"]),
    ("Date", &["Thu, 01 Jan 1970 00:00:00 GMT", "now"]),
    ("Cookie", &["wps_sid=alice-token", "=", ";;;"]),
    ("Content-MD5", &["x", "1B2M2Y8AsgTpgAmY7PhCfg=="]),
    ("Authorization", &["Bearer ", "Bearer bob-token", "Basic x", "WPS-2:a", "KSO-1 :", "WPS-4 a:b"]),
    ("If-Modified-Since", &["Thu, 01 Jan 1970 00:00:00 GMT", "0"]),
];

impl Grammar {
    pub fn make(&self, random: &mut Random) -> Made {
        let route = random.pick(&self.routes);
        let method = if random.one_in(40) {
            random
                .pick(&[
                    Method::GET,
                    Method::POST,
                    Method::PUT,
                    Method::PATCH,
                    Method::DELETE,
                    Method::HEAD,
                    Method::OPTIONS,
                ])
                .clone()
        } else {
            route.method.clone()
        };
        let mut path =
            if self.api == Api::Wps { random.pick(&gateways(route)).to_string() } else { String::new() };
        for part in route.path.split('/').skip(1) {
            path.push('/');
            let is_drive = ["drive", "space", "container"].iter().any(|word| part.contains(word));
            if part.starts_with('{') && is_drive && !random.one_in(4) {
                path.push_str(&encoded(random.word(&self.drives)));
            } else if part.starts_with('{') || random.one_in(60) {
                path.push_str(&self.segment(random));
            } else {
                path.push_str(part);
            }
        }
        if random.one_in(40) {
            path.push_str(random.pick::<&str>(&["/", "//", "/..", "/%2e%2e", ":", ":/a:", "()", "?"]));
        }
        let pairs = if random.one_in(3) { 1 + random.below(4) } else { 0 };
        for number in 0..pairs {
            path.push(if number == 0 && !path.contains('?') { '?' } else { '&' });
            path.push_str(&encoded(random.word(&self.words)));
            path.push('=');
            path.push_str(&self.segment(random));
        }
        let count = if random.one_in(5) { 1 + random.below(3) } else { 0 };
        let mut headers = Vec::new();
        for _ in 0..count {
            let (name, values) = *random.pick(&HEADERS);
            let value = if random.one_in(8) { "x".repeat(3000) } else { (*random.pick(values)).to_owned() };
            headers.push((name, value));
        }
        let body = if method == Method::GET && !random.one_in(20) {
            Vec::new()
        } else {
            self.body(route.operation.name, random)
        };
        Made { method, path, headers, body, operation: route.operation.name }
    }

    /// A value in a path or a query.
    fn segment(&self, random: &mut Random) -> String {
        match random.below(24) {
            0 => (*random.pick(&ESCAPES)).to_owned(),
            1 => encoded(random.word(&TEXTS)),
            2 => encoded(random.word(&NUMBERS)),
            3 => encoded(random.word(&self.words)),
            4 if random.one_in(4) => "a".repeat(5000),
            5 => self.cut_id(random),
            _ => encoded(random.word(&self.ids)),
        }
    }

    /// An id of which something is missing or wrong.
    fn cut_id(&self, random: &mut Random) -> String {
        let mut id: Vec<char> = random.word(&self.ids).chars().collect();
        let place = random.below(id.len());
        match random.below(3) {
            0 => id.truncate(place),
            1 => id.insert(place, *random.pick(&['!', 'é', 'a', '0', ','])),
            _ => id[place] = *random.pick(&['!', 'Z', '0', '😀']),
        }
        encoded(id.into_iter().collect::<String>())
    }

    fn body(&self, operation: &str, random: &mut Random) -> Vec<u8> {
        let known = self.bodies.get(operation).filter(|_| !random.one_in(4));
        if let Some(known) = known {
            let text = self.filled(random.word(known), random);
            if let Ok(mut json) = serde_json::from_str::<Value>(&text) {
                for _ in 0..random.below(3) {
                    self.mutate(&mut json, random);
                }
                return json.to_string().into_bytes();
            }
            return text.into_bytes();
        }
        match random.below(12) {
            0 => Vec::new(),
            1 => b"{".to_vec(),
            2 => "[".repeat(20_000).into_bytes(),
            3 => "{\"a\":".repeat(200).into_bytes(),
            4 => vec![0xff, 0xfe, 0, b'{'],
            5 => b"{\"name\":\"\\ud800\"}".to_vec(),
            6 => format!("{}={}&grant_type=password&%=%", random.word(&self.words), self.segment(random))
                .into_bytes(),
            _ => {
                let mut json = Value::Object(Map::new());
                for _ in 0..=random.below(6) {
                    self.mutate(&mut json, random);
                }
                let text = json.to_string();
                // Numbers that no reader of ours keeps.
                if random.one_in(3) { text.replacen("null", random.word(&NUMBERS), 1) } else { text }
                    .into_bytes()
            }
        }
    }

    /// The text with ids in the place of words in braces.
    fn filled(&self, text: &str, random: &mut Random) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let end =
                behind.find(|c: char| !(c.is_ascii_lowercase() || "-_".contains(c) || c.is_ascii_digit()));
            match end {
                Some(end) if end > 0 && behind[end..].starts_with('}') => {
                    filled.push_str(random.word(&self.ids));
                    rest = &behind[end + 1..];
                }
                _ => {
                    filled.push('{');
                    rest = behind;
                }
            }
        }
        filled + rest
    }

    /// Changes something somewhere in a value.
    fn mutate(&self, json: &mut Value, random: &mut Random) {
        match json {
            Value::Object(members) if !members.is_empty() && !random.one_in(3) => {
                let names: Vec<String> = members.keys().cloned().collect();
                let name = random.pick(&names);
                if random.one_in(5) {
                    members.remove(name);
                } else {
                    self.mutate(members.get_mut(name).expect("a member"), random);
                }
            }
            Value::Object(members) => {
                members.insert(random.word(&self.words).to_owned(), self.value(random));
            }
            Value::Array(list) if !list.is_empty() && !random.one_in(3) => {
                let place = random.below(list.len());
                if random.one_in(4) {
                    let again = list[place].clone();
                    list.push(again);
                } else {
                    self.mutate(&mut list[place], random);
                }
            }
            other => *other = self.value(random),
        }
    }

    fn value(&self, random: &mut Random) -> Value {
        match random.below(14) {
            0 => Value::Null,
            1 => random.one_in(2).into(),
            2 | 3 => serde_json::from_str(random.word(&NUMBERS)).unwrap_or(Value::Null),
            4 => Value::Array(vec![self.value(random); random.below(3)]),
            5 => Value::Object(Map::from_iter([(random.word(&self.words).to_owned(), self.value(random))])),
            6 => (0..100).fold(Value::Null, |inner, _| Value::Array(vec![inner])),
            7 => "é".repeat(700).into(),
            8 | 9 => random.word(&TEXTS).into(),
            10 => random.word(&self.words).to_owned().into(),
            _ => random.word(&self.ids).to_owned().into(),
        }
    }
}

fn encoded(text: impl AsRef<str>) -> String {
    utf8_percent_encode(text.as_ref(), NON_ALPHANUMERIC).to_string()
}
