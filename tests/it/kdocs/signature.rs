//! The credentials of applications: WPS-2.

use expect_test::expect;
use mockdrive::sandbox::Auth;

use super::{ARCHIVE, MOVE, Signed, WELCOME, task_id};
use crate::support::{Mock, refusals};

fn body() -> String {
    format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{ARCHIVE}"}}"#)
}

/// A signed move without one header.
fn without(name: &str) -> String {
    let text = Signed::default().post_text(&body());
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.starts_with(name)).collect();
    lines.join("\n")
}

#[tokio::test]
async fn what_is_wrong_is_named_with_what_was_expected() {
    let signed = Signed::default;
    let rows = [
        ("an unknown application", Signed { app: "SX20991231NOBODY", ..signed() }),
        ("an application of another API", Signed { app: "AK123456", key: "sk098765", ..signed() }),
        ("a date that is too old", Signed { date: "Fri, 02 Jan 2026 02:49:04 GMT", ..signed() }),
        ("a date that is too new", Signed { date: "Fri, 02 Jan 2026 03:19:06 GMT", ..signed() }),
        ("a date of another form", Signed { date: "2026-01-02T03:04:05Z", ..signed() }),
        ("another body", Signed { hashed: Some("{}"), ..signed() }),
        ("another key", Signed { key: "guess", ..signed() }),
    ];
    let bearer = format!("POST {MOVE}\nAuthorization: Bearer alice-token\n\n{}", body());
    let headers = ["Date", "Authorization", "Content-Md5", "Content-Type"];
    let rows = rows.map(|(what, signed)| (what.to_owned(), signed.post_text(&body()))).into_iter();
    let rows = rows.chain(headers.map(|name| (format!("no {name}"), without(name))));
    let rows = rows.chain([("a token".to_owned(), bearer)]);
    refusals(&Mock::new(), rows, expect![[r#"
        an unknown application: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: SX20991231NOBODY","message":"AppNotExist","msg":"AppNotExist"}
        an application of another API: 401 {"code":20002,"hint":"expect the app_id of a known app, actual: AK123456","message":"AppNotExist","msg":"AppNotExist"}
        a date that is too old: 401 {"code":30901,"hint":"not a valid datetime or too skewed. expect: an RFC 1123 date within 900 s of Fri, 02 Jan 2026 03:04:05 GMT, actual: Fri, 02 Jan 2026 02:49:04 GMT","message":"InvalidDate","msg":"InvalidDate"}
        a date that is too new: 401 {"code":30901,"hint":"not a valid datetime or too skewed. expect: an RFC 1123 date within 900 s of Fri, 02 Jan 2026 03:04:05 GMT, actual: Fri, 02 Jan 2026 03:19:06 GMT","message":"InvalidDate","msg":"InvalidDate"}
        a date of another form: 401 {"code":30901,"hint":"not a valid datetime or too skewed. expect: an RFC 1123 date within 900 s of Fri, 02 Jan 2026 03:04:05 GMT, actual: 2026-01-02T03:04:05Z","message":"InvalidDate","msg":"InvalidDate"}
        another body: 401 {"code":30902,"hint":"Content-Md5 not match. expect: 2f80e4935844dabe12e064403ed61d61, actual: 99914b932bd37a50b983c5e7c90ae93b","message":"InvalidContentMd5","msg":"InvalidContentMd5"}
        another key: 401 {"code":30003,"hint":"signature not match. expect: 04d71be0c2a74067dd17773185ce0ee712b87cc0, actual: 21d25f8bbdd18088b347e2429f25f46cae7d0dba","message":"InvalidSignature","msg":"InvalidSignature"}
        no Date: 401 {"code":30003,"hint":"the header date is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        no Authorization: 401 {"code":30003,"hint":"the header authorization is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        no Content-Md5: 401 {"code":30003,"hint":"the header content-md5 is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        no Content-Type: 401 {"code":30003,"hint":"the header content-type is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        a token: 401 {"code":30003,"hint":"Authorization: expect WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
    "#]]).await;
}

#[tokio::test]
async fn the_date_may_be_off_by_fifteen_minutes() {
    for date in ["Fri, 02 Jan 2026 02:49:05 GMT", "Fri, 02 Jan 2026 03:19:05 GMT"] {
        let answer = Signed { date, ..Signed::default() }.post(&Mock::new(), &body()).await;
        assert_eq!(answer.status, 200, "{answer}");
    }
}

#[tokio::test]
async fn the_signature_is_checked_before_the_body() {
    let wrong = Signed { key: "guess", ..Signed::default() };
    let rows = [("a wrong key", wrong), ("the right key", Signed::default())];
    let rows = rows.map(|(what, signed)| (what, signed.post_text("not JSON")));
    refusals(&Mock::new(), rows, expect![[r#"
        a wrong key: 401 {"code":30003,"hint":"signature not match. expect: ffe9d39a5834ca32ba82cde8f2e76666c060945c, actual: 94f8fdf745a824f71e4639a99aa9a329cc4ce20b","message":"InvalidSignature","msg":"InvalidSignature"}
        the right key: 400 {"code":10001,"hint":"the body: expected ident at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn a_get_is_signed_by_its_path_with_or_without_the_sandbox() {
    let mock = Mock::new();
    let asynchronous = Signed { more: "\nX-Mock-Task: async", ..Signed::default() };
    let id = task_id(&asynchronous.post(&mock, &body()).await);
    let path = format!("/api/v1/openapi/appspace/tasks/{id}?a=%E6%96%87");
    let decoded = format!("/api/v1/openapi/appspace/tasks/{id}?a=文");
    let prefixed = format!("/_sandbox/default{path}");
    for (sent, hashed, status) in [
        (&path, path.as_str(), 200),
        (&path, &decoded, 200),
        (&prefixed, &path, 200),
        (&prefixed, &prefixed, 200),
        (&prefixed, &decoded, 200),
        (&path, &prefixed, 401),
        (&path, "", 401),
        (&path, path.split('?').next().expect("a path"), 401),
    ] {
        let signed = Signed { hashed: Some(hashed), ..Signed::default() };
        let answer = mock.send(&signed.text("GET", sent, "")).await;
        assert_eq!(answer.status, status, "{sent} signed as {hashed}: {answer}");
    }
}

#[tokio::test]
async fn in_lenient_mode_the_named_app_or_the_first_one_is_taken_and_the_journal_says_so() {
    let lenient = || Mock::with(|settings| settings.auth = Auth::Lenient);
    let caller = |mock: &Mock| {
        let entry = mock.sandbox().journal.since(0).pop().expect("a request");
        (entry.caller.as_deref().unwrap_or_default().to_owned(), entry.notes.join("; "))
    };
    let mock = lenient();
    let wrong = Signed { app: "SX20220714PWALPQ", key: "guess", ..Signed::default() };
    assert_eq!(wrong.post(&mock, &body()).await.status, 200);
    let (name, notes) = caller(&mock);
    assert_eq!(name, "SX20220714PWALPQ");
    assert!(notes.contains("; Signature {") && notes.ends_with("taken as SX20220714PWALPQ"), "{notes}");

    let mock = lenient();
    assert_eq!(mock.send(&format!("POST {MOVE}\n\n{}", body())).await.status, 200);
    let (name, notes) = caller(&mock);
    assert_eq!(
        (name.as_str(), notes.as_str()),
        ("SX20260101MOCKED", r#"Missing("authorization"): taken as SX20260101MOCKED"#)
    );

    let mock = lenient();
    assert_eq!(Signed::default().post(&mock, &body()).await.status, 200);
    assert_eq!(caller(&mock), ("SX20260101MOCKED".to_owned(), String::new()), "nothing to note");
}
