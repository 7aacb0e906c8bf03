//! Forms, and messages to people.

use std::fmt::Write as _;

use expect_test::expect;

use crate::support::{Mock, refusals};

const FORMS: &str = "/api/v1/openapi/personal/forms";
const TOKEN: &str = "access_token=alice-token";
const BODY: &str = r#"{"title":"午餐","subtitle":"周五","questions":{"q1":{"type":"input","title":"吃什么"}},"question_sections":[{"id":"s","questions":[{"qid":"q1"}]}],"config":{"expire":0},"form_id":"mine"}"#;

async fn create(mock: &Mock, body: &str) -> String {
    let answer = mock.send(&format!("POST {FORMS}?{TOKEN}\n\n{body}")).await;
    answer.json()["data"]["form_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn a_form_is_returned_as_it_was_made_and_changed() {
    let mock = Mock::new();
    let answer = mock.send(&format!("POST {FORMS}?{TOKEN}\n\n{BODY}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "form_id": "6dBxnuGjvNS2y7w0gfOwsrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ"
          }
        }"#]].assert_eq(&answer.to_string());
    let id = answer.json()["data"]["form_id"].as_str().expect("an id").to_owned();
    let get = format!("GET {FORMS}/{id}?{TOKEN}");
    let before = mock.send(&get).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "config": {
              "expire": 0
            },
            "ctime": 1767323045,
            "form_id": "6dBxnuGjvNS2y7w0gfOwsrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ",
            "mtime": 1767323045,
            "question_sections": [
              {
                "id": "s",
                "questions": [
                  {
                    "qid": "q1"
                  }
                ]
              }
            ],
            "questions": {
              "q1": {
                "title": "吃什么",
                "type": "input"
              }
            },
            "subtitle": "周五",
            "title": "午餐"
          }
        }"#]].assert_eq(&before.to_string());
    mock.advance(std::time::Duration::from_mins(1));
    let body = r#"{"title":"晚餐","questions":{}}"#;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&mock.send(&format!("PUT {FORMS}/{id}?{TOKEN}\n\n{body}")).await.to_string());
    expect![[r#"
        data / mtime: 1767323045 -> 1767323105
        - data / questions / q1: {"title":"吃什么","type":"input"}
        data / title: "午餐" -> "晚餐"
    "#]]
    .assert_eq(&mock.send(&get).await.differs_from(&before));
}

#[tokio::test]
async fn forms_are_listed_newest_first() {
    let mock = Mock::new();
    for title in ["a", "b", "c"] {
        create(&mock, &format!(r#"{{"title":"{title}","questions":{{}}}}"#)).await;
    }
    create(&mock, r#"{"title":"vote","questions":{},"config":{"varied_config":{"is_vote":true}}}"#).await;
    let mut lines = String::new();
    for query in [
        "",
        "&limit=2",
        "&limit=2&offset=2",
        "&offset=9",
        "&star=true",
        "&kind=form_v2_vote",
        "&type=Draft",
        "&type=Release&kind=form_v2",
    ] {
        let list = mock.send(&format!("GET {FORMS}?{TOKEN}{query}")).await.json();
        let forms = list["data"]["forms"].as_array().expect("a list").iter();
        let titles: Vec<_> = forms.map(|form| form["title"].as_str().expect("a title").to_owned()).collect();
        writeln!(lines, "{query}: {titles:?} of {}", list["data"]["total"]).expect("a string");
    }
    expect![[r#"
        : ["vote", "c", "b", "a"] of 4
        &limit=2: ["vote", "c"] of 4
        &limit=2&offset=2: ["b", "a"] of 4
        &offset=9: [] of 4
        &star=true: [] of 0
        &kind=form_v2_vote: ["vote"] of 1
        &type=Draft: [] of 0
        &type=Release&kind=form_v2: ["c", "b", "a"] of 3
    "#]]
    .assert_eq(&lines);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "forms": [
              {
                "ctime": 1767323045,
                "form_id": "6dBxnuGjvNS2y7w0gfOwsrkKnag3Am1akvQZPFh3SPJXLnWML10xAbsZ5B9N0vykbsKWXOIg4jfyJfUF4J8QBw",
                "kind": "form_v2_vote",
                "mtime": 1767323045,
                "star": false,
                "title": "vote",
                "type": "Release"
              }
            ],
            "total": 4
          }
        }"#]].assert_eq(&mock.send(&format!("GET {FORMS}?{TOKEN}&limit=1")).await.to_string());
    let bobs = mock.send(&format!("GET {FORMS}?access_token=bob-token")).await.json();
    assert_eq!(bobs["data"]["total"], 0);
}

#[tokio::test]
async fn calls_that_break_a_rule_are_refused() {
    let mock = Mock::new();
    let id = create(&mock, BODY).await;
    let post = |body: &str| format!("POST {FORMS}?{TOKEN}\n\n{body}");
    let rows = [
        ("no token", format!("GET {FORMS}")),
        ("a token that may only read", post(BODY).replace("alice", "readonly")),
        ("an unknown form", format!("GET {FORMS}/nothing?{TOKEN}")),
        ("bob, for alice's form", format!("GET {FORMS}/{id}?access_token=bob-token")),
        ("another app's id", format!("GET {FORMS}/{id}?access_token=alice-prod-token")),
        ("bob, who changes it", format!("PUT {FORMS}/{id}?access_token=bob-token\n\n{BODY}")),
        ("no body", post("")),
        ("no title", post(r#"{"questions":{}}"#)),
        ("no questions", post(r#"{"title":"x"}"#)),
        ("a title that is a number", post(r#"{"title":1,"questions":{}}"#)),
        ("questions that are a list", post(r#"{"title":"x","questions":[]}"#)),
        ("config that is a text", post(r#"{"title":"x","questions":{},"config":"x"}"#)),
        ("no limit", format!("GET {FORMS}?{TOKEN}&limit=0")),
        ("an offset before the first", format!("GET {FORMS}?{TOKEN}&offset=-1")),
        ("an unknown kind", format!("GET {FORMS}?{TOKEN}&kind=x")),
        ("an unknown state", format!("GET {FORMS}?{TOKEN}&type=x")),
    ];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token that may only read: 403 {"code":20003,"hint":"create_form","message":"InvalidScope","msg":"InvalidScope"}
        an unknown form: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
        bob, for alice's form: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwsrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ","message":"FileNotExists","msg":"FileNotExists"}
        another app's id: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwsrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ","message":"FileNotExists","msg":"FileNotExists"}
        bob, who changes it: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwsrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ","message":"FileNotExists","msg":"FileNotExists"}
        no body: 400 {"code":10001,"hint":"title is missing","message":"InvalidArgument","msg":"InvalidArgument"}
        no title: 400 {"code":10001,"hint":"title is missing","message":"InvalidArgument","msg":"InvalidArgument"}
        no questions: 400 {"code":10001,"hint":"questions is missing","message":"InvalidArgument","msg":"InvalidArgument"}
        a title that is a number: 400 {"code":10001,"hint":"title has the wrong type","message":"InvalidArgument","msg":"InvalidArgument"}
        questions that are a list: 400 {"code":10001,"hint":"questions has the wrong type","message":"InvalidArgument","msg":"InvalidArgument"}
        config that is a text: 400 {"code":10001,"hint":"config has the wrong type","message":"InvalidArgument","msg":"InvalidArgument"}
        no limit: 400 {"code":10001,"hint":"limit is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        an offset before the first: 400 {"code":10001,"hint":"offset is below 0","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown kind: 400 {"code":10001,"hint":"kind is none of form_v2, form_v2_file, form_v2_vote, form_v2_questionnaire","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown state: 400 {"code":10001,"hint":"type is none of Release, Draft","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn a_message_stands_in_the_journal() {
    let mock = Mock::new();
    let path = "/api/v1/openapi/notification/woa/app";
    let body = r#"{"email":"xxx@wps.cn","woa_app_id":"woa_app_id","content":{"type":1,"body":"test message"},"woa_secret_key":"secret_key","openwps_company_id":"abc"}"#;
    let send = |body: &str| format!("POST {path}?{TOKEN}\n\n{body}");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&mock.send(&send(body)).await.to_string());
    let journal = mock.send("GET /_mock/requests").await.json();
    let last = journal["requests"].as_array().expect("a list").last().expect("one").clone();
    expect![[r#"["message of woa_app_id to xxx@wps.cn: {\"body\":\"test message\",\"type\":1}"]"#]]
        .assert_eq(&last["notes"].to_string());
    refusals(&mock, [
        ("no token", format!("POST {path}\n\n{body}")),
        ("no mail address", send(&body.replace("xxx@wps.cn", "xxx"))),
        ("no key", send(&body.replace("secret_key\"", "\"").replace("woa_\"", "woa_secret_key\""))),
        ("a content that is a text", send(&body.replace(r#"{"type":1,"body":"test message"}"#, "\"x\""))),
        ("no body", send("")),
    ], expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        no mail address: 400 {"code":10001,"hint":"email is no mail address","message":"InvalidArgument","msg":"InvalidArgument"}
        no key: 400 {"code":10001,"hint":"woa_secret_key is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        a content that is a text: 400 {"code":10001,"hint":"the body: invalid type: string \"x\", expected a map at line 1 column 61","message":"InvalidArgument","msg":"InvalidArgument"}
        no body: 400 {"code":10001,"hint":"the body: missing field `woa_app_id` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}
