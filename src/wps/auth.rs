//! The callers of private deployments: a signature that names an application, and a bearer token.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{
        HeaderMap, HeaderValue,
        header::{AsHeaderName, CONTENT_TYPE},
        request::Parts,
    },
};
use bytes::Bytes;

use super::{
    dialect::behind_gateway,
    error::Error,
    ids,
    signature::{Claim, Fault, Message},
    wire::SignatureDebug,
};
use crate::{
    http::{self, Applicant, Call, Operation, Refusal, bearer_token, body, date},
    sandbox::Auth,
    world::{self, Api, App, Node, Principal, World},
};

/// The longest body, in bytes: 1,024 ids of 1,024 characters, each escaped as `\uXXXX\uXXXX`, fit in it.
const LIMIT: u64 = 16 << 20;

/// How many bytes of a body the answer to a wrong signature shows.
const SHOWN: usize = 1024;

/// A request that an application has signed.
pub struct Signed {
    /// Where it goes.
    pub call: Call,
    /// Who signed it.
    pub app: App,
    /// What it asks for.
    pub operation: &'static Operation,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as it was signed.
    pub body: Bytes,
}

impl<S: Sync> FromRequest<S> for Signed {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(call) = Call::from_request_parts(&mut parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(&mut parts, state).await;
        let body = body::read(body, LIMIT).await?;
        let app = verify(&call, &parts, &body).or_else(|error| excuse(&call, &parts.headers, error))?;
        Ok(Self { call, app, operation, headers: parts.headers, body })
    }
}

fn verify(call: &Call, parts: &Parts, body: &[u8]) -> Result<App, Error> {
    let sandbox = call.sandbox();
    let uri = behind_gateway(call.path_and_query());
    let content_type = header(&parts.headers, CONTENT_TYPE);
    let date = header(&parts.headers, "wps-docs-date");
    let message = Message { method: parts.method.as_str(), uri, content_type, date, body };
    let claim = claim(&parts.headers);
    let refuse = |fault| Error::Signature(fault, Box::new(debug(&message, claim.ok())));
    check_date(date, sandbox.clock.now(), sandbox.settings().signature_skew_seconds).map_err(refuse)?;
    let claim = claim.map_err(refuse)?;
    let app = sandbox.read(|world, _| world.app_keyed(Api::Wps, claim.access_key).cloned());
    let app = app.ok_or_else(|| refuse(Fault::UnknownApp))?;
    let prefix = call.path_with_prefix();
    let prefixed = prefix.as_deref().and_then(|whole| whole.strip_suffix(call.path_and_query()));
    // A client that takes the sandbox for a part of the path signs it.
    let prefixed = prefixed.map(|prefix| format!("{prefix}{uri}"));
    let is_signed = |uri| Message { uri, ..message }.sign(claim.scheme, &app.secret) == claim.signature;
    if is_signed(uri) || prefixed.as_deref().is_some_and(is_signed) {
        Ok(app)
    } else {
        Err(refuse(Fault::Mismatch))
    }
}

/// In lenient mode, takes a wrong signature for that of the application it names, or of the first one.
fn excuse(call: &Call, headers: &HeaderMap, error: Error) -> Result<App, Error> {
    let sandbox = call.sandbox();
    if sandbox.settings().auth == Auth::Strict {
        return Err(error);
    }
    let key = claim(headers).map_or("", |claim| claim.access_key);
    let app = sandbox.read(|world, _| {
        let first = || world.apps().find(|app| app.api == Api::Wps);
        world.app_keyed(Api::Wps, key).or_else(first).cloned()
    });
    let told = error.told();
    let app = app.ok_or(error)?;
    call.note(format!("{}: taken as {}", told.msg, app.key));
    Ok(app)
}

fn claim(headers: &HeaderMap) -> Result<Claim<'_>, Fault> {
    let header = str::from_utf8(header(headers, "wps-docs-authorization"));
    header.map_err(|_| Fault::BadAuthorization).and_then(Claim::parse)
}

fn check_date(date: &[u8], now: world::Timestamp, skew: Option<u64>) -> Result<(), Fault> {
    if date.is_empty() {
        return Err(Fault::NoDate);
    }
    let date = str::from_utf8(date).ok().and_then(date::parse_rfc1123).ok_or(Fault::BadDate)?;
    let off = now.since(date).max(date.since(now));
    if skew.is_some_and(|skew| off.as_secs() > skew) { Err(Fault::Skewed) } else { Ok(()) }
}

fn debug(message: &Message<'_>, claim: Option<Claim<'_>>) -> SignatureDebug {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let body = message.signed_body();
    SignatureDebug {
        sign_type: claim.map_or("", |claim| claim.scheme.name()).into(),
        app_id: claim.map_or("", |claim| claim.access_key).into(),
        app_key: "**********",
        content_type: text(message.content_type),
        url: message.uri.into(),
        method: message.method.into(),
        body: text(&body[..body.len().min(SHOWN)]),
        date: text(message.date),
        string_to_sign: claim.map(|claim| text(&message.string_to_sign(claim.scheme))),
    }
}

/// The value of a header as it was sent; empty if there is none.
pub fn header(headers: &HeaderMap, name: impl AsHeaderName) -> &[u8] {
    headers.get(name).map_or(b"", HeaderValue::as_bytes)
}

/// A caller with a signature and a token that allow the operation.
pub struct Caller(pub http::Caller);

impl Caller {
    /// Checks the token of a signed request.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn new(signed: &Signed) -> Result<Self, Error> {
        let Signed { call, app, operation, headers, .. } = signed;
        let applicant = Applicant::bearer(call, Api::Wps, operation, bearer_token(headers))?;
        let grantable = grantable(operation.scopes, &applicant.principal);
        if !applicant.scopes.allow(&grantable, operation.writes) {
            return Err(Refusal::Scope(operation.scopes).into());
        }
        if applicant.principal.user.is_none() && applicant.principal.app != Some(app.id) {
            call.note(format!("the token belongs to another application than the signature's {}", app.key));
        }
        Ok(Self(applicant.admit(operation)?))
    }

    /// An item that is not in the recycle bin, if the caller may reach its drive.
    ///
    /// A person reaches their own drive and those of their teams, an application by itself those of the company.
    ///
    /// # Errors
    /// [`Error::File`] with [`world::Error::NotFound`], [`world::Error::InBin`], [`world::Error::Unreachable`].
    pub fn file<'w>(&self, world: &'w World, id: &str) -> Result<&'w Node, Error> {
        let find = || {
            let node = world.live(ids::parse_file(world, id).ok_or(world::Error::NotFound)?)?;
            let alone = self.0.principal.user.is_none();
            let reached = alone || world.drive(node.drive)?.admits(&self.0.principal);
            if reached { Ok(&**node) } else { Err(world::Error::Unreachable(node.drive)) }
        };
        find().map_err(|error| Error::File { id: id.into(), error })
    }

    /// Whether the token allows changes of files, too.
    pub fn may_write(&self) -> bool {
        let scopes = grantable(&["kso.file.write", "kso.appdrive.file.write"], &self.0.principal);
        self.0.scopes.allow(&scopes, true)
    }
}

/// Of these scopes, those that such a caller can be granted; only the names of an application's say whose they are.
fn grantable(scopes: &[&'static str], principal: &Principal) -> Vec<&'static str> {
    let alone = principal.user.is_none();
    scopes.iter().copied().filter(|scope| scope.starts_with("kso.appdrive.") == alone).collect()
}
