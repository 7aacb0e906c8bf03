//! One certificate for every name by which a client may ask.

use std::{fmt, sync::Arc};

use rustls::{
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

/// The certificate that every client gets.
pub struct OneCertificate {
    key: Arc<CertifiedKey>,
    names: Arc<[Box<str>]>,
}

impl OneCertificate {
    /// Creates the choice of one certificate that has these names.
    pub fn new(key: CertifiedKey, names: Arc<[Box<str>]>) -> Self {
        Self { key: Arc::new(key), names }
    }
}

impl fmt::Debug for OneCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneCertificate").field("names", &self.names).finish_non_exhaustive()
    }
}

impl ResolvesServerCert for OneCertificate {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if let Some(asked) = hello.server_name()
            && !self.names.iter().any(|name| covers(name, asked))
        {
            // The client says better than an alert which names the certificate has.
            tracing::info!(
                asked,
                "a client asks for a name that the certificate does not have: --tls-name adds it"
            );
        }
        Some(Arc::clone(&self.key))
    }
}

/// Returns whether a name of a certificate is that of a host; an asterisk stands for one label.
fn covers(name: &str, host: &str) -> bool {
    match name.strip_prefix("*.") {
        Some(parent) => host.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent)),
        None => name.eq_ignore_ascii_case(host),
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn an_asterisk_stands_for_one_label() {
        for (name, host) in [("a.test", "A.test"), ("*.a.test", "b.a.test"), ("localhost", "localhost")] {
            assert!(covers(name, host), "{name} {host}");
        }
        for (name, host) in [("a.test", "b.a.test"), ("*.a.test", "a.test"), ("*.a.test", "c.b.a.test")] {
            assert!(!covers(name, host), "{name} {host}");
        }
    }
}
