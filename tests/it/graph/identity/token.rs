//! Tokens for an application's secret and for a password, and what the endpoint refuses.

use std::{sync::Arc, time::Duration};

use expect_test::expect;

use super::{CLIENT, SECRET, TENANT, get, post, token, verified};
use crate::support::Mock;

const DEFAULT: &str = "scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";

#[tokio::test]
async fn an_application_gets_a_token_that_opens_the_drives_of_the_organisation() {
    let mock = Mock::new();
    let form = format!("grant_type=client_credentials&{CLIENT}&{SECRET}&{DEFAULT}");
    let issued = token(&mock, &form).await;
    expect![[r#"
        200 OK
        {
          "access_token": {
            "app_displayname": "<the Graph app>",
            "appid": "<the Graph app>",
            "aud": "https://graph.microsoft.com",
            "exp": 1767326644,
            "iat": 1767323045,
            "idtyp": "app",
            "iss": "http://mock.test/<the tenant>/v2.0",
            "nbf": 1767323045,
            "oid": "30201f36-9630-bc8d-e68d-bf338805ba04",
            "roles": [
              "Files.ReadWrite.All",
              "Group.Read.All",
              "Sites.ReadWrite.All",
              "User.Read.All"
            ],
            "sub": "30201f36-9630-bc8d-e68d-bf338805ba04",
            "tid": "<the tenant>",
            "uti": "<request 2>",
            "ver": "1.0"
          },
          "expires_in": 3599,
          "ext_expires_in": 3599,
          "token_type": "Bearer"
        }"#]]
    .assert_eq(&verified(&mock, &issued).await);
    assert_eq!(issued.header("cache-control"), "no-store, no-cache");
    assert_eq!(get(&mock, &issued, "/users/bob/drive/root:/todo.txt").await.status, 200);
    expect!["400 invalidRequest -: /me request is only valid with delegated authentication flow."]
        .assert_eq(&get(&mock, &issued, "/me/drive").await.line());
    mock.advance(Duration::from_secs(3599));
    expect![[r#"401 {"error":{"code":"InvalidAuthenticationToken","innerError":{"client-request-id":"<request 6>","date":"2026-01-02T04:04:04","request-id":"<request 6>"},"message":"Lifetime validation failed, the token is expired."}}"#]].assert_eq(&get(&mock, &issued, "/users/bob/drive").await.line());
}

#[tokio::test]
async fn the_secret_may_come_in_the_header_and_the_scope_may_be_bare() {
    let mock = Mock::new();
    let basic = data_encoding::BASE64.encode(b"22222222-2222-2222-2222-222222222222:mock-graph-secret");
    let form = "grant_type=client_credentials&scope=.default";
    let request = format!("POST {TENANT}/oauth2/v2.0/token\nAuthorization: Basic {basic}\n\n{form}");
    assert_eq!(mock.send(&request).await.status, 200);
    let wrong = data_encoding::BASE64.encode(b"22222222-2222-2222-2222-222222222222:wrong");
    let request = format!("POST {TENANT}/oauth2/v2.0/token\nAuthorization: Basic {wrong}\n\n{form}");
    assert_eq!(mock.send(&request).await.status, 401);
}

#[tokio::test]
async fn a_password_gets_a_token_of_its_person() {
    let mock = Mock::new();
    let form = format!(
        "grant_type=password&{CLIENT}&username=bob%40example.com&password=any&client_info=1\
         &scope=openid+email+Files.Read+offline_access"
    );
    let issued = token(&mock, &form).await;
    expect![[r#"
        200 OK
        {
          "access_token": {
            "app_displayname": "<the Graph app>",
            "appid": "<the Graph app>",
            "aud": "https://graph.microsoft.com",
            "exp": 1767326644,
            "iat": 1767323045,
            "idtyp": "user",
            "iss": "http://mock.test/<the tenant>/v2.0",
            "name": "Bob Example",
            "nbf": 1767323045,
            "oid": "<bob>",
            "preferred_username": "bob@example.com",
            "scp": "Files.Read openid email",
            "sub": "<bob>",
            "tid": "<the tenant>",
            "upn": "bob@example.com",
            "uti": "<request 2>",
            "ver": "1.0"
          },
          "client_info": {
            "uid": "<bob>",
            "utid": "<the tenant>"
          },
          "expires_in": 3599,
          "ext_expires_in": 3599,
          "id_token": {
            "aud": "<the Graph app>",
            "email": "bob@example.com",
            "exp": 1767326644,
            "iat": 1767323045,
            "iss": "http://mock.test/<the tenant>/v2.0",
            "name": "Bob Example",
            "nbf": 1767323045,
            "oid": "<bob>",
            "preferred_username": "bob@example.com",
            "sub": "<bob>",
            "tid": "<the tenant>",
            "uti": "<request 2>",
            "ver": "2.0"
          },
          "refresh_token": "1.AB0k5BqTSCbVG6Zhr2zCX3j6I8Wzanjg3HBxYYImkxfrq",
          "scope": "openid email Files.Read",
          "token_type": "Bearer"
        }"#]]
    .assert_eq(&verified(&mock, &issued).await);
    assert_eq!(get(&mock, &issued, "/me/drive/root:/todo.txt").await.status, 200);
    assert_eq!(get(&mock, &issued, "/me").await.status, 403, "User.Read was not asked for");
    assert_eq!(get(&mock, &issued, "/users/alice/drive").await.status, 403);
}

#[tokio::test]
async fn a_token_is_not_taken_in_another_sandbox() {
    let mock = Mock::new();
    let other = mock.fork("other");
    let issued = token(&mock, &format!("grant_type=client_credentials&{CLIENT}&{SECRET}&{DEFAULT}")).await;
    let value = super::text(&issued, "access_token");
    assert!(other.snapshot().tokens().all(|token| *token.value != *value));
    let request = format!("GET /_sandbox/other/v1.0/users/bob/drive\nAuthorization: Bearer {value}");
    assert_eq!(mock.send(&request).await.status, 401);
}

#[tokio::test]
async fn a_token_of_another_organisation_is_refused() {
    let mock = Mock::new();
    let issued = token(&mock, &format!("grant_type=client_credentials&{CLIENT}&{SECRET}&{DEFAULT}")).await;
    let value = super::text(&issued, "access_token");
    let parts: Vec<&str> = value.split('.').collect();
    let claims = data_encoding::BASE64URL_NOPAD.decode(parts[1].as_bytes()).expect("base64url");
    let claims = String::from_utf8(claims).expect("text").replace("11111111-1111", "33333333-3333");
    let claims = data_encoding::BASE64URL_NOPAD.encode(claims.as_bytes());
    let request = format!("GET /v1.0/drives\nAuthorization: Bearer {}.{claims}.{}", parts[0], parts[2]);
    let answer = mock.send(&request).await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.json()["error"]["code"], "InvalidAuthenticationToken");
}

#[tokio::test]
async fn lenient_mode_takes_any_application_and_notes_it() {
    let mock = Mock::with(|settings| settings.auth = mockdrive::sandbox::Auth::Lenient);
    let form = format!("grant_type=client_credentials&client_id=nobody&client_secret=x&{DEFAULT}");
    assert_eq!(token(&mock, &form).await.status, 200);
    let form = format!("grant_type=client_credentials&{CLIENT}&{DEFAULT}");
    assert_eq!(token(&mock, &form).await.status, 200, "without a secret");
    let requests = mock.send("GET /_mock/requests").await.json();
    expect![[r#"["UnknownClient(\"nobody\"): taken as 22222222-2222-2222-2222-222222222222"]"#]]
        .assert_eq(&requests["requests"][0]["notes"].to_string());
}

#[tokio::test]
async fn a_wrong_request_gets_an_error_of_oauth_and_changes_nothing() {
    let mock = Mock::new();
    let grant = "grant_type=client_credentials";
    let password = format!("grant_type=password&{CLIENT}");
    let before = mock.sandbox().snapshot();
    let mut lines = Vec::new();
    for (tenant, form) in [
        (TENANT, String::new()),
        (TENANT, "%FF=%FF&&=&grant_type=%FF".into()),
        (TENANT, format!("{CLIENT}&{DEFAULT}&{SECRET}")),
        (TENANT, format!("{grant}&{CLIENT}&{DEFAULT}&client_secret=wrong")),
        (TENANT, format!("{grant}&{CLIENT}&{DEFAULT}")),
        (TENANT, format!("{grant}&{CLIENT}&{DEFAULT}&client_assertion=eyJ")),
        (TENANT, format!("{grant}&client_id=nobody&{DEFAULT}&{SECRET}")),
        (TENANT, format!("{grant}&{CLIENT}&scope=Files.Read&{SECRET}")),
        (TENANT, format!("{grant}&{CLIENT}&{SECRET}")),
        (TENANT, format!("grant_type=magic&{CLIENT}")),
        (TENANT, format!("{password}&username=carol&password=x&scope=openid")),
        (TENANT, format!("{password}&username=alice&scope=openid")),
        (TENANT, format!("{password}&username=alice&password=x&scope=Files.Read+.default")),
        (TENANT, format!("{password}&username=alice&password=x&scope=%3Cscript%3E")),
        ("/common", format!("{password}&username=alice&password=x&scope=openid")),
        (TENANT, format!("grant_type=refresh_token&{CLIENT}&refresh_token=unknown")),
        (TENANT, format!("grant_type=authorization_code&{CLIENT}&{SECRET}&code=unknown")),
        ("/33333333-3333-3333-3333-333333333333", format!("{grant}&{CLIENT}")),
    ] {
        let answer = post(&mock, &format!("{tenant}/oauth2/v2.0/token"), &form).await;
        let json = answer.json();
        lines.push(format!("{} {} {}", answer.status.as_u16(), json["error"], json["error_description"]));
    }
    expect![[r#"
        [
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'grant_type'.\"",
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'grant_type'.\"",
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'grant_type'.\"",
            "401 \"invalid_client\" \"AADSTS7000215: Invalid client secret provided for app '22222222-2222-2222-2222-222222222222'.\"",
            "401 \"invalid_client\" \"AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.\"",
            "401 \"invalid_client\" \"AADSTS700027: mockdrive does not verify client assertions: use a secret.\"",
            "400 \"unauthorized_client\" \"AADSTS700016: Application with identifier 'nobody' was not found.\"",
            "400 \"invalid_scope\" \"AADSTS70011: The provided value for scope Files.Read is not valid: it must end in '/.default'.\"",
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'scope'.\"",
            "400 \"unsupported_grant_type\" \"AADSTS70003: The app requested an unsupported grant type 'magic'.\"",
            "400 \"invalid_grant\" \"AADSTS50034: The user account carol does not exist in the directory.\"",
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'password'.\"",
            "400 \"invalid_scope\" \"AADSTS70011: The provided value for the input parameter 'scope' is not valid: Files.Read .default\"",
            "400 \"invalid_scope\" \"AADSTS70011: The provided value for the input parameter 'scope' is not valid: <script>\"",
            "400 \"invalid_request\" \"AADSTS9001023: The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.\"",
            "400 \"invalid_grant\" \"AADSTS70000: Provided grant is invalid or malformed.\"",
            "400 \"invalid_grant\" \"AADSTS70000: Provided grant is invalid or malformed.\"",
            "400 \"invalid_request\" \"AADSTS90002: Tenant '33333333-3333-3333-3333-333333333333' not found.\"",
        ]
    "#]].assert_debug_eq(&lines);
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
    expect![[r#"400 {"correlation_id":"<request 38>","error":"unsupported_grant_type","error_codes":[70003],"error_description":"AADSTS70003: The app requested an unsupported grant type 'magic'.","timestamp":"2026-01-02 03:04:05Z","trace_id":"<request 38>"}"#]].assert_eq(&token(&mock, "grant_type=magic").await.line());
}
