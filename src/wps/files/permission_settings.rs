//! Who may do certain things with an item: 获取文件权限配置项 and 设置文件权限配置项.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Id, Operation, Query, body::Object, find_word},
    world::{Ability, AccessSettings, Level, Restricted},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        json::Json,
        respond, scopes,
        sharing::grants,
        wire::{All, Setting},
    },
};

/// By their keys.
pub const GET: Operation =
    Operation { name: "files.permission_settings.get", ..scopes::READ_PERMISSION_SETTINGS };

/// For an item and all that lies below it.
pub const UPDATE: Operation =
    Operation { name: "files.permission_settings.update", ..scopes::WRITE_PERMISSIONS };

/// What is set.
#[derive(Deserialize)]
pub struct Settings {
    settings: Vec<Object<Given>>,
}

#[derive(Deserialize)]
struct Given {
    key: String,
    value: String,
}

/// What a key stands for.
#[derive(Clone, Copy)]
enum Key {
    Guests,
    Entity(Restricted, Level),
}

const GUESTS: (&str, Key) = ("allow_guest_create_upload", Key::Guests);

/// The keys of the public cloud, each with the level that presets give this to, which holds where nothing was set.
const KEYS: &[(&str, Key)] = &[
    GUESTS,
    ("share_entity", Key::Entity(Restricted::Share, Level::Manageable)),
    ("copy_content_entity", Key::Entity(Restricted::CopyContent, Level::Viewable)),
    ("save_as_entity", Key::Entity(Restricted::SaveAs, Level::Viewable)),
    ("upload_entity", Key::Entity(Restricted::Upload, Level::Editable)),
    ("rename_entity", Key::Entity(Restricted::Rename, Level::Editable)),
    ("move_entity", Key::Entity(Restricted::Move, Level::Editable)),
];
/// The keys of private deployments.
const PRIVATE_KEYS: &[(&str, Key)] = &[GUESTS];

const FLAGS: &[(&str, bool)] = &[("true", true), ("false", false)];
const LEVELS: &[(&str, Level)] = &[
    ("viewable", Level::Viewable),
    ("editable", Level::Editable),
    ("commentable", Level::Commentable),
    ("manageable", Level::Manageable),
];
/// The levels of what nobody does who only reads.
const LEVELS_OF_CHANGES: &[(&str, Level)] =
    &[("editable", Level::Editable), ("manageable", Level::Manageable)];

/// Returns the settings of these keys, as they hold for an item.
///
/// Handles `GET /v7/files/{file_id}/permission_settings`.
pub fn get(caller: Caller, Id(id): Id, query: Query) -> Result<Response, Error> {
    let mut keys: Vec<(&'static str, Key)> = Vec::new();
    for given in query.list("keys") {
        let found = key(&caller, given)?;
        if !keys.iter().any(|(known, _)| *known == found.0) {
            keys.push(found);
        }
    }
    if keys.is_empty() {
        return Err(Error::Missing("keys"));
    }
    let world = caller.world();
    let settings = world.access_settings_on(caller.file(world, &id, Ability::List)?);
    let items = keys.into_iter().map(|(key, of)| Setting { key, value: value(settings, of) }).collect();
    Ok(respond::success(caller.dialect, &All { items }))
}

/// Changes settings of an item; they hold for all that lies below it and has none of its own.
///
/// Handles `POST /v7/files/{file_id}/permission_settings`.
pub fn update(caller: Caller, Id(id): Id, Json(body): Json<Settings>) -> Result<Response, Error> {
    grants::check_count("settings", body.settings.len(), grants::MOST)?;
    let changes = body.settings.iter().map(|given| {
        let (_, key) = key(&caller, &given.key)?;
        Change::read(key, &given.value)
    });
    let changes: Vec<Change> = changes.collect::<Result<_, Error>>()?;
    caller.sandbox().write(|world, _| {
        let node = caller.file(world, &id, Ability::Control)?.id;
        world.edit_access_settings(node, |settings| {
            for change in &changes {
                change.apply(settings);
            }
        })?;
        Ok::<_, Error>(())
    })?;
    Ok(respond::done(caller.dialect))
}

/// A setting that was checked.
enum Change {
    Guests(bool),
    Entity(Restricted, Level),
}

impl Change {
    fn read(key: Key, value: &str) -> Result<Self, Error> {
        let what = match key {
            Key::Guests => return Ok(Self::Guests(find_word("value", value, FLAGS)?)),
            Key::Entity(what, _) => what,
        };
        let levels = match what {
            Restricted::Share | Restricted::CopyContent | Restricted::SaveAs => LEVELS,
            Restricted::Upload | Restricted::Rename | Restricted::Move => LEVELS_OF_CHANGES,
        };
        Ok(Self::Entity(what, find_word("value", value, levels)?))
    }

    fn apply(&self, settings: &mut AccessSettings) {
        match self {
            Self::Guests(may) => settings.guests_may_create = Some(*may),
            Self::Entity(what, level) => settings.set_level(*what, *level),
        }
    }
}

/// Returns a key of the dialect, and what it stands for.
fn key(caller: &Caller, given: &str) -> Result<(&'static str, Key), Error> {
    let keys = if caller.dialect == Dialect::Public { KEYS } else { PRIVATE_KEYS };
    let names: Vec<(&str, (&'static str, Key))> = keys.iter().map(|known| (known.0, *known)).collect();
    Ok(find_word("key", given, &names)?)
}

/// Returns the value of a setting, or what holds without.
fn value(settings: AccessSettings, key: Key) -> &'static str {
    match key {
        Key::Guests if settings.guests_may_create == Some(false) => "false",
        Key::Guests => "true",
        Key::Entity(what, preset) => {
            let level = settings.level(what).unwrap_or(preset);
            LEVELS.iter().find(|(_, known)| *known == level).map_or("", |(word, _)| word)
        }
    }
}
