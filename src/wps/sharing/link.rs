//! The share link of an item: opened, changed, closed and described.
//!
//! An item has one link, whose id follows from the item's. A link that is paused opens nothing, and goes on with what it
//! said when it is opened again.

use std::time::Duration;

use serde::Deserialize;

use super::{roles, scope::Scope};
use crate::{
    http::{body::Object, find_word},
    world::{
        Abilities, Ability, LinkKind, LinkScope, NamedRole, Node, NodeId, Permission, Permit, Role, Stamp,
        Timestamp, World,
    },
    wps::{
        auth::Caller,
        error::Error,
        ids,
        render::{Render, link, link_status, link_url},
        texts,
        wire::{LinkBody, LinkOpts},
    },
};

/// For how many days a link can be given; 0 is for ever.
const PERIODS: [u32; 3] = [0, 7, 30];

/// The body of a call that opens a link.
#[derive(Deserialize)]
pub struct Opened {
    role_id: String,
    scope: String,
    opts: Option<Object<Opts>>,
}

/// The body of a call that changes a link; what it does not mention stays.
#[derive(Deserialize)]
pub struct Changed {
    role_id: Option<String>,
    scope: Option<String>,
    opts: Option<Object<Opts>>,
}

/// The body of a call that closes a link.
#[derive(Deserialize)]
pub struct Closed {
    mode: Option<String>,
}

/// What is said of a link besides what it opens.
#[derive(Clone, Deserialize)]
struct Opts {
    allow_perm_apply: Option<bool>,
    check_code: Option<String>,
    close_after_expire: Option<bool>,
    expire_period: Option<u32>,
    expire_time: Option<i64>,
}

/// What becomes of a link that is closed.
#[derive(Clone, Copy)]
enum Mode {
    Pause,
    Delete,
}

/// How a link is changed, after everything was checked.
struct Change {
    named: Option<NamedRole>,
    scope: Option<Scope>,
    opts: Option<Opts>,
    end: End,
}

/// When a link ends.
#[derive(Clone, Copy)]
enum End {
    /// As before.
    Kept,
    Never,
    At(Timestamp),
}

/// Opens the link of an item.
///
/// # Errors
/// [`Error::NoResource`] for the role, [`Error::NotSupported`], [`Error::Value`], [`Error::LongText`],
/// [`Error::Forbidden`], [`Error::LinkNotMade`].
pub fn open(
    caller: &Caller,
    world: &mut World,
    id: NodeId,
    body: &Opened,
    now: Timestamp,
) -> Result<(), Error> {
    let node = world.live(id)?.clone();
    let wanted = (Some(&*body.role_id), Some(&*body.scope), body.opts.clone().map(|Object(opts)| opts));
    let change = Change::read(caller, world, &node, wanted, now)?;
    if let Some(known) = link(world, &node) {
        let mut new = Permission { paused: false, ..known.clone() };
        if !new.is_valid(now) {
            (new.expires, new.terms.days) = (None, None);
        }
        return put(caller, world, &node, new, change, now);
    }
    let app = caller.wps_app(world).ok_or(Error::LinkNotMade)?;
    let grant = Permit::Link { kind: LinkKind::View, scope: LinkScope::Users, people: Vec::new() };
    let new = Permission::new(Role::Read, grant, Stamp { at: now, by: caller.actor }, Some(app));
    put(caller, world, &node, new, change, now)
}

/// Changes the link of an item; one that is paused stays so.
///
/// # Errors
/// [`Error::NoLink`], those of [`open`].
pub fn change(
    caller: &Caller,
    world: &mut World,
    id: NodeId,
    body: &Changed,
    now: Timestamp,
) -> Result<(), Error> {
    let node = world.live(id)?.clone();
    let known = link(world, &node).ok_or_else(|| Error::NoLink(ids::link(id)))?.clone();
    let wanted = (body.role_id.as_deref(), body.scope.as_deref(), body.opts.clone().map(|Object(opts)| opts));
    let change = Change::read(caller, world, &node, wanted, now)?;
    put(caller, world, &node, known, change, now)
}

/// Pauses or deletes the link of an item.
///
/// # Errors
/// [`Error::NotSupported`], [`Error::NoLink`].
pub fn close(world: &mut World, id: NodeId, body: &Closed, now: Timestamp) -> Result<(), Error> {
    let words = [("pause", Mode::Pause), ("delete", Mode::Delete)];
    let mode = body.mode.as_deref().map(|word| find_word("mode", word, &words)).transpose()?;
    let known = link(world, world.live(id)?).ok_or_else(|| Error::NoLink(ids::link(id)))?.number;
    match mode.unwrap_or(Mode::Pause) {
        Mode::Pause => world.edit_permission(id, known, |link| {
            link.paused = true;
            link.terms.changed = Some(now);
        })?,
        Mode::Delete => world.unshare(id, known)?,
    }
    Ok(())
}

