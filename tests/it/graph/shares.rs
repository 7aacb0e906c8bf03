//! What sharing links lead to.

use data_encoding::BASE64URL_NOPAD;
use expect_test::expect;
use serde_json::Value;

use super::{alice, bob};
use crate::support::Mock;

const FOLDER: &str = "/v1.0/me/drive/root:/Documents:";

/// A link to alice's folder.
async fn link(mock: &Mock, body: &str) -> Value {
    let answer = alice(mock, &format!("POST {FOLDER}/createLink"), body).await;
    assert_eq!(answer.status, 201, "{answer}");
    answer.json()
}

/// The path below which a link is followed.
fn share(address: &Value) -> String {
    let address = address.as_str().expect("an address");
    format!("/v1.0/shares/u!{}", BASE64URL_NOPAD.encode(address.as_bytes()))
}

#[tokio::test]
async fn a_link_leads_to_its_item() {
    let mock = Mock::new();
    let link = link(&mock, r#"{"type": "view", "scope": "anonymous"}"#).await;
    let share = share(&link["link"]["webUrl"]);
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#shares/$entity",
          "id": "u!aHR0cDovL21vY2sudGVzdC86ZjovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ",
          "name": "Documents",
          "owner": "<alice's identity>"
        }"#]].assert_eq(&bob(&mock, &format!("GET {share}"), "").await.to_string());
    let item =
        bob(&mock, &format!("GET {share}/driveItem?$select=id,name&$expand=children(select=name)"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#shares('u%21aHR0cDovL21vY2sudGVzdC86ZjovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ')/driveItem(id,name,children(name))/$entity",
          "@odata.etag": "\"{<guid of Documents>},1\"",
          "children": [
            {
              "@odata.etag": "\"{<guid of plan.txt>},1\"",
              "name": "plan.txt"
            },
            {
              "@odata.etag": "\"{<guid of Reports>},1\"",
              "name": "Reports"
            }
          ],
          "id": "<Documents>",
          "name": "Documents"
        }"#]].assert_eq(&item.to_string());
    let whole = bob(&mock, &format!("GET {share}/driveItem"), "").await.content();
    assert_eq!(bob(&mock, &format!("GET {share}/root"), "").await.content(), whole);
    let by_id = format!("GET /v1.0/shares/{}/driveItem", link["shareId"].as_str().expect("an id"));
    assert_eq!(bob(&mock, &by_id, "").await.content(), whole);
    let names: Vec<_> = bob(&mock, &format!("GET {share}/items"), "").await.json()["value"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| item["name"].clone())
        .collect();
    assert_eq!(names, ["plan.txt", "Reports"]);
    assert_eq!(bob(&mock, &format!("GET {share}/permission"), "").await.json()["id"], link["id"]);
}

#[tokio::test]
async fn access_lasts_only_when_the_link_was_redeemed() {
    let mock = Mock::new();
    let link = link(&mock, r#"{"type": "edit"}"#).await;
    let share = share(&link["link"]["webUrl"]);
    let item = bob(&mock, &format!("GET {share}/driveItem"), "").await.content();
    let drive = item["parentReference"]["driveId"].as_str().expect("an id");
    let by_id = format!("GET /v1.0/drives/{drive}/items/{}", item["id"].as_str().expect("an id"));
    assert_eq!(bob(&mock, &by_id, "").await.status, 403);
    let once = format!(
        "GET {share}/driveItem\nAuthorization: Bearer bob-token\nPrefer: redeemSharingLinkIfNecessary"
    );
    assert_eq!(mock.send(&once).await.status, 200);
    assert_eq!(bob(&mock, &by_id, "").await.status, 403, "it was for that request");
    let redeem = format!("GET {share}/driveItem\nAuthorization: Bearer bob-token\nPrefer: redeemSharingLink");
    assert_eq!(mock.send(&redeem).await.status, 200);
    assert_eq!(bob(&mock, &by_id, "").await.content(), item);
    let before = mock.sandbox().snapshot();
    assert_eq!(mock.send(&redeem).await.status, 200);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "once is enough");
}

#[tokio::test]
async fn a_link_leads_on_to_what_lies_below_its_item_with_the_role_that_it_gives() {
    let mock = Mock::new();
    let view = share(&link(&mock, r#"{"type": "view"}"#).await["link"]["webUrl"]);
    let edit = share(&link(&mock, r#"{"type": "edit"}"#).await["link"]["webUrl"]);
    let (plan, hello) = (
        mock.id("graph", "alice", "/Documents/plan.txt").await,
        mock.id("graph", "alice", "/hello.txt").await,
    );
    for (request, status) in [
        (format!("GET {view}/driveItem/children"), 200),
        (format!("GET {view}/root/children"), 200),
        (format!("GET {view}/items/{plan}"), 200),
        (format!("GET {view}/items/root:/Reports/budget.xlsx"), 200),
        (format!("GET {view}/items/{plan}/versions"), 200),
        (format!("GET {view}/items/{hello}"), 404),
        (format!("GET {view}/items/nothing"), 404),
        (format!("POST {view}/items/{plan}/versions/1.0/restoreVersion"), 403),
        (format!("POST {edit}/items/{plan}/versions/1.0/restoreVersion"), 204),
        (format!("POST {view}/items/{plan}/preview"), 200),
        ("GET /v1.0/shares/nothing/driveItem/children".into(), 403),
    ] {
        let answer = bob(&mock, &request, "").await;
        assert_eq!(answer.status.as_u16(), status, "{request}: {answer}");
    }
}

#[tokio::test]
async fn people_are_added_by_the_link_itself() {
    let mock = Mock::new();
    let link = link(&mock, r#"{"type": "view", "scope": "users"}"#).await;
    let share = share(&link["link"]["webUrl"]);
    assert_eq!(bob(&mock, &format!("GET {share}/driveItem"), "").await.status, 403);
    let body = r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["read"]}"#;
    assert_eq!(bob(&mock, &format!("POST {share}/permission/grant"), body).await.status, 403);
    let granted = alice(&mock, &format!("POST {share}/permission/grant"), body).await;
    assert_eq!(granted.status, 200, "{granted}");
    assert_eq!(granted.json()["value"][0]["link"]["scope"], "users");
    assert_eq!(bob(&mock, &format!("GET {share}/driveItem"), "").await.status, 200);
    assert_eq!(
        bob(&mock, &format!("POST {share}/permission/grant"), body).await.status,
        403,
        "bob only reads"
    );
}

#[tokio::test]
async fn the_address_of_an_item_leads_to_it_too() {
    let mock = Mock::new();
    let item = alice(&mock, "GET /v1.0/me/drive/root:/Shared%20examples", "").await.content();
    let share = share(&item["webUrl"]);
    let found = alice(&mock, &format!("GET {share}/driveItem"), "").await;
    assert_eq!(found.content(), item);
    assert_eq!(bob(&mock, &format!("GET {share}/driveItem"), "").await.status, 403);
}

#[tokio::test]
async fn what_leads_nowhere_is_refused() {
    let mock = Mock::new();
    let locked = link(&mock, r#"{"type": "view", "scope": "anonymous", "password": "secret"}"#).await;
    let gone = link(&mock, r#"{"type": "view", "scope": "anonymous"}"#).await;
    let delete = format!("DELETE {FOLDER}/permissions/{}", gone["id"].as_str().expect("an id"));
    assert_eq!(alice(&mock, &delete, "").await.status, 204);
    for (path, status) in [
        (share(&locked["link"]["webUrl"]), 403),
        (share(&gone["link"]["webUrl"]), 403),
        ("/v1.0/shares/u!*".into(), 400),
        ("/v1.0/shares/u!_w".into(), 400),
        ("/v1.0/shares/nothing".into(), 403),
        ("/v1.0/shares/s!E%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4".into(), 403),
        (share(&"http://mock.test/drives/99/x".into()), 403),
        (share(&"http://mock.test/drives/1/missing".into()), 403),
    ] {
        for below in ["", "/driveItem", "/permission"] {
            let answer = bob(&mock, &format!("GET {path}{below}"), "").await;
            assert_eq!(answer.status.as_u16(), status, "{path}{below}: {answer}");
        }
    }
}
