//! A world as serde writes it, with its contents beside it, so that it can be kept in a file.
//!
//! All is written with the numbers that it has here, so ids, links and tokens stay good. What can be derived from the
//! rest is left out where it is large.

use super::{
    contents::{Contents, beside},
    name,
    state::World,
    tree::name_index::NameIndex,
};

impl World {
    /// Lets `write` write the world. Returns also the contents that it names.
    pub fn stored<T>(&self, write: impl FnOnce(&Self) -> T) -> (T, Contents) {
        let (written, beside) = beside(Contents::new(), || write(self));
        (written, beside.contents)
    }

    /// Returns the world that `read` reads from what was written so, and what it reads behind it; these are its contents.
    ///
    /// # Errors
    /// Those of `read`, for what is no world; with the digest of a content, if one is missing.
    pub fn restored<T, E>(
        contents: Contents,
        read: impl FnOnce() -> Result<(Self, T), E>,
    ) -> Result<(Self, T), (E, Option<String>)> {
        let (read, beside) = beside(contents, read);
        read.map(|(world, rest)| (world.with_names(), rest)).map_err(|error| (error, beside.missing))
    }

    /// Enters the names of all items and bundles.
    fn with_names(mut self) -> Self {
        let mut names = NameIndex::default();
        for node in self.nodes.iter().filter(|node| node.trashed.is_none()) {
            if let Some(folder) = node.parent {
                names.insert(folder, name::key(&node.name), node.id);
            }
        }
        self.names = names;
        for bundle in self.bundles.all.clone().values() {
            self.bundles.enter(bundle.drive, &bundle.name, bundle.id);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use crate::world::{
        contents::Contents,
        properties::{
            check,
            operations::{apply, op, seed},
        },
        state::World,
        time::Timestamp,
    };

    fn stored(world: &World) -> (Vec<u8>, Contents) {
        let (bytes, contents) = world.stored(|world| postcard::to_stdvec(&(world, ())));
        (bytes.expect("a world can be written"), contents)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

        #[test]
        fn a_world_that_is_read_back_is_the_same_and_goes_on(ops in vec(op(), 1..60), more in vec(op(), 1..10)) {
            let (mut world, mut now) = (seed(), 0);
            let mut run = |world: &mut World, ops: &[_]| {
                for op in ops {
                    now += 1000;
                    let mut next = world.clone();
                    if apply(&mut next, op, Timestamp::from_millis(now)).is_ok() {
                        *world = next;
                    }
                }
            };
            run(&mut world, &ops);
            let (bytes, contents) = stored(&world);
            let read = World::restored(contents, || postcard::from_bytes(&bytes));
            let (mut read, ()) = read.expect("a world that was written can be read");
            check(&read);
            prop_assert_eq!(stored(&read).0, bytes);
            run(&mut read, &more);
            check(&read);
        }
    }
}
