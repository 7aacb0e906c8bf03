//! Keeping webhooks, and noticing the changes that they wait for.
//!
//! The world knows only what changed for which webhook; [`World::take_calls`] returns it once. How a webhook is called
//! is left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use imbl::{OrdMap, ordmap::DiffItem};

use crate::world::{
    error::Error,
    id::NodeId,
    sheets::{
        book::{Book, Records, SheetBody},
        webhook::{MOST_NAMED, MOST_WEBHOOKS, Watched, Webhook, WebhookCall},
    },
    state::World,
};

impl World {
    /// Adds a webhook under a number of its own; it waits for what changes from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::TooManyItems`].
    pub fn add_webhook(&mut self, spec: Webhook) -> Result<Arc<Webhook>, Error> {
        self.live(spec.document)?;
        if self.webhooks(spec.document).count() >= MOST_WEBHOOKS {
            return Err(Error::TooManyItems { limit: MOST_WEBHOOKS as u64 });
        }
        self.webhooks.last += 1;
        let webhook = Arc::new(Webhook { number: self.webhooks.last, ..spec });
        self.webhooks.all.insert((webhook.document, webhook.number), Arc::clone(&webhook));
        Ok(webhook)
    }

    /// Iterates over the webhooks of a document, in the order in which they were made.
    pub fn webhooks(&self, document: NodeId) -> impl Iterator<Item = &Arc<Webhook>> {
        self.webhooks.all.range((document, 0)..=(document, u64::MAX)).map(|(_, webhook)| webhook)
    }

    /// Ends a webhook. Returns whether the document had it.
    pub fn remove_webhook(&mut self, document: NodeId, number: u64) -> bool {
        self.webhooks.all.remove(&(document, number)).is_some()
    }

    /// Returns whether a webhook may be called: it has not ended, and who made it has the document still.
    pub fn may_call(&self, webhook: &Webhook) -> bool {
        let admits = |drive| self.drive(drive).is_ok_and(|drive| self.admits(drive, &webhook.by));
        self.webhooks.all.contains_key(&(webhook.document, webhook.number))
            && self.live(webhook.document).is_ok_and(|document| admits(document.drive))
    }

    /// Returns what webhooks are to be called for since the last call.
    pub fn take_calls(&mut self) -> impl Iterator<Item = Arc<WebhookCall>> + use<> {
        std::mem::take(&mut self.webhooks.calls).into_iter()
    }

    /// Forgets the webhooks of a document that is gone for good.
    pub(in crate::world) fn forget_webhooks(&mut self, document: NodeId) {
        let numbers: Vec<_> = self.webhooks(document).map(|webhook| webhook.number).collect();
        for number in numbers {
            self.remove_webhook(document, number);
        }
    }

    /// Notices what changes for webhooks when a document's sheets become these.
    ///
    /// A document without webhooks, as most are, pays one look; otherwise a sheet is compared once, however many wait
    /// for it.
    pub(in crate::world) fn record_calls(&mut self, document: NodeId, book: &Book) {
        let webhooks: Vec<_> =
            self.webhooks(document).filter(|webhook| self.may_call(webhook)).cloned().collect();
        let mut changes = BTreeMap::new();
        for webhook in webhooks {
            let change = changes.entry(webhook.sheet).or_insert_with(|| {
                let old = self.book(document).and_then(|book| records(book, webhook.sheet));
                Change::between(old, records(book, webhook.sheet))
            });
            self.webhooks.calls.extend(change.call(webhook).map(Arc::new));
        }
    }
}

/// Returns the records of a sheet.
fn records(book: &Book, sheet: u32) -> Option<&Records> {
    let sheet = book.sheets.iter().find(|known| known.id == sheet)?;
    if let SheetBody::Records(records) = &sheet.body { Some(records) } else { None }
}

/// What changed in a sheet.
#[derive(Default)]
struct Change {
    /// The new records.
    made: Vec<u32>,
    /// The records with other values than before, and the fields of these.
    changed: Vec<(u32, BTreeSet<u32>)>,
}

impl Change {
    fn between(old: Option<&Records>, new: Option<&Records>) -> Self {
        let none = OrdMap::new();
        let rows = |records: Option<&Records>| records.map_or_else(|| none.clone(), |it| it.rows.clone());
        let mut change = Self::default();
        for row in rows(old).diff(&rows(new)) {
            match row {
                DiffItem::Add(number, _) => change.made.push(*number),
                DiffItem::Update { old, new } => change.changed.push((*new.0, fields(old.1, new.1))),
                DiffItem::Remove(..) => {}
            }
        }
        change
    }

    /// Returns what a webhook is to be called for; none if it did not wait for this.
    fn call(&self, webhook: Arc<Webhook>) -> Option<WebhookCall> {
        let changed = self.changed.iter();
        let (all, fields): (Vec<u32>, BTreeSet<u32>) = match &webhook.watched {
            Watched::NewRecords => (self.made.clone(), BTreeSet::new()),
            Watched::Records(watched) => {
                let taken: Vec<_> = changed.filter(|(number, _)| watched.contains(number)).collect();
                let fields = taken.iter().flat_map(|(_, fields)| fields).copied().collect();
                (taken.iter().map(|(number, _)| *number).collect(), fields)
            }
            Watched::Fields(watched) => {
                let is_watched = |field: &&u32| watched.contains(*field);
                let taken: Vec<_> =
                    changed.filter(|(_, fields)| fields.iter().any(|field| is_watched(&field))).collect();
                let fields =
                    taken.iter().flat_map(|(_, fields)| fields).filter(is_watched).copied().collect();
                (taken.iter().map(|(number, _)| *number).collect(), fields)
            }
            Watched::Description => return None,
        };
        let (count, mut records) = (all.len(), all);
        records.truncate(MOST_NAMED);
        records.shrink_to_fit();
        let fields = fields.into_iter().collect();
        (count > 0).then_some(WebhookCall { webhook, records, count, fields })
    }
}

