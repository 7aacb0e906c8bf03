//! The loop that sends the messages of sandboxes to their receivers, beside the requests.
//!
//! What is left out: how a message is worded, which is the provider's.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::task::JoinSet;

use super::post::Hosts;
use crate::{
    sandbox::{
        Sandbox, Sandboxes,
        outbox::{Delivery, Sent},
    },
    world::{Timestamp, World},
};

/// How long a receiver may take.
const RECEIVER_TIMEOUT: Duration = Duration::from_secs(3);
/// How many are under way at once, over all sandboxes.
const MOST_UNDER_WAY: usize = 64;
/// The longest sleep, as the clock of the system may be set meanwhile.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// A message as it goes to its receiver: a `POST` of JSON.
pub struct Letter {
    /// Where it goes.
    pub url: Arc<str>,
    /// The body.
    pub body: String,
}

/// How a delivery is worded, by the world as it is then.
pub type Wording = fn(&World, Timestamp, &Delivery) -> Letter;

/// Sends messages as they fall due. It never returns; when it is dropped, all that is under way ends with it.
pub async fn run(sandboxes: Arc<Sandboxes>, hosts: Hosts, wording: Wording) {
    let mut under_way = JoinSet::new();
    loop {
        let all = sandboxes.list();
        for sandbox in &all {
            let room = MOST_UNDER_WAY - under_way.len();
            for delivery in sandbox.outbox.take_due(sandbox.clock.now(), room) {
                under_way.spawn(carry_out(Arc::clone(sandbox), hosts.clone(), wording, delivery));
            }
        }
        // Without room nothing is due before something arrives.
        let wait = all.iter().filter_map(|sandbox| sandbox.until_message()).min();
        let wait = wait.filter(|_| under_way.len() < MOST_UNDER_WAY).unwrap_or(LONGEST_WAIT);
        drop(all);
        tokio::select! {
            () = tokio::time::sleep(wait.min(LONGEST_WAIT)) => {}
            () = sandboxes.outbox_wakeup() => {}
            Some(ended) = under_way.join_next() => {
                if let Err(error) = ended {
                    tracing::error!(%error, "a message was not sent");
                }
            }
        }
    }
}

/// Sends a message once, unless nobody waits for it any more.
async fn carry_out(sandbox: Arc<Sandbox>, hosts: Hosts, wording: Wording, delivery: Delivery) {
    let cleared = sandbox.outbox.cleared();
    let Some(under_way) = sandbox.outbox.start(&delivery) else { return };
    let Letter { url, body } = wording(&sandbox.snapshot(), sandbox.clock.now(), &delivery);
    let body: Arc<str> = body.into();
    let is_moot = || sandbox.read(|world, now| delivery.message.is_moot(world, now));
    let outcome = if let Some(why) = is_moot() {
        Err(format!("not sent: {why}"))
    } else {
        tokio::select! {
            biased;
            () = cleared => return,
            outcome = send(&hosts, &url, &body) => outcome,
        }
    };
    let try_again = is_moot().is_none();
    under_way.record(delivery, sandbox.clock.now(), Sent { url, body, outcome, try_again });
}

/// Returns the status of the receiver's response, or why there is none.
async fn send(hosts: &Hosts, url: &str, body: &str) -> Result<u16, String> {
    let callback = hosts.callback(url).map_err(|error| format!("not sent: {error}"))?;
    let sent = callback
        .post_for_status("application/json", Bytes::copy_from_slice(body.as_bytes()), RECEIVER_TIMEOUT)
        .await;
    sent.map(|status| status.as_u16()).map_err(|error| error.to_string())
}
