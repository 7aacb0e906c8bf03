//! The authorization endpoint: a person picks who they are, and the application gets a code.
//!
//! `prompt=none` with `login_hint` naming one of the fixture's people agrees at once: that is what the buttons of
//! the page send, and what a test without a browser sends itself. See
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code>.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use percent_encoding::utf8_percent_encode;

use super::{
    client::Client, error::Refused, form::Form, no_store, opaque, pages, scope::Asked, tenant::Tenant,
};
use crate::{
    graph::{error::Error, json::Path},
    http::{self, Access, Call, Operation},
    world::{App, Grant, GrantKind, PkceChallenge, UserId, World},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
pub const AUTHORIZE: Operation =
    Operation { name: "oauth2.authorize", access: Access::Anyone, ..Operation::BASE };

/// How long a code can be handed in.
const LIFE: Duration = Duration::from_mins(10);
/// Keeps codes apart from other opaque strings.
const SALT: u64 = 0x636f_6465;

/// What may stand in a query unescaped.
const QUERY: percent_encoding::AsciiSet =
    percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How the answer travels to the application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    Query,
    Fragment,
    FormPost,
}

/// Where the answer goes.
struct Target<'a> {
    redirect_uri: &'a str,
    mode: Mode,
    state: Option<&'a str>,
}

/// What becomes of a request that can be answered at its target.
enum Decision {
    Ask,
    Agree(UserId),
}

/// Asks a person, or answers the application.
///
/// Until it is clear where answers go, what is wrong is told to the person; from then on, to the application.
pub async fn authorize(
    call: Call,
    Path(tenant): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let query = Form::parse(uri.query().unwrap_or_default());
    let world = call.sandbox().snapshot();
    let found = Tenant::parse(&world, &tenant)
        .and_then(|_| Client::find(&call, &world, &HeaderMap::new(), &query))
        .and_then(|client| Ok((client.app, Target::read(&query)?)));
    let (app, target) = match found {
        Ok(found) => found,
        Err(refused) => return Ok(refused.page(&call, &headers)),
    };
    Ok(match decide(&world, &query) {
        Ok(Decision::Agree(user)) => match keep_code(&call, &app, &target, user, &query) {
            Ok(code) => target.answer(&[("code", &code)]),
            Err(refused) => target.refuse(&refused),
        },
        Ok(Decision::Ask) => {
            let mut hidden: Vec<_> = query.pairs().filter(|(name, _)| !ASKED_ANEW.contains(name)).collect();
            hidden.push(("prompt", "none"));
            let form = pages::Form {
                method: "GET",
                hidden: &hidden,
                fields: "",
                name: "login_hint",
                no: ("error", "access_denied"),
            };
            pages::people(&world, &format!("Sign in to {}", app.key), &form)
        }
        Err(refused) => target.refuse(&refused),
    })
}

/// What the page's buttons send again.
const ASKED_ANEW: [&str; 3] = ["prompt", "login_hint", "error"];

fn decide(world: &World, query: &Form) -> Result<Decision, Refused> {
    if query.field("response_type")? != "code" {
        return Err(Refused::ResponseType);
    }
    Asked::parse(query.field("scope")?)?;
    challenge(query)?;
    if query.get("error").is_some() {
        return Err(Refused::Declined);
    }
    if query.get("prompt") != Some("none") {
        return Ok(Decision::Ask);
    }
    let user = query.get("login_hint").and_then(|name| world.user_named(name));
    user.map(|user| Decision::Agree(user.id)).ok_or(Refused::LoginRequired)
}

