//! Drives: making them, describing them, listing them.

mod create;
mod lists;
