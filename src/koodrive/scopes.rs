//! What operations are built from: who may call them, and what a token must allow.
//!
//! KooDrive has no scopes: a token that is for reading only may not change anything, and that is all.

use crate::http::{Access, Operation};

/// An operation that looks at what its caller has.
pub const READ: Operation = Operation::BASE;

/// An operation that changes what its caller has.
pub const WRITE: Operation = Operation { writes: true, ..READ };

/// An operation that anyone may call: a session begins with it.
pub const PUBLIC: Operation = Operation { access: Access::Anyone, ..READ };
