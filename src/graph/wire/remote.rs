//! Items in other people's drives: <https://learn.microsoft.com/en-us/graph/api/resources/remoteitem>.

use std::sync::Arc;

use serde::Serialize;

use super::{
    identity::IdentitySet,
    item::{File, FileSystemInfo, Folder, ItemReference, Package},
};
use crate::{graph::short_text::ShortText, http::Repeated};

/// An item that points to one in another drive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pointer<'a> {
    #[serde(flatten)]
    pub outline: &'a Outline,
    pub remote_item: RemoteItem<'a>,
}

/// The item that a pointer points to: <https://learn.microsoft.com/en-us/graph/api/resources/remoteitem>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoteItem<'a> {
    #[serde(flatten)]
    pub outline: &'a Outline,
    pub parent_reference: Repeated<ItemReference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<SharedWith>,
}

/// The members that a pointer has for itself and, in the same words, for the item that it points to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    pub created_by: Repeated<IdentitySet>,
    pub created_date_time: ShortText,
    pub id: ShortText,
    pub last_modified_by: Repeated<IdentitySet>,
    pub last_modified_date_time: ShortText,
    pub name: Arc<str>,
    pub size: u64,
    pub web_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<Folder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<Package>,
    pub file_system_info: FileSystemInfo,
}

/// By whom and when an item was shared: <https://learn.microsoft.com/en-us/graph/api/resources/shared>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedWith {
    pub scope: &'static str,
    pub owner: IdentitySet,
    pub shared_by: Repeated<IdentitySet>,
    pub shared_date_time: ShortText,
}

/// A sharing link, or an item by its address: <https://learn.microsoft.com/en-us/graph/api/resources/shareddriveitem>.
#[derive(Serialize)]
pub struct ShareBody {
    #[serde(rename = "@odata.context")]
    pub context: String,
    pub id: String,
    pub name: Arc<str>,
    pub owner: IdentitySet,
}
