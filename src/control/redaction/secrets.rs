//! What is a credential, and which ones a sandbox knows.

use std::borrow::Cow;

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};

use crate::world::{Api, World};

/// The members, parameters and fields that hold credentials; case, dashes and underscores make no difference.
const NAMES: [&str; 14] = [
    "accesstoken",
    "refreshtoken",
    "edittoken",
    "clientsecret",
    "appsecret",
    "appkey",
    "secretkey",
    "password",
    "passwd",
    "clientassertion",
    "assertion",
    "devicecode",
    "authorization",
    "code",
];

/// Who sent a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The client.
    Request,
    /// The server, whose JSON names errors in `code`.
    Response,
}

/// The credentials of a sandbox.
#[derive(Clone, Copy)]
pub struct Secrets<'w>(pub &'w World);

impl Secrets<'_> {
    /// Returns whether a sandbox knows a credential.
    fn knows(self, value: &str) -> bool {
        let world = self.0;
        value.is_empty()
            || Api::ALL.iter().any(|api| world.token(*api, value).is_some())
            || world.grant(value).is_some()
            || world.apps().any(|app| *app.secret == *value)
    }

    /// Returns a credential as it is shown.
    pub fn shown(self, value: &str) -> Cow<'_, str> {
        if self.knows(value) { value.to_owned().into() } else { hidden(value.as_bytes()).into() }
    }

    /// Returns a credential as it is shown, if it has to be hidden.
    pub fn hidden(self, value: &str) -> Option<String> {
        (!self.knows(value)).then(|| hidden(value.as_bytes()))
    }
}

/// Returns whether what has this name is a credential.
pub fn is_credential(name: &str) -> bool {
    let plain =
        || name.bytes().filter(|byte| !matches!(byte, b'-' | b'_')).map(|byte| byte.to_ascii_lowercase());
    NAMES.iter().any(|known| plain().eq(known.bytes()))
}

/// Returns what stands in the place of a credential.
pub fn hidden(value: &[u8]) -> String {
    format!("redacted:{}", HEXLOWER.encode(&digest(&SHA256, value).as_ref()[..4]))
}
