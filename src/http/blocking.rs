//! Work that holds a thread up: archives, pictures, digests.

use std::panic::resume_unwind;

use tokio::sync::Semaphore;

use crate::{
    sandbox::Memory,
    world::{Content, Error},
};

/// From this size on, hashing takes long enough to hold up other requests.
const LARGE: u64 = 4 << 20;

/// Computes digests of a content: those of a large one on another thread.
pub async fn hash<T: Send + 'static>(
    content: &Content,
    hash: impl FnOnce(&Content) -> T + Send + 'static,
) -> T {
    if content.size() < LARGE {
        return hash(content);
    }
    let content = content.clone();
    blocking(move || hash(&content)).await
}

/// Runs `work` on a thread where it holds up no other request.
///
/// A panic of it goes on in the handler, so that [`super::table::Table`] logs it once, with its message and its route.
///
/// # Panics
/// If `work` does.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        // Nobody cancels the work, so a panic is the only way that it ends without a result.
        Err(error) => resume_unwind(error.into_panic()),
    }
}

/// How much heavy work is under way at a time: more would only take more memory.
static HEAVY: Semaphore = Semaphore::const_new(2);

/// Runs work as [`blocking`] does that unfolds what it works on; `room` is the most bytes that it takes meanwhile.
///
/// # Errors
/// [`Error::QuotaExceeded`] if there is no room; the work has not begun.
///
/// # Panics
/// If `work` does.
pub async fn heavy<T: Send + 'static>(
    memory: &Memory,
    room: u64,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let _permit = HEAVY.acquire().await.expect("nobody closes it");
    let charge = memory.charge(room)?;
    let done = blocking(work).await;
    drop(charge);
    Ok(done)
}

/// Runs a handler that looks at very many items on a thread where it holds up no other request.
///
/// # Panics
/// If the handler does.
pub async fn apart<T: Send + 'static>(handler: impl Future<Output = T> + Send + 'static) -> T {
    let runtime = tokio::runtime::Handle::current();
    blocking(move || runtime.block_on(handler)).await
}

#[cfg(test)]
mod tests {
    use std::panic::AssertUnwindSafe;

    use futures_util::FutureExt;

    use super::blocking;
    use crate::http::panic::message;

    #[tokio::test]
    async fn a_panic_goes_on_in_the_caller() {
        assert_eq!(blocking(|| 7).await, 7);
        let panicked = AssertUnwindSafe(blocking(|| panic!("no picture"))).catch_unwind().await;
        assert_eq!(panicked.as_ref().err().map(|panic| message(&**panic)), Some("no picture"));
    }
}
