//! The authority whose certificate clients trust, and the server's certificate, which it signs.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};

use data_encoding::HEXLOWER;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyIdMethod, KeyUsagePurpose, NameConstraints, SanType, SerialNumber,
    date_time_ymd,
};
use ring::rand::{SecureRandom, SystemRandom};
use rustls::pki_types::CertificateDer;

use super::{
    clock::{Validity, since_epoch},
    error::TlsError,
    key::Key,
};

/// How long an authority is valid.
const LIFE: Duration = Duration::from_hours(24 * 3650);

/// How long a server's certificate is valid: what browsers and Apple's systems still take.
const SERVER_LIFE: Duration = Duration::from_hours(24 * 199);

/// What every server is called. Names below `localhost` are missing: no wildcard may stand for them.
pub const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// An authority that can sign.
pub struct Authority {
    key: Key,
    certificate: CertificateDer<'static>,
}

/// A certificate of a server with its key.
pub struct ServerCertificate {
    /// The certificate.
    pub certificate: CertificateDer<'static>,
    /// Its key.
    pub key: Key,
    /// When it is valid.
    pub validity: Validity,
}

impl Authority {
    /// Makes an authority for these names of hosts and addresses, and those below them.
    pub fn new(names: &[&str]) -> Result<Self, TlsError> {
        let key = Key::generate()?;
        let mut params = params(&key, Validity::of(LIFE))?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.distinguished_name = distinguished_name(&key);
        // Who trusts this certificate trusts it for nothing else.
        let loopback = CidrSubnet::V4([127, 0, 0, 0], [255, 0, 0, 0]);
        let mut permitted_subtrees = vec![GeneralSubtree::IpAddress(loopback)];
        for name in names {
            let subtree = subtree(name);
            if !permitted_subtrees.contains(&subtree) {
                permitted_subtrees.push(subtree);
            }
        }
        params.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
        let certificate = params.self_signed(&key)?.der().clone();
        Ok(Self { key, certificate })
    }

    /// Returns the authority that was kept as these two; nobody has looked yet whether they belong together.
    pub fn of(key: Key, certificate: CertificateDer<'static>) -> Self {
        Self { key, certificate }
    }

    /// Returns the certificate that clients trust.
    pub fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// Returns the key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Signs a certificate of a server that has these names.
    pub fn sign(&self, names: &[&str]) -> Result<ServerCertificate, TlsError> {
        let key = Key::generate()?;
        let validity = Validity::of(SERVER_LIFE);
        let mut params = params(&key, validity)?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.distinguished_name.push(DnType::CommonName, "mockdrive server");
        params.subject_alt_names =
            names.iter().map(|name| alternative_name(name)).collect::<Result<_, _>>()?;
        let mut issuer = CertificateParams::default();
        issuer.distinguished_name = distinguished_name(&self.key);
        issuer.key_identifier_method = KeyIdMethod::PreSpecified(self.key.id());
        let issuer = Issuer::from_params(&issuer, &self.key);
        let certificate = params.signed_by(&key, &issuer)?.der().clone();
        Ok(ServerCertificate { certificate, key, validity })
    }
}

/// Returns what all certificates have: key, serial number and validity.
fn params(key: &Key, validity: Validity) -> Result<CertificateParams, TlsError> {
    let mut serial = [0; 16];
    SystemRandom::new().fill(&mut serial).map_err(|_| TlsError::NoRandomness)?;
    // A positive number of always the same length.
    serial[0] = serial[0] & 0x7f | 0x40;
    let mut params = CertificateParams::default();
    let begin = date_time_ymd(1970, 1, 1);
    params.not_before = begin + since_epoch(validity.from);
    params.not_after = begin + since_epoch(validity.until);
    params.serial_number = Some(SerialNumber::from(serial.to_vec()));
    params.key_identifier_method = KeyIdMethod::PreSpecified(key.id());
    params.distinguished_name = DistinguishedName::new();
    Ok(params)
}

/// Returns the name of an authority. Two of them in one trust store are told apart by it, as by their keys.
fn distinguished_name(key: &Key) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, format!("mockdrive {}", HEXLOWER.encode(&key.id()[..4])));
    name.push(DnType::OrganizationName, "mockdrive: for tests only");
    name
}

fn alternative_name(name: &str) -> Result<SanType, TlsError> {
    Ok(match name.parse() {
        Ok(address) => SanType::IpAddress(address),
        Err(_) => SanType::DnsName(name.try_into()?),
    })
}

fn subtree(name: &str) -> GeneralSubtree {
    match name.parse() {
        Ok(IpAddr::V4(address)) => {
            GeneralSubtree::IpAddress(CidrSubnet::V4(address.octets(), Ipv4Addr::BROADCAST.octets()))
        }
        Ok(IpAddr::V6(address)) => {
            GeneralSubtree::IpAddress(CidrSubnet::V6(address.octets(), Ipv6Addr::from(u128::MAX).octets()))
        }
        Err(_) => GeneralSubtree::DnsName(name.strip_prefix("*.").unwrap_or(name).to_owned()),
    }
}
