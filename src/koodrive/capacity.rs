//! How large spaces are: in GB where they are given and told, and in KB where it is told what is used of them.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/UpdateSpace.html>; the unit of what is used is
//! that of <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/GetSpaceUsageByOverview.html>.

use super::error::Error;

/// The bytes of the unit of a capacity.
const UNIT: u64 = 1 << 30;
/// The bytes of the unit of what is used.
const USED_UNIT: u64 = 1 << 10;
/// The bytes of all spaces of the tenant, which nobody enforces: 1 PiB.
pub const OF_TENANT: u64 = 1 << 50;
/// The bytes of the space of a new department or group, if nobody says how large: 100 GiB.
pub const USUAL: u64 = 100 << 30;

/// The largest capacity: 100 PB.
const LARGEST: u64 = 104_857_600;

/// Returns the bytes of a capacity that a request names.
pub fn bytes(capacity: u64) -> Result<u64, Error> {
    if (1..=LARGEST).contains(&capacity) { Ok(capacity * UNIT) } else { Err(Error::Parameters) }
}

/// Returns how a capacity of so many bytes is told; one that is no whole number of the unit counts as the next.
pub fn told(bytes: u64) -> u64 {
    bytes.div_ceil(UNIT)
}

/// Returns how it is told that so many bytes are used.
pub fn used_told(bytes: u64) -> u64 {
    bytes.div_ceil(USED_UNIT)
}

#[cfg(test)]
mod tests {
    use super::{bytes, told, used_told};

    #[test]
    fn a_capacity_is_told_as_it_was_given() {
        for capacity in [1, 7, 104_857_600] {
            assert_eq!(bytes(capacity).ok().map(told), Some(capacity));
        }
        assert!(bytes(0).is_err() && bytes(104_857_601).is_err() && bytes(u64::MAX).is_err());
        assert_eq!((told(0), told(1), used_told(0), used_told(1025)), (0, 1, 0, 2));
    }
}
