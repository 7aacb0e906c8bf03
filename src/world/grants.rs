//! What stands between a person's consent and a token: authorization codes, device codes, refresh tokens.
//!
//! They are kept for a while after they expire, so that a client can be told so, and then forgotten. How their
//! strings look and what must match when one is redeemed is the provider's.

use std::{sync::Arc, time::Duration};

use imbl::{OrdMap, OrdSet};

use super::{AppId, Timestamp, UserId, World};

/// How long an expired grant is remembered.
const REMEMBERED: Duration = Duration::from_hours(24);

/// All grants, by their strings.
#[derive(Clone, Default)]
pub(super) struct Grants {
    by_value: OrdMap<Arc<str>, Arc<Grant>>,
    by_user_code: OrdMap<Arc<str>, Arc<str>>,
    forgotten: OrdSet<(Timestamp, Arc<str>)>,
}

/// Something that an application hands in for a token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    /// The string.
    pub value: Arc<str>,
    /// The only application that may hand it in.
    pub app: AppId,
    /// What was asked for, in the words of the application.
    pub scope: Arc<str>,
    /// When it was made.
    pub issued: Timestamp,
    /// How long it can be handed in.
    pub life: Duration,
    /// What kind of grant it is, and how far it has come.
    pub kind: GrantKind,
}

/// The kinds of grants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GrantKind {
    /// An authorization code, good for one time.
    Code {
        /// Who agreed.
        user: UserId,
        /// Where the code was sent.
        redirect_uri: Arc<str>,
        /// What the application must prove to know.
        challenge: Option<PkceChallenge>,
        /// What the application wants to read in its answer.
        nonce: Option<Arc<str>>,
        /// Whether it was handed in already.
        redeemed: bool,
    },
    /// A device code; a person answers it under another, shorter code.
    Device {
        /// The shorter code.
        user_code: Arc<str>,
        /// What the person said.
        consent: Consent,
    },
    /// A refresh token.
    Refresh {
        /// Who agreed.
        user: UserId,
    },
}

/// A proof key, or its hash, that the redeeming application must present.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PkceChallenge {
    /// The key itself.
    Plain(Arc<str>),
    /// Its SHA-256 in base64url.
    S256(Arc<str>),
}

/// What a person said to a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consent {
    /// Nothing yet.
    Pending,
    /// No.
    Declined,
    /// Yes.
    Approved(UserId),
}

impl Grant {
    /// Whether it can still be handed in, as far as time goes.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.issued.plus(self.life)
    }

    /// Whether a person may still answer it.
    fn is_open(&self, now: Timestamp) -> bool {
        self.is_valid(now) && matches!(self.kind, GrantKind::Device { consent: Consent::Pending, .. })
    }
}

impl World {
    /// The grant of this string; it may have expired.
    pub fn grant(&self, value: &str) -> Option<&Grant> {
        self.grants.by_value.get(value).map(Arc::as_ref)
    }

    /// The device that shows this code, in any case; it may have expired.
    pub fn device(&self, user_code: &str) -> Option<&Grant> {
        self.grant(self.grants.by_user_code.get(user_code.to_ascii_uppercase().as_str())?)
    }

    /// Keeps a grant, and forgets those that expired long ago.
    pub fn keep_grant(&mut self, grant: Grant, now: Timestamp) {
        self.sweep_grants(now);
        let value = Arc::clone(&grant.value);
        if let GrantKind::Device { user_code, .. } = &grant.kind {
            self.grants.by_user_code.insert(Arc::clone(user_code), Arc::clone(&value));
        }
        let forgotten = grant.issued.plus(grant.life).plus(REMEMBERED);
        self.grants.forgotten.insert((forgotten, Arc::clone(&value)));
        self.grants.by_value.insert(value, Arc::new(grant));
    }

    /// Answers a device; tells whether it was still waiting for an answer.
    pub fn record_consent(&mut self, user_code: &str, said: Consent, now: Timestamp) -> bool {
        let Some(grant) = self.device(user_code).filter(|grant| grant.is_open(now)).cloned() else {
            return false;
        };
        let GrantKind::Device { user_code, .. } = grant.kind else { return false };
        let grant = Grant { kind: GrantKind::Device { user_code, consent: said }, ..grant };
        self.grants.by_value.insert(Arc::clone(&grant.value), Arc::new(grant));
        true
    }

