//! How much of the drives the search has taken in: 查询驱动盘AI搜索状态.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    documents::text,
    http::{self, Operation},
    world::{Ability, Node, World},
    wps::{
        auth::Caller,
        error::Error,
        json::Json,
        lists::{
            place,
            reach::{Reach, Way},
        },
        respond, scopes,
        wire::SearchStatus,
    },
};

/// 查询驱动盘AI搜索状态.
pub const STATUS: Operation =
    Operation { name: "files.ai_search.query_drive_status", ..scopes::SEARCH_FILES };

/// The body of [`query_drive_status`].
#[derive(Deserialize)]
pub struct StatusBody {
    #[serde(default)]
    drive_ids: Vec<String>,
    mode: Option<String>,
    /// All scenes search the same here.
    scene: Option<String>,
}

/// Which files are counted, if no drives are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Drive,
    Private,
    Roaming,
    Share,
    File,
}

const MODES: [(&str, Mode); 6] = [
    ("drive", Mode::Drive),
    ("private", Mode::Private),
    ("temp", Mode::Roaming),
    ("share", Mode::Share),
    ("roaming", Mode::Roaming),
    ("file", Mode::File),
];

/// What the search is for.
const SCENES: [(&str, ()); 5] =
    [("ai_search", ()), ("ai_qa", ()), ("ai_graphic", ()), ("ai_public_knowledge", ()), ("all", ())];

/// Counts the files by whether their text can be read, which is what the search takes in; it does so at once.
///
/// Handles `POST /v7/files/ai_search/query_drive_status`.
pub async fn query_drive_status(caller: Caller, Json(body): Json<StatusBody>) -> Result<Response, Error> {
    let drive = |id: &String| Ok(caller.drive(caller.world(), id)?.id);
    let drives = body.drive_ids.iter().map(drive).collect::<Result<Vec<_>, Error>>()?;
    let (world, reach, dialect) = (Arc::clone(caller.world()), Reach::of(&caller), caller.dialect);
    let mode = body.mode.as_deref().map(|mode| http::find_word("mode", mode, &MODES)).transpose()?;
    body.scene.as_deref().map(|scene| http::find_word("scene", scene, &SCENES)).transpose()?;
    let mode = mode.unwrap_or(Mode::Drive);
    let status = http::heavy(caller.call.memory(), text::MOST_ROOM, move || {
        let is_counted = |node: &&Node| {
            if !drives.is_empty() {
                return drives.contains(&node.drive);
            }
            let kind = place::file_src(reach, &world, node, dialect).map(|place| place.kind);
            match mode {
                Mode::Drive => matches!(reach.way(&world, node), Way::Group(_) | Way::App),
                Mode::Private => kind == Some("user_private"),
                Mode::Roaming => kind == Some("user_roaming"),
                Mode::Share => kind == Some("link"),
                Mode::File => true,
            }
        };
        let files = reach.items(&world).filter(|node| !node.is_folder()).filter(is_counted);
        count(&world, reach, files)
    })
    .await?;
    Ok(respond::success(caller.dialect, &status))
}

fn count<'w>(world: &World, reach: Reach, files: impl Iterator<Item = &'w Node>) -> SearchStatus {
    let mut status = SearchStatus::default();
    for node in files.filter(|node| reach.may(world, node, Ability::List)) {
        let is_read = node.content().is_some_and(|content| text::of(&node.name, content).is_some());
        match (is_read, text::is_known(&node.name)) {
            (true, _) => status.succ_cnt += 1,
            (false, true) => status.failed_cnt += 1,
            (false, false) => status.not_support_cnt += 1,
        }
    }
    status
}
