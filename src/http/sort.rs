//! Sorting by code that is there once: that of the standard library is compiled anew for each type and each order.

use std::cmp::Ordering;

/// Sorts a list as [`slice::sort_by`] does.
pub fn sort_by<T: Copy>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|a, b| compare(&list[a], &list[b]));
    let sorted: Vec<T> = order.into_iter().map(|at| list[at]).collect();
    list.copy_from_slice(&sorted);
}

/// Sorts a list as [`slice::sort_by_key`] does.
pub fn sort_by_key<T: Copy, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Returns where the items of a sorted list stood.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::sort_by_key;

    #[test]
    fn what_is_equal_stays_as_it_was() {
        let mut words = ["pear", "fig", "plum", "date", "kiwi", "nut"];
        sort_by_key(&mut words, |word| Reverse(word.len()));
        assert_eq!(words, ["pear", "plum", "date", "kiwi", "fig", "nut"]);
        sort_by_key::<u8, u8>(&mut [], |number| *number);
    }
}
