//! Thumbnails of pictures.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{get, post, run};
use crate::support::{Mock, refusals};

const FILES: &str = "/koodrive/ose/v1/files";

/// Width and height of a PNG.
fn dimensions(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG"));
    let edge = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (edge(16), edge(20))
}

async fn thumbnail(mock: &Mock, process: &str) -> Value {
    let body = json!({ "containerId": "<alice's space>", "imageProcess": process });
    post(mock, &format!("{FILES}/<mountains.jpg in KooDrive>/detail"), &body).await.json()["downloadLinks"]
        .clone()
}

#[tokio::test]
async fn lists_link_to_pictures_of_the_size_that_one_asks_for() {
    let mock = Mock::new();
    let mut seen = Vec::new();
    for process in ["image/resize,m_lfit,h_128,w_128", "image/resize,h_10", "image/resize,m_fill,h_9,w_9"] {
        let links = thumbnail(&mock, process).await;
        let picture = mock.send(&format!("GET {}", links[0].as_str().expect("an address"))).await;
        assert_eq!(picture.header("content-type"), "image/png");
        seen.push(format!("{process}: {:?}", dimensions(&picture.body)));
    }
    expect![[r#"
        image/resize,m_lfit,h_128,w_128: (128, 80)
        image/resize,h_10: (16, 10)
        image/resize,m_fill,h_9,w_9: (9, 9)"#]]
    .assert_eq(&seen.join("\n"));
    assert_eq!(thumbnail(&mock, "").await, Value::Null, "none unless one asks");
    let process = "image/resize,m_lfit,h_128,w_128";
    let list = json!({ "imageProcess": process, "parentFileId": "<Photos in KooDrive>" });
    let list = post(&mock, &format!("{FILES}/0"), &list).await.json();
    assert_eq!(list["files"][0]["downloadLinks"], thumbnail(&mock, process).await);
    let found =
        json!({ "searchType": "personal", "filter": { "keyWord": "mountains" }, "imageProcess": process });
    let found = post(&mock, &format!("{FILES}/search"), &found).await.json();
    assert_eq!(found["files"][0]["downloadLinks"], thumbnail(&mock, process).await);
    let star = json!({ "starred": true, "subRequestList": [{ "containerId": "<alice's space>", "fileId": "<mountains.jpg in KooDrive>" }] });
    post(&mock, "/koodrive/ose/v1/star/batch", &star).await;
    let stars = get(&mock, &format!("/koodrive/ose/v1/star/files?imageProcess={process}")).await.json();
    assert_eq!(stars["starFiles"][0]["downloadLinks"], thumbnail(&mock, process).await);
    let text = json!({ "containerId": "<alice's space>", "imageProcess": process });
    let text = post(&mock, &format!("{FILES}/<hello.txt in KooDrive>/detail"), &text).await.json();
    assert_eq!(text["downloadLinks"], Value::Null, "a text has none");
}

#[tokio::test]
async fn addresses_of_thumbnails_end() {
    let mock = Mock::new();
    let links = thumbnail(&mock, "image/resize,w_8").await;
    let request = format!("GET {}", links[0].as_str().expect("an address"));
    let made_up = "GET /koodrive/ose/v1/thumbnail/AAAA";
    mock.advance(Duration::from_hours(1));
    let rows = [("an hour later", request.as_str()), ("made up", made_up)];
    refusals(
        &mock,
        rows,
        expect![[r#"
        an hour later: 400 {"code":13000407,"msg":"File download address not found."}
        made up: 400 {"code":13000407,"msg":"File download address not found."}
    "#]],
    )
    .await;
    let links = thumbnail(&mock, "image/resize,w_8").await;
    let request = format!("GET {}", links[0].as_str().expect("an address"));
    run(&mock, 2, 201, &[&super::file(&mock, "/Photos").await], json!({})).await;
    refusals(
        &mock,
        [("a picture in the bin", request)],
        expect![[r#"
        a picture in the bin: 400 {"code":13000407,"msg":"File download address not found."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_picture_that_breaks_off_has_no_thumbnail() {
    let mock = Mock::new();
    let noise = image::GrayImage::from_fn(99, 99, |x, y| {
        image::Luma([u8::try_from(x * y % 251).expect("below 251")])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    noise.write_to(&mut png, image::ImageFormat::Png).expect("memory");
    let mut png = png.into_inner();
    png.truncate(png.len() / 2);
    super::upload(&mock, "broken.png", png);
    let list = json!({ "imageProcess": "image/resize,w_8", "fileName": "broken" });
    let list = post(&mock, &format!("{FILES}/0"), &list).await.json();
    let url = list["files"][0]["downloadLinks"][0].as_str().expect("its header is whole").to_owned();
    refusals(
        &mock,
        [("half of it", format!("GET {url}"))],
        expect![[r#"
        half of it: 400 {"code":13000408,"msg":"Download file failed."}
    "#]],
    )
    .await;
}
