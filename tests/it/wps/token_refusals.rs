//! Token requests that are refused; no token is kept then.

use axum::http::StatusCode;
use expect_test::expect;
use mockdrive::sandbox::Auth;

use super::{
    sign::Draft,
    token::{GRANT, form, form_text},
};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn requests_without_a_field_or_with_an_unknown_one_are_refused() {
    let json = Draft { content_type: Some("application/json"), ..Draft::grant(GRANT) };
    let rows = [
        "",
        "grant_type=",
        "grant_type=password",
        "grant_type=authorization_code&code=x&redirect_uri=y",
        "grant_type=refresh_token&refresh_token=x",
        "grant_type=client_credentials",
        "grant_type=client_credentials&scope=kso.file.read,kso.everything",
        "grant_type=client_credentials&scope=%ff",
    ];
    let rows = rows.map(|form| (form, Draft::grant(form)));
    let rows = rows.into_iter().chain([("JSON", json)]);
    refusals(&Mock::new(), rows, expect![[r#"
        nothing: 400 {"code":40000001,"debug":{"desc":"grant_type is missing"},"error":"invalid_request","error_description":"grant_type is missing","msg":"InvalidRequest: invalid_request"}
        grant_type=: 400 {"code":40000001,"debug":{"desc":"grant_type is missing"},"error":"invalid_request","error_description":"grant_type is missing","msg":"InvalidRequest: invalid_request"}
        grant_type=password: 401 {"code":40100010,"debug":{"desc":"grant_type password is unknown"},"error":"unsupported_grant_type","error_description":"grant_type password is unknown","msg":"UnsupportedGrantType: unsupported_grant_type"}
        grant_type=authorization_code&code=x&redirect_uri=y: 401 {"code":40100009,"debug":{"desc":"code is unknown"},"error":"invalid_grant","error_description":"code is unknown","msg":"InvalidGrant: invalid_grant"}
        grant_type=refresh_token&refresh_token=x: 401 {"code":40100009,"debug":{"desc":"refresh_token is unknown"},"error":"invalid_grant","error_description":"refresh_token is unknown","msg":"InvalidGrant: invalid_grant"}
        grant_type=client_credentials: 400 {"code":40000001,"debug":{"desc":"scope is missing"},"error":"invalid_request","error_description":"scope is missing","msg":"InvalidRequest: invalid_request"}
        grant_type=client_credentials&scope=kso.file.read,kso.everything: 400 {"code":40000005,"debug":{"desc":"scope kso.everything is unknown"},"error":"invalid_scope","error_description":"scope kso.everything is unknown","msg":"InvalidScope: invalid_scope"}
        grant_type=client_credentials&scope=%ff: 400 {"code":40000001,"debug":{"desc":"the form is not UTF-8"},"error":"invalid_request","error_description":"the form is not UTF-8","msg":"InvalidRequest: invalid_request"}
        JSON: 400 {"code":40000001,"debug":{"desc":"Content-Type must be application/x-www-form-urlencoded"},"error":"invalid_request","error_description":"Content-Type must be application/x-www-form-urlencoded","msg":"InvalidRequest: invalid_request"}
    "#]]).await;
}

#[tokio::test]
async fn applications_with_wrong_secrets_are_refused() {
    // The last one is an application of another service.
    let rows = [
        ("/oauth2/token", "client_id=AK20260101WPSAPP"),
        ("/oauth2/token", "client_secret=mock-wps-secret"),
        ("/oauth2/token", "client_id=AK20260101WPSAPP&client_secret=wrong"),
        ("/openapi/oauth2/token", "client_id=AK20260101MOCKED&client_secret=mock-kdocs-prod-key"),
    ];
    let rows = rows.map(|(path, fields)| {
        (format!("{path} {fields}"), form_text(path, &format!("grant_type=client_credentials&{fields}")))
    });
    refusals(&Mock::new(), rows, expect![[r#"
        /oauth2/token client_id=AK20260101WPSAPP: 400 {"code":40000001,"debug":{"desc":"client_secret is missing"},"error":"invalid_request","error_description":"client_secret is missing","msg":"InvalidRequest: invalid_request"}
        /oauth2/token client_secret=mock-wps-secret: 400 {"code":40000001,"debug":{"desc":"client_id is missing"},"error":"invalid_request","error_description":"client_id is missing","msg":"InvalidRequest: invalid_request"}
        /oauth2/token client_id=AK20260101WPSAPP&client_secret=wrong: 401 {"code":40100008,"debug":{"desc":"client_secret is wrong"},"error":"invalid_client","error_description":"client_secret is wrong","msg":"InvalidClient: invalid_client"}
        /openapi/oauth2/token client_id=AK20260101MOCKED&client_secret=mock-kdocs-prod-key: 401 {"code":40100008,"debug":{"desc":"client_id not exists"},"error":"invalid_client","error_description":"client_id not exists","msg":"InvalidClient: invalid_client"}
    "#]]).await;
}

#[tokio::test]
async fn a_token_request_with_a_wrong_signature_is_refused() {
    let wrong = Draft { signed: "/oauth/v1/token".into(), ..Draft::grant(GRANT) };
    refusals(&Mock::new(), [("the prefix is signed", wrong)], expect![[r#"
        the prefix is signed: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"grant_type=client_credentials&scope=kso.appdrive.file.read,kso.drive.readwrite","contentType":"application/x-www-form-urlencoded","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v1/tokenapplication/x-www-form-urlencodedFri, 02 Jan 2026 03:04:05 GMT3f6ac704d63c30f561d246089bccbfff0423973fc248b084f6bba0f540283e71","url":"/v1/token"},"msg":"sign check fail: authorization mismatch"}
    "#]]).await;
}

#[tokio::test]
async fn lenient_mode_hands_out_tokens_to_anybody_and_notes_it() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    let wrong = Draft { secret: "wrong", key: "AK123456", ..Draft::grant(GRANT) };
    assert_eq!(wrong.send(&mock).await.status, StatusCode::OK);
    assert_eq!(form(&mock, "/o/oauth/v1/token", GRANT).await.status, StatusCode::OK);
    let body = "grant_type=client_credentials&client_id=AK0&client_secret=wrong";
    assert_eq!(form(&mock, "/oauth2/token", body).await.status, StatusCode::OK);
    let notes: Vec<String> = mock
        .sandbox()
        .journal
        .since(0)
        .iter()
        .map(|entry| format!("{:?} {:?} {:?}", entry.operation, entry.caller, entry.notes))
        .collect();
    expect![[r#"
        Some("oauth.v1.token") Some("AK123456") ["signed here, scheme: WPS-4", "signed here, method: POST", "signed here, path and query: /v1/token", "signed here, content type: application/x-www-form-urlencoded", "signed here, date: Fri, 02 Jan 2026 03:04:05 GMT", "signed here, hash of the body: 3f6ac704d63c30f561d246089bccbfff0423973fc248b084f6bba0f540283e71", "the client's signature: 0b3cb225f341d055d8c1af924136c54cb3022cfbe60aab42a9a2a477ca7d66bf", "what differs: not found; most often it is the secret", "sign check fail: authorization mismatch: taken as AK123456"]
        Some("oauth.v1.token") Some("AK20260101WPSAPP") ["sign check fail: missing Wps-Docs-Date: taken as AK20260101WPSAPP"]
        Some("oauth2.token") Some("AK20260101WPSAPP") ["client_id not exists: taken as AK20260101WPSAPP"]"#]].assert_eq(&notes.join("\n"));
}
