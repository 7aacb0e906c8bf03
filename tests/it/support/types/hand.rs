//! What a type does not tell, because its JSON is read or written by hand.

use std::{cell::RefCell, collections::BTreeSet};

use serde_json::Value;

/// The schemas of types, `Words`, and of members, `RuleForm.effect`, whose JSON is read or written by hand.
///
/// `{"$rust": "EffectForm"}` in them stands for the schema of that type.
#[derive(Default)]
pub struct ByHand {
    rows: Vec<(&'static str, Value)>,
    used: RefCell<BTreeSet<&'static str>>,
}

impl ByHand {
    pub fn new(rows: impl Into<Vec<(&'static str, Value)>>) -> Self {
        Self { rows: rows.into(), used: RefCell::default() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let (known, schema) = self.rows.iter().find(|(known, _)| *known == name)?;
        self.used.borrow_mut().insert(known);
        Some(schema)
    }

    /// The rows that nothing needs.
    pub fn unused(&self) -> Vec<&'static str> {
        let used = self.used.borrow();
        self.rows.iter().map(|(name, _)| *name).filter(|name| !used.contains(name)).collect()
    }
}
