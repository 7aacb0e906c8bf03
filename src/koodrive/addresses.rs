//! Addresses that need no token: a version of a file, a thumbnail of one, a part of an upload.
//!
//! The service hands out addresses of its object storage, which hold for an hour; these do so too.

use std::time::Duration;

use crate::{
    http::{
        LinkBase,
        picture::Size,
        sealed::{self, numbers, push},
    },
    world::{NodeId, Timestamp, UploadId, UserId},
};

/// How long an address is good.
pub const LIFE: Duration = Duration::from_hours(1);

/// The kinds of these addresses among all that are sealed.
const DOWNLOAD: u8 = b'H';
const THUMBNAIL: u8 = b'I';
const PART: u8 = b'J';

/// A version of a file, and by what right it was handed out, which has to hold when it is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VersionAddress {
    pub node: NodeId,
    pub version: u32,
    pub via: Via,
}

/// By what right an address was handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Via {
    /// What a person may do with the file.
    Person(UserId),
    /// A share of this number.
    Share(u64),
}

impl Via {
    fn numbers(self) -> [u64; 2] {
        match self {
            Self::Person(user) => [0, user.number()],
            Self::Share(number) => [1, number],
        }
    }

    fn of([kind, number]: [u64; 2]) -> Option<Self> {
        match kind {
            0 => u32::try_from(number).ok().map(|number| Self::Person(UserId(number))),
            1 => Some(Self::Share(number)),
            _ => None,
        }
    }
}

/// A part of an upload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartAddress {
    pub upload: UploadId,
    pub number: u32,
}

impl VersionAddress {
    /// Returns the address of the bytes.
    pub fn url(self, base: &LinkBase) -> String {
        let [kind, number] = self.via.numbers();
        let numbers = [self.node.number(), self.version.into(), kind, number];
        seal(base, "/koodrive/ose/v1/download/", DOWNLOAD, numbers)
    }

    /// Returns the address of a thumbnail.
    pub fn thumbnail(self, base: &LinkBase, size: Size) -> String {
        let (width, height, crop) = size.parts();
        let [kind, number] = self.via.numbers();
        let (node, version) = (self.node.number(), self.version.into());
        let numbers = [node, version, kind, number, width.into(), height.into(), crop.into()];
        seal(base, "/koodrive/ose/v1/thumbnail/", THUMBNAIL, numbers)
    }

    /// Reads the last segment of an address of bytes; none for what was not sealed here, or has expired.
    pub fn read(segment: &str, now: Timestamp) -> Option<Self> {
        let [node, version, kind, number] = unseal(DOWNLOAD, segment, now)?;
        Self::of(node, version, Via::of([kind, number])?)
    }

    /// Reads the last segment of an address of a thumbnail.
    pub fn read_thumbnail(segment: &str, now: Timestamp) -> Option<(Self, Size)> {
        let [node, version, kind, number, width, height, crop] = unseal(THUMBNAIL, segment, now)?;
        let (width, height) = (width.try_into().ok()?, height.try_into().ok()?);
        let size = if crop == 0 { Size::fit(width, height) } else { Size::fill(width, height) };
        Some((Self::of(node, version, Via::of([kind, number])?)?, size?))
    }

    fn of(node: u64, version: u64, via: Via) -> Option<Self> {
        Some(Self { node: NodeId::from_number(node)?, version: version.try_into().ok()?, via })
    }
}

impl PartAddress {
    /// Returns the address to send the part to.
    pub fn url(self, base: &LinkBase) -> String {
        seal(base, "/koodrive/ose/v1/upload/", PART, [self.upload.number(), self.number.into()])
    }

    /// Reads the last segment of an address; none for what was not sealed here, or has expired.
    pub fn read(segment: &str, now: Timestamp) -> Option<Self> {
        let [upload, number] = unseal(PART, segment, now)?;
        Some(Self { upload: UploadId::from_number(upload), number: number.try_into().ok()? })
    }
}

fn seal<const N: usize>(base: &LinkBase, path: &str, kind: u8, numbers: [u64; N]) -> String {
    let mut bytes = Vec::with_capacity(72);
    push(&mut bytes, numbers);
    push(&mut bytes, [base.now.plus(LIFE).millis().cast_unsigned()]);
    sealed::address(base, path, kind, &bytes)
}

fn unseal<const N: usize>(kind: u8, segment: &str, now: Timestamp) -> Option<[u64; N]> {
    let bytes = sealed::unseal(kind, segment)?;
    let (read, rest) = numbers::<N>(&bytes)?;
    let ([until], []) = numbers(rest)? else { return None };
    (now < Timestamp::from_millis(until.cast_signed())).then_some(read)
}
