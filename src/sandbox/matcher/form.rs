//! A matcher as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::words::Words;

/// Which requests are meant. All members that are given must hold; of a list any item.
#[derive(Clone, PartialEq, Default, Deserialize, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct MatchForm {
    /// The service: `graph`, `kdocs`, `wps`, `koodrive`.
    pub provider: Option<Words>,
    /// The operation's name, as `GET /_mock/info` lists it; `*` stands for anything.
    pub operation: Option<Words>,
    /// The method.
    pub method: Option<Words>,
    /// The path as the client sent it, without sandbox prefix and query; `*` stands for anything but `/`, `**` for
    /// anything.
    pub path: Option<Words>,
    /// Parameters of the query by name; `*` stands for anything, `null` for a parameter that is absent.
    pub query: BTreeMap<String, Option<Words>>,
    /// Headers by name, of whatever case; `*` stands for anything, `null` for a header that is absent.
    pub header: BTreeMap<String, Option<Words>>,
    /// Values in a JSON body by JSON pointer.
    pub body: BTreeMap<String, Value>,
    /// The short name of the person, or the key of the application, that called.
    pub caller: Option<Words>,
    /// The status of the response: `404`, `4xx`, `<400`.
    pub status: Option<Words>,
    /// The id of the fault that hit it, or whether any did.
    pub fault: Option<Words>,
}

/// The members of a matcher that stand in queries and short forms: those that are plain words.
pub const PLAIN: [&str; 7] = ["provider", "operation", "method", "path", "caller", "status", "fault"];

impl MatchForm {
    /// Sets a plain member. Returns whether there is one of this name.
    pub fn set(&mut self, name: &str, word: &str) -> bool {
        let member = match name {
            "provider" => &mut self.provider,
            "operation" => &mut self.operation,
            "method" => &mut self.method,
            "path" => &mut self.path,
            "caller" => &mut self.caller,
            "status" => &mut self.status,
            "fault" => &mut self.fault,
            _ => return false,
        };
        *member = Some(Words(vec![word.to_owned()]));
        true
    }
}
