//! Who is known: people, applications, tokens and grants.

use std::{sync::Arc, time::Duration};

use crate::world::{
    accounts::{
        account::{Api, App, AppKind, User},
        grant::{Consent, DeviceRefusal, Grant},
        token::Token,
    },
    error::Error,
    id::{AppId, UserId, ordinal},
    state::World,
    time::Timestamp,
};

/// How many tokens are issued before expired ones are looked for.
const TOKENS_BETWEEN_SWEEPS: usize = 256;
/// How long a token is still known as expired, and a sliding one may have been kept alive.
const KEPT: Duration = Duration::from_hours(30 * 24);

impl World {
    /// Sets the id of the organisation that everybody belongs to.
    pub fn set_tenant(&mut self, tenant: &str) {
        self.tenant = tenant.into();
    }

    /// Returns the id of the organisation that everybody belongs to.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// Adds a person; the first one administers the organisation.
    pub fn add_user(&mut self, name: &str, display_name: &str, email: &str) -> UserId {
        self.last_user += 1;
        let id = UserId(self.last_user);
        let user = User {
            id,
            name: name.into(),
            display_name: display_name.into(),
            email: email.into(),
            mobile: None,
            is_administrator: self.users.is_empty(),
            is_disabled: false,
        };
        self.users.insert(id, Arc::new(user));
        id
    }

