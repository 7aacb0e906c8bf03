//! Tokens that this server never handed out: of another tenant, changed, unsigned, of another sandbox.

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

use super::{CLIENT, SECRET, TENANT, post, text};
use crate::support::Mock;

/// A token of an application by itself, from this sandbox.
async fn token(mock: &Mock, prefix: &str) -> String {
    let form = format!("grant_type=client_credentials&{CLIENT}&{SECRET}&scope=.default");
    text(&post(mock, &format!("{prefix}{TENANT}/oauth2/v2.0/token"), &form).await, "access_token")
}

/// The token with one claim, or one member of its head, changed; its signature stays.
fn changed(token: &str, part: usize, member: &str, value: &str) -> String {
    let mut parts: Vec<String> = token.split('.').map(Into::into).collect();
    let decoded = BASE64URL_NOPAD.decode(parts[part].as_bytes()).expect("base64");
    let mut claims: Value = serde_json::from_slice(&decoded).expect("JSON");
    claims[member] = value.into();
    parts[part] = BASE64URL_NOPAD.encode(claims.to_string().as_bytes());
    parts.join(".")
}

#[tokio::test]
async fn tokens_that_were_not_handed_out_here_are_refused() {
    let mock = Mock::new();
    let own = token(&mock, "").await;
    let other = token(&mock, "/_sandbox/other").await;
    let asked =
        async |token: &str| mock.send(&format!("GET /v1.0/users\nAuthorization: Bearer {token}")).await;
    assert_eq!(asked(&own).await.status, 200);
    let unsigned = own.rsplit_once('.').map(|(start, _)| format!("{start}.")).expect("a signature");
    for token in [
        changed(&own, 1, "tid", "99999999-9999-9999-9999-999999999999"),
        changed(&own, 1, "appid", "99999999-9999-9999-9999-999999999999"),
        changed(&own, 0, "alg", "none"),
        unsigned,
        other.clone(),
        format!("{own}x"),
    ] {
        let refused = asked(&token).await.line();
        assert_eq!(refused, "401 InvalidAuthenticationToken -: Access token validation failure.", "{token}");
    }
    let there = format!("GET /_sandbox/other/v1.0/users\nAuthorization: Bearer {other}");
    assert_eq!(mock.send(&there).await.status, 200, "it is good where it was handed out");
}
