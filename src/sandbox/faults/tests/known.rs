//! A small world of operations and errors, and a request in it.

use std::time::Duration;

use serde_json::Value;

use crate::{
    sandbox::{
        catalogue::{Catalogue, KnownError, KnownOperation},
        faults::{Asked, Decision, Faults, Rule},
        matcher::Subject,
        misread::Misread,
    },
    world::{Api, Error, Timestamp},
};

pub fn catalogue() -> Catalogue {
    let operation = |(api, name, starts_task)| KnownOperation { api, name, starts_task, signs_in: false };
    let error = |(api, code, status): (_, &str, _)| KnownError::new(api, &code, status);
    Catalogue {
        operations: [
            (Api::Graph, "drive.get", false),
            (Api::Graph, "driveItem.copy", true),
            (Api::Graph, "driveItem.get", false),
            (Api::Kdocs, "personal.files.list", false),
            (Api::Kdocs, "personal.tasks.files.copy", true),
        ]
        .map(operation)
        .into(),
        errors: [
            (Api::Graph, "activityLimitReached", 429),
            (Api::Graph, "serviceNotAvailable", 503),
            (Api::Kdocs, "30002", 429),
            (Api::Wps, "429000001", 429),
            (Api::Koodrive, "13000201", 500),
        ]
        .map(error)
        .into(),
        task_errors: vec![
            (Api::Graph, "nameAlreadyExists".into(), Error::NameTaken([].into())),
            (Api::Kdocs, "30012".into(), Error::NotFound),
        ],
    }
}

pub fn rule(text: &str) -> Result<Rule, Misread> {
    Rule::read(&serde_json::from_str::<Value>(text).expect("JSON"), &catalogue())
}

/// A request by alice, of an operation of Graph.
pub struct Request(pub &'static str);

impl Subject for Request {
    fn provider(&self) -> Option<&str> {
        Some("graph")
    }

    fn operation(&self) -> Option<&str> {
        Some(self.0)
    }

    fn method(&self) -> &'static str {
        "GET"
    }

    fn path(&self) -> &'static str {
        "/v1.0/me"
    }

    fn query(&self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn header(&self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn body(&self) -> Option<&Value> {
        None
    }

    fn caller(&self) -> Option<&str> {
        Some("alice")
    }

    fn status(&self) -> Option<u16> {
        None
    }

    fn fault(&self) -> Option<&str> {
        None
    }
}

/// What happens to request number `n`, at this millisecond.
pub fn before(faults: &Faults, n: u64, millis: u64) -> Decision {
    faults.before(&asked(&Request("drive.get"), "token", n, millis))
}

pub fn asked<'a>(subject: &'a Request, credential: &'a str, n: u64, millis: u64) -> Asked<'a> {
    let passed = Duration::from_millis(millis);
    Asked { subject, credential, n, is_part: false, now: Timestamp::default().plus(passed), passed }
}

/// Faults that consist of these rules.
pub fn faults(rules: &[&str]) -> Faults {
    let faults = Faults::default();
    let rules = rules.iter().map(|text| rule(text).unwrap_or_else(|misread| panic!("{text}: {misread}")));
    faults.replace(rules.collect(), Timestamp::default()).expect("taken");
    faults
}
