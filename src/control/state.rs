//! What the control API knows of the server.

use std::sync::Arc;

use crate::{
    http::Route,
    sandbox::{Catalogue, Sandboxes},
    world::Api,
};

/// What the control API knows of the server.
pub struct ControlState {
    /// All sandboxes.
    pub sandboxes: Arc<Sandboxes>,
    /// Every route of the providers.
    pub routes: &'static [(Api, Route)],
    /// What matchers and rules may name.
    pub catalogue: Arc<Catalogue>,
    /// Whether the page for people is served.
    pub has_ui: bool,
}
