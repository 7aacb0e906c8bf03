//! WPS v7.

mod batch_get_meta;
mod refusals;
mod routes;
mod sign;
mod token;
