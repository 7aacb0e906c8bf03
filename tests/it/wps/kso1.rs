//! KSO-1: who has to sign, and which signatures are refused.

use axum::http::{Method, StatusCode};
use expect_test::expect;
use mockdrive::sandbox::Auth;

use super::{
    sign::Draft,
    token::{member, public_token},
};
use crate::support::{Mock, refusals};

const PATH: &str = "/v7/service_principals/current";
const SIGNER: &str = "client_id=AK123456&client_secret=sk098765";
const OTHER: &str = "client_id=AK20260101WPSAPP&client_secret=mock-wps-secret";

async fn draft(mock: &Mock) -> Draft {
    Draft::kso(Method::GET, PATH, "").by(&public_token(mock, SIGNER).await)
}

#[tokio::test]
async fn an_application_that_has_to_sign_is_served_when_it_signs() {
    let mock = Mock::new();
    let signed = draft(&mock).await;
    for path in [PATH, "/openapi/v7/service_principals/current"] {
        let answer = Draft { path: path.into(), ..signed.clone() }.send(&mock).await;
        assert_eq!(member(&answer, "app_id"), "AK123456", "{path}");
    }
    let query = format!("{PATH}?a=1&b=%20");
    let with_query = Draft { path: query.clone(), signed: query, ..signed.clone() };
    assert_eq!(with_query.send(&mock).await.status, StatusCode::OK);
    let no_type = Draft { content_type: None, ..signed.clone() };
    assert_eq!(no_type.send(&mock).await.status, StatusCode::OK, "a GET may have none");
    for date in [
        "Fri, 02 Jan 2026 03:04:05 UTC",
        "Fri, 02 Jan 2026 11:04:05 +0800",
        "Friday, 02 Jan 2026 03:04:05 GMT",
        "Fri, 02 Jan 2026 03:19:05 GMT",
    ] {
        let answer = Draft { date: date.into(), ..signed.clone() }.send(&mock).await;
        assert_eq!(answer.status, StatusCode::OK, "{date}: {answer}");
    }
    mock.fork("t1");
    for before in ["", "/_sandbox/t1"] {
        let path = format!("/_sandbox/t1{PATH}");
        let token = {
            let grant = format!("grant_type=client_credentials&{SIGNER}");
            let answer = super::token::form(&mock, "/_sandbox/t1/oauth2/token", &grant).await;
            member(&answer, "access_token")
        };
        let draft = Draft { path, signed: format!("{before}{PATH}"), ..signed.clone() };
        assert_eq!(draft.by(&token).send(&mock).await.status, StatusCode::OK, "{before}");
    }
}

