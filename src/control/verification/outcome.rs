//! What came of a verification.

use serde::Serialize;
use serde_json::Value;

/// How many numbers of requests a text lists.
const LISTED: usize = 10;

/// What came of a verification.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[non_exhaustive]
pub struct Outcome {
    /// What came of each expectation.
    pub results: Vec<ExpectationResult>,
    /// What is wrong beside single expectations: the order, requests that nobody expected, what was to be clean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// How many requests have given way to others before they could be looked at.
    pub lost: u64,
}

/// What came of an expectation.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[non_exhaustive]
pub struct ExpectationResult {
    /// What it is called.
    pub name: String,
    /// Whether it holds.
    pub passed: bool,
    /// How many requests were expected.
    pub expected: String,
    /// How many there were.
    pub found: u64,
    /// Their numbers.
    pub requests: Vec<u64>,
    /// The requests that come nearest, where too few are there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<Nearest>,
}

/// A request that is almost the expected one.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[non_exhaustive]
pub struct Nearest {
    /// Its number.
    pub n: u64,
    /// In what it differs.
    pub differs: Vec<Differs>,
}

/// A member in which a request differs.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[non_exhaustive]
pub struct Differs {
    /// The member of the matcher.
    pub member: String,
    /// What it expects; null if it has to be absent.
    pub expected: Value,
    /// What the request has; null if it is absent or not known.
    pub found: Value,
}

/// Something that is wrong beside single expectations.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// What was asked for: `order`, `others`, `lost`, or one of `clean`.
    pub check: &'static str,
    /// What is wrong, in a sentence without its end.
    pub text: String,
    /// The requests that it is about.
    pub requests: Vec<u64>,
}

impl Outcome {
    /// Returns whether all holds.
    pub fn passed(&self) -> bool {
        self.problems.is_empty() && self.results.iter().all(|result| result.passed)
    }

    /// Returns what is wrong as a text for people, a line each.
    pub fn text(&self) -> String {
        let failed = self.results.iter().filter(|result| !result.passed);
        let problems = self.problems.iter().map(|problem| format!("{}: {}", problem.check, problem.text));
        failed.map(ExpectationResult::text).chain(problems).collect::<Vec<_>>().join("\n")
    }
}

impl ExpectationResult {
    fn text(&self) -> String {
        let Self { name, expected, found, requests, .. } = self;
        let which = if requests.is_empty() { String::new() } else { format!(" ({})", numbers(requests)) };
        let nearest = self.nearest.iter().map(|Nearest { n, differs }| {
            let differs = differs.iter().map(Differs::text).collect::<Vec<_>>().join("; ");
            format!("\n  nearest is request {n}: {differs}")
        });
        format!("{name}: expected {expected}, found {found}{which}{}", nearest.collect::<String>())
    }
}

impl Differs {
    fn text(&self) -> String {
        let shown = |value: &Value| match value {
            Value::Null => "nothing".to_owned(),
            Value::String(text) => text.clone(),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
            }
            other => other.to_string(),
        };
        format!("{} is {}, not {}", self.member, shown(&self.found), shown(&self.expected))
    }
}

/// Returns the numbers of requests as a text.
pub fn numbers(numbers: &[u64]) -> String {
    let listed: Vec<String> = numbers.iter().take(LISTED).map(u64::to_string).collect();
    let more = match numbers.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let word = if numbers.len() == 1 { "request" } else { "requests" };
    format!("{word} {}{more}", listed.join(", "))
}
