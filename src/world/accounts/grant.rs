//! OAuth grants: authorization codes, device codes and refresh tokens, which are redeemed for access tokens, and the
//! tokens with which a page edits as a person.
//!
//! A grant is kept for a while after it expired, so that a client can learn of that, and is then forgotten. How its
//! string looks and what must match when it is redeemed is the provider's part.

use std::{sync::Arc, time::Duration};

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use crate::world::{
    id::{AppId, UserId},
    time::Timestamp,
};

/// How long an expired grant is remembered.
const REMEMBERED: Duration = Duration::from_hours(24);
/// How many grants are kept.
const MOST: usize = 50_000;

/// All grants, by their strings.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Grants {
    by_value: OrdMap<Arc<str>, Arc<Grant>>,
    by_user_code: OrdMap<Arc<str>, Arc<str>>,
    /// When each grant is forgotten.
    forgotten: OrdSet<(Timestamp, Arc<str>)>,
}

/// Something that an application redeems for a token.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Grant {
    /// The string.
    pub value: Arc<str>,
    /// The only application that may redeem it.
    pub app: AppId,
    /// What was asked for, in the words of the application.
    pub scope: Arc<str>,
    /// When it was made.
    pub issued: Timestamp,
    /// How long it can be redeemed.
    pub life: Duration,
    /// What kind of grant it is, and how far it has come.
    pub kind: GrantKind,
}

/// The kinds of grants.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum GrantKind {
    /// An authorization code. It is good once, and is marked then, so that a second use can be distinguished from
    /// a wrong code.
    Code {
        /// The person who agreed.
        user: UserId,
        /// Where the code was sent.
        redirect_uri: Arc<str>,
        /// What the application must prove to know.
        challenge: Option<PkceChallenge>,
        /// What the application wants to read in the ID token.
        nonce: Option<Arc<str>>,
        /// Whether it was redeemed already.
        redeemed: bool,
    },
    /// A device code. A person agrees under another, shorter code; the grant is gone with its use.
    Device {
        /// The shorter code.
        user_code: Arc<str>,
        /// What the person decided.
        consent: Consent,
    },
    /// A refresh token, good until its end.
    Refresh {
        /// The person who agreed.
        user: UserId,
    },
    /// A token with which a page edits as a person, good until its end.
    Edit {
        /// The person.
        user: UserId,
    },
}

/// What the redeeming application must prove that it knows: a key, given as itself or as its hash (PKCE).
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum PkceChallenge {
    /// The key itself.
    Plain(Arc<str>),
    /// Its SHA-256 in base64url.
    S256(Arc<str>),
}

/// What a person decided about a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Consent {
    /// Nothing yet.
    Pending,
    /// No.
    Declined,
    /// Yes.
    Approved(UserId),
}

/// Why the decision of a person about a device is not recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeviceRefusal {
    /// Nobody has this name.
    NoUser(Arc<str>),
    /// No device waits that shows this code.
    NoDevice,
    /// The device has waited too long.
    Expired,
}

impl GrantKind {
    /// Returns the kind of a code that proves no key, sent to this address.
    pub fn code(user: UserId, redirect_uri: &str) -> Self {
        let redirect_uri = redirect_uri.into();
        Self::Code { user, redirect_uri, challenge: None, nonce: None, redeemed: false }
    }

    /// Returns the person who agreed, or as whom a page edits.
    fn user(&self) -> Option<UserId> {
        match self {
            Self::Code { user, .. }
            | Self::Refresh { user }
            | Self::Edit { user }
            | Self::Device { consent: Consent::Approved(user), .. } => Some(*user),
            Self::Device { .. } => None,
        }
    }
}

impl Grant {
    /// Whether it can still be redeemed, as far as time goes.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.issued.plus(self.life)
    }

    /// Whether a person may still decide about it.
    fn is_open(&self, now: Timestamp) -> bool {
        self.is_valid(now) && matches!(self.kind, GrantKind::Device { consent: Consent::Pending, .. })
    }
}

impl Grants {
    pub fn get(&self, value: &str) -> Option<&Grant> {
        self.by_value.get(value).map(Arc::as_ref)
    }

    /// Returns the grant of the device that shows this code, in any case.
    pub fn of_device(&self, user_code: &str) -> Option<&Grant> {
        self.get(self.by_user_code.get(user_code.to_ascii_uppercase().as_str())?)
    }

    /// Keeps a grant. Forgets those that expired long ago, and of too many the ones that do so first.
    pub fn keep(&mut self, grant: Grant, now: Timestamp) {
        self.sweep(now);
        let value = Arc::clone(&grant.value);
        if let GrantKind::Device { user_code, .. } = &grant.kind {
            self.by_user_code.insert(Arc::clone(user_code), Arc::clone(&value));
        }
        let forgotten = grant.issued.plus(grant.life).plus(REMEMBERED);
        self.forgotten.insert((forgotten, Arc::clone(&value)));
        self.by_value.insert(value, Arc::new(grant));
    }