#[tokio::test]
async fn a_body_is_signed_whatever_its_type() {
    let mock = Mock::new();
    let token = public_token(&mock, SIGNER).await;
    let body = r#"{"id_type": "company_uid", "ids": ["alice"], "company_id": "571568323"}"#;
    let signed = Draft::kso(Method::POST, "/v7/id_convert", body).by(&token);
    expect![[r#"200 {"code":0,"data":{"alice":"1690375745"},"msg":"success"}"#]]
        .assert_eq(&signed.clone().send(&mock).await.line());
    let text = Draft { content_type: Some("text/plain"), ..signed.clone() };
    let mut changed = text.clone().request();
    *changed.body_mut() = "{}".into();
    let answer = text.send(&mock).await;
    assert_eq!(answer.json()["code"], 415_000_001, "the signature is right: {answer}");
    refusals(&mock, [("another body", changed)], expect![[r#"
        another body: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"{}","contentType":"text/plain","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","reason":"another signature was expected","stringToSign":"KSO-1POST/v7/id_converttext/plainFri, 02 Jan 2026 03:04:05 GMT44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","url":"/v7/id_convert"},"msg":"kso1sign check error: invalid signature"}
    "#]]).await;
}

#[tokio::test]
async fn signatures_that_are_missing_or_wrong_are_refused() {
    let mock = Mock::new();
    let draft = draft(&mock).await;
    let with = |name, value| draft.clone().with_header(name, value);
    let authorization = "x-kso-authorization";
    let foreign = Draft { key: "AK20260101WPSAPP", secret: "mock-wps-secret", ..draft.clone() };
    let mut unsigned = with(authorization, None);
    unsigned.headers_mut().remove("x-kso-date");
    let rows = [
        ("neither header", unsigned),
        ("no date", with("x-kso-date", None)),
        ("another form of date", with("x-kso-date", Some("2026-01-02T03:04:05Z"))),
        ("a late date", Draft { date: "Fri, 02 Jan 2026 03:19:06 GMT".into(), ..draft.clone() }.request()),
        ("no signature", with(authorization, None)),
        ("half of one", with(authorization, Some("KSO-1 AK123456"))),
        ("another version", with(authorization, Some("WPS-4 AK123456:00"))),
        ("an unknown application", Draft { key: "AK0", ..draft.clone() }.request()),
        ("a wrong secret", Draft { secret: "wrong", ..draft.clone() }.request()),
        ("another date than signed", with("x-kso-date", Some("Fri, 02 Jan 2026 03:04:06 GMT"))),
        ("another type than signed", with("content-type", Some("text/plain"))),
        ("another path than signed", Draft { signed: "/v7/users/current".into(), ..draft.clone() }.request()),
        ("another application than the token's", foreign.request()),
    ];
    refusals(&mock, rows, expect![[r#"
        neither header: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"","contentType":"application/json","date":"","method":"GET","reason":"the date is missing","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid kso-date header"}
        no date: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"","method":"GET","reason":"the date is missing","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/json","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid kso-date header"}
        another form of date: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"2026-01-02T03:04:05Z","method":"GET","reason":"the date cannot be read","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/json2026-01-02T03:04:05Z","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid kso-date header"}
        a late date: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:19:06 GMT","method":"GET","reason":"the date is too far off","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:19:06 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid kso-date header"}
        no signature: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"the signature is missing","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid authorization header"}
        half of one: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"the signature is malformed","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid authorization header"}
        another version: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"the scheme is unknown","url":"/v7/service_principals/current"},"msg":"kso1sign check error: unknown authorization version"}
        an unknown application: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK0","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"the application is unknown","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
        a wrong secret: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"another signature was expected","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
        another date than signed: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:06 GMT","method":"GET","reason":"another signature was expected","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:04:06 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
        another type than signed: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"text/plain","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"another signature was expected","stringToSign":"KSO-1GET/v7/service_principals/currenttext/plainFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
        another path than signed: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"another signature was expected","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
        another application than the token's: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK20260101WPSAPP","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"the token belongs to another application","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
    "#]]).await;
    let private = Draft { path: format!("/openapi{PATH}"), signed: format!("/openapi{PATH}"), ..draft };
    refusals(&mock, [("the prefix is signed", private)], expect![[r#"
        the prefix is signed: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"GET","reason":"another signature was expected","stringToSign":"KSO-1GET/v7/service_principals/currentapplication/jsonFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid signature"}
    "#]]).await;
}

#[tokio::test]
async fn the_signature_is_checked_before_the_token_and_the_scope() {
    let mock = Mock::new();
    let narrow = public_token(&mock, &format!("{SIGNER}&scope=kso.file.read")).await;
    let wrong = Draft { secret: "wrong", ..Draft::kso(Method::POST, "/v7/users/batch_logout", "{}") };
    let right = Draft { secret: "sk098765", ..wrong.clone() };
    let rows = [
        ("nothing is right", wrong.clone()),
        ("an unknown token", wrong.clone().by("nobody")),
        ("but the signature", right.clone()),
        ("and the token", right.by(&narrow)),
    ];
    refusals(&mock, rows, expect![[r#"
        nothing is right: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"{}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","reason":"another signature was expected","stringToSign":"KSO-1POST/v7/users/batch_logoutapplication/jsonFri, 02 Jan 2026 03:04:05 GMT44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","url":"/v7/users/batch_logout"},"msg":"kso1sign check error: invalid signature"}
        an unknown token: 401 {"code":40100001,"debug":{"SignType":"KSO-1","appId":"AK123456","appKey":"**********","body":"{}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","reason":"another signature was expected","stringToSign":"KSO-1POST/v7/users/batch_logoutapplication/jsonFri, 02 Jan 2026 03:04:05 GMT44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","url":"/v7/users/batch_logout"},"msg":"kso1sign check error: invalid signature"}
        but the signature: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        and the token: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.contact.readwrite' or 'kso.contact.read' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
    "#]]).await;
}

#[tokio::test]
async fn an_application_that_need_not_sign_may_sign_wrongly_and_it_is_noted() {
    let mock = Mock::new();
    let token = public_token(&mock, OTHER).await;
    let plain = format!("GET {PATH}\nAuthorization: Bearer {token}");
    assert_eq!(mock.send(&plain).await.status, StatusCode::OK);
    assert_eq!(mock.send(&plain.replace("/v7", "/openapi/v7")).await.status, StatusCode::OK);
    let right = Draft { key: "AK20260101WPSAPP", secret: "mock-wps-secret", ..draft(&mock).await };
    let right = right.by(&token);
    let wrong = Draft { secret: "wrong", ..right.clone() };
    for draft in [right, wrong] {
        assert_eq!(draft.send(&mock).await.status, StatusCode::OK);
    }
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.join("; ")).collect();
    expect![[r#"["", "", "", "", "", "signed here, scheme: KSO-1; signed here, method: GET; signed here, path and query: /v7/service_principals/current; signed here, content type: application/json; signed here, date: Fri, 02 Jan 2026 03:04:05 GMT; signed here, hash of the body: ; the client's signature: fb20865ab7bd2328c13843cf517c12accb52ed5f79b52f366adb420cc9b61063; what differs: not found; most often it is the secret; Kso1: another signature was expected: passed over"]"#]]
        .assert_eq(&format!("{notes:?}"));
}

#[tokio::test]
async fn an_application_without_the_switch_signs_in_private_deployments_only() {
    let mock = Mock::new();
    mock.sandbox()
        .write(|world, _| {
            let app = world.app_keyed(mockdrive::world::Api::Wps, "AK20260101WPSAPP").map(|app| app.id);
            world.set_app_terms(app.expect("in the fixture"), None, [].into());
            Ok::<_, ()>(())
        })
        .expect("a write");
    let token = public_token(&mock, OTHER).await;
    let plain = format!("GET {PATH}\nAuthorization: Bearer {token}");
    assert_eq!(mock.send(&plain).await.status, StatusCode::OK);
    let private = plain.replace("/v7", "/openapi/v7");
    refusals(&mock, [("no signature", private)], expect![[r#"
        no signature: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"","contentType":"","date":"","method":"GET","reason":"the date is missing","url":"/v7/service_principals/current"},"msg":"kso1sign check error: invalid kso-date header"}
    "#]]).await;
}

#[tokio::test]
async fn lenient_mode_passes_over_wrong_signatures() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    let wrong = Draft { secret: "wrong", ..draft(&mock).await };
    assert_eq!(member(&wrong.send(&mock).await, "app_id"), "AK123456");
    let entry = mock.sandbox().journal.since(0).pop().expect("an entry");
    let last = entry.notes.last().map(String::as_str);
    assert_eq!(last, Some("Kso1: another signature was expected: passed over"));
}
