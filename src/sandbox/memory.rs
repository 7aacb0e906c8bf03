//! How much memory contents may take: a bound for the whole server, beyond which there is no room.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;

use crate::world;

/// The memory that contents of all sandboxes share; a clone shares the count.
///
/// What is counted is what clients send and what is made for them: bodies, contents, packages, pictures at work. Bytes
/// that are kept carry their charge with them, so that it ends with the last of their clones.
#[derive(Clone, Debug)]
pub struct Memory(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    limit: u64,
    used: AtomicU64,
}

/// There is no room for more bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoRoom {
    /// Bytes asked for.
    pub needed: u64,
    /// Bytes left.
    pub left: u64,
}

/// A part of the memory; dropping it gives it back.
#[derive(Debug)]
pub struct Charge {
    memory: Memory,
    bytes: u64,
}

/// Bytes with their charge.
struct Charged {
    bytes: Bytes,
    _charge: Charge,
}

impl Memory {
    /// Creates a memory of this many bytes.
    pub fn new(limit: u64) -> Self {
        Self(Arc::new(Inner { limit, used: AtomicU64::new(0) }))
    }

    /// Returns how many bytes it has.
    pub fn limit(&self) -> u64 {
        self.0.limit
    }

    /// Returns how many bytes are taken.
    pub fn used(&self) -> u64 {
        self.0.used.load(Ordering::Relaxed)
    }

    /// Takes a part of it.
    ///
    /// # Errors
    /// [`NoRoom`].
    pub fn charge(&self, bytes: u64) -> Result<Charge, NoRoom> {
        self.take(bytes)?;
        Ok(Charge { memory: self.clone(), bytes })
    }

    /// Charges bytes that are there already, and returns them with their charge.
    ///
    /// # Errors
    /// [`NoRoom`].
    pub fn keep(&self, bytes: impl Into<Bytes>) -> Result<Bytes, NoRoom> {
        let bytes = bytes.into();
        Ok(self.charge(bytes.len() as u64)?.keep(bytes))
    }

    fn take(&self, bytes: u64) -> Result<(), NoRoom> {
        let fits = |used: u64| used.checked_add(bytes).filter(|sum| *sum <= self.0.limit);
        let taken = self.0.used.try_update(Ordering::Relaxed, Ordering::Relaxed, fits);
        taken.map(drop).map_err(|used| {
            let left = self.0.limit.saturating_sub(used);
            tracing::warn!(needed = bytes, left, limit = self.0.limit, "no room for contents, see --memory");
            NoRoom { needed: bytes, left }
        })
    }
}

impl Default for Memory {
    /// Returns a memory without a bound.
    fn default() -> Self {
        Self::new(u64::MAX)
    }
}

impl Charge {
    /// Takes more.
    ///
    /// # Errors
    /// [`NoRoom`]; what was taken before stays taken.
    pub fn grow(&mut self, bytes: u64) -> Result<(), NoRoom> {
        self.memory.take(bytes)?;
        self.bytes += bytes;
        Ok(())
    }

    /// Splits a charge of its own off.
    #[must_use]
    pub fn split(&mut self, bytes: u64) -> Self {
        let bytes = bytes.min(self.bytes);
        self.bytes -= bytes;
        Self { memory: self.memory.clone(), bytes }
    }

    /// Returns the bytes with this charge; what was taken beyond their length is given back.
    pub fn keep(mut self, bytes: Bytes) -> Bytes {
        if bytes.is_empty() {
            return Bytes::new();
        }
        let length = bytes.len() as u64;
        self.give_back(self.bytes.saturating_sub(length));
        Bytes::from_owner(Charged { bytes, _charge: self })
    }

    fn give_back(&mut self, bytes: u64) {
        self.bytes -= bytes;
        self.memory.0.used.fetch_sub(bytes, Ordering::Relaxed);
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.give_back(self.bytes);
    }
}

impl AsRef<[u8]> for Charged {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes are needed, and {} are left of the server's memory", self.needed, self.left)
    }
}

impl std::error::Error for NoRoom {}

impl From<NoRoom> for world::Error {
    /// Providers word it as they do for a drive that is full.
    fn from(NoRoom { needed, left }: NoRoom) -> Self {
        Self::QuotaExceeded { needed, left }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Memory, NoRoom};

    #[test]
    fn bytes_are_charged_until_their_last_clone_is_gone() {
        let memory = Memory::new(10);
        let mut charge = memory.charge(4).expect("room");
        assert_eq!(charge.grow(7), Err(NoRoom { needed: 7, left: 6 }));
        charge.grow(6).expect("room");
        let kept = charge.keep(Bytes::from_static(b"12345678"));
        assert_eq!(memory.used(), 8, "what was charged too much is given back");
        let part = kept.slice(2..4);
        drop(kept);
        assert_eq!((&*part, memory.used()), (&b"34"[..], 8));
        assert_eq!(memory.keep("123").err(), Some(NoRoom { needed: 3, left: 2 }));
        drop(part);
        assert_eq!(memory.used(), 0);
        assert_eq!((memory.keep("").map(|kept| kept.len()), memory.used()), (Ok(0), 0));
    }

    #[test]
    fn many_threads_never_take_more_than_there_is() {
        let memory = Memory::new(1000);
        let taken: Vec<Vec<_>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| (0..100).filter_map(|_| memory.charge(3).ok()).collect()))
                .collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        // None was given back before all threads had ended.
        assert_eq!((taken.iter().map(Vec::len).sum::<usize>(), memory.used()), (333, 999));
        drop(taken);
        assert_eq!(memory.used(), 0);
    }
}
