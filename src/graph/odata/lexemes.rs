//! The pieces of which a `$filter` consists.

/// A piece of a filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lexeme {
    Open,
    Close,
    Comma,
    Word(String),
    /// What stands in quotes.
    Text(String),
}

/// Splits a filter into brackets, words and quoted texts; returns none if a quote is left open.
pub fn lexemes(text: &str) -> Option<Vec<Lexeme>> {
    let mut lexemes = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = match first {
            '(' | ')' | ',' => {
                lexemes.push(match first {
                    '(' => Lexeme::Open,
                    ')' => Lexeme::Close,
                    _ => Lexeme::Comma,
                });
                &rest[1..]
            }
            '\'' => {
                let (text, after) = quoted(&rest[1..])?;
                lexemes.push(Lexeme::Text(text));
                after
            }
            _ => {
                let end = rest.find([' ', '\t', '(', ')', ',', '\'']).unwrap_or(rest.len());
                lexemes.push(Lexeme::Word(rest[..end].into()));
                &rest[end..]
            }
        };
        rest = after.trim_start();
    }
    Some(lexemes)
}

/// Reads up to the closing quote; two quotes stand for one. Returns the text, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut read = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('\'')?;
        read.push_str(before);
        match after.strip_prefix('\'') {
            Some(more) => {
                read.push('\'');
                rest = more;
            }
            None => return Some((read, after)),
        }
    }
}
