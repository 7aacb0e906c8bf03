//! What a token must allow: scopes, the kind of token, the plan of the company.

use axum::http::StatusCode;
use expect_test::expect;
use mockdrive::{sandbox::Auth, world::Api};

use super::{
    consent::{APP, tokens},
    sign::Draft,
    token::{member, public_token},
};
use crate::support::{Mock, refusals};

const CURRENT: &str = "GET /v7/users/current";
const LOGOUT: &str = "POST /v7/users/batch_logout";

/// A mock whose first application is without these capabilities.
fn without(capabilities: &[&str]) -> Mock {
    let mock = Mock::new();
    let lacks = capabilities.iter().map(|name| std::sync::Arc::from(*name)).collect();
    mock.sandbox()
        .write(|world, _| {
            let app = world.app_keyed(Api::Wps, "AK20260101WPSAPP").map(|app| app.id);
            world.set_app_terms(app.expect("in the fixture"), Some(false), lacks);
            Ok::<_, ()>(())
        })
        .expect("a write");
    mock
}

#[tokio::test]
async fn a_missing_scope_is_refused_in_the_words_of_the_gateway() {
    let mock = Mock::new();
    let person = member(&tokens(&mock, "kso.file.read").await, "access_token");
    let app = public_token(&mock, &format!("{APP}&scope=kso.file.read")).await;
    let rows = [
        ("a person", format!("{CURRENT}\nAuthorization: Bearer {person}")),
        ("an application", format!("{LOGOUT}\nAuthorization: Bearer {app}")),
        (
            "in a newer private deployment",
            format!("GET /openapi/v7/users/current\nAuthorization: Bearer {person}"),
        ),
        ("a token for reading", format!("{LOGOUT}\nAuthorization: Bearer readonly-token")),
    ];
    refusals(&mock, rows, expect![[r#"
        a person: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.user_base.read' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
        an application: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.contact.readwrite' or 'kso.contact.read' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
        in a newer private deployment: 403 {"code":403000001,"more":{"code":403000001,"msg":"The token has none of the scopes kso.user_base.read."},"msg":"无权限"}
        a token for reading: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
    "#]]).await;
    let old = Draft::files(&["x"]).by(&app);
    refusals(&mock, [("in an older private deployment", old)], expect![[r#"
        in an older private deployment: 403 {"code":403000001,"detail":"The token has none of the scopes kso.appdrive.file.read.","msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn the_wrong_kind_of_token_is_refused() {
    let mock = Mock::new();
    let app = public_token(&mock, APP).await;
    let rows = [
        ("a person is needed", format!("{CURRENT}\nAuthorization: Bearer {app}")),
        (
            "in a newer private deployment",
            format!("GET /openapi/v7/users/current\nAuthorization: Bearer {app}"),
        ),
        ("an application is needed", format!("{LOGOUT}\nAuthorization: Bearer alice-token")),
        ("for tickets", "POST /oauth2/ticket/active\nAuthorization: Bearer alice-token".into()),
    ];
    refusals(&mock, rows, expect![[r#"
        a person is needed: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        in a newer private deployment: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        an application is needed: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
        for tickets: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
    "#]]).await;
    let ticket = mock.send(&format!("POST /oauth2/ticket/active\nAuthorization: Bearer {app}")).await;
    expect![[r#"200 {"code":0,"msg":"success"}"#]].assert_eq(&ticket.line());
}

#[tokio::test]
async fn an_application_whose_plan_is_without_documents_is_refused() {
    let mock = without(&["interface_company_doc"]);
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let app = public_token(&mock, APP).await;
    let person = member(&tokens(&mock, "kso.file.read").await, "access_token");
    let rows = [
        ("an application", Draft::files(&[&hello]).by(&app)),
        ("a person", Draft::files(&[&hello]).by(&person)),
    ];
    refusals(&mock, rows, expect![[r#"
        an application: 403 {"code":403000001,"message":"kso: PermissionDenied err: ErrPrivileges: interface_company_doc"}
        a person: 403 {"code":403000001,"message":"kso: PermissionDenied err: ErrPrivileges: interface_company_doc"}
    "#]]).await;
    let principal = format!("GET /v7/service_principals/current\nAuthorization: Bearer {app}");
    assert_eq!(mock.send(&principal).await.status, StatusCode::OK);
    // Drives are another capability.
    let mock = without(&["interface_company_space", "interface_team_manage"]);
    let alice = Draft::files(&[&hello]).by("alice-token").send(&mock).await;
    assert_eq!(alice.status, StatusCode::OK);
}

#[tokio::test]
async fn the_info_shows_on_which_terms_applications_are_served() {
    let info = without(&["interface_company_doc"]).send("GET /_mock/info").await.json();
    let apps = info["apps"].as_array().expect("a list").iter().filter(|app| app["api"] == "wps");
    let apps: Vec<_> = apps.map(ToString::to_string).collect();
    expect![[r#"
        {"api":"wps","id":"AK20260101WPSAPP","kind":"production","name":"Mock desk","redirect_uris":["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"],"require_signature":false,"secret":"mock-wps-secret","without":["interface_company_doc"]}
        {"api":"wps","id":"AK123456","kind":"test","name":"AK123456","redirect_uris":["http://localhost[:PORT][/PATH]","http://127.0.0.1[:PORT][/PATH]"],"require_signature":true,"secret":"sk098765"}"#]].assert_eq(&apps.join("\n"));
}

#[tokio::test]
async fn lenient_mode_passes_over_scopes_kinds_and_plans() {
    let mock = without(&["interface_company_doc"]);
    let app = public_token(&mock, &format!("{APP}&scope=kso.contact.read")).await;
    let mut settings = mock.sandbox().view().settings.as_ref().clone();
    settings.auth = Auth::Lenient;
    mock.sandbox().set_settings(settings);
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    assert_eq!(Draft::files(&[&hello]).by(&app).send(&mock).await.status, StatusCode::OK);
    let nobody = mock.send(CURRENT).await;
    assert_eq!(member(&nobody, "user_name"), "Alice Example");
    let ticket = mock.send("POST /oauth2/ticket/active\nAuthorization: Bearer alice-token").await;
    assert_eq!(ticket.status, StatusCode::OK);
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.join("; ")).collect();
    expect![[r#"["", "the plan is without interface_company_doc: passed over; Scope: passed over", "NoToken: taken as alice", "a token of an application is needed: passed over"]"#]].assert_eq(&format!("{notes:?}"));
}
