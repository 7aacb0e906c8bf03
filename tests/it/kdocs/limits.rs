//! How large a form may be, and how many files are fetched at once.

use std::{pin::pin, sync::Arc};

use axum::{Router, body::Body, routing::get};
use expect_test::expect;
use futures_util::future::join_all;
use tokio::sync::Semaphore;

use super::{Signed, app_files::FILES};
use crate::support::{Mock, beside, refusals};

/// The most files that are fetched at once.
const MOST: u32 = 16;

/// What holds back a server's answers: it counts the requests that have come and lets go of all when it opens.
#[derive(Clone)]
struct Gate {
    came: Arc<Semaphore>,
    open: Arc<Semaphore>,
}

impl Gate {
    fn shut() -> Self {
        Self { came: Arc::new(Semaphore::new(0)), open: Arc::new(Semaphore::new(0)) }
    }

    async fn pass(self) -> &'static str {
        self.came.add_permits(1);
        let _open = self.open.acquire().await.expect("it is never closed");
        "fetched"
    }
}

/// A server whose one file waits for the gate.
fn gated(gate: Gate) -> Router {
    Router::new().route("/a.txt", get(move || gate.clone().pass()))
}

#[tokio::test]
async fn while_sixteen_files_are_fetched_another_is_refused() {
    let gate = Gate::shut();
    beside(gated(gate.clone()), async |at| {
        let mock = Mock::new();
        let url = format!(r#""url": "{at}/a.txt""#);
        let file = format!(r#"{{{url}, "filename": "a.txt"}}"#);
        let cloud = format!("POST /api/v1/openapi/personal/files/cloud?access_token=alice-token\n\n{file}");
        let signed = |path: &str| Signed::default().text("POST", &format!("/api/v1/openapi{path}"), &file);
        let mut under_way = pin!(join_all((0..MOST).map(|_| mock.send(&cloud))));
        let one_more = async {
            let _all = gate.came.acquire_many(MOST).await.expect("it is never closed");
            let rows = [
                ("a user's", cloud.clone()),
                ("an application's", signed("/appspace/file/async/upload")),
                ("a text", signed("/office/extract/plaintext")),
                ("a preview", signed("/anonymous/preview/cloud/with_token")),
            ];
            refusals(&mock, rows, expect![[r#"
                a user's: 429 {"code":30010,"hint":"too many downloads are under way","message":"TooManyTask","msg":"TooManyTask"}
                an application's: 429 {"code":30010,"hint":"too many downloads are under way","message":"TooManyTask","msg":"TooManyTask"}
                a text: 429 {"code":30010,"hint":"too many downloads are under way","message":"TooManyTask","msg":"TooManyTask"}
                a preview: 429 {"code":30010,"hint":"too many downloads are under way","message":"TooManyTask","msg":"TooManyTask"}
            "#]]).await;
        };
        tokio::select! {
            ended = &mut under_way => panic!("nothing was held back: {ended:?}"),
            () = one_more => {}
        }
        gate.open.add_permits(1);
        for answer in under_way.await {
            assert_eq!(answer.status, 200, "{answer}");
        }
        assert_eq!(mock.send(&cloud).await.status, 200, "there is room again");
    })
    .await;
}

#[tokio::test]
async fn a_form_of_more_than_a_hundred_megabytes_is_refused() {
    let mock = Mock::new();
    let form = |size: usize| {
        format!(
            "--xxxxx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n{}\r\n\
             --xxxxx--\r\n",
            "x".repeat(size)
        )
    };
    let request = |form: String, hashed: &str| {
        let content_type = "multipart/form-data; boundary=xxxxx";
        let signed = Signed { content_type, hashed: Some(hashed), ..Signed::default() };
        let mut request = Mock::request(&signed.text("POST", &format!("{FILES}/upload"), ""));
        *request.body_mut() = Body::from(form);
        request
    };
    let byte = form((100 << 20) + 1);
    let rows = [
        ("a byte more", request(byte.clone(), &byte)),
        // It is refused for its length first: its hash is wrong.
        ("a megabyte more", request(form(101 << 20), "")),
    ];
    refusals(&mock, rows, expect![[r#"
        a byte more: 400 {"code":30008,"hint":"a file has at most 104857600 bytes","message":"FileSizeLimited","msg":"FileSizeLimited"}
        a megabyte more: 400 {"code":30008,"hint":"a file has at most 104857600 bytes","message":"FileSizeLimited","msg":"FileSizeLimited"}
    "#]]).await;
}
