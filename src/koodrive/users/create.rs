//! Making a user of a person whom the organisation's directory knows.
//!
//! See <https://support.huaweicloud.com/api-koodrive/CreateUser.html>. No directory stands behind this service, so any
//! id is somebody's.

use axum::response::Response;
use serde::Deserialize;

use super::change::{Changes, apply};
use crate::{
    http::{Both, Operation, body::Object},
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::Loose,
        people::{department, may_lead},
        respond,
        scopes::WRITE,
        wire::Made,
    },
};

/// Makes a user.
pub const CREATE_USER: Operation = Operation { name: "CreateUser", ..WRITE };

/// The most characters of an id.
const LONGEST: usize = 64;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    user_id: String,
    #[serde(default)]
    modify_user_info_req: Object<Info>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Info {
    #[serde(default)]
    dept_id: Loose<u64>,
    #[serde(default)]
    role: Loose<u64>,
}

/// Makes a user, who has no space until one is made.
///
/// Handles `POST /koodrive/ose/v1/users`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let Both(CreateBody { user_id, modify_user_info_req: Object(Info { dept_id, role }) }, misplaced): Both<
        _,
        Info,
    > = caller.body()?;
    // The page has them within `modifyUserInfoReq`.
    if misplaced.dept_id.0.is_some() || misplaced.role.0.is_some() {
        caller.call.note("deptId and role stand in modifyUserInfoReq");
        return Err(Error::Parameters);
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !(1..=LONGEST).contains(&user_id.len()) || !user_id.chars().all(is_plain) {
        return Err(Error::Parameters);
    }
    let changes = Changes { department: dept_id.0, role: role.0, status: None };
    let id = caller.sandbox().write(|world, now| {
        if ids::parse_user(world, &user_id).is_some() {
            caller.call.note("there is such a user already");
            return Err(Error::Parameters);
        }
        let home = changes.department.map(|id| department(world, &id.to_string())).transpose()?;
        may_lead(&caller, world, home.flatten())?;
        let user = world.add_user(&user_id, &user_id, &format!("{user_id}@example.com"));
        apply(&caller, world, user, &changes, now)?;
        Ok(ids::account(user))
    })?;
    Ok(respond::data(Made { id }))
}
