//! Permissions templates, and what people may do by them.
