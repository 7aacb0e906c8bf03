//! Microsoft Graph.

mod copy;
