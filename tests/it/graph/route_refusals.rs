//! What every route refuses in its own right, derived from its exchange: a token without the scope, a drive of
//! somebody else's, an id of nothing, a member of the wrong kind. Nothing changes then.

use std::{collections::BTreeSet, sync::Arc};

use mockdrive::world::World;

use super::{
    exchanges::{self, Exchange, Known, beyond},
    identity::{self, CLIENT},
    stage::Stage,
};
use crate::{refusals::ALWAYS_WELL, support::Answer};

const DENIED: &str = "403 accessDenied -: The caller doesn't have permission to perform the action.";
const MISSING: &str = "404 itemNotFound -: The resource could not be found.";
const NO_LINK: &str =
    "403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.";
const NO_SUBSCRIPTION: &str = "404 ResourceNotFound -: The object was not found.";
const NO_SIZE: &str = "400 invalidRequest -: The size of the thumbnail is not known.";
const NO_OBJECT: &str = "404 Request_ResourceNotFound -: Resource 'nothing' does not exist or one of its queried \
                         reference-property objects are not present.";

/// The refusal of an id that names nothing, where it is not [`MISSING`]: the operation, the parameter, the error.
const OTHERWISE_MISSING: &[(&str, &str, &str)] = &[
    ("user.get", "{user}", NO_OBJECT),
    ("group.get", "{group}", NO_OBJECT),
    ("subscription.get", "{subscription}", NO_SUBSCRIPTION),
    ("subscription.update", "{subscription}", NO_SUBSCRIPTION),
    ("subscription.delete", "{subscription}", NO_SUBSCRIPTION),
    ("subscription.reauthorize", "{subscription}", NO_SUBSCRIPTION),
    ("thumbnail.get", "{size}", NO_SIZE),
    ("thumbnail.content", "{size}", NO_SIZE),
];