/// Describes the link of an item, as far as the caller may know of it: those who see the item know what it opens, those
/// who may share it also its password.
pub fn describe<'w>(render: &Render<'w>, node: &'w Node) -> LinkBody<'w> {
    let abilities = render.abilities(node);
    let given = link(render.world, node);
    let body = LinkBody {
        id: ids::link(node.id),
        url: link_url(node),
        drive_id: ids::drive(node.drive),
        file_id: ids::file(node.id),
        status: link_status(given, render.now),
        ..LinkBody::default()
    };
    let Some(given) = given.filter(|_| abilities.has(Ability::List)) else { return body };
    let password = given.password.as_deref().filter(|_| abilities.has(Ability::Share));
    LinkBody {
        scope: Some(Scope::word(given)),
        role_id: Some(roles::label(render.world, node.drive, roles::of(given, render.dialect)).0),
        opts: Some(LinkOpts {
            allow_perm_apply: given.terms.may_apply.unwrap_or(false),
            check_code: password.unwrap_or_default(),
            close_after_expire: given.terms.closes_at_end.unwrap_or(false),
            expire_period: given.terms.days.unwrap_or(0),
            expire_time: given.expires.map_or(0, Timestamp::seconds),
        }),
        created_by: Some(render.identity(given.given.by)),
        creator: Some(render.identity(given.given.by)),
        ctime: Some(given.given.at.seconds()),
        mtime: Some(given.terms.changed.unwrap_or(given.given.at).seconds()),
        ..body
    }
}

/// Keeps a link with a change, if it opens no more than the caller may do.
fn put(
    caller: &Caller,
    world: &mut World,
    node: &Node,
    mut link: Permission,
    change: Change,
    now: Timestamp,
) -> Result<(), Error> {
    change.apply(&mut link, now);
    let abilities = world.abilities(node.drive, &link);
    roles::check_within(caller.abilities(world, node), abilities)?;
    link.role = Role::closest(abilities);
    if let Permit::Link { kind, .. } = &mut link.grant {
        *kind = if abilities.has(Ability::Update) { LinkKind::Edit } else { LinkKind::View };
    }
    if link.number == 0 {
        world.share(node.id, link)?;
    } else {
        world.edit_permission(node.id, link.number, |known| *known = link)?;
    }
    Ok(())
}

impl Change {
    fn read(
        caller: &Caller,
        world: &World,
        node: &Node,
        (role_id, scope, opts): (Option<&str>, Option<&str>, Option<Opts>),
        now: Timestamp,
    ) -> Result<Self, Error> {
        let named = role_id.map(|id| roles::find(world, node.drive, caller.dialect, id)).transpose()?;
        let opens_nothing =
            |named| world.abilities_of_role(node.drive, named).is_none_or(Abilities::is_empty);
        if named.is_some_and(opens_nothing) {
            return Err(Error::NotSupported("A link by this role would open nothing.".into()));
        }
        let of_drive = node.parent.is_none();
        let scope = scope.map(|word| Scope::read(word, caller.dialect, of_drive)).transpose()?;
        let end = opts.as_ref().map_or(Ok(End::Kept), |opts| opts.end(now))?;
        if let Some(code) = opts.as_ref().and_then(|opts| opts.check_code.as_deref()) {
            texts::check("check_code", code)?;
        }
        Ok(Self { named, scope, opts, end })
    }

    fn apply(self, link: &mut Permission, now: Timestamp) {
        let Self { named, scope, opts, end } = self;
        link.named = named.or(link.named);
        if let Some(new) = scope
            && let Permit::Link { scope, .. } = &mut link.grant
        {
            (*scope, link.terms.any_company) = (new.of, new.any_company);
        }
        link.expires = match end {
            End::Kept => link.expires,
            End::Never => None,
            End::At(time) => Some(time),
        };
        link.terms.changed = Some(now);
        let Some(opts) = opts else { return };
        if let Some(code) = opts.check_code {
            link.password = (!code.is_empty()).then(|| code.into());
        }
        link.terms.may_apply = opts.allow_perm_apply.or(link.terms.may_apply);
        link.terms.closes_at_end = opts.close_after_expire.or(link.terms.closes_at_end);
        if !matches!(end, End::Kept) {
            link.terms.days = opts.expire_period;
        }
    }
}

impl Opts {
    /// Returns when a link ends; the time counts more than the number of days, and 0 is never.
    fn end(&self, now: Timestamp) -> Result<End, Error> {
        if let Some(days) = self.expire_period
            && !PERIODS.contains(&days)
        {
            return Err(Error::NotSupported("expire_period is none of 0, 7, 30.".into()));
        }
        match (self.expire_time, self.expire_period) {
            (None, None) => Ok(End::Kept),
            (Some(0), None | Some(0)) | (None, Some(0)) => Ok(End::Never),
            (Some(0) | None, Some(days)) => Ok(End::At(now.plus(Duration::from_hours(24 * u64::from(days))))),
            (Some(seconds), _) => {
                let end = u32::try_from(seconds).ok().map(Timestamp::from_seconds).filter(|end| *end > now);
                let wrong = || Error::Value("expire_time lies in the past, or too far in the future.".into());
                end.map(End::At).ok_or_else(wrong)
            }
        }
    }
}
