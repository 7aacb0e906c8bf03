//! One thing that a request must have.

use serde_json::Value;

use super::{glob::Glob, subject::Subject};
use crate::world::Api;

/// One thing that a request must have; of several values any will do.
#[derive(Clone, PartialEq, Debug)]
pub enum Condition {
    Provider(Vec<Api>),
    Operation(Vec<Glob>),
    Method(Vec<String>),
    Path(Vec<Glob>),
    /// None: the parameter is absent.
    Query(String, Option<Vec<Glob>>),
    /// None: the header is absent.
    Header(String, Option<Vec<Glob>>),
    /// What a JSON pointer leads to.
    Body(String, Value),
    Caller(Vec<String>),
    Status(Vec<Statuses>),
    Fault(Vec<FaultWord>),
}

/// Some statuses, and the word for them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statuses {
    word: String,
    first: u16,
    last: u16,
}

impl Statuses {
    /// Reads `404`, `4xx`, `<400`, `<=400`, `>400` or `>=400`.
    pub fn read(word: &str) -> Option<Self> {
        let number = |text: &str| text.parse::<u16>().ok().filter(|status| (100..=999).contains(status));
        let (first, last) = if let Some(class) = word.strip_suffix("xx") {
            let class = class.parse::<u16>().ok().filter(|class| (1..=5).contains(class))?;
            (class * 100, class * 100 + 99)
        } else if let Some(below) = word.strip_prefix('<') {
            (0, below.strip_prefix('=').map_or_else(|| number(below).map(|at| at - 1), number)?)
        } else if let Some(above) = word.strip_prefix('>') {
            (above.strip_prefix('=').map_or_else(|| number(above).map(|at| at + 1), number)?, u16::MAX)
        } else {
            (number(word)?, number(word)?)
        };
        Some(Self { word: word.to_owned(), first, last })
    }

    fn hold(&self, status: u16) -> bool {
        (self.first..=self.last).contains(&status)
    }
}

/// What hit a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FaultWord {
    /// Any fault, or none.
    Hit(bool),
    /// The fault of this id.
    Id(String),
}

/// What a condition expects and a request has otherwise.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The member of the matcher, such as `operation` or `header.if-match`.
    pub member: String,
    /// What it expects, as it is written; null if it must be absent.
    pub expected: Value,
    /// What the request has; null if it is absent or not known.
    pub found: Value,
}

impl Condition {
    /// Returns whether a request has it.
    pub fn holds(&self, subject: &dyn Subject) -> bool {
        let any = |globs: &[Glob], text: &str| globs.iter().any(|glob| glob.holds(text));
        let among = |globs: &Option<Vec<Glob>>, values: Vec<String>| match globs {
            None => values.is_empty(),
            Some(globs) => values.iter().any(|value| any(globs, value)),
        };
        match self {
            Self::Provider(apis) => {
                subject.provider().is_some_and(|name| apis.iter().any(|api| api.name() == name))
            }
            Self::Operation(globs) => subject.operation().is_some_and(|name| any(globs, name)),
            Self::Method(methods) => methods.iter().any(|method| method == subject.method()),
            Self::Path(globs) => any(globs, subject.path()),
            Self::Query(name, globs) => among(globs, subject.query(name)),
            Self::Header(name, globs) => among(globs, subject.header(name)),
            Self::Body(pointer, value) => {
                subject.body().and_then(|body| body.pointer(pointer)).is_some_and(|found| found == value)
            }
            Self::Caller(names) => {
                subject.caller().is_some_and(|caller| names.iter().any(|name| name == caller))
            }
            Self::Status(statuses) => {
                subject.status().is_some_and(|status| statuses.iter().any(|some| some.hold(status)))
            }
            Self::Fault(words) => words.iter().any(|word| match word {
                FaultWord::Hit(hit) => subject.fault().is_some() == *hit,
                FaultWord::Id(id) => subject.fault() == Some(id),
            }),
        }
    }

    /// Returns whether only its body tells.
    pub fn needs_body(&self) -> bool {
        matches!(self, Self::Body(..))
    }

    /// Returns whether it is known only once the credentials were looked at.
    pub fn needs_caller(&self) -> bool {
        matches!(self, Self::Caller(_))
    }

    /// Returns what it expects, and what a request has.
    pub fn difference(&self, subject: &dyn Subject) -> Difference {
        let texts = |texts: Vec<&str>| match &*texts {
            [] => Value::Null,
            [text] => Value::from(*text),
            _ => Value::from(texts),
        };
        let globs = |globs: &[Glob]| texts(globs.iter().map(Glob::as_str).collect());
        let values = |values: Vec<String>| texts(values.iter().map(String::as_str).collect());
        let maybe = |text: Option<&str>| texts(text.into_iter().collect());
        let (member, expected, found) = match self {
            Self::Provider(apis) => {
                let names = apis.iter().map(|api| api.name()).collect();
                ("provider".into(), texts(names), maybe(subject.provider()))
            }
            Self::Operation(names) => ("operation".into(), globs(names), maybe(subject.operation())),
            Self::Method(methods) => {
                let methods = methods.iter().map(String::as_str).collect();
                ("method".into(), texts(methods), subject.method().into())
            }
            Self::Path(paths) => ("path".into(), globs(paths), subject.path().into()),
            Self::Query(name, value) => {
                let expected = value.as_deref().map_or(Value::Null, globs);
                (format!("query.{name}"), expected, values(subject.query(name)))
            }
            Self::Header(name, value) => {
                let expected = value.as_deref().map_or(Value::Null, globs);
                (format!("header.{name}"), expected, values(subject.header(name)))
            }
            Self::Body(pointer, value) => {
                let found = subject.body().and_then(|body| body.pointer(pointer)).cloned();
                (format!("body.{pointer}"), value.clone(), found.unwrap_or_default())
            }
            Self::Caller(names) => {
                let names = names.iter().map(String::as_str).collect();
                ("caller".into(), texts(names), maybe(subject.caller()))
            }
            Self::Status(statuses) => {
                let words = statuses.iter().map(|some| &*some.word).collect();
                ("status".into(), texts(words), subject.status().into())
            }
            Self::Fault(words) => {
                let words: Vec<String> = words.iter().map(FaultWord::word).collect();
                ("fault".into(), values(words), maybe(subject.fault()))
            }
        };
        Difference { member, expected, found }
    }
}

impl FaultWord {
    fn word(&self) -> String {
        match self {
            Self::Hit(hit) => hit.to_string(),
            Self::Id(id) => id.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Statuses;

    #[test]
    fn statuses_are_read_as_people_write_them() {
        for (word, inside, outside) in [
            ("404", vec![404], vec![403, 405]),
            ("4xx", vec![400, 499], vec![399, 500]),
            ("<400", vec![100, 399], vec![400]),
            ("<=400", vec![400], vec![401]),
            (">400", vec![401, 599], vec![400]),
            (">=400", vec![400], vec![399]),
        ] {
            let statuses = Statuses::read(word).expect(word);
            assert!(inside.into_iter().all(|status| statuses.hold(status)), "{word}");
            assert!(!outside.into_iter().any(|status| statuses.hold(status)), "{word}");
        }
        for word in ["", "xx", "9xx", "4x", "<", "<x", "0", "99", "1000", "404 "] {
            assert_eq!(Statuses::read(word), None, "{word:?}");
        }
    }
}
