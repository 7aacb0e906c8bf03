//! The names that somebody may have meant.

/// How many names a refusal lists where there are too many to list them all.
const NEAREST: usize = 3;

/// Returns known names with those first that are nearest to this one: as text for a refusal, at most `most` of them.
pub fn names(name: &str, known: &[&str], most: usize) -> String {
    let lower = name.to_ascii_lowercase();
    let mut near = known.to_vec();
    // A name that holds this one is nearer than any other.
    let distance = |known: &str| {
        let known = known.to_ascii_lowercase();
        let holds = !lower.is_empty() && known.contains(&lower);
        (!holds, strsim::damerau_levenshtein(&known, &lower))
    };
    near.sort_by_cached_key(|known| (distance(known), *known));
    near.dedup();
    near.truncate(most);
    format!("`{}`", near.join("`, `"))
}

/// Returns the three names that are nearest to this one, as text for a refusal.
pub fn three(name: &str, known: &[&str]) -> String {
    names(name, known, NEAREST)
}

#[cfg(test)]
mod tests {
    use super::{names, three};

    #[test]
    fn the_nearest_names_come_first() {
        let known = ["drive.get", "driveItem.copy", "driveItem.move", "driveItem.copy"];
        assert_eq!(three("driveItem.cpoy", &known), "`driveItem.copy`, `driveItem.move`, `drive.get`");
        assert_eq!(names("Copy", &known, 1), "`driveItem.copy`");
        assert_eq!(names("", &["b", "a"], 5), "`a`, `b`");
    }
}