    /// Takes a grant that is handed in; tells whether it was still good.
    ///
    /// A code is marked, so that a second use can be told from a wrong one; a device code is gone with its use; a
    /// refresh token stays good to its end.
    pub fn redeem(&mut self, value: &str, now: Timestamp) -> bool {
        let Some(grant) = self.grant(value).filter(|grant| grant.is_valid(now)).cloned() else {
            return false;
        };
        match grant.kind {
            GrantKind::Code { redeemed: true, .. } => false,
            GrantKind::Code { user, redirect_uri, challenge, nonce, .. } => {
                let kind = GrantKind::Code { user, redirect_uri, challenge, nonce, redeemed: true };
                self.grants.by_value.insert(Arc::clone(&grant.value), Arc::new(Grant { kind, ..grant }));
                true
            }
            GrantKind::Device { .. } => {
                self.forget_grant(value);
                true
            }
            GrantKind::Refresh { .. } => true,
        }
    }

    fn sweep_grants(&mut self, now: Timestamp) {
        while let Some((at, value)) = self.grants.forgotten.get_min().filter(|(at, _)| *at <= now).cloned() {
            self.grants.forgotten.remove(&(at, Arc::clone(&value)));
            self.forget_grant(&value);
        }
    }

    fn forget_grant(&mut self, value: &str) {
        let Some(grant) = self.grants.by_value.remove(value) else { return };
        self.grants.forgotten.remove(&(grant.issued.plus(grant.life).plus(REMEMBERED), value.into()));
        if let GrantKind::Device { user_code, .. } = &grant.kind {
            self.grants.by_user_code.remove(user_code);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Consent, Grant, GrantKind, REMEMBERED};
    use crate::world::{Api, AppKind, Timestamp, World};

    const NOW: Timestamp = Timestamp::from_seconds(1000);
    const LIFE: Duration = Duration::from_mins(10);

    fn world(value: &str, kind: GrantKind) -> World {
        let mut world = World::new();
        let app = world.add_app(Api::Graph, "key", "secret", AppKind::Test);
        let grant = Grant { value: value.into(), app, scope: "openid".into(), issued: NOW, life: LIFE, kind };
        world.keep_grant(grant, NOW);
        world
    }

    #[test]
    fn a_code_is_good_once_and_only_in_its_time() {
        let user = World::new().add_user("alice", "Alice", "alice@example.com");
        let kind = GrantKind::Code {
            user,
            redirect_uri: "http://localhost".into(),
            challenge: None,
            nonce: None,
            redeemed: false,
        };
        let mut world = world("code", kind);
        let late = NOW.plus(LIFE);
        assert!(!world.clone().redeem("code", late) && !world.redeem("other", NOW));
        assert!(world.redeem("code", NOW));
        assert!(!world.redeem("code", NOW), "once");
        assert!(world.grant("code").is_some(), "it is remembered");
        world.sweep_grants(late.plus(REMEMBERED));
        assert!(world.grant("code").is_none(), "but not for ever");
        assert!(world.grants.forgotten.is_empty());
    }

    #[test]
    fn a_device_is_answered_once_and_redeemed_once() {
        let kind = GrantKind::Device { user_code: "ABC".into(), consent: Consent::Pending };
        let mut world = world("device", kind);
        assert!(!world.clone().record_consent("ABC", Consent::Declined, NOW.plus(LIFE)), "too late");
        assert!(!world.record_consent("XYZ", Consent::Declined, NOW));
        assert!(world.record_consent("abc", Consent::Declined, NOW));
        assert!(!world.record_consent("ABC", Consent::Declined, NOW), "once");
        assert!(world.redeem("device", NOW) && !world.redeem("device", NOW));
        assert!(world.grants.by_user_code.is_empty() && world.grants.forgotten.is_empty());
    }
}
