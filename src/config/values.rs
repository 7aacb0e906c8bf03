//! What settings may be, beside numbers, names and addresses.

use std::{str::FromStr, time::Duration};

use clap::ValueEnum;

/// Whether something is there.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum Switch {
    /// It is.
    On,
    /// It is not.
    Off,
}

/// Whether clients whose proxy the server is are asked for their sandbox.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum ProxyAuth {
    /// They may say it.
    Optional,
    /// They have to.
    Required,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line.
    Json,
}

/// How far the date of a signed request may be off, in seconds; `None` accepts any date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Skew(pub Option<u64>);

impl FromStr for Skew {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "off" => Ok(Self(None)),
            seconds => seconds
                .parse()
                .map(|seconds| Self(Some(seconds)))
                .map_err(|_| format!("`{seconds}` is neither a number of seconds, such as 900, nor `off`")),
        }
    }
}

/// How long a sandbox that a client made may be idle; `None` keeps it until it is deleted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SandboxIdle(pub Option<Duration>);

impl FromStr for SandboxIdle {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(Self(None));
        }
        let (number, unit) = text.split_at(text.trim_end_matches(['s', 'm', 'h']).len());
        let seconds = match unit {
            "" | "s" => Some(1),
            "m" => Some(60),
            "h" => Some(60 * 60),
            _ => None,
        };
        let seconds = number.parse::<u32>().ok().zip(seconds).map(|(number, each)| u64::from(number) * each);
        match seconds {
            Some(seconds) if seconds > 0 => Ok(Self(Some(Duration::from_secs(seconds)))),
            _ => Err(format!("`{text}` is neither a time such as `90s`, `30m` or `2h` nor `off`")),
        }
    }
}
