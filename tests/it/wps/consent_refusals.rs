//! Pages of consent, codes and refresh tokens that are refused; nothing changes then.

use std::time::Duration;

use expect_test::expect;

use super::{
    consent::{APP, ASK, code, redeem, refresh, tokens},
    sign::Draft,
    token::{form, form_text, member},
};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn what_is_wrong_with_a_page_of_consent_stays_there() {
    let mock = Mock::new();
    let whole = format!("{ASK}kso.file.read");
    let rows = [
        ("no client_id", whole.replace("client_id=AK20260101WPSAPP&", "")),
        ("an unknown client_id", whole.replace("AK20260101WPSAPP", "AK0")),
        ("an application of another service", whole.replace("AK20260101WPSAPP", "AK20260101MOCKED")),
        ("no redirect_uri", whole.replace("redirect_uri", "other")),
        ("a stranger's redirect_uri", whole.replace("localhost", "example.com")),
        ("no response_type", whole.replace("response_type=code&", "")),
        ("another response_type", whole.replace("response_type=code", "response_type=token")),
        ("no scope", ASK.to_owned()),
        ("an empty list of scopes", format!("{ASK},")),
        ("an unknown scope", format!("{ASK}kso.file.read,kso.everything")),
        ("a scope of applications", format!("{ASK}kso.appfile.readwrite")),
        ("a scope of another dialect", format!("{ASK}kso.file.write")),
        ("an unknown person", format!("{whole}&login_hint=carol")),
        ("not UTF-8", format!("{whole}&state=%ff")),
        (
            "an older deployment",
            whole.replace("/oauth2/auth", "/o/oauth/v1/authorize").replace("AK2026", "AK"),
        ),
    ];
    let rows = rows.map(|(what, path)| (what, format!("GET {path}")));
    refusals(&mock, rows, expect![[r#"
        no client_id: 400 {"code":40000001,"debug":{"desc":"client_id is missing"},"error":"invalid_request","error_description":"client_id is missing","msg":"InvalidRequest: invalid_request"}
        an unknown client_id: 401 {"code":40100008,"debug":{"desc":"client_id not exists"},"error":"invalid_client","error_description":"client_id not exists","msg":"InvalidClient: invalid_client"}
        an application of another service: 401 {"code":40100008,"debug":{"desc":"client_id not exists"},"error":"invalid_client","error_description":"client_id not exists","msg":"InvalidClient: invalid_client"}
        no redirect_uri: 400 {"code":40000001,"debug":{"desc":"redirect_uri is missing"},"error":"invalid_request","error_description":"redirect_uri is missing","msg":"InvalidRequest: invalid_request"}
        a stranger's redirect_uri: 400 {"code":40000001,"debug":{"desc":"redirect_uri http://example.com:3000/back is not registered"},"error":"invalid_request","error_description":"redirect_uri http://example.com:3000/back is not registered","msg":"InvalidRequest: invalid_request"}
        no response_type: 400 {"code":40000001,"debug":{"desc":"response_type is missing"},"error":"invalid_request","error_description":"response_type is missing","msg":"InvalidRequest: invalid_request"}
        another response_type: 401 {"code":40100004,"debug":{"desc":"response_type must be code"},"error":"unsupported_response_type","error_description":"response_type must be code","msg":"UnsupportedResponseType: unsupported_response_type"}
        no scope: 400 {"code":40000001,"debug":{"desc":"scope is missing"},"error":"invalid_request","error_description":"scope is missing","msg":"InvalidRequest: invalid_request"}
        an empty list of scopes: 400 {"code":40000001,"debug":{"desc":"scope is missing"},"error":"invalid_request","error_description":"scope is missing","msg":"InvalidRequest: invalid_request"}
        an unknown scope: 400 {"code":40000005,"debug":{"desc":"scope kso.everything is unknown"},"error":"invalid_scope","error_description":"scope kso.everything is unknown","msg":"InvalidScope: invalid_scope"}
        a scope of applications: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.appfile.readwrite' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.appfile.readwrite' is not allowed.","msg":"InvalidScope: invalid_scope"}
        a scope of another dialect: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.file.write' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.file.write' is not allowed.","msg":"InvalidScope: invalid_scope"}
        an unknown person: 400 {"code":40000001,"debug":{"desc":"login_hint: GET /_mock/info lists the users, and \"carol\" is none of them"},"error":"invalid_request","error_description":"login_hint: GET /_mock/info lists the users, and \"carol\" is none of them","msg":"InvalidRequest: invalid_request"}
        not UTF-8: 400 {"code":40000001,"debug":{"desc":"the form is not UTF-8"},"error":"invalid_request","error_description":"the form is not UTF-8","msg":"InvalidRequest: invalid_request"}
        an older deployment: 401 {"code":40100008,"debug":{"desc":"client_id not exists"},"error":"invalid_client","error_description":"client_id not exists","msg":"InvalidClient: invalid_client"}
    "#]]).await;
}

#[tokio::test]
async fn codes_that_are_not_the_applications_are_refused() {
    let mock = Mock::new();
    let mine = code(&mock, &format!("{ASK}kso.file.read")).await;
    let used = code(&mock, &format!("{ASK}kso.file.read")).await;
    let refresh_token = member(&form(&mock, "/oauth2/token", &redeem(&used)).await, "refresh_token");
    let stranger = "client_id=AK123456&client_secret=sk098765";
    let rows = [
        ("an unknown code", redeem("x")),
        ("a stranger's", redeem(&mine).replace(APP, stranger)),
        ("a used one", redeem(&used)),
        ("a refresh token", redeem(&refresh_token)),
        ("another address", redeem(&mine).replace("back", "other")),
        ("no address", redeem(&mine).replace("redirect_uri", "other")),
        ("no code", redeem("")),
        ("a wrong secret", redeem(&mine).replace("mock-wps-secret", "wrong")),
        ("a scope beyond it", redeem(&mine) + "&scope=kso.file.readwrite"),
        ("an unknown scope", redeem(&mine) + "&scope=kso.everything"),
    ];
    let rows = rows.map(|(what, form)| (what, form_text("/oauth2/token", &form)));
    refusals(&mock, rows, expect![[r#"
        an unknown code: 401 {"code":40100009,"debug":{"desc":"code is unknown"},"error":"invalid_grant","error_description":"code is unknown","msg":"InvalidGrant: invalid_grant"}
        a stranger's: 401 {"code":40100009,"debug":{"desc":"code is unknown"},"error":"invalid_grant","error_description":"code is unknown","msg":"InvalidGrant: invalid_grant"}
        a used one: 401 {"code":40100009,"debug":{"desc":"code was used already"},"error":"invalid_grant","error_description":"code was used already","msg":"InvalidGrant: invalid_grant"}
        a refresh token: 401 {"code":40100009,"debug":{"desc":"code is unknown"},"error":"invalid_grant","error_description":"code is unknown","msg":"InvalidGrant: invalid_grant"}
        another address: 401 {"code":40100009,"debug":{"desc":"redirect_uri is not the one that the code was sent to"},"error":"invalid_grant","error_description":"redirect_uri is not the one that the code was sent to","msg":"InvalidGrant: invalid_grant"}
        no address: 400 {"code":40000001,"debug":{"desc":"redirect_uri is missing"},"error":"invalid_request","error_description":"redirect_uri is missing","msg":"InvalidRequest: invalid_request"}
        no code: 400 {"code":40000001,"debug":{"desc":"code is missing"},"error":"invalid_request","error_description":"code is missing","msg":"InvalidRequest: invalid_request"}
        a wrong secret: 401 {"code":40100008,"debug":{"desc":"client_secret is wrong"},"error":"invalid_client","error_description":"client_secret is wrong","msg":"InvalidClient: invalid_client"}
        a scope beyond it: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.file.readwrite' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.file.readwrite' is not allowed.","msg":"InvalidScope: invalid_scope"}
        an unknown scope: 400 {"code":40000005,"debug":{"desc":"scope kso.everything is unknown"},"error":"invalid_scope","error_description":"scope kso.everything is unknown","msg":"InvalidScope: invalid_scope"}
    "#]]).await;
    let old = Draft { key: "AK123456", secret: "sk098765", ..Draft::grant(&redeem(&mine)) };
    refusals(&mock, [("a stranger who signs", old)], expect![[r#"
        a stranger who signs: 401 {"code":40100009,"debug":{"desc":"code is unknown"},"error":"invalid_grant","error_description":"code is unknown","msg":"InvalidGrant: invalid_grant"}
    "#]]).await;
    mock.advance(Duration::from_secs(599));
    let late = code(&mock, &format!("{ASK}kso.file.read")).await;
    mock.advance(Duration::from_secs(1));
    let rows = [("after ten minutes", form_text("/oauth2/token", &redeem(&mine)))];
    refusals(&mock, rows, expect![[r#"
        after ten minutes: 401 {"code":40100009,"debug":{"desc":"code has expired"},"error":"invalid_grant","error_description":"code has expired","msg":"InvalidGrant: invalid_grant"}
    "#]]).await;
    assert_eq!(form(&mock, "/oauth2/token", &redeem(&late)).await.status, 200);
}

#[tokio::test]
async fn refresh_tokens_that_are_not_the_applications_are_refused() {
    let mock = Mock::new();
    let issued = tokens(&mock, "kso.file.read").await;
    let mine = member(&issued, "refresh_token");
    let stranger = "client_id=AK123456&client_secret=sk098765";
    let rows = [
        ("an unknown one", refresh("x")),
        ("an access token", refresh(&member(&issued, "access_token"))),
        ("another application's", refresh(&mine).replace(APP, stranger)),
        ("none", refresh("")),
        ("a scope beyond it", refresh(&mine) + "&scope=kso.drive.readwrite"),
    ];
    let rows = rows.map(|(what, form)| (what, form_text("/openapi/oauth2/token", &form)));
    refusals(&mock, rows, expect![[r#"
        an unknown one: 401 {"code":40100009,"debug":{"desc":"refresh_token is unknown"},"error":"invalid_grant","error_description":"refresh_token is unknown","msg":"InvalidGrant: invalid_grant"}
        an access token: 401 {"code":40100009,"debug":{"desc":"refresh_token is unknown"},"error":"invalid_grant","error_description":"refresh_token is unknown","msg":"InvalidGrant: invalid_grant"}
        another application's: 401 {"code":40100009,"debug":{"desc":"refresh_token is unknown"},"error":"invalid_grant","error_description":"refresh_token is unknown","msg":"InvalidGrant: invalid_grant"}
        none: 400 {"code":40000001,"debug":{"desc":"refresh_token is missing"},"error":"invalid_request","error_description":"refresh_token is missing","msg":"InvalidRequest: invalid_request"}
        a scope beyond it: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.drive.readwrite' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.drive.readwrite' is not allowed.","msg":"InvalidScope: invalid_scope"}
    "#]]).await;
}

#[tokio::test]
async fn scopes_that_an_application_cannot_have_are_refused() {
    let rows = [
        ("/oauth2/token", "kso.everything"),
        ("/oauth2/token", "kso.user_base.read"),
        ("/oauth2/token", "kso.appfiles.cps.readwrite"),
        ("/openapi/oauth2/token", "kso.file.write"),
    ];
    let rows = rows.map(|(path, scope)| {
        let form = format!("grant_type=client_credentials&{APP}&scope={scope}");
        (format!("{path} {scope}"), form_text(path, &form))
    });
    refusals(&Mock::new(), rows, expect![[r#"
        /oauth2/token kso.everything: 400 {"code":40000005,"debug":{"desc":"scope kso.everything is unknown"},"error":"invalid_scope","error_description":"scope kso.everything is unknown","msg":"InvalidScope: invalid_scope"}
        /oauth2/token kso.user_base.read: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.user_base.read' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.user_base.read' is not allowed.","msg":"InvalidScope: invalid_scope"}
        /oauth2/token kso.appfiles.cps.readwrite: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.appfiles.cps.readwrite' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.appfiles.cps.readwrite' is not allowed.","msg":"InvalidScope: invalid_scope"}
        /openapi/oauth2/token kso.file.write: 400 {"code":40000005,"debug":{"desc":"The requested scope 'kso.file.write' is not allowed."},"error":"invalid_scope","error_description":"The requested scope 'kso.file.write' is not allowed.","msg":"InvalidScope: invalid_scope"}
    "#]]).await;
}
