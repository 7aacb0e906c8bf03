//! Draws: number k of a rule is a pure function of its seed, its id and k.

use std::{f64::consts::TAU, time::Duration};

use super::form::Lognormal;

/// What is drawn for.
#[derive(Clone, Copy)]
pub enum Lot {
    /// Whether a rule fires.
    Fires,
    /// How long a delay is.
    Delay,
    /// The other half of what a delay with a long tail is made of.
    Tail,
}

/// Returns draw number `k` of a rule, from 0 up to and without 1.
pub fn draw(seed: u64, id: &str, k: u64, lot: Lot) -> f64 {
    // FNV-1a makes a number of the id, SplitMix64 spreads the sum.
    let name = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let k = k.wrapping_mul(4).wrapping_add(lot as u64 + 1);
    let mut z = (spread(seed) ^ name).wrapping_add(k.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = spread(z);
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let drawn = (z >> 11) as f64 / (1_u64 << 53) as f64;
    drawn
}

fn spread(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// How long to wait.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Delay {
    /// So many milliseconds.
    Fixed(u64),
    /// From the first to the second number of milliseconds.
    Uniform([u64; 2]),
    /// With a long tail.
    Lognormal(Lognormal),
}

/// The longest delay, in milliseconds.
pub const LONGEST: u64 = 300_000;

impl Delay {
    /// Returns delay number `k` of a rule.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "delays are at most 300,000 ms and not below 0"
    )]
    pub fn draw(&self, seed: u64, id: &str, k: u64) -> Duration {
        let millis = match self {
            Self::Fixed(millis) => *millis,
            Self::Uniform([from, to]) => {
                from + ((to - from + 1) as f64 * draw(seed, id, k, Lot::Delay)) as u64
            }
            Self::Lognormal(Lognormal { median, sigma, max }) => {
                let (angle, radius) = (draw(seed, id, k, Lot::Delay), 1.0 - draw(seed, id, k, Lot::Tail));
                let normal = (-2.0 * radius.ln()).sqrt() * (TAU * angle).cos();
                let max = max.unwrap_or(LONGEST) as f64;
                (median * (sigma * normal).exp()).min(max) as u64
            }
        };
        Duration::from_millis(millis)
    }
}

#[cfg(test)]
mod tests {
    use super::{Delay, Lognormal, Lot, draw};

    #[test]
    fn draws_are_spread_evenly_and_repeat() {
        let drawn = |seed: u64, id: &str| -> Vec<f64> {
            (0..10_000).map(|k| draw(seed, id, k, Lot::Fires)).collect()
        };
        let first = drawn(1, "f1");
        assert_eq!(first, drawn(1, "f1"));
        for other in [drawn(2, "f1"), drawn(1, "f2"), drawn(1 << 40, "f1")] {
            let same = first.iter().zip(&other).filter(|(a, b)| (*a < &0.5) == (*b < &0.5)).count();
            assert!((4_700..5_300).contains(&same), "{same}");
        }
        let below = first.iter().filter(|drawn| **drawn < 0.1).count();
        assert!((900..1_100).contains(&below), "{below}");
    }

    #[test]
    fn delays_stay_in_their_bounds() {
        let drawn =
            |delay: Delay| -> Vec<u128> { (0..10_000).map(|k| delay.draw(7, "f1", k).as_millis()).collect() };
        let uniform = drawn(Delay::Uniform([100, 102]));
        assert!((100..=102).all(|millis| uniform.contains(&millis)));
        assert!(uniform.iter().all(|millis| (100..=102).contains(millis)));
        let long = drawn(Delay::Lognormal(Lognormal { median: 90.0, sigma: 0.4, max: Some(300) }));
        let below = long.iter().filter(|millis| **millis < 90).count();
        assert!((4_700..5_300).contains(&below), "{below}");
        assert_eq!(long.iter().max(), Some(&300));
        assert_eq!(drawn(Delay::Fixed(5))[9], 5);
    }
}