/// <https://www.rfc-editor.org/rfc/rfc7636#section-4.3>
fn challenge(query: &Form) -> Result<Option<PkceChallenge>, Refused> {
    let Some(challenge) = query.get("code_challenge") else { return Ok(None) };
    if !(43..=128).contains(&challenge.len()) {
        return Err(Refused::Parameter("code_challenge"));
    }
    match query.get("code_challenge_method") {
        None | Some("plain") => Ok(Some(PkceChallenge::Plain(challenge.into()))),
        Some("S256") => Ok(Some(PkceChallenge::S256(challenge.into()))),
        Some(_) => Err(Refused::Parameter("code_challenge_method")),
    }
}

fn keep_code(
    call: &Call,
    app: &App,
    target: &Target<'_>,
    user: UserId,
    query: &Form,
) -> Result<Arc<str>, Refused> {
    let challenge = challenge(query)?;
    let scope = query.field("scope")?.into();
    call.sandbox().write(|world, now| {
        let value: Arc<str> = opaque("1.B", world.next_serial(), SALT).into();
        let kind = GrantKind::Code {
            user,
            redirect_uri: target.redirect_uri.into(),
            challenge,
            nonce: query.get("nonce").map(Into::into),
            redeemed: false,
        };
        let grant = Grant { value: Arc::clone(&value), app: app.id, scope, issued: now, life: LIFE, kind };
        world.keep_grant(grant, now);
        Ok(value)
    })
}

impl<'a> Target<'a> {
    fn read(query: &'a Form) -> Result<Self, Refused> {
        let redirect_uri = query.field("redirect_uri")?;
        if !is_redirect_uri(redirect_uri) {
            return Err(Refused::Parameter("redirect_uri"));
        }
        let mode = match query.get("response_mode") {
            None | Some("query") => Mode::Query,
            Some("fragment") => Mode::Fragment,
            Some("form_post") => Mode::FormPost,
            Some(_) => return Err(Refused::Parameter("response_mode")),
        };
        Ok(Self { redirect_uri, mode, state: query.get("state") })
    }

    fn refuse(&self, refused: &Refused) -> Response {
        let told = refused.told();
        self.answer(&[("error", told.error), ("error_description", &told.description())])
    }

    /// Sends the pairs, and the state, to the application.
    fn answer(&self, pairs: &[(&str, &str)]) -> Response {
        let pairs: Vec<_> = pairs.iter().copied().chain(self.state.map(|state| ("state", state))).collect();
        let first = match self.mode {
            Mode::FormPost => return pages::form_post(self.redirect_uri, &pairs),
            Mode::Fragment => '#',
            Mode::Query if self.redirect_uri.contains('?') => '&',
            Mode::Query => '?',
        };
        let pairs =
            pairs.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, &QUERY)));
        let location = format!("{}{first}{}", self.redirect_uri, pairs.collect::<Vec<_>>().join("&"));
        let mut response = http::empty(StatusCode::FOUND);
        if let Ok(location) = HeaderValue::try_from(location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        no_store(response)
    }
}

/// Whether an answer may be sent there: an absolute address without a fragment, of any scheme that runs no script.
///
/// The fixture's applications register no addresses, so any other one is taken.
fn is_redirect_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'#' | b'"' | b'<' | b'>' | b'\\'));
    let has_host = || rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    match scheme.as_str() {
        "javascript" | "data" | "vbscript" | "file" => false,
        "http" | "https" => well_formed && has_host(),
        _ => well_formed && !rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_redirect_uri;

    #[test]
    fn an_answer_goes_to_absolute_addresses_that_run_no_script() {
        for uri in [
            "http://localhost",
            "http://localhost:53682/",
            "https://app.example.com/callback?tenant=1",
            "msalabc://auth",
            "urn:ietf:wg:oauth:2.0:oob",
        ] {
            assert!(is_redirect_uri(uri), "{uri}");
        }
        for uri in [
            "",
            "/callback",
            "localhost",
            "http://",
            "http:///x",
            "https://app.example.com/#x",
            "https://app.example.com/\r\nSet-Cookie: a",
            "https://app.example.com/\"><script>",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(!is_redirect_uri(uri), "{uri}");
        }
    }
}
