//! The lowest free number is the one that trying name after name finds.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use proptest::{collection::vec, prelude::*};

use super::{LONGEST, LONGEST_STAMPED, Numbers, Style, Timestamp, numbers, shortened, split_extension};
use crate::world::name::{check, key};

const NOW: Timestamp = Timestamp::from_seconds(1_704_336_843);

fn at(style: Style, name: &str, is_folder: bool, taken: &[&str], now: Timestamp) -> String {
    let mut index = Numbers::default();
    for name in taken {
        index.insert((), &key(&Arc::from(*name)));
    }
    style.vary(name, is_folder, now, |series, from| index.first_free((), series, from, None)).to_string()
}

fn vary(style: Style, name: &str, is_folder: bool, taken: &[&str]) -> String {
    at(style, name, is_folder, taken, NOW)
}

/// Tries name after name.
fn naive(style: Style, name: &str, is_folder: bool, taken: impl Fn(&Arc<str>) -> bool) -> Arc<str> {
    let (stem, extension) = match split_extension(name) {
        (stem, extension) if !is_folder && extension.chars().count() <= LONGEST / 2 => (stem, extension),
        _ => (name, ""),
    };
    let names = (1u64..).map(|round| {
        let stamp = NOW.plus(Duration::from_secs(round - 1)).civil(8).strftime("%Y%m%d_%H%M%S").to_string();
        let (suffix, longest) = match style {
            Style::Spaced => (format!(" {round}{extension}"), LONGEST),
            Style::Bracketed => (format!("({round}){extension}"), LONGEST),
            Style::Stamped => (format!("_{stamp}{extension}"), LONGEST_STAMPED),
        };
        format!("{}{suffix}", shortened(stem, longest - suffix.chars().count())).into()
    });
    { names }.find(|name| !taken(&key(name))).expect("numbers have no end")
}

/// Names that are numbered, or nearly.
fn name() -> impl Strategy<Value = (String, bool)> {
    let long = "É".repeat(LONGEST - 3);
    let stem = prop_oneof![
        Just("a".to_owned()),
        Just("a 1".to_owned()),
        Just("A(2)".to_owned()),
        Just(long),
        Just("e\u{301}".to_owned()),
        Just("a_20240104_105404".to_owned()),
        Just("a.b".to_owned())
    ];
    let behind = prop_oneof![
        Just(String::new()),
        Just(" 01".into()),
        Just(" 1".into()),
        Just("(3)".into()),
        (1u32..120).prop_map(|n| format!(" {n}")),
        (1u32..14).prop_map(|n| format!("({n})"))
    ];
    let extension = prop_oneof![Just(""), Just(".txt"), Just(".TXT"), Just(".1"), Just(". 1")];
    (stem, behind, extension, any::<bool>())
        .prop_map(|(stem, behind, extension, is_folder)| (format!("{stem}{behind}{extension}"), is_folder))
        .prop_filter("a name", |(name, _)| check(name).is_ok())
}

fn style() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Spaced), Just(Style::Bracketed), Just(Style::Stamped)]
}

proptest! {
    #[test]
    fn the_lowest_free_number_is_the_one_that_trying_finds(
        steps in vec((name(), style(), 0u8..4, any::<prop::sample::Index>()), 1..120),
    ) {
        let (mut index, mut taken) = (Numbers::default(), BTreeSet::new());
        for ((name, is_folder), style, step, which) in steps {
            if step == 0 && !taken.is_empty() {
                let gone: Arc<str> = Arc::clone({ &taken }.iter().nth(which.index(taken.len())).expect("there"));
                index.remove((), &gone);
                taken.remove(&gone);
            } else if step == 1 {
                let folded = key(&name.as_str().into());
                index.insert((), &folded);
                taken.insert(folded);
            } else {
                let own = (!taken.is_empty()).then(|| taken.iter().nth(which.index(taken.len()))).flatten().cloned();
                let own = own.filter(|_| step == 2);
                let first = |series: &Arc<str>, from| index.first_free((), series, from, own.as_deref());
                let varied = style.vary(&name, is_folder, NOW, first);
                let tried = naive(style, &name, is_folder, |name| taken.contains(name) && Some(name) != own.as_ref());
                prop_assert_eq!(&varied, &tried);
                index.insert((), &key(&varied));
                taken.insert(key(&varied));
            }
        }
        for name in &taken {
            index.remove((), name);
        }
        prop_assert_eq!(index.len(), 0, "nothing is kept of names that are gone");
    }
}

#[test]
fn thousands_of_neighbours_are_one_run() {
    let mut index = Numbers::default();
    for n in (1..=9).chain((1000..=9999).rev()).chain(10..=99).chain(100..=999) {
        index.insert((), &format!("a {n}.txt"));
    }
    assert_eq!(index.len(), 4, "a run for each number of digits");
    index.remove((), "a 500.txt");
    assert_eq!(index.len(), 5);
    assert_eq!(numbers("a 01.txt").count(), 0);
}

#[test]
fn a_taken_name_gets_the_lowest_free_integer_before_the_extension() {
    assert_eq!(vary(Style::Spaced, "name.txt", false, &[]), "name 1.txt");
    assert_eq!(vary(Style::Spaced, "name.txt", false, &["name 1.txt", "name 3.txt"]), "name 2.txt");
    assert_eq!(vary(Style::Spaced, "My Folder.v2", true, &[]), "My Folder.v2 1");
    assert_eq!(vary(Style::Bracketed, "doc.tar.gz", false, &[]), "doc.tar(1).gz");
    assert_eq!(vary(Style::Bracketed, ".profile", false, &[]), ".profile(1)");
}

#[test]
fn a_stamp_is_moved_on_by_a_second_until_free() {
    assert_eq!(vary(Style::Stamped, "test.zip", false, &[]), "test_20240104_105403.zip");
    let taken = ["test_20240104_105403.zip"];
    assert_eq!(vary(Style::Stamped, "test.zip", false, &taken), "test_20240104_105404.zip");
}

#[test]
fn at_the_end_of_time_stamps_give_way_to_integers() {
    let end = Timestamp::from_millis(i64::MAX);
    let taken = Style::Stamped.vary("a.txt", false, end, |_, from| from);
    let varied = at(Style::Stamped, "a.txt", false, &[&taken], end);
    assert_eq!(varied, "a(1).txt");
}

#[test]
fn an_extension_that_fills_the_name_is_cut() {
    let name = format!("a.{}", "x".repeat(LONGEST - 2));
    let varied = vary(Style::Spaced, &name, false, &[]);
    assert_eq!(varied.chars().count(), LONGEST);
    assert!(check(&varied).is_ok() && varied.starts_with("a.xxx") && varied.ends_with("x 1"));
}

#[test]
fn a_varied_name_stays_within_the_limit() {
    let longest = format!("{}.txt", "é".repeat(LONGEST - 4));
    let varied = vary(Style::Spaced, &longest, false, &[]);
    assert_eq!(varied.chars().count(), LONGEST);
    assert!(varied.ends_with("é 1.txt"));
}
