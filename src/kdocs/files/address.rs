//! Download addresses: each opens a version of a file for half an hour, without credentials (reference 15, row 38).

use std::time::Duration;

use crate::{
    http::{
        LinkBase,
        sealed::{self, numbers, push},
    },
    world::{NodeId, Timestamp},
};

/// How long an address is good.
const LIFE: Duration = Duration::from_mins(30);

/// The kind of these addresses among all that are sealed.
const KIND: u8 = b'K';

/// What an address opens, and until when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DownloadAddress {
    /// The file.
    pub node: NodeId,
    /// The number of the version.
    pub version: u32,
    /// When the address expires.
    pub until: Timestamp,
}

impl DownloadAddress {
    /// Returns the address of a version that is handed out now.
    pub fn url(base: &LinkBase, node: NodeId, version: u32) -> String {
        let mut bytes = Vec::with_capacity(64);
        let until = base.now.plus(LIFE).millis().cast_unsigned();
        push(&mut bytes, [node.number(), version.into(), until]);
        sealed::address(base, "/api/v1/download/", KIND, &bytes)
    }

    /// Reads the last segment of an address; returns none for what was not sealed here.
    pub fn read(segment: &str) -> Option<Self> {
        let bytes = sealed::unseal(KIND, segment)?;
        let ([node, version, until], []) = numbers(&bytes)? else { return None };
        let until = Timestamp::from_millis(until.cast_signed());
        Some(Self { node: NodeId::from_number(node)?, version: version.try_into().ok()?, until })
    }
}
