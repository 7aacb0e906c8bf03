//! Which person, group or site a request names.

use crate::{
    graph::ids,
    world::{Drive, Owner, User, World},
};

/// The person of this id, short name or mail address.
pub fn user<'w>(world: &'w World, named: &str) -> Option<&'w User> {
    let by_id = world.users().find(|user| ids::user(user.id).eq_ignore_ascii_case(named));
    by_id.or_else(|| world.user_named(named))
}

/// The drives that are groups and sites too; the first one is the root site's.
pub fn teams(world: &World) -> impl Iterator<Item = &Drive> {
    world.drives().filter(|drive| matches!(drive.owner, Owner::Team(_)))
}

/// The drive of the group of this id.
pub fn group<'w>(world: &'w World, id: &str) -> Option<&'w Drive> {
    teams(world).find(|drive| ids::group(drive).eq_ignore_ascii_case(id))
}

/// The drive of a site: `root`, a host, `{host}:/sites/{name}`, `{host},{id},{id}`, or the first of the two ids.
///
/// Every host is ours, as a client may know us under many.
pub fn site<'w>(world: &'w World, address: &str) -> Option<&'w Drive> {
    if let Some((_, path)) = address.split_once(":/") {
        let path = path.strip_suffix(':').unwrap_or(path).trim_matches('/');
        // The address that we hand out in a sandbox names it.
        let path = match path.strip_prefix("_sandbox/") {
            Some(rest) => rest.split_once('/').map_or("", |(_, path)| path),
            None => path,
        };
        let name = path.strip_prefix("sites/").or_else(|| path.strip_prefix("teams/"));
        return match name {
            None if path.is_empty() => teams(world).next(),
            None => None,
            Some(name) => teams(world).find(|drive| site_name(drive).eq_ignore_ascii_case(name)),
        };
    }
    let address = address.strip_suffix(':').unwrap_or(address);
    let ids_of = |drive: &Drive| ids::site("", drive);
    if let Some(comma) = address.find(',') {
        return teams(world).find(|drive| address[comma..].eq_ignore_ascii_case(&ids_of(drive)));
    }
    if address == "root" || address == "localhost" || address.contains(['.', ':']) {
        return teams(world).next();
    }
    teams(world)
        .find(|drive| ids_of(drive).split(',').nth(1).is_some_and(|id| address.eq_ignore_ascii_case(id)))
}

/// What a site is called in addresses: the letters and digits of its name.
pub fn site_name(drive: &Drive) -> String {
    drive.name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{site, teams};
    use crate::{fixture, graph::ids};

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
        for address in ["", "nothing", "root:/sites/nothing", "mock.test:/Teamdrive", "mock.test,1,2"] {
            assert!(site(&world, address).is_none(), "{address}");
        }
    }
}
