//! The token endpoint of the identity platform.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow>.

use std::time::Duration;

use axum::{extract::Request, http::StatusCode, response::Response};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::{error::Error, ids, json::Path};
use crate::{
    http::{self, Call, Operation, body, date},
    world::{Api, Principal, Scopes, Timestamp, Token, scramble},
};

/// Hands out tokens.
pub const TOKEN: Operation = Operation { name: "oauth2.token", writes: false, scopes: &[], daily: None };

/// How long a token lives, in seconds; the service answers one less than an hour.
const LIFE: u64 = 3599;
/// Keeps the strings of tokens apart from other scrambled numbers.
const SALT: u64 = 0x746f_6b65;
const LIMIT: u64 = 64 << 10;

#[derive(Serialize)]
struct Issued {
    token_type: &'static str,
    expires_in: u64,
    ext_expires_in: u64,
    access_token: String,
}

#[derive(Serialize)]
struct Refused {
    error: &'static str,
    error_description: String,
    error_codes: [u32; 1],
    timestamp: String,
    trace_id: String,
    correlation_id: String,
}

/// A refusal in the words of OAuth 2.0.
struct OauthError {
    status: StatusCode,
    error: &'static str,
    code: u32,
    description: String,
}

/// Answers `grant_type=client_credentials` with a token of the application.
pub async fn token(call: Call, Path(tenant): Path<String>, request: Request) -> Result<Response, Error> {
    let body = body::read(request.into_body(), LIMIT).await?;
    let form = parse_form(&body);
    let issued = call.sandbox().write(|world, now| {
        let token = grant(world, &tenant, &form, now)?;
        world.issue(token.clone());
        Ok(token)
    });
    Ok(match issued {
        Ok(token) => http::json(
            StatusCode::OK,
            &Issued {
                token_type: "Bearer",
                expires_in: LIFE,
                ext_expires_in: LIFE,
                access_token: token.value.to_string(),
            },
        ),
        Err(refused) => {
            let OauthError { status, error, code, description } = refused;
            let now = call.sandbox().clock.now();
            let id = ids::request(call.sandbox().next_request());
            let timestamp = date::rfc3339(Timestamp::from_millis(now.seconds() * 1000)).replace('T', " ");
            http::json(
                status,
                &Refused {
                    error,
                    error_description: format!("AADSTS{code}: {description}"),
                    error_codes: [code],
                    timestamp,
                    trace_id: id.clone(),
                    correlation_id: id,
                },
            )
        }
    })
}

fn grant(
    world: &mut crate::world::World,
    tenant: &str,
    form: &[(String, String)],
    now: Timestamp,
) -> Result<Token, OauthError> {
    let refuse = |status, error, code, description: String| OauthError { status, error, code, description };
    let bad = |error, code, description: String| refuse(StatusCode::BAD_REQUEST, error, code, description);
    let field = |name: &str| {
        let value =
            form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
        let text = format!("The request body must contain the following parameter: '{name}'.");
        if value.is_empty() { Err(bad("invalid_request", 900_144, text)) } else { Ok(value) }
    };
    let known = ["common", "organizations", "consumers"].contains(&tenant) || tenant.contains('.');
    if !known && !tenant.eq_ignore_ascii_case(world.tenant()) {
        return Err(bad("invalid_request", 90002, format!("Tenant '{tenant}' not found.")));
    }
    let grant_type = field("grant_type")?;
    if grant_type != "client_credentials" {
        let text = format!("The app requested an unsupported grant type '{grant_type}'.");
        return Err(bad("unsupported_grant_type", 70003, text));
    }
    let client = field("client_id")?;
    let app = world.app_keyed(Api::Graph, client).ok_or_else(|| {
        bad("unauthorized_client", 700_016, format!("Application with identifier '{client}' was not found."))
    })?;
    if field("client_secret")? != &*app.secret {
        let text = format!("Invalid client secret provided for app '{client}'.");
        return Err(refuse(StatusCode::UNAUTHORIZED, "invalid_client", 7_000_215, text));
    }
    let scope = field("scope")?;
    if !scope.ends_with(".default") {
        let text = format!("The provided value for scope {scope} is not valid: it must end in '/.default'.");
        return Err(bad("invalid_scope", 70011, text));
    }
    let bearer = Principal { user: None, app: Some(app.id) };
    let serial = world.next_serial();
    let value = format!("EwB{:016x}{:016x}", scramble(serial, SALT), scramble(serial, !SALT));
    Ok(Token {
        value: value.into(),
        bearer,
        scopes: Scopes::All,
        api: Some(Api::Graph),
        issued: now,
        life: Some(Duration::from_secs(LIFE)),
        sliding: false,
    })
}

/// The pairs of a form; what cannot be decoded is passed over, and then found missing.
fn parse_form(body: &[u8]) -> Vec<(String, String)> {
    let decode = |text: &str| {
        percent_decode_str(&text.replace('+', " ")).decode_utf8().map(std::borrow::Cow::into_owned).ok()
    };
    let text = std::str::from_utf8(body).unwrap_or_default();
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter_map(|(k, v)| Some((decode(k)?, decode(v)?)))
        .collect()
}
