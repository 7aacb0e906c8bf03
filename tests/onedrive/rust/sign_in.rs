//! onedrive-api: signing in, at the address of Microsoft's identity platform.

use expect_test::expect;
use onedrive_api::{Auth, ClientCredential, Permission, Tenant};

use crate::Graph;

/// The fixture's application.
pub const APP: &str = "22222222-2222-2222-2222-222222222222";
/// Its secret.
pub const SECRET: &str = "mock-graph-secret";

fn auth(graph: &Graph, tenant: Tenant) -> Auth {
    // It asks for `files.readwrite offline_access`, in lower case.
    let permission = Permission::new_read().write(true).offline_access(true);
    Auth::new_with_client(graph.http.clone(), APP, permission, "http://localhost/back", tenant)
}

/// The code that somebody's browser brings back.
async fn code(graph: &Graph, auth: &Auth, who: &str) -> String {
    let url = format!("{}&prompt=none&login_hint={who}", auth.code_auth_url());
    let answer = graph.http.get(url).send().await.expect("an answer");
    let back = answer.headers()["location"].to_str().expect("text").to_owned();
    let code = back.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
    code.unwrap_or_else(|| panic!("no code in {back}")).to_owned()
}

/// What somebody's consent is good for.
pub async fn refresh_token(graph: &Graph, who: &str) -> String {
    let auth = auth(graph, Tenant::Common);
    let secret = ClientCredential::Secret(SECRET.into());
    let tokens = auth.login_with_code(&code(graph, &auth, who).await, &secret).await.expect("tokens");
    tokens.refresh_token.expect("a refresh token")
}

#[tokio::test]
async fn a_code_becomes_tokens_and_they_are_renewed() {
    let graph = Graph::start().await;
    let secret = ClientCredential::Secret(SECRET.into());
    for tenant in [Tenant::Common, Tenant::Issuer("11111111-1111-1111-1111-111111111111".into())] {
        let auth = auth(&graph, tenant);
        let first = auth.login_with_code(&code(&graph, &auth, "alice").await, &secret).await.expect("tokens");
        assert_eq!((first.token_type.as_str(), first.expires_in_secs), ("Bearer", 3599));
        assert_eq!(first.scope, ["files.readwrite"]);
        let drive = graph.drive(&first.access_token).get_drive().await.expect("a drive");
        let renewed = first.refresh_token.expect("a refresh token");
        let renewed = auth.login_with_refresh_token(&renewed, &secret).await.expect("tokens");
        assert_ne!(renewed.access_token, first.access_token);
        let again = graph.drive(&renewed.access_token).get_drive().await.expect("a drive");
        assert_eq!(again.id, drive.id);
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_as_oauth_has_it() {
    let graph = Graph::start().await;
    let auth = auth(&graph, Tenant::Organizations);
    let secret = ClientCredential::Secret(SECRET.into());
    let error = auth.login_with_refresh_token("no such token", &secret).await.expect_err("refused");
    assert_eq!(error.status_code().map(|status| status.as_u16()), Some(400));
    expect![[r#"
        OAuth2ErrorResponse {
            error: "invalid_grant",
            error_description: "AADSTS70000: Provided grant is invalid or malformed.",
            error_codes: Some(
                [
                    70000,
                ],
            ),
            timestamp: Some(
                "2026-01-02 03:04:05Z",
            ),
            trace_id: Some(
                "a6f63d92-9293-18e8-c2ab-f7cf37decdd2",
            ),
            correlation_id: Some(
                "a6f63d92-9293-18e8-c2ab-f7cf37decdd2",
            ),
        }
    "#]]
    .assert_debug_eq(error.oauth2_error_response().expect("OAuth's body"));
    let wrong = ClientCredential::Secret("wrong".into());
    let error = auth.login_with_code(&code(&graph, &auth, "alice").await, &wrong).await.expect_err("refused");
    expect![[r#"
        OAuth2ErrorResponse {
            error: "invalid_client",
            error_description: "AADSTS7000215: Invalid client secret provided for app '22222222-2222-2222-2222-222222222222'.",
            error_codes: Some(
                [
                    7000215,
                ],
            ),
            timestamp: Some(
                "2026-01-02 03:04:05Z",
            ),
            trace_id: Some(
                "a2f6d330-31f3-d5d2-db27-73ea2460fae7",
            ),
            correlation_id: Some(
                "a2f6d330-31f3-d5d2-db27-73ea2460fae7",
            ),
        }
    "#]].assert_debug_eq(error.oauth2_error_response().expect("OAuth's body"));
}
