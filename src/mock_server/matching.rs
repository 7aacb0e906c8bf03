//! Which requests are meant, as a test in Rust says it.

use std::fmt::Display;

use serde_json::{Map, Value};

/// Which requests are meant, by what they are and what came of them: a matcher of the control API, which `docs/control.md`
/// explains.
///
/// All that is said must hold. What is said twice of the same thing holds if either does. The name of an operation stands
/// for its requests wherever a matcher is taken; `driveItem.*` takes all that begin so.
///
/// ```
/// use mockdrive::{Expect, Match, MockServer};
///
/// let mock = MockServer::start();
/// let written = Match::any().method("PUT").method("PATCH").path("/v1.0/me/**").status("2xx");
/// mock.sandbox("t1").verify([Expect::none(written), Expect::none("driveItem.copy")]);
/// ```
#[derive(Clone, PartialEq, Debug)]
#[must_use = "it says which requests are meant, and does nothing"]
pub struct Match(pub(super) Value);

impl From<&str> for Match {
    /// Takes the requests of this operation.
    fn from(operation: &str) -> Self {
        Self::on(operation)
    }
}

impl Match {
    /// Takes all requests.
    pub fn any() -> Self {
        Self(Value::Object(Map::new()))
    }

    /// Takes the requests of this operation, by its name as `GET /_mock/info` lists it.
    pub fn on(operation: &str) -> Self {
        Self::any().or("operation", &operation)
    }

    /// Lets a member have this word too.
    fn or(mut self, member: &str, word: &dyn Display) -> Self {
        push(&mut self.0[member], word);
        self
    }

    /// Lets a member of a member have this word too.
    fn or_of(mut self, member: &str, name: &str, word: &dyn Display) -> Self {
        push(&mut self.0[member][name], word);
        self
    }

    /// Takes only requests to this service: `graph`, `kdocs`, `wps` or `koodrive`.
    pub fn provider(self, name: &str) -> Self {
        self.or("provider", &name)
    }

    /// Takes only requests of this operation.
    pub fn operation(self, name: &str) -> Self {
        self.or("operation", &name)
    }

    /// Takes only requests with this method.
    pub fn method(self, method: &str) -> Self {
        self.or("method", &method)
    }

    /// Takes only requests to this path, as the client sent it behind the sandbox prefix and without the query; `*`
    /// stands for anything but `/`, `**` for anything.
    pub fn path(self, path: &str) -> Self {
        self.or("path", &path)
    }

    /// Takes only requests with this parameter in the query; `*` stands for anything.
    pub fn query(self, name: &str, value: &str) -> Self {
        self.or_of("query", name, &value)
    }

    /// Takes only requests without this parameter in the query.
    pub fn without_query(mut self, name: &str) -> Self {
        self.0["query"][name] = Value::Null;
        self
    }

    /// Takes only requests with this header, whatever its case; `*` stands for anything.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.or_of("header", name, &value)
    }

    /// Takes only requests without this header.
    pub fn without_header(mut self, name: &str) -> Self {
        self.0["header"][name] = Value::Null;
        self
    }

    /// Takes only requests with this value in their JSON body, where this JSON pointer leads.
    ///
    /// In the journal, bodies are there where they are kept: see [`Builder::keep_bodies`](crate::Builder::keep_bodies).
    pub fn body(mut self, pointer: &str, value: impl Into<Value>) -> Self {
        self.0["body"][pointer] = value.into();
        self
    }

    /// Takes only requests of this person, by the short name, or of this application, by its key.
    pub fn caller(self, name: &str) -> Self {
        self.or("caller", &name)
    }

    /// Takes only requests whose response has this status, such as `404`, `"4xx"` or `"<400"`. Not for faults.
    pub fn status(self, status: impl Display) -> Self {
        self.or("status", &status)
    }

    /// Takes only requests that the fault of this id has hit, or with `true` and `false` those that any fault has, or
    /// none. Not for faults.
    pub fn fault(self, fault: impl Display) -> Self {
        self.or("fault", &fault)
    }
}

fn push(words: &mut Value, word: &dyn Display) {
    let word = Value::String(word.to_string());
    match words {
        Value::Array(words) => words.push(word),
        _ => *words = Value::Array(vec![word]),
    }
}
