//! The envelope of all that KooDrive sends.

use serde::Serialize;

/// An error: <https://support.huaweicloud.com/api-koodrive/koodrive_05_0011.html>.
#[derive(Serialize)]
pub struct ErrorBody<'a> {
    pub code: u32,
    pub msg: &'a str,
}

/// A success: the data, if there are any, then a code that says so.
#[derive(Serialize)]
pub struct Envelope<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<T>,
    pub code: u32,
    pub msg: &'static str,
}

/// A success whose members stand beside the code that says so.
#[derive(Serialize)]
pub struct Beside<T> {
    #[serde(flatten)]
    pub members: T,
    pub code: u32,
    pub msg: &'static str,
}
