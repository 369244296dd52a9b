//! `more_results` at the end of a path: a flag, a member that may be absent, or a list that may be empty.

/// The member at the end of the path: `MoreResultsMember(&member).__paginate_get()` returns an `Option` of a reference to it.
///
/// The inherent method applies to an `Option`. Then the compiler tries [`ListMember`]. [`OtherMember`] applies to all other types:
/// it accepts a `bool`, and reports an error for any other type.
#[derive(Debug)]
pub struct MoreResultsMember<'a, T: ?Sized>(pub &'a T);

impl<'a, T> MoreResultsMember<'a, Option<T>> {
    pub fn __paginate_get(self) -> Option<&'a T> {
        self.0.as_ref()
    }
}

pub trait ListMember<'a> {
    type List: ?Sized;

    fn __paginate_get(self) -> Option<&'a Self::List>;
}

impl<'a, T: ?Sized> ListMember<'a> for MoreResultsMember<'a, T>
where
    &'a T: IntoIterator,
{
    type List = T;

    fn __paginate_get(self) -> Option<&'a T> {
        Some(self.0)
    }
}

pub trait OtherMember<'a, T: ?Sized> {
    fn __paginate_get(&self) -> Option<&'a T>
    where
        T: HasMoreResults;
}

impl<'a, T: ?Sized> OtherMember<'a, T> for MoreResultsMember<'a, T> {
    fn __paginate_get(&self) -> Option<&'a T>
    where
        T: HasMoreResults,
    {
        Some(self.0)
    }
}

/// A member that reports more results, and is neither an `Option` nor a list: the accessors find those by their methods.
#[diagnostic::on_unimplemented(
    message = "expected a `bool`, an `Option` or a list, found `{Self}`",
    label = "`{Self}` does not report more results",
    note = "name a flag, a member that is absent on the last page, or a list that is empty there, like `more_results = \"is_truncated\"`",
    note = "or use a closure: `more_results = |page| …`"
)]
pub trait HasMoreResults {}

#[diagnostic::do_not_recommend]
impl HasMoreResults for bool {}

/// Whether a page reports more results: `MoreResults(member).__paginate_read()`.
///
/// The compiler tries [`FlagMember`] first. [`PresentMember`] applies to all other members.
#[derive(Debug)]
pub struct MoreResults<'a, T: ?Sized>(pub Option<&'a T>);

pub trait FlagMember {
    fn __paginate_read(self) -> bool;
}

impl<T: Flag> FlagMember for MoreResults<'_, T> {
    fn __paginate_read(self) -> bool {
        self.0.is_some_and(T::is_set)
    }
}

pub trait PresentMember {
    fn __paginate_read(&self) -> bool;
}

impl<T: ?Sized> PresentMember for MoreResults<'_, T> {
    fn __paginate_read(&self) -> bool {
        self.0.is_some()
    }
}

pub trait Flag {
    fn is_set(&self) -> bool;
}

impl Flag for bool {
    fn is_set(&self) -> bool {
        *self
    }
}

/// A second implementation. With only one, rustc would infer that a member that does not exist is a `bool`, and report further
/// errors.
impl Flag for core::convert::Infallible {
    fn is_set(&self) -> bool {
        match *self {}
    }
}
