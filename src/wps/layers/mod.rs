//! What stands around all routes, from the outside in: the gateway's prefix is taken off ([`gateway`]), what the dialect
//! does not have is refused ([`served`]), and errors get their envelope ([`finish`]). The body is set aside for the
//! signature and the parser.

mod finish;
mod gateway;
mod serve;
mod served;

pub use self::{gateway::routed_path, serve::serve};
