//! A matcher that is checked: what can never be is refused.

use serde_json::Value;

use super::{
    condition::{Condition, Difference, FaultWord, Statuses},
    form::MatchForm,
    glob::Glob,
    subject::Subject,
    words::Words,
};
use crate::{
    sandbox::{catalogue::Catalogue, journal::Bodies, misread::Misread, nearest, read::read},
    world::Api,
};

/// What clients send.
const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];

/// The longest pattern, in bytes.
const LONGEST: usize = 2048;

/// Tells which requests are meant.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Matcher(Vec<Condition>);

impl Matcher {
    /// Checks a matcher.
    ///
    /// # Errors
    /// The member that can never hold, with what would have been right.
    pub fn new(form: &MatchForm, catalogue: &Catalogue) -> Result<Self, Misread> {
        let mut conditions = Vec::new();
        let mut apis = Vec::new();
        if let Some(words) = &form.provider {
            apis = each(words, provider).map_err(|misread| misread.member("provider"))?;
            conditions.push(Condition::Provider(apis.clone()));
        }
        if let Some(words) = &form.operation {
            let known = catalogue.names_of(&apis);
            let globs = each(words, |word| operation(word, &known, &apis));
            conditions.push(Condition::Operation(globs.map_err(|misread| misread.member("operation"))?));
        }
        let mut plain =
            |member: Option<&Words>, name: &str, make: &dyn Fn(&Words) -> Result<Condition, Misread>| {
                conditions.extend(member.map(make).transpose().map_err(|misread| misread.member(name))?);
                Ok(())
            };
        plain(form.method.as_ref(), "method", &|words| each(words, method).map(Condition::Method))?;
        plain(form.path.as_ref(), "path", &|words| each(words, path).map(Condition::Path))?;
        plain(form.status.as_ref(), "status", &|words| each(words, status).map(Condition::Status))?;
        plain(form.fault.as_ref(), "fault", &|words| each(words, fault).map(Condition::Fault))?;
        plain(form.caller.as_ref(), "caller", &|Words(names)| Ok(Condition::Caller(names.clone())))?;
        for (name, words) in &form.query {
            let globs = words.as_ref().map(|words| each(words, text)).transpose();
            let globs = globs.map_err(|misread| misread.member(name).member("query"))?;
            conditions.push(Condition::Query(name.clone(), globs));
        }
        for (name, words) in &form.header {
            let globs = words.as_ref().map(|words| each(words, text)).transpose();
            let globs = globs.map_err(|misread| misread.member(name).member("header"))?;
            conditions.push(Condition::Header(name.to_ascii_lowercase(), globs));
        }
        for (pointer, value) in &form.body {
            if !pointer.is_empty() && !pointer.starts_with('/') {
                let text = format!("is no JSON pointer: that begins with `/`, such as `/{pointer}`");
                return Err(Misread::new(text).member(pointer).member("body"));
            }
            conditions.push(Condition::Body(pointer.clone(), value.clone()));
        }
        Ok(Self(conditions))
    }

    /// Checks a matcher of requests in a journal that keeps these bodies.
    ///
    /// # Errors
    /// The member that can never hold, with what would have been right.
    pub fn of_journal(form: &MatchForm, catalogue: &Catalogue, bodies: Bodies) -> Result<Self, Misread> {
        let matcher = Self::new(form, catalogue)?;
        if matcher.needs_body() && bodies == Bodies::Off {
            let text = "looks into bodies, and none is kept: set `journal.bodies` to `json` or `all`";
            return Err(Misread::new(text).member("body"));
        }
        Ok(matcher)
    }

    /// Reads a matcher as it is written, and checks it.
    ///
    /// # Errors
    /// The member that is wrong, with what would have been right.
    pub fn read(value: &Value, catalogue: &Catalogue) -> Result<Self, Misread> {
        Self::new(&read(value)?, catalogue)
    }

    /// Returns whether operations of this name are meant.
    pub fn names(&self, operation: &str) -> bool {
        self.0.iter().all(|condition| match condition {
            Condition::Operation(globs) => globs.iter().any(|glob| glob.holds(operation)),
            _ => true,
        })
    }

