//! Subscriptions and what is sent for them: <https://learn.microsoft.com/en-us/graph/api/resources/subscription>.

use serde::Serialize;

/// A subscription: <https://learn.microsoft.com/en-us/graph/api/resources/subscription>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: String,
    pub resource: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    pub change_type: &'static str,
    /// Only in the response to the request that set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_state: Option<String>,
    pub notification_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifecycle_notification_url: Option<String>,
    pub expiration_date_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator_id: Option<String>,
    pub latest_supported_tls_version: String,
    pub notification_content_type: &'static str,
}

/// <https://learn.microsoft.com/en-us/graph/api/subscription-list>
#[derive(Serialize)]
pub struct SubscriptionList {
    #[serde(rename = "@odata.context")]
    pub context: String,
    pub value: Vec<SubscriptionBody>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/changenotificationcollection>
#[derive(Serialize)]
pub struct ChangeNotifications {
    pub value: [ChangeNotification; 1],
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/changenotification>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeNotification {
    pub subscription_id: String,
    pub subscription_expiration_date_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_state: Option<String>,
    /// Only of changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_type: Option<&'static str>,
    /// Only of what concerns the subscription itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifecycle_event: Option<&'static str>,
    pub resource: String,
    pub tenant_id: String,
    /// Only of changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_data: Option<ResourceData>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/resourcedata>
#[derive(Serialize)]
pub struct ResourceData {
    #[serde(rename = "@odata.type")]
    pub kind: &'static str,
}
