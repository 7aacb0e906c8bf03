//! Subscriptions: the handshake, what is sent, renewals and ends.

mod refusals;
mod tries;

use std::time::Duration;

use expect_test::expect;
use mockdrive::sandbox::clock::Mode;

use super::{alice, bob};
use crate::support::{
    Answer, Mock, NOW,
    receiver::{Receiver, Reply, beside, log, tries},
};

/// The body of a subscription to alice's drive.
fn wanted(url: &str) -> String {
    format!(
        r#"{{"changeType": "updated", "notificationUrl": "{url}", "resource": "me/drive/root",
            "expirationDateTime": "2026-01-03T00:00:00Z", "clientState": "secret"}}"#
    )
}

/// Has alice subscribe to her drive; the handshake is behind us.
pub async fn subscribe(mock: &Mock, receiver: &mut Receiver) -> String {
    let answer = alice(mock, "POST /v1.0/subscriptions", &wanted(&receiver.url("/hook"))).await;
    assert_eq!(answer.status, 201, "{answer}");
    receiver.next().await;
    answer.json()["id"].as_str().expect("an id").to_owned()
}

async fn make(mock: &Mock, name: &str) -> Answer {
    alice(mock, "POST /v1.0/me/drive/root/children", &format!(r#"{{"name": "{name}", "folder": {{}}}}"#))
        .await
}

#[tokio::test]
async fn a_subscriber_is_validated_first_and_notified_of_every_change_after() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let body = wanted(&receiver.url("/hook?tag=a%20b"));
        let answer = alice(&mock, "POST /v1.0/subscriptions", &body).await;
        expect![[r#"
            201 Created
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#subscriptions/$entity",
              "changeType": "updated",
              "clientState": "secret",
              "creatorId": "<alice>",
              "expirationDateTime": "2026-01-03T00:00:00Z",
              "id": "20c4a5c7-7e13-6021-4cff-38148f713207",
              "latestSupportedTlsVersion": "v1_2",
              "notificationContentType": "application/json",
              "notificationUrl": "http://127.0.0.1:PORT/hook?tag=a%20b",
              "resource": "me/drive/root"
            }"#]].assert_eq(&receiver.hide_port(&answer.to_string()));
        expect![[r#"
            POST /hook?tag=a%20b&validationToken=Validation%3A%20Testing%20client%20application%20reachability%20for%20subscription%20Request%2DId%3A%20a6f63d92%2D9293%2D18e8%2Dc2ab%2Df7cf37decdd2
            text/plain; charset=utf-8
        "#]].assert_eq(&receiver.next().await);
        make(&mock, "New").await;
        expect![[r##"
            POST /hook?tag=a%20b
            application/json
            {"value":[{"subscriptionId":"20c4a5c7-7e13-6021-4cff-38148f713207","subscriptionExpirationDateTime":"2026-01-03T00:00:00Z","clientState":"secret","changeType":"updated","resource":"me/drive/root","tenantId":"11111111-1111-1111-1111-111111111111","resourceData":{"@odata.type":"#Microsoft.Graph.DriveItem"}}]}"##]].assert_eq(&receiver.next().await);
        expect![[r##"
            200 OK
            {
              "notifications": [
                {
                  "at": "2026-01-02T03:04:05Z",
                  "body": {
                    "value": [
                      {
                        "changeType": "updated",
                        "clientState": "secret",
                        "resource": "me/drive/root",
                        "resourceData": {
                          "@odata.type": "#Microsoft.Graph.DriveItem"
                        },
                        "subscriptionExpirationDateTime": "2026-01-03T00:00:00Z",
                        "subscriptionId": "20c4a5c7-7e13-6021-4cff-38148f713207",
                        "tenantId": "<the tenant>"
                      }
                    ]
                  },
                  "n": 1,
                  "provider": "graph",
                  "status": 202,
                  "subscription": "20c4a5c7-7e13-6021-4cff-38148f713207",
                  "try": 1,
                  "url": "http://127.0.0.1:PORT/hook?tag=a%20b"
                }
              ]
            }"##]].assert_eq(&receiver.hide_port(&log(&mock, 1).await.to_string()));
        // Another API changes the same drive, bob's drive is another.
        let copy =
            "POST /api/v1/openapi/personal/tasks/files/copy?access_token=kvqxrspxjctdojjqdildjhonzwusaquc";
        mock.send(&format!("{copy}\n\n{{\"file_ids\":[\"kvqxrspxjctdojjqdildjhonzwusaquc\"]}}")).await;
        assert!(receiver.next().await.starts_with("POST /hook?tag=a%20b\napplication/json\n"));
        bob(&mock, "POST /v1.0/me/drive/root/children", r#"{"name": "New", "folder": {}}"#).await;
        alice(&mock, "POST /v1.0/me/drive/root/children", r#"{"name": "New", "folder": {}}"#).await;
        make(&mock, "Newest").await;
        assert!(receiver.next().await.starts_with("POST /hook?tag=a%20b\napplication/json\n"));
        // Nothing else changed.
        log(&mock, 3).await;
        assert_eq!(receiver.left(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn subscriptions_are_listed_read_renewed_moved_and_ended() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let id = subscribe(&mock, &mut receiver).await;
        let list = alice(&mock, "GET /v1.0/subscriptions", "").await;
        expect![[r#"
            200 OK
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#subscriptions",
              "value": [
                {
                  "changeType": "updated",
                  "creatorId": "<alice>",
                  "expirationDateTime": "2026-01-03T00:00:00Z",
                  "id": "20c4a5c7-7e13-6021-4cff-38148f713207",
                  "latestSupportedTlsVersion": "v1_2",
                  "notificationContentType": "application/json",
                  "notificationUrl": "http://127.0.0.1:PORT/hook",
                  "resource": "me/drive/root"
                }
              ]
            }"#]]
        .assert_eq(&receiver.hide_port(&list.to_string()));
        let address = format!("/v1.0/subscriptions/{id}");
        let read = alice(&mock, &format!("GET {address}"), "").await;
        expect![[r#"
            200 OK
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#subscriptions/$entity",
              "changeType": "updated",
              "creatorId": "<alice>",
              "expirationDateTime": "2026-01-03T00:00:00Z",
              "id": "20c4a5c7-7e13-6021-4cff-38148f713207",
              "latestSupportedTlsVersion": "v1_2",
              "notificationContentType": "application/json",
              "notificationUrl": "http://127.0.0.1:PORT/hook",
              "resource": "me/drive/root"
            }"#]]
        .assert_eq(&receiver.hide_port(&read.to_string()));

        let renewed = r#"{"expirationDateTime": "2026-01-20T00:00:00+01:00"}"#;
        let answer = alice(&mock, &format!("PATCH {address}"), renewed).await;
        expect![[r#"
            200 OK
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#subscriptions/$entity",
              "changeType": "updated",
              "clientState": "secret",
              "creatorId": "<alice>",
              "expirationDateTime": "2026-01-19T23:00:00Z",
              "id": "20c4a5c7-7e13-6021-4cff-38148f713207",
              "latestSupportedTlsVersion": "v1_2",
              "notificationContentType": "application/json",
              "notificationUrl": "http://127.0.0.1:PORT/hook",
              "resource": "me/drive/root"
            }"#]]
        .assert_eq(&receiver.hide_port(&answer.to_string()));
        assert_eq!(receiver.left(), [""; 0], "a renewal alone is not validated");

        let moved = format!(r#"{{"notificationUrl": "{}"}}"#, receiver.url("/other"));
        assert_eq!(alice(&mock, &format!("PATCH {address}"), &moved).await.status, 200);
        assert!(receiver.next().await.starts_with("POST /other?validationToken="));
        make(&mock, "New").await;
        assert!(receiver.next().await.starts_with("POST /other\napplication/json\n"));

        let answer = alice(&mock, &format!("POST {address}/reauthorize"), "").await;
        assert_eq!((answer.status.as_u16(), answer.body), (204, vec![]));
        let answer = alice(&mock, &format!("DELETE {address}"), "").await;
        assert_eq!((answer.status.as_u16(), answer.body), (204, vec![]));
        assert_eq!(alice(&mock, &format!("GET {address}"), "").await.status, 404);
        make(&mock, "Newer").await;
        log(&mock, 1).await;
        assert_eq!(receiver.left(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_subscription_ends_by_the_clock() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let id = subscribe(&mock, &mut receiver).await;
        mock.advance(Duration::from_hours(24));
        assert_eq!(alice(&mock, &format!("GET /v1.0/subscriptions/{id}"), "").await.status, 404);
        make(&mock, "New").await;
        assert_eq!(mock.sandbox().outbox.next_due(), None);
    })
    .await;
}

#[tokio::test]
async fn on_a_personal_drive_any_folder_can_be_followed() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let body = wanted(&receiver.url("/hook")).replace("me/drive/root", "/me/drive/root:/Private");
        assert_eq!(bob(&mock, "POST /v1.0/subscriptions", &body).await.status, 201);
        receiver.next().await;
        let folder = r#"{"name": "New", "folder": {}}"#;
        bob(&mock, "POST /v1.0/me/drive/root/children", folder).await;
        assert_eq!(mock.sandbox().outbox.next_due(), None, "not below the folder");
        bob(&mock, "POST /v1.0/me/drive/root:/Private:/children", folder).await;
        expect![[r##"
            POST /hook
            application/json
            {"value":[{"subscriptionId":"20c4a5c7-7e13-6021-4cff-38148f713207","subscriptionExpirationDateTime":"2026-01-03T00:00:00Z","clientState":"secret","changeType":"updated","resource":"/me/drive/root:/Private","tenantId":"11111111-1111-1111-1111-111111111111","resourceData":{"@odata.type":"#Microsoft.Graph.DriveItem"}}]}"##]].assert_eq(&receiver.next().await);
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_takes_time_is_notified_when_it_is_done() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        subscribe(&mock, &mut receiver).await;
        let copy = "POST /v1.0/me/drive/root:/hello.txt:/copy\nX-Mock-Task: manual";
        let copied = alice(&mock, copy, r#"{"name": "later.txt"}"#).await;
        assert_eq!((copied.status.as_u16(), mock.sandbox().outbox.next_due()), (202, None));
        mock.send("POST /_mock/tasks/1/finish").await;
        assert!(receiver.next().await.starts_with("POST /hook\napplication/json\n"));
    })
    .await;
}

#[tokio::test]
async fn a_reset_forgets_subscriptions_and_the_log() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        subscribe(&mock, &mut receiver).await;
        make(&mock, "New").await;
        log(&mock, 1).await;
        mock.sandbox().reset();
        expect![[r#"
            200 OK
            {
              "notifications": []
            }"#]]
        .assert_eq(&log(&mock, 0).await.to_string());
        expect![[r#"
            200 OK
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#subscriptions",
              "value": []
            }"#]]
        .assert_eq(&alice(&mock, "GET /v1.0/subscriptions", "").await.to_string());
    })
    .await;
}

#[tokio::test]
async fn a_test_has_lifecycle_notifications_sent() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let bare = subscribe(&mock, &mut receiver).await;
        let address = receiver.url("/lifecycle");
        let lifecycle = format!(r#""lifecycleNotificationUrl": "{address}", "resource""#);
        let body = wanted(&receiver.url("/hook")).replace(r#""resource""#, &lifecycle);
        let answer = alice(&mock, "POST /v1.0/subscriptions", &body).await;
        let id = answer.json()["id"].as_str().expect("an id").to_owned();
        assert!(receiver.next().await.starts_with("POST /hook?validationToken="));
        assert!(receiver.next().await.starts_with("POST /lifecycle?validationToken="), "both are asked");
        let send = async |id: &str, event: &str| {
            let request =
                format!("POST /_mock/graph/subscriptions/{id}/lifecycle\n\n{{\"event\": \"{event}\"}}");
            mock.send(&request).await
        };
        assert_eq!(send(&id, "reauthorizationRequired").await.status, 202);
        expect![[r#"
            POST /lifecycle
            application/json
            {"value":[{"subscriptionId":"b8531f71-f77f-3aa8-35ef-34231c58478f","subscriptionExpirationDateTime":"2026-01-03T00:00:00Z","clientState":"secret","lifecycleEvent":"reauthorizationRequired","resource":"me/drive/root","tenantId":"11111111-1111-1111-1111-111111111111"}]}"#]].assert_eq(&receiver.next().await);
        assert_eq!(send(&id, "missed").await.status, 202);
        assert!(receiver.next().await.contains(r#""lifecycleEvent":"missed""#));
        assert_eq!(send(&id, "subscriptionRemoved").await.status, 202);
        assert!(receiver.next().await.contains(r#""lifecycleEvent":"subscriptionRemoved""#));
        assert_eq!(alice(&mock, &format!("GET /v1.0/subscriptions/{id}"), "").await.status, 404);
        let refused = [send(&id, "missed").await, send(&bare, "missed").await, send(&bare, "other").await];
        let refused = refused.map(|answer| format!("{} {}", answer.status, answer.json()["detail"]));
        expect![[r#"
            [
                "404 Not Found \"There is no subscription `b8531f71-f77f-3aa8-35ef-34231c58478f`; GET /v1.0/subscriptions lists those of a caller.\"",
                "409 Conflict \"The subscription `20c4a5c7-7e13-6021-4cff-38148f713207` has no lifecycleNotificationUrl, which its creation gives it.\"",
                "400 Bad Request \"The body is wrong: `event` is one of `missed`, `subscriptionRemoved`, `reauthorizationRequired`, not `other`.\"",
            ]
        "#]].assert_debug_eq(&refused);
    })
    .await;
}

#[tokio::test]
async fn what_is_under_way_at_a_reset_is_not_sent_on() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::Never);
        make(&mock, "New").await;
        receiver.next().await;
        mock.send("POST /_mock/reset").await;
        mock.sandbox().clock.set_mode(Mode::Frozen(NOW));
        subscribe(&mock, &mut receiver).await;
        // The subscription of now has the number of the one before, and is not kept waiting by it.
        make(&mock, "New").await;
        assert!(receiver.next().await.starts_with("POST /hook\napplication/json\n"));
        assert_eq!(tries(&mock, 1).await, ["\"2026-01-02T03:04:05Z\" try 1: 202, again null"]);
    })
    .await;
}

#[tokio::test]
async fn a_subscription_ends_with_the_access_to_its_folder() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let invited = r#"{"recipients": [{"email": "alice@example.com"}], "roles": ["write"]}"#;
        let invited = bob(&mock, "POST /v1.0/me/drive/root:/Private:/invite", invited).await.json();
        let permission = invited["value"][0]["id"].as_str().expect("an id");
        let tree = mock.send("GET /_mock/tree?drive=bob&path=/Private").await.json();
        let (drive, folder) =
            (&tree["drives"][0]["graph_drive"], &tree["drives"][0]["items"][0]["ids"]["graph"]);
        let resource =
            format!("drives/{}/items/{}", drive.as_str().expect("an id"), folder.as_str().expect("an id"));
        let lifecycle =
            format!(r#""lifecycleNotificationUrl": "{}", "resource""#, receiver.url("/lifecycle"));
        let body = wanted(&receiver.url("/hook")).replace("me/drive/root", &resource);
        let body = body.replace(r#""resource""#, &lifecycle);
        let id = alice(&mock, "POST /v1.0/subscriptions", &body).await.json()["id"].clone();
        receiver.next().await;
        receiver.next().await;
        let taken =
            bob(&mock, &format!("DELETE /v1.0/me/drive/root:/Private:/permissions/{permission}"), "").await;
        assert_eq!(taken.status, 204, "{taken}");
        let lifecycle_call = receiver.next().await;
        assert!(
            lifecycle_call.starts_with("POST /lifecycle\n") && lifecycle_call.contains("subscriptionRemoved"),
            "{lifecycle_call}"
        );
        let address = format!("GET /v1.0/subscriptions/{}", id.as_str().expect("an id"));
        assert_eq!(alice(&mock, &address, "").await.status, 404);
        bob(&mock, "POST /v1.0/me/drive/root:/Private:/children", r#"{"name": "x", "folder": {}}"#).await;
        assert_eq!(mock.sandbox().outbox.next_due(), None);
    })
    .await;
}
