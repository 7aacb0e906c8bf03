//! How much spaces hold: all together, by their size, by their people, and what is allocated to each kind.
//!
//! See <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/GetSpaceUsageByOverview.html> and its
//! neighbours. What their tables call an allocation is the number of spaces in their examples.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity, dates,
        error::Error,
        ids,
        json::{Loose, Query, number},
        render::{Usage, kind, used},
        respond,
        scopes::READ,
        wire::{Counted, SpaceAllocation, SpaceQuotaUsage, UserSpaceQuota},
    },
    world::{Drive, World},
};

/// Returns how much all spaces hold.
pub const GET_SPACE_USAGE_BY_OVERVIEW: Operation = Operation { name: "GetSpaceUsageByOverview", ..READ };
/// Returns how much the spaces of each size hold.
pub const GET_SPACE_USAGE_BY_QUOTA: Operation = Operation { name: "GetSpaceUsageByQuota", ..READ };
/// Returns how much the spaces of people hold.
pub const GET_SPACE_USAGE_BY_USER: Operation = Operation { name: "GetSpaceUsageByUser", ..READ };
/// Returns what is allocated to each kind of spaces.
pub const GET_SPACE_ALLOCATION: Operation = Operation { name: "GetSpaceAllocation", ..READ };

/// The most people of one call, and the most rows of a page.
const MOST_PEOPLE: usize = 50;
const MOST_ROWS: u64 = 100;
/// How many KB are one GB.
const KB: u64 = 1 << 20;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UsersBody {
    user_ids: Option<Vec<String>>,
    #[serde(default)]
    limit: Loose<u64>,
    #[serde(default)]
    offset: Loose<u64>,
}

/// Returns how much all spaces hold, to the administrator of the tenant.
///
/// Handles `GET /koodrive/ose/v1/space/usage/overview`.
pub fn overview(caller: Caller) -> Result<Response, Error> {
    let world = governed(&caller)?;
    Ok(respond::data(row(None, Usage::of(world, all(world)))))
}

/// Returns how much the spaces of each size hold, to the administrator of the tenant.
///
/// Handles `GET /koodrive/ose/v1/space/usage/quota`.
pub fn by_quota(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = page(number(&query, "offset")?, number(&query, "limit")?)?;
    let world = governed(&caller)?;
    let mut sizes: BTreeMap<u64, Vec<&Drive>> = BTreeMap::new();
    for drive in all(world) {
        sizes.entry(capacity::told(drive.total)).or_default().push(drive);
    }
    let total = sizes.len();
    let rows = sizes.into_iter().skip(offset).take(limit);
    let data = rows.map(|(quota, drives)| row(Some(quota), Usage::of(world, drives.into_iter()))).collect();
    Ok(respond::beside(Counted { data, total }))
}

/// Returns how much the spaces of people hold, to the administrator of the tenant.
///
/// Handles `POST /koodrive/ose/v1/space/usage/user`.
pub fn by_user(caller: Caller) -> Result<Response, Error> {
    let UsersBody { user_ids, limit, offset } = caller.body()?;
    let (offset, limit) = page(offset.0, limit.0)?;
    if user_ids.as_ref().is_some_and(|users| !(1..=MOST_PEOPLE).contains(&users.len())) {
        return Err(Error::Parameters);
    }
    let world = governed(&caller)?;
    let users =
        user_ids.map(|users| users.iter().filter_map(|id| ids::parse_user(world, id)).collect::<Vec<_>>());
    let is_wanted = |drive: &&Drive| {
        drive.person().is_some_and(|user| users.as_ref().is_none_or(|users| users.contains(&user)))
    };
    let found: Vec<&Drive> = all(world).filter(is_wanted).collect();
    let total = found.len();
    let rows = found.into_iter().skip(offset).take(limit);
    let data = rows.filter_map(|drive| {
        let made = dates::utc(world.node(drive.root).ok()?.created.at);
        Some(UserSpaceQuota {
            quota: (capacity::told(drive.total) * KB).to_string(),
            user_id: ids::user(drive.person()?),
            used: capacity::used_told(used(world, drive)),
            create_time: made.clone(),
            effective_time: made,
        })
    });
    Ok(respond::beside(Counted { data: data.collect(), total }))
}

/// Returns what is allocated to each kind of spaces, to the administrator of the tenant.
///
/// Handles `GET /koodrive/ose/v1/space/allocation/get`.
pub fn allocation(caller: Caller) -> Result<Response, Error> {
    let world = governed(&caller)?;
    let rows = [0, 1, 2].map(|kind| SpaceAllocation {
        kind,
        allocate_capacity: Usage::of_kind(world, kind).total(),
        total_capacity: capacity::told(capacity::OF_TENANT),
    });
    Ok(respond::data(rows))
}

fn governed(caller: &Caller) -> Result<&World, Error> {
    let world = caller.world();
    if caller.is_administrator(world) { Ok(world) } else { Err(Error::NoPermission) }
}

fn all(world: &World) -> impl Iterator<Item = &Drive> {
    world.drives().filter(|drive| kind(world, drive).is_some())
}

fn row(quota: Option<u64>, usage: Usage) -> SpaceQuotaUsage {
    SpaceQuotaUsage {
        quota: quota.map(|quota| quota.to_string()),
        total_allocation: usage.spaces,
        total_capacity: usage.total(),
        total_used: usage.used(),
    }
}

/// Returns a page, both of whose numbers may be left out.
fn page(offset: Option<u64>, limit: Option<u64>) -> Result<(usize, usize), Error> {
    let limit = limit.unwrap_or(MOST_ROWS);
    if !(1..=MOST_ROWS).contains(&limit) {
        return Err(Error::Parameters);
    }
    let bound = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Ok((bound(offset.unwrap_or(0)), bound(limit)))
}
