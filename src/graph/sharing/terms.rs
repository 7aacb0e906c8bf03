//! The terms of a permission: its people, role and end.

use serde::Deserialize;

use crate::{
    graph::{error::Error, ids},
    http::{body::Object, date},
    world::{Grantee, Permission, Permit, Role, Timestamp, World},
};

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
    recipients.iter().map(|recipient| grantee(world, recipient)).collect()
}

/// Adds people to a link, each once.
pub fn add(link: &mut Permission, new: Vec<Grantee>) {
    if let Permit::Link { people, .. } = &mut link.grant {
        for person in new {
            if !people.iter().any(|known| is_same(known, &person)) {
                people.push(person);
            }
        }
    }
}

/// Returns whether two are the same person.
pub fn is_same(one: &Grantee, other: &Grantee) -> bool {
    one.email.eq_ignore_ascii_case(&other.email)
}

fn grantee(world: &World, recipient: &Recipient) -> Result<Grantee, Error> {
    let user = match recipient {
        Recipient { object_id: Some(id), .. } => {
            world.users().find(|user| ids::user(user.id).eq_ignore_ascii_case(id))
        }
        Recipient { email: Some(name), .. } | Recipient { alias: Some(name), .. } => world.user_named(name),
        _ => None,
    };
    match (user, &recipient.email) {
        (Some(user), _) => Ok(Grantee { user: Some(user.id), email: user.email.clone() }),
        (None, Some(email)) if recipient.object_id.is_none() && email.contains('@') => {
            Ok(Grantee { user: None, email: email.as_str().into() })
        }
        _ => Err(Error::NoResolvedUsers),
    }
}
