//! Dates as headers and bodies spell them.

use jiff::fmt::{rfc2822, strtime};

use crate::world::Timestamp;

/// Returns `2026-01-02T03:04:05Z`, with milliseconds if there are any.
pub fn rfc3339(at: Timestamp) -> String {
    let at = jiff::Timestamp::from(at);
    if at.subsec_millisecond() == 0 { format!("{at:.0}") } else { format!("{at:.3}") }
}

/// Reads what [`rfc3339`] writes, and any offset.
pub fn parse_rfc3339(text: &str) -> Option<Timestamp> {
    text.parse::<jiff::Timestamp>().ok().map(Into::into)
}

/// Returns `Wed, 23 Jan 2013 06:43:08 GMT`.
pub fn http(at: Timestamp) -> String {
    let at = jiff::Timestamp::from(at);
    strtime::format("%a, %d %b %Y %H:%M:%S GMT", at).unwrap_or_default()
}

/// Reads RFC 1123 dates as clients write them: `GMT`, `UTC` or a numeric zone, a short or a full weekday.
pub fn parse_rfc1123(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    // Most write it as the standard has it.
    if text.ends_with(" GMT")
        && let Ok(parsed) = rfc2822::parse(text)
    {
        return Some(parsed.timestamp().into());
    }
    let (weekday, rest) = text.split_once(',')?;
    let short: String = weekday.chars().take(3).collect();
    let rest = rest.trim();
    let (date, zone) = rest.rsplit_once(' ')?;
    let zone = if matches!(zone, "UTC" | "GMT" | "UT" | "Z") { "+0000" } else { zone };
    let parsed = rfc2822::parse(&format!("{short}, {date} {zone}")).ok()?;
    Some(parsed.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::{http, parse_rfc1123, parse_rfc3339, rfc3339};
    use crate::world::Timestamp;

    fn at() -> Timestamp {
        Timestamp::from_millis(1_358_923_388_000)
    }

    #[test]
    fn dates_are_written_as_the_vendors_do() {
        assert_eq!(http(at()), "Wed, 23 Jan 2013 06:43:08 GMT");
        assert_eq!(rfc3339(at()), "2013-01-23T06:43:08Z");
        assert_eq!(rfc3339(at().plus(std::time::Duration::from_millis(50))), "2013-01-23T06:43:08.050Z");
        assert_eq!(parse_rfc3339("2013-01-23T14:43:08+08:00"), Some(at()));
        assert_eq!(parse_rfc3339("2013-01-23"), None);
    }

    #[test]
    fn header_dates_are_read_in_every_documented_form() {
        for text in [
            "Wed, 23 Jan 2013 06:43:08 GMT",
            "Wed, 23 Jan 2013 06:43:08 UTC",
            "Wed, 23 Jan 2013 14:43:08 +0800",
            "Wednesday, 23 Jan 2013 06:43:08 GMT",
        ] {
            assert_eq!(parse_rfc1123(text), Some(at()), "{text}");
        }
        for text in ["", "today", "2013-01-23T06:43:08Z", "Wed, 32 Jan 2013 06:43:08 GMT", "Wed, 23 Jan 2013"]
        {
            assert_eq!(parse_rfc1123(text), None, "{text}");
        }
    }
}
