#![expect(
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the same code for all integers; distances are estimates"
)]

use core::cmp::Reverse;

use super::SplitKey;
use crate::parallel::split::log2::{exp2, log2};

/// Implements [`SplitKey`] for an integer, whose distances are logarithms of differences.
macro_rules! integer {
    ($integer:ident, $unsigned:ident, $add:ident, $sub:ident) => {
        impl SplitKey for $integer {
            type Model = ();

            fn learn((): &mut (), _: &Self, _: &Self) {}

            fn distance((): &(), low: &Self, high: Option<&Self>) -> f64 {
                let high = high.unwrap_or(&$integer::MAX);
                if high <= low {
                    return f64::NEG_INFINITY;
                }
                log2(high.abs_diff(*low) as f64)
            }

            fn after((): &(), low: &Self, distance: f64) -> Option<Self> {
                let key = low.$add(exp2(distance) as $unsigned);
                key.filter(|key| *key < $integer::MAX)
            }
        }

        impl SplitKey for Reverse<$integer> {
            type Model = ();

            fn learn((): &mut (), _: &Self, _: &Self) {}

            fn distance((): &(), low: &Self, high: Option<&Self>) -> f64 {
                let high = high.map_or(&$integer::MIN, |high| &high.0);
                if *high >= low.0 {
                    return f64::NEG_INFINITY;
                }
                log2(high.abs_diff(low.0) as f64)
            }

            fn after((): &(), low: &Self, distance: f64) -> Option<Self> {
                let key = low.0.$sub(exp2(distance) as $unsigned);
                key.filter(|key| *key > $integer::MIN).map(Reverse)
            }
        }
    };
}

macro_rules! integers {
    ($($signed:ident $unsigned:ident),*) => {$(
        integer!($signed, $unsigned, checked_add_unsigned, checked_sub_unsigned);
        integer!($unsigned, $unsigned, checked_add, checked_sub);
    )*};
}

integers!(i8 u8, i16 u16, i32 u32, i64 u64, i128 u128, isize usize);
