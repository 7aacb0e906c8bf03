//! Rules that are refused, each with what would have been right.

use std::fmt::Write;

use expect_test::expect;

use super::known::rule;

/// Rules with one thing wrong each.
const WRONG: [&str; 80] = [
    "{}",
    r#"{"effect": {}}"#,
    r#"{"effect": null}"#,
    r#"{"effect": "reset", "effects": ["reset"]}"#,
    r#"{"effects": []}"#,
    r#"{"effects": [null, null]}"#,
    r#"{"effects": ["reset"], "times": 1}"#,
    r#"{"effects": ["reset", {"statsu": 503}]}"#,
    r#"{"effect": "reset", "id": "A b"}"#,
    r#"{"effect": "reset", "id": ""}"#,
    r#"{"effect": "reset", "times": 0}"#,
    r#"{"effect": "reset", "times": -1}"#,
    r#"{"effect": "reset", "every": 0}"#,
    r#"{"effect": "reset", "probability": 0}"#,
    r#"{"effect": "reset", "probability": 1.5}"#,
    r#"{"effect": "reset", "for_seconds": 0}"#,
    r#"{"effect": "reset", "over": {"requests": 10}}"#,
    r#"{"effect": "reset", "over": {"requests": 10001, "seconds": 1}}"#,
    r#"{"effect": "reset", "when": "during"}"#,
    r#"{"effect": "reset", "tmies": 2}"#,
    r#"{"effect": "reset", "match": {"operation": "driveItem.cpoy"}}"#,
    r#"{"effect": "reset", "match": {"status": 200}}"#,
    r#"{"effect": "reset", "match": {"fault": true}}"#,
    r#"{"effect": "reset", "match": {"caller": "alice"}}"#,
    r#"{"effect": {"error": "activityLimit"}}"#,
    r#"{"match": {"provider": "kdocs"}, "effect": {"error": "activityLimitReached"}}"#,
    r#"{"match": {"provider": ["graph", "kdocs"]}, "effect": {"error": "activityLimitReached"}}"#,
    r#"{"match": {"operation": "driveItem.copy"}, "effect": {"error": 30002}}"#,
    r#"{"effect": {"error": ["30002"]}}"#,
    r#"{"effect": {"status": 418}}"#,
    r#"{"match": {"provider": "kdocs"}, "effect": {"status": 503}}"#,
    r#"{"effect": {"error": "30002", "status": 503}}"#,
    r#"{"effect": {"raw": {"status": 502}, "connection": "reset"}}"#,
    r#"{"effect": {"raw": {"status": 100}}}"#,
    r#"{"effect": {"raw": {"status": 502, "headers": {"content length": "1"}}}}"#,
    r#"{"effect": {"raw": {"status": 502, "headers": {"Content-Length": "1"}}}}"#,
    r#"{"effect": {"raw": {"status": 502, "headers": {"x": "a\nb"}}}}"#,
    r#"{"effect": {"raw": {"body": "x"}}}"#,
    r#"{"effect": {"connection": "rst"}}"#,
    r#"{"effect": {"connection": "reset", "cut": {"after_bytes": 1}}}"#,
    r#"{"effect": {"connection": "reset", "retry_after": 5}}"#,
    r#"{"effect": {"message": "no"}}"#,
    r#"{"effect": {"status": 429, "retry_after": -5}}"#,
    r#"{"effect": {"status": 429, "retry_after": 99999999}}"#,
    r#"{"effect": {"status": 429, "retry_after_as": "date"}}"#,
    r#"{"effect": {"status": 429, "retry_after": 5, "retry_after_as": "text"}}"#,
    r#"{"effect": {"status": 429, "enforce": false}}"#,
    r#"{"effect": {"delay": "long"}}"#,
    r#"{"effect": {"delay": 300001}}"#,
    r#"{"effect": {"delay": {"uniform": [9, 1]}}}"#,
    r#"{"effect": {"delay": {"uniform": [1]}}}"#,
    r#"{"effect": {"delay": {"normal": 1}}}"#,
    r#"{"effect": {"delay": {"lognormal": {"median": 0, "sigma": 1}}}}"#,
    r#"{"effect": {"delay": {"lognormal": {"median": 9, "sigma": 11}}}}"#,
    r#"{"effect": {"cut": {"then": "reset"}}}"#,
    r#"{"effect": {"cut": {"after_bytes": 1, "then": "hang"}}}"#,
    r#"{"effect": {"drip": {"chunk": 10}}}"#,
    r#"{"effect": {"drip": {"bytes_per_second": 0}}}"#,
    r#"{"effect": {"stall": {"after_bytes": 1, "for_ms": 300001}}}"#,
    r#"{"effect": {"corrupt": 100}}"#,
    r#"{"effect": {"upload": {"after_bytes": 1, "then": "rest"}}}"#,
    r#"{"effect": {"upload": {"after_bytes": 1, "then": {"raw": {"status": 502}}}}}"#,
    r#"{"effect": {"upload": {"after_bytes": 1, "then": {"status": 429, "retry_after": 1}}}}"#,
    r#"{"effect": {"upload": {"after_bytes": 1}, "status": 503}}"#,
    r#"{"effect": {"upload": {"after_bytes": 1}}, "when": "after"}"#,
    r#"{"effect": {"task": {}}}"#,
    r#"{"effect": {"task": {"pace": "slow"}}}"#,
    r#"{"effect": {"task": {"fail_at_item": 0}}}"#,
    r#"{"effect": {"task": {"error": "30012"}}}"#,
    r#"{"effect": {"task": {"fail_at_item": 1, "error": "30013"}}}"#,
    r#"{"effect": {"task": {"pace": "manual"}}, "match": {"operation": "drive.get"}}"#,
    r#"{"effect": {"task": {"pace": "manual"}, "error": "30002"}}"#,
    r#"{"effect": "sattus=503"}"#,
    r#"{"effect": "status"}"#,
    r#"{"effect": "status=five"}"#,
    r#"{"effect": "reset=1"}"#,
    r#"{"effect": "times=2"}"#,
    r#"{"effect": "reset,after"}"#,
    r#"{"effect": "reset,op=drive.get"}"#,
    r#"["reset"]"#,
];

