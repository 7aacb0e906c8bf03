//! What one client may cost the others: long work, slow and silent connections, the end of the server.

mod connections;
mod long_work;
mod stopping;