/// Bodies with a member of the wrong kind: the operation, the body, what is wrong with it.
const MALFORMED: &[(&str, &str, &str)] = &[
    ("bundle.create", r#"{"children": 7}"#, "children"),
    ("bundle.update", r#"{"bundle": {"album": {"coverImageItemId": 7}}}"#, "coverImageItemId"),
    ("bundle.children.add", r#"{"id": 7}"#, "id"),
    ("driveItem.children.create", r#"{"name": 7}"#, "name"),
    ("driveItem.update", r#"{"description": []}"#, "description"),
    ("driveItem.put", r#"{"folder": "yes"}"#, "folder"),
    ("driveItem.restore", r#"{"parentReference": 7}"#, "parentReference"),
    ("driveItem.copy", r#"{"childrenOnly": 7}"#, "childrenOnly"),
    ("driveItem.createUploadSession", r#"{"item": 7}"#, "item"),
    ("driveItem.invite", r#"{"recipients": 7}"#, "recipients"),
    ("driveItem.createLink", r#"{"type": 7}"#, "type"),
    ("driveItem.checkin", r#"{"checkInAs": 7}"#, "checkInAs"),
    ("driveItem.preview", r#"{"zoom": "x"}"#, "zoom"),
    ("permission.update", r#"{"roles": 7}"#, "roles"),
    ("permission.grant", r#"{"recipients": 7}"#, "recipients"),
    ("permission.revokeGrants", r#"{"grantees": 7}"#, "grantees"),
    ("share.permission.grant", r#"{"roles": 7}"#, "roles"),
    ("share.permission.revokeGrants", r#"{"grantees": 7}"#, "grantees"),
    ("subscription.create", r#"{"changeType": 7}"#, "changeType"),
    ("subscription.update", r#"{"clientState": 7}"#, "clientState"),
    ("batch", r#"{"requests": 7}"#, "requests"),
];

/// Operations with a method that has a body, and without one that is JSON.
const BODILESS: &[&str] = &[
    "driveItem.permanentDelete",
    "driveItem.content.put",
    "driveItem.follow",
    "driveItem.unfollow",
    "driveItem.checkout",
    "driveItem.discardCheckout",
    "driveItemVersion.restore",
    "subscription.reauthorize",
];

/// What routes without credentials refuse: the route, a request, the error.
const OPEN: &[(&str, &str, &str)] = &[
    (
        "GET /_api/v2.0/monitor/{id}",
        "GET /_api/v2.0/monitor/nothing",
        "404 operationNotFound -: The operation does not exist.",
    ),
    (
        "GET /_api/v2.1/monitor/{id}",
        "GET /_api/v2.1/monitor/nothing",
        "404 operationNotFound -: The operation does not exist.",
    ),
    ("GET /_layouts/15/download.aspx", "GET /_layouts/15/download.aspx?tempauth=nothing", MISSING),
    ("GET /_api/v2.0/click/{id}", "GET /_api/v2.0/click/nothing", MISSING),
    ("GET /_api/v2.0/sealed/{token}", "GET /_api/v2.0/sealed/nothing", MISSING),
    (
        "PUT /_api/v2.0/upload/{sealed}",
        "PUT /_api/v2.0/upload/{session}\nContent-Range: bytes 0-1/4\n\nab",
        "416 invalidRange fragmentOverlap: Uploaded fragment overlaps with existing data.",
    ),
    (
        "GET /_api/v2.0/upload/{sealed}",
        "GET /_api/v2.0/upload/nothing",
        "404 itemNotFound uploadSessionNotFound: Upload session not found.",
    ),
    (
        "DELETE /_api/v2.0/upload/{sealed}",
        "DELETE /_api/v2.0/upload/nothing",
        "404 itemNotFound uploadSessionNotFound: Upload session not found.",
    ),
    (
        "POST /_api/v2.0/upload/{sealed}",
        "POST /_api/v2.0/upload/{session}",
        "400 invalidRequest uploadSessionIncomplete: Upload session incomplete.",
    ),
    (
        "GET /{tenant}/oauth2/v2.0/authorize",
        "GET /{tenant}/oauth2/v2.0/authorize?client_id=nothing&{back}",
        "400 unauthorized_client: AADSTS700016: Application with identifier 'nothing' was not found.",
    ),
    (
        "POST /{tenant}/oauth2/v2.0/token",
        "POST /{tenant}/oauth2/v2.0/token\n\ngrant_type=authorization_code&{client}&client_secret=mock-graph-secret&{back}&code=nothing",
        "400 invalid_grant: AADSTS70000: Provided grant is invalid or malformed.",
    ),
    (
        "POST /{tenant}/oauth2/v2.0/devicecode",
        "POST /{tenant}/oauth2/v2.0/devicecode\n\nclient_id=nothing&scope=Files.Read",
        "400 unauthorized_client: AADSTS700016: Application with identifier 'nothing' was not found.",
    ),
    (
        "POST /devicelogin",
        "POST /devicelogin\n\nuser_code=NOTHING&user=bob",
        "400 bad_verification_code: AADSTS70018: Invalid verification code: the device code is unknown.",
    ),
    (
        "GET /{tenant}/v2.0/.well-known/openid-configuration",
        "GET /nothing/v2.0/.well-known/openid-configuration",
        "400 invalid_request: AADSTS90002: Tenant 'nothing' not found.",
    ),
    (
        "GET /{tenant}/discovery/v2.0/keys",
        "GET /nothing/discovery/v2.0/keys",
        "400 invalid_request: AADSTS90002: Tenant 'nothing' not found.",
    ),
    (
        "GET /common/discovery/instance",
        "GET /common/discovery/instance?authorization_endpoint=nothing",
        "400 invalid_request: AADSTS9002313: The value of the parameter 'authorization_endpoint' is not valid.",
    ),
];

/// The error of an answer in either envelope; of the descriptions of tokens' errors the first line.
fn error(answer: &Answer) -> String {
    let body = answer.json();
    let Some(code) = body["error"].as_str() else { return answer.line() };
    let description = body["error_description"].as_str().expect("text");
    format!("{} {code}: {}", answer.status.as_u16(), description.lines().next().expect("a line"))
}

/// Refusals as they come, on one stage: none of them may change it.
struct Refusals {
    stage: Stage,
    before: Arc<World>,
    /// A token with a scope that opens nothing here.
    narrow: String,
    /// The routes that refused something.
    refused: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Refusals {
    async fn new() -> Self {
        let stage = Stage::new().await;
        let form = format!("grant_type=password&{CLIENT}&username=alice&password=x&scope=Mail.Read");
        let narrow = identity::text(&identity::token(&stage.mock, &form).await, "access_token");
        let before = stage.mock.sandbox().snapshot();
        Self { stage, before, narrow, refused: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Sends a request, and notes it if it is refused with another error than this one.
    async fn expect(&mut self, route: &str, request: &str, token: Option<&str>, expected: &str) {
        let answer = self.stage.send(request, token).await;
        let changed = !Arc::ptr_eq(&self.before, &self.stage.mock.sandbox().snapshot());
        assert!(!changed, "{request} changed something: {answer}");
        let error = error(&answer);
        if error != expected {
            self.wrong.push(format!("{request}: {error}, not {expected}"));
        }
        self.refused.insert(route.to_owned());
    }

    /// What a route refuses that needs a token.
    async fn of_closed(
        &mut self,
        Known { name, operation, writes, scopes, .. }: &Known,
        request: &str,
        token: &'static str,
    ) {
        let theirs = Some(token);
        let (others_drive, others_item) = match token {
            "bob-token" => ("{drive-id}", "{item-id}"),
            _ => ("{bobs-drive}", "{bobs-item}"),
        };
        if !scopes.is_empty() {
            let narrow = self.narrow.clone();
            self.expect(name, request, Some(&narrow), DENIED).await;
        }
        if *writes {
            self.expect(name, request, Some("readonly-token"), DENIED).await;
        }
        for (place, parameter) in name.split('/').enumerate().filter(|(_, part)| part.starts_with('{')) {
            let otherwise = OTHERWISE_MISSING.iter().find(|(of, at, _)| of == operation && *at == parameter);
            let usual = if parameter == "{share}" { NO_LINK } else { MISSING };
            let expected = otherwise.map_or(usual, |(_, _, expected)| expected);
            let nothing = if parameter == "{drive}" { NO_DRIVE } else { "nothing" };
            self.expect(name, &replaced(request, place, nothing), theirs, expected).await;
        }
        if name.contains("{drive}") {
            if name.contains("{item}") {
                let others = replaced(request, 5, others_item);
                self.expect(name, &others, theirs, MISSING).await;
            }
            let others = replaced(request, 3, others_drive);
            let others = if name.contains("{item}") { replaced(&others, 5, others_item) } else { others };
            self.expect(name, &others, theirs, DENIED).await;
        }
        if let Some((_, body, what)) = MALFORMED.iter().find(|(of, ..)| of == operation) {
            let head = request.split("\n\n").next().expect("a head");
            let expected = format!(
                "400 BadRequest -: Property {what} in payload has a value that does not match schema."
            );
            self.expect(name, &format!("{head}\n\n{body}"), theirs, &expected).await;
        }
    }
}

/// An id that could be a drive's.
const NO_DRIVE: &str = "b!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A request with another segment in this place of its path.
fn replaced(request: &str, place: usize, segment: &str) -> String {
    let end = request.find(['?', '\n']).unwrap_or(request.len());
    let (path, rest) = request.split_at(end);
    let mut segments: Vec<&str> = path.split('/').collect();
    segments[place] = segment;
    format!("{}{rest}", segments.join("/"))
}

#[tokio::test]
async fn every_route_refuses_what_is_not_for_the_caller_or_not_there() {
    let routes = exchanges::routes();
    let mut refusals = Refusals::new().await;
    for Exchange { route, request, token, .. } in exchanges::all() {
        let known = routes.iter().find(|known| known.name == route).expect("a route");
        if known.is_closed {
            refusals.of_closed(known, &request, token).await;
        }
    }
    for (route, request, expected) in OPEN {
        refusals.expect(route, request, None, expected).await;
    }
    assert_eq!(refusals.wrong.join("\n"), "");
    let served: BTreeSet<&str> = routes.iter().map(|known| known.name.as_str()).collect();
    let refused: BTreeSet<&str> = refusals.refused.iter().map(String::as_str).collect();
    let must = routes.iter().filter(|known| !ALWAYS_WELL.contains(&known.operation));
    assert_eq!(beyond(must.map(|known| known.name.as_str()), &refused), [""; 0], "no refusal of their own");
    assert_eq!(beyond(refused.iter().copied(), &served), [""; 0], "entries without a route");
    let operations: BTreeSet<&str> = routes.iter().map(|known| known.operation).collect();
    let named = [MALFORMED, OTHERWISE_MISSING].concat();
    let named = named.iter().map(|(operation, ..)| *operation).chain(BODILESS.iter().copied());
    assert_eq!(beyond(named, &operations), [""; 0], "entries without an operation");
}

#[test]
fn every_body_has_a_malformed_form() {
    let known: BTreeSet<&str> =
        MALFORMED.iter().map(|(of, ..)| *of).chain(BODILESS.iter().copied()).collect();
    let routes = exchanges::routes();
    let with_body = routes.iter().filter(|known| known.name.starts_with('P') && known.is_closed);
    assert_eq!(beyond(with_body.map(|known| known.operation), &known), [""; 0]);
}