#[test]
fn what_can_never_happen_is_refused_with_what_would_have_been_right() {
    let mut lines = String::new();
    for text in WRONG {
        let refused = rule(text).expect_err(text);
        writeln!(lines, "{text}: {refused}").expect("text");
    }
    expect![[r#"
        {}: `effect` is missing: it says what happens
        {"effect": {}}: `effect` does nothing; there are `error`, `status`, `raw`, `connection`, `delay`, `cut`, `drip`, `stall`, `corrupt`, `upload`, `task`
        {"effect": null}: `effect` is missing: it says what happens
        {"effect": "reset", "effects": ["reset"]}: `effect` excludes `effects`
        {"effects": []}: `effects` has no effect in it
        {"effects": [null, null]}: `effects` has no effect in it
        {"effects": ["reset"], "times": 1}: `times` excludes `effects`, each of which happens once
        {"effects": ["reset", {"statsu": 503}]}: `effects[1].statsu` is not known here; there are `status`, `stall`, `task`, `cut`, `raw`, `delay`, `drip`, `error`, `message`, `upload`, `corrupt`, `enforce`, `retry_after`, `connection`, `retry_after_as`
        {"effect": "reset", "id": "A b"}: `id` is 1 to 64 small letters, digits and hyphens, not `A b`
        {"effect": "reset", "id": ""}: `id` is 1 to 64 small letters, digits and hyphens, not ``
        {"effect": "reset", "times": 0}: `times` is a number from 1 on: the rule would never fire
        {"effect": "reset", "times": -1}: `times` is a whole number from 0 on, not -1
        {"effect": "reset", "every": 0}: `every` is a number from 1 on
        {"effect": "reset", "probability": 0}: `probability` is a number above 0 and up to 1
        {"effect": "reset", "probability": 1.5}: `probability` is a number above 0 and up to 1
        {"effect": "reset", "for_seconds": 0}: `for_seconds` is a number of seconds above 0
        {"effect": "reset", "over": {"requests": 10}}: `over.seconds` is missing
        {"effect": "reset", "over": {"requests": 10001, "seconds": 1}}: `over.requests` is at most 10000
        {"effect": "reset", "when": "during"}: `when` is one of `after`, `before`, not `during`
        {"effect": "reset", "tmies": 2}: `tmies` is not known here; there are `times`, `id`, `over`, `seed`, `skip`, `when`, `effect`, `effects`, `every`, `match`, `for_seconds`, `probability`
        {"effect": "reset", "match": {"operation": "driveItem.cpoy"}}: `match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.get`, `drive.get`, and GET /_mock/info lists all
        {"effect": "reset", "match": {"status": 200}}: `match.status` is not known when a fault is decided on; `"when": "after"` hits operations that succeeded
        {"effect": "reset", "match": {"fault": true}}: `match.fault` is not known when a fault is decided on
        {"effect": "reset", "match": {"caller": "alice"}}: `match.caller` is not known before credentials are checked; `header` is, and so is `caller` with `"when": "after"`
        {"effect": {"error": "activityLimit"}}: `effect.error` names an error that no API has, `activityLimit`; the nearest are `activityLimitReached`, `13000201`, `30002`
        {"match": {"provider": "kdocs"}, "effect": {"error": "activityLimitReached"}}: `effect.error` names an error that kdocs has not, `activityLimitReached`; there are `30002`
        {"match": {"provider": ["graph", "kdocs"]}, "effect": {"error": "activityLimitReached"}}: `effect.error` names an error that kdocs has not, `activityLimitReached`; there are `30002`
        {"match": {"operation": "driveItem.copy"}, "effect": {"error": 30002}}: `effect.error` names an error that graph has not, `30002`; there are `serviceNotAvailable`, `activityLimitReached`
        {"effect": {"error": ["30002"]}}: `effect.error` is a code: a text or a number
        {"effect": {"status": 418}}: `effect.status` is one that errors of graph, kdocs, wps, koodrive have, not 418: 429, 500, 503; `raw` sends any
        {"match": {"provider": "kdocs"}, "effect": {"status": 503}}: `effect.status` is one that errors of kdocs have, not 503: 429; `raw` sends any
        {"effect": {"error": "30002", "status": 503}}: `effect.error` excludes `status`: an effect has one of `error`, `status`, `raw`, `connection`
        {"effect": {"raw": {"status": 502}, "connection": "reset"}}: `effect.raw` excludes `connection`: an effect has one of `error`, `status`, `raw`, `connection`
        {"effect": {"raw": {"status": 100}}}: `effect.raw.status` is a status from 200 to 599, not 100
        {"effect": {"raw": {"status": 502, "headers": {"content length": "1"}}}}: `effect.raw.headers.content length` is no name of a header
        {"effect": {"raw": {"status": 502, "headers": {"Content-Length": "1"}}}}: `effect.raw.headers.Content-Length` is written by the server; `cut` and `connection` break responses off
        {"effect": {"raw": {"status": 502, "headers": {"x": "a\nb"}}}}: `effect.raw.headers.x` is no value of a header: it has control characters
        {"effect": {"raw": {"body": "x"}}}: `effect.raw.status` is missing
        {"effect": {"connection": "rst"}}: `effect.connection` is one of `reset`, `close`, `hang`, not `rst`
        {"effect": {"connection": "reset", "cut": {"after_bytes": 1}}}: `effect.connection` excludes `cut`: there is no body to change
        {"effect": {"connection": "reset", "retry_after": 5}}: `effect.retry_after` goes with `error`, `status` or `raw`
        {"effect": {"message": "no"}}: `effect.message` goes with `error` or `status`
        {"effect": {"status": 429, "retry_after": -5}}: `effect.retry_after` is a whole number from 0 on, not -5
        {"effect": {"status": 429, "retry_after": 99999999}}: `effect.retry_after` is at most 31622400 seconds, not 99999999
        {"effect": {"status": 429, "retry_after_as": "date"}}: `effect.retry_after_as` goes with `retry_after`
        {"effect": {"status": 429, "retry_after": 5, "retry_after_as": "text"}}: `effect.retry_after_as` is one of `date`, `seconds`, not `text`
        {"effect": {"status": 429, "enforce": false}}: `effect.enforce` goes with `retry_after`
        {"effect": {"delay": "long"}}: `effect.delay` is a number of milliseconds, `{"uniform": [100, 900]}` or `{"lognormal": {"median": 90, "sigma": 0.4}}`
        {"effect": {"delay": 300001}}: `effect.delay` is at most 300000 milliseconds, not 300001
        {"effect": {"delay": {"uniform": [9, 1]}}}: `effect.delay.uniform` is two numbers, the smaller one first, such as [1, 9]
        {"effect": {"delay": {"uniform": [1]}}}: `effect.delay.uniform` is an array of length 2, not a list of 1
        {"effect": {"delay": {"normal": 1}}}: `effect.delay` is one of `lognormal`, `uniform`, not `normal`
        {"effect": {"delay": {"lognormal": {"median": 0, "sigma": 1}}}}: `effect.delay.lognormal.median` is a number of milliseconds above 0
        {"effect": {"delay": {"lognormal": {"median": 9, "sigma": 11}}}}: `effect.delay.lognormal.sigma` is a number from 0 to 10
        {"effect": {"cut": {"then": "reset"}}}: `effect.cut.after_bytes` is missing
        {"effect": {"cut": {"after_bytes": 1, "then": "hang"}}}: `effect.cut.then` is one of `close`, `reset`, not `hang`
        {"effect": {"drip": {"chunk": 10}}}: `effect.drip` has either `bytes_per_second`, or `chunk` and `every_ms`
        {"effect": {"drip": {"bytes_per_second": 0}}}: `effect.drip.bytes_per_second` is a number from 1 on
        {"effect": {"stall": {"after_bytes": 1, "for_ms": 300001}}}: `effect.stall.for_ms` is at most 300000, not 300001
        {"effect": {"corrupt": 100}}: `effect.corrupt` is an object, not 100
        {"effect": {"upload": {"after_bytes": 1, "then": "rest"}}}: `effect.upload.then` is `reset`, `close`, `stall` or an effect with `error` or `status`, not `rest`
        {"effect": {"upload": {"after_bytes": 1, "then": {"raw": {"status": 502}}}}}: `effect.upload.then` is `reset`, `close`, `stall` or an effect with `error` or `status`
        {"effect": {"upload": {"after_bytes": 1, "then": {"status": 429, "retry_after": 1}}}}: `effect.upload.then.retry_after` is no effect in the middle of an upload, which has `reset`, `close`, `stall` or an effect with `error` or `status`
        {"effect": {"upload": {"after_bytes": 1}, "status": 503}}: `effect.upload` excludes `status`: `upload.then` says what happens
        {"effect": {"upload": {"after_bytes": 1}}, "when": "after"}: `effect.upload` is no effect of a rule with `"when": "after"`: the operation has run by then
        {"effect": {"task": {}}}: `effect.task` has `pace`, `fail_at_item` or both
        {"effect": {"task": {"pace": "slow"}}}: `effect.task.pace`: `slow` is none of `at-once`, `polls:N`, `manual` or `timed:BASE+EACH` in milliseconds, such as `timed:500+50`
        {"effect": {"task": {"fail_at_item": 0}}}: `effect.task.fail_at_item` is a number from 1 on
        {"effect": {"task": {"error": "30012"}}}: `effect.task.error` goes with `fail_at_item`
        {"effect": {"task": {"fail_at_item": 1, "error": "30013"}}}: `effect.task.error` is the code of an error that an item of a task can have, not `30013`; there are `30012`, `nameAlreadyExists`
        {"effect": {"task": {"pace": "manual"}}, "match": {"operation": "drive.get"}}: `effect.task` goes with an operation that starts a task: `driveItem.copy`
        {"effect": {"task": {"pace": "manual"}, "error": "30002"}}: `effect.task` excludes `error`: the operation has to run to start its task
        {"effect": "sattus=503"}: `effect.sattus` is not known here; there are `status`, `after`, `path`, `stall`, `caller`, `cut`, `hang`, `method`, `pace`, `seed`, `skip`, `times`, `before`, `close`, `corrupt`, `delay`, `drip`, `error`, `every`, `id`, `op`, `p`, `reset`, `upload`, `enforce`, `message`, `provider`, `fail_at_item`, `for_seconds`, `retry_after`, `item_error`, `retry_after_as`
        {"effect": "status"}: `effect.status` is written `status=503`
        {"effect": "status=five"}: `effect.status` is written `status=503`, not `status=five`
        {"effect": "reset=1"}: `effect.reset` is written `reset`
        {"effect": "times=2"}: `effect` says what happens and nothing else, and `times` belongs to a rule
        {"effect": "reset,after"}: `effect` says what happens; `when` is a member of the rule
        {"effect": "reset,op=drive.get"}: `effect` says what happens and nothing else, and `match` belongs to a rule
        ["reset"]: it is an object
    "#]].assert_eq(&lines);
}
