//! The subscription of the tenant, which always holds.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetService.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller, capacity, ids, people::ORGANISATION, respond, scopes::READ, wire::ServiceStatus,
    },
};

/// Returns the subscription of the tenant.
pub const GET_SERVICE: Operation = Operation { name: "GetService", ..READ };

/// The people for whom the tenant has subscribed, which nobody enforces.
pub const MOST_PEOPLE: usize = 10_000;
/// How such a subscription is called.
pub const PRODUCT: &str = "enterprise";

/// Returns the subscription of the tenant.
///
/// Handles `GET /koodrive/ose/v1/service`.
pub fn get(caller: Caller) -> Response {
    let world = caller.world();
    respond::data(ServiceStatus {
        status: 0,
        space_capacity: capacity::told(capacity::OF_TENANT),
        user_count: MOST_PEOPLE,
        group_space_size: 0,
        personal_space_size: 0,
        organization_name: ORGANISATION,
        organization_id: ids::org(world),
        root_dept_code: ids::org_department(None),
        tenant_id: ids::tenant(world),
        department_space_size: capacity::told(capacity::USUAL).to_string(),
        ai_available: "false",
        wps_available: "false",
        product_type: PRODUCT,
    })
}
