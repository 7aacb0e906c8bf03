//! WPS v7.

mod batch_get_meta;
mod bodies;
mod credentials;
mod routes;
pub mod sign;
mod token;
mod token_refusals;
