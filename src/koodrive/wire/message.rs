//! Messages, and what files are moderated.

use serde::Serialize;

/// How many messages are unread: <https://support.huaweicloud.com/api-koodrive/getUnreadCount.html>.
#[derive(Serialize)]
pub struct UnreadCount {
    pub count: usize,
}

/// Messages: <https://support.huaweicloud.com/api-koodrive/listMessages.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Messages {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    pub messages: Vec<MessageInfo>,
}

/// A message.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageInfo {
    pub id: String,
    pub sender: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub context: String,
    /// 0 unread, 1 read.
    pub state: u32,
    pub create_time: String,
}

/// What became of messages: <https://support.huaweicloud.com/api-koodrive/batchReadMessage.html>.
#[derive(Serialize)]
pub struct MessagesChanged {
    pub messages: Vec<MessageChanged>,
}

/// What became of a message.
#[derive(Serialize)]
pub struct MessageChanged {
    pub id: String,
    pub changed: bool,
}

/// What moderation says of files, of which there is none:
/// <https://support.huaweicloud.com/api-koodrive/auditList.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Audits {
    pub audit_list: [(); 0],
}
