//! What the journal says of signatures that do not fit.

use std::fmt::Write;

use expect_test::expect;

use super::sign::{Draft, PATH};
use crate::support::{Mock, noted};

#[tokio::test]
async fn a_signature_that_does_not_fit_is_explained_part_by_part() {
    let mock = Mock::new();
    let draft = Draft::files(&[]);
    Draft { signed: PATH.into(), ..draft }.send(&mock).await;
    expect![[r#"
        signed here, scheme: WPS-4
        signed here, method: POST
        signed here, path and query: /v7/files/batch_get_meta
        signed here, content type: application/json
        signed here, date: Fri, 02 Jan 2026 03:04:05 GMT
        signed here, hash of the body: 7d1518cd23afe37fd695bd9fc7e00f5dd92af6d067daaa231c431b6f0ef1556b
        the client's signature: c4279dbe4987ad75386b89c746fa47cc571d0acfa1b82c2bbc8c304b5d391ecc
        what differs: path and query, where the client has signed `/graph/v7/files/batch_get_meta`"#]]
    .assert_eq(&noted(&mock));
}

#[tokio::test]
async fn what_a_client_has_signed_instead_is_found() {
    let mock = Mock::new();
    let draft = || Draft::files(&[]).by("alice-token");
    let mut told = String::new();
    for (what, request) in [
        ("query", Draft { path: format!("{PATH}?x=1"), ..draft() }.request()),
        ("type", draft().with_header("content-type", Some("application/json;charset=UTF-8"))),
        ("secret", Draft { secret: "sk098765", ..draft() }.request()),
        ("unknown secret", Draft { secret: "typo", ..draft() }.request()),
    ] {
        mock.call(request).await;
        let notes = noted(&mock);
        let differs = notes.lines().filter(|line| line.starts_with("what differs"));
        writeln!(told, "{what}: {}", differs.collect::<String>()).expect("text");
    }
    expect![[r#"
        query: what differs: path and query, where the client has signed `/v7/files/batch_get_meta`
        type: what differs: content type, where the client has signed `application/json`
        secret: what differs: the secret, which is that of another application
        unknown secret: what differs: not found; most often it is the secret
    "#]]
    .assert_eq(&told);
}
