//! Users.

use serde::Serialize;

use super::file::IdPair;

/// A user, as an application sees it: <https://developer.kdocs.cn/server/user/userinfo.html>.
#[derive(Serialize)]
pub struct UserBasic<'a> {
    pub id: IdPair,
    pub nickname: &'a str,
    /// The address of a picture.
    pub avatar: &'a str,
}

/// A token with which a page edits as the user.
#[derive(Serialize)]
pub struct EditToken<'a> {
    pub token: &'a str,
}
