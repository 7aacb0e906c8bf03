//! Dates of items and drives: whole seconds on every kind of drive; a fraction is dropped.

use crate::{graph::short_text::ShortText, world::Timestamp};

/// Returns a date in whole seconds, `2026-01-02T03:04:05Z`.
pub fn date(at: Timestamp) -> ShortText {
    let at = at.civil(0);
    let mut digits = *b"0000-00-00T00:00:00Z";
    for (place, number) in [
        (0, at.year() / 100),
        (2, at.year() % 100),
        (5, at.month().into()),
        (8, at.day().into()),
        (11, at.hour().into()),
        (14, at.minute().into()),
        (17, at.second().into()),
    ] {
        // No part of a date between the years 1 and 9998 is negative, or has more than two digits.
        let number = u8::try_from(number).unwrap_or_default();
        digits[place] += number / 10;
        digits[place + 1] += number % 10;
    }
    let mut text = ShortText::new();
    text.push_str(str::from_utf8(&digits).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::date;
    use crate::{http::date::rfc3339, world::Timestamp};

    proptest! {
        #[test]
        fn a_date_is_written_as_all_others_but_for_the_fraction(millis: i64, near in -5_000_000_000_000..5_000_000_000_000_i64) {
            for at in [millis, near, i64::MIN, i64::MAX, 0, -1].map(Timestamp::from_millis) {
                prop_assert_eq!(&*date(at), rfc3339(at.whole_seconds()));
            }
        }
    }
}
