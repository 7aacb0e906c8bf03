//! Which requests are meant: one matcher for faults, for the journal, for verification and for waiting.

mod compile;
mod condition;
mod form;
mod glob;
mod subject;
#[cfg(test)]
mod tests;
mod words;

pub use self::{
    compile::Matcher,
    condition::Difference,
    form::{MatchForm, PLAIN},
    subject::Subject,
    words::Words,
};
