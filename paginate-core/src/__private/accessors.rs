//! Accessors for the members of a response.
//!
//! The macro does not know the types of the members, so the compiler chooses the implementation by the rules of method
//! lookup. An inherent method takes precedence over a method of a trait, and a method whose receiver has more
//! references takes precedence over one that needs fewer ("autoref specialization").

use core::iter;
use core::ops::Deref;

use super::HasLastElement;

/// A member, plain or `Option`: `Member(value).__paginate_get()` returns an `Option` of the value either way.
///
/// The inherent methods apply to an `Option`, and [`PlainMember`] to all other types.
#[derive(Debug)]
pub struct Member<T>(pub T);

impl<T> Member<Option<T>> {
    pub fn __paginate_get(self) -> Option<T> {
        self.0
    }
}

impl<'a, T> Member<&'a Option<T>> {
    pub fn __paginate_get(self) -> Option<&'a T> {
        self.0.as_ref()
    }
}

pub trait PlainMember {
    type Value;

    fn __paginate_get(self) -> Option<Self::Value>;
}

impl<T> PlainMember for Member<T> {
    type Value = T;

    fn __paginate_get(self) -> Option<T> {
        Some(self.0)
    }
}

/// A token or an error: `(&&&NonEmpty(option)).__paginate_get()` returns the option, or `None` if the value is an
/// empty string or an empty collection.
///
/// The compiler tries [`NonEmptyText`] first, then [`NonEmptyCollection`], then [`NonEmptyOther`].
#[derive(Debug)]
pub struct NonEmpty<'a, T: ?Sized>(pub Option<&'a T>);

pub trait NonEmptyText<'a> {
    type Value: ?Sized;

    fn __paginate_get(&self) -> Option<&'a Self::Value>;
}

impl<'a, T: AsRef<str> + ?Sized> NonEmptyText<'a> for &&NonEmpty<'a, T> {
    type Value = T;

    fn __paginate_get(&self) -> Option<&'a T> {
        self.0.filter(|text| !text.as_ref().is_empty())
    }
}

pub trait NonEmptyCollection<'a> {
    type Value: ?Sized;

    fn __paginate_get(&self) -> Option<&'a Self::Value>;
}

impl<'a, T: ?Sized> NonEmptyCollection<'a> for &NonEmpty<'a, T>
where
    for<'b> &'b T: IntoIterator,
{
    type Value = T;

    fn __paginate_get(&self) -> Option<&'a T> {
        self.0
            .filter(|collection| collection.into_iter().next().is_some())
    }
}

pub trait NonEmptyOther<'a> {
    type Value: ?Sized;

    fn __paginate_get(&self) -> Option<&'a Self::Value>;
}

impl<'a, T: ?Sized> NonEmptyOther<'a> for NonEmpty<'a, T> {
    type Value = T;

    fn __paginate_get(&self) -> Option<&'a T> {
        self.0
    }
}

/// The last element of a list, `[-1]` in a path: `(&&&LastElement(list)).__paginate_last()`.
///
/// The compiler tries [`LastOfList`] first, then [`LastOfDeref`]. [`LastOfOther`] applies to types that are not lists.
#[derive(Debug)]
pub struct LastElement<'a, L: ?Sized>(pub &'a L);

/// A list that is iterated by reference, such as a `Vec<T>` or a slice.
pub trait LastOfList<'a> {
    type Element;

    fn __paginate_last(&self) -> Option<&'a Self::Element>;
}

impl<'a, L: ?Sized, T: 'a> LastOfList<'a> for &&LastElement<'a, L>
where
    &'a L: IntoIterator<Item = &'a T, IntoIter: DoubleEndedIterator>,
{
    type Element = T;

    #[inline]
    fn __paginate_last(&self) -> Option<&'a T> {
        self.0.into_iter().next_back()
    }
}

