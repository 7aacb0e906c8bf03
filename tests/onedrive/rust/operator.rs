//! opendal: its OneDrive service, with bob's drive, as it knows those of consumers only.
//!
//! It works below a folder that is there: at the root of a drive it asks for addresses and members that Graph does
//! not have.

use expect_test::expect;
use opendal::{Entry, EntryMode, ErrorKind, HttpTransporter, OperationContext, Operator, services::Onedrive};
use opendal_http_transport_reqwest::ReqwestTransport;

use super::sign_in;
use crate::{Graph, some_bytes};

/// A drive as opendal sees it, below `/base`.
fn operator(graph: &Graph, sign: impl FnOnce(Onedrive) -> Onedrive) -> Operator {
    let http = HttpTransporter::new(ReqwestTransport::new(graph.follower()));
    let builder = sign(Onedrive::default().root("/base"));
    let context = OperationContext::new().with_http_transport(http);
    Operator::new(builder).expect("an operator").with_context(context)
}

/// Bob's, with a file in it.
async fn bobs(graph: &Graph) -> Operator {
    let operator = operator(graph, |service| service.access_token("bob-token"));
    operator.write("a.txt", "0123456789").await.expect("written, and the folder made");
    operator
}

/// The paths below a folder.
async fn paths(operator: &Operator, folder: &str) -> Vec<String> {
    let entries = operator.list(folder).await.expect("a list");
    entries.iter().map(|entry| entry.path().to_owned()).collect()
}

fn kind<T>(answer: opendal::Result<T>) -> ErrorKind {
    answer.err().expect("refused").kind()
}

