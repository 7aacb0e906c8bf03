//! What moderation says of files: nobody moderates here, so it has objected to none.
//!
//! See <https://support.huaweicloud.com/api-koodrive/auditList.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Query, number},
        respond,
        scopes::READ,
        wire::Audits,
    },
};

/// Lists the files that moderation objects to.
pub const AUDIT_LIST: Operation = Operation { name: "auditList", ..READ };

/// Lists the files that moderation objects to, for administrators of the tenant; a cursor leads nowhere.
///
/// Handles `GET /koodrive/ose/v1/audit`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    if number(&query, "pageSize")?.is_some_and(|size| !(1..=100).contains(&size)) {
        return Err(Error::Parameters);
    }
    query.flag("hasUrl")?;
    query.without_effect(&["cursor"]);
    if !caller.is_administrator(caller.world()) {
        return Err(Error::NoPermission);
    }
    Ok(respond::beside(Audits { audit_list: [] }))
}
