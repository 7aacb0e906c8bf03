//! What rules take, when they fire, and what they refuse.

mod counts;
mod known;
mod refusals;
mod shorts;
