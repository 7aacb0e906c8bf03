//! How a taken name is varied, and the numbers that the names of a place have taken.
//!
//! Names that differ in their number only are a series: `a 1.txt`, `a 2.txt`. For each series the index keeps the
//! runs of numbers that are taken, so the lowest free one is found without trying name after name, however many
//! there are and whichever of them were taken away.

use std::sync::Arc;

use imbl::OrdMap;
use jiff::{
    civil::DateTime,
    tz::{Offset, offset},
};

use super::{
    name::{self, LONGEST, Style, split_extension},
    time::Timestamp,
};

/// The most characters of a name with a time in it.
const LONGEST_STAMPED: usize = 250;
/// The time zone of the times in names.
const ZONE: i8 = 8;
/// How many digits the number of a name may have.
const MOST_DIGITS: u32 = 18;

/// A run of taken numbers, by its first; the names of one place and series are neighbours.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Run<P> {
    place: P,
    series: Arc<str>,
    first: i64,
}

/// The numbers that the names of each place have taken, as runs with their last numbers.
#[derive(Clone, Debug)]
pub struct Numbers<P: Ord>(OrdMap<Run<P>, i64>);

impl<P: Ord> Default for Numbers<P> {
    fn default() -> Self {
        Self(OrdMap::new())
    }
}

impl<P: Copy + Ord> Numbers<P> {
    /// Enters the numbers of a folded name.
    pub fn insert(&mut self, place: P, key: &str) {
        for (series, number) in numbers(key) {
            let run = |first| Run { place, series: Arc::clone(&series), first };
            let before = self.run_at(place, &series, number);
            if before.is_some_and(|(_, last)| last >= number) {
                continue;
            }
            let last = self.0.remove(&run(number + 1)).unwrap_or(number);
            let first = before.filter(|(_, last)| last + 1 == number).map_or(number, |(first, _)| first);
            self.0.insert(run(first), last);
        }
    }

    /// Takes the numbers of a folded name away.
    pub fn remove(&mut self, place: P, key: &str) {
        for (series, number) in numbers(key) {
            let run = |first| Run { place, series: Arc::clone(&series), first };
            let Some((first, last)) = self.run_at(place, &series, number).filter(|(_, last)| *last >= number)
            else {
                continue;
            };
            self.0.remove(&run(first));
            if first < number {
                self.0.insert(run(first), number - 1);
            }
            if number < last {
                self.0.insert(run(number + 1), last);
            }
        }
    }

    /// Returns the lowest number of a series, from this one on, that is not taken; that of the folded name `own`
    /// counts as free.
    pub fn first_free(&self, place: P, series: &Arc<str>, from: i64, own: Option<&str>) -> i64 {
        let taken = self.run_at(place, series, from).filter(|(_, last)| *last >= from);
        let free = taken.map_or(from, |(_, last)| last + 1);
        let own = own.into_iter().flat_map(numbers).filter(|(of, number)| of == series && *number >= from);
        own.map(|(_, number)| number).chain([free]).min().unwrap_or(free)
    }

