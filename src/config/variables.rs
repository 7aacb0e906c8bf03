//! Environment variables in the forms in which programs read them.

use std::fmt::{self, Write};

use clap::ValueEnum;
use serde_json::{Map, Value};

/// A form in which programs read variables.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum Format {
    /// Exports for a shell.
    Sh,
    /// What `docker run --env-file` and libraries of that name read.
    Dotenv,
    /// One object.
    Json,
    /// `PowerShell`.
    Powershell,
}

/// Variables with remarks between them.
#[derive(Default)]
pub struct Variables {
    lines: Vec<Line>,
}

enum Line {
    Remark(String),
    Variable(String, String),
}

impl Variables {
    /// Adds a remark; it ends with its line.
    pub fn note(&mut self, text: &str) {
        self.lines.push(Line::Remark(text.replace(char::is_control, " ")));
    }

    /// Adds a variable.
    pub fn set(&mut self, name: impl fmt::Display, value: impl Into<String>) {
        self.lines.push(Line::Variable(name.to_string(), value.into()));
    }

    /// Returns names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().filter_map(|line| match line {
            Line::Remark(_) => None,
            Line::Variable(name, value) => Some((&**name, &**value)),
        })
    }

    /// Returns the text in a form; JSON has no remarks.
    pub fn written(&self, format: Format) -> String {
        if format == Format::Json {
            let members = self.iter().map(|(name, value)| (name.to_owned(), Value::from(value)));
            return format!("{:#}\n", Value::Object(members.collect::<Map<_, _>>()));
        }
        let mut text = String::new();
        for line in &self.lines {
            let written = match (line, format) {
                (Line::Remark(remark), _) => writeln!(text, "# {remark}"),
                (Line::Variable(name, value), Format::Powershell) => {
                    writeln!(text, "$env:{name} = '{}'", value.replace('\'', "''"))
                }
                (Line::Variable(name, value), Format::Dotenv) => {
                    writeln!(text, "{name}={}", in_dotenv(value))
                }
                // Nothing but a quote has a meaning between quotes.
                (Line::Variable(name, value), Format::Sh | Format::Json) => {
                    writeln!(text, "export {name}='{}'", value.replace('\'', r"'\''"))
                }
            };
            written.expect("a string takes everything");
        }
        text
    }
}

/// Returns a value without quotes where it needs none: Docker takes quotes for part of it.
fn in_dotenv(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@,*|[]=+~".contains(c);
    if value.chars().all(is_plain) {
        value.to_owned()
    } else if value.contains('\'') {
        format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\"").replace('$', r"\$"))
    } else {
        format!("'{value}'")
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{Format, Variables};

    #[test]
    fn a_value_is_the_same_in_every_form() {
        let mut variables = Variables::default();
        variables.note("a\nremark");
        for (name, value) in
            [("PLAIN", "http://t1:x@[::1]:80"), ("SPACED", "a $b"), ("QUOTED", "it's \"$c\"")]
        {
            variables.set(name, value);
        }
        let forms = [Format::Sh, Format::Dotenv, Format::Powershell, Format::Json];
        let texts: Vec<_> = forms.iter().map(|format| variables.written(*format)).collect();
        expect![[r#"
            # a remark
            export PLAIN='http://t1:x@[::1]:80'
            export SPACED='a $b'
            export QUOTED='it'\''s "$c"'

            # a remark
            PLAIN=http://t1:x@[::1]:80
            SPACED='a $b'
            QUOTED="it's \"\$c\""

            # a remark
            $env:PLAIN = 'http://t1:x@[::1]:80'
            $env:SPACED = 'a $b'
            $env:QUOTED = 'it''s "$c"'

            {
              "PLAIN": "http://t1:x@[::1]:80",
              "QUOTED": "it's \"$c\"",
              "SPACED": "a $b"
            }
        "#]]
        .assert_eq(&texts.join("\n"));
    }
}
