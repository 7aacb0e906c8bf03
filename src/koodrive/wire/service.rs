//! The subscription of the tenant, and how much its spaces hold.

use serde::Serialize;

/// The subscription: <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetService.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceStatus {
    /// 0 normal, 1 frozen.
    pub status: u32,
    pub space_capacity: u64,
    pub user_count: usize,
    pub group_space_size: u64,
    pub personal_space_size: u64,
    pub organization_name: &'static str,
    pub organization_id: String,
    pub root_dept_code: String,
    pub tenant_id: String,
    pub department_space_size: String,
    pub ai_available: &'static str,
    pub wps_available: &'static str,
    pub product_type: &'static str,
}

/// What is used of it: <https://support.huaweicloud.com/api-koodrive/GetQuotaUsed.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub struct QuotaUsed {
    pub space_quota_used: u64,
    pub user_count: usize,
    pub space_capacity: u64,
    pub user_max_count: usize,
    pub space_used: u64,
    pub dept_space_quota: u64,
    pub personal_space_quota: u64,
    pub group_space_quota: u64,
    pub reserved_space_quota: u64,
    pub dept_space_used: u64,
    pub dept_space_quota_used: u64,
    pub personal_space_used: u64,
    pub personal_space_quota_used: u64,
    pub group_space_used: u64,
    pub group_space_quota_used: u64,
    pub package_download_expires: u64,
    pub product_type: &'static str,
}

/// What is allocated to one kind of spaces:
/// <https://support.huaweicloud.com/api-koodrive/GetSpaceAllocation.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpaceAllocation {
    #[serde(rename = "type")]
    pub kind: u32,
    pub allocate_capacity: u64,
    pub total_capacity: u64,
}

/// What people's spaces hold together, all or those of one size:
/// <https://support.huaweicloud.com/api-koodrive/GetSpaceUsageByQuota.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpaceQuotaUsage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<String>,
    pub total_allocation: u64,
    pub total_capacity: u64,
    pub total_used: u64,
}

/// What the space of a person holds:
/// <https://support.huaweicloud.com/api-koodrive/GetSpaceUsageByUser.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserSpaceQuota {
    pub quota: String,
    pub user_id: String,
    pub used: u64,
    pub create_time: String,
    pub effective_time: String,
}

/// A list of these, and how many there are.
#[derive(Serialize)]
pub struct Counted<T> {
    pub data: Vec<T>,
    pub total: usize,
}
