//! How long packages can be fetched.
//!
//! See <https://support.huaweicloud.com/api-koodrive/SetPackageDownloadExpires.html>.

use std::time::Duration;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    koodrive::{auth::Caller, error::Error, ids, json::Loose, respond, scopes::WRITE},
};

/// Sets how long packages can be fetched.
pub const SET_PACKAGE_DOWNLOAD_EXPIRES: Operation = Operation { name: "SetPackageDownloadExpires", ..WRITE };

/// The days, if a request does not say.
const USUAL: u64 = 7;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PackageBody {
    #[serde(default)]
    tenant_id: Loose<String>,
    #[serde(default)]
    package_download_expires: Loose<u64>,
}

/// Sets how many days packages can be fetched, those that are made already too; the administrator of the tenant may.
///
/// Handles `POST /koodrive/ose/v1/org/package`.
pub fn set_life(caller: Caller) -> Result<Response, Error> {
    let PackageBody { tenant_id, package_download_expires } = caller.body()?;
    let days = package_download_expires.0.unwrap_or(USUAL);
    let is_own = tenant_id.0.is_none_or(|tenant| tenant == ids::tenant(caller.world()));
    if !(1..=30).contains(&days) || !is_own {
        return Err(Error::Parameters);
    }
    if !caller.is_administrator(caller.world()) {
        return Err(Error::NoPermission);
    }
    caller.sandbox().write(|world, _| {
        world.set_package_life(Duration::from_hours(24 * days));
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}
