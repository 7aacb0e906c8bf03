//! Which requests a rule can hit: its effects narrow that down, and one that can hit none is refused.

use crate::{
    sandbox::{
        catalogue::{Catalogue, KnownError, KnownOperation},
        matcher::{MatchForm, Matcher},
        misread::Misread,
        nearest,
    },
    world::{Api, Error},
};

/// Which requests a rule can hit.
pub struct Scope<'a> {
    catalogue: &'a Catalogue,
    /// The APIs that the rule names: whatever it does has to be possible in each of them.
    named: Vec<Api>,
    /// The APIs whose requests it can hit.
    apis: Vec<Api>,
    /// The operations that it names; none if it names none.
    operations: Vec<KnownOperation>,
    is_narrowed: bool,
    is_limited: bool,
}

impl<'a> Scope<'a> {
    /// Returns the scope of a matcher that was checked.
    pub fn of(form: &MatchForm, matcher: &Matcher, catalogue: &'a Catalogue) -> Self {
        let words = form.provider.iter().flat_map(|words| &words.0);
        let named: Vec<Api> = words.filter_map(|name| Api::from_name(name)).collect();
        let in_api = |known: &&KnownOperation| named.is_empty() || named.contains(&known.api);
        let is_named = |known: &&KnownOperation| form.operation.is_some() && matcher.names(known.name);
        let operations: Vec<_> =
            catalogue.operations.iter().filter(in_api).filter(is_named).copied().collect();
        let all = if named.is_empty() { Api::ALL.to_vec() } else { named.clone() };
        let has = |api: &Api| operations.is_empty() || operations.iter().any(|known| known.api == *api);
        let apis = all.into_iter().filter(has).collect();
        Self { catalogue, named, apis, operations, is_narrowed: false, is_limited: false }
    }

    /// Adds to a matcher what the effects have narrowed it down to.
    pub fn narrow(self, matcher: &mut Matcher) {
        if self.is_narrowed {
            matcher.require_providers(self.apis);
        }
        if self.is_limited {
            matcher.require_operations(self.operations.iter().map(|known| known.name));
        }
    }

    /// Keeps the APIs in which something is possible; returns whether it is in all that are named, and in any.
    fn keep(&mut self, is_possible: impl Fn(Api) -> bool) -> bool {
        let kept: Vec<Api> = self.apis.iter().copied().filter(|api| is_possible(*api)).collect();
        let is_enough =
            !kept.is_empty() && self.named.iter().all(|api| !self.apis.contains(api) || kept.contains(api));
        self.is_narrowed |= kept.len() < self.apis.len();
        self.apis = kept;
        is_enough
    }

    fn whose(apis: &[Api]) -> String {
        let names: Vec<_> = apis.iter().map(|api| api.name()).collect();
        names.join(", ")
    }

    /// Returns whether requests of the operations that are named can fail with an error: what signs in has its own.
    fn can_word(&self, known: &KnownError) -> bool {
        let of_api = || self.operations.iter().filter(|operation| operation.api == known.api);
        of_api().next().is_none() || of_api().any(|operation| operation.signs_in == known.signs_in)
    }

    /// Keeps some of the operations that are named, or of all if none is. Returns all that could have been named.
    fn keep_operations(&mut self, is_kept: impl Fn(&KnownOperation) -> bool) -> Vec<KnownOperation> {
        let could_be = |known: &&KnownOperation| self.apis.contains(&known.api) && is_kept(known);
        let all: Vec<_> = self.catalogue.operations.iter().filter(could_be).copied().collect();
        if self.operations.is_empty() {
            self.operations.clone_from(&all);
        } else {
            self.operations.retain(is_kept);
        }
        self.is_limited = true;
        all
    }

