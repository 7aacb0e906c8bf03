//! What differs between two JSON values.

use std::collections::BTreeSet;

use serde_json::Value;

use super::names;

/// Lists the members that differ, one a line: `size: 18 -> 20`, `+ description: "x"`, `- deleted: {}`.
pub fn differences(before: &Value, after: &Value) -> String {
    let mut lines = Vec::new();
    compare("", before, after, &mut lines);
    lines.into_iter().map(|line| line + "\n").collect()
}

fn compare(at: &str, before: &Value, after: &Value, lines: &mut Vec<String>) {
    let print = |value: &Value| names::fold(value).to_string();
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
                let at = if at.is_empty() { key.clone() } else { format!("{at} / {key}") };
                match (old.get(key), new.get(key)) {
                    (Some(old), Some(new)) => compare(&at, old, new, lines),
                    (Some(old), None) => lines.push(format!("- {at}: {}", print(old))),
                    (None, Some(new)) => lines.push(format!("+ {at}: {}", print(new))),
                    (None, None) => unreachable!("the key stands in one of them"),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (n, (old, new)) in old.iter().zip(new).enumerate() {
                compare(&format!("{at}[{n}]"), old, new, lines);
            }
        }
        _ if before == after => {}
        _ => lines.push(format!("{at}: {} -> {}", print(before), print(after))),
    }
}

#[test]
fn only_members_that_changed_are_listed() {
    let before = serde_json::json!({ "a": 1, "b": { "c": [1, { "d": 2 }], "e": null }, "f": [1], "g": "x" });
    let after = serde_json::json!({ "a": 1, "b": { "c": [1, { "d": 3 }] }, "f": [1, 2], "h": {} });
    expect_test::expect![[r#"
        b / c[1] / d: 2 -> 3
        - b / e: null
        f: [1] -> [1,2]
        - g: "x"
        + h: {}
    "#]]
    .assert_eq(&differences(&before, &after));
    assert_eq!(differences(&after, &after), "");
}
