//! Page numbers and offsets: totals, the number of items on a page, and the parameters that take a number.

use core::iter;
use core::marker::PhantomData;
use core::ops::Deref;

use crate::Operation;
use crate::operation::Sender;
use crate::operation::advance::{Counted, PageNumbers};
use crate::operation::number::Number;
use crate::operation::optional_steps::{TotalItems, TotalPages, With};

/// A total at the end of a path.
#[diagnostic::on_unimplemented(
    message = "expected an integer, found `{Self}`",
    label = "`{Self}` is not a total",
    note = "name an integer or an `Option` of one, like `total_items = \"total\"`, or use a closure: `total_items = |page| …`"
)]
pub trait Total {
    /// Returns the total, or `None` if it is absent or negative.
    fn read(member: Option<&Self>) -> Option<u64>;
}

macro_rules! totals {
    ($($number:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Total for $number {
            fn read(member: Option<&$number>) -> Option<u64> {
                u64::try_from(*member?).ok()
            }
        }
    )*};
}

totals!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

/// The total that a closure returns: an integer, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "expected an integer or an `Option` of one, found `{Self}`",
    label = "`{Self}` is not a total",
    note = "return an integer or an `Option` of one, like `total_items = |page| page.total`"
)]
pub trait IntoTotal {
    fn into_total(self) -> Option<u64>;
}

#[diagnostic::do_not_recommend]
impl<N: Total> IntoTotal for N {
    fn into_total(self) -> Option<u64> {
        N::read(Some(&self))
    }
}

#[diagnostic::do_not_recommend]
impl<N: Total> IntoTotal for Option<N> {
    fn into_total(self) -> Option<u64> {
        N::read(self.as_ref())
    }
}

/// Sets the closure that reads the number of pages.
pub fn total_pages<R, S, P, E, N, I, Steps, C, T>(
    operation: Operation<R, Sender<S, P, E>, PageNumbers<N, I>, Steps>,
    mut total_pages: C,
) -> Operation<
    R,
    Sender<S, P, E>,
    PageNumbers<N, I>,
    With<TotalPages<impl FnMut(&P) -> Option<u64>>, Steps>,
>
where
    C: FnMut(&P) -> T,
    T: IntoTotal,
{
    operation.total_pages(move |page: &P| total_pages(page).into_total())
}

/// Sets the closure that reads the number of all items.
pub fn total_items<R, S, P, E, A, Steps, C, T>(
    operation: Operation<R, Sender<S, P, E>, A, Steps>,
    mut total_items: C,
) -> Operation<R, Sender<S, P, E>, A, With<TotalItems<impl FnMut(&P) -> Option<u64>>, Steps>>
where
    A: Counted,
    C: FnMut(&P) -> T,
    T: IntoTotal,
{
    operation.total_items(move |page: &P| total_items(page).into_total())
}

/// The type of a parameter `#[page_number]` or `#[offset]`.
#[diagnostic::on_unimplemented(
    message = "expected an integer type or an `Option` of one, found `{Self}`",
    label = "`{Self}` cannot be a page number or an offset",
    note = "take an integer, like `page: u32`, or an `Option` of one, which is `None` for the first page"
)]
pub trait NumberParameter: Sized {
    type Number;
    type Parameter;

    /// Returns the value of the parameter for the first page, whose number is `first`.
    fn first_page(ty: PhantomData<Self>, first: Self::Number) -> Self::Parameter;

    /// Returns the value of the parameter for a page that follows another.
    fn next_page(number: Self::Number) -> Self;
}

macro_rules! number_parameters {
    ($($number:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl NumberParameter for $number {
            type Number = $number;
            type Parameter = $number;

            fn first_page(_: PhantomData<$number>, first: $number) -> $number {
                first
            }

            fn next_page(number: $number) -> $number {
                number
            }
        }
    )*};
}

number_parameters!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

#[diagnostic::do_not_recommend]
impl<N: Number> NumberParameter for Option<N> {
    type Number = N;
    type Parameter = Option<N>;

    fn first_page(_: PhantomData<Option<N>>, _: N) -> Option<N> {
        None
    }

    fn next_page(number: N) -> Option<N> {
        Some(number)
    }
}

/// A collection whose elements are counted: `(&&&Elements(list)).__paginate_elements()` iterates over references to them.
///
/// The compiler tries [`ElementsOfList`] first, then [`ElementsOfDeref`]. [`ElementsOfOther`] applies to types that are not
/// collections.
#[derive(Debug)]
pub struct Elements<'a, L: ?Sized>(pub &'a L);

/// A collection that is iterated by reference, such as a `Vec<T>` or a slice.
pub trait ElementsOfList<'a> {
    type Iter: Iterator;

    fn __paginate_elements(&self) -> Self::Iter;
}

impl<'a, L: ?Sized> ElementsOfList<'a> for &&Elements<'a, L>
where
    &'a L: IntoIterator,
{
    type Iter = <&'a L as IntoIterator>::IntoIter;

    fn __paginate_elements(&self) -> Self::Iter {
        self.0.into_iter()
    }
}

/// A type that dereferences to a collection, such as an `Arc<[T]>`.
pub trait ElementsOfDeref<'a> {
    type Iter: Iterator;

    fn __paginate_elements(&self) -> Self::Iter;
}

impl<'a, L: Deref + ?Sized> ElementsOfDeref<'a> for &Elements<'a, L>
where
    &'a L::Target: IntoIterator,
{
    type Iter = <&'a L::Target as IntoIterator>::IntoIter;

    fn __paginate_elements(&self) -> Self::Iter {
        self.0.deref().into_iter()
    }
}

/// A type that is not a collection, which is reported as an error by [`HasElements`].
pub trait ElementsOfOther<'a, L: ?Sized> {
    fn __paginate_elements(&self) -> iter::Empty<&'a L::Element>
    where
        L: HasElements;
}

impl<'a, L: ?Sized> ElementsOfOther<'a, L> for Elements<'a, L> {
    fn __paginate_elements(&self) -> iter::Empty<&'a L::Element>
    where
        L: HasElements,
    {
        iter::empty()
    }
}

/// A collection whose elements can be counted. No type implements this trait: the accessors find collections by their
/// methods, and require this trait only of types that are not collections.
#[diagnostic::on_unimplemented(
    message = "expected a collection whose items can be counted, found `{Self}`",
    label = "`&{Self}` does not implement `IntoIterator`",
    note = "name a list, like `items = \"data\"`"
)]
pub trait HasElements {
    type Element: 'static;
}
