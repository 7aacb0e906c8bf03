//! The token endpoints of the three dialects: an application gets a token of its own.
//!
//! See <https://bgpt.qhzwfw.gov.cn/developer/document/app/wps365/server/auth/get-access-token/get-tenant-access-token.html>
//! and, for the public cloud, the chapter `certification-authorization/get-token` of <https://open.wps.cn/documents>.
//! Left out: what stands for a person, that is the grants with a code and with a refresh token.

use std::{sync::Arc, time::Duration};

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    auth::Signed,
    error::{Error, OauthError},
    ids,
    json::Form,
    jwt::{self, Algorithm, Claims},
    scopes,
    wire::Envelope,
};
use crate::{
    http::{self, Access, Applicant, Call, Operation},
    sandbox::Auth,
    world::{Api, App, Principal, Scopes, Token},
};

/// A token for an application of the public cloud.
pub const PUBLIC: Operation = Operation { name: "oauth2.token", access: Access::Anyone, ..Operation::BASE };

/// A token for an application of a private deployment of the newer kind.
pub const NEW_PRIVATE: Operation = Operation { name: "openapi.oauth2.token", ..PUBLIC };

/// A token for an application of a private deployment of the older kind.
pub const OLD_PRIVATE: Operation = Operation { name: "oauth.v1.token", ..PUBLIC };

/// How a dialect writes its tokens.
struct Style {
    algorithm: Algorithm,
    token_type: &'static str,
    /// In seconds.
    life: u32,
}

const PUBLIC_STYLE: Style = Style { algorithm: Algorithm::Es256, token_type: "bearer", life: 7200 };
const PRIVATE_STYLE: Style = Style { algorithm: Algorithm::Hs256, token_type: "Bearer", life: 86_400 };

/// A token that was handed out.
#[derive(Serialize)]
struct Issued {
    access_token: Arc<str>,
    expires_in: u32,
    token_type: &'static str,
}

/// `POST /oauth2/token`: the application is known by its id and secret, the answer has no envelope.
pub async fn public(call: Call, operation: &'static Operation, form: Form) -> Result<Response, Error> {
    let granted = scopes::PUBLIC_APP.iter().copied().map(Arc::from).collect();
    by_secret(&call, operation, &form, granted, &PUBLIC_STYLE)
}

/// `POST {domain}/openapi/oauth2/token`: as in the public cloud, for a day.
pub async fn new_private(call: Call, operation: &'static Operation, form: Form) -> Result<Response, Error> {
    let granted = scopes::PUBLIC_APP.iter().chain(scopes::NEW_PRIVATE_APP).copied().map(Arc::from).collect();
    by_secret(&call, operation, &form, granted, &PRIVATE_STYLE)
}

/// `POST {domain}/o/oauth/v1/token`: the application is known by its signature and names its scopes.
pub async fn old_private(signed: Signed) -> Result<Response, Error> {
    let Signed { call, app, operation, headers, body } = signed;
    let form = Form::parse(&headers, &body)?;
    check_grant(&form)?;
    let granted = scopes::parse(form.field("scope")?)?;
    let issued = issue(&call, &app, operation, granted, &PRIVATE_STYLE)?;
    Ok(http::json(StatusCode::OK, &Envelope::new(issued)))
}

fn by_secret(
    call: &Call,
    operation: &'static Operation,
    form: &Form,
    granted: Vec<Arc<str>>,
    style: &Style,
) -> Result<Response, Error> {
    check_grant(form)?;
    let app = client(call, form)?;
    let issued = issue(call, &app, operation, granted, style)?;
    Ok(http::json(StatusCode::OK, &issued))
}

fn check_grant(form: &Form) -> Result<(), Error> {
    let refuse = |desc: String| Err(Error::Oauth(OauthError::UnsupportedGrantType, desc));
    match form.field("grant_type")? {
        "client_credentials" => Ok(()),
        grant @ ("authorization_code" | "refresh_token") => {
            refuse(format!("mockdrive does not emulate grant_type {grant} yet"))
        }
        grant => refuse(format!("grant_type {grant} is unknown")),
    }
}

/// The application of `client_id`, if it knows its secret.
fn client(call: &Call, form: &Form) -> Result<App, Error> {
    let (id, secret) = (form.field("client_id")?, form.field("client_secret")?);
    let sandbox = call.sandbox();
    let (app, first) = sandbox.read(|world, _| {
        let first = world.apps().find(|app| app.api == Api::Wps);
        (world.app_keyed(Api::Wps, id).cloned(), first.cloned())
    });
    let wrong = match &app {
        None => "client_id not exists",
        Some(app) if *app.secret != *secret => "client_secret is wrong",
        Some(app) => return Ok(app.clone()),
    };
    match (sandbox.settings().auth, app.or(first)) {
        (Auth::Lenient, Some(app)) => {
            call.note(format!("{wrong}: taken as {}", app.key));
            Ok(app)
        }
        _ => Err(Error::Oauth(OauthError::InvalidClient, format!("invalid_client: {wrong}"))),
    }
}

fn issue(
    call: &Call,
    app: &App,
    operation: &'static Operation,
    granted: Vec<Arc<str>>,
    style: &Style,
) -> Result<Issued, Error> {
    let principal = Principal { user: None, app: Some(app.id) };
    Applicant::proved(call, principal)?.admit(operation)?;
    let life = Duration::from_secs(style.life.into());
    let access_token = call.sandbox().write(|world, now| {
        let company = ids::company(world.tenant());
        let claims = Claims {
            exp: now.plus(life).seconds(),
            comp_id: company.to_string(),
            client_id: &app.key,
            tk_type: "app",
            scope: granted.join(","),
            company_id: company,
            client_principal_id: ids::principal(app.id),
        };
        let key = format!("{}:{}", app.secret, world.next_serial());
        let value: Arc<str> = jwt::encode(style.algorithm, &claims, &key).into();
        world.issue(Token {
            value: Arc::clone(&value),
            bearer: principal,
            scopes: Scopes::Named(granted.into()),
            api: Some(Api::Wps),
            issued: now,
            life: Some(life),
            sliding: false,
        });
        Ok::<_, Error>(value)
    })?;
    Ok(Issued { access_token, expires_in: style.life, token_type: style.token_type })
}
