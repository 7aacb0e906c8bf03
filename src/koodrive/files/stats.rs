//! How much lies below a folder.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/StatsDir.html>.

use std::sync::Arc;

use axum::response::Response;

use crate::{
    http::{Operation, blocking},
    koodrive::{
        auth::{Caller, item_or_root},
        error::Error,
        file_types,
        json::Query,
        respond,
        scopes::READ,
        wire::DirectoryStats,
    },
    world::{Ability, Node, name},
};

/// Counts what lies below a folder; the page's table has one method, and its example the other.
pub const STATS_DIR: Operation = Operation { name: "StatsDir", ..READ };

/// The most extensions or types of one call.
const MOST: usize = 100;

/// What is counted.
struct Counted {
    /// Files or folders only.
    only_folders: Option<bool>,
    suffixes: Vec<String>,
    types: Vec<String>,
}

impl Counted {
    fn has(&self, node: &Node) -> bool {
        let is_listed = self.suffixes.is_empty() || self.suffixes.contains(&name::extension(&node.name));
        let is_typed = self.types.is_empty() || self.types.contains(&file_types::of(node).to_string());
        let fits = is_typed && (is_listed && !node.is_folder() || self.suffixes.is_empty());
        self.only_folders.is_none_or(|folders| folders == node.is_folder()) && fits
    }
}

/// Counts the files and folders below a folder, and adds their sizes up.
///
/// Handles `GET /koodrive/ose/v1/files/statsDir`.
/// Handles `POST /koodrive/ose/v1/files/statsDir`.
pub async fn stats(query: Query, caller: Caller) -> Result<Response, Error> {
    let (id, space) = (query.required("fileId")?, query.required("containerId")?);
    let flag = |name| Ok::<_, Error>(query.get(name).is_none() || query.flag(name)?);
    let is_recursive = flag("recursive")?;
    let (folders, files, size) =
        (flag("includeDirCount")?, flag("includeFileCount")?, flag("includeTotalSize")?);
    let list = |name| {
        let list: Vec<String> = query.list(name).map(str::to_lowercase).collect();
        if list.len() > MOST { Err(Error::Parameters) } else { Ok(list) }
    };
    let counted = Counted {
        only_folders: query.word("type", &[("1", false), ("2", true)])?,
        suffixes: list("extensions")?,
        types: list("categorys")?,
    };
    let world = Arc::clone(caller.world());
    let node = item_or_root(&world, caller.space(&world, space)?, id)?;
    let top = caller.permitted(&world, world.live_folder(node.id)?, Ability::List)?.id;
    let (total, dirs, leaves) = blocking(move || {
        let add = |(total, dirs, leaves): (u64, u64, u64), node: &Arc<Node>| match () {
            () if !counted.has(node) => (total, dirs, leaves),
            () if node.is_folder() => (total, dirs + 1, leaves),
            () => (total + node.size(), dirs, leaves + 1),
        };
        if is_recursive {
            world.subtree(top).skip(1).fold((0, 0, 0), add)
        } else {
            world.children(top).fold((0, 0, 0), add)
        }
    })
    .await;
    let shown = |wanted: bool, number: u64| wanted.then(|| number.to_string());
    Ok(respond::data(DirectoryStats {
        total_size: shown(size, total),
        sub_dir_count: shown(folders, dirs),
        sub_file_count: shown(files, leaves),
    }))
}
