//! Headers without the credentials in them.

use data_encoding::BASE64;

use super::{
    pairs::url,
    secrets::{Secrets, hidden, is_credential},
};

/// Returns the value of a header as it is shown.
pub fn header(secrets: Secrets<'_>, name: &str, value: &str) -> String {
    match name {
        "authorization" | "proxy-authorization" | "wps-docs-authorization" | "x-kso-authorization" => {
            authorization(secrets, value)
        }
        "cookie" => value.split(';').map(|pair| cookie(secrets, pair)).collect::<Vec<_>>().join(";"),
        "set-cookie" => match value.split_once(';') {
            Some((pair, attributes)) => format!("{};{attributes}", cookie(secrets, pair)),
            None => cookie(secrets, value),
        },
        "location" | "content-location" | "operation-location" | "referer" => url(secrets, value),
        _ if is_credential(name.strip_prefix("x-").unwrap_or(name)) || name.ends_with("-token") => {
            secrets.shown(value).into_owned()
        }
        _ => value.to_owned(),
    }
}

/// Hides what proves who calls: a token, a password, a signature. Who claims to call is shown.
pub fn authorization(secrets: Secrets<'_>, value: &str) -> String {
    let value = value.trim();
    if let Some((scheme, rest)) = value.split_once([' ', '+']) {
        let separator = &value[scheme.len()..=scheme.len()];
        let rest = match rest.rsplit_once("Signature=") {
            Some((before, signature)) => format!("{before}Signature={}", hidden(signature.as_bytes())),
            None if scheme.eq_ignore_ascii_case("basic") => basic(secrets, rest),
            None if is_signature(scheme) => signed(rest),
            None => secrets.shown(rest.trim()).into_owned(),
        };
        return format!("{scheme}{separator}{rest}");
    }
    match value.strip_prefix("WPS-2:") {
        Some(rest) => format!("WPS-2:{}", signed(rest)),
        // Somebody has forgotten the token.
        None if ["bearer", "basic"].iter().any(|scheme| value.eq_ignore_ascii_case(scheme)) => {
            value.to_owned()
        }
        None => secrets.shown(value).into_owned(),
    }
}

/// Returns whether a signature stands behind this scheme.
fn is_signature(scheme: &str) -> bool {
    ["WPS-", "KSO-"].iter().any(|family| scheme.starts_with(family))
}

/// Hides the signature behind the name of the application.
fn signed(text: &str) -> String {
    match text.split_once(':') {
        Some((app, signature)) => format!("{app}:{}", hidden(signature.as_bytes())),
        None => hidden(text.as_bytes()),
    }
}

/// Hides a name with its password, unless the password is known.
fn basic(secrets: Secrets<'_>, text: &str) -> String {
    let decoded = BASE64.decode(text.trim().as_bytes()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let is_known = decoded
        .as_deref()
        .and_then(|pair| pair.split_once(':'))
        .is_some_and(|(_, password)| secrets.hidden(password).is_none());
    if is_known { text.to_owned() } else { hidden(text.trim().as_bytes()) }
}

fn cookie(secrets: Secrets<'_>, pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, value)) => format!("{name}={}", secrets.shown(value.trim_matches('"'))),
        None => hidden(pair.as_bytes()),
    }
}
