//! Webhooks: <https://developer.kdocs.cn/server/dbt/webhook-record-create.html>.

use serde::Serialize;

/// A webhook that was made.
#[derive(Serialize)]
pub struct MadeWebhook {
    pub webhook_id: String,
}

/// The webhooks of a document.
#[derive(Serialize)]
pub struct WebhookRows {
    pub webhooks: Vec<WebhookRow>,
}

/// A webhook in a list.
#[derive(Serialize)]
pub struct WebhookRow {
    pub webhook_id: String,
    pub event: &'static str,
    pub sheet_id: u32,
    pub callback_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<String>>,
}

/// What the address of a webhook receives.
#[derive(Serialize)]
pub struct WebhookCallBody {
    pub webhook_id: String,
    pub event: &'static str,
    pub file_token: String,
    pub sheet_id: u32,
    pub records: Vec<String>,
    pub records_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    pub time: i64,
}
