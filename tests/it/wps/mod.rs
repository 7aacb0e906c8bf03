//! WPS v7.

mod batch_get_meta;
mod bin_refusals;
mod bins;
mod bodies;
mod consent;
mod consent_refusals;
mod content;
mod cookie;
pub mod coverage;
mod credentials;
mod device;
mod downloads;
mod drives;
pub mod files;
mod identity;
mod kso1;
mod labels;
mod mismatches;
mod open;
mod parts;
mod rapid_uploads;
mod rights;
mod routes;
mod search;
mod search_state;
mod sharing;
pub mod sign;
mod single_uploads;
mod star;
mod storage;
mod token;
mod token_refusals;
mod transfer_roles;
mod uploads;
mod versions;
mod weboffice;

use mockdrive::{
    server::Route,
    world::{Abilities, Ability, Actor, Error, Grantee, NamedRole, Permission, Permit, Role, Stamp, World},
};

use crate::support::{Answer, Mock};

/// The gateways, and the dialect behind each.
pub const GATEWAYS: [(&str, &str); 5] = [
    ("", "public"),
    ("/openapi", "newer private"),
    ("/graph", "older private"),
    ("/o/cid", "older private"),
    ("/open", "older private"),
];

/// The gateways behind which a route is served; what is no part of the versioned API stands behind none.
pub fn gateways(route: &Route) -> Vec<&'static str> {
    let (dialects, versioned) = (route.operation.dialects, route.path.starts_with("/v7/"));
    let serves = |(gateway, dialect): &&(&str, &str)| {
        if versioned { dialects.is_empty() || dialects.contains(dialect) } else { gateway.is_empty() }
    };
    GATEWAYS.iter().filter(serves).map(|(gateway, _)| *gateway).collect()
}

/// A request in the public cloud that reads.
pub fn get(token: &str, path: &str) -> String {
    format!("GET {path}\nAuthorization: Bearer {token}")
}

/// A request in the public cloud with a JSON body.
pub fn post(token: &str, path: &str, body: &str) -> String {
    request(token, &format!("POST {path}"), body)
}

/// A signed request behind `/graph`.
pub fn signed(token: &str, method: &str, path: &str, body: &str) -> sign::Draft {
    let method = method.parse().expect("a method");
    let (path, signed) = (format!("/graph{path}"), path.to_owned());
    sign::Draft { method, path, signed, ..sign::Draft::body(body) }.by(token)
}

/// The id of a drive, by an item in it.
pub async fn drive_of(mock: &Mock, drive: &str, path: &str) -> String {
    let tree = mock.send(&format!("GET /_mock/tree?drive={drive}&path={path}&depth=0")).await.json();
    tree["drives"][0]["wps_drive"].as_str().unwrap_or_else(|| panic!("no drive: {tree}")).to_owned()
}

/// Changes the world as no request can.
pub fn in_world(mock: &Mock, change: impl FnOnce(&mut World) -> Result<(), Error>) {
    mock.sandbox().write(|world, _| change(world)).expect("it can be done");
}

/// Lets bob do one thing with an item of alice's: `List` or `Preview`; anything else is all that reading is.
pub fn share(mock: &Mock, path: &str, ability: &str) {
    mock.sandbox()
        .write(|world, now| {
            let alice = world.user_named("alice").expect("seeded").id;
            let bob = world.user_named("bob").expect("seeded");
            let person = Grantee { user: Some(bob.id), email: bob.email.clone() };
            let grant = Permit::Person { person, must_sign_in: true };
            let drive = world.personal_drive(alice).expect("seeded");
            let (id, drive) = (world.descend(drive.root, path.split('/')).expect("seeded"), drive.id);
            let given = Stamp { at: now, by: Actor::User(alice) };
            let mut permission = Permission::new(Role::Read, grant, given, None);
            let one = match ability {
                "List" => Some(Ability::List),
                "Preview" => Some(Ability::Preview),
                _ => None,
            };
            if let Some(one) = one {
                let role = world.add_custom_role(drive, ability, Abilities::of(&[Ability::List, one]))?;
                permission.named = Some(NamedRole::Custom(role));
            }
            world.share(id, permission).map(drop)
        })
        .expect("it can be shared");
}

/// The request of one who has a token: `POST /v7/drives/create` with a JSON body, which may be empty.
pub fn request(token: &str, line: &str, body: &str) -> String {
    format!("{line}\nAuthorization: Bearer {token}\nContent-Type: application/json\n\n{body}")
}

/// Sends a request of alice's.
pub async fn alice(mock: &Mock, line: &str, body: &str) -> Answer {
    mock.send(&request("alice-token", line, body)).await
}

/// The token of an application by itself, with all scopes of the public cloud.
pub async fn app_token(mock: &Mock) -> String {
    let form = "grant_type=client_credentials&client_id=AK20260101WPSAPP&client_secret=mock-wps-secret";
    let answer = token::form(mock, "/oauth2/token", form).await;
    answer.json()["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}
