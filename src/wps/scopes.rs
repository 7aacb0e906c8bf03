//! What operations have in common: their scopes, by the dialect and by whose token it is (reference 4.8, decision 54).
//!
//! The vendor's pages list each scope as granted to a person (u) or to an application by itself (a), and any one of a
//! list is enough. Older private deployments have scopes of their own; newer ones have those of the public cloud.

use super::dialect::{Dialect, OLD_PRIVATE};
use crate::{
    http::{Access, Operation, ScopesByCaller},
    world::Principal,
};

const READ: &[&str] = &["kso.file.readwrite", "kso.file.read"];
const READ_BY_APP: &[&str] = &["kso.file.readwrite", "kso.file.read", "kso.appfile.readwrite"];
const READ_BY_MCP: &[&str] = &["kso.file.readwrite", "kso.file.read", "kso.mcp.readwrite"];
const WRITE: &[&str] = &["kso.file.readwrite"];
const WRITE_BY_APP: &[&str] = &["kso.file.readwrite", "kso.appfile.readwrite"];
const WRITE_BY_MCP: &[&str] = &["kso.file.readwrite", "kso.mcp.readwrite"];
const DRIVE: &[&str] = &["kso.drive.readwrite"];
const DRIVE_BY_MCP: &[&str] = &["kso.drive.readwrite", "kso.mcp.readwrite"];
const SEARCH: &[&str] = &["kso.file.search"];
const SEARCH_BY_PERSON: &[&str] = &["kso.file_search.readwrite", "kso.file.search"];
const SEARCH_BY_MCP: &[&str] = &["kso.file_search.readwrite", "kso.file.search", "kso.mcp.readwrite"];
const LINK: &[&str] = &["kso.file_link.readwrite"];
const LINK_BY_MCP: &[&str] = &["kso.file_link.readwrite", "kso.mcp.readwrite"];
const PERMISSION: &[&str] = &["kso.file_permission.readwrite"];
const READ_PERMISSION: &[&str] = &["kso.file_permission.readwrite", "kso.file_permission.read"];
const VERSION: &[&str] = &["kso.file_version.readwrite"];
const READ_VERSION: &[&str] = &["kso.file_version.readwrite", "kso.file_version.read"];
const DOCLIB: &[&str] = &["kso.doclib.readwrite"];
const READ_DOCLIB: &[&str] = &["kso.doclib.readwrite", "kso.doclib.read"];
const CONTACT: &[&str] = &["kso.contact.readwrite", "kso.contact.read"];

/// Returns the scopes that hold in all dialects that an earlier entry does not name.
const fn all(person: &'static [&'static str], app: &'static [&'static str]) -> ScopesByCaller {
    ScopesByCaller { dialects: &[], person: Some(person), app: Some(app) }
}

/// Returns the scopes of older private deployments.
const fn old(person: &'static [&'static str], app: &'static [&'static str]) -> ScopesByCaller {
    ScopesByCaller { dialects: OLD_PRIVATE, person: Some(person), app: Some(app) }
}

/// Returns the scopes of an operation that only a person has.
const fn of_people(person: &'static [&'static str]) -> ScopesByCaller {
    ScopesByCaller { dialects: &[], person: Some(person), app: None }
}

/// What older private deployments ask of one who reads files.
const OLD_READ: ScopesByCaller =
    old(&["kso.file.write", "kso.file.read"], &["kso.appdrive.file.read", "kso.appdrive.file.write"]);
/// What older private deployments ask of one who changes files.
const OLD_WRITE: ScopesByCaller = old(&["kso.file.write"], &["kso.appdrive.file.write"]);
/// What older private deployments do not check.
const OLD_ANY: ScopesByCaller = old(&[], &[]);

/// Returns an operation that reads.
const fn reads(by_caller: &'static [ScopesByCaller]) -> Operation {
    Operation { by_caller, ..Operation::BASE }
}

