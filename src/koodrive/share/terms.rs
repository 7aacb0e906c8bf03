//! What a person says of a share.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use serde::Deserialize;

use crate::{
    http::body::Object,
    koodrive::{auth::Caller, dates, error::Error, ids, json::Loose},
    world::{Audience, Error as WorldError, GroupKind, ShareTerms, Timestamp, World},
};

/// The most days for which something is shared.
const MOST_DAYS: u64 = 365;
/// The most people and groups that a share names.
const MOST_NAMED: usize = 1000;
/// The characters of a code, and the most of a comment.
const CODE: usize = 8;
const LONGEST_COMMENT: usize = 511;

/// The terms of a new share.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermsBody {
    scope: u32,
    #[serde(default)]
    dept_ids: Vec<Loose<u64>>,
    #[serde(default)]
    group_ids: Vec<Loose<u64>>,
    #[serde(default)]
    user_ids: Vec<String>,
    #[serde(default)]
    phone_numbers: Vec<String>,
    permission: Option<Object<PermissionBody>>,
    #[serde(default)]
    extract_code: Loose<String>,
    #[serde(default)]
    expire_time: Loose<String>,
    #[serde(default)]
    comment: Loose<String>,
    #[serde(default)]
    valid_days: Loose<u64>,
}

#[derive(Deserialize)]
struct PermissionBody {
    #[serde(default)]
    preview: bool,
    #[serde(default)]
    edit: bool,
    #[serde(default)]
    download: bool,
}

impl TermsBody {
    /// Returns the terms, whose people and groups are those of this world.
    pub fn terms(&self, caller: &Caller, world: &World, now: Timestamp) -> Result<ShareTerms, Error> {
        let audience = match self.scope {
            1 => Audience::Anyone,
            2 => Audience::Company,
            3 => self.named(caller, world)?,
            _ => return Err(Error::Parameters),
        };
        let Object(allowed) = self.permission.as_ref().unwrap_or(&Object(PermissionBody {
            preview: true,
            edit: false,
            download: true,
        }));
        if !(allowed.preview || allowed.edit || allowed.download) {
            return Err(Error::Parameters);
        }
        Ok(ShareTerms {
            audience,
            preview: allowed.preview,
            edit: allowed.edit,
            download: allowed.download,
            code: self.extract_code.0.as_deref().map(code).transpose()?.flatten(),
            comment: comment(self.comment.0.as_deref().unwrap_or_default())?,
            expires: self.end(now)?,
        })
    }

    /// Returns the people and groups that are named, without the one who names them.
    fn named(&self, caller: &Caller, world: &World) -> Result<Audience, Error> {
        let (groups, people) = (self.dept_ids.len() + self.group_ids.len(), self.user_ids.len());
        if groups + people > MOST_NAMED {
            return Err(Error::Parameters);
        }
        if !self.phone_numbers.is_empty() {
            caller.call.note("phoneNumbers are not looked at: nobody has one");
        }
        let group = |(Loose(id), kind): (&Loose<u64>, GroupKind)| {
            let found = id.and_then(|id| ids::parse_group(world, &id.to_string()));
            let found = found.filter(|id| world.group(*id).is_some_and(|group| group.kind == kind));
            found.ok_or(Error::World(WorldError::NotFound))
        };
        let departments = self.dept_ids.iter().map(|id| (id, GroupKind::Department));
        let groups = departments.chain(self.group_ids.iter().map(|id| (id, GroupKind::Team)));
        let groups = groups.map(group).collect::<Result<BTreeSet<_>, _>>()?;
        let person = |id: &String| ids::parse_user(world, id).ok_or(Error::World(WorldError::NotFound));
        let mut people = self.user_ids.iter().map(person).collect::<Result<BTreeSet<_>, _>>()?;
        people.remove(&caller.user);
        if groups.is_empty() && people.is_empty() {
            return Err(Error::Parameters);
        }
        Ok(Audience::Named { people: people.into_iter().collect(), groups: groups.into_iter().collect() })
    }

    fn end(&self, now: Timestamp) -> Result<Timestamp, Error> {
        let by_days = self.valid_days.0.map(|days| after(days, now)).transpose()?;
        let by_date =
            self.expire_time.0.as_deref().map(|text| dates::parse_clock(text).ok_or(Error::Parameters));
        let end = by_date.transpose()?.or(by_days).ok_or(Error::Parameters)?;
        if end > now && end <= after(MOST_DAYS, now)? { Ok(end) } else { Err(Error::Parameters) }
    }
}

/// Returns when a share ends that holds for so many days from now.
pub fn after(days: u64, now: Timestamp) -> Result<Timestamp, Error> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Error::Parameters);
    }
    Ok(now.plus(Duration::from_hours(24 * days)))
}

/// Reads a code; an empty one is none.
pub fn code(text: &str) -> Result<Option<Arc<str>>, Error> {
    let is_code = text.len() == CODE && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_code || text.is_empty() {
        Ok(Some(text.into()).filter(|_| is_code))
    } else {
        Err(Error::Parameters)
    }
}

/// Reads a comment.
pub fn comment(text: &str) -> Result<Arc<str>, Error> {
    if text.chars().count() > LONGEST_COMMENT { Err(Error::Parameters) } else { Ok(text.into()) }
}
