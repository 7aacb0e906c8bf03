//! Dates as KooDrive writes them.

use jiff::{civil::DateTime, tz::Offset};

use crate::world::Timestamp;

/// The hours by which the service's clocks run ahead of UTC.
const TIME_ZONE: i8 = 8;
/// The form in shares.
const CLOCK: &str = "%Y-%m-%d %H:%M:%S";

/// Returns what the service's clocks show.
pub fn local(at: Timestamp) -> DateTime {
    at.civil(TIME_ZONE)
}

/// Returns the instant at which the service's clocks show this.
pub fn of_local(at: DateTime) -> Option<Timestamp> {
    Some(Offset::constant(TIME_ZONE).to_timestamp(at).ok()?.into())
}

/// Returns `20240909113325`, by the service's clocks: the form in jobs.
pub fn compact(at: Timestamp) -> String {
    local(at).strftime("%Y%m%d%H%M%S").to_string()
}

/// Returns `2026-01-02T03:04:05.000Z`: the form in files.
pub fn utc(at: Timestamp) -> String {
    format!("{:.3}", jiff::Timestamp::from(at))
}

/// Returns `Fri Jan 02 03:04:05 UTC 2026`: the form in invitations.
pub fn java(at: Timestamp) -> String {
    at.civil(0).strftime("%a %b %d %H:%M:%S UTC %Y").to_string()
}

/// Returns `2026-01-02 11:04:05`, by the service's clocks: the form in shares.
pub fn clock(at: Timestamp) -> String {
    local(at).strftime(CLOCK).to_string()
}

/// Reads what [`clock`] writes.
pub fn parse_clock(text: &str) -> Option<Timestamp> {
    of_local(DateTime::strptime(CLOCK, text).ok()?)
}

/// Reads `20240909T033325Z`: the form in `X-Date`.
pub fn parse_x_date(text: &str) -> Option<Timestamp> {
    let date = DateTime::strptime("%Y%m%dT%H%M%SZ", text).ok()?;
    Some(Offset::UTC.to_timestamp(date).ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::{compact, parse_x_date, utc};
    use crate::world::Timestamp;

    #[test]
    fn dates_have_one_form() {
        assert_eq!(parse_x_date("20240909T033325Z").map(Timestamp::seconds), Some(1_725_852_805));
        for text in ["", "20240909", "2024-09-09T03:33:25Z", "20240932T033325Z", "20240909T033325Z "] {
            assert_eq!(parse_x_date(text), None, "{text}");
        }
        assert_eq!(parse_x_date("20240909T033325Z").map(utc).as_deref(), Some("2024-09-09T03:33:25.000Z"));
        assert_eq!(parse_x_date("20240909T033325Z").map(compact).as_deref(), Some("20240909113325"));
    }
}
