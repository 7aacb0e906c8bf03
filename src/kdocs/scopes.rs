//! What operations have in common: whether they write, the daily limit, and the scopes (reference 4.2).

use super::quota;
use crate::http::Operation;

/// An operation that reads and needs no scope.
pub const READ: Operation = Operation { daily: Some(quota::READ), ..Operation::BASE };

/// An operation that writes and needs no scope.
pub const WRITE: Operation = Operation { writes: true, daily: Some(quota::WRITE), ..Operation::BASE };

/// An operation that copies documents of a user.
pub const CLONE_PERSONAL: Operation = Operation { scopes: &["clone_personal_files"], ..WRITE };

/// An operation that reads cells or records of a user.
pub const READ_SHEETS: Operation =
    Operation { scopes: &["access_personal_files"], daily: Some(quota::SHEETS), ..Operation::BASE };

/// An operation that changes cells or records of a user.
pub const EDIT_SHEETS: Operation = Operation {
    scopes: &["edit_personal_files"],
    writes: true,
    daily: Some(quota::SHEETS),
    ..Operation::BASE
};

/// An operation that reads forms of a user.
pub const ACCESS_FORM: Operation = Operation { scopes: &["access_form"], ..READ };

/// An operation that makes forms of a user.
pub const CREATE_FORM: Operation = Operation { scopes: &["create_form"], ..WRITE };

/// An operation that changes forms of a user.
pub const UPDATE_FORM: Operation = Operation { scopes: &["update_form"], ..WRITE };

/// An operation that extracts or converts documents.
pub const OFFICE: Operation = Operation { writes: true, daily: Some(quota::OFFICE), ..Operation::BASE };
