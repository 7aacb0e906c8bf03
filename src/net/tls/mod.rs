//! TLS: an authority of the server's own, certificates, and how connections are secured.

mod authority;
mod certificate;
mod clock;
mod error;
mod files;
mod key;
mod pem;
mod provider;
mod service;
mod settings;
mod trust;

pub use self::{
    clock::since_epoch,
    error::TlsError,
    service::{Facts, Tls, certificate_pem, fingerprint},
    settings::TlsSettings,
    trust::Trust,
};
