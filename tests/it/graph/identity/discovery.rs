//! Discovery documents, keys, and who is signed in.

use expect_test::expect;

use super::{TENANT, get, text, token};
use crate::support::Mock;

#[tokio::test]
async fn the_discovery_document_names_every_endpoint_on_the_same_origin() {
    let mock = Mock::new();
    let answer = mock.send(&format!("GET {TENANT}/v2.0/.well-known/openid-configuration")).await;
    expect![[r#"
        200 OK
        {
          "authorization_endpoint": "http://mock.test/<the tenant>/oauth2/v2.0/authorize",
          "claims_supported": [
            "sub",
            "iss",
            "aud",
            "exp",
            "iat",
            "nbf",
            "nonce",
            "name",
            "oid",
            "tid",
            "preferred_username",
            "email"
          ],
          "code_challenge_methods_supported": [
            "plain",
            "S256"
          ],
          "device_authorization_endpoint": "http://mock.test/<the tenant>/oauth2/v2.0/devicecode",
          "grant_types_supported": [
            "authorization_code",
            "client_credentials",
            "password",
            "refresh_token",
            "urn:ietf:params:oauth:grant-type:device_code"
          ],
          "id_token_signing_alg_values_supported": [
            "RS256"
          ],
          "issuer": "http://mock.test/<the tenant>/v2.0",
          "jwks_uri": "http://mock.test/<the tenant>/discovery/v2.0/keys",
          "response_modes_supported": [
            "query",
            "fragment",
            "form_post"
          ],
          "response_types_supported": [
            "code"
          ],
          "scopes_supported": [
            "openid",
            "profile",
            "email",
            "offline_access"
          ],
          "subject_types_supported": [
            "pairwise"
          ],
          "token_endpoint": "http://mock.test/<the tenant>/oauth2/v2.0/token",
          "token_endpoint_auth_methods_supported": [
            "client_secret_post",
            "client_secret_basic"
          ],
          "userinfo_endpoint": "http://mock.test/oidc/userinfo"
        }"#]]
    .assert_eq(&answer.to_string());
    let mut issuers = Vec::new();
    for tenant in ["common", "organizations", "consumers", "example.com"] {
        let answer = mock.send(&format!("GET /{tenant}/v2.0/.well-known/openid-configuration")).await;
        issuers.push(format!("{tenant}: {}", text(&answer, "issuer")));
    }
    expect![[r#"
        [
            "common: http://mock.test/{tenantid}/v2.0",
            "organizations: http://mock.test/{tenantid}/v2.0",
            "consumers: http://mock.test/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "example.com: http://mock.test/11111111-1111-1111-1111-111111111111/v2.0",
        ]
    "#]]
    .assert_debug_eq(&issuers);
}

#[tokio::test]
async fn the_instance_is_the_host_that_was_asked() {
    let mock = Mock::new();
    let endpoint = "authorization_endpoint=https%3A%2F%2Fmock.test%2Fcommon%2Foauth2%2Fv2.0%2Fauthorize";
    let request = format!("GET /common/discovery/instance?api-version=1.0&{endpoint}");
    expect![[r#"
        200 OK
        {
          "api-version": "1.1",
          "metadata": [
            {
              "aliases": [
                "mock.test"
              ],
              "preferred_cache": "mock.test",
              "preferred_network": "mock.test"
            }
          ],
          "tenant_discovery_endpoint": "http://mock.test/common/v2.0/.well-known/openid-configuration"
        }"#]]
    .assert_eq(&mock.send(&request).await.to_string());
    for query in ["", "authorization_endpoint=x", "authorization_endpoint=http://h/nobody/oauth2/x"] {
        let answer = mock.send(&format!("GET /common/discovery/instance?{query}")).await;
        assert_eq!((answer.status.as_u16(), text(&answer, "error").as_str()), (400, "invalid_request"));
    }
}

#[tokio::test]
async fn the_platform_knows_the_passwords_of_the_fixtures_people() {
    let mock = Mock::new();
    let request = "GET /common/userrealm/alice@example.com?api-version=1.0";
    expect![[r#"
        200 OK
        {
          "account_type": "Managed",
          "cloud_audience_urn": "urn:federation:MicrosoftOnline",
          "cloud_instance_name": "mock.test",
          "domain_name": "example.com",
          "ver": "1.0"
        }"#]]
    .assert_eq(&mock.send(request).await.to_string());
    let unknown = mock.send("GET /common/userrealm/carol@example.com").await;
    assert_eq!(text(&unknown, "account_type"), "Unknown");
}

#[tokio::test]
async fn the_key_that_verifies_tokens_is_published() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "keys": [
            {
              "alg": "RS256",
              "e": "AQAB",
              "kid": "mockdrive-test-key",
              "kty": "RSA",
              "n": "ycnAMULyljTQgP7FQsL-gtKIRIW3_VtXSews3eoFxcQwec9SLr-1Slsb_O9S-MgDMOtM-XaMtBUxfIU3chne4QAErY07nP06Yg74751qBenHYMQp_aIIv89RedAeWdFaVQG1iiaL5MHyhEXMVpnvq9Yg1_ngKzI9boaOxa6NCE9tRBkNdTSDDi5JYC53mC8w0R7c1oEld97-oln_XDRNCGu09X1dIAf1H4XlpeGF_yRY-Q7WBRwixuJPdwbI_3pl-l52wxGV5DYhWU2PmbJcJQDuUCy4SzSbSoU2LZQcmSPsumyaado3fJmY7tfFx1_N0cSlAeX4olDXiJTQanwzLw",
              "use": "sig"
            }
          ]
        }"#]].assert_eq(&mock.send(&format!("GET {TENANT}/discovery/v2.0/keys")).await.to_string());
}

#[tokio::test]
async fn userinfo_names_the_person_behind_a_token() {
    let mock = Mock::new();
    let info = async |token: &str| {
        mock.send(&format!("GET /oidc/userinfo\nAuthorization: Bearer {token}")).await.to_string()
    };
    expect![[r#"
        200 OK
        {
          "email": "alice@example.com",
          "name": "Alice Example",
          "sub": "<alice>"
        }"#]]
    .assert_eq(&info("alice-token").await);
    let form = format!("grant_type=password&{}&username=bob&password=x&scope=Files.Read", super::CLIENT);
    let without_openid = text(&token(&mock, &form).await, "access_token");
    assert!(info(&without_openid).await.starts_with("403"));
    let form = format!("grant_type=client_credentials&{}&{}&scope=.default", super::CLIENT, super::SECRET);
    let application = token(&mock, &form).await;
    assert!(info(&text(&application, "access_token")).await.starts_with("400"));
    assert_eq!(get(&mock, &application, "/users").await.status, 200);
}
