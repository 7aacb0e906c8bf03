//! App authentication: an application signs a request for a person.
//!
//! See <https://support.huaweicloud.com/api-koodrive/koodrive_05_0029.html> and reference 2.5.

use axum::http::{HeaderMap, Method, request::Parts};

use super::signature::{Signature, SignedRequest};
use crate::{
    http::{
        Applicant, Call, Operation, Refusal,
        mismatch::{self, Guess},
    },
    koodrive::{dates::parse_x_date, ids},
    sandbox::Auth,
    world::{Api, Principal},
};

/// Takes an application that signs for a person; in lenient mode a wrong signature is treated as no token is.
pub fn signed(
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
            match call.settings().auth {
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
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if !signature.covers_required() {
        return Err("X-Date and X-User-Id must be among the signed headers");
    }
    let date = text("x-date").and_then(parse_x_date).ok_or("X-Date is missing or no date")?;
    let now = call.now();
    if let Some(skew) = call.settings().signature_skew_seconds
        && (date > now || now.since(date).as_secs() > skew)
    {
        return Err("X-Date lies in the future or too far back");
    }
    let world = call.world();
    let user = text("x-user-id").and_then(|id| ids::parse_user(world, id)).ok_or("X-User-Id is nobody's")?;
    let app = world.app_keyed(Api::Koodrive, signature.app_id).ok_or("the AppId is unknown")?;
    if fits(call, method, headers, &app.secret, signature, body) {
        Ok(Principal { user: Some(user), app: Some(app.id) })
    } else {
        let request = SignedRequest { method, path: call.path_and_query(), headers, body };
        explain(call, &app.secret, signature, request);
        Err("it does not fit the request")
    }
}

/// Notes in the journal why a signature does not fit.
fn explain(call: &Call, secret: &str, signature: &Signature<'_>, request: SignedRequest<'_>) {
    let canonical = signature.canonical(request);
    let signed: Vec<_> = canonical.lines().map(|line| ("line", line)).collect();
    let (path, _) = request.path.split_once('?').unwrap_or((request.path, ""));
    let others = [
        ("the query", Some(""), SignedRequest { path, ..request }),
        ("the hash of the body", Some("of nothing"), SignedRequest { body: b"", ..request }),
    ];
    let by_part = others.map(|(part, instead, request)| (part, instead, signature.fits(secret, request)));
    let apps = call.world().apps().filter(|app| app.api == Api::Koodrive);
    let by_secret = apps.map(|app| {
        ("the secret, which is that of another application", None, signature.fits(&app.secret, request))
    });
    let guesses = by_part.into_iter().chain(by_secret);
    let guesses = guesses.map(|(part, instead, fits)| Guess { part, instead, fits });
    mismatch::note(call, &signed, signature.value, guesses);
}

/// Returns whether a signature fits: clients sign the path that they know, with or without the prefix of their sandbox.
fn fits(
    call: &Call,
    method: &Method,
    headers: &HeaderMap,
    secret: &str,
    signature: &Signature<'_>,
    body: &[u8],
) -> bool {
    let fits = |path: &str| signature.fits(secret, SignedRequest { method, path, headers, body });
    fits(call.path_and_query()) || call.path_with_prefix().is_some_and(|path| fits(&path))
}
