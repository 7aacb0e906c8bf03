//! Requests that nobody means: made at random from the route tables, the words of the source and the bodies of other
//! tests, the same in every run of a seed.
//!
//! A failure prints the seed and the request. Words behind the filter change the seed and the numbers, and there are
//! none by default: `cargo test --test it -- fuzz:: seed=7 requests=100000 exchanges=1000`.

mod checks;
mod grammar;
mod random;
mod requests;
mod sockets;
mod words;

/// What a run is told; the harness takes the words for more filters, which fit no test.
fn told(name: &str, otherwise: u64) -> u64 {
    let told = std::env::args().find_map(|word| word.strip_prefix(name)?.strip_prefix('=')?.parse().ok());
    told.unwrap_or(otherwise)
}

/// The seed, which a failure prints.
fn seed() -> u64 {
    told("seed", 12)
}

/// How many requests are sent without a socket.
fn requests() -> usize {
    usize::try_from(told("requests", 16_000)).expect("a number")
}

/// How many broken exchanges are tried on sockets.
fn exchanges() -> usize {
    usize::try_from(told("exchanges", 300)).expect("a number")
}
