//! Auto traits of listings.

use std::convert::Infallible;
use std::marker::PhantomPinned;

use paginate_core::{Paginator, operation};

/// A listing that is not `Unpin`.
pub fn pinned() -> impl Paginator<Item = u8, Error = Infallible> {
    let anchor = PhantomPinned;
    operation(())
        .send(move |()| async move {
            drop(Box::new(anchor));
            Ok::<_, Infallible>([0])
        })
        .output_token(|_| None::<u8>)
        .input_token(|(), _| ())
        .items(|page| page)
}

/// Returns whether the type of a value has an auto trait. Method lookup prefers the inherent method, which exists only if
/// the type has the trait.
#[macro_export]
macro_rules! has_auto_trait {
    ($auto:ident, $value:expr) => {{
        struct Probe<T>(T);
        #[allow(dead_code, reason = "called only if the type lacks the auto trait")]
        trait Fallback {
            fn holds(&self) -> bool;
        }
        impl<T> Fallback for Probe<T> {
            fn holds(&self) -> bool {
                false
            }
        }
        impl<T: $auto> Probe<T> {
            #[allow(dead_code, reason = "called only if the type has the auto trait")]
            fn holds(&self) -> bool {
                true
            }
        }
        Probe($value).holds()
    }};
}
