//! Edit tokens: with one, a page that an application shows edits as the user for a few minutes.
//!
//! They are made by `user/edit_token`, and by all that returns an address with one (`with_edit_token`).

use std::{sync::Arc, time::Duration};

use crate::{
    http::Refusal,
    kdocs::{error::Error, ids},
    world::{Grant, GrantKind, Principal, Timestamp, World},
};

/// How long one is good: the vendor prints ten minutes as an example.
pub const LIFE: Duration = Duration::from_mins(10);

/// Makes an edit token of this user and application.
///
/// # Errors
/// [`Refusal::UnknownToken`] if there is no user or no application.
pub fn make(world: &mut World, whose: Principal, now: Timestamp) -> Result<Arc<str>, Error> {
    let Principal { user: Some(user), app: Some(app) } = whose else {
        return Err(Refusal::UnknownToken.into());
    };
    let value: Arc<str> = ids::edit_token(world.next_serial()).into();
    let (kind, scope) = (GrantKind::Edit { user }, "".into());
    world.keep_grant(Grant { value: Arc::clone(&value), app, scope, issued: now, life: LIFE, kind }, now);
    Ok(value)
}

/// Ends an edit token of this user and application. Returns whether it was still good.
pub fn end(world: &mut World, whose: Principal, token: &str, now: Timestamp) -> bool {
    let is_theirs = |grant: &&Grant| match grant.kind {
        GrantKind::Edit { user } => whose == Principal { user: Some(user), app: Some(grant.app) },
        _ => false,
    };
    let found = world.grant(token).filter(is_theirs).is_some_and(|grant| grant.is_valid(now));
    if found {
        world.withdraw_grant(token);
    }
    found
}
