//! What operations have in common: whether they write, the daily limit, and the scopes (reference 4.2).

use super::quota;
use crate::http::{Access, Operation};

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

/// An operation that reads documents of a user.
pub const ACCESS_PERSONAL: Operation = Operation { scopes: &["access_personal_files"], ..READ };

/// An operation that changes the content or the share of a document of a user.
pub const EDIT_PERSONAL: Operation = Operation { scopes: &["edit_personal_files"], ..WRITE };

/// An operation that makes an address with an edit token, of a document that the user has.
pub const MAKE_EDIT_URL: Operation = Operation { scopes: &["access_personal_files"], ..WRITE };

/// An operation that credentials of the request itself open: a code, a key, a refresh token.
pub const ANYONE: Operation = Operation { access: Access::Anyone, ..Operation::BASE };

/// An operation that reads who the user is.
pub const READ_USER: Operation = Operation { scopes: &["user_basic"], ..READ };

/// An operation that makes and ends what stands for the user.
pub const WRITE_USER: Operation = Operation { scopes: &["user_basic"], ..WRITE };

/// An operation that creates documents of a user.
pub const CREATE_PERSONAL: Operation = Operation { scopes: &["create_personal_files"], ..WRITE };

/// An operation that renames, moves or restores documents of a user.
pub const MODIFY_PERSONAL: Operation = Operation { scopes: &["modify_personal_files"], ..WRITE };

/// An operation that deletes documents of a user.
pub const REMOVE_PERSONAL: Operation = Operation { scopes: &["remove_personal_files"], ..WRITE };

/// An operation that hands out download addresses, which is limited as writing is and changes nothing.
pub const DOWNLOAD_PERSONAL: Operation =
    Operation { scopes: &["download_personal_files"], daily: Some(quota::WRITE), ..Operation::BASE };

/// An operation that hands out addresses of documents of an application; limited alike.
pub const ADDRESS_OF_APP: Operation = Operation { daily: Some(quota::WRITE), ..Operation::BASE };

/// An operation that is open to everyone who has the address.
pub const ADDRESS: Operation = Operation { access: Access::Address, ..Operation::BASE };
