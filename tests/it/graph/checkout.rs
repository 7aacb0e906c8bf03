//! Checking files out and in.

use expect_test::expect;

use super::{alice, bob};
use crate::support::Mock;

const FILE: &str = "/v1.0/sites/root/drive/root:/Team%20handbook.txt:";

/// A token of an application by itself.
async fn app(mock: &Mock) -> String {
    let body = "grant_type=client_credentials&client_id=22222222-2222-2222-2222-222222222222\
                &client_secret=mock-graph-secret&scope=https://graph.microsoft.com/.default";
    let request = "POST /11111111-1111-1111-1111-111111111111/oauth2/v2.0/token\n\
                   Content-Type: application/x-www-form-urlencoded";
    let answer = mock.send(&format!("{request}\n\n{body}")).await;
    answer.json()["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn a_file_is_checked_out_and_in_and_has_its_publication_selected() {
    let mock = Mock::new();
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkout"), "").await.to_string(), "204 No Content\n");
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkout"), "").await.status, 204, "it is alice's already");
    let item = bob(&mock, &format!("GET {FILE}?$select=name,publication"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites('root')/drive/root(name,publication)/$entity",
          "@odata.etag": "\"{<guid of Team handbook.txt>},1\"",
          "name": "Team handbook.txt",
          "publication": {
            "checkedOutBy": "<alice's identity>",
            "level": "checkout",
            "versionId": "1.0"
          }
        }"#]].assert_eq(&item.to_string());
    let whole = bob(&mock, &format!("GET {FILE}"), "").await.json();
    assert!(whole.get("publication").is_none(), "{whole}");
    let body = r#"{"comment": "Updating the latest guidelines", "checkInAs": "published"}"#;
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkin"), body).await.to_string(), "204 No Content\n");
    let after = bob(&mock, &format!("GET {FILE}?$select=name,publication"), "").await;
    expect![[r#"
        - publication / checkedOutBy: "<alice's identity>"
        publication / level: "checkout" -> "published"
    "#]]
    .assert_eq(&after.differs_from(&item));
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkin"), "").await.status, 400);
}

#[tokio::test]
async fn only_its_holder_or_an_application_ends_a_checkout() {
    let mock = Mock::new();
    assert_eq!(alice(&mock, &format!("POST {FILE}/discardCheckout"), "").await.status, 400);
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkout"), "").await.status, 204);
    expect!["423 resourceLocked -: The file is checked out by another user."]
        .assert_eq(&bob(&mock, &format!("POST {FILE}/checkout"), "").await.line());
    assert_eq!(bob(&mock, &format!("POST {FILE}/checkin"), "").await.status, 423);
    assert_eq!(bob(&mock, &format!("POST {FILE}/discardCheckout"), "").await.status, 423);
    let app = app(&mock).await;
    let checkin = format!("POST {FILE}/checkin\nAuthorization: Bearer {app}");
    assert_eq!(mock.send(&checkin).await.status, 423);
    let discard = format!("POST {FILE}/discardCheckout\nAuthorization: Bearer {app}");
    assert_eq!(mock.send(&discard).await.status, 204);
    assert_eq!(bob(&mock, &format!("POST {FILE}/checkout"), "").await.status, 204);
}

#[tokio::test]
async fn folders_and_unknown_ways_are_refused() {
    let mock = Mock::new();
    assert_eq!(alice(&mock, "POST /v1.0/me/drive/root/checkout", "").await.status, 400);
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkout"), "").await.status, 204);
    assert_eq!(alice(&mock, &format!("POST {FILE}/checkin"), r#"{"checkInAs": "draft"}"#).await.status, 400);
    let request = format!("POST {FILE}/checkout\nAuthorization: Bearer readonly-token");
    assert_eq!(mock.send(&request).await.status, 403);
}