    /// Returns the last run that begins at a number or before it: its first and its last number.
    fn run_at(&self, place: P, series: &Arc<str>, number: i64) -> Option<(i64, i64)> {
        let (run, last) = self.0.get_prev(&Run { place, series: Arc::clone(series), first: number })?;
        (run.place == place && run.series == *series).then_some((run.first, *last))
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Style {
    /// Returns the first variation of `name` that is not taken; `first_free` returns the lowest free number of a
    /// series from a number on.
    pub(super) fn vary(
        self,
        name: &str,
        is_folder: bool,
        now: Timestamp,
        first_free: impl Fn(&Arc<str>, i64) -> i64,
    ) -> Arc<str> {
        let (stem, extension) = match split_extension(name) {
            (stem, extension) if !is_folder && extension.chars().count() <= LONGEST / 2 => (stem, extension),
            // What follows the dot is too long to be kept whole.
            _ => (name, ""),
        };
        let (open, close, longest) = match self {
            Self::Spaced => (" ", "", LONGEST),
            Self::Bracketed => ("(", ")", LONGEST),
            Self::Stamped => {
                let room =
                    LONGEST_STAMPED.saturating_sub("_20260102_030405".len() + extension.chars().count());
                let stem = shortened(stem, room);
                let seconds = first_free(&series(&format!("{stem}_"), "s", extension), now.seconds());
                let at = Timestamp::from_millis(seconds.saturating_mul(1000));
                if at.seconds() != seconds {
                    // The end of all time: no stamp lies behind it.
                    return Self::Bracketed.vary(name, is_folder, now, first_free);
                }
                return format!("{stem}_{}{extension}", at.civil(ZONE).strftime("%Y%m%d_%H%M%S")).into();
            }
        };
        let behind = format!("{close}{extension}");
        let mut digits = 1;
        loop {
            // The more digits, the less room is left for the stem.
            let suffix = open.len() + digits as usize + behind.chars().count();
            let before = format!("{}{open}", shortened(stem, longest.saturating_sub(suffix)));
            let number = first_free(&series(&before, &digits.to_string(), &behind), 10i64.pow(digits - 1));
            if number < 10i64.pow(digits) || digits == MOST_DIGITS {
                return format!("{before}{number}{behind}").into();
            }
            digits += 1;
        }
    }
}

/// Returns the name of a series: what stands before and behind its numbers, with the form of these between them.
///
/// Signs of ASCII stand at both seams, so the folded parts are the parts of the folded name.
fn series(before: &str, form: &str, behind: &str) -> Arc<str> {
    let folded = |part: &str| name::key(&part.into());
    format!("{}\0{form}\0{}", folded(before), folded(behind)).into()
}

/// Iterates over the series that a folded name is of, each with its number in it.
fn numbers(key: &str) -> impl Iterator<Item = (Arc<str>, i64)> {
    let (stem, extension) = split_extension(key);
    let parts = [Some((key, "")), Some((stem, extension)).filter(|_| !extension.is_empty())];
    parts.into_iter().flatten().filter_map(|(stem, extension)| {
        let (inner, open, close) = match stem.strip_suffix(')') {
            Some(inner) => (inner, '(', ")"),
            None => (stem, ' ', ""),
        };
        let before = inner.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &inner[before.len()..];
        if digits.is_empty() {
            return None;
        }
        let name = |before: &str, form: &str| format!("{before}\0{form}\0{close}{extension}").into();
        if before.ends_with(open) {
            let fits = !digits.starts_with('0') && digits.len() <= MOST_DIGITS as usize;
            return Some((name(before, &digits.len().to_string()), digits.parse().ok().filter(|_| fits)?));
        }
        let (before, seconds) = stamp(inner).filter(|_| close.is_empty())?;
        Some((name(before, "s"), seconds))
    })
}

/// Splits a time off the end of a name. Returns what stands before it, and the seconds since the epoch.
fn stamp(stem: &str) -> Option<(&str, i64)> {
    let at = stem.len().checked_sub("20260102_030405".len())?;
    let (before, text) = stem.split_at_checked(at)?;
    let (day, time) = text.split_once('_')?;
    let plain = |digits: &str, len| digits.len() == len && digits.bytes().all(|b| b.is_ascii_digit());
    if !before.ends_with('_') || !plain(day, 8) || !plain(time, 6) {
        return None;
    }
    let at = DateTime::strptime("%Y%m%d_%H%M%S", text).ok()?;
    let zone: Offset = offset(ZONE);
    Some((before, zone.to_timestamp(at).ok()?.as_second()))
}

/// Returns the beginning of `stem` that has no more than this many characters.
fn shortened(stem: &str, room: usize) -> &str {
    stem.char_indices().nth(room).map_or(stem, |(end, _)| &stem[..end])
}

#[cfg(test)]
mod tests;