    /// Keeps the APIs that have an error of this code.
    ///
    /// # Errors
    /// One that is named has none.
    pub fn with_error(&mut self, code: &str) -> Result<(), Misread> {
        let errors = &self.catalogue.errors;
        let before = self.apis.clone();
        let of_code = |known: &&KnownError| known.code == code && self.can_word(known);
        let kept: Vec<KnownError> = errors.iter().filter(of_code).cloned().collect();
        if self.keep(|api| kept.iter().any(|known| known.api == api)) {
            if kept.iter().all(|known| known.signs_in) {
                self.keep_operations(|known| known.signs_in);
            }
            return Ok(());
        }
        let lacks = |api: &Api| kept.iter().all(|known| known.api != *api);
        let lacking: Vec<Api> = before.into_iter().filter(lacks).collect();
        let of = |known: &&KnownError| lacking.contains(&known.api) && self.can_word(known);
        let codes: Vec<_> = errors.iter().filter(of).map(|known| &*known.code).collect();
        let (whose, near) = match &*lacking {
            [api] => {
                let codes = nearest::names(code, &codes, codes.len());
                (format!("{} has not", api.name()), format!("there are {codes}"))
            }
            _ => ("no API has".to_owned(), format!("the nearest are {}", nearest::three(code, &codes))),
        };
        Err(Misread::new(format!("names an error that {whose}, `{code}`; {near}")))
    }

    /// Keeps the APIs that have an error of this status.
    ///
    /// # Errors
    /// One that is named has none.
    pub fn with_status(&mut self, status: u16) -> Result<(), Misread> {
        let errors = &self.catalogue.errors;
        let before = self.apis.clone();
        if self.keep(|api| errors.iter().any(|known| known.api == api && known.status == status)) {
            return Ok(());
        }
        let of = |known: &&KnownError| before.contains(&known.api);
        let mut statuses: Vec<_> = errors.iter().filter(of).map(|known| known.status).collect();
        statuses.sort_unstable();
        statuses.dedup();
        let statuses: Vec<_> = statuses.iter().map(u16::to_string).collect();
        let (whose, statuses) = (Self::whose(&before), statuses.join(", "));
        let text = format!("is one that errors of {whose} have, not {status}: {statuses}; `raw` sends any");
        Err(Misread::new(text))
    }

    /// Keeps the operations that start tasks.
    ///
    /// # Errors
    /// There are none.
    pub fn with_tasks(&mut self) -> Result<(), Misread> {
        let asked = self.operations.first().map_or("", |known| known.name);
        let all = self.keep_operations(|known| known.starts_task);
        if self.operations.is_empty() {
            let names: Vec<_> = all.iter().map(|known| known.name).collect();
            let near = nearest::names(asked, &names, names.len());
            return Err(Misread::new(format!("goes with an operation that starts a task: {near}")));
        }
        let operations = std::mem::take(&mut self.operations);
        self.keep(|api| operations.iter().any(|known| known.api == api));
        self.operations = operations;
        Ok(())
    }

    /// Returns what the item of a task fails with that the control API lets fail.
    pub fn injected(&self) -> Vec<(Api, Error)> {
        self.apis.iter().map(|api| (*api, Error::Injected)).collect()
    }

    /// Returns the errors of this code that an item of a task can fail with.
    ///
    /// # Errors
    /// An API that is named has none.
    pub fn task_errors(&mut self, code: &str) -> Result<Vec<(Api, Error)>, Misread> {
        let errors = &self.catalogue.task_errors;
        let before = self.apis.clone();
        if self.keep(|api| errors.iter().any(|(of, known, _)| *of == api && known == code)) {
            let found = errors.iter().filter(|(of, known, _)| self.apis.contains(of) && known == code);
            return Ok(found.map(|(api, _, error)| (*api, error.clone())).collect());
        }
        let of = errors.iter().filter(|(of, ..)| before.contains(of));
        let codes: Vec<_> = of.map(|(_, code, _)| &**code).collect();
        let codes = nearest::names(code, &codes, codes.len());
        let text = format!(
            "is the code of an error that an item of a task can have, not `{code}`; there are {codes}"
        );
        Err(Misread::new(text))
    }
}
