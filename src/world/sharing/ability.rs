//! What may be done with an item, one by one, and the roles that everybody knows.

use serde::{Deserialize, Serialize};

/// Something that may be done with an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[repr(u8)]
pub enum Ability {
    /// Writing comments.
    Comment,
    /// Copying the item.
    Copy,
    /// Copying what stands in it.
    CopyContent,
    /// Deleting it.
    Delete,
    /// Downloading it.
    Download,
    /// Looking into its earlier versions.
    History,
    /// Listing what lies in it.
    List,
    /// Moving it.
    Move,
    /// Creating items in it.
    NewEmpty,
    /// Giving others permissions.
    Control,
    /// Reading it.
    Preview,
    /// Printing it.
    Print,
    /// Renaming it.
    Rename,
    /// Saving it under another name.
    SaveAs,
    /// Making it a secure document.
    Secret,
    /// Sharing it by a link.
    Share,
    /// Changing it.
    Update,
    /// Uploading another version of it.
    Upload,
}

/// A set of abilities.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, Serialize)]
pub struct Abilities(u32);

/// How far somebody is let in; each level includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
pub enum Level {
    /// Reading.
    Viewable,
    /// Reading and commenting.
    Commentable,
    /// Changing.
    Editable,
    /// Everything.
    Manageable,
}

/// The roles that every drive has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Preset {
    /// Nothing, whatever else was given.
    Prohibited,
    /// Seeing what there is, and no content.
    Listable,
    /// Seeing what there is, and adding to it.
    Uploadable,
    /// Reading on the screen.
    ViewOnly,
    /// Reading and taking along.
    Viewable,
    /// Reading and commenting.
    Commentable,
    /// Changing.
    Editable,
    /// Changing and sharing.
    Shareable,
    /// Everything.
    Manageable,
}

impl Abilities {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Everything.
    pub const ALL: Self = Self((1 << 18) - 1);

    /// Returns the set of these.
    pub const fn of(abilities: &[Ability]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < abilities.len() {
            bits |= 1 << abilities[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// Whether this is one of them.
    pub const fn has(self, ability: Ability) -> bool {
        self.0 & (1 << ability as u8) != 0
    }

    /// Whether all of the other set are in this one.
    pub const fn covers(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the abilities of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns the abilities of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns this set without these.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Returns how far they let somebody in; none for those who may not even read.
    pub const fn level(self) -> Option<Level> {
        if self.has(Ability::Control) {
            Some(Level::Manageable)
        } else if self.has(Ability::Update) {
            Some(Level::Editable)
        } else if self.has(Ability::Comment) {
            Some(Level::Commentable)
        } else if self.has(Ability::Preview) {
            Some(Level::Viewable)
        } else {
            None
        }
    }
}

const LISTABLE: Abilities = Abilities::of(&[Ability::List]);
const UPLOADABLE: Abilities = LISTABLE.or(Abilities::of(&[Ability::NewEmpty, Ability::Upload]));
const VIEW_ONLY: Abilities = Abilities::of(&[Ability::List, Ability::Preview]);
const VIEWABLE: Abilities = VIEW_ONLY.or(Abilities::of(&[
    Ability::Copy,
    Ability::CopyContent,
    Ability::Download,
    Ability::Print,
    Ability::SaveAs,
]));
const COMMENTABLE: Abilities = VIEWABLE.or(Abilities::of(&[Ability::Comment]));
const EDITABLE: Abilities = COMMENTABLE.or(Abilities::of(&[
    Ability::Delete,
    Ability::History,
    Ability::Move,
    Ability::NewEmpty,
    Ability::Rename,
    Ability::Update,
    Ability::Upload,
]));
const SHAREABLE: Abilities = EDITABLE.or(Abilities::of(&[Ability::Share]));

impl Preset {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Prohibited,
        Self::Listable,
        Self::Uploadable,
        Self::ViewOnly,
        Self::Viewable,
        Self::Commentable,
        Self::Editable,
        Self::Shareable,
        Self::Manageable,
    ];

    /// Returns what the role allows.
    pub const fn abilities(self) -> Abilities {
        match self {
            Self::Prohibited => Abilities::NONE,
            Self::Listable => LISTABLE,
            Self::Uploadable => UPLOADABLE,
            Self::ViewOnly => VIEW_ONLY,
            Self::Viewable => VIEWABLE,
            Self::Commentable => COMMENTABLE,
            Self::Editable => EDITABLE,
            Self::Shareable => SHAREABLE,
            Self::Manageable => Abilities::ALL,
        }
    }
}
