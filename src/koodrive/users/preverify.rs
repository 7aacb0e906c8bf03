//! Checking a list of people who are to be imported.
//!
//! See <https://support.huaweicloud.com/api-koodrive/batchImportUserPreVerify.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller,
        error::Error,
        people::{department, departments, is_within, may_lead},
        respond,
        scopes::READ,
        wire::Verified,
    },
    world::{GroupId, World},
};

/// Checks a list of people who are to be imported.
pub const BATCH_IMPORT_USER_PRE_VERIFY: Operation = Operation { name: "batchImportUserPreVerify", ..READ };

/// The most people of one call.
const MOST: usize = 1000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct VerifyBody {
    cur_dept_id: u64,
    users: Vec<Object<ImportUser>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ImportUser {
    target_dept_name: Option<String>,
    personal_capacity: i64,
    is_allocate_capacity: bool,
}

/// Says of each person whether they could be imported; imports nobody.
///
/// Handles `POST /koodrive/ose/v1/users/batchimport/preverify`.
pub fn check(caller: Caller) -> Result<Response, Error> {
    let VerifyBody { cur_dept_id, users } = caller.body()?;
    if !(1..=MOST).contains(&users.len()) {
        return Err(Error::Parameters);
    }
    let world = caller.world();
    let selected = department(world, &cur_dept_id.to_string())?;
    may_lead(&caller, world, selected)?;
    let verify = |Object(user): Object<ImportUser>| match reason(world, selected, &user) {
        None => Verified { is_success: 0, reason: None },
        Some(reason) => Verified { is_success: 1, reason: Some(reason) },
    };
    Ok(respond::data(users.into_iter().map(verify).collect::<Vec<_>>()))
}

/// Returns why somebody could not be imported.
fn reason(world: &World, selected: Option<GroupId>, user: &ImportUser) -> Option<&'static str> {
    let is_target = |name: &str| {
        let named = departments(world).filter(|group| *group.name == *name);
        named.map(|group| Some(group.id)).any(|group| is_within(world, group, selected))
    };
    let target = user.target_dept_name.as_deref().filter(|name| !name.is_empty());
    if target.is_some_and(|name| !is_target(name)) {
        return Some("The target department does not exist.");
    }
    match (user.is_allocate_capacity, user.personal_capacity) {
        (true, ..=0) => Some("The capacity must be larger than 0."),
        (false, ..0 | 1..) => Some("The capacity must be 0 if no space is allocated."),
        (true, 1..) | (false, 0) => None,
    }
}
