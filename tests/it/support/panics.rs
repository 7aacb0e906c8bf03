//! What panics say.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The text with which something panics; none if it does not.
pub fn panic_of<T>(act: impl FnOnce() -> T) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(act)).err()?;
    let text = panic.downcast_ref::<String>().cloned();
    Some(text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).expect("a text"))
}