/// Returns an operation that changes something.
const fn writes(by_caller: &'static [ScopesByCaller]) -> Operation {
    Operation { by_caller, writes: true, ..Operation::BASE }
}

/// An operation that anyone may call; credentials stand in its query or body.
pub const ANYONE: Operation = Operation { access: Access::Anyone, ..Operation::BASE };
/// An operation of anyone who has the address.
pub const ADDRESS: Operation = Operation { access: Access::Address, ..Operation::BASE };
/// An operation that reads and needs a token, whatever its scopes.
pub const READ_ANY: Operation = reads(&[all(&[], &[])]);
/// An operation that reads and needs a token of an application by itself, whatever its scopes.
pub const READ_OF_APP: Operation = reads(&[ScopesByCaller { dialects: &[], person: None, app: Some(&[]) }]);

/// An operation of the storage: the address says who may use it.
pub const STORAGE: Operation = Operation { access: Access::Address, ..Operation::BASE };

/// An operation that reads files, or their tasks.
pub const READ_FILES: Operation = reads(&[OLD_READ, all(READ, READ)]);
/// An operation that reads files, also those of an application's own drive.
pub const READ_APP_FILES: Operation = reads(&[OLD_READ, all(READ, READ_BY_APP)]);
/// An operation that reads files, also for a model's tool.
pub const READ_FILES_MCP: Operation = reads(&[OLD_READ, all(READ_BY_MCP, READ)]);
/// An operation of older private deployments that describes many files.
pub const READ_FILES_OLD: Operation = Operation {
    dialects: OLD_PRIVATE,
    ..reads(&[old(&["kso.file.write", "kso.file.read"], &["kso.appdrive.file.read"])])
};
/// An operation that reads where a file lies.
pub const READ_PATH: Operation =
    reads(&[old(&["kso.file.write"], &["kso.appdrive.file.read"]), all(READ, READ)]);
/// An operation that changes files.
pub const WRITE_FILES: Operation = writes(&[OLD_WRITE, all(WRITE, WRITE)]);
/// An operation that changes files, also those of an application's own drive.
pub const WRITE_APP_FILES: Operation = writes(&[OLD_WRITE, all(WRITE, WRITE_BY_APP)]);
/// An operation that changes files, also for a model's tool.
pub const WRITE_FILES_MCP: Operation = writes(&[OLD_WRITE, all(WRITE_BY_MCP, WRITE)]);
/// An operation that changes files, for which the public cloud names no scope.
pub const WRITE_FILES_ANY: Operation = writes(&[OLD_WRITE, all(&[], &[])]);
/// An operation that reads files, for which the public cloud names no scope.
pub const READ_FILES_ANY: Operation = reads(&[OLD_READ, all(&[], &[])]);

/// An operation that reads drives.
pub const READ_DRIVES: Operation = reads(&[OLD_ANY, all(DRIVE, DRIVE)]);
/// An operation that reads drives, also for a model's tool.
pub const READ_DRIVES_MCP: Operation = reads(&[OLD_ANY, all(DRIVE_BY_MCP, DRIVE)]);
/// An operation that reads drives, which only an application by itself may.
pub const READ_DRIVES_APP: Operation = reads(&[
    ScopesByCaller { dialects: OLD_PRIVATE, person: None, app: Some(&[]) },
    ScopesByCaller { dialects: &[], person: None, app: Some(DRIVE) },
]);
/// An operation that changes drives.
pub const WRITE_DRIVES: Operation = writes(&[OLD_ANY, all(DRIVE, DRIVE)]);

/// An operation that searches files, also for a model's tool.
pub const SEARCH_FILES_MCP: Operation = reads(&[OLD_ANY, all(SEARCH_BY_MCP, SEARCH)]);
/// An operation of the search.
pub const SEARCH_FILES: Operation = reads(&[OLD_ANY, all(SEARCH_BY_PERSON, SEARCH)]);

