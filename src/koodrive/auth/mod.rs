//! KooDrive's callers: an access token in several spellings, or a request signed by an application.
//!
//! See <https://support.huaweicloud.com/api-koodrive/koodrive_05_0010.html> and reference 2 and 10.

mod app;
mod caller;
mod headers;
pub mod public;
mod signature;
pub mod token;
mod visitor;

pub use self::{
    caller::{Caller, item, item_or_root},
    visitor::Visitor,
};
