//! What the tenant has subscribed to, and how much of it is used.

mod status;
mod used;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/service")
        .get("", &status::GET_SERVICE, status::get)
        .get("/quotaUsed", &used::GET_QUOTA_USED, used::get)
}
