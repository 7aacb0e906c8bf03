//! Base URLs and credentials as variables.

use super::variables::Variables;
use crate::world::{Api, App, Scopes, Token, User, World};

/// Returns the ends of the base URLs that clients of an API use, the most usual one first.
pub(crate) fn base_paths(api: Api) -> &'static [&'static str] {
    match api {
        Api::Graph => &["/v1.0"],
        Api::Kdocs => &["/api/v1/openapi"],
        Api::Wps => &["/graph", "/openapi", ""],
        Api::Koodrive => &["/koodrive/ose/v1"],
    }
}

/// Returns the base URLs below `url` and every credential of a world.
///
/// The names without a number are those of the first application; `_2` is the second one of the same API.
pub fn exports(url: &str, world: &World) -> Variables {
    let mut lines = Variables::default();
    lines.note("What base URLs begin with");
    lines.set("MOCKDRIVE_URL", url);
    let first = first_token(world);
    for (api, name, bases) in [
        (Api::Graph, "GRAPH", [("BASE_URL", "/v1.0")].as_slice()),
        (Api::Kdocs, "KDOCS", &[("BASE_URL", "/api/v1/openapi")]),
        (
            Api::Wps,
            "WPS",
            &[("BASE_URL", ""), ("OPENAPI_BASE_URL", "/openapi"), ("PRIVATE_BASE_URL", "/graph")],
        ),
        (Api::Koodrive, "KOODRIVE", &[("BASE_URL", "/koodrive/ose/v1")]),
    ] {
        lines.note(api.name());
        for (base, path) in bases {
            lines.set(format_args!("{name}_{base}"), format!("{url}{path}"));
        }
        if let Some((_, token)) = first {
            let token_name = if api == Api::Kdocs { "ACCESS_TOKEN" } else { "TOKEN" };
            lines.set(format_args!("{name}_{token_name}"), &*token.value);
        }
        if api == Api::Graph {
            let tenant = world.tenant();
            lines.set("GRAPH_TENANT_ID", tenant);
            lines.set("GRAPH_TOKEN_URL", format!("{url}/{tenant}/oauth2/v2.0/token"));
        }
        let (id, secret) = match api {
            Api::Graph => ("CLIENT_ID", "CLIENT_SECRET"),
            Api::Kdocs => ("APP_ID", "APP_KEY"),
            Api::Wps | Api::Koodrive => ("APP_ID", "APP_SECRET"),
        };
        for (number, app) in world.apps().filter(|app| app.api == api).enumerate() {
            let number = if number == 0 { String::new() } else { format!("_{}", number + 1) };
            lines.set(format_args!("{name}_{id}{number}"), &*app.key);
            lines.set(format_args!("{name}_{secret}{number}"), &*app.secret);
        }
        if let Some(app) = world.apps().find(|app| app.api == api && app.require_signature == Some(true)) {
            lines.note("the application whose requests must all be signed");
            lines.set(format_args!("{name}_SIGNING_{id}"), &*app.key);
            lines.set(format_args!("{name}_SIGNING_{secret}"), &*app.secret);
        }
    }
    for (user, token) in tokens(world) {
        lines.note(&about(user, token.bearer.app.and_then(|app| world.app(app)), &token.scopes));
        set_token(&mut lines, &token.value);
    }
    lines
}

/// Returns the token that examples use, and whose it is: one of the first person's with all scopes.
pub(super) fn first_token(world: &World) -> Option<(&User, &Token)> {
    let user = world.users().next()?;
    let named = format!("{}-token", user.name);
    let mut theirs: Vec<_> = world
        .tokens()
        .filter(|token| token.bearer.user == Some(user.id) && matches!(token.scopes, Scopes::All))
        .collect();
    theirs.sort_by_key(|token| (*token.value != *named, token.value.clone()));
    theirs.first().map(|token| (user, *token))
}

/// Returns all tokens, those of one person together.
fn tokens(world: &World) -> Vec<(Option<&User>, &Token)> {
    let user = |token: &Token| token.bearer.user.and_then(|user| world.user(user));
    let mut all: Vec<_> = world.tokens().map(|token| (user(token), token)).collect();
    all.sort_by_key(|(_, token)| (token.bearer.user, token.value.clone()));
    all
}

/// Says whose a token is, and what it allows.
fn about(user: Option<&User>, app: Option<&App>, scopes: &Scopes) -> String {
    let user = user.map_or("no person", |user| &user.name);
    let app = app.map_or(String::new(), |app| format!(" through {}", app.key));
    match scopes {
        Scopes::All => format!("{user}{app}, all scopes"),
        Scopes::Read => format!("{user}{app}, scopes that read"),
        Scopes::Named(names) => format!("{user}{app}, {}", names.join(" ")),
    }
}

/// Sets a token under a name made of its letters and digits, which no other one has.
fn set_token(variables: &mut Variables, value: &str) {
    let words: Vec<_> =
        value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = format!("MOCKDRIVE_TOKEN_{}", words.join("_").to_ascii_uppercase());
    let mut names = std::iter::once(plain.clone()).chain((2u64..).map(|number| format!("{plain}_{number}")));
    let free = names.find(|name| variables.iter().all(|(taken, _)| taken != name));
    variables.set(free.expect("there is no end to numbers"), value);
}