/// Returns the fields whose values differ.
fn fields(old: &OrdMap<u32, Arc<str>>, new: &OrdMap<u32, Arc<str>>) -> BTreeSet<u32> {
    let field = |item| match item {
        DiffItem::Add(field, _) | DiffItem::Remove(field, _) => *field,
        DiffItem::Update { new, .. } => *new.0,
    };
    old.diff(new).map(field).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::RangeInclusive;

    use imbl::{OrdSet, vector};

    use super::*;
    use crate::world::{
        accounts::actor::{Actor, Principal},
        content::Content,
        drives::drive::Owner,
        name::OnConflict,
        sheets::book::Sheet,
        time::Timestamp,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1);

    /// A world with an empty document of alice's.
    fn world() -> (World, Actor, NodeId) {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        world.add_drive("Alice's", Owner::Personal(alice), 1000, NOW);
        let root = world.drives().next().expect("added").root;
        let by = Actor::User(alice);
        let document = world.create_file(by, root, "a.dbt", Content::default(), OnConflict::Fail, NOW);
        (world, by, document.expect("free"))
    }

    fn webhook(world: &World, document: NodeId, watched: Watched) -> Webhook {
        let user = world.users().next().map(|user| user.id);
        let by = Principal { user, app: None };
        Webhook { number: 0, by, document, sheet: 1, watched, url: "http://localhost/".into() }
    }

    /// Writes records with these numbers, each with one value in the fields 1 and 2.
    fn put(world: &mut World, by: Actor, document: NodeId, rows: RangeInclusive<u32>, value: [&str; 2]) {
        let values = || OrdMap::from_iter([(1_u32, Arc::<str>::from(value[0])), (2, value[1].into())]);
        let rows = rows.map(|number| (number, values())).collect();
        let body = SheetBody::Records(Records { rows, ..Records::default() });
        let sheets = vector![Arc::new(Sheet { id: 1, name: "a".into(), body })];
        world.put_book(by, document, Book { version: 1, sheets }, NOW).expect("a file");
    }

    /// Returns for each call the webhook, the records, how many there are, and the fields.
    fn calls(world: &mut World) -> Vec<(u64, Vec<u32>, usize, Vec<u32>)> {
        let call = |call: Arc<WebhookCall>| {
            (call.webhook.number, call.records.clone(), call.count, call.fields.clone())
        };
        world.take_calls().map(call).collect()
    }

    #[test]
    fn a_webhook_is_called_for_what_it_waits_for() {
        let (mut world, by, document) = world();
        let [one, two] = [1, 2].map(OrdSet::unit);
        for watched in
            [Watched::NewRecords, Watched::Records(two), Watched::Fields(one), Watched::Description]
        {
            world.add_webhook(webhook(&world, document, watched)).expect("room");
        }
        put(&mut world, by, document, 1..=2, ["a", "b"]);
        assert_eq!(calls(&mut world), [(1, vec![1, 2], 2, vec![])], "new records are no changed cells");
        put(&mut world, by, document, 1..=2, ["a", "b"]);
        assert_eq!(calls(&mut world), [], "nothing is other than before");
        put(&mut world, by, document, 1..=3, ["a", "c"]);
        assert_eq!(calls(&mut world), [(1, vec![3], 1, vec![]), (2, vec![2], 1, vec![2])]);
        put(&mut world, by, document, 1..=3, ["d", "e"]);
        assert_eq!(calls(&mut world), [(2, vec![2], 1, vec![1, 2]), (3, vec![1, 2, 3], 3, vec![1])]);
        assert_eq!(calls(&mut world), [], "once");
    }

    #[test]
    fn a_call_names_so_many_records_and_counts_the_others() {
        let (mut world, by, document) = world();
        world.add_webhook(webhook(&world, document, Watched::NewRecords)).expect("room");
        put(&mut world, by, document, 1..=2000, ["a", "b"]);
        let (_, records, count, _) = calls(&mut world).remove(0);
        assert_eq!((records.len(), count), (MOST_NAMED, 2000));
    }

    #[test]
    fn webhooks_go_with_their_document() {
        let (mut world, by, document) = world();
        let spec = webhook(&world, document, Watched::NewRecords);
        let made: Vec<_> =
            (0..MOST_WEBHOOKS).map(|_| world.add_webhook(spec.clone()).expect("room")).collect();
        let limit = MOST_WEBHOOKS as u64;
        assert_eq!(world.add_webhook(spec.clone()), Err(Error::TooManyItems { limit }));
        assert!(world.remove_webhook(document, 1) && !world.remove_webhook(document, 1));
        assert_eq!((world.may_call(&made[0]), world.may_call(&made[1])), (false, true));
        world.trash(by, document, NOW).expect("there");
        assert!(!world.may_call(&made[1]) && world.add_webhook(spec).is_err());
        world.delete(document).expect("there");
        assert!(world.webhooks.all.is_empty());
    }
}
