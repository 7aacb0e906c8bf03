//! The device flow: a device shows a short code, a person enters it and agrees or declines, the device polls.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code>.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use serde::Serialize;

use super::{
    client::Client,
    error::IdentityError,
    form::FormPairs,
    respond::{no_store, opaque},
    scope::RequestedScopes,
    tenant::Tenant,
};
use crate::{
    graph::{json::Path, scopes},
    http::{self, Call, LinkBase, Operation, consent},
    world::{Api, CLEAR, Consent, DeviceRefusal, Grant, GrantKind, scramble, spell},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code#device-authorization-request>
pub const START: Operation = Operation { name: "oauth2.devicecode", ..scopes::ANYONE };

/// The page on which a person enters a code.
pub const PAGE: Operation = Operation { name: "devicelogin.page", ..START };

/// The decision of the person on that page.
pub const ANSWER: Operation = Operation { name: "devicelogin.answer", ..START };

/// How long a code can be entered and polled for, in seconds.
const LIFE: u32 = 900;
/// How often a device should poll, in seconds.
const INTERVAL: u32 = 5;
/// Keeps device codes apart from other opaque strings.
const SALT: u64 = 0x6465_7669;

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code#device-authorization-response>
#[derive(Serialize)]
struct DeviceResponse {
    user_code: String,
    device_code: Arc<str>,
    verification_uri: String,
    expires_in: u32,
    interval: u32,
    message: String,
}

/// Issues a device code and the short code that goes with it.
///
/// Handles `POST /{tenant}/oauth2/v2.0/devicecode`.
pub fn start(
    call: Call,
    base: LinkBase,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    form: FormPairs,
) -> Response {
    begin(&call, &base, &tenant, &headers, &form).map_or_else(
        |refused| refused.response(&call),
        |started| no_store(http::json(StatusCode::OK, &started)),
    )
}

/// Keeps a grant that a person has yet to agree to; returns its codes.
fn begin(
    call: &Call,
    base: &str,
    tenant: &str,
    headers: &HeaderMap,
    form: &FormPairs,
) -> Result<DeviceResponse, IdentityError> {
    let world = Arc::clone(call.world());
    Tenant::parse(&world, tenant)?;
    let client = Client::find(call, &world, headers, form)?;
    let scope = form.field("scope")?;
    RequestedScopes::parse(scope)?;
    let (device_code, user_code) = call.sandbox().write(|world, now| {
        let serial = world.next_serial();
        let value: Arc<str> = opaque("D", serial, SALT).into();
        let user_code = spell(scramble(serial, SALT), &CLEAR, 9);
        let kind = GrantKind::Device { user_code: user_code.as_str().into(), consent: Consent::Pending };
        let grant = Grant {
            value: Arc::clone(&value),
            app: client.app.id,
            scope: scope.into(),
            issued: now,
            life: Duration::from_secs(LIFE.into()),
            kind,
        };
        world.keep_grant(grant, now);
        Ok((value, user_code))
    })?;
    let verification_uri = format!("{base}/devicelogin");
    let message = format!(
        "To sign in, use a web browser to open the page {verification_uri} and enter the code {user_code} to \
         authenticate."
    );
    Ok(DeviceResponse {
        user_code,
        device_code,
        verification_uri,
        expires_in: LIFE,
        interval: INTERVAL,
        message,
    })
}

/// Returns the page on which a person enters a code; `?user_code=` fills it in.
///
/// Handles `GET /devicelogin`.
pub fn page(call: Call, uri: Uri) -> Response {
    let query = FormPairs::of_query(&call, &uri);
    consent::device(call.world(), Api::Graph, query.get("user_code").unwrap_or_default())
}

/// Records that a person agrees or declines: `user_code` with `user={short name or mail address}` or `answer=decline`.
///
/// Handles `POST /devicelogin`.
pub fn answer(call: Call, headers: HeaderMap, form: FormPairs) -> Response {
    match decide(&call, &form) {
        Ok(consent) => consent::decided(consent),
        Err(refused) => refused.page(&call, &headers),
    }
}

/// Records the decision of the person.
fn decide(call: &Call, form: &FormPairs) -> Result<Consent, IdentityError> {
    let code = form.field("user_code")?.trim();
    let declined = consent::is_declined(form.pass_on());
    let user = if declined { None } else { Some(form.field("user")?) };
    call.sandbox().write(|world, now| {
        world.decide_on_device(Api::Graph, code, user, now).map_err(|refusal| match refusal {
            DeviceRefusal::NoUser(name) => IdentityError::UnknownUser(name.as_ref().into()),
            DeviceRefusal::Expired => IdentityError::ExpiredDevice,
            DeviceRefusal::NoDevice => IdentityError::UnknownDevice,
        })
    })
}
