//! Texts with wildcards.

/// A text in which `*` stands for anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glob {
    text: String,
    /// What a single `*` does not stand for: then `**` stands for anything.
    stops_at: Option<u8>,
}

impl Glob {
    /// Returns a pattern in which `*` stands for anything.
    pub fn of_text(text: &str) -> Self {
        Self { text: text.to_owned(), stops_at: None }
    }

    /// Returns a pattern in which `*` stands for anything but `/`, and `**` for anything.
    pub fn of_path(text: &str) -> Self {
        Self { text: text.to_owned(), stops_at: Some(b'/') }
    }

    /// Returns the pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns whether the pattern stands for this text.
    pub fn holds(&self, text: &str) -> bool {
        let (pattern, text) = (self.text.as_bytes(), text.as_bytes());
        let (mut at, mut seen) = (0, 0);
        // Where to go on when the last wildcard of a kind takes a byte more.
        let (mut shallow, mut deep) = (None, None);
        loop {
            match (pattern.get(at), text.get(seen)) {
                (Some(b'*'), _) => {
                    let stars = pattern[at..].iter().take_while(|byte| **byte == b'*').count();
                    at += stars;
                    if stars > 1 || self.stops_at.is_none() {
                        (shallow, deep) = (None, Some((at, seen)));
                    } else {
                        shallow = Some((at, seen));
                    }
                    continue;
                }
                (Some(expected), Some(found)) if expected == found => {
                    (at, seen) = (at + 1, seen + 1);
                    continue;
                }
                (None, None) => return true,
                _ => {}
            }
            let more = |(_, from): &(usize, usize)| *from < text.len();
            let within = |(_, from): &(usize, usize)| text.get(*from).copied() != self.stops_at;
            (at, seen) = if let Some((next, from)) = shallow.filter(more).filter(within) {
                shallow = Some((next, from + 1));
                (next, from + 1)
            } else if let Some((next, from)) = deep.filter(more) {
                (shallow, deep) = (None, Some((next, from + 1)));
                (next, from + 1)
            } else {
                return false;
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn one_star_stops_at_a_slash_in_paths() {
        for (pattern, path, holds) in [
            ("/a", "/a", true),
            ("/a", "/a/", false),
            ("/a", "/A", false),
            ("/*", "/", true),
            ("/*/b", "/a/b", true),
            ("/*/b", "/a/x/b", false),
            ("/**/b", "/a/x/b", true),
            ("/**/b*c", "/a/b/b/bxc", true),
            ("/**/b*c", "/a/b/b/x/c", false),
            ("**", "", true),
            ("*", "/", false),
            ("/v1.0/me/drive/root:/*:/content", "/v1.0/me/drive/root:/a b.txt:/content", true),
            ("*a*/b", "xaya/b", true),
            ("**a*b**c", "a/ab/bc/ac", true),
            ("**x*y", "x/xay/xz", false),
        ] {
            assert_eq!(Glob::of_path(pattern).holds(path), holds, "{pattern} {path}");
        }
    }

    #[test]
    fn a_star_stands_for_anything_in_texts() {
        for (pattern, text, holds) in [
            ("driveItem.*", "driveItem.copy", true),
            ("driveItem.*", "drive.get", false),
            ("*/*", "application/json", true),
            ("*json*", "application/json; charset=utf-8", true),
            ("a*a", "a", false),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(Glob::of_text(pattern).holds(text), holds, "{pattern} {text}");
        }
    }

    #[test]
    fn many_wildcards_take_no_longer_than_their_number_times_the_text() {
        let pattern = "*a".repeat(500);
        assert!(!Glob::of_path(&format!("{pattern}b")).holds(&"a".repeat(20_000)));
    }
}
