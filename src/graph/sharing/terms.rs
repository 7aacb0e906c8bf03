//! The terms of a permission: its people, role and end.

use std::collections::HashSet;

use serde::Deserialize;

use crate::{
    graph::{error::Error, ids},
    http::{body::Object, date},
    world::{Grantee, Permission, Permit, Role, Timestamp, World},
};

/// How many people one request may name.
const MOST_RECIPIENTS: usize = 200;
/// The longest mail address, in characters: the longest one that can be written to.
const LONGEST_MAIL: usize = 254;

/// The refusal of an end that is no date, or in the past.
const NOT_IN_FUTURE: Error = Error::Invalid("expirationDateTime must be a date and time in the future.");

/// A person as a request names them: <https://learn.microsoft.com/en-us/graph/api/resources/driverecipient>.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    email: Option<String>,
    alias: Option<String>,
    object_id: Option<String>,
}

/// Reads `["read"]` or `["write"]`.
pub fn role(roles: &[String]) -> Result<Role, Error> {
    match roles {
        [role] if role.eq_ignore_ascii_case("read") => Ok(Role::Read),
        [role] if role.eq_ignore_ascii_case("write") => Ok(Role::Write),
        _ => Err(Error::Invalid("roles must be [\"read\"] or [\"write\"].")),
    }
}

/// Reads when a permission is to end.
pub fn expiration(text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    date::parse_rfc3339(text).ok_or(NOT_IN_FUTURE).and_then(|end| in_future(end, now))
}

/// Returns the end of a permission, which has to be in the future.
pub fn in_future(end: Timestamp, now: Timestamp) -> Result<Timestamp, Error> {
    if end > now { Ok(end) } else { Err(NOT_IN_FUTURE) }
}

/// Returns the people who are named; a mail address that nobody has is a guest's.
pub fn people(world: &World, recipients: Option<&[Object<Recipient>]>) -> Result<Vec<Grantee>, Error> {
    let none = Error::Invalid("At least one recipient must be named.");
    let recipients = recipients.filter(|recipients| !recipients.is_empty()).ok_or(none)?;
    if recipients.len() > MOST_RECIPIENTS {
        return Err(Error::Invalid("At most 200 recipients can be named at once."));
    }
    recipients.iter().map(|recipient| grantee(world, recipient)).collect()
}

/// Adds people to a link, each once.
pub fn add(link: &mut Permission, new: Vec<Grantee>) {
    if let Permit::Link { people, .. } = &mut link.grant {
        let mut known: HashSet<String> = people.iter().map(mail).collect();
        people.extend(new.into_iter().filter(|person| known.insert(mail(person))));
    }
}

/// Takes people out of a link.
pub fn take_out(link: &mut Permission, gone: &[Grantee]) {
    if let Permit::Link { people, .. } = &mut link.grant {
        let gone: HashSet<String> = gone.iter().map(mail).collect();
        people.retain(|person| !gone.contains(&mail(person)));
    }
}

/// Returns what makes two the same person.
fn mail(person: &Grantee) -> String {
    person.email.to_ascii_lowercase()
}

fn grantee(world: &World, recipient: &Recipient) -> Result<Grantee, Error> {
    let user = match recipient {
        Recipient { object_id: Some(id), .. } => ids::parse_user(world, id),
        Recipient { email: Some(name), .. } | Recipient { alias: Some(name), .. } => world.user_named(name),
        _ => None,
    };
    match (user, &recipient.email) {
        (Some(user), _) => Ok(Grantee { user: Some(user.id), email: user.email.clone() }),
        (None, Some(email)) if email.chars().count() > LONGEST_MAIL => {
            Err(Error::Invalid("A mail address is longer than 254 characters."))
        }
        (None, Some(email)) if recipient.object_id.is_none() && email.contains('@') => {
            Ok(Grantee { user: None, email: email.as_str().into() })
        }
        _ => Err(Error::NoResolvedUsers),
    }
}
