//! Copying: the ten examples of the vendor's page, and what goes wrong.

use expect_test::expect;

use crate::support::Mock;

#[tokio::test]
async fn a_file_is_copied_into_a_folder_under_a_new_name() {
    let mock = Mock::new();
    let hello = mock.id("graph", "alice", "/hello.txt").await;
    let answer = mock
        .send(&format!(
            r#"POST /v1.0/me/drive/items/{hello}/copy
            Authorization: Bearer alice-token
            Content-Type: application/json

{{"parentReference": {{"driveId": "b!s8RqPCGh0ESQS2EYnKM0IKS3lM7GxjdAviiob7oc5pXv_0LiL-62Qq3IXyrXnEop", "id": "DCD0D3AD-8989-4F23-A5A2-2C086050513F"}}, "name": "contoso plan (copy).txt"}}"#
        ))
        .await;
    expect![[r#"
        202 Accepted
        location: http://mock.test/_api/v2.0/monitor/a3cc4cd0-3123-4888-4e79-1ef462fa0a43
    "#]]
    .assert_eq(&answer.to_string());
    let monitor = answer.header("location").replace("http://mock.test", "");
    let answer = mock.send(&format!("GET {monitor}")).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.1/$metadata#drives('b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE')/operations/$entity",
          "createdDateTime": "0001-01-01T00:00:00Z",
          "id": "a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentComplete": 100,
          "percentageComplete": 100,
          "resourceId": "01A3AKUJRZ7XC2AW4ZVHHW327TW3O3F6BU",
          "resourceLocation": "http://mock.test/_api/v2.0/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/items/01A3AKUJRZ7XC2AW4ZVHHW327TW3O3F6BU",
          "status": "completed"
        }"#]].assert_eq(&answer.to_string());
    assert!(mock.paths("alice").await.contains(&"/Shared examples/contoso plan (copy).txt".to_owned()));
}
