//! What happens to a response once the layers have finished it.

use std::sync::Arc;

use axum::{body::Body, http::HeaderValue, response::Response};

use super::{
    answer::AsItStands,
    plan::{HEADER, Plan},
};
use crate::http::{
    call::Call,
    respond::empty,
    wire::{Broken, NoAnswer},
};

/// Finishes the response to a request that a fault may have hit.
pub fn finish(call: &Call, plan: &Plan, mut response: Response) -> Response {
    let Some((id, effect)) = plan.hit() else { return response };
    // A rule that has done more than delay the request was named before.
    call.record().set_fault(Arc::clone(&id));
    if let Some(end) = response.extensions_mut().remove::<NoAnswer>() {
        // Whatever the layers have added: nothing of it is sent.
        let mut none = empty(response.status());
        none.extensions_mut().insert(end);
        return none;
    }
    if let Some(stands) = AsItStands::take(&mut response) {
        response = stands;
    }
    if let Ok(id) = HeaderValue::try_from(&*id) {
        response.headers_mut().insert(HEADER, id);
    }
    if effect.body.is_none() {
        response
    } else {
        response.map(|body| Body::new(Broken::new(body, effect.body)))
    }
}