    /// Lets only requests of these services be meant.
    pub fn require_providers(&mut self, apis: Vec<Api>) {
        self.0.push(Condition::Provider(apis));
    }

    /// Lets only requests of these operations be meant.
    pub fn require_operations<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.0.push(Condition::Operation(names.map(Glob::of_text).collect()));
    }

    /// Returns whether a request is meant.
    pub fn matches(&self, subject: &dyn Subject) -> bool {
        self.0.iter().all(|condition| condition.holds(subject))
    }

    /// Returns whether a request is meant by what is known before its credentials are looked at.
    pub fn matches_any_caller(&self, subject: &dyn Subject) -> bool {
        self.0.iter().all(|condition| condition.needs_caller() || condition.holds(subject))
    }

    /// Returns whether it looks into bodies.
    pub fn needs_body(&self) -> bool {
        self.0.iter().any(Condition::needs_body)
    }

    /// Returns what keeps a request from being meant; nothing if it is.
    pub fn differences(&self, subject: &dyn Subject) -> Vec<Difference> {
        let failing = self.0.iter().filter(|condition| !condition.holds(subject));
        failing.map(|condition| condition.difference(subject)).collect()
    }
}

/// Reads each of some words.
fn each<T>(Words(words): &Words, read: impl Fn(&str) -> Result<T, Misread>) -> Result<Vec<T>, Misread> {
    let read = |(at, word): (usize, &String)| {
        let word = if word.len() > LONGEST {
            Err(Misread::new(format!("has more than {LONGEST} bytes")))
        } else {
            read(word)
        };
        word.map_err(|misread| if words.len() > 1 { misread.item(at) } else { misread })
    };
    words.iter().enumerate().map(read).collect()
}

fn provider(word: &str) -> Result<Api, Misread> {
    let known = Api::ALL.map(Api::name);
    let unknown = || Misread::new(format!("is one of {}, not `{word}`", nearest::names(word, &known, 4)));
    Api::from_name(word).ok_or_else(unknown)
}

fn operation(word: &str, known: &[&str], apis: &[Api]) -> Result<Glob, Misread> {
    let glob = Glob::of_text(word);
    if known.iter().any(|name| glob.holds(name)) {
        return Ok(glob);
    }
    let whose = match apis {
        [] => "no API has".to_owned(),
        [api] => format!("{} has not", api.name()),
        _ => "none of these providers has".to_owned(),
    };
    let near = nearest::three(word, known);
    let text = format!(
        "names an operation that {whose}, `{word}`; the nearest are {near}, and GET /_mock/info lists all"
    );
    Err(Misread::new(text))
}

fn method(word: &str) -> Result<String, Misread> {
    let upper = word.to_ascii_uppercase();
    if METHODS.contains(&&*upper) {
        return Ok(upper);
    }
    Err(Misread::new(format!("is one of {}, not `{word}`", nearest::names(word, &METHODS, METHODS.len()))))
}

fn path(word: &str) -> Result<Glob, Misread> {
    let text = if !word.starts_with(['/', '*']) {
        format!("begins with `/` or `*`, such as `/{word}`")
    } else if word.contains('?') {
        "is without a query: parameters stand in `query`".into()
    } else if word.starts_with("/_sandbox/") {
        "is without the sandbox prefix: it begins with what stands behind `/_sandbox/{name}`".into()
    } else {
        return Ok(Glob::of_path(word));
    };
    Err(Misread::new(text))
}

fn status(word: &str) -> Result<Statuses, Misread> {
    let text = || format!("is a status such as `404`, `4xx`, `<400` or `>=500`, not `{word}`");
    Statuses::read(word).ok_or_else(|| Misread::new(text()))
}

#[expect(clippy::unnecessary_wraps, reason = "it is one of the readers of words")]
fn fault(word: &str) -> Result<FaultWord, Misread> {
    Ok(match word {
        "true" => FaultWord::Hit(true),
        "false" => FaultWord::Hit(false),
        id => FaultWord::Id(id.to_owned()),
    })
}

#[expect(clippy::unnecessary_wraps, reason = "it is one of the readers of words")]
fn text(word: &str) -> Result<Glob, Misread> {
    Ok(Glob::of_text(word))
}
