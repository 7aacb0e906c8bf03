//! The token endpoint.

use expect_test::expect;

use crate::support::Mock;

const ENDPOINT: &str = "POST /11111111-1111-1111-1111-111111111111/oauth2/v2.0/token";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const CLIENT: &str = "client_id=22222222-2222-2222-2222-222222222222";
const SCOPE: &str = "scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";

#[tokio::test]
async fn an_application_gets_a_token_that_opens_the_drives_of_the_organisation() {
    let mock = Mock::new();
    let form = format!("{CLIENT}&{SCOPE}&client_secret=mock-graph-secret&grant_type=client_credentials");
    let answer = mock.send(&format!("{ENDPOINT}\n{FORM}\n\n{form}")).await;
    expect![[r#"
        200 OK
        {
          "access_token": "EwBc7a895799f444c1f92d183f0cb2ca78c",
          "expires_in": 3599,
          "ext_expires_in": 3599,
          "token_type": "Bearer"
        }"#]]
    .assert_eq(&answer.to_string());
    let token = answer.json()["access_token"].as_str().expect("a token").to_owned();
    let get = |path: &str| format!("GET /v1.0{path}\nAuthorization: Bearer {token}");
    assert_eq!(mock.send(&get("/users/bob/drive/root:/todo.txt")).await.status, 200);
    expect![[r#"
        400 Bad Request
        {
          "error": {
            "code": "invalidRequest",
            "innerError": {
              "client-request-id": "86f33117-5edb-c5fc-3e43-1d2f6eb9d30e",
              "date": "2026-01-02T03:04:05",
              "request-id": "86f33117-5edb-c5fc-3e43-1d2f6eb9d30e"
            },
            "message": "/me request is only valid with delegated authentication flow."
          }
        }"#]]
    .assert_eq(&mock.send(&get("/me/drive")).await.to_string());
    mock.advance(std::time::Duration::from_secs(3599));
    expect![[r#"
        401 Unauthorized
        {
          "error": {
            "code": "InvalidAuthenticationToken",
            "innerError": {
              "client-request-id": "d3bd8f0f-4d10-f93f-9b86-c58b8663a3b7",
              "date": "2026-01-02T04:04:04",
              "request-id": "d3bd8f0f-4d10-f93f-9b86-c58b8663a3b7"
            },
            "message": "Lifetime validation failed, the token is expired."
          }
        }"#]]
    .assert_eq(&mock.send(&get("/users/bob/drive")).await.to_string());
}

#[tokio::test]
async fn a_wrong_request_is_told_in_the_words_of_oauth() {
    let mock = Mock::new();
    let grant = "grant_type=client_credentials";
    let mut told = Vec::new();
    for (endpoint, form) in [
        (ENDPOINT, String::new()),
        (ENDPOINT, format!("{CLIENT}&{SCOPE}&client_secret=mock-graph-secret")),
        (ENDPOINT, format!("{grant}&{CLIENT}&{SCOPE}&client_secret=wrong")),
        (ENDPOINT, format!("{grant}&client_id=nobody&{SCOPE}&client_secret=mock-graph-secret")),
        (ENDPOINT, format!("{grant}&{CLIENT}&scope=Files.Read&client_secret=mock-graph-secret")),
        (ENDPOINT, format!("grant_type=refresh_token&{CLIENT}")),
        ("POST /33333333-3333-3333-3333-333333333333/oauth2/v2.0/token", format!("{grant}&{CLIENT}")),
    ] {
        let answer = mock.send(&format!("{endpoint}\n{FORM}\n\n{form}")).await;
        let json = answer.json();
        told.push(format!("{} {} {}", answer.status.as_u16(), json["error"], json["error_description"]));
    }
    expect![[r#"
        [
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'grant_type'.\"",
            "400 \"invalid_request\" \"AADSTS900144: The request body must contain the following parameter: 'grant_type'.\"",
            "401 \"invalid_client\" \"AADSTS7000215: Invalid client secret provided for app '22222222-2222-2222-2222-222222222222'.\"",
            "400 \"unauthorized_client\" \"AADSTS700016: Application with identifier 'nobody' was not found.\"",
            "400 \"invalid_scope\" \"AADSTS70011: The provided value for scope Files.Read is not valid: it must end in '/.default'.\"",
            "400 \"unsupported_grant_type\" \"AADSTS70003: The app requested an unsupported grant type 'refresh_token'.\"",
            "400 \"invalid_request\" \"AADSTS90002: Tenant '33333333-3333-3333-3333-333333333333' not found.\"",
        ]
    "#]].assert_debug_eq(&told);
}