    /// Records what a person decided about a device. Returns whether the device was still waiting for it.
    pub fn record_consent(&mut self, user_code: &str, consent: Consent, now: Timestamp) -> bool {
        let Some(grant) = self.of_device(user_code).filter(|grant| grant.is_open(now)).cloned() else {
            return false;
        };
        let GrantKind::Device { user_code, .. } = grant.kind else { return false };
        let grant = Grant { kind: GrantKind::Device { user_code, consent }, ..grant };
        self.by_value.insert(Arc::clone(&grant.value), Arc::new(grant));
        true
    }

    /// Redeems a grant. Returns whether it was still good.
    pub fn redeem(&mut self, value: &str, now: Timestamp) -> bool {
        let Some(grant) = self.get(value).filter(|grant| grant.is_valid(now)).cloned() else {
            return false;
        };
        match grant.kind {
            GrantKind::Code { redeemed: true, .. } => false,
            GrantKind::Code { user, redirect_uri, challenge, nonce, .. } => {
                let kind = GrantKind::Code { user, redirect_uri, challenge, nonce, redeemed: true };
                self.by_value.insert(Arc::clone(&grant.value), Arc::new(Grant { kind, ..grant }));
                true
            }
            GrantKind::Device { .. } => {
                self.forget(value);
                true
            }
            GrantKind::Refresh { .. } | GrantKind::Edit { .. } => true,
        }
    }

    fn sweep(&mut self, now: Timestamp) {
        while let Some((at, value)) = self.forgotten.get_min().cloned() {
            if at > now && self.forgotten.len() < MOST {
                break;
            }
            self.forgotten.remove(&(at, Arc::clone(&value)));
            self.forget(&value);
        }
    }

    /// Forgets all grants of a person to these applications.
    pub fn forget_of(&mut self, user: UserId, apps: &[AppId]) {
        let ended = |grant: &&Arc<Grant>| grant.kind.user() == Some(user) && apps.contains(&grant.app);
        let ended: Vec<_> =
            self.by_value.values().filter(ended).map(|grant| Arc::clone(&grant.value)).collect();
        for value in ended {
            self.forget(&value);
        }
    }

    /// Forgets a grant at once.
    pub fn forget(&mut self, value: &str) {
        let Some(grant) = self.by_value.remove(value) else { return };
        self.forgotten.remove(&(grant.issued.plus(grant.life).plus(REMEMBERED), value.into()));
        if let GrantKind::Device { user_code, .. } = &grant.kind {
            self.by_user_code.remove(user_code);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{AppId, Consent, Grant, GrantKind, Grants, MOST, REMEMBERED, Timestamp, UserId};

    const NOW: Timestamp = Timestamp::from_seconds(1000);
    const LIFE: Duration = Duration::from_mins(10);

    fn grants(value: &str, kind: GrantKind) -> Grants {
        let mut grants = Grants::default();
        let (value, scope) = (value.into(), "openid".into());
        grants.keep(Grant { value, app: AppId(1), scope, issued: NOW, life: LIFE, kind }, NOW);
        grants
    }

    #[test]
    fn a_code_is_good_once_and_only_in_its_time() {
        let user = UserId(1);
        let kind = GrantKind::Code {
            user,
            redirect_uri: "http://localhost".into(),
            challenge: None,
            nonce: None,
            redeemed: false,
        };
        let mut grants = grants("code", kind);
        let late = NOW.plus(LIFE);
        assert!(!grants.clone().redeem("code", late) && !grants.redeem("other", NOW));
        assert!(grants.redeem("code", NOW));
        assert!(!grants.redeem("code", NOW), "once");
        assert!(grants.get("code").is_some(), "it is remembered");
        grants.sweep(late.plus(REMEMBERED));
        assert!(grants.get("code").is_none(), "but not for ever");
        assert!(grants.forgotten.is_empty());
    }

    #[test]
    fn of_too_many_grants_the_first_to_expire_is_forgotten() {
        let mut grants = grants("first", GrantKind::Refresh { user: UserId(1) });
        for n in 1..=MOST {
            let (value, scope, life) = (n.to_string().into(), "openid".into(), LIFE * 2);
            let kind = GrantKind::Refresh { user: UserId(1) };
            assert!(n == MOST || grants.get("first").is_some());
            grants.keep(Grant { value, app: AppId(1), scope, issued: NOW, life, kind }, NOW);
        }
        assert!(grants.get("first").is_none());
        assert_eq!((grants.by_value.len(), grants.forgotten.len()), (MOST, MOST));
    }

    #[test]
    fn a_device_is_decided_about_once_and_redeemed_once() {
        let kind = GrantKind::Device { user_code: "ABC".into(), consent: Consent::Pending };
        let mut grants = grants("device", kind);
        assert!(!grants.clone().record_consent("ABC", Consent::Declined, NOW.plus(LIFE)), "too late");
        assert!(!grants.record_consent("XYZ", Consent::Declined, NOW));
        assert!(grants.record_consent("abc", Consent::Declined, NOW));
        assert!(!grants.record_consent("ABC", Consent::Declined, NOW), "once");
        assert!(grants.redeem("device", NOW) && !grants.redeem("device", NOW));
        assert!(grants.by_user_code.is_empty() && grants.forgotten.is_empty());
    }
}
