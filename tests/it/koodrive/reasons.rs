//! What the journal says of refusals, of which KooDrive's own responses say little.

use expect_test::expect;
use serde_json::json;

use super::{create, file, get, post, space};
use crate::support::Mock;

#[tokio::test]
async fn the_journal_names_the_parameter_and_the_entry_that_are_wrong() {
    let mock = Mock::new();
    let (alice, plan) = (space(&mock, "alice").await, file(&mock, "/Documents/plan.txt").await);
    let folder = file(&mock, "/Photos").await;
    let into = json!({"taskInfo": {"newFilePath": folder}});
    get(&mock, "/koodrive/ose/v1/jobs?offset=x&limit=10").await;
    post(&mock, "/koodrive/ose/v1/jobs", &json!({"taskType": "copy"})).await;
    create(&mock, 1, 101, &[&plan, "Fnothing"], into.clone()).await;
    create(&mock, 1, 101, &["Fnothing"], into).await;
    let requests = mock.send("GET /_mock/requests").await.json()["requests"].clone();
    let lines = requests.as_array().expect("a list").iter().map(|request| {
        let notes = request["notes"].to_string().replace(&alice, "SPACE");
        format!("{} {}: {} {notes}\n", request["status"], request["operation"], request["reason"])
    });
    expect![[r#"
        400 "GetJobList": "offset is no whole number" []
        400 "CreateJob": "a parameter is missing, mistyped or out of its range" ["the body: invalid type: string \"copy\", expected i64 at line 1 column 18"]
        200 "CreateJob": null ["entry SPACE/Fnothing: there is no such item"]
        400 "CreateJob": "there is no such item" ["entry SPACE/Fnothing: there is no such item"]
    "#]].assert_eq(&lines.collect::<String>());
}
