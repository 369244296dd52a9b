//! Page sizes and fresh tokens: the steps with closures that read the declared error, and the sizes to begin with.

use core::marker::PhantomData;

use crate::Operation;
use crate::operation::Sender;
use crate::operation::number::Number;
use crate::operation::recover::{FreshToken, HasToken, PageSize, Resize};

/// Sets the page size, with the type of the declared error.
pub fn page_size<R, S, P, E, A, Steps, N, I, C, D>(
    operation: Operation<R, Sender<S, P, E>, A, Steps>,
    _: PhantomData<D>,
    size: N,
    set: I,
    too_large: C,
) -> Operation<R, Sender<S, P, E>, PageSize<A, N, I, C, D>, Steps>
where
    A: Resize,
    N: Number,
    I: FnMut(R, N) -> R,
    C: FnMut(&D) -> bool,
{
    operation.page_size(size, set, too_large)
}

/// Like [`page_size`], for a request that does not have the size yet.
pub fn first_page_size<R, S, P, E, A, Steps, N, I, C, D>(
    operation: Operation<R, Sender<S, P, E>, A, Steps>,
    _: PhantomData<D>,
    size: N,
    mut set: I,
    too_large: C,
) -> Operation<R, Sender<S, P, E>, PageSize<A, N, I, C, D>, Steps>
where
    A: Resize,
    N: Number,
    I: FnMut(R, N) -> R,
    C: FnMut(&D) -> bool,
{
    let operation = operation.with_request(|request| set(request, size));
    operation.page_size(size, set, too_large)
}

/// Sets the closure that reads a fresh token, with the type of the declared error.
pub fn fresh_token<R, S, P, E, A, Steps, C, D>(
    operation: Operation<R, Sender<S, P, E>, A, Steps>,
    _: PhantomData<D>,
    fresh_token: C,
) -> Operation<R, Sender<S, P, E>, FreshToken<A, C, D>, Steps>
where
    A: HasToken,
    C: FnMut(&D) -> Option<A::Token>,
{
    operation.fresh_token(fresh_token)
}

/// The type of a parameter `#[page_size]`.
#[diagnostic::on_unimplemented(
    message = "expected an integer type, found `{Self}`",
    label = "`{Self}` cannot be a page size",
    note = "take an integer, like `#[page_size] size: u32`"
)]
pub trait SizeParameter: Sized {
    type Number;

    fn size(ty: PhantomData<Self>, size: Self) -> Self::Number;

    /// Returns the value of the parameter for another size.
    fn resized(size: Self::Number) -> Self;
}

/// The page size that the getter of a request returns.
#[diagnostic::on_unimplemented(
    message = "expected an integer or an `Option` of one, found `{Self}`",
    label = "the getter of the request returns `{Self}`, which is not a page size",
    note = "say how large the first page is, like `first_page_size = 100`"
)]
pub trait SizeMember {
    type Number;

    /// Returns the size. An absent size is 0, which cannot be halved.
    fn read(self) -> Self::Number;
}

macro_rules! sizes {
    ($($number:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl SizeParameter for $number {
            type Number = $number;

            fn size(_: PhantomData<$number>, size: $number) -> $number {
                size
            }

            fn resized(size: $number) -> $number {
                size
            }
        }

        #[diagnostic::do_not_recommend]
        impl SizeMember for $number {
            type Number = $number;

            fn read(self) -> $number {
                self
            }
        }
    )*};
}

sizes!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

#[diagnostic::do_not_recommend]
impl<N: SizeMember<Number = N> + Number> SizeMember for Option<N> {
    type Number = N;

    fn read(self) -> N {
        self.unwrap_or(N::ZERO)
    }
}

#[diagnostic::do_not_recommend]
impl<M: SizeMember + Copy> SizeMember for &M {
    type Number = M::Number;

    fn read(self) -> M::Number {
        (*self).read()
    }
}
