//! People, groups and sites by the names that requests give them.

use std::sync::Arc;

use crate::{
    graph::ids,
    world::{Bundle, Drive, Flavor, NodeId, Owner, User, World},
};

/// Returns the person of this id, short name or mail address.
pub fn user<'w>(world: &'w World, named: &str) -> Option<&'w User> {
    ids::parse_user(world, named).or_else(|| world.user_named(named))
}

/// Returns the item of this id, if the id names the drive that the item is in.
pub fn item(world: &World, id: &str) -> Option<NodeId> {
    let found = ids::parse_item(world, id)?;
    let drive = world.drive(world.node(found).ok()?.drive).ok()?;
    // The fixture's further ids have a drive part that nobody made.
    (ids::names_drive(id, drive) || world.alias(id).is_some()).then_some(found)
}

/// Returns the bundle of this id, if the id names the drive that the bundle is in.
pub fn bundle<'w>(world: &'w World, id: &str) -> Option<&'w Arc<Bundle>> {
    let bundle = world.bundle(ids::parse_item(world, id)?).ok()?;
    ids::names_drive(id, world.drive(bundle.drive).ok()?).then_some(bundle)
}

/// Returns the drives that are groups and sites too; the first one is the root site's.
pub fn teams(world: &World) -> impl Iterator<Item = &Drive> {
    world.drives().filter(|drive| matches!(drive.owner, Owner::Team(_)))
}

/// Returns the drive of the group of this id.
pub fn group<'w>(world: &'w World, id: &str) -> Option<&'w Drive> {
    teams(world).find(|drive| ids::group(drive).eq_ignore_ascii_case(id))
}

/// Returns the drive of a site: `root`, a host, `{host}:/sites/{name}`, `{host}:/personal/{person}`,
/// `{host},{id},{id}`, or the first of the two ids.
///
/// Every host is taken for the server's, which clients may know under many names.
pub fn site<'w>(world: &'w World, address: &str) -> Option<&'w Drive> {
    if let Some((_, path)) = address.split_once(":/") {
        let path = path.strip_suffix(':').unwrap_or(path).trim_matches('/');
        // An address in a sandbox begins with its prefix.
        let path = match path.strip_prefix("_sandbox/") {
            Some(rest) => rest.split_once('/').map_or("", |(_, path)| path),
            None => path,
        };
        if path.is_empty() {
            return teams(world).next();
        }
        let path = path.strip_prefix("teams/").map_or_else(|| path.into(), |name| format!("sites/{name}"));
        let is_it =
            |drive: &&Drive| site_path(world, drive).is_some_and(|known| known.eq_ignore_ascii_case(&path));
        return world.drives().find(is_it);
    }
    let address = address.strip_suffix(':').unwrap_or(address);
    let ids_of = |drive: &Drive| ids::site("", drive);
    if let Some(comma) = address.find(',') {
        return in_sites(world).find(|drive| address[comma..].eq_ignore_ascii_case(&ids_of(drive)));
    }
    if address.eq_ignore_ascii_case("root") || address == "localhost" || address.contains(['.', ':']) {
        return teams(world).next();
    }
    in_sites(world)
        .find(|drive| ids_of(drive).split(',').nth(1).is_some_and(|id| address.eq_ignore_ascii_case(id)))
}

/// Returns the path of the site of a drive, below the host; consumers have none.
pub fn site_path(world: &World, drive: &Drive) -> Option<String> {
    match (&drive.owner, drive.person().and_then(|person| world.user(person))) {
        (Owner::Team(_), _) => Some(["sites/", &site_name(drive)].concat()),
        (Owner::Personal(_), Some(user)) if drive.flavor == Flavor::Business => {
            let mut path = String::with_capacity("personal/".len() + user.email.len());
            path.push_str("personal/");
            path.extend(user.email.split_inclusive(['@', '.']).flat_map(|part| {
                let before = part.strip_suffix(['@', '.']);
                [before.unwrap_or(part), if before.is_some() { "_" } else { "" }]
            }));
            Some(path)
        }
        _ => None,
    }
}

/// Returns the name of a site in addresses: the letters and digits of its display name.
pub fn site_name(drive: &Drive) -> String {
    drive.name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the drives that lie in a site: those of teams, and those of people who are no consumers.
fn in_sites(world: &World) -> impl Iterator<Item = &Drive> {
    world.drives().filter(|drive| site_path(world, drive).is_some())
}

#[cfg(test)]
mod tests {
    use super::{item, site, teams};
    use crate::{fixture, graph::ids};

    #[test]
    fn an_id_with_the_drive_part_of_another_drive_is_none() {
        let world = fixture::built_in().expect("valid");
        for drive in world.drives() {
            for node in world.subtree(drive.root) {
                let id = ids::item(&world, node);
                assert_eq!(item(&world, &id), Some(node.id), "{id}");
                for other in world.drives().filter(|other| other.id != drive.id) {
                    let changed = ids::item_of(other, node.id);
                    assert_eq!(item(&world, &changed), None, "{changed}");
                }
            }
        }
    }

    #[test]
    fn a_site_is_found_under_every_form_of_its_address() {
        let world = fixture::built_in().expect("valid");
        let team = teams(&world).next().expect("seeded");
        let id = ids::site("mock.test", team);
        let first = id.split(',').nth(1).expect("three parts").to_owned();
        for address in [
            "root",
            "root:",
            "root:/",
            "mock.test",
            "127.0.0.1:8080",
            "127.0.0.1:8080:",
            "root:/sites/Teamdrive",
            "mock.test:/sites/teamdrive:",
            "127.0.0.1:8080:/teams/Teamdrive",
            "127.0.0.1:8080:/_sandbox/x/sites/Teamdrive:",
            &id,
            &id.to_uppercase(),
            &first,
        ] {
            assert_eq!(site(&world, address).map(|drive| drive.id), Some(team.id), "{address}");
        }
        let alice = world.drives().next().expect("seeded");
        let id = ids::site("mock.test", alice);
        for address in ["mock.test:/personal/alice_example_com", "root:/Personal/Alice_example_com:", &id] {
            assert_eq!(site(&world, address).map(|drive| drive.id), Some(alice.id), "{address}");
        }
        for address in [
            "",
            "nothing",
            "root:/personal/bob_example_com",
            "root:/sites/nothing",
            "mock.test:/Teamdrive",
            "mock.test,1,2",
        ] {
            assert!(site(&world, address).is_none(), "{address}");
        }
    }
}