#[tokio::test]
async fn files_are_written_and_read() {
    let graph = Graph::start().await;
    let bob = bobs(&graph).await;
    let file = bob.stat("a.txt").await.expect("a file");
    expect![[r#"
        Metadata {
            mode: FILE,
            content_length: 10,
            etag: "\"{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
            last_modified: Timestamp(
                2026-01-02T03:04:05Z,
            ),
        }
    "#]]
    .assert_debug_eq(&file);
    let tag = file.etag().expect("a tag");
    assert_eq!(bob.read("a.txt").await.expect("read").to_vec(), b"0123456789");
    assert_eq!(bob.read_with("a.txt").range(2..5).await.expect("read").to_vec(), b"234");
    assert_eq!(bob.read_with("a.txt").range(7..).await.expect("read").to_vec(), b"789");
    assert_eq!(kind(bob.stat_with("a.txt").if_none_match(tag).await), ErrorKind::ConditionNotMatch);
    bob.write_with("a.txt", "longer than before").if_match(tag).await.expect("replaced");
    assert_eq!(kind(bob.write_with("a.txt", "late").if_match(tag).await), ErrorKind::ConditionNotMatch);
    assert_eq!(bob.read("a.txt").await.expect("read").to_vec(), b"longer than before");
    let strange = "sub folder/ünïcode #1 100%.txt";
    bob.write(strange, "strange").await.expect("written");
    assert_eq!(bob.read(strange).await.expect("read").to_vec(), b"strange");
    assert_eq!(paths(&bob, "sub folder/").await, ["sub folder/", strange]);
}

#[tokio::test]
async fn a_large_file_goes_through_a_session() {
    let graph = Graph::start().await;
    let bob = bobs(&graph).await;
    let content = some_bytes(8_000_000);
    let written = bob.write("large.bin", content.clone()).await.expect("written");
    assert_eq!(written.content_length(), 8_000_000);
    let asked = graph.asked().await;
    let ranges = asked.iter().filter(|line| line.starts_with("PUT /_api/v2.0/upload/")).count();
    assert_eq!(ranges, 3, "{asked:#?}");
    assert!(bob.read("large.bin").await.expect("read").to_vec() == content, "the bytes come back");
    let end = bob.read_with("large.bin").range(7_999_990..8_000_000).await.expect("read");
    assert_eq!(end.to_vec(), content[7_999_990..]);
}

#[tokio::test]
async fn folders_are_listed_in_pages() {
    let graph = Graph::start().await;
    let bob = bobs(&graph).await;
    for path in ["one/b.txt", "one/c.txt", "one/two/d.txt", "one/two/e.txt"] {
        bob.write(path, path).await.expect("written");
    }
    bob.write("one/b.txt", "again").await.expect("replaced");
    assert_eq!(paths(&bob, "/").await, ["/", "a.txt", "one/"]);
    let below = bob.list_with("one/").recursive(true).await.expect("a list");
    let mut below: Vec<_> = below.iter().map(|entry| (entry.path(), entry.metadata().mode())).collect();
    below.sort_unstable_by_key(|(path, _)| *path);
    let (dir, file) = (EntryMode::DIR, EntryMode::FILE);
    let expected = [
        ("one/", dir),
        ("one/b.txt", file),
        ("one/c.txt", file),
        ("one/two/", dir),
        ("one/two/d.txt", file),
        ("one/two/e.txt", file),
    ];
    assert_eq!(below, expected);
    let slowly = bob.list_with("one/").limit(1).await.expect("a list");
    let slowly: Vec<_> = slowly.iter().map(Entry::path).collect();
    assert_eq!(slowly, ["one/", "one/b.txt", "one/c.txt", "one/two/"]);
    assert_eq!(graph.asked().await.iter().filter(|line| line.contains("skiptoken")).count(), 2);
    let versions = bob.list_with("one/").versions(true).await.expect("a list");
    let of_file = versions.iter().filter(|entry| entry.path() == "one/b.txt").map(Entry::metadata);
    let versions: Vec<_> =
        of_file.map(|file| (file.version(), file.is_current(), file.content_length())).collect();
    assert_eq!(versions, [(Some("2.0"), Some(true), 5), (Some("1.0"), Some(false), 9)]);
    assert!(bob.list("no such folder/").await.expect("a list").is_empty());
}

#[tokio::test]
async fn items_are_copied_renamed_and_deleted() {
    let graph = Graph::start().await;
    let bob = bobs(&graph).await;
    bob.create_dir("one/").await.expect("made");
    bob.create_dir("one/").await.expect("there");
    // The client makes the folder of the target, then asks the monitor.
    bob.copy("a.txt", "one/two/b.txt").await.expect("copied");
    assert!(graph.asked().await.iter().any(|line| line.starts_with("GET /_api/v2.0/monitor/")));
    bob.write("a.txt", "changed").await.expect("written");
    assert_eq!(bob.read("one/two/b.txt").await.expect("read").to_vec(), b"0123456789");
    bob.copy("a.txt", "one/two/b.txt").await.expect("copied over");
    assert_eq!(bob.read("one/two/b.txt").await.expect("read").to_vec(), b"changed");
    bob.rename("one/two/b.txt", "b.txt").await.expect("moved");
    bob.write("c.txt", "in the way").await.expect("written");
    bob.rename("b.txt", "c.txt").await.expect("renamed over");
    assert_eq!(bob.read("c.txt").await.expect("read").to_vec(), b"changed");
    assert_eq!(paths(&bob, "/").await, ["/", "a.txt", "c.txt", "one/"]);
    bob.delete("one/").await.expect("deleted with what is in it");
    bob.delete("c.txt").await.expect("deleted");
    bob.delete("c.txt").await.expect("gone already");
    assert_eq!(paths(&bob, "/").await, ["/", "a.txt"]);
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let graph = Graph::start().await;
    let bob = bobs(&graph).await;
    assert_eq!(kind(bob.stat("none.txt").await), ErrorKind::NotFound);
    assert_eq!(kind(bob.read("none.txt").await), ErrorKind::NotFound);
    assert_eq!(kind(bob.copy("none.txt", "one.txt").await), ErrorKind::NotFound);
    assert_eq!(kind(bob.rename("none.txt", "one.txt").await), ErrorKind::NotFound);
    let reader = operator(&graph, |service| service.access_token("readonly-token"));
    assert_eq!(kind(reader.write("no.txt", "no").await), ErrorKind::PermissionDenied);
    let nobody = operator(&graph, |service| service.access_token("wrong-token"));
    let error = nobody.stat("a.txt").await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Unexpected);
    assert!(error.to_string().contains("InvalidAuthenticationToken"), "{error}");
}

#[tokio::test]
async fn a_refresh_token_signs_in_by_itself() {
    let graph = Graph::start().await;
    bobs(&graph).await;
    let refresh_token = sign_in::refresh_token(&graph, "bob").await;
    let with_secret = |service: Onedrive| {
        service.refresh_token(&refresh_token).client_id(sign_in::APP).client_secret(sign_in::SECRET)
    };
    let bob = operator(&graph, with_secret);
    assert_eq!(bob.read("a.txt").await.expect("read").to_vec(), b"0123456789");
    assert_eq!(
        graph.asked().await.iter().filter(|line| line.contains("/common/oauth2/v2.0/token")).count(),
        2
    );
    let wrong = operator(&graph, |service| service.refresh_token("wrong").client_id(sign_in::APP));
    let error = wrong.stat("a.txt").await.expect_err("refused");
    assert!(error.to_string().contains("invalid_grant"), "{error}");
}
