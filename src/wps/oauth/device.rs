//! The device flow: a device shows a short code, a person enters it and agrees or declines, the device polls.
//!
//! The vendor's own command-line client has it, and no page tells of it: the requests are those of the standard,
//! <https://www.rfc-editor.org/rfc/rfc8628>, under the three addresses that clients try.

use std::{sync::Arc, time::Duration};

use axum::{http::HeaderMap, response::Response};

use super::{
    authorize, client,
    form::{Fields, QueryFields, TokenForm, invalid},
    issue::{self, opaque},
};
use crate::{
    http::{Call, LinkBase, Operation, consent},
    world::{Api, CLEAR, Consent, DeviceRefusal, Grant, GrantKind, scramble, spell},
    wps::{
        error::{Error, OauthError},
        respond, scopes,
        wire::DeviceCodes,
    },
};

/// The codes for a device.
pub const START: Operation = Operation { name: "oauth2.device_authorization", ..scopes::ANYONE };
/// The same under another address.
pub const START_CODE: Operation = Operation { name: "oauth2.device.code", ..START };
/// The same under yet another one.
pub const START_AUTHORIZE: Operation = Operation { name: "oauth2.device_authorize", ..START };

/// The page on which a person enters a code; its address is ours.
pub const PAGE: Operation = Operation { name: "oauth2.device.page", ..START };
/// The decision of the person on that page.
pub const ANSWER: Operation = Operation { name: "oauth2.device.answer", ..START };

/// How long a code can be entered and polled for, in seconds.
const LIFE: u32 = 900;
/// How often a device should poll, in seconds.
const INTERVAL: u32 = 5;
/// Keeps device codes apart from other opaque strings.
const DEVICE: u64 = 0x7770_6463;

/// Issues a device code and the short code that goes with it.
///
/// Handles `POST /oauth2/device_authorization`.
/// Handles `POST /oauth2/device/code`.
/// Handles `POST /oauth2/device_authorize`.
pub fn start(call: Call, base: LinkBase, TokenForm(form): TokenForm) -> Result<Response, Error> {
    // A device may have no secret; a wrong one is wrong.
    let app = match form.get("client_secret") {
        Some(_) => client::proved(&call, &form)?,
        None => client::named(&call, &form)?,
    };
    let asked = match form.get("scope") {
        Some(asked) => issue::PUBLIC.of_person.parse(asked)?,
        None => issue::PUBLIC.of_person.all(),
    };
    let (device_code, user_code) = call.sandbox().write(|world, now| {
        let serial = world.next_serial();
        let value: Arc<str> = opaque("", serial, DEVICE).into();
        let user_code = spell(scramble(serial, DEVICE), &CLEAR, 8);
        let kind = GrantKind::Device { user_code: user_code.as_str().into(), consent: Consent::Pending };
        let (scope, life) = (asked.join(",").into(), Duration::from_secs(LIFE.into()));
        let grant = Grant { value: Arc::clone(&value), app: app.id, scope, issued: now, life, kind };
        world.keep_grant(grant, now);
        Ok::<_, Error>((value, user_code))
    })?;
    let verification_uri = format!("{}/oauth2/device", &*base);
    Ok(respond::bare(&DeviceCodes {
        device_code,
        verification_uri_complete: format!("{verification_uri}?user_code={user_code}"),
        user_code,
        verification_uri,
        expires_in: LIFE,
        interval: INTERVAL,
    }))
}

/// Returns the page on which a person enters a code; `?user_code=` fills it in.
///
/// Handles `GET /oauth2/device`.
pub fn page(call: Call, QueryFields(query): QueryFields) -> Response {
    consent::device(call.world(), Api::Wps, query.get("user_code").unwrap_or_default())
}

/// Records that a person agrees or declines: `user_code` with `user={short name or mail address}` or `answer=decline`.
///
/// Handles `POST /oauth2/device`.
pub fn answer(call: Call, headers: HeaderMap, TokenForm(form): TokenForm) -> Result<Response, Error> {
    match decide(&call, &form) {
        Ok(consent) => Ok(consent::decided(consent)),
        Err(error) if consent::takes_pages(&headers) => Ok(authorize::error_page(&error)),
        Err(error) => Err(error),
    }
}

/// Records the decision of the person.
fn decide(call: &Call, form: &Fields) -> Result<Consent, Error> {
    let code = form.field("user_code")?.trim();
    let declined = consent::is_declined(form.pass_on());
    let user = if declined { None } else { Some(form.field("user")?) };
    call.sandbox().write(|world, now| {
        world.decide_on_device(Api::Wps, code, user, now).map_err(|refusal| match refusal {
            DeviceRefusal::NoUser(name) => invalid(format!("user {name} is unknown")),
            DeviceRefusal::NoDevice => {
                Error::Oauth(OauthError::InvalidGrant, "no device waits for this user_code".into())
            }
            DeviceRefusal::Expired => Error::Oauth(OauthError::ExpiredDevice, "user_code has expired".into()),
        })
    })
}
