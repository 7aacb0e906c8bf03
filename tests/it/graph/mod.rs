//! Microsoft Graph.

mod batch;
mod copy;
mod copy_page;
mod delta;
mod read;
mod refusals;
mod throttle;
mod token;

use crate::support::{Answer, Mock};

/// A request of alice's, with this body if it is not empty.
pub async fn alice(mock: &Mock, request: &str, body: &str) -> Answer {
    let kind = if body.is_empty() { "" } else { "\nContent-Type: application/json" };
    mock.send(&format!("{request}\nAuthorization: Bearer alice-token{kind}\n\n{body}")).await
}

/// What the monitor of a copy tells.
pub async fn monitor(mock: &Mock, copy: &Answer) -> Answer {
    let location = copy.header("location").replace("http://mock.test", "");
    mock.send(&format!("GET {location}")).await
}
