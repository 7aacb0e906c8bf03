//! How much of the subscription of the tenant is used.
//!
//! See <https://support.huaweicloud.com/api-koodrive/GetQuotaUsed.html>. The tenant's capacity is given to the kinds of
//! spaces as they need it, so all of it is each kind's.

use axum::response::Response;

use super::status::{MOST_PEOPLE, PRODUCT};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller, capacity, error::Error, jobs::PACKAGE_LIFE, render::Usage, respond, scopes::READ,
        wire::QuotaUsed,
    },
};

/// Returns how much of the subscription is used.
pub const GET_QUOTA_USED: Operation = Operation { name: "GetQuotaUsed", ..READ };

const DAY: u64 = 24 * 60 * 60;

/// Returns how much of the subscription is used, to the administrator of the tenant.
///
/// Handles `GET /koodrive/ose/v1/service/quotaUsed`.
pub fn get(caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    if !caller.is_administrator(world) {
        return Err(Error::NoPermission);
    }
    let all = capacity::told(capacity::OF_TENANT);
    let [departments, people, groups] = [0, 1, 2].map(|kind| Usage::of_kind(world, kind));
    let life = world.package_life().unwrap_or(PACKAGE_LIFE).as_secs() / DAY;
    Ok(respond::data(QuotaUsed {
        space_quota_used: departments.total() + people.total() + groups.total(),
        user_count: world.users().count(),
        space_capacity: all,
        user_max_count: MOST_PEOPLE,
        space_used: departments.used() + people.used() + groups.used(),
        dept_space_quota: all,
        personal_space_quota: all,
        group_space_quota: all,
        reserved_space_quota: 0,
        dept_space_used: departments.used(),
        dept_space_quota_used: departments.total(),
        personal_space_used: people.used(),
        personal_space_quota_used: people.total(),
        group_space_used: groups.used(),
        group_space_quota_used: groups.total(),
        package_download_expires: life,
        product_type: PRODUCT,
    }))
}
