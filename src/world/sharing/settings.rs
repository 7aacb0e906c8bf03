//! Who may do certain things with an item and all that lies below it, whatever their role allows.
//!
//! A level takes from those below it what their role would allow. Sharing is also given to those who have the level, as
//! hardly any role allows it; they can pass on no more than they may do themselves.

use serde::{Deserialize, Serialize};

use crate::world::sharing::ability::{Abilities, Ability, Level};

/// Something that takes a level of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Restricted {
    /// Adding and removing people.
    Share,
    /// Copying what stands in a file.
    CopyContent,
    /// Printing, downloading, taking elsewhere.
    SaveAs,
    /// Uploading.
    Upload,
    /// Renaming.
    Rename,
    /// Moving and deleting.
    Move,
}

/// What was set on an item; what was not counts as on the folder above.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, Serialize)]
pub struct AccessSettings {
    /// Whether people who are no members of the drive's group may create and upload.
    pub guests_may_create: Option<bool>,
    levels: [Option<Level>; Restricted::ALL.len()],
}

impl Restricted {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Share, Self::CopyContent, Self::SaveAs, Self::Upload, Self::Rename, Self::Move];

    /// Returns what is taken from those below the level.
    pub const fn abilities(self) -> Abilities {
        match self {
            Self::Share => Abilities::of(&[Ability::Share]),
            Self::CopyContent => Abilities::of(&[Ability::CopyContent]),
            Self::SaveAs => {
                Abilities::of(&[Ability::Print, Ability::Download, Ability::SaveAs, Ability::Copy])
            }
            Self::Upload => CREATING,
            Self::Rename => Abilities::of(&[Ability::Rename]),
            Self::Move => Abilities::of(&[Ability::Move, Ability::Delete]),
        }
    }
}

/// What makes something new.
pub const CREATING: Abilities = Abilities::of(&[Ability::NewEmpty, Ability::Upload]);

impl AccessSettings {
    /// Returns the lowest level that may do this; none if nothing was set.
    pub fn level(&self, what: Restricted) -> Option<Level> {
        self.levels[what as usize]
    }

    /// Sets the lowest level that may do this.
    pub fn set_level(&mut self, what: Restricted, level: Level) {
        self.levels[what as usize] = Some(level);
    }

    /// Returns these settings, and those of a folder above where these say nothing.
    #[must_use]
    pub fn or(mut self, above: &Self) -> Self {
        self.guests_may_create = self.guests_may_create.or(above.guests_may_create);
        for (own, above) in self.levels.iter_mut().zip(above.levels) {
            *own = own.or(above);
        }
        self
    }

    /// Returns what they leave of these abilities, of a member of the drive's group or of a guest.
    pub fn restrict(&self, abilities: Abilities, is_guest: bool) -> Abilities {
        let Some(level) = abilities.level() else { return abilities };
        let taken =
            Restricted::ALL.into_iter().filter(|what| self.level(*what).is_some_and(|least| level < least));
        let left = taken.fold(abilities, |left, what| left.without(what.abilities()));
        let left = match self.level(Restricted::Share) {
            Some(least) if level >= least => left.or(Restricted::Share.abilities()),
            _ => left,
        };
        match self.guests_may_create {
            Some(false) if is_guest => left.without(CREATING),
            _ => left,
        }
    }
}
