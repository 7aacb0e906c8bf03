//! What is known of the faults of one request, while any may hit it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, HeaderName};
use serde_json::{Map, Value};

use crate::{
    sandbox::{
        Catalogue, Sandbox, Settings,
        faults::{Effect, Rule, short},
        journal::Record,
    },
    world::{Api, FailingItem, Pace},
};

/// The header that a request brings a fault of its own in, and that names the rule in the response.
pub const HEADER: HeaderName = HeaderName::from_static("x-mock-fault");

/// What is known of the faults of one request. Without any there is no plan, and a request costs no more than that.
#[derive(Default)]
pub struct Plan {
    /// The fault that the request brings itself, or why that cannot be read.
    pub own: Option<Result<Rule, String>>,
    /// Of a part of a batch: what the journal has of the batch.
    pub batch: Option<Arc<Record>>,
    /// The rule that hit it, and what happens.
    hit: Mutex<Option<(Arc<str>, Arc<Effect>)>>,
}

impl Plan {
    /// Returns a plan for a request, if anything may hit it.
    pub fn of(sandbox: &Sandbox, headers: &HeaderMap, catalogue: &Catalogue) -> Option<Box<Self>> {
        let own = headers.get(&HEADER);
        if own.is_none() && !sandbox.faults.is_on() {
            return None;
        }
        let own = own.map(|value| value.to_str().map_err(|_| "it is no text".to_owned()));
        let own = own.map(|text| text.and_then(|text| read(text, catalogue)));
        Some(Box::new(Self { own, ..Self::default() }))
    }

    /// Returns a plan for a part of a batch.
    pub fn of_part(batch: &Arc<Record>) -> Box<Self> {
        Box::new(Self { batch: Some(Arc::clone(batch)), ..Self::default() })
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Arc<str>, Arc<Effect>)>> {
        self.hit.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says which rule has hit the request.
    pub fn set_hit(&self, id: &Arc<str>, effect: &Arc<Effect>) {
        *self.lock() = Some((Arc::clone(id), Arc::clone(effect)));
    }

    /// Says which rule has delayed the request, if none has done more.
    pub fn set_delayed(&self, id: &Arc<str>) {
        self.lock().get_or_insert_with(|| (Arc::clone(id), Arc::default()));
    }

    /// Returns the rule that has hit the request, and what happens.
    pub fn hit(&self) -> Option<(Arc<str>, Arc<Effect>)> {
        self.lock().clone()
    }

    /// Returns how fast the task goes that the request starts, if a fault is about it; else as the settings say.
    pub fn pace(&self, settings: &Settings) -> Option<Pace> {
        let (_, effect) = self.hit()?;
        effect.task.as_ref().map(|task| task.pace.unwrap_or(settings.tasks.0))
    }

    /// Returns which item of its task fails, and with what.
    pub fn failing_item(&self, api: Api) -> Option<FailingItem> {
        let (_, effect) = self.hit()?;
        let (number, errors) = effect.task.as_ref()?.fail_at.as_ref()?;
        let (_, error) = errors.iter().find(|(of, _)| *of == api)?;
        Some(FailingItem { number: *number, error: error.clone() })
    }
}

/// Reads the fault that a request brings itself: in short form, effects only.
fn read(text: &str, catalogue: &Catalogue) -> Result<Rule, String> {
    let (effect, when) = short::effect(text).map_err(|misread| misread.to_string())?;
    let mut rule = Map::from_iter([("effect".to_owned(), effect), ("id".to_owned(), "header".into())]);
    rule.extend(when.map(|when| ("when".to_owned(), when)));
    Rule::read(&Value::Object(rule), catalogue).map_err(|misread| misread.to_string())
}
