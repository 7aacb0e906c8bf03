//! Permissions one by one, as KooDrive has them, and the abilities behind each.

use serde::Deserialize;

use super::{error::Error, json::Loose, wire::Capabilities};
use crate::world::{Abilities, Ability};

const COPY: Abilities = Abilities::of(&[Ability::Copy, Ability::CopyContent, Ability::SaveAs]);
const DOWNLOAD: Abilities = Abilities::of(&[Ability::Download, Ability::Print]);
const EDIT: Abilities = Abilities::of(&[Ability::Update, Ability::Comment, Ability::History]);

/// The permissions in a request: all of them have to be there.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's flags")]
pub struct CapabilitiesBody {
    add_child_node_permission: Loose<bool>,
    copy_permission: Loose<bool>,
    delete_permission: Loose<bool>,
    download_permission: Loose<bool>,
    edit_permission: Loose<bool>,
    list_child_node_permission: Loose<bool>,
    remove_child_node_permission: Loose<bool>,
    rename_file_permission: Loose<bool>,
    share_file_permission: Loose<bool>,
    upload_permission: Loose<bool>,
    view_permission: Loose<bool>,
}

impl CapabilitiesBody {
    /// Returns the abilities.
    pub fn abilities(&self) -> Result<Abilities, Error> {
        let one = |ability| Abilities::of(&[ability]);
        let flags = [
            (&self.add_child_node_permission, one(Ability::NewEmpty)),
            (&self.copy_permission, COPY),
            (&self.delete_permission, one(Ability::Delete)),
            (&self.download_permission, DOWNLOAD),
            (&self.edit_permission, EDIT),
            (&self.list_child_node_permission, one(Ability::List)),
            (&self.remove_child_node_permission, one(Ability::Move)),
            (&self.rename_file_permission, one(Ability::Rename)),
            (&self.share_file_permission, one(Ability::Share)),
            (&self.upload_permission, one(Ability::Upload)),
            (&self.view_permission, one(Ability::Preview)),
        ];
        flags.into_iter().try_fold(Abilities::NONE, |all, (flag, abilities)| {
            let is_granted = flag.0.ok_or(Error::Parameters)?;
            Ok(if is_granted { all.or(abilities) } else { all })
        })
    }
}

/// Returns abilities as KooDrive has them.
pub fn capabilities(abilities: Abilities) -> Capabilities {
    Capabilities {
        add_child_node_permission: abilities.has(Ability::NewEmpty),
        copy_permission: abilities.has(Ability::Copy),
        delete_permission: abilities.has(Ability::Delete),
        download_permission: abilities.has(Ability::Download),
        edit_permission: abilities.has(Ability::Update),
        list_child_node_permission: abilities.has(Ability::List),
        remove_child_node_permission: abilities.has(Ability::Move),
        rename_file_permission: abilities.has(Ability::Rename),
        share_file_permission: abilities.has(Ability::Share),
        upload_permission: abilities.has(Ability::Upload),
        view_permission: abilities.has(Ability::Preview),
    }
}

/// Returns abilities in the words of the service's own pages, for people.
pub fn in_words(abilities: Abilities) -> String {
    const WORDS: [(Ability, &str); 11] = [
        (Ability::List, "File List"),
        (Ability::Preview, "Preview"),
        (Ability::Upload, "Upload"),
        (Ability::Download, "Download"),
        (Ability::Share, "Share"),
        (Ability::Move, "Move"),
        (Ability::Copy, "Copy"),
        (Ability::Rename, "Rename"),
        (Ability::Delete, "Delete"),
        (Ability::NewEmpty, "Create Folder"),
        (Ability::Update, "Edit"),
    ];
    let granted = WORDS.into_iter().filter(|(ability, _)| abilities.has(*ability));
    granted.map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}
