#![expect(
    clippy::unused_self,
    reason = "the methods have the signatures of those that report"
)]

use core::fmt::Debug;

use crate::Error;

/// A request in flight.
pub(crate) type Traced<F> = F;

/// The span of a part, in which the part is polled.
pub struct PartSpan;

impl PartSpan {
    pub(crate) fn none() -> Self {
        PartSpan
    }

    pub(crate) fn of(_: &impl Debug) -> Self {
        PartSpan
    }

    #[inline]
    pub(crate) fn in_scope<T>(&self, poll: impl FnOnce() -> T) -> T {
        poll()
    }
}

/// Reports nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Trace(());

impl Trace {
    pub(crate) fn of(_: &'static str) -> Self {
        Trace(())
    }

    #[inline]
    pub(crate) fn request<F>(self, _: u64, send: impl FnOnce() -> F) -> Traced<F> {
        send()
    }

    #[inline]
    pub(crate) fn wrong_guesses(self, _: u64, _: usize) {}

    #[inline]
    pub(crate) fn smaller_page(self, _: u64, _: u64) {}

    #[inline]
    pub(crate) fn fresh_token(self, _: u64) {}

    #[inline]
    pub(crate) fn page(self, _: u64, _: impl FnOnce() -> Option<usize>) {}

    #[inline]
    pub(crate) fn end(self, _: u64) {}

    #[inline]
    pub(crate) fn error<E>(self, _: &Error<E>) {}

    #[inline]
    pub(crate) fn retry(self, _: u64) {}
}

#[inline]
pub(crate) fn range_cut(_: usize) {}
