//! Special folders: known by what they are for, wherever they are moved and however they are called.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/drive-get-specialfolder>. `special/{name}` is routed as the item
//! `~special.{name}`, and the folder of an application as `~special.approot.{number of the application}`. The folder
//! is made when a caller who may write first asks for it, together with the change if they ask for one.

use axum::extract::Request;
use percent_encoding::percent_decode_str;

use super::{auth::Caller, error::Error, folders::WRITE};
use crate::{
    http::{Call, bearer_token},
    world::{self, Api, AppId, Drive, NodeId, Timestamp, World},
};

/// What the address of a special folder begins with.
pub const PREFIX: &str = "~special.";

const APP_ROOT: &str = "approot";

/// The scope that opens nothing but the folder of the application.
pub const APP_SCOPE: &str = "Files.ReadWrite.AppFolder";

/// The special folders, and where they are made.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("documents", &["Documents"]),
    ("photos", &["Photos"]),
    ("cameraroll", &["Photos", "Camera Roll"]),
    ("music", &["Music"]),
    (APP_ROOT, &["Apps"]),
];

/// The name of the special folder that plays this role in its drive.
pub fn name_of(role: &str) -> Option<&'static str> {
    let name = role.split('.').next().unwrap_or_default();
    FOLDERS.iter().find(|(known, _)| *known == name).map(|(known, _)| *known)
}

/// The roles of all special folders, with the folder of this application.
pub fn roles(app: Option<AppId>) -> [String; 5] {
    FOLDERS.map(|(name, _)| match name {
        APP_ROOT => format!("{APP_ROOT}.{}", app.map_or(0, AppId::number)),
        name => name.into(),
    })
}

/// Says in the path of a request whose folder `approot` is: that of the application which the token is for.
pub fn name_app(call: &Call, mut request: Request) -> Request {
    let app = || {
        let token = bearer_token(request.headers()).unwrap_or_default();
        call.sandbox().read(|world, _| world.token(Api::Graph, token).and_then(|token| token.bearer.app))
    };
    let Some(path) = of_app(request.uri().path(), app) else { return request };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = format!("{path}{query}").parse() {
        *request.uri_mut() = uri;
    }
    request
}

/// A path in the form that is routed, in which `approot` is the folder of this application; none without `approot`.
pub fn of_app(path: &str, app: impl FnOnce() -> Option<AppId>) -> Option<String> {
    let (before, after) = path.split_once(&format!("/items/{PREFIX}{APP_ROOT}"))?;
    let is_whole = after.is_empty() || after.starts_with(['/', ':']) || is_encoded(after);
    let app = is_whole.then(|| app().map_or(0, AppId::number))?;
    Some(format!("{before}/items/{PREFIX}{APP_ROOT}.{app}{after}"))
}

/// Whether a path goes on behind the folder in the same segment.
fn is_encoded(after: &str) -> bool {
    after.get(..3).is_some_and(|colon| colon.eq_ignore_ascii_case("%3A"))
}

/// A special folder in the path of a request.
pub struct Folder {
    drive: String,
    role: String,
}

impl Folder {
    /// Reads a path in the form that is routed.
    pub fn in_path(path: &str) -> Option<Self> {
        let mut segments = path.strip_prefix("/v1.0/drives/")?.split('/');
        let drive = segments.next()?;
        let item = segments.nth(1).filter(|item| item.starts_with(PREFIX))?;
        let decode = |text: &str| percent_decode_str(text).decode_utf8().ok().map(String::from);
        let role = decode(&item[PREFIX.len()..])?;
        Some(Self { drive: decode(drive)?, role: role.split(':').next()?.into() })
    }

    /// Whether it is that of an application.
    pub fn is_apps(&self) -> bool {
        name_of(&self.role) == Some(APP_ROOT)
    }

    /// The folder, if it is there.
    pub fn find(&self, caller: &Caller, world: &World) -> Result<Option<NodeId>, Error> {
        Ok(world.in_role(self.drive(caller, world)?.id, &self.role))
    }

    /// The drive that it is in, if that is the caller's.
    fn drive<'w>(&self, caller: &Caller, world: &'w World) -> Result<&'w Drive, Error> {
        let drive = caller.named(world, &self.drive)?;
        caller.owns(drive).ok_or_else(|| world::Error::Unreachable(drive.id).into())
    }

    /// Sees to it that the folder is there, if the caller may write.
    pub fn make(&self, caller: &Caller, world: &mut World, now: Timestamp) -> Result<(), Error> {
        if self.find(caller, world)?.is_some() {
            return Ok(());
        }
        let root = self.drive(caller, world)?.root;
        let names = place(world, &self.role).ok_or(world::Error::NotFound)?;
        let names = || names.iter().map(String::as_str);
        let folder = match world.descend(root, names()) {
            Some(there) => world.live_folder(there)?.id,
            None if caller.0.scopes.allow(WRITE, true)
                || self.is_apps() && caller.0.scopes.allow(&[APP_SCOPE], true) =>
            {
                world.create_path(caller.0.actor, root, names(), now)?
            }
            None => return Err(world::Error::NotFound.into()),
        };
        world.give_role(folder, &self.role)?;
        Ok(())
    }
}

/// The names down to where the folder of this role is made.
fn place(world: &World, role: &str) -> Option<Vec<String>> {
    let name = name_of(role)?;
    let mut names: Vec<String> =
        FOLDERS.iter().find(|(known, _)| *known == name)?.1.iter().map(ToString::to_string).collect();
    match role.split_once('.') {
        None if name == APP_ROOT => return None,
        None => {}
        Some((APP_ROOT, number)) => {
            let app = world.apps().find(|app| app.id.number().to_string() == number);
            names.push(app.map_or("mockdrive", |app| &app.key).to_owned());
        }
        Some(_) => return None,
    }
    Some(names)
}
