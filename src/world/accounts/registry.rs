//! Who is known: people, applications, tokens and grants.

use std::sync::Arc;

use crate::world::{
    accounts::{
        account::{Api, App, AppKind, Handle, User},
        grant::{Consent, DeviceRefusal, Grant},
        token::Token,
    },
    error::Error,
    id::{AppId, UserId, ordinal},
    state::World,
    time::Timestamp,
};

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
        self.handles.extend(user.handles().map(|handle| (handle, id)));
        self.users.insert(id, Arc::new(user));
        id
    }

    /// Changes a person.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn edit_user(&mut self, id: UserId, change: impl FnOnce(&mut User)) -> Result<(), Error> {
        let user = Arc::make_mut(self.users.get_mut(&id).ok_or(Error::NotFound)?);
        let before = user.handles();
        change(user);
        let after = user.handles();
        if before != after {
            for handle in before {
                self.handles.remove(&(handle, id));
            }
            self.handles.extend(after.map(|handle| (handle, id)));
        }
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
        let first = |handle: Handle| {
            let next = self.handles.get_next(&(handle.clone(), UserId(0)))?;
            Some(next.1).filter(|_| next.0 == handle)
        };
        let ids = [Handle::Name(name.into()), Handle::mail(name)].map(first);
        self.user(ids.into_iter().flatten().min()?)
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
        self.tokens.iter()
    }

    /// Returns the token of this string if the service accepts it; it may have expired.
    pub fn token(&self, api: Api, value: &str) -> Option<&Arc<Token>> {
        self.tokens.get(value).filter(|token| token.api.is_none_or(|only| only == api))
    }

    /// Keeps a token in place of one of the same string, and forgets those that ended long ago, or are too many.
    pub fn issue(&mut self, token: Token) {
        self.tokens.keep(token);
    }

    /// Makes the life of every token begin at `now`.
    pub fn date_tokens(&mut self, now: Timestamp) {
        self.tokens.date(now);
    }

    /// Forgets a token. Returns whether there was one.
    pub fn revoke(&mut self, value: &str) -> bool {
        self.tokens.remove(value)
    }

    /// Signs a person out of a service: forgets the tokens that it accepts, and what its applications could redeem for
    /// new ones.
    pub fn sign_out(&mut self, api: Api, user: UserId) {
        let is_ended =
            |token: &Token| token.bearer.user == Some(user) && token.api.is_none_or(|only| only == api);
        self.tokens.retain(|token| !is_ended(token));
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
