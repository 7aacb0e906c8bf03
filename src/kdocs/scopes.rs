//! What operations have in common: whether they write, the daily limit, and the scopes (reference 4.2).

use super::quota;
use crate::http::Operation;

/// An operation that reads and needs no scope.
pub const READ: Operation = Operation { daily: Some(quota::READ), ..Operation::BASE };

/// An operation that writes and needs no scope.
pub const WRITE: Operation = Operation { writes: true, daily: Some(quota::WRITE), ..Operation::BASE };

/// An operation that copies documents of a user.
pub const CLONE_PERSONAL: Operation = Operation { scopes: &["clone_personal_files"], ..WRITE };

/// An operation that reads documents of a user.
pub const ACCESS_PERSONAL: Operation = Operation { scopes: &["access_personal_files"], ..READ };

/// An operation that changes the content or the share of a document of a user.
pub const EDIT_PERSONAL: Operation = Operation { scopes: &["edit_personal_files"], ..WRITE };
