//! The device flow: a device shows a short code, a person enters it and says yes or no, the device polls.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code>.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use serde::Serialize;

use super::{
    client::Client, error::Refused, form::Form, no_store, opaque, pages, scope::Asked, tenant::Tenant,
};
use crate::{
    graph::{error::Error, json::Path},
    http::{self, Access, Call, LinkBase, Operation},
    world::{Consent, Grant, GrantKind, scramble, spell},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code#device-authorization-request>
pub const START: Operation =
    Operation { name: "oauth2.devicecode", access: Access::Anyone, ..Operation::BASE };

/// The page on which a person enters a code.
pub const PAGE: Operation = Operation { name: "devicelogin.page", ..START };

/// What the person says there.
pub const ANSWER: Operation = Operation { name: "devicelogin.answer", ..START };

/// How long a code can be entered and polled for, in seconds.
const LIFE: u32 = 900;
/// How often a device should poll, in seconds.
const INTERVAL: u32 = 5;
/// Keeps device codes apart from other opaque strings.
const SALT: u64 = 0x6465_7669;
/// Letters and digits that nobody takes for one another.
const CLEAR: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

#[derive(Serialize)]
struct Started {
    user_code: String,
    device_code: Arc<str>,
    verification_uri: String,
    expires_in: u32,
    interval: u32,
    message: String,
}

/// Hands out a device code and the short code that goes with it.
pub async fn start(
    call: Call,
    base: LinkBase,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    Ok(begin(&call, &base, &tenant, &headers, &form).map_or_else(
        |refused| refused.answer(&call),
        |started| no_store(http::json(StatusCode::OK, &started)),
    ))
}

fn begin(
    call: &Call,
    base: &str,
    tenant: &str,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Started, Refused> {
    let world = call.sandbox().snapshot();
    Tenant::parse(&world, tenant)?;
    let client = Client::find(call, &world, headers, form)?;
    let scope = form.field("scope")?;
    Asked::parse(scope)?;
    let (device_code, user_code) = call.sandbox().write(|world, now| {
        let serial = world.next_serial();
        let value: Arc<str> = opaque("D", serial, SALT).into();
        let user_code = spell(scramble(serial, SALT), CLEAR, 9);
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
    Ok(Started { user_code, device_code, verification_uri, expires_in: LIFE, interval: INTERVAL, message })
}

/// Shows the form; `?user_code=` fills it in.
pub async fn page(call: Call, uri: Uri) -> Response {
    let query = Form::parse(uri.query().unwrap_or_default());
    let fields = pages::code_input(query.get("user_code").unwrap_or_default());
    let form =
        pages::Form { method: "POST", hidden: &[], fields: &fields, name: "user", no: ("answer", "decline") };
    pages::people(&call.sandbox().snapshot(), "Enter the code that your device shows", &form)
}

/// Takes `user_code` with `user={short name or mail address}` or `answer=decline`.
pub async fn answer(call: Call, headers: HeaderMap, form: Form) -> Result<Response, Error> {
    Ok(match reply(&call, &form) {
        Ok(text) => pages::message(StatusCode::OK, text, "You can close this window."),
        Err(refused) => refused.page(&call, &headers),
    })
}

fn reply(call: &Call, form: &Form) -> Result<&'static str, Refused> {
    let code = form.field("user_code")?.trim();
    let declined = form.get("answer") == Some("decline");
    let user = if declined { None } else { Some(form.field("user")?) };
    call.sandbox().write(|world, now| {
        let (said, text) = match user {
            None => (Consent::Declined, "You have declined."),
            Some(name) => {
                let user = world.user_named(name).ok_or_else(|| Refused::UnknownUser(name.into()))?;
                (Consent::Approved(user.id), "You have signed in on your device.")
            }
        };
        let expired = world.device(code).is_some_and(|device| !device.is_valid(now));
        match world.record_consent(code, said, now) {
            true => Ok(text),
            false if expired => Err(Refused::ExpiredDevice),
            false => Err(Refused::UnknownDevice),
        }
    })
}
