//! What a role allows, as clients send it.

use serde::Deserialize;

use crate::{
    world::{Abilities, Ability},
    wps::dialect::Dialect,
};

/// Abilities by name; what is not mentioned stays as it was.
#[derive(Clone, Deserialize)]
pub struct Bits {
    comment: Option<bool>,
    copy: Option<bool>,
    copy_content: Option<bool>,
    delete: Option<bool>,
    download: Option<bool>,
    history: Option<bool>,
    list: Option<bool>,
    #[serde(rename = "move")]
    move_: Option<bool>,
    new_empty: Option<bool>,
    perm_ctl: Option<bool>,
    preview: Option<bool>,
    print: Option<bool>,
    rename: Option<bool>,
    saveas: Option<bool>,
    secret: Option<bool>,
    share: Option<bool>,
    update: Option<bool>,
    upload: Option<bool>,
}

impl Bits {
    /// Returns these abilities with the changes.
    ///
    /// Private deployments have no words for earlier versions and for saving elsewhere: there whoever changes a
    /// file sees its versions, and whoever copies it saves it elsewhere.
    pub fn change(&self, abilities: Abilities, dialect: Dialect) -> Abilities {
        let (history, saveas) = match dialect {
            Dialect::OldPrivate | Dialect::NewPrivate => (self.update, self.copy),
            Dialect::Public => (self.history, self.saveas),
        };
        let all = [
            (Ability::Comment, self.comment),
            (Ability::Copy, self.copy),
            (Ability::CopyContent, self.copy_content),
            (Ability::Delete, self.delete),
            (Ability::Download, self.download),
            (Ability::History, history),
            (Ability::List, self.list),
            (Ability::Move, self.move_),
            (Ability::NewEmpty, self.new_empty),
            (Ability::Control, self.perm_ctl),
            (Ability::Preview, self.preview),
            (Ability::Print, self.print),
            (Ability::Rename, self.rename),
            (Ability::SaveAs, saveas),
            (Ability::Secret, self.secret),
            (Ability::Share, self.share),
            (Ability::Update, self.update),
            (Ability::Upload, self.upload),
        ];
        all.into_iter().fold(abilities, |abilities, (ability, wanted)| match wanted {
            Some(true) => abilities.or(Abilities::of(&[ability])),
            Some(false) => abilities.without(Abilities::of(&[ability])),
            None => abilities,
        })
    }
}
