//! The names of sandboxes, and why there is none of a name.

/// The sandbox that serves requests which name none.
pub const DEFAULT: &str = "default";

/// How many sandboxes one server keeps.
pub const LIMIT: usize = 4096;

/// Returns whether a sandbox, or a snapshot of one, can have this name.
pub(super) fn is_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    // A path of nothing but dots is resolved away by clients.
    let dots = name.bytes().all(|b| b == b'.');
    !dots && name.len() <= 64 && name.bytes().all(allowed)
}

/// Why there is no such sandbox.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SandboxError {
    /// A name is 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone.
    #[error(
        "`{0}` is no sandbox name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots \
         alone"
    )]
    BadName(String),
    /// No sandbox has this name.
    #[error("there is no sandbox `{0}`; GET /_mock/sandboxes lists those there are")]
    Unknown(String),
    /// A sandbox of this name is there already.
    #[error("there is a sandbox `{0}` already: take another name")]
    Taken(String),
    /// Too many; one has to be deleted first.
    #[error(
        "{LIMIT} sandboxes are the most: delete one with DELETE /_mock/sandboxes/{{name}}, or start the server with \
         --sandbox-idle, which lets those go that clients have made and nobody uses any more"
    )]
    TooMany,
    /// The default sandbox cannot be deleted.
    #[error("the sandbox `{DEFAULT}` cannot be deleted: reset it")]
    IsDefault,
}

/// Returns nothing if a sandbox may have this name.
///
/// # Errors
/// [`SandboxError::BadName`].
pub fn check_name(name: &str) -> Result<(), SandboxError> {
    let is_allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    // A path of nothing but dots is resolved away by clients.
    let is_of_dots = name.bytes().all(|b| b == b'.');
    if is_of_dots || name.len() > 64 || !name.bytes().all(is_allowed) {
        return Err(SandboxError::BadName(name.into()));
    }
    Ok(())
}
