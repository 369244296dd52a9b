/// Implemented for the integer types that number pages or count items: `u8` to `u128`, `i8` to `i128`, `usize` and `isize`.
///
/// The type is inferred from the closure that sets the number, see [`Operation::page_number`](crate::Operation::page_number)
/// and [`Operation::offset`](crate::Operation::offset). It is also the type of the tokens in a
/// [`Checkpoint`](crate::Checkpoint). The trait is sealed.
pub trait Number: Copy + PartialEq + Sealed {
    #[doc(hidden)]
    const ZERO: Self;

    /// Returns the number that follows `count` numbers later, `None` if the type has no such number.
    #[doc(hidden)]
    fn plus(self, count: usize) -> Option<Self>;

    /// Returns the half of a number that is larger than 1, rounded up.
    #[doc(hidden)]
    fn half(self) -> Option<Self>;

    /// Returns how many numbers there are from `first` up to this number, both included.
    #[doc(hidden)]
    fn count_from(self, first: Self) -> u64;

    /// Returns the number, or the nearest number that an `i128` can hold.
    #[doc(hidden)]
    fn to_i128(self) -> i128;
}

pub trait Sealed {}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Sealed for $number {}

        impl Number for $number {
            const ZERO: Self = 0;

            fn plus(self, count: usize) -> Option<Self> {
                self.checked_add(count.try_into().ok()?)
            }

            fn half(self) -> Option<Self> {
                (self > 1).then(|| self - self / 2)
            }

            fn count_from(self, first: Self) -> u64 {
                if self < first {
                    return 0;
                }
                let distance = u64::try_from(self.abs_diff(first)).unwrap_or(u64::MAX);
                distance.saturating_add(1)
            }

            fn to_i128(self) -> i128 {
                self.try_into().unwrap_or(i128::MAX)
            }
        }
    )*};
}

numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;
    use core::iter::successors;

    use super::Number;

    #[test]
    fn plus_is_none_if_the_type_has_no_such_number() {
        assert_eq!(254_u8.plus(1), Some(255));
        assert_eq!(255_u8.plus(1), None);
        assert_eq!(0_u8.plus(256), None);
        assert_eq!(i8::MAX.plus(1), None);
        assert_eq!((-1_i8).plus(1), Some(0));
        assert_eq!(u128::MAX.plus(1), None);
    }

    #[test]
    fn half_is_rounded_up_and_ends_at_one() {
        let halves: Vec<u8> = successors(Some(100), |size: &u8| size.half()).collect();
        assert_eq!(halves, [100, 50, 25, 13, 7, 4, 2, 1]);
        for size in [0, 1, -1, i32::MIN] {
            assert_eq!(size.half(), None);
        }
        assert_eq!(u128::MAX.half(), Some(1 << 127));
    }

    #[test]
    fn count_from_saturates() {
        assert_eq!(1_u8.count_from(1), 1);
        assert_eq!(0_u8.count_from(1), 0);
        assert_eq!(127_i8.count_from(-128), 256);
        assert_eq!(u64::MAX.count_from(0), u64::MAX);
        assert_eq!(u128::MAX.count_from(0), u64::MAX);
        assert_eq!(u128::MAX.count_from(u128::MAX - 1), 2);
    }

    #[test]
    fn to_i128_saturates() {
        assert_eq!((-3_i8).to_i128(), -3);
        assert_eq!(u64::MAX.to_i128(), i128::from(u64::MAX));
        assert_eq!(u128::MAX.to_i128(), i128::MAX);
    }
}