    /// Changes a person.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn edit_user(&mut self, id: UserId, change: impl FnOnce(&mut User)) -> Result<(), Error> {
        change(Arc::make_mut(self.users.get_mut(&id).ok_or(Error::NotFound)?));
        Ok(())
    }

    /// Adds an application.
    pub fn add_app(&mut self, api: Api, key: &str, secret: &str, kind: AppKind) -> AppId {
        let id = AppId(ordinal(self.apps.len()));
        let (key, secret): (Arc<str>, _) = (key.into(), secret.into());
        let app = App {
            id,
            api,
            name: Arc::clone(&key),
            key,
            secret,
            kind,
            require_signature: None,
            lacks: Arc::default(),
        };
        self.apps.insert(id, Arc::new(app));
        id
    }

    /// Gives an application a name for people; without one it is named by its key.
    pub fn name_app(&mut self, id: AppId, name: &str) {
        if let Some(app) = self.apps.get(&id) {
            let app = App { name: name.into(), ..app.as_ref().clone() };
            self.apps.insert(id, Arc::new(app));
        }
    }

    /// Sets on which terms an application is served, see [`App`].
    pub fn set_app_terms(&mut self, id: AppId, require_signature: Option<bool>, lacks: Arc<[Arc<str>]>) {
        if let Some(app) = self.apps.get(&id) {
            let app = App { require_signature, lacks, ..app.as_ref().clone() };
            self.apps.insert(id, Arc::new(app));
        }
    }

    /// Iterates over all people, in the order in which they were entered.
    pub fn users(&self) -> impl Iterator<Item = &User> {
        self.users.values().map(Arc::as_ref)
    }

    /// Returns one person.
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.get(&id).map(Arc::as_ref)
    }

    /// Returns the person with this short name or mail address.
    pub fn user_named(&self, name: &str) -> Option<&User> {
        self.users().find(|user| *user.name == *name || user.email.eq_ignore_ascii_case(name))
    }

    /// Iterates over all applications, in the order in which they were entered.
    pub fn apps(&self) -> impl Iterator<Item = &App> {
        self.apps.values().map(Arc::as_ref)
    }

    /// Returns one application.
    pub fn app(&self, id: AppId) -> Option<&App> {
        self.apps.get(&id).map(Arc::as_ref)
    }

    /// Returns the application that a service knows under this public identifier.
    pub fn app_keyed(&self, api: Api, key: &str) -> Option<&App> {
        self.apps().find(|app| app.api == api && *app.key == *key)
    }

    /// Iterates over all tokens, by their strings.
    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.tokens.values().map(Arc::as_ref)
    }

    /// Returns the token of this string if the service accepts it; it may have expired.
    pub fn token(&self, api: Api, value: &str) -> Option<&Arc<Token>> {
        self.tokens.get(value).filter(|token| token.api.is_none_or(|only| only == api))
    }

    /// Keeps a token in place of one of the same string, and forgets those that expired long ago.
    pub fn issue(&mut self, token: Token) {
        if self.tokens.len().is_multiple_of(TOKENS_BETWEEN_SWEEPS) {
            let now = token.issued;
            let old = |token: &Token| token.life.is_some_and(|life| token.issued.plus(life).plus(KEPT) < now);
            let old: Vec<_> =
                self.tokens().filter(|token| old(token)).map(|token| Arc::clone(&token.value)).collect();
            for value in old {
                self.tokens.remove(&value);
            }
        }
        self.tokens.insert(Arc::clone(&token.value), Arc::new(token));
    }

    /// Makes the life of every token begin at `now`.
    pub fn date_tokens(&mut self, now: Timestamp) {
        let redated = |token: &Arc<Token>| Arc::new(Token { issued: now, ..token.as_ref().clone() });
        self.tokens = self.tokens.iter().map(|(value, token)| (Arc::clone(value), redated(token))).collect();
    }

    /// Forgets a token. Returns whether there was one.
    pub fn revoke(&mut self, value: &str) -> bool {
        self.tokens.remove(value).is_some()
    }

    /// Signs a person out of a service: forgets the tokens that it accepts, and what its applications could redeem for
    /// new ones.
    pub fn sign_out(&mut self, api: Api, user: UserId) {
        let is_ended =
            |token: &Token| token.bearer.user == Some(user) && token.api.is_none_or(|only| only == api);
        let ended: Vec<_> =
            self.tokens().filter(|token| is_ended(token)).map(|token| Arc::clone(&token.value)).collect();
        for value in ended {
            self.tokens.remove(&value);
        }
        let apps: Vec<_> = self.apps().filter(|app| app.api == api).map(|app| app.id).collect();
        self.grants.forget_of(user, &apps);
    }

    /// Records what a person decided about the device of a service that shows this code: to let it in as the person of
    /// this short name or mail address, or to decline.
    ///
    /// # Errors
    /// Why nothing is recorded.
    pub fn decide_on_device(
        &mut self,
        api: Api,
        user_code: &str,
        user: Option<&str>,
        now: Timestamp,
    ) -> Result<Consent, DeviceRefusal> {
        let consent = match user {
            None => Consent::Declined,
            Some(name) => {
                let user = self.user_named(name).ok_or_else(|| DeviceRefusal::NoUser(name.into()))?;
                Consent::Approved(user.id)
            }
        };
        let device = self.device(user_code);
        let device = device.filter(|device| self.app(device.app).is_some_and(|app| app.api == api));
        let device = device.ok_or(DeviceRefusal::NoDevice)?;
        let expired = !device.is_valid(now);
        match self.record_consent(user_code, consent, now) {
            true => Ok(consent),
            false if expired => Err(DeviceRefusal::Expired),
            false => Err(DeviceRefusal::NoDevice),
        }
    }

    /// Returns a number that was never returned before, for strings that must not repeat.
    pub fn next_serial(&mut self) -> u64 {
        self.serials += 1;
        self.serials
    }

    /// Returns the grant of this string; it may have expired.
    pub fn grant(&self, value: &str) -> Option<&Grant> {
        self.grants.get(value)
    }

    /// Returns the grant of the device that shows this code, in any case; it may have expired.
    pub fn device(&self, user_code: &str) -> Option<&Grant> {
        self.grants.of_device(user_code)
    }

    /// Keeps a grant, and forgets those that expired long ago.
    pub fn keep_grant(&mut self, grant: Grant, now: Timestamp) {
        self.grants.keep(grant, now);
    }

    /// Records what a person decided about a device. Returns whether the device was still waiting for it.
    pub fn record_consent(&mut self, user_code: &str, consent: Consent, now: Timestamp) -> bool {
        self.grants.record_consent(user_code, consent, now)
    }

    /// Redeems a grant. Returns whether it was still good; see [`GrantKind`](crate::world::GrantKind) for how often
    /// each kind is.
    pub fn redeem(&mut self, value: &str, now: Timestamp) -> bool {
        self.grants.redeem(value, now)
    }

    /// Withdraws a grant before its time; nothing remembers it.
    pub fn withdraw_grant(&mut self, value: &str) {
        self.grants.forget(value);
    }
}
