use std::sync::Arc;

use super::{Delivery, MOST_WAITING, Message, Outbox, Sent, Timestamp};
use crate::{
    sandbox::outbox::Event,
    world::{NodeId, Principal, Subscription, Watched, Webhook, WebhookCall},
};

const NOW: Timestamp = Timestamp::from_seconds(1000);
const ALL: usize = usize::MAX;

fn subscription(number: u64) -> Arc<Subscription> {
    Arc::new(Subscription {
        number,
        by: Principal::default(),
        folder: NodeId::from_number(1).expect("not zero"),
        resource: "me/drive/root".into(),
        url: "http://localhost/".into(),
        lifecycle_url: None,
        client_state: None,
        tls_version: None,
        expires: NOW,
    })
}

fn enter(outbox: &Outbox, number: u64) {
    outbox.enter(Message::Notification(subscription(number), Event::Changed), NOW);
}

/// Records the outcome of a try.
fn record(outbox: &Outbox, delivery: Delivery, now: Timestamp, outcome: Result<u16, String>, again: bool) {
    let under_way = outbox.start(&delivery).expect("nobody cleared it");
    under_way.record(delivery, now, Sent { url: "".into(), body: "".into(), outcome, try_again: again });
}

fn numbers(deliveries: &[Delivery]) -> Vec<u64> {
    deliveries.iter().map(|known| known.n).collect()
}

#[test]
fn each_subscriber_gets_one_after_the_other() {
    let outbox = Outbox::default();
    for number in [1, 1, 2] {
        enter(&outbox, number);
    }
    let mut taken = outbox.take_due(NOW, ALL);
    assert_eq!(numbers(&taken), [1, 3]);
    assert_eq!((outbox.next_due(), outbox.take_due(NOW, ALL)), (None, vec![]));
    record(&outbox, taken.swap_remove(0), NOW, Ok(202), true);
    assert_eq!(outbox.next_due(), Some(NOW));
    assert_eq!(numbers(&outbox.take_due(NOW, ALL)), [2]);
    assert_eq!(outbox.since(0).len(), 1);
}

#[test]
fn a_webhook_does_not_wait_for_a_subscription_of_the_same_number() {
    let outbox = Outbox::default();
    enter(&outbox, 1);
    let webhook = Webhook {
        number: 1,
        by: Principal::default(),
        document: NodeId::from_number(1).expect("not zero"),
        sheet: 1,
        watched: Watched::NewRecords,
        url: "http://localhost/".into(),
    };
    let call = WebhookCall { webhook: Arc::new(webhook), records: vec![1], count: 1, fields: Vec::new() };
    outbox.enter(Message::Call(Arc::new(call)), NOW);
    assert_eq!(numbers(&outbox.take_due(NOW, ALL)), [1, 2]);
}

#[test]
fn no_more_are_handed_out_than_are_asked_for() {
    let outbox = Outbox::default();
    for number in 1..=3 {
        enter(&outbox, number);
    }
    assert_eq!(numbers(&outbox.take_due(NOW, 2)), [1, 2]);
    assert_eq!(numbers(&outbox.take_due(NOW, 2)), [3]);
}

#[test]
fn one_is_tried_for_four_hours_with_growing_pauses() {
    let outbox = Outbox::default();
    enter(&outbox, 1);
    let mut pauses = Vec::new();
    let mut now = NOW;
    while let Some(delivery) = outbox.take_due(now, ALL).pop() {
        record(&outbox, delivery, now, Err("refused".into()), true);
        let Some(due) = outbox.next_due() else { break };
        pauses.push(due.since(now).as_secs());
        now = due;
    }
    assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120]);
    assert_eq!(outbox.since(0).len(), pauses.len() + 1);
    assert_eq!(outbox.since(0).last().map(|attempt| attempt.again), Some(None));
}

#[test]
fn nothing_is_tried_again_for_a_subscription_that_ended() {
    let outbox = Outbox::default();
    enter(&outbox, 1);
    let delivery = outbox.take_due(NOW, ALL).remove(0);
    record(&outbox, delivery, NOW, Ok(500), false);
    assert_eq!(outbox.next_due(), None);
}

#[test]
fn what_is_under_way_when_the_outbox_is_cleared_is_forgotten() {
    let outbox = Outbox::default();
    enter(&outbox, 1);
    let first = outbox.take_due(NOW, ALL).remove(0);
    let under_way = outbox.start(&first).expect("nobody cleared it");
    outbox.clear();
    enter(&outbox, 1);
    assert!(outbox.start(&first).is_none());
    let second = outbox.take_due(NOW, ALL).remove(0);
    under_way.record(first, NOW, Sent { url: "".into(), body: "".into(), outcome: Ok(500), try_again: true });
    assert_eq!((outbox.next_due(), outbox.since(0)), (None, vec![]));
    assert!(outbox.start(&second).is_some(), "the one of now is still under way");
}

#[test]
fn a_try_that_is_given_up_makes_way_for_the_next() {
    let outbox = Outbox::default();
    enter(&outbox, 1);
    enter(&outbox, 1);
    let first = outbox.take_due(NOW, ALL).remove(0);
    drop(outbox.start(&first));
    assert_eq!(numbers(&outbox.take_due(NOW, ALL)), [2]);
}

#[test]
fn what_waits_for_one_takes_no_room_from_others() {
    let outbox = Outbox::default();
    for _ in 0..=MOST_WAITING {
        enter(&outbox, 1);
    }
    enter(&outbox, 2);
    let log = outbox.since(0);
    assert_eq!(log.len(), 1);
    assert!(log[0].outcome.is_err() && log[0].delivery.n == 101);
    assert_eq!(numbers(&outbox.take_due(NOW, ALL)), [1, 102]);
    enter(&outbox, 1);
    assert_eq!(outbox.since(0).len(), 1, "there is room again");
}
