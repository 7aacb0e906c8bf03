//! Requests that nobody means: made at random from the route tables, the words of the source and the bodies of other
//! tests, the same in every run of a seed.
//!
//! A failure prints the seed and the request. To look for more, change [`SEED`] or [`REQUESTS`].

mod checks;
mod grammar;
mod random;
mod requests;
mod sockets;
mod words;

/// Of each run; the seed of a failure is printed.
const SEED: u64 = 12;
/// How many requests are sent without a socket.
const REQUESTS: usize = 16_000;
/// How many broken exchanges are tried on sockets.
const EXCHANGES: usize = 300;
