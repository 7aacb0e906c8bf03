//! The token endpoints of the three dialects: an application gets a token of its own.
//!
//! See <https://bgpt.qhzwfw.gov.cn/developer/document/app/wps365/server/auth/get-access-token/get-tenant-access-token.html>
//! and, for the public cloud, the chapter `certification-authorization/get-token` of <https://open.wps.cn/documents>.
//! Left out: what stands for a person, that is the grants with a code and with a refresh token.

use std::{sync::Arc, time::Duration};

use axum::response::Response;

use super::{
    form::TokenForm,
    granted,
    jwt::{self, Algorithm, Claims},
};
use crate::{
    http::{Access, Applicant, Call, Operation},
    sandbox::Auth,
    world::{Api, App, Principal, Scopes, Token},
    wps::{
        auth::signer::Wps4Signer,
        dialect::Dialect,
        error::{Error, OauthError},
        ids, respond,
        wire::IssuedToken,
    },
};

/// A token for an application of the public cloud.
pub const PUBLIC: Operation = Operation { name: "oauth2.token", access: Access::Anyone, ..Operation::BASE };

/// A token for an application of a private deployment of the newer kind.
pub const NEW_PRIVATE: Operation = Operation { name: "openapi.oauth2.token", ..PUBLIC };

/// A token for an application of a private deployment of the older kind, which signs its request.
pub const OLD_PRIVATE: Operation =
    Operation { name: "oauth.v1.token", access: Access::Token, ..Operation::BASE };

/// How a dialect writes its tokens.
struct Style {
    algorithm: Algorithm,
    token_type: &'static str,
    /// In seconds.
    life: u32,
}

const PUBLIC_STYLE: Style = Style { algorithm: Algorithm::Es256, token_type: "bearer", life: 7200 };
const PRIVATE_STYLE: Style = Style { algorithm: Algorithm::Hs256, token_type: "Bearer", life: 86_400 };

/// Issues a token of the public cloud: the application is known by its id and secret, and there is no envelope.
///
/// Handles `POST /oauth2/token`.
pub async fn public(call: Call, operation: &'static Operation, form: TokenForm) -> Result<Response, Error> {
    let scopes = granted::PUBLIC_APP.iter().copied().map(Arc::from).collect();
    by_secret(&call, operation, &form, scopes, &PUBLIC_STYLE)
}

/// Issues a token of a newer private deployment: as in the public cloud, for a day.
///
/// Handles `POST /openapi/oauth2/token`.
pub async fn new_private(
    call: Call,
    operation: &'static Operation,
    form: TokenForm,
) -> Result<Response, Error> {
    let scopes = granted::PUBLIC_APP.iter().chain(granted::NEW_PRIVATE_APP).copied().map(Arc::from).collect();
    by_secret(&call, operation, &form, scopes, &PRIVATE_STYLE)
}

/// Issues a token of an older private deployment: the application is known by its signature and names its scopes.
///
/// Handles `POST /o/oauth/v1/token`.
pub async fn old_private(
    Wps4Signer(app): Wps4Signer,
    call: Call,
    operation: &'static Operation,
    dialect: Dialect,
    form: TokenForm,
) -> Result<Response, Error> {
    check_grant(&form)?;
    let scopes = granted::parse(form.field("scope")?)?;
    let issued = issue(&call, &app, operation, scopes, &PRIVATE_STYLE)?;
    Ok(respond::success(dialect, &issued))
}

fn by_secret(
    call: &Call,
    operation: &'static Operation,
    form: &TokenForm,
    scopes: Vec<Arc<str>>,
    style: &Style,
) -> Result<Response, Error> {
    check_grant(form)?;
    let app = client(call, form)?;
    let issued = issue(call, app, operation, scopes, style)?;
    Ok(respond::bare(&issued))
}

fn check_grant(form: &TokenForm) -> Result<(), Error> {
    let refuse = |text: String| Err(Error::Oauth(OauthError::UnsupportedGrantType, text.into()));
    match form.field("grant_type")? {
        "client_credentials" => Ok(()),
        grant @ ("authorization_code" | "refresh_token") => {
            refuse(format!("mockdrive does not emulate grant_type {grant} yet"))
        }
        grant => refuse(format!("grant_type {grant} is unknown")),
    }
}

/// Returns the application of `client_id`, if the form has its secret; in lenient mode also if it has not.
fn client<'a>(call: &'a Call, form: &TokenForm) -> Result<&'a App, Error> {
    let (id, secret) = (form.field("client_id")?, form.field("client_secret")?);
    let app = call.world().app_keyed(Api::Wps, id);
    let wrong = match app {
        None => "client_id not exists",
        Some(app) if *app.secret != *secret => "client_secret is wrong",
        Some(app) => return Ok(app),
    };
    let first = || call.world().apps().find(|app| app.api == Api::Wps);
    match (call.settings().auth, app.or_else(first)) {
        (Auth::Lenient, Some(app)) => {
            call.note(format!("{wrong}: taken as {}", app.key));
            Ok(app)
        }
        _ => Err(Error::Oauth(OauthError::InvalidClient, format!("invalid_client: {wrong}").into())),
    }
}

fn issue(
    call: &Call,
    app: &App,
    operation: &'static Operation,
    scopes: Vec<Arc<str>>,
    style: &Style,
) -> Result<IssuedToken, Error> {
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
            scope: scopes.join(","),
            company_id: company,
            client_principal_id: ids::principal(app.id),
        };
        let key = format!("{}:{}", app.secret, world.next_serial());
        let value: Arc<str> = jwt::encode(style.algorithm, &claims, &key).into();
        world.issue(Token {
            value: Arc::clone(&value),
            bearer: principal,
            scopes: Scopes::Named(scopes.into()),
            api: Some(Api::Wps),
            issued: now,
            life: Some(life),
            sliding: false,
        });
        Ok::<_, Error>(value)
    })?;
    Ok(IssuedToken { access_token, expires_in: style.life, token_type: style.token_type })
}
