//! Seed worlds: the fixture file, and what it places in the drives.
//!
//! A fixture is JSON; `fixtures/default.json` shows all of it and is built in. A broken one is refused with the
//! file, the line and the reason.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use serde::Deserialize;

use crate::{
    http::date,
    world::{
        Actor, Api, AppId, AppKind, Content, DriveId, Flavor, NodeId, OnConflict, Owner, Principal, Scopes,
        Timestamp, Token, UserId, World,
    },
};

static BUILT_IN: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/fixtures");

/// The name of the built-in fixture.
const DEFAULT: &str = "default.json";

/// The quota of a drive that names none: 1 TiB, in bytes.
const QUOTA: u64 = 1 << 40;

/// Why a fixture or an imported directory is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixtureError {
    file: PathBuf,
    line: Option<usize>,
    reason: String,
}

impl fmt::Display for FixtureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for FixtureError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    /// The organisation of everybody: a GUID.
    tenant: String,
    /// When everything was made, RFC 3339.
    created: String,
    users: Vec<FixtureUser>,
    apps: Vec<FixtureApp>,
    tokens: Vec<FixtureToken>,
    drives: Vec<FixtureDrive>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureUser {
    name: String,
    display_name: String,
    email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureApp {
    api: String,
    key: String,
    secret: String,
    #[serde(default)]
    kind: Kind,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Test,
    Production,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureToken {
    value: String,
    user: Option<String>,
    app: Option<String>,
    scopes: FixtureScopes,
    expires_in: Option<u64>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "scopes are `all`, `read` or a list of names")]
enum FixtureScopes {
    Word(ScopeWord),
    Named(Vec<String>),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ScopeWord {
    All,
    Read,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureDrive {
    name: String,
    owner: FixtureOwner,
    quota: Option<u64>,
    #[serde(default)]
    flavor: FixtureFlavor,
    /// Other ids of the drive, or of its root, that clients may write.
    #[serde(default)]
    aliases: Vec<String>,
    items: Vec<FixtureItem>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum FixtureFlavor {
    #[default]
    Business,
    Consumer,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum FixtureOwner {
    User(String),
    Apps(Vec<String>),
    Members(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureItem {
    /// From the root, behind a slash; folders on the way are made. A folder ends in a slash.
    path: String,
    text: Option<String>,
    /// A file beside the fixture.
    file: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// The built-in seed.
///
/// # Errors
/// None, or the tests would not have passed.
pub fn built_in() -> Result<World, FixtureError> {
    let file = BUILT_IN.get_file(DEFAULT).and_then(include_dir::File::contents_utf8).unwrap_or_default();
    let load = |name: &str| BUILT_IN.get_file(name).map(|file| Bytes::from_static(file.contents()));
    Loader { file: Path::new("fixtures/default.json"), text: file, load: &load }.run()
}

/// The seed that a file describes; other files are looked for beside it.
///
/// # Errors
/// The file, the line and the reason.
pub fn from_file(file: &Path) -> Result<World, FixtureError> {
    let text = std::fs::read_to_string(file).map_err(|error| FixtureError {
        file: file.into(),
        line: None,
        reason: error.to_string(),
    })?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let load = |name: &str| std::fs::read(folder.join(name)).ok().map(Bytes::from);
    Loader { file, text: &text, load: &load }.run()
}

/// Makes a directory tree the content of the first user's drive, in place of what was there.
///
/// # Errors
/// The entry that cannot be read or has a name that no drive can hold.
pub fn import(world: &mut World, directory: &Path, now: Timestamp) -> Result<(), FixtureError> {
    let fail = |file: &Path, reason: String| FixtureError { file: file.into(), line: None, reason };
    let user = world.users().next().map(|user| user.id);
    let drive = user.and_then(|user| Some((user, world.personal_drive(user)?.root)));
    let (user, root) = drive.ok_or_else(|| fail(directory, "the fixture has no personal drive".into()))?;
    let by = Actor::User(user);
    let old: Vec<NodeId> = world.children(root).map(|node| node.id).collect();
    for id in old {
        world.delete(id).map_err(|error| fail(directory, error.to_string()))?;
    }
    let mut folders = vec![(directory.to_path_buf(), root)];
    while let Some((path, parent)) = folders.pop() {
        let entries = std::fs::read_dir(&path).map_err(|error| fail(&path, error.to_string()))?;
        let mut entries: Vec<_> =
            entries.collect::<Result<_, _>>().map_err(|error| fail(&path, error.to_string()))?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let name = entry.file_name();
            let name = name.to_str().ok_or_else(|| fail(&path, "the name is not UTF-8".into()))?;
            let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let (is_folder, is_file) = (path.is_dir() && !link, path.is_file());
            if !is_folder && !is_file {
                return Err(fail(
                    &path,
                    "neither a file nor a folder; links to folders are not followed".into(),
                ));
            }
            let made = if is_folder {
                world.create_folder(by, parent, name, OnConflict::Fail, now)
            } else {
                let bytes = std::fs::read(&path).map_err(|error| fail(&path, error.to_string()))?;
                world.create_file(by, parent, name, Content::new(bytes.into()), OnConflict::Fail, now)
            };
            let made = made.map_err(|error| fail(&path, error.to_string()))?;
            if is_folder {
                folders.push((path, made));
            }
        }
    }
    Ok(())
}

struct Loader<'a> {
    file: &'a Path,
    text: &'a str,
    load: &'a dyn Fn(&str) -> Option<Bytes>,
}

impl Loader<'_> {
    fn run(&self) -> Result<World, FixtureError> {
        let fixture: Fixture = serde_json::from_str(self.text).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.rsplit_once(" at line").map_or(reason.as_str(), |(reason, _)| reason);
            FixtureError { file: self.file.into(), line: Some(error.line()), reason: reason.into() }
        })?;
        let now = date::parse_rfc3339(&fixture.created)
            .ok_or_else(|| self.at(&fixture.created, "`created` is no RFC 3339 date"))?;
        let mut world = World::new();
        world.set_tenant(&fixture.tenant);
        for user in &fixture.users {
            if world.user_named(&user.name).is_some() {
                return Err(self.at(&user.email, format!("there are two users `{}`", user.name)));
            }
            world.add_user(&user.name, &user.display_name, &user.email);
        }
        for app in &fixture.apps {
            let api = Api::from_name(&app.api)
                .ok_or_else(|| self.at(&app.api, "the API is none of graph, kdocs, wps and koodrive"))?;
            let kind = match app.kind {
                Kind::Test => AppKind::Test,
                Kind::Production => AppKind::Production,
            };
            world.add_app(api, &app.key, &app.secret, kind);
        }
        for token in fixture.tokens {
            self.token(&mut world, token, now)?;
        }
        for drive in &fixture.drives {
            self.drive(&mut world, drive, now)?;
        }
        world.date_changes(now);
        Ok(world)
    }

    fn token(&self, world: &mut World, token: FixtureToken, now: Timestamp) -> Result<(), FixtureError> {
        let user = token.user.as_deref().map(|name| self.user(world, name)).transpose()?;
        let app = token.app.as_deref().map(|key| self.app(world, key)).transpose()?;
        if user.is_none() && app.is_none() {
            return Err(self.at(&token.value, "a token belongs to a user, an app, or both"));
        }
        let scopes = match token.scopes {
            FixtureScopes::Word(ScopeWord::All) => Scopes::All,
            FixtureScopes::Word(ScopeWord::Read) => Scopes::Read,
            FixtureScopes::Named(names) => Scopes::Named(names.into_iter().map(Arc::from).collect()),
        };
        world.issue(Token {
            value: token.value.into(),
            bearer: Principal { user, app },
            scopes,
            api: None,
            issued: now,
            life: token.expires_in.map(Duration::from_secs),
            sliding: false,
        });
        Ok(())
    }

    fn drive(&self, world: &mut World, drive: &FixtureDrive, now: Timestamp) -> Result<(), FixtureError> {
        let owner = match &drive.owner {
            FixtureOwner::User(name) => Owner::Personal(self.user(world, name)?),
            FixtureOwner::Apps(keys) => {
                Owner::App(keys.iter().map(|key| self.app(world, key)).collect::<Result<_, _>>()?)
            }
            FixtureOwner::Members(names) => {
                Owner::Team(names.iter().map(|name| self.user(world, name)).collect::<Result<_, _>>()?)
            }
        };
        if matches!(&owner, Owner::App(all) if all.is_empty())
            || matches!(&owner, Owner::Team(all) if all.is_empty())
        {
            return Err(self.at(&drive.name, "a drive belongs to somebody"));
        }
        let id = world.add_drive(&drive.name, owner, drive.quota.unwrap_or(QUOTA), now);
        if let FixtureFlavor::Consumer = drive.flavor {
            world.set_flavor(id, Flavor::Consumer).map_err(|error| self.at(&drive.name, error))?;
        }
        let root = world.drive(id).map(|drive| drive.root).map_err(|error| self.at(&drive.name, error))?;
        for alias in &drive.aliases {
            self.alias(world, alias, root)?;
        }
        drive.items.iter().try_for_each(|item| self.item(world, id, root, item, now))
    }

    fn item(
        &self,
        world: &mut World,
        drive: DriveId,
        root: NodeId,
        item: &FixtureItem,
        now: Timestamp,
    ) -> Result<(), FixtureError> {
        let maker = world.drive(drive).ok().and_then(crate::world::Drive::maker);
        let by = maker.ok_or_else(|| self.at(&item.path, "a drive belongs to somebody"))?;
        let path =
            item.path.strip_prefix('/').ok_or_else(|| self.at(&item.path, "a path begins with a slash"))?;
        let content = match (&item.text, &item.file) {
            (Some(text), None) => Some(Bytes::from(text.clone())),
            (None, Some(file)) => Some(
                (self.load)(file)
                    .ok_or_else(|| self.at(file, format!("the file `{file}` cannot be read")))?,
            ),
            (None, None) if path.ends_with('/') => None,
            _ => {
                return Err(
                    self.at(&item.path, "a file has either `text` or `file`, a folder ends in a slash")
                );
            }
        };
        let (above, name) =
            path.trim_end_matches('/').rsplit_once('/').unwrap_or(("", path.trim_end_matches('/')));
        let refused = |error| self.at(&item.path, error);
        let above = above.split('/').filter(|name| !name.is_empty());
        let parent = world.create_path(by, root, above, now).map_err(refused)?;
        let node = match content {
            Some(bytes) => world.create_file(by, parent, name, Content::new(bytes), OnConflict::Fail, now),
            None => world.create_path(by, parent, [name], now),
        }
        .map_err(refused)?;
        item.aliases.iter().try_for_each(|alias| self.alias(world, alias, node))
    }

    fn alias(&self, world: &mut World, alias: &str, node: NodeId) -> Result<(), FixtureError> {
        if world.add_alias(alias, node) { Ok(()) } else { Err(self.at(alias, "the alias is used twice")) }
    }

    fn user(&self, world: &World, name: &str) -> Result<UserId, FixtureError> {
        world
            .user_named(name)
            .map(|user| user.id)
            .ok_or_else(|| self.at(name, format!("there is no user `{name}`")))
    }

    fn app(&self, world: &World, key: &str) -> Result<AppId, FixtureError> {
        let found = Api::ALL.into_iter().find_map(|api| world.app_keyed(api, key));
        found.map(|app| app.id).ok_or_else(|| self.at(key, format!("there is no app `{key}`")))
    }

    /// An error at the line of the last place where this text stands.
    fn at(&self, text: &str, reason: impl fmt::Display) -> FixtureError {
        let quoted = serde_json::to_string(text).unwrap_or_default();
        let line = self.text.rfind(&quoted).map(|at| self.text[..at].matches('\n').count() + 1);
        FixtureError { file: self.file.into(), line, reason: reason.to_string() }
    }
}
