//! Sites: there is one around each team drive, at `/sites/{name}`; the first one is the root site.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{find, web::host},
        auth::Caller,
        error::Error,
        ids,
        json::{Path, Query},
        odata::{Options, count::count_response, paging::page},
        render::date::date,
        wire::{Empty, SiteBody, SiteCollection},
    },
    http::{LinkBase, Operation},
    world::{self, Drive, World, name},
};

/// <https://learn.microsoft.com/en-us/graph/api/site-get>
pub const GET: Operation = Operation {
    name: "site.get",
    scopes: &["Sites.Read.All", "Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All"],
    ..Operation::BASE
};

/// <https://learn.microsoft.com/en-us/graph/api/site-search>
pub const LIST: Operation = Operation { name: "site.list", units: 2, ..GET };

/// <https://learn.microsoft.com/en-us/graph/api/site-search>
pub const COUNT: Operation = Operation { name: "site.count", ..GET };

/// Returns a site.
///
/// Handles `GET /v1.0/sites/{site}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    Path(address): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let drive = find::site(world, &address).ok_or(world::Error::NotFound)?;
    let drive = caller.check(world, drive)?;
    let context = Some(format!("{base}/v1.0/$metadata#sites{}/$entity", options.brackets()));
    Ok(options.respond(StatusCode::OK, &SiteBody { context, ..body(world, drive, &base) }))
}

/// Returns the sites that the caller may see, a page at a time.
///
/// `search` picks those whose name holds all of its words, and `*` all.
///
/// Handles `GET /v1.0/sites`.
pub fn list(caller: Caller, base: LinkBase, query: Query) -> Result<Response, Error> {
    let options = Options::parse_with(&query, &["search"])?;
    let world = caller.world();
    let sites = found(&caller, world, &query).map(|drive| body(world, drive, &base));
    page(&caller.call, &base, &options, format!("{base}/v1.0/$metadata#sites"), sites)
}

/// Returns how many sites the list holds.
///
/// Handles `GET /v1.0/sites/$count`.
pub fn count(caller: Caller, query: Query) -> Result<Response, Error> {
    Options::parse_with(&query, &["search"])?;
    Ok(count_response(found(&caller, caller.world(), &query).count() as u64))
}

/// Returns the sites that the caller may see and that match the search.
fn found<'w>(caller: &Caller, world: &'w World, query: &Query) -> impl Iterator<Item = &'w Drive> {
    let search = query.option("search").unwrap_or_default().trim_matches('"');
    let search = name::key(&search.into());
    let is_found = move |drive: &&Drive| {
        let (name, short) = (name::key(&drive.name), name::key(&find::site_name(drive).into()));
        let mut words = search.split(|c: char| c.is_whitespace() || c == '*');
        words.all(|word| name.contains(word) || short.contains(word))
    };
    find::teams(world).filter(|drive| caller.check(world, drive).is_ok()).filter(is_found)
}

/// Returns a site, without a context.
fn body(world: &World, drive: &Drive, base: &str) -> SiteBody {
    let root = world.node(drive.root).ok();
    let path = find::site_path(world, drive).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let person = drive.person().and_then(|person| world.user(person));
    let is_root = find::teams(world).next().is_some_and(|first| first.id == drive.id);
    let host = host(base);
    SiteBody {
        context: None,
        created_date_time: date(root.map(|root| root.created.at).unwrap_or_default()),
        id: ids::site(host, drive),
        last_modified_date_time: date(root.map(|root| root.modified.at).unwrap_or_default()),
        web_url: format!("{base}/{path}"),
        name,
        display_name: person.map_or(&drive.name, |person| &person.display_name).to_string(),
        root: is_root.then_some(Empty {}),
        site_collection: SiteCollection { hostname: host.into() },
    }
}
