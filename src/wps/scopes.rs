//! What operations have in common: their scopes, of a person's token or of an application's.

use super::dialect::OLD_PRIVATE;
use crate::{http::Operation, world::Principal};

/// An operation of the older private dialect that reads files.
pub const READ_FILES: Operation = Operation {
    scopes: &["kso.file.write", "kso.file.read", "kso.appdrive.file.read"],
    dialects: OLD_PRIVATE,
    ..Operation::BASE
};

/// The scopes that allow changes of files.
pub const WRITE_FILES: &[&str] = &["kso.file.write", "kso.appdrive.file.write"];

/// Returns those of these scopes that such a caller can be granted; only names of an application's say whose they are.
pub fn grantable(scopes: &[&'static str], principal: &Principal) -> Vec<&'static str> {
    let alone = principal.user.is_none();
    scopes.iter().copied().filter(|scope| scope.starts_with("kso.appdrive.") == alone).collect()
}
