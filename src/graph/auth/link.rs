//! Opening sharing links.

use data_encoding::BASE64URL_NOPAD;
use percent_encoding::percent_decode_str;

use super::caller::Caller;
use crate::{
    graph::{address::web::web_path, error::Error, ids},
    world::{Ability, Error as WorldError, LinkScope, Node, Permission, Role, World},
};

/// What a link opens to a caller.
pub struct Opened<'w> {
    pub node: &'w Node,
    /// What the caller may do with the item.
    pub role: Role,
    /// None if the address was the item's own.
    pub link: Option<&'w Permission>,
}

/// Opens a link by the `u!` form of its address, or by its share id.
///
/// # Errors
/// [`Error::NoLink`] for a link that is not there, or that opens nothing to the caller, who is not told which.
pub fn open<'w>(caller: &Caller, world: &'w World, share: &str) -> Result<Opened<'w>, Error> {
    let address = share.strip_prefix("u!").map(|encoded| {
        let decoded = BASE64URL_NOPAD.decode(encoded.trim_end_matches('=').as_bytes()).ok();
        decoded.and_then(|url| String::from_utf8(url).ok())
    });
    let address = match address {
        Some(address) => address.ok_or(Error::Invalid("The sharing token is not valid."))?,
        None => share.to_owned(),
    };
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let last = address.rsplit('/').next().unwrap_or_default();
    if let Some(number) = ids::parse_share(last.strip_prefix("s!").unwrap_or(last)) {
        return open_number(caller, world, number);
    }
    let node = by_address(world, address).ok_or(Error::NoLink)?;
    let role = caller.role(world, node).ok_or(Error::NoLink)?;
    Ok(Opened { node, role, link: None })
}

/// Returns the item behind a link, if the caller has this role on it.
pub fn open_as<'w>(caller: &Caller, world: &'w World, share: &str, role: Role) -> Result<&'w Node, Error> {
    let Opened { node, role: given, .. } = open(caller, world, share)?;
    if given < role { Err(WorldError::Unreachable(node.drive).into()) } else { Ok(node) }
}

/// Opens the link of this number.
fn open_number<'w>(caller: &Caller, world: &'w World, number: u64) -> Result<Opened<'w>, Error> {
    let now = caller.now();
    let found = world.permission(number).filter(|(_, given)| given.is_valid(now));
    let (id, link) = found.ok_or(Error::NoLink)?;
    let node = world.live(id).map_err(|_| Error::NoLink)?;
    // A link for people gives nothing to its bearer: those who are named have a role of their own.
    let opens = link.scope() != LinkScope::Users && link.password.is_none();
    let by_link = opens.then_some(link.role);
    let role = caller.role(world, node).max(by_link).ok_or(Error::NoLink)?;
    // Who is kept out of an item does not come in by a link either.
    caller.permit(world, node, Ability::Preview).map_err(|_| Error::NoLink)?;
    Ok(Opened { node, role, link: Some(link) })
}

/// Returns the item that has this address in a browser.
fn by_address<'w>(world: &'w World, address: &str) -> Option<&'w Node> {
    let (_, below) = address.split_once("://")?.1.split_once('/')?;
    let below = match below.strip_prefix("_sandbox/") {
        Some(rest) => rest.split_once('/')?.1,
        None => below,
    };
    let (root, path) = world.drives().find_map(|drive| {
        let path = below.strip_prefix(&web_path(world, drive)[1..])?;
        (path.is_empty() || path.starts_with('/')).then_some((drive.root, path))
    })?;
    let names: Option<Vec<String>> = path
        .split('/')
        .filter(|name| !name.is_empty())
        .map(|name| percent_decode_str(name).decode_utf8().ok().map(std::borrow::Cow::into_owned))
        .collect();
    let id = world.descend(root, names?.iter().map(String::as_str))?;
    world.live(id).ok().map(std::convert::AsRef::as_ref)
}
