//! Abilities, from the world to the wire and back.

use crate::{
    world::{Abilities, Ability},
    wps::{dialect::Dialect, wire::Permission},
};

/// Returns abilities as a dialect has them.
pub fn permission(abilities: Abilities, dialect: Dialect) -> Permission {
    let new = |ability| (dialect == Dialect::Public).then(|| abilities.has(ability));
    Permission {
        comment: abilities.has(Ability::Comment),
        copy: abilities.has(Ability::Copy),
        copy_content: abilities.has(Ability::CopyContent),
        delete: abilities.has(Ability::Delete),
        download: abilities.has(Ability::Download),
        history: new(Ability::History),
        list: abilities.has(Ability::List),
        move_: abilities.has(Ability::Move),
        new_empty: abilities.has(Ability::NewEmpty),
        perm_ctl: abilities.has(Ability::Control),
        preview: abilities.has(Ability::Preview),
        print: abilities.has(Ability::Print),
        rename: abilities.has(Ability::Rename),
        saveas: new(Ability::SaveAs),
        secret: new(Ability::Secret),
        share: abilities.has(Ability::Share),
        update: abilities.has(Ability::Update),
        upload: abilities.has(Ability::Upload),
    }
}
