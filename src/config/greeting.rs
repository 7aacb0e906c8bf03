//! What a server says when it is ready.

use std::net::SocketAddr;

use super::{
    address::url_of,
    exports::{base_paths, first_token},
    options::Config,
    values::Switch,
};
use crate::{
    sandbox::Auth,
    world::{Api, World},
};

/// Returns the lines that a server prints when it accepts requests: the address, which scripts read; base URLs; who may
/// call; what is there.
pub fn greeting(config: &Config, listen: &[SocketAddr], world: &World) -> String {
    let local = listen.first().copied().map(url_of).unwrap_or_default();
    let url = config.external_url.as_deref().unwrap_or(&local);
    let base = |name: &str, api: Api| {
        let path = base_paths(api).iter().min_by_key(|path| path.len()).copied().unwrap_or_default();
        format!("{name} {url}{path}")
    };
    let bases = [
        base("Graph", Api::Graph),
        base("KDocs", Api::Kdocs),
        base("WPS", Api::Wps),
        base("KooDrive", Api::Koodrive),
    ];
    let token = first_token(world)
        .map_or(String::new(), |(user, token)| format!("{}'s token is {}; ", user.name, token.value));
    let auth = match config.auth {
        Auth::Strict => "wrong credentials are refused (--auth strict)",
        Auth::Lenient => "all credentials are accepted (--auth lenient)",
    };
    let control = match config.control {
        Switch::On => format!("{url}/_mock/info lists all credentials and operations"),
        Switch::Off => "the control API is off (--control off)".into(),
    };
    format!(
        "Ready. {local}\n{}\n{token}{auth}; {control}\n{}{}\n",
        bases.join(", "),
        contents(config, world),
        open_to_network(listen),
    )
}

/// Says on which addresses others reach the server.
fn open_to_network(listen: &[SocketAddr]) -> String {
    let open = listen.iter().filter(|listen| listen.ip().is_unspecified()).map(SocketAddr::to_string);
    let open: Vec<_> = open.collect();
    if open.is_empty() { String::new() } else { format!("; open to the network on {}", open.join(" and ")) }
}

/// Says where the drives have their contents from, and how much there is.
fn contents(config: &Config, world: &World) -> String {
    let items = |root| world.subtree(root).count() - 1;
    let all: usize = world.drives().map(|drive| items(drive.root)).sum();
    let seed = match config.kept().or(config.fixture.as_deref()) {
        Some(file) => file.display().to_string(),
        None => "the built-in fixture".into(),
    };
    let user = world.users().next();
    let imported = config.import.as_ref().zip(user).and_then(|(directory, user)| {
        let drive = world.personal_drive(user.id)?;
        Some(format!(
            "; {} of them in {}'s, imported from {}",
            items(drive.root),
            user.name,
            directory.display()
        ))
    });
    let faults = match config.fault.len() + usize::from(config.faults.is_some()) {
        0 => "",
        _ if config.control == Switch::Off => "; faults are on",
        _ => "; faults are on, see /_mock/faults",
    };
    let drives = world.drives().count();
    format!("{drives} drives of {seed} with {all} items{}{faults}", imported.unwrap_or_default())
}
