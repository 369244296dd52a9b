//! What only the expansion of `#[paginate]` calls. Not public API: it changes without notice.
//!
//! The expansion stands in the user's scope, where a blanket trait may give every type a method `read` or `last`. So
//! methods that are called with a dot on a type other than `Option` begin with `__paginate_`.

use core::iter;
use core::marker::PhantomData;
use core::ops::Deref;
use core::task::{Context, Poll};

pub use crate::RepeatedTokenPolicy;
use crate::paginator::Sealed;
pub use crate::requires::{
    Answer, AsError, AsFlag, AsToken, FailsAs, HasLastElement, List, ListedAs, Request,
};
use crate::{Checkpoint, Error, Paginator};

/// What the expansion imports: methods, and no names that could be taken for the user's.
pub mod methods {
    pub use super::{
        Collection as _, Derefs as _, Listable as _, NoList as _, NotCollectible as _, Opaque as _,
        Plain as _, Text as _,
    };
}

/// Runs the body of the annotated function, so that its `return` and its `?` stay its own.
pub fn build<R>(body: impl FnOnce() -> R) -> R {
    body()
}

/// A member of a response, plain or `Option`: `Member(value).__paginate_read()` is an `Option` either way.
///
/// The types of the members are the compiler's to know, not the macro's. An inherent method wins
/// over a trait's, so the two inherent ones below are taken for an `Option`, and [`Plain`] for the rest.
#[derive(Debug)]
pub struct Member<T>(pub T);

impl<T> Member<Option<T>> {
    pub fn __paginate_read(self) -> Option<T> {
        self.0
    }
}

impl<'a, T> Member<&'a Option<T>> {
    pub fn __paginate_read(self) -> Option<&'a T> {
        self.0.as_ref()
    }
}

pub trait Plain {
    type Value;

    fn __paginate_read(self) -> Option<Self::Value>;
}

impl<T> Plain for Member<T> {
    type Value = T;

    fn __paginate_read(self) -> Option<T> {
        Some(self.0)
    }
}

/// A token that a response may carry: `(&&&Token(option)).__paginate_read()` is `None` as well if it is an empty text or
/// an empty collection.
///
/// Which it is, the compiler finds out: it tries the method's receiver as it is, then with one
/// reference less, so [`Text`] comes before [`Collection`] and that before [`Opaque`].
#[derive(Debug)]
pub struct Token<'a, T>(pub Option<&'a T>);

pub trait Text<'a> {
    type Value;

    fn __paginate_read(&self) -> Option<&'a Self::Value>;
}

impl<'a, T: AsRef<str>> Text<'a> for &&Token<'a, T> {
    type Value = T;

    fn __paginate_read(&self) -> Option<&'a T> {
        self.0.filter(|token| !token.as_ref().is_empty())
    }
}

pub trait Collection<'a> {
    type Value;

    fn __paginate_read(&self) -> Option<&'a Self::Value>;
}

impl<'a, T> Collection<'a> for &Token<'a, T>
where
    for<'b> &'b T: IntoIterator,
{
    type Value = T;

    fn __paginate_read(&self) -> Option<&'a T> {
        self.0.filter(|token| token.into_iter().next().is_some())
    }
}

pub trait Opaque<'a> {
    type Value;

    fn __paginate_read(&self) -> Option<&'a Self::Value>;
}

impl<'a, T> Opaque<'a> for Token<'a, T> {
    type Value = T;

    fn __paginate_read(&self) -> Option<&'a T> {
        self.0
    }
}

/// A list of which a path names the last element, `[-1]`: `(&&&Last(list)).__paginate_last()`.
///
/// The compiler tries the receiver as it is, then with one reference less: so [`Listable`] comes before [`Derefs`],
/// and [`NoList`] is left with what is no list.
#[derive(Debug)]
pub struct Last<'a, L: ?Sized>(pub &'a L);

/// A list that is iterated by reference, such as a `Vec<T>` or a slice.
pub trait Listable<'a> {
    type Element;

    fn __paginate_last(&self) -> Option<&'a Self::Element>;
}

impl<'a, L: ?Sized, T: 'a> Listable<'a> for &&Last<'a, L>
where
    &'a L: IntoIterator<Item = &'a T, IntoIter: DoubleEndedIterator>,
{
    type Element = T;

    #[inline]
    fn __paginate_last(&self) -> Option<&'a T> {
        self.0.into_iter().next_back()
    }
}

/// What dereferences to such a list, such as an `Arc<[T]>`.
pub trait Derefs<'a> {
    type Element;

    fn __paginate_last(&self) -> Option<&'a Self::Element>;
}

