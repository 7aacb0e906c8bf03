//! Habits of the services, each off and on: what a client sees, and that the journal tells of it.

mod answers;
mod lists;
mod switches;
mod writes;

use std::fmt::Write;

use expect_test::Expect;
use mockdrive::sandbox::Quirks;

use crate::support::{Answer, Mock};

/// Tells a story on a mock without the quirk and on one with it; the journal of the second one alone notes it.
async fn shows(quirk: &str, story: impl AsyncFn(&Mock) -> String, expected: Expect) {
    let on: Quirks = quirk.parse().expect("a quirk");
    let mut told = String::new();
    for (word, quirks) in [("off", Quirks::default()), ("on", on)] {
        let mock = Mock::with(|settings| settings.quirks = quirks);
        writeln!(told, "{word}:\n{}", story(&mock).await.trim_end()).expect("text");
        let note = format!("quirk {quirk}");
        let entries = mock.sandbox().journal.since(0);
        let is_noted = entries.iter().any(|entry| entry.notes.contains(&note));
        assert_eq!(is_noted, word == "on", "{told}");
    }
    expected.assert_eq(&told);
}

async fn send(mock: &Mock, request: &str) -> Answer {
    mock.send(request).await
}

/// Sends a request to Graph as a person.
async fn by(mock: &Mock, person: &str, line: &str, body: &str) -> Answer {
    send(mock, &crate::graph::by(person, line, body)).await
}

/// Writes a file as a person.
async fn put(mock: &Mock, person: &str, path: &str, body: &str) -> Answer {
    let request = format!(
        "PUT /v1.0/me/drive/root:/{path}:/content\nAuthorization: Bearer {person}-token\nContent-Type: text/plain\n\n{body}"
    );
    send(mock, &request).await
}

/// A line for each row of a list: what a pointer finds in it.
fn rows(answer: &Answer, pointers: &[&str]) -> String {
    let answer = answer.json();
    let rows = answer["value"].as_array().expect("a list");
    let line = |row: &serde_json::Value| {
        let parts =
            pointers.iter().map(|pointer| row.pointer(pointer).map_or("-".into(), ToString::to_string));
        parts.collect::<Vec<_>>().join(" ") + "\n"
    };
    rows.iter().map(line).collect()
}
