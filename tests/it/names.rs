//! One name for all four APIs, however its letters are put together.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::{
    graph::alice,
    koodrive,
    support::{Answer, Mock},
    wps,
};

/// Names in the form of most systems, and in that of others, which write accents behind their letters.
const NAMES: [[&str; 2]; 4] = [
    ["Café.xlsx", "cafe\u{301}.XLSX"],
    ["한글.xlsx", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}.xlsx"],
    ["ガ.xlsx", "カ\u{3099}.xlsx"],
    ["ệ.xlsx", "e\u{302}\u{323}.xlsx"],
];

/// Each name in both forms, the one that is stored first.
fn pairs() -> impl Iterator<Item = [&'static str; 2]> {
    NAMES.into_iter().flat_map(|[one, other]| [[one, other], [other, one]])
}

fn encoded(name: &str) -> String {
    utf8_percent_encode(name, NON_ALPHANUMERIC).to_string()
}

async fn put(mock: &Mock, name: &str, more: &str) -> Answer {
    alice(mock, &format!("PUT /v1.0/me/drive/root:/{}:/content{more}", encoded(name)), "text").await
}

#[tokio::test]
async fn a_name_is_found_in_both_forms_and_told_as_it_was_given() {
    for [stored, asked] in pairs() {
        let mock = Mock::new();
        let made = put(&mock, stored, "").await.json();
        let found = alice(&mock, &format!("GET /v1.0/me/drive/root:/{}", encoded(asked)), "").await.json();
        assert_eq!((&found["id"], &found["name"]), (&made["id"], &json!(stored)), "{asked:?}");
        let again = put(&mock, asked, "").await;
        assert_eq!((again.status.as_u16(), &again.json()["id"]), (200, &made["id"]), "{asked:?}");
        for text in [asked, asked.split('.').next().expect("a stem")] {
            let path = format!("GET /v1.0/me/drive/root/search(q='{}')", encoded(text));
            let hits = alice(&mock, &path, "").await.json();
            assert_eq!(hits["value"][0]["id"], made["id"], "{text:?}");
        }
    }
}

#[tokio::test]
async fn a_name_that_is_taken_in_one_form_is_taken_in_the_other_in_all_apis() {
    for [stored, asked] in pairs() {
        let mock = Mock::new();
        put(&mock, stored, "").await;
        let (stem, extension) = asked.split_once('.').expect("an extension");

        let refused = put(&mock, asked, "?@microsoft.graph.conflictBehavior=fail").await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]["code"]),
            (409, &json!("nameAlreadyExists"))
        );

        let body = json!({ "file_type": "file", "name": asked, "on_name_conflict": "fail" }).to_string();
        let line = "POST /v7/drives/<alice's drive in WPS>/files/0/create";
        let refused = wps::alice(&mock, line, &body).await.json();
        assert_eq!(refused["code"], 400_008_007, "{refused}");

        // KDocs has a folder of its own for what an application makes.
        let kdocs = "POST /api/v1/openapi/personal/files?access_token=alice-token";
        let mut made = Value::Null;
        for name in [stored, asked] {
            made = mock.send(&format!("{kdocs}\n\n{}", json!({ "filename": name }))).await.json();
        }
        let open_id = made["data"]["id"]["open_id"].as_str().unwrap_or_else(|| panic!("{made}"));
        let path = mock.find("kdocs_open_id", open_id).await;
        assert_eq!(path.rsplit('/').next(), Some(&*format!("{stem}(1).{extension}")));

        let body = json!({ "containerId": "<alice's space>", "fileName": asked, "renameMode": 2 });
        let made: Value = koodrive::post(&mock, "/koodrive/ose/v1/directory", &body).await.json();
        assert_eq!(made["fileName"], format!("{asked}_20260102_110405"), "{made}");
    }
}

#[tokio::test]
async fn renaming_to_the_other_form_is_a_change_of_the_item_itself() {
    for [stored, asked] in pairs() {
        let mock = Mock::new();
        let made = put(&mock, stored, "").await.json();
        let item = format!("/v1.0/me/drive/items/{}", made["id"].as_str().expect("an id"));
        let body = json!({ "name": asked }).to_string();
        let renamed = alice(&mock, &format!("PATCH {item}"), &body).await.json();
        assert_eq!((&renamed["id"], &renamed["name"]), (&made["id"], &json!(asked)));
        assert_ne!(renamed["eTag"], made["eTag"], "the name has changed");
    }
}
