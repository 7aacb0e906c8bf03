//! What requests of a script learn from the answers before them.

use std::collections::BTreeMap;

use crate::support::Answer;

/// The words of a script, and what they stand for.
pub type Words = BTreeMap<String, String>;

/// Puts what they stand for in the place of the words in a text, `{word}`.
pub fn fill(text: &str, words: &Words) -> String {
    words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(&format!("{{{word}}}"), value))
}

/// Keeps what a row wants to know of its answer.
pub fn keep(words: &mut Words, wanted: &str, answer: &Answer) {
    let (word, place) = wanted.split_once('=').expect("a word and a place");
    let value = if place == "@location" {
        let location = answer.header("location");
        location.rsplit_once("code=").map(|(_, code)| code.to_owned())
    } else {
        answer.json().pointer(place).and_then(|value| value.as_str()).map(str::to_owned)
    };
    let value = value.unwrap_or_else(|| panic!("no {place}: {answer}"));
    words.insert(word.to_owned(), value.trim_start_matches("http://mock.test").to_owned());
}