impl<'a, L: Deref + ?Sized, T: 'a> Derefs<'a> for &Last<'a, L>
where
    &'a L::Target: IntoIterator<Item = &'a T, IntoIter: DoubleEndedIterator>,
{
    type Element = T;

    #[inline]
    fn __paginate_last(&self) -> Option<&'a T> {
        self.0.deref().into_iter().next_back()
    }
}

/// The rest, for an error that says what is wrong.
pub trait NoList<'a, L: ?Sized> {
    fn __paginate_last(&self) -> Option<&'a L::Element>
    where
        L: HasLastElement;
}

impl<'a, L: ?Sized> NoList<'a, L> for Last<'a, L> {
    fn __paginate_last(&self) -> Option<&'a L::Element>
    where
        L: HasLastElement,
    {
        None
    }
}

/// A collection that may be absent: `OptionalCollection(option).__paginate_read()` is an iterator either way.
///
/// A collection that can be collected is iterated as it is: an absent one is replaced by one collected from nothing,
/// since a `Default` may have items. All others are iterated by [`IfPresent`]. Both cost less per item than
/// `option.into_iter().flatten()`.
#[derive(Debug)]
pub struct OptionalCollection<C>(pub Option<C>);

impl<C: IntoIterator + FromIterator<C::Item>> OptionalCollection<C> {
    pub fn __paginate_read(self) -> C::IntoIter {
        self.0
            .unwrap_or_else(|| iter::empty().collect())
            .into_iter()
    }
}

pub trait NotCollectible {
    type Iter: Iterator;

    fn __paginate_read(self) -> Self::Iter;
}

impl<C: IntoIterator> NotCollectible for OptionalCollection<C> {
    type Iter = IfPresent<C::IntoIter>;

    fn __paginate_read(self) -> IfPresent<C::IntoIter> {
        IfPresent(self.0.map(C::into_iter))
    }
}

#[derive(Debug)]
pub struct IfPresent<I>(Option<I>);

impl<I: Iterator> Iterator for IfPresent<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.as_mut()?.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.as_ref().map_or((0, Some(0)), I::size_hint)
    }
}

/// Stands for the paginator of a function whose attribute is mistaken, so that rustc checks the
/// function's body and its callers and has nothing to add to the mistake that was told.
pub fn unfinished<Page, Item, Token, E, R>(_request: R) -> Unfinished<Page, Item, Token, E> {
    Unfinished {
        page: PhantomData,
        item: PhantomData,
        token: PhantomData,
        error: PhantomData,
    }
}

#[derive(Debug)]
pub struct Unfinished<Page, Item, Token, E> {
    page: PhantomData<fn() -> Page>,
    item: PhantomData<fn() -> Item>,
    token: PhantomData<fn() -> Token>,
    error: PhantomData<fn() -> E>,
}

impl<Page, Item, Token, E> Sealed for Unfinished<Page, Item, Token, E> {}

impl<Page, Item, Token, E> Paginator for Unfinished<Page, Item, Token, E> {
    type Page = Page;
    type Item = Item;
    type Token = Token;
    type Error = E;

    fn poll_page(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Page, Error<E>>>> {
        Poll::Ready(None)
    }

    fn poll_item(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Item, Error<E>>>> {
        Poll::Ready(None)
    }

    fn page_number(&self) -> u64 {
        0
    }

    fn is_terminated(&self) -> bool {
        true
    }

    fn is_complete(&self) -> bool {
        false
    }

    fn checkpoint(&self) -> Checkpoint<Token> {
        Checkpoint::end(0)
    }

    fn retry(&mut self) {}

    fn set_position(&mut self, _: Checkpoint<Token>) {}

    fn set_prefetch(&mut self, _: usize) {}

    fn set_max_pages(&mut self, _: u64) {}
}

#[cfg(test)]
mod tests {
    use super::IfPresent;

    #[test]
    fn size_hint_counts_the_items_that_are_left() {
        let mut present = IfPresent(Some([1, 2, 3].into_iter()));
        assert_eq!(present.size_hint(), (3, Some(3)));
        assert_eq!(present.next(), Some(1));
        assert_eq!(present.size_hint(), (2, Some(2)));
        assert_eq!(present.by_ref().count(), 2);
        assert_eq!(present.size_hint(), (0, Some(0)));
    }

    #[test]
    fn size_hint_of_an_absent_collection_is_zero() {
        let absent = IfPresent::<core::array::IntoIter<u32, 3>>(None);
        assert_eq!(absent.size_hint(), (0, Some(0)));
    }
}
