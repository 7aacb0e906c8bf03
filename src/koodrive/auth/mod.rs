//! KooDrive's callers: an access token in several spellings, or a request signed by an application.
//!
//! See <https://support.huaweicloud.com/api-koodrive/koodrive_05_0010.html> and reference 2 and 10.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, Method, header, request::Parts},
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{
    error::Error,
    ids, json,
    signature::{Signature, Signed, parse_date},
};
use crate::{
    http::{self, Applicant, Call, Operation, Refusal, body},
    sandbox::Auth,
    world::{self, Api, Drive, Principal, UserId, World},
};

/// A caller with credentials that allow the operation, and the body, which may be signed with them.
pub struct Caller {
    /// The caller as all providers know one.
    pub http: http::Caller,
    /// The person: every token and every signature stands for one.
    pub user: UserId,
    body: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Caller {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(call) = Call::from_request_parts(&mut parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(&mut parts, state).await;
        note_trace_id(&call, &parts.headers);
        let signature = authorization(&parts.headers).and_then(Signature::parse);
        let (applicant, body) = if let Some(signature) = signature {
            let body = body::read(body, json::LIMIT).await?;
            (signed(&call, operation, &parts, &signature, &body)?, body)
        } else {
            let token = token(&parts.headers);
            let applicant = Applicant::bearer(&call, Api::Koodrive, operation, token)?;
            (applicant, body::read(body, json::LIMIT).await?)
        };
        let user = applicant.principal.user.ok_or(Refusal::UnknownToken)?;
        Ok(Self { http: applicant.admit(operation)?, user, body })
    }
}

impl Caller {
    /// The body, read as JSON.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Error> {
        json::parse(&self.http.call, &self.body)
    }

    /// The space of this id, if the caller may reach it.
    pub fn space<'w>(&self, world: &'w World, id: &str) -> Result<&'w Drive, world::Error> {
        let id = ids::parse_container(world, id).ok_or(world::Error::NoDrive)?;
        let drive = world.drive(id)?;
        if drive.admits(&self.http.principal) { Ok(drive) } else { Err(world::Error::Unreachable(id)) }
    }
}

fn authorization(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()
}

/// The token in `Authorization`: `Bearer+T`, `Bearer T`, `AT+T`, `AT T` and `T` are the same.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    authorization(headers).map(bare)
}

/// A token without its scheme.
pub fn bare(token: &str) -> &str {
    let token = token.trim();
    match token.split_once([' ', '+']) {
        Some((scheme, rest)) if ["bearer", "at"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            rest.trim()
        }
        _ => token,
    }
}

/// The consequence of another trace id is not documented, so nothing comes of it but a note.
pub fn note_trace_id(call: &Call, headers: &HeaderMap) {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let Some(id) = headers.get("x-traceid").map(axum::http::HeaderValue::as_bytes) else { return };
    if id.len() != 58 || !id.iter().all(allowed) {
        call.note("X-Traceid is not 58 letters, digits and underscores");
    }
}

/// Takes an application that signs for a person; in lenient mode a wrong signature is treated as no token is.
fn signed(
    call: &Call,
    operation: &'static Operation,
    parts: &Parts,
    signature: &Signature<'_>,
    body: &[u8],
) -> Result<Applicant, Refusal> {
    match check(call, parts, signature, body) {
        Ok(principal) => Applicant::proved(call, principal),
        Err(reason) => {
            call.note(format!("the signature is refused: {reason}"));
            match call.sandbox().settings().auth {
                Auth::Strict => Err(Refusal::UnknownToken),
                Auth::Lenient => Applicant::bearer(call, Api::Koodrive, operation, None),
            }
        }
    }
}

fn check(
    call: &Call,
    Parts { method, headers, .. }: &Parts,
    signature: &Signature<'_>,
    body: &[u8],
) -> Result<Principal, &'static str> {
    let sandbox = call.sandbox();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if !signature.covers_required() {
        return Err("X-Date and X-User-Id must be among the signed headers");
    }
    let date = text("x-date").and_then(parse_date).ok_or("X-Date is missing or no date")?;
    let now = sandbox.clock.now();
    if let Some(skew) = sandbox.settings().signature_skew_seconds
        && (date > now || now.since(date).as_secs() > skew)
    {
        return Err("X-Date lies in the future or too far back");
    }
    let world = sandbox.snapshot();
    let user = text("x-user-id").and_then(|id| ids::parse_user(&world, id)).ok_or("X-User-Id is nobody's")?;
    let app = world.app_keyed(Api::Koodrive, signature.app_id).ok_or("the AppId is unknown")?;
    if fits(call, method, headers, &app.secret, signature, body) {
        Ok(Principal { user: Some(user), app: Some(app.id) })
    } else {
        Err("it does not fit the request")
    }
}

/// Clients sign the path that they know, with or without the prefix of their sandbox.
fn fits(
    call: &Call,
    method: &Method,
    headers: &HeaderMap,
    secret: &str,
    signature: &Signature<'_>,
    body: &[u8],
) -> bool {
    let fits = |path: &str| signature.fits(secret, Signed { method, path, headers, body });
    fits(call.path_and_query()) || call.path_with_prefix().is_some_and(|path| fits(&path))
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_token_is_found_behind_every_scheme() {
        for spelt in ["Bearer+a1*b", "bearer a1*b", "AT+a1*b", "at a1*b", "a1*b", " Bearer  a1*b "] {
            assert_eq!(bare(spelt), "a1*b", "{spelt}");
        }
        assert_eq!(bare("Basic a1"), "Basic a1");
        assert_eq!(bare("Bearer "), "Bearer");
    }
}