/// An operation that reads share links.
pub const READ_LINKS: Operation = reads(&[OLD_ANY, all(LINK, LINK)]);
/// An operation that lists what a person shared.
pub const READ_SENT_LINKS: Operation = reads(&[
    ScopesByCaller { dialects: OLD_PRIVATE, ..of_people(&["kso.file.share.write"]) },
    all(LINK, LINK),
]);
/// An operation that changes share links.
pub const WRITE_LINKS: Operation = writes(&[OLD_ANY, all(LINK, LINK)]);
/// An operation that changes share links, also for a model's tool.
pub const WRITE_LINKS_MCP: Operation = writes(&[OLD_ANY, all(LINK_BY_MCP, LINK)]);

/// An operation that reads permissions, which only a person may.
pub const READ_PERMISSIONS: Operation =
    reads(&[ScopesByCaller { dialects: OLD_PRIVATE, ..of_people(&[]) }, of_people(READ_PERMISSION)]);
/// An operation that reads the settings of permissions.
pub const READ_PERMISSION_SETTINGS: Operation = reads(&[OLD_ANY, all(PERMISSION, PERMISSION)]);
/// An operation that changes permissions.
pub const WRITE_PERMISSIONS: Operation = writes(&[OLD_ANY, all(PERMISSION, PERMISSION)]);
/// An operation that reads roles.
pub const READ_ROLES: Operation =
    reads(&[old(&["kso.drive.role.write"], &["kso.appdrive.role.read"]), all(READ_PERMISSION, PERMISSION)]);

/// An operation that reads versions.
pub const READ_VERSIONS: Operation = reads(&[OLD_READ, all(READ_VERSION, READ_VERSION)]);
/// An operation that changes versions.
pub const WRITE_VERSIONS: Operation = writes(&[OLD_WRITE, all(VERSION, VERSION)]);

/// An operation that reads what was deleted; the pages name the scope for reading alone.
pub const READ_DELETED: Operation =
    reads(&[OLD_READ, all(&["kso.deleted_file.read"], &["kso.deleted_file.read"])]);
/// An operation that restores or ends what was deleted.
pub const WRITE_DELETED: Operation =
    writes(&[OLD_WRITE, all(&["kso.deleted_file.readwrite"], &["kso.deleted_file.readwrite"])]);

/// An operation that reads a document library.
pub const READ_DOCLIBS: Operation = reads(&[OLD_ANY, all(READ_DOCLIB, DOCLIB)]);
/// An operation that lists document libraries; what an application by itself reads, the handler says.
pub const LIST_DOCLIBS: Operation = reads(&[all(READ_DOCLIB, &[])]);
/// An operation that searches document libraries.
pub const SEARCH_DOCLIBS: Operation = reads(&[OLD_ANY, all(READ_DOCLIB, READ_DOCLIB)]);
/// An operation that creates a document library, which only a person may.
pub const CREATE_DOCLIBS: Operation =
    writes(&[ScopesByCaller { dialects: OLD_PRIVATE, ..of_people(&[]) }, of_people(DOCLIB)]);
/// An operation that changes document libraries.
pub const WRITE_DOCLIBS: Operation = writes(&[OLD_ANY, all(DOCLIB, DOCLIB)]);

/// An operation that reads who the caller is.
pub const READ_SELF: Operation = reads(&[of_people(&["kso.user_base.read"])]);
/// An operation of an application that is about people.
pub const WRITE_CONTACTS: Operation =
    writes(&[ScopesByCaller { dialects: &[], person: None, app: Some(CONTACT) }]);

/// Returns the scopes of which such a caller needs one in this dialect; none if the operation is not for such a caller.
pub fn needed(
    operation: &Operation,
    dialect: Dialect,
    principal: &Principal,
) -> Option<&'static [&'static str]> {
    let holds =
        |entry: &&ScopesByCaller| entry.dialects.is_empty() || entry.dialects.contains(&dialect.name());
    let Some(entry) = operation.by_caller.iter().find(holds) else { return Some(operation.scopes) };
    if principal.user.is_some() { entry.person } else { entry.app }
}
