use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::SplitKey;
use super::digits::Digits;

/// Implements [`SplitKey`] for a sequence of symbols, in ascending and in descending order.
macro_rules! sequence {
    ([$($generics:tt)*] $key:ty, $symbol:ty, $symbols:ident, $make:expr) => {
        impl<$($generics)*> SplitKey for $key {
            type Model = Digits<Option<$symbol>>;

            fn learn(model: &mut Self::Model, key: &Self, next: &Self) {
                model.learn($symbols(key).map(Some), $symbols(next).map(Some));
            }

            fn distance(model: &Self::Model, low: &Self, high: Option<&Self>) -> f64 {
                let high = high.map(|high| $symbols(high).map(Some));
                model.distance($symbols(low).map(Some), high)
            }

            fn after(model: &Self::Model, low: &Self, distance: f64) -> Option<Self> {
                let key = model.after($symbols(low).map(Some), distance)?;
                Some($make(key.into_iter().flatten()))
            }
        }

        impl<$($generics)*> SplitKey for Reverse<$key> {
            type Model = Digits<Reverse<Option<$symbol>>>;

            fn learn(model: &mut Self::Model, Reverse(key): &Self, Reverse(next): &Self) {
                model.learn(reversed($symbols(key)), reversed($symbols(next)));
            }

            fn distance(model: &Self::Model, Reverse(low): &Self, high: Option<&Self>) -> f64 {
                let high = high.map(|Reverse(high)| reversed($symbols(high)));
                model.distance(reversed($symbols(low)), high)
            }

            fn after(model: &Self::Model, Reverse(low): &Self, distance: f64) -> Option<Self> {
                let key = model.after(reversed($symbols(low)), distance)?;
                Some(Reverse($make(key.into_iter().filter_map(|Reverse(symbol)| symbol))))
            }
        }
    };
}

// The symbols of a string are characters, so that each key is valid.
sequence!([] String, char, chars, Iterator::collect::<String>);
sequence!([] Box<str>, char, chars, Iterator::collect::<Box<str>>);
sequence!([] Arc<str>, char, chars, |symbols| Arc::from(Iterator::collect::<String>(symbols)));
sequence!([] Vec<u8>, u8, bytes, Iterator::collect);
sequence!([] Box<[u8]>, u8, bytes, Iterator::collect);
sequence!([] Arc<[u8]>, u8, bytes, Iterator::collect);
sequence!([const N: usize] [u8; N], u8, bytes, array);

fn chars(key: &str) -> impl Iterator<Item = char> + Clone {
    key.chars()
}

fn bytes(key: &[u8]) -> impl Iterator<Item = u8> + Clone {
    key.iter().copied()
}

fn reversed<T>(
    symbols: impl Iterator<Item = T> + Clone,
) -> impl Iterator<Item = Reverse<Option<T>>> + Clone {
    symbols.map(|symbol| Reverse(Some(symbol)))
}

/// Returns the array that begins with these bytes, and continues with zeros.
fn array<const N: usize>(bytes: impl Iterator<Item = u8>) -> [u8; N] {
    let mut array = [0; N];
    for (to, byte) in array.iter_mut().zip(bytes) {
        *to = byte;
    }
    array
}
