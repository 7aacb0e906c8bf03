//! Previews without an account: <https://developer.kdocs.cn/server/anonymous/appspace.html>.

use serde::Serialize;

/// A task that was taken on.
#[derive(Serialize)]
pub struct PreviewTask {
    pub task_id: String,
}

/// Where a document can be seen, with which token, and for how many seconds.
#[derive(Serialize)]
pub struct PreviewAddress {
    pub status: &'static str,
    pub url: String,
    #[serde(flatten)]
    pub token: PreviewToken,
}

/// A token, and how many seconds it is good.
#[derive(Serialize)]
pub struct PreviewToken {
    pub token: String,
    pub expires_in: u64,
}
