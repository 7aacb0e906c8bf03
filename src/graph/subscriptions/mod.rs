//! Subscriptions: an application is notified when something below a folder changes.
//!
//! A notification does not say what changed, as on the service: its receiver asks for the folder's delta. What is left
//! out: resources that are no folder of a drive, contents in notifications, Event Hubs and Event Grid.

mod checks;
mod letter;
mod manage;
mod request;
mod validate;

pub use self::letter::notification;
use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0/subscriptions")
        .get("", &manage::LIST, manage::list)
        .post("", &manage::CREATE, manage::create)
        .get("/{subscription}", &manage::GET, manage::get)
        .patch("/{subscription}", &manage::UPDATE, manage::update)
        .delete("/{subscription}", &manage::DELETE, manage::delete)
        .post("/{subscription}/reauthorize", &manage::REAUTHORIZE, manage::reauthorize)
}
