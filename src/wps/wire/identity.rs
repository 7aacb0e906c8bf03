//! Who calls.

use serde::Serialize;

/// The person behind a token.
#[derive(Serialize)]
pub struct CurrentUser<'w> {
    pub avatar: &'static str,
    pub company_id: String,
    pub id: String,
    pub user_name: &'w str,
}

/// The application behind a token.
#[derive(Serialize)]
pub struct ServicePrincipal<'w> {
    pub app_id: &'w str,
    pub company_id: String,
    pub ctime: i64,
    pub description: &'static str,
    pub id: String,
    pub logo: &'static str,
    pub mtime: i64,
    pub name: &'w str,
    pub status: &'static str,
}
