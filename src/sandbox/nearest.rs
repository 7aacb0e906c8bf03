//! The names that somebody may have meant.

/// Returns all known names with those first that are nearest to this one, as text for a refusal.
pub fn names(name: &str, known: &[&str]) -> String {
    let lower = name.to_ascii_lowercase();
    let mut near = known.to_vec();
    // A name that holds this one is nearer than any other.
    let distance = |known: &str| {
        let known = known.to_ascii_lowercase();
        let holds = !lower.is_empty() && known.contains(&lower);
        (!holds, strsim::damerau_levenshtein(&known, &lower))
    };
    near.sort_by_cached_key(|known| (distance(known), *known));
    format!("`{}`", near.join("`, `"))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn the_nearest_names_come_first() {
        let known = ["drive.get", "driveItem.copy", "driveItem.move"];
        assert_eq!(names("driveItem.cpoy", &known), "`driveItem.copy`, `driveItem.move`, `drive.get`");
        assert!(names("Copy", &known).starts_with("`driveItem.copy`"));
        assert_eq!(names("", &["b", "a"]), "`a`, `b`");
    }
}
