//! The requests of `docs/control.md` are as the description has them.

use std::fs;

use serde_json::Value;

use super::described::operation;

/// A request of the control API in an example.
struct Example {
    method: String,
    path: String,
    body: String,
}

/// The bodies of the examples, with what they are sent to.
pub fn bodies() -> Vec<(String, String, Value)> {
    let body = |one: Example| Some((one.method, one.path, serde_json::from_str(&one.body).ok()?));
    examples().into_iter().filter_map(body).collect()
}

/// The words of the commands that call `curl`.
fn examples() -> Vec<Example> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/control.md");
    let text = fs::read_to_string(page).expect("the page").replace("\\\n", " ");
    let mut fences = text.split("\n```sh");
    fences.next();
    let commands = fences.flat_map(|fence| commands(fence.split("\n```").next().unwrap_or_default()));
    commands.filter_map(|words| example(&words)).collect()
}

/// The commands of a shell, each with its words; quotes are taken off.
fn commands(script: &str) -> Vec<Vec<String>> {
    let (mut commands, mut words, mut word) = (Vec::new(), Vec::new(), String::new());
    let (mut quote, mut is_comment, mut letters) = (None, false, script.chars());
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\n', None) => {
                is_comment = false;
                words.push(std::mem::take(&mut word));
                commands.push(std::mem::take(&mut words));
            }
            _ if is_comment => {}
            ('\\', Some('"') | None) => word.extend(letters.next()),
            (quoted, Some(open)) if quoted == open => quote = None,
            ('\'' | '"', None) => quote = Some(letter),
            ('#', None) if word.is_empty() => is_comment = true,
            (' ' | '|' | ')', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.push(word);
    commands.push(words);
    commands
}

fn example(words: &[String]) -> Option<Example> {
    let address = words.iter().find(|word| word.starts_with("localhost:8080/_mock/"))?;
    let behind = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1).cloned()
    };
    let body = behind("-d").unwrap_or_default();
    let body = behind("-T").unwrap_or(body);
    let by_body = match &*body {
        "" => "GET",
        file if words.iter().any(|word| word == "-T") && !file.is_empty() => "PUT",
        _ => "POST",
    };
    let method = behind("-X").unwrap_or_else(|| by_body.into());
    Some(Example { method, path: address.trim_start_matches("localhost:8080").into(), body })
}

#[test]
fn the_examples_of_the_documentation_are_as_they_are_described() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for Example { method, path, body } in examples() {
        if path.starts_with("/_mock/ui/") {
            continue;
        }
        let Some(operation) = operation(&method, &path) else {
            wrong.push(format!("{method} {path} is not described"));
            continue;
        };
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let faults = operation.faults_of_request(query, &body);
        wrong.extend(faults.into_iter().map(|fault| format!("{method} {path} {body}: {fault}")));
        seen += 1;
    }
    assert_eq!(wrong.join("\n"), "");
    assert!(seen > 50, "{seen} examples were found");
}
