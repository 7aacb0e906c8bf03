//! The token of a request: in `Authorization`, or in the cookie of a person who is signed in.

use axum::http::{HeaderMap, header::COOKIE};

use crate::{
    http::{Call, bearer_token},
    world::Api,
    wps::dialect::Dialect,
};

/// The cookie of a person who is signed in.
const COOKIE_NAME: &str = "wps_sid";

/// Returns the token that a request comes with; `Authorization` counts before the cookie, which only the public cloud
/// knows.
pub fn token<'a>(call: &Call, headers: &'a HeaderMap, dialect: Dialect) -> Option<&'a str> {
    bearer_token(headers).or_else(|| session(call, headers).filter(|_| dialect == Dialect::Public))
}

/// Returns the token in the cookie, unless it is an application's: a cookie stands for a person.
pub fn session<'a>(call: &Call, headers: &'a HeaderMap) -> Option<&'a str> {
    let is_apps =
        |value: &str| call.world().token(Api::Wps, value).is_some_and(|token| token.bearer.user.is_none());
    cookie(headers).filter(|value| !is_apps(value))
}

/// Returns the value of the cookie, among the others.
fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let value = pairs.find(|(name, _)| name.trim() == COOKIE_NAME).map(|(_, value)| value.trim());
    value.map(|value| value.trim_matches('"')).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

    use super::cookie;

    #[test]
    fn the_cookie_is_found_among_others() {
        for (lines, expected) in [
            (&["wps_sid=a"][..], Some("a")),
            (&["wps_sid=a; csrf=b"], Some("a")),
            (&["csrf=b;wps_sid=a"], Some("a")),
            (&["csrf=wps_sid=x; wps_sid=\"a=b\""], Some("a=b")),
            (&["csrf=b", "wps_sid=a"], Some("a")),
            (&["wps_sid=; csrf=b"], None),
            (&["xwps_sid=a", "wps_sidx=a", "wps_sid"], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(COOKIE, HeaderValue::from_static(line));
            }
            assert_eq!(cookie(&headers), expected, "{lines:?}");
        }
    }
}
