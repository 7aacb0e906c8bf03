//! Habits of the services that clients break on: each can be switched on for a sandbox.
//!
//! A fault is an accident of one request, a quirk is how a service is. The branch that a quirk takes stands beside the
//! code that it bends: search for its name in [`Quirk`].

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::nearest;

/// Defines the quirks, in their order.
macro_rules! quirks {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $what:literal, $source:literal;)+) => {
        /// A habit of a service.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Quirk {
            $(#[doc = $what] $variant,)+
        }

        impl Quirk {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns its name: the provider, and what it does.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns what it does, as a sentence.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)+ }
            }

            /// Returns who has met it.
            pub const fn source(self) -> &'static str {
                match self { $(Self::$variant => $source,)+ }
            }
        }
    };
}

quirks! {
    ShortDriveIds = "graph.short-drive-ids",
        "In `delta`, the number of a personal drive loses its leading zero; elsewhere it does not.",
        "OneDrive/onedrive-api-docs#1890, #1891; abraunegg/onedrive#3072, #3115, #3336";
    DriveIdCase = "graph.drive-id-case",
        "In `delta`, the number of a personal drive is in lower case; elsewhere it is in upper case.",
        "OneDrive/onedrive-api-docs#1902; abraunegg/onedrive#3336";
    NoHashes = "graph.no-hashes",
        "`delta` and lists of business drives leave out the hashes of every third file.",
        "abraunegg/onedrive#2433";
    OfficeFilesGrow = "graph.office-files-grow",
        "A docx, xlsx, pptx or html file that is put into a business drive has other bytes a moment later.",
        "OneDrive/onedrive-api-docs#935; rclone's documentation of OneDrive";
    ProtectedFiles = "graph.protected-files",
        "An office file or a PDF of a business drive is downloaded with more bytes than its size and hash say.",
        "abraunegg/onedrive#3066";
    PatchMakesVersion = "graph.patch-makes-version",
        "A change of `fileSystemInfo` on a business drive makes a version of the file.",
        "OneDrive/onedrive-api-docs#778, #877, #1378";
    DeltaDeletesLast = "graph.delta-deletes-last",
        "In `delta`, deletions stand behind the items that have taken their paths.",
        "abraunegg/onedrive#154";
    DeltaRepeats = "graph.delta-repeats",
        "In `delta`, an item stands twice in a round; the last time counts.",
        "https://learn.microsoft.com/en-us/graph/api/driveitem-delta";
    Late = "graph.late",
        "`delta`, `search` and lists see a change five seconds of the sandbox's clock later; reads by id see it at once.",
        "https://learn.microsoft.com/en-us/graph/api/driveitem-search, and many reports";
    FragmentAckLost = "graph.fragment-ack-lost",
        "The first fragment of an upload session is kept and answered 500; the same fragment again is 416.",
        "abraunegg/onedrive#2306";
    Redirect308 = "graph.redirect-308",
        "The renewal of a subscription is answered 308 without `Location`.",
        "OneDrive/onedrive-api-docs#1895; abraunegg/onedrive#3167";
    HtmlErrors = "graph.html-errors",
        "A path that no route has is answered 404 with an HTML page.",
        "OneDrive/onedrive-api-docs#914; abraunegg/onedrive#200";
    ExternalSharesMissing = "graph.external-shares-missing",
        "`sharedWithMe` leaves out what lies in drives of the other kind, personal or business.",
        "abraunegg/onedrive#966";
    KdocsAlways200 = "kdocs.always-200",
        "Errors come with status 200; only `code` tells.",
        "clients that look at `code` alone";
    WpsAlways200 = "wps.always-200",
        "Errors come with status 200; only `code` tells.",
        "clients that look at `code` alone";
}

/// The quirks that are on.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Quirks(u32);

impl Quirks {
    /// Returns all of them.
    pub fn all() -> Self {
        Quirk::ALL.iter().copied().collect()
    }

    /// Returns whether a quirk is on.
    pub const fn has(self, quirk: Quirk) -> bool {
        self.0 & 1 << quirk as u32 != 0
    }

    /// Returns those that are on, in their order.
    pub fn iter(self) -> impl Iterator<Item = Quirk> {
        Quirk::ALL.iter().copied().filter(move |quirk| self.has(*quirk))
    }
}

impl FromIterator<Quirk> for Quirks {
    fn from_iter<I: IntoIterator<Item = Quirk>>(quirks: I) -> Self {
        Self(quirks.into_iter().fold(0, |bits, quirk| bits | 1 << quirk as u32))
    }
}

impl fmt::Debug for Quirks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Quirk::name)).finish()
    }
}

impl FromStr for Quirk {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().copied().find(|quirk| quirk.name() == text);
        found.ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|quirk| quirk.name()).collect();
            format!("`{text}` is no quirk; there are {}", nearest::names(text, &known, known.len()))
        })
    }
}

impl FromStr for Quirks {
    type Err = String;

    /// Reads `all`, or names with commas between them.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::all()),
            names => {
                names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::parse).collect()
            }
        }
    }
}

impl Serialize for Quirks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Quirk::name))
    }
}

impl<'de> Deserialize<'de> for Quirks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        names
            .iter()
            .map(|name| name.parse::<Quirk>().map_err(|error| D::Error::custom(format!("is wrong: {error}"))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Quirk, Quirks};

    #[test]
    fn quirks_are_read_as_they_are_written() {
        for (index, quirk) in Quirk::ALL.iter().enumerate() {
            let one: Quirks = quirk.name().parse().expect("known");
            assert_eq!(serde_json::to_string(&one).expect("written"), format!("[\"{}\"]", quirk.name()));
            assert!(Quirk::ALL.iter().enumerate().all(|(other, it)| one.has(*it) == (other == index)));
        }
        assert_eq!("all".parse(), Ok(Quirks::all()));
        assert_eq!("".parse(), Ok(Quirks::default()));
        assert_eq!("graph.late, graph.no-hashes".parse::<Quirks>().map(|it| it.iter().count()), Ok(2));
        let unknown = "graph.lates".parse::<Quirks>().expect_err("unknown");
        assert!(unknown.starts_with("`graph.lates` is no quirk; there are `graph.late`, "), "{unknown}");
    }
}
