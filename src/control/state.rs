//! What the control API knows of the server.

use std::{convert::Infallible, sync::Arc};

use axum::http::request::Parts;

use crate::{
    http::{Access, FromParts, Operation, Route},
    sandbox::{Catalogue, Sandboxes},
    world::Api,
};

/// What all of its operations have in common.
pub static CONTROL: Operation =
    Operation { name: "control", access: Access::Anyone, makes_room: true, ..Operation::BASE };

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

/// What a handler takes to know of the server.
pub struct Server(pub Arc<ControlState>);

impl FromParts for Server {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Self(Arc::clone(parts.extensions.get().expect("it is put there before a route is looked for"))))
    }
}
