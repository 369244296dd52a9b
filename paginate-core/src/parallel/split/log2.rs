//! Logarithms without a library of mathematical functions, which `no_std` lacks.
//!
//! Between two powers of 2, both functions are linear. Estimates need no better precision, and each function is the inverse of
//! the other one.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "exponents are small"
)]

/// The number of bits after the exponent.
const MANTISSA: u32 = 52;
const BIAS: i64 = 1023;

/// Returns about the logarithm of a number to the base 2, or negative infinity if the number is not positive.
pub(crate) fn log2(number: f64) -> f64 {
    if number < f64::MIN_POSITIVE {
        return f64::NEG_INFINITY;
    }
    let bits = number.to_bits();
    let exponent = (bits >> MANTISSA) as i64 - BIAS;
    exponent as f64 + (with_exponent(number, 0) - 1.0)
}

/// Returns about 2 to the power of an exponent.
pub(crate) fn exp2(exponent: f64) -> f64 {
    let truncated = exponent as i64;
    let whole = truncated.saturating_sub(i64::from(truncated as f64 > exponent));
    if whole <= -BIAS {
        0.0
    } else if whole > BIAS {
        f64::INFINITY
    } else {
        with_exponent(1.0 + (exponent - whole as f64), whole)
    }
}

/// Replaces the exponent of a positive number.
fn with_exponent(number: f64, exponent: i64) -> f64 {
    let mantissa = number.to_bits() & ((1 << MANTISSA) - 1);
    f64::from_bits((((exponent + BIAS) as u64) << MANTISSA) | mantissa)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "the numbers are exact")]

    use super::{exp2, log2};

    #[test]
    fn powers_of_two_are_exact() {
        for exponent in [-1022, -64, -1, 0, 1, 64, 1023] {
            let number = 2f64.powi(exponent);
            assert_eq!(log2(number), f64::from(exponent));
            assert_eq!(exp2(f64::from(exponent)), number);
        }
    }

    #[test]
    fn functions_are_inverse_and_increase() {
        let mut last = f64::NEG_INFINITY;
        for step in 1..10_000 {
            let number = f64::from(step) * 0.003;
            let exponent = log2(number);
            assert!(exponent > last);
            assert!((exponent - number.log2()).abs() < 0.1);
            assert!((exp2(exponent) / number - 1.0).abs() < 1e-12);
            last = exponent;
        }
    }

    #[test]
    fn extremes_saturate() {
        for number in [0.0, -1.0, f64::NEG_INFINITY] {
            assert_eq!(log2(number), f64::NEG_INFINITY);
        }
        assert_eq!(exp2(f64::NEG_INFINITY), 0.0);
        assert_eq!(exp2(-5_000.0), 0.0);
        assert_eq!(exp2(5_000.0), f64::INFINITY);
    }
}
