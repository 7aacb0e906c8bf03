//! What is logged, as people write it.

use tracing_subscriber::filter::Targets;

/// The levels, from the quietest on.
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// The crates that log.
const CRATES: [&str; 2] = ["mockdrive", "hyper_util"];

/// Reads a filter, and refuses by name what would silently match nothing.
///
/// The library takes a word without a level for a target, so that `inof` would log nothing at all.
pub(super) fn filter(text: &str) -> Result<String, String> {
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (target, level) = part.split_once('=').map_or((None, part), |(a, b)| (Some(a.trim()), b.trim()));
        if !LEVELS.iter().any(|known| known.eq_ignore_ascii_case(level)) {
            return Err(format!(
                "`{level}` is no level: {}; of a part of the program `mockdrive::http=debug`",
                LEVELS.join(", ")
            ));
        }
        let below =
            |of: &str| target.is_none_or(|target| target == of || target.starts_with(&format!("{of}::")));
        if !CRATES.iter().any(|of| below(of)) {
            let target = target.unwrap_or_default();
            return Err(format!("nothing here logs as `{target}`: {}", CRATES.join(", ")));
        }
    }
    text.parse::<Targets>().map(|_| text.to_owned()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn levels_and_targets_are_read() {
        for text in ["info", "DEBUG", "off", "info,mockdrive::http=trace", "warn, hyper_util=debug"] {
            assert!(filter(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_misspelt_is_refused_by_name() {
        let levels = "off, error, warn, info, debug, trace; of a part of the program `mockdrive::http=debug`";
        for (text, wrong) in [
            ("inof", format!("`inof` is no level: {levels}")),
            ("info,mockdrive=debgu", format!("`debgu` is no level: {levels}")),
            ("mockdrive", format!("`mockdrive` is no level: {levels}")),
            ("mokdrive=debug", "nothing here logs as `mokdrive`: mockdrive, hyper_util".into()),
            ("mockdriver=debug", "nothing here logs as `mockdriver`: mockdrive, hyper_util".into()),
        ] {
            assert_eq!(filter(text), Err(wrong), "{text}");
        }
    }
}
