//! What stands around every value and every error.

use serde::Serialize;

/// A success: <https://developer.kdocs.cn/server/personal/tasks-files-copy.html>.
#[derive(Serialize)]
pub struct Success<'a, T> {
    /// Always 0.
    pub code: u32,
    pub data: &'a T,
}

/// The value of a success that has nothing to say: `{}`.
#[derive(Serialize)]
pub struct Nothing {}

/// An error (reference 5.3): one page calls the text `msg`, the service was seen to call it `message`.
#[derive(Serialize)]
pub struct Failure<'a> {
    pub code: u32,
    pub message: &'a str,
    pub msg: &'a str,
    pub hint: &'a str,
}

/// A success of which only the code is told: <https://developer.kdocs.cn/server/appspace/delete-force.html>.
#[derive(Serialize)]
pub struct CodeOnly {
    /// Always 0.
    pub code: u32,
}
