//! People and departments.

use serde::Serialize;

/// What was made.
#[derive(Serialize)]
pub struct Made {
    pub id: String,
}

/// A person: <https://support.huaweicloud.com/api-koodrive/GetUser.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    pub org_id: String,
    pub user_id: String,
    pub dept_id: String,
    pub dept_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    pub name: String,
    pub role: u32,
    /// 0 let in, 1 locked out.
    pub status: u32,
}

/// People: <https://support.huaweicloud.com/api-koodrive/GetUserList.html>.
#[derive(Serialize)]
pub struct People {
    pub total: usize,
    pub list: Vec<Person>,
}

/// The number of a mobile phone: <https://support.huaweicloud.com/api-koodrive/GetUserMobile.html>.
#[derive(Serialize)]
pub struct Mobile {
    pub mobile: String,
}

/// How many there are: <https://support.huaweicloud.com/api-koodrive/CountUser.html>.
#[derive(Serialize)]
pub struct Total {
    pub total: usize,
}

/// Whether somebody could be imported:
/// <https://support.huaweicloud.com/api-koodrive/batchImportUserPreVerify.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// 0 they could, 1 they could not.
    pub is_success: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// A department: <https://support.huaweicloud.com/api-koodrive/GetDepartment.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Department {
    pub id: String,
    pub org_id: String,
    pub dept_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    pub name: String,
    pub tenant_id: String,
}

/// Departments: <https://support.huaweicloud.com/api-koodrive/GetDepartmentList.html>.
#[derive(Serialize)]
pub struct Departments {
    pub list: Vec<Department>,
}