/// A type that dereferences to a list, such as an `Arc<[T]>`.
pub trait LastOfDeref<'a> {
    type Element;

    fn __paginate_last(&self) -> Option<&'a Self::Element>;
}

impl<'a, L: Deref + ?Sized, T: 'a> LastOfDeref<'a> for &LastElement<'a, L>
where
    &'a L::Target: IntoIterator<Item = &'a T, IntoIter: DoubleEndedIterator>,
{
    type Element = T;

    #[inline]
    fn __paginate_last(&self) -> Option<&'a T> {
        self.0.deref().into_iter().next_back()
    }
}

/// A type that is not a list, which is reported as an error by [`HasLastElement`].
pub trait LastOfOther<'a, L: ?Sized> {
    fn __paginate_last(&self) -> Option<&'a L::Element>
    where
        L: HasLastElement;
}

impl<'a, L: ?Sized> LastOfOther<'a, L> for LastElement<'a, L> {
    fn __paginate_last(&self) -> Option<&'a L::Element>
    where
        L: HasLastElement,
    {
        None
    }
}

/// The elements of a list before `[]` in a path, plain or `Option`s: `ListElements(iter).__paginate_present()` iterates over
/// those that are present.
///
/// The inherent method applies to `Option`s, and [`PlainElements`] to all other types.
#[derive(Debug)]
pub struct ListElements<I>(pub I);

impl<T, I: Iterator<Item = Option<T>>> ListElements<I> {
    pub fn __paginate_present(self) -> iter::Flatten<I> {
        self.0.flatten()
    }
}

pub trait PlainElements {
    type Iter;

    fn __paginate_present(self) -> Self::Iter;
}

impl<I> PlainElements for ListElements<I> {
    type Iter = I;

    fn __paginate_present(self) -> I {
        self.0
    }
}

/// A collection that may be absent: `OptionalCollection(option).__paginate_into_iter()` iterates over its items, if any.
///
/// An absent collection that implements `FromIterator` is replaced by an empty one; its `Default` could have
/// items. All other collections are iterated by [`OptionalIter`]. Both are faster per item than
/// `option.into_iter().flatten()`.
#[derive(Debug)]
pub struct OptionalCollection<C>(pub Option<C>);

impl<C: IntoIterator + FromIterator<C::Item>> OptionalCollection<C> {
    pub fn __paginate_into_iter(self) -> C::IntoIter {
        self.0
            .unwrap_or_else(|| iter::empty().collect())
            .into_iter()
    }
}

pub trait NotFromIterator {
    type Iter: Iterator;

    fn __paginate_into_iter(self) -> Self::Iter;
}

impl<C: IntoIterator> NotFromIterator for OptionalCollection<C> {
    type Iter = OptionalIter<C::IntoIter>;

    fn __paginate_into_iter(self) -> OptionalIter<C::IntoIter> {
        OptionalIter(self.0.map(C::into_iter))
    }
}

/// An iterator that may be absent, and then is empty.
#[derive(Debug)]
pub struct OptionalIter<I>(Option<I>);

impl<I: Iterator> Iterator for OptionalIter<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.as_mut()?.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.as_ref().map_or((0, Some(0)), I::size_hint)
    }
}

#[cfg(test)]
mod tests {
    use super::OptionalIter;

    #[test]
    fn size_hint_counts_the_remaining_items() {
        let mut iter = OptionalIter(Some([1, 2, 3].into_iter()));
        assert_eq!(iter.size_hint(), (3, Some(3)));
        assert_eq!(iter.next(), Some(1));
        assert_eq!(iter.size_hint(), (2, Some(2)));
        assert_eq!(iter.by_ref().count(), 2);
        assert_eq!(iter.size_hint(), (0, Some(0)));
    }

    #[test]
    fn size_hint_of_an_absent_iterator_is_zero() {
        let absent = OptionalIter::<core::array::IntoIter<u32, 3>>(None);
        assert_eq!(absent.size_hint(), (0, Some(0)));
    }
}
