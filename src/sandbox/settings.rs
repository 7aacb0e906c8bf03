//! The settings of a sandbox, which a test changes for itself.

use std::{fmt, str::FromStr, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{journal::JournalSettings, quirks::Quirks, read};
use crate::world;

/// The settings of a sandbox; each has the vendor's behaviour as its default.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Whether wrong credentials are refused.
    pub auth: Auth,
    /// How far the date of a signed request may be off, in seconds; `null` accepts any date.
    pub signature_skew_seconds: Option<u64>,
    /// How fast background tasks go: `at-once`, `timed:BASE+EACH` in milliseconds, `polls:N`, `manual`.
    pub tasks: Pace,
    /// The most items of a batch that is carried out within the call, where the vendor does so.
    pub sync_max_items: u64,
    /// The most bytes of such a batch.
    pub sync_max_bytes: u64,
    /// The most items that one Graph copy may make.
    pub graph_copy_max_items: u64,
    /// The most bytes that Graph accepts in one request, without an upload session.
    pub graph_put_max_bytes: u64,
    /// How many resource units an application may use up in Graph within a minute; `null` accepts any number.
    pub graph_units_per_minute: Option<u64>,
    /// The size in bytes of the parts that WPS asks for in a multipart upload.
    pub wps_part_bytes: u64,
    /// How long WPS merges the parts of a multipart upload once their file is asked for, in milliseconds.
    pub wps_merge_millis: u64,
    /// How long WPS's storage addresses are good, in seconds; `null` lets them live for ever.
    pub wps_address_seconds: Option<u64>,
    /// Whether WPS refuses uploads to the public cloud without an `upload_scene`.
    pub wps_strict_scene: bool,
    /// Whether WPS makes files of the documented types only.
    pub wps_strict_extensions: bool,
    /// Whether WPS leaves ids that it cannot describe out of `batch_get_meta`, instead of refusing the call.
    pub wps_omit_missing: bool,
    /// How much the journal keeps.
    pub journal: JournalSettings,
    /// The habits of the services that are on.
    pub quirks: Quirks,
}

impl Settings {
    /// Returns other settings with what these have that is not the default.
    #[must_use]
    pub fn over(&self, others: &Self) -> Self {
        let members = |settings: &Self| match serde_json::to_value(settings) {
            Ok(Value::Object(members)) => members,
            _ => Map::new(),
        };
        let (usual, mut merged) = (members(&Self::default()), members(others));
        merged.extend(members(self).into_iter().filter(|(name, value)| usual.get(name) != Some(value)));
        read::read(&Value::Object(merged)).expect("settings are read as they are written")
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            auth: Auth::Strict,
            signature_skew_seconds: Some(900),
            tasks: Pace(world::Pace::AtOnce),
            sync_max_items: 5,
            sync_max_bytes: 1024 * 1024,
            graph_copy_max_items: 30_000,
            graph_put_max_bytes: 250 << 20,
            graph_units_per_minute: None,
            wps_part_bytes: 5 << 20,
            wps_merge_millis: 0,
            wps_address_seconds: None,
            wps_strict_scene: false,
            wps_strict_extensions: true,
            wps_omit_missing: false,
            journal: JournalSettings::default(),
            quirks: Quirks::default(),
        }
    }
}

/// What happens to missing or wrong credentials.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// They are refused, as the vendor does.
    Strict,
    /// They stand for the first user or application of the fixture, and the journal notes it.
    Lenient,
}

impl FromStr for Auth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "strict" => Ok(Self::Strict),
            "lenient" => Ok(Self::Lenient),
            _ => Err(format!("`{text}` is neither `strict` nor `lenient`")),
        }
    }
}

/// How fast background tasks go, as people write it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pace(pub world::Pace);

impl FromStr for Pace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = match text.split_once(':') {
            None if text == "at-once" => Some(world::Pace::AtOnce),
            None if text == "manual" => Some(world::Pace::Manual),
            Some(("polls", count)) => count.parse().ok().map(world::Pace::Polls),
            Some(("timed", times)) => times.split_once('+').and_then(|(base, each)| {
                let millis = |text: &str| text.parse().ok().map(Duration::from_millis);
                Some(world::Pace::Timed { base: millis(base)?, each: millis(each)? })
            }),
            _ => None,
        };
        let forms =
            "`at-once`, `polls:N`, `manual` or `timed:BASE+EACH` in milliseconds, such as `timed:500+50`";
        parsed.map(Self).ok_or_else(|| format!("`{text}` is none of {forms}"))
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            world::Pace::AtOnce => f.write_str("at-once"),
            world::Pace::Manual => f.write_str("manual"),
            world::Pace::Polls(count) => write!(f, "polls:{count}"),
            world::Pace::Timed { base, each } => write!(f, "timed:{}+{}", base.as_millis(), each.as_millis()),
        }
    }
}

impl TryFrom<String> for Pace {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Pace> for String {
    fn from(pace: Pace) -> Self {
        pace.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[test]
    fn a_pace_is_read_as_it_is_written() {
        for text in ["at-once", "manual", "polls:3", "timed:500+50"] {
            assert_eq!(text.parse::<Pace>().expect("valid").to_string(), text);
        }
        for text in ["", "slow", "polls:", "polls:-1", "timed:5", "timed:a+b", "manual:1"] {
            assert!(text.parse::<Pace>().is_err(), "{text:?}");
        }
    }
}
