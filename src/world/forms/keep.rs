//! Keeping forms.

use std::sync::Arc;

use crate::world::{error::Error, forms::form::Form, id::UserId, state::World, time::Timestamp};

/// The most forms of a world.
const MOST_FORMS: usize = 10_000;

impl World {
    /// Makes a form. Returns its number.
    ///
    /// # Errors
    /// [`Error::TooManyItems`].
    pub fn create_form(&mut self, owner: UserId, given: Arc<str>, now: Timestamp) -> Result<u64, Error> {
        if self.forms.len() >= MOST_FORMS {
            return Err(Error::TooManyItems { limit: MOST_FORMS as u64 });
        }
        let number = self.forms.get_max().map_or(0, |(number, _)| *number) + 1;
        self.forms.insert(number, Arc::new(Form { number, owner, given, created: now, modified: now }));
        Ok(number)
    }

    /// Returns the form of this number, if it is this person's.
    pub fn form(&self, owner: UserId, number: u64) -> Option<&Arc<Form>> {
        self.forms.get(&number).filter(|form| form.owner == owner)
    }

    /// Iterates over the forms of a person, the newest first.
    pub fn forms(&self, owner: UserId) -> impl Iterator<Item = &Arc<Form>> {
        self.forms.values().rev().filter(move |form| form.owner == owner)
    }

    /// Puts something else into a form.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn change_form(
        &mut self,
        owner: UserId,
        number: u64,
        given: Arc<str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let form = self.form(owner, number).ok_or(Error::NotFound)?;
        let form = Form { given, modified: now, ..Form::clone(form) };
        self.forms.insert(number, Arc::new(form));
        Ok(())
    }
}
