//! TLS on the port of plain HTTP: certificates, handshakes, and clients that do not know how.

mod certificates;
mod files;
mod handshakes;
mod receivers;
mod refusals;
