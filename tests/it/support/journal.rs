//! Answers of the journal.

use super::Mock;

/// What the journal answers, without the times that requests really took.
pub async fn journal(mock: &Mock, request: &str) -> String {
    let answer = mock.send(request).await.to_string();
    let lines = answer.lines().map(|line| match line.split_once("\"duration_ms\": ") {
        Some((before, time)) => {
            let number: u64 = time.trim_end_matches(',').parse().expect("a number");
            assert!(number < 60_000, "{answer}");
            format!("{before}\"duration_ms\": 0,\n")
        }
        None => format!("{line}\n"),
    });
    lines.collect::<String>().trim_end().to_owned()
}

/// What the journal notes of the last request, a line each.
pub fn noted(mock: &Mock) -> String {
    let entries = mock.sandbox().journal.since(0);
    entries.last().map_or_else(String::new, |entry| entry.notes.join("\n"))
}
