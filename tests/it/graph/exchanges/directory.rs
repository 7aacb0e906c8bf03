//! People, groups, sites, and the lists of their drives.

use expect_test::expect;

use super::{Exchange, on};

pub fn all() -> Vec<Exchange> {
    vec![
        on("GET /v1.0/me", 200),
        on("GET /v1.0/users", 200),
        on("GET /v1.0/users/$count", 200).says("200 OK\n2"),
        on("GET /v1.0/users/{user}", 200),
        on("GET /v1.0/groups", 200),
        on("GET /v1.0/groups/$count", 200).says("200 OK\n1"),
        on("GET /v1.0/groups/{group}", 200),
        on("GET /v1.0/sites", 200).answers(expect![[r#"
            200 OK
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#sites",
              "value": [
                {
                  "createdDateTime": "2026-01-01T08:00:00Z",
                  "displayName": "Team drive",
                  "id": "<the team's site>",
                  "lastModifiedDateTime": "2026-01-01T08:00:00Z",
                  "name": "Teamdrive",
                  "root": {},
                  "siteCollection": {
                    "hostname": "mock.test"
                  },
                  "webUrl": "http://mock.test/sites/Teamdrive"
                }
              ]
            }"#]]),
        on("GET /v1.0/sites/$count", 200).says("200 OK\n1"),
        on("GET /v1.0/sites/{site}", 200),
        on("GET /v1.0/drives", 200),
        on("GET /v1.0/me/drives", 200),
        on("GET /v1.0/users/{user}/drives", 200),
        on("GET /v1.0/groups/{group}/drives", 200),
        on("GET /v1.0/sites/{site}/drives", 200),
    ]
}
