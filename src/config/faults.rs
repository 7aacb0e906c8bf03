//! The faults that every sandbox starts with, as the command line gives them.

use std::{fs, sync::Arc};

use serde_json::Value;

use super::options::Config;
use crate::{
    sandbox::{
        Catalogue,
        faults::{Faults, Rule, short},
    },
    world::Timestamp,
};

impl Config {
    /// Returns the faults that every sandbox starts with, in the order in which they are tried.
    ///
    /// # Errors
    /// Says which one is wrong and what would have been right.
    #[doc(hidden)]
    pub fn start_faults(&self, catalogue: &Catalogue) -> Result<Vec<Arc<Rule>>, String> {
        let mut rules = Vec::new();
        for text in self.fault.iter().filter(|text| !text.trim().is_empty()) {
            rules.push(read(text, catalogue).map_err(|error| format!("--fault {text}: {error}"))?);
        }
        if let Some(file) = &self.faults {
            let place = file.display();
            let text = fs::read_to_string(file).map_err(|error| format!("{place}: {error}"))?;
            for (at, line) in text.lines().enumerate() {
                let line = line.trim();
                if !line.is_empty() && !line.starts_with('#') {
                    let rule = read(line, catalogue);
                    rules.push(rule.map_err(|error| format!("{place}:{}: {error}", at + 1))?);
                }
            }
        }
        let named = Faults::default();
        named.replace(rules, Timestamp::default()).map_err(|error| format!("--fault: {error}"))?;
        Ok(named.take())
    }
}

/// Reads a rule: in short form, or as JSON.
fn read(text: &str, catalogue: &Catalogue) -> Result<Rule, String> {
    let rule = if text.starts_with('{') {
        serde_json::from_str::<Value>(text).map_err(|error| error.to_string())
    } else {
        short::rule(text).map_err(|misread| misread.to_string())
    };
    Rule::read(&rule?, catalogue).map_err(|misread| misread.to_string())
}
