//! What operations of a kind have in common: their scopes, and the resource units that a call costs.
//!
//! See <https://learn.microsoft.com/en-us/graph/permissions-reference> and
//! <https://learn.microsoft.com/en-us/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online>:
//! five units for permissions, two for lists and changes, one for the rest.

use crate::http::{Access, Operation};

/// Reads one thing.
pub const READ: Operation = Operation {
    scopes: &[
        "Files.Read",
        "Files.ReadWrite",
        "Files.Read.All",
        "Files.ReadWrite.All",
        "Sites.Read.All",
        "Sites.ReadWrite.All",
    ],
    ..Operation::BASE
};

/// Reads many things.
pub const LIST: Operation = Operation { units: 2, ..READ };

/// Reads permissions.
pub const READ_SHARING: Operation = Operation { units: 5, ..READ };

/// Changes an item.
pub const WRITE: Operation = Operation {
    writes: true,
    scopes: &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"],
    units: 2,
    ..Operation::BASE
};

/// Changes permissions.
pub const WRITE_SHARING: Operation = Operation { units: 5, ..WRITE };

/// Reads bundles, which personal drives have: nothing of a site opens them.
pub const READ_BUNDLES: Operation = Operation {
    scopes: &["Files.Read", "Files.ReadWrite", "Files.Read.All", "Files.ReadWrite.All"],
    ..Operation::BASE
};

/// Reads many bundles, or many items of one.
pub const LIST_BUNDLES: Operation = Operation { units: 2, ..READ_BUNDLES };

/// Changes bundles.
pub const WRITE_BUNDLES: Operation =
    Operation { scopes: &["Files.ReadWrite", "Files.ReadWrite.All"], ..WRITE };

/// Needs no token: the address, which no client can make up, opens it.
pub const ADDRESS: Operation = Operation { access: Access::Address, ..Operation::BASE };

/// Needs no token, as an operation by which clients get one.
pub const ANYONE: Operation = Operation { access: Access::Anyone, ..Operation::BASE };

/// The scope that opens nothing but the folder of the application.
pub const APP_FOLDER: &[&str] = &["Files.ReadWrite.AppFolder"];
