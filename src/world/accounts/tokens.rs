//! All access tokens, by their strings, and when they end.

use std::{sync::Arc, time::Duration};

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use crate::world::{accounts::token::Token, time::Timestamp};

/// How many tokens that end are kept; those that never do come from the fixture and are not counted.
const MOST: usize = 50_000;
/// How long a token is still known as expired, and a sliding one may have been kept alive.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// All access tokens.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Tokens {
    by_value: OrdMap<Arc<str>, Arc<Token>>,
    /// When each token ends, if it does.
    ends: OrdSet<(Timestamp, Arc<str>)>,
}

impl Tokens {
    pub fn get(&self, value: &str) -> Option<&Arc<Token>> {
        self.by_value.get(value)
    }

    /// Iterates over all tokens, by their strings.
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.by_value.values().map(Arc::as_ref)
    }

    /// Keeps a token in place of one of the same string. Forgets those that ended long ago, and of too many the ones
    /// that end first.
    pub fn keep(&mut self, token: Token) {
        let (now, value) = (token.issued, Arc::clone(&token.value));
        self.remove(&value);
        while let Some((end, first)) = self.ends.get_min().cloned() {
            if end.plus(KEPT) >= now && self.ends.len() < MOST {
                break;
            }
            self.remove(&first);
        }
        self.ends.extend(end(&token).map(|end| (end, Arc::clone(&value))));
        self.by_value.insert(value, Arc::new(token));
    }

    /// Forgets a token. Returns whether there was one.
    pub fn remove(&mut self, value: &str) -> bool {
        let Some(token) = self.by_value.remove(value) else { return false };
        if let Some(end) = end(&token) {
            self.ends.remove(&(end, Arc::clone(&token.value)));
        }
        true
    }

    /// Forgets the tokens that do not pass.
    pub fn retain(&mut self, passes: impl Fn(&Token) -> bool) {
        let gone = self.iter().filter(|token| !passes(token)).map(|token| Arc::clone(&token.value));
        for value in gone.collect::<Vec<_>>() {
            self.remove(&value);
        }
    }

    /// Makes the life of every token begin at `now`.
    pub fn date(&mut self, now: Timestamp) {
        let dated = self.iter().map(|token| Token { issued: now, ..token.clone() });
        let mut all = Self::default();
        dated.for_each(|token| all.keep(token));
        *self = all;
    }
}

/// Returns when a token ends that is not used.
fn end(token: &Token) -> Option<Timestamp> {
    token.life.map(|life| token.issued.plus(life))
}

#[cfg(test)]
mod tests {
    use super::{Duration, KEPT, MOST, Timestamp, Token, Tokens};
    use crate::world::accounts::{actor::Principal, token::Scopes};

    fn token(value: &str, issued: Timestamp, life: Option<Duration>) -> Token {
        let (bearer, scopes) = (Principal::default(), Scopes::All);
        Token { value: value.into(), bearer, scopes, api: None, issued, life, sliding: false }
    }

    #[test]
    fn tokens_are_forgotten_long_after_their_end_and_where_there_are_too_many() {
        let (now, hour) = (Timestamp::from_seconds(1000), Duration::from_hours(1));
        let mut tokens = Tokens::default();
        tokens.keep(token("eternal", now, None));
        tokens.keep(token("first", now, Some(hour)));
        let late = now.plus(hour).plus(KEPT);
        tokens.keep(token("second", late, Some(hour)));
        assert!(tokens.get("first").is_some(), "still known as expired");
        tokens.keep(token("third", late.plus(Duration::from_millis(1)), Some(hour)));
        assert!(tokens.get("first").is_none());
        tokens.keep(token("short", late, Some(Duration::from_secs(1))));
        for n in 3..MOST {
            tokens.keep(token(&n.to_string(), late, Some(hour)));
        }
        assert!(tokens.get("short").is_some());
        tokens.keep(token("one more", late, Some(hour)));
        assert!(tokens.get("short").is_none() && tokens.get("eternal").is_some());
        assert_eq!((tokens.iter().count(), tokens.ends.len()), (MOST + 1, MOST));
        assert!(tokens.remove("one more") && !tokens.remove("one more"));
        tokens.keep(token("eternal", now, Some(hour)));
        tokens.retain(|token| &*token.value == "eternal");
        assert_eq!((tokens.iter().count(), tokens.ends.len()), (1, 1));
    }
}
