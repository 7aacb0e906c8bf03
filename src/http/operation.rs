//! What a vendor says of one operation, whatever the request.

/// An operation of a vendor's API.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Operation {
    /// Its name in the journal, in daily limits and in `docs/fidelity`.
    pub name: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Whether it changes anything; tokens with read scopes are refused then.
    pub writes: bool,
    /// The vendor's scopes, of which any one is enough; none are needed if there are none.
    pub scopes: &'static [&'static str],
    /// The scopes instead, where they depend on whose token it is; the first entry that holds in a dialect counts.
    pub by_caller: &'static [ScopesByCaller],
    /// The names of the dialects that have it, where a vendor has several; all have it if none is named.
    pub dialects: &'static [&'static str],
    /// How often an application may call it in a day.
    pub daily: Option<DailyLimit>,
    /// Whether it may look at all items of a folder or a drive, which takes long where there are many.
    pub scans: bool,
    /// Whether it may make room, so that its body takes none of the server's memory.
    pub makes_room: bool,
    /// Whether it may start a task.
    pub starts_task: bool,
    /// How many resource units a call costs, where the vendor counts them.
    pub units: u64,
    /// What a call costs that goes on with a token, where that is less.
    pub units_continued: Option<u64>,
    /// Whether mockdrive emulates it; if not, it answers 501.
    pub emulated: bool,
}

impl Operation {
    /// What most operations have: a token is needed, nothing changes, no scope and no limit counts.
    pub const BASE: Self = Self {
        name: "",
        access: Access::Token,
        writes: false,
        scopes: &[],
        by_caller: &[],
        dialects: &[],
        daily: None,
        scans: false,
        makes_room: false,
        starts_task: false,
        units: 1,
        units_continued: None,
        emulated: true,
    };

    /// Returns an operation that the vendor documents and that is not emulated yet.
    pub const fn not_emulated(name: &'static str) -> Self {
        Self { name, access: Access::Anyone, emulated: false, ..Self::BASE }
    }
}

/// The scopes of an operation by whose token it is, of which any one is enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScopesByCaller {
    /// The names of the dialects that they hold in; they hold in all if none is named.
    pub dialects: &'static [&'static str],
    /// Of a person's token; a person is refused if there is no list, and needs no scope if it is empty.
    pub person: Option<&'static [&'static str]>,
    /// Of a token that an application has by itself; likewise.
    pub app: Option<&'static [&'static str]>,
}

/// Who may call an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// A caller with credentials: a token or a signature.
    Token,
    /// Anyone who has the address, which nobody can make up.
    Address,
    /// Anyone; credentials, if there are any, stand in the body.
    Anyone,
}

/// How many calls a day an application has, by its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DailyLimit {
    /// For applications in development.
    pub test: u64,
    /// For released applications.
    pub production: u64,
}
