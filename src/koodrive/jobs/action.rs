//! What a batch task does: KooDrive's task type and its subdivision.

use crate::world::Ability;

/// The work of a batch task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Copies, also to another space.
    Copy,
    /// Moves to the recycle bin.
    Trash,
    /// Deletes for good.
    Delete,
    /// Moves to a folder.
    Move,
    /// Takes out of the recycle bin.
    Restore,
    /// Lists what an archive holds.
    Preview,
    /// Decompresses a whole archive.
    Decompress,
    /// Decompresses what is listed.
    DecompressPart,
    /// Makes one archive to download.
    Package,
    /// Empties the recycle bin.
    EmptyBin,
}

impl Action {
    /// Returns the work behind two numbers; the second may be absent, and where it has no meaning any will do.
    pub fn parse(task_type: i64, action_type: Option<i64>) -> Option<Self> {
        match (task_type, action_type) {
            (1, None | Some(101)) => Some(Self::Copy),
            (2, None | Some(201)) => Some(Self::Trash),
            (2, Some(202)) => Some(Self::Delete),
            (3, None | Some(301)) => Some(Self::Move),
            (4, _) => Some(Self::Restore),
            (5, Some(501)) => Some(Self::Preview),
            (5, None | Some(502)) => Some(Self::Decompress),
            (5, Some(503)) => Some(Self::DecompressPart),
            (6, _) => Some(Self::Package),
            (7, None | Some(701)) => Some(Self::EmptyBin),
            _ => None,
        }
    }

    /// Returns both numbers as the one that a task keeps.
    pub fn kind(self) -> u32 {
        match self {
            Self::Copy => 1101,
            Self::Trash => 2201,
            Self::Delete => 2202,
            Self::Move => 3301,
            Self::Restore => 4000,
            Self::Preview => 5501,
            Self::Decompress => 5502,
            Self::DecompressPart => 5503,
            Self::Package => 6000,
            Self::EmptyBin => 7701,
        }
    }

    /// Returns what one has to be allowed to do with each entry.
    pub fn ability(self) -> Ability {
        match self {
            Self::Copy => Ability::Copy,
            Self::Trash | Self::Delete | Self::Restore | Self::EmptyBin => Ability::Delete,
            Self::Move => Ability::Move,
            Self::Preview | Self::Decompress | Self::DecompressPart | Self::Package => Ability::Download,
        }
    }

    /// Returns whether it reads an archive.
    pub fn reads_archive(self) -> bool {
        matches!(self, Self::Preview | Self::Decompress | Self::DecompressPart)
    }
}

/// Returns the task type of a task's kind.
pub fn task_type(kind: u32) -> u32 {
    kind / 1000
}

/// Returns the action type of a task's kind, if it has one.
pub fn action_type(kind: u32) -> Option<u32> {
    Some(kind % 1000).filter(|action| *action > 0)
}

#[cfg(test)]
mod tests {
    use super::{Action, action_type, task_type};

    #[test]
    fn a_kind_holds_both_numbers() {
        for (task, action) in [(1, 101), (2, 201), (2, 202), (3, 301), (5, 501), (5, 502), (5, 503), (7, 701)]
        {
            let kind = Action::parse(task, Some(action)).expect("documented").kind();
            assert_eq!((i64::from(task_type(kind)), action_type(kind).map(i64::from)), (task, Some(action)));
        }
        for task in [4, 6] {
            let kind = Action::parse(task, Some(-9)).expect("any action will do").kind();
            assert_eq!((i64::from(task_type(kind)), action_type(kind)), (task, None));
        }
    }

    #[test]
    fn an_action_of_another_type_is_none() {
        for (task, action) in
            [(0, None), (8, None), (1, Some(201)), (2, Some(101)), (3, Some(0)), (5, Some(504)), (7, Some(7))]
        {
            assert_eq!(Action::parse(task, action), None, "{task} {action:?}");
        }
    }
}
