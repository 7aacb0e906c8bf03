//! What lies in a folder or in the recycle bin of a space.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/getPersonalFiles.html> and
//! <https://support.huaweicloud.com/api-koodrive/getDepartmentFiles.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{LinkBase, Operation, body::Object},
    koodrive::{
        auth::{Caller, item_or_root},
        error::Error,
        file_types, ids, image_process,
        json::{Id, Ids, Loose, Query},
        paging::{PageInfo, SortInfo},
        render::{FileRender, kind},
        respond,
        scopes::READ,
        wire::FileList,
    },
    world::{Ability, Drive, Error as WorldError, Node, Owner, World, name},
};

/// Lists a person's space or its recycle bin.
pub const GET_PERSONAL_FILES: Operation = Operation { name: "getPersonalFiles", scans: true, ..READ };
/// Lists the space of a department or group, or its recycle bin.
pub const GET_DEPARTMENT_FILES: Operation = Operation { name: "getDepartmentFiles", scans: true, ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ListBody {
    #[serde(default)]
    page_info: Object<PageInfo>,
    #[serde(default)]
    sort_info: Object<SortInfo>,
    #[serde(default)]
    container_id: Loose<String>,
    #[serde(default)]
    parent_file_id: Loose<String>,
    #[serde(default)]
    file_type: Loose<u32>,
    #[serde(default)]
    file_name: Loose<String>,
    #[serde(default)]
    image_process: Loose<String>,
}

/// Lists a folder of the caller's own space, or its recycle bin.
///
/// Handles `POST /koodrive/ose/v1/files/{id}`.
pub fn personal(base: LinkBase, Id(list): Id, caller: Caller) -> Result<Response, Error> {
    let body: ListBody = caller.body()?;
    let world = caller.world();
    let drive = if let Some(id) = &body.container_id.0 {
        caller.space(world, id)?
    } else {
        world.drive_in_use(world.personal_drive(caller.user).ok_or(WorldError::NoDrive)?.id)?
    };
    if drive.person().is_none() {
        return Err(Error::OtherTeam);
    }
    respond_list(&caller, &base, drive, &list, &body)
}

/// Lists a folder of a team's space, or its recycle bin.
///
/// Handles `POST /koodrive/ose/v1/files/{id}/{type}`.
pub fn team(base: LinkBase, Ids(team, list): Ids, query: Query, caller: Caller) -> Result<Response, Error> {
    let body: ListBody = caller.body()?;
    let team_type = query.word("team_type", &[("0", 0), ("2", 2)])?.unwrap_or(0);
    let world = caller.world();
    let group = ids::parse_group(world, &team);
    let is_theirs = |drive: &&Drive| group.is_some_and(|group| drive.owner == Owner::Team(group));
    let named = body.container_id.0.clone();
    let named = named.or_else(|| world.drives().find(is_theirs).map(|theirs| ids::container(theirs.id)));
    let drive = caller.space(world, &named.ok_or(WorldError::NoDrive)?)?;
    if !is_theirs(&drive) || kind(world, drive) != Some(team_type) {
        return Err(Error::OtherTeam);
    }
    respond_list(&caller, &base, drive, &list, &body)
}

fn respond_list(
    caller: &Caller,
    base: &LinkBase,
    drive: &Drive,
    list: &str,
    body: &ListBody,
) -> Result<Response, Error> {
    let world = caller.world();
    let (sort, size) = (body.sort_info.sort()?, image_process::size(&body.image_process)?);
    let parent = body.parent_file_id.0.as_deref().unwrap_or(ids::ROOT_NAME);
    let mut nodes = match list {
        "0" => live(caller, world, drive, parent)?,
        "1" => binned(caller, world, drive, parent)?,
        _ => return Err(Error::Parameters),
    };
    let of = (drive.id, list, parent, sort, &body.file_type, &body.file_name);
    let page = body.page_info.page(&of)?;
    let fragment = body.file_name.0.as_deref().map(|text| name::key(&text.into()));
    nodes.retain(|node| {
        body.file_type.0.is_none_or(|wanted| file_types::of(node) == wanted)
            && fragment.as_ref().is_none_or(|text| name::key(&node.name).contains(&**text))
    });
    let (nodes, next) = page.cut(nodes, |node| sort.position(node));
    let render = FileRender::new(caller, world, base, size);
    Ok(respond::beside(FileList {
        category: "drive#fileList",
        files: nodes.into_iter().map(|node| render.file(node)).collect(),
        next_cursor: next.unwrap_or_default(),
    }))
}

fn live<'w>(caller: &Caller, world: &'w World, drive: &Drive, parent: &str) -> Result<Vec<&'w Node>, Error> {
    let folder = item_or_root(world, drive, parent)?;
    let folder = world.live_folder(folder.id)?;
    caller.permitted(world, folder, Ability::List)?;
    let children = world.children(folder.id).map(|node| &**node);
    Ok(children.filter(|node| caller.abilities(world, node).has(Ability::Preview)).collect())
}

/// Returns what was put into the bin, or what lies in a folder that was.
fn binned<'w>(
    caller: &Caller,
    world: &'w World,
    drive: &Drive,
    parent: &str,
) -> Result<Vec<&'w Node>, Error> {
    let folder = item_or_root(world, drive, parent)?;
    if folder.parent.is_some() && world.bin_level(folder.id).is_none() {
        return Err(WorldError::NotInBin(folder.id).into());
    }
    let tops = world.binned(drive.id).filter(|_| folder.parent.is_none());
    let nodes = tops.chain(world.children(folder.id).filter(|_| folder.parent.is_some()));
    Ok(nodes.map(|node| &**node).filter(|node| caller.abilities(world, node).has(Ability::Preview)).collect())
}
