//! Texts in quotes: in each, a quote stands twice.

use crate::graph::error::Error;

/// Refuses a text in quotes that does not end, and one that goes on behind its closing quote.
///
/// The positions count characters from the first one of `text`, as the service's parser does.
pub fn check(text: &str) -> Result<(), Error> {
    let mut characters = text.chars().enumerate().peekable();
    while let Some((_, first)) = characters.next() {
        if first != '\'' {
            continue;
        }
        loop {
            match characters.next() {
                None => return Err(refusal("There is an unterminated literal", text.chars().count(), text)),
                Some((_, '\'')) if characters.next_if(|(_, next)| *next == '\'').is_none() => break,
                Some(_) => {}
            }
        }
        if let Some((at, next)) = characters.peek()
            && !matches!(next, ',' | ')' | ' ' | '\t')
        {
            return Err(refusal(&format!("Syntax error: character '{next}' is not valid"), *at, text));
        }
    }
    Ok(())
}

fn refusal(what: &str, at: usize, text: &str) -> Error {
    Error::Gateway(format!("{what} at position {at} in '{text}'.").into())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::graph::error::Error;

    #[test]
    fn a_quote_inside_a_text_has_to_stand_twice() {
        for text in
            ["", "q=1", "q=''", "q='it''s'", "q='a',r='b'", "startswith(name,'h') or name eq 'x'", "''''"]
        {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        for (text, expected) in [
            ("q='it's'", "Syntax error: character 's' is not valid at position 6 in 'q='it's''."),
            ("q='é'é'", "Syntax error: character 'é' is not valid at position 5 in 'q='é'é''."),
            ("q='Bob''", "There is an unterminated literal at position 8 in 'q='Bob'''."),
            ("'", "There is an unterminated literal at position 1 in '''."),
            ("'a', 'b", "There is an unterminated literal at position 7 in ''a', 'b'."),
        ] {
            assert_eq!(check(text), Err(Error::Gateway(expected.into())), "{text}");
        }
    }
}
