use core::marker::PhantomData;

use super::{Declared, FreshToken, Mend, advance_as_before};
use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::listing::source::{Again, FailedPage};
use crate::operation::advance::{Advance, Counted, Offsets, Tokens};
use crate::operation::number::Number;

/// Pages are requested again with half the size if they are too large: the step
/// [`Operation::page_size`](crate::Operation::page_size).
pub struct PageSize<A, N, I, C, D> {
    pub(crate) advance: A,
    /// The size that pages are requested with.
    pub(crate) size: N,
    pub(crate) set: I,
    pub(crate) too_large: C,
    pub(crate) error: PhantomData<fn(&D)>,
}

advance_as_before!(PageSize<A, N, I, C, D>);

impl<R, T, D, A, N, I, C> Mend<R, T, D> for PageSize<A, N, I, C, D>
where
    R: Clone,
    A: Mend<R, T, D>,
    N: Number,
    I: FnMut(R, N) -> R,
    C: FnMut(&D) -> bool,
{
    type Error = Declared<D>;

    fn again(&mut self, request: &mut R, error: &D, failed: FailedPage) -> Option<Again<T>> {
        if let Some(again) = self.advance.again(request, error, failed) {
            return Some(again);
        }
        // Of a page that was yielded as a whole, a smaller page would be only a part.
        if failed.was_yielded {
            return None;
        }
        let size = self.size.half()?;
        if !(self.too_large)(error) {
            return None;
        }
        *request = (self.set)(request.clone(), size);
        self.size = size;
        // The half of a number that is larger than 1 is positive.
        let size = u64::try_from(size.to_i128()).unwrap_or(u64::MAX);
        self.advance.resize(size);
        Some(Again::PageSize(size))
    }

    #[inline]
    fn pages_before_fresh_token(&self) -> Option<u64> {
        self.advance.pages_before_fresh_token()
    }

    fn note_retry(&mut self) {
        self.advance.note_retry();
    }

    fn forget(&mut self) {
        self.advance.forget();
    }
}

/// The ways to the next page that stay exact if the page size changes.
#[diagnostic::on_unimplemented(
    message = "`page_size` applies to tokens and offsets",
    label = "page numbers change if the page size changes",
    note = "use an offset, if the service accepts one: `.offset(|page| …, |request, offset| …)`"
)]
pub trait Resize {}

impl<O, I, T> Resize for Tokens<O, I, T> {}

impl<N, C, I> Resize for Offsets<N, C, I> {}

impl<A: Resize, C, D> Resize for FreshToken<A, C, D> {}

impl<A: Counted, N, I, C, D> Counted for PageSize<A, N, I, C, D> {}

impl<A: Clone, N: Clone, I: Clone, C: Clone, D> Clone for PageSize<A, N, I, C, D> {
    fn clone(&self) -> Self {
        PageSize {
            advance: self.advance.clone(),
            size: self.size.clone(),
            set: self.set.clone(),
            too_large: self.too_large.clone(),
            error: PhantomData,
        }
    }
}
