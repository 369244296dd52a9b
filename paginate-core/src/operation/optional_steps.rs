//! The optional steps of an operation: closures that read a page.

mod error;
mod kind;

pub(crate) use self::error::ErrorStep;
pub(crate) use self::kind::{CountsItems, EndsListing, Kind};

/// The optional step that was set last, and the steps that were set before it.
#[derive(Clone)]
pub struct With<Step, Before> {
    pub(crate) step: Step,
    pub(crate) before: Before,
}

/// The step of [`Operation::more_results`](crate::Operation::more_results).
#[derive(Clone)]
pub struct MoreResultsFlag<C>(pub(crate) C);

/// The step of [`Operation::has_data`](crate::Operation::has_data).
#[derive(Clone)]
pub struct DataFlag<C>(pub(crate) C);

/// The step of [`Operation::error`](crate::Operation::error).
#[derive(Clone)]
pub struct CarriedError<C>(pub(crate) C);

/// The step of [`Operation::total_pages`](crate::Operation::total_pages).
#[derive(Clone)]
pub struct TotalPages<C>(pub(crate) C);

/// The step of [`Operation::total_items`](crate::Operation::total_items).
#[derive(Clone)]
pub struct TotalItems<C>(pub(crate) C);

/// The step of [`Operation::item_count`](crate::Operation::item_count).
#[derive(Clone)]
pub struct ItemCount<C>(pub(crate) C);

/// What the optional steps read from a page. `None` if a step is not set, or if the page does not say.
pub trait Step<P> {
    fn more_results(&mut self, _: &P) -> Option<bool> {
        None
    }

    fn has_data(&mut self, _: &P) -> Option<bool> {
        None
    }

    fn total_pages(&mut self, _: &P) -> Option<u64> {
        None
    }

    fn total_items(&mut self, _: &P) -> Option<u64> {
        None
    }

    fn item_count(&mut self, _: &P) -> Option<usize> {
        None
    }
}

impl<P> Step<P> for () {}

/// A step that was set twice: the last one counts, unless the page does not say.
impl<P, A: Step<P>, B: Step<P>> Step<P> for With<A, B> {
    #[inline]
    fn more_results(&mut self, page: &P) -> Option<bool> {
        let latest = self.step.more_results(page);
        latest.or_else(|| self.before.more_results(page))
    }

    #[inline]
    fn has_data(&mut self, page: &P) -> Option<bool> {
        let latest = self.step.has_data(page);
        latest.or_else(|| self.before.has_data(page))
    }

    #[inline]
    fn total_pages(&mut self, page: &P) -> Option<u64> {
        let latest = self.step.total_pages(page);
        latest.or_else(|| self.before.total_pages(page))
    }

    #[inline]
    fn total_items(&mut self, page: &P) -> Option<u64> {
        let latest = self.step.total_items(page);
        latest.or_else(|| self.before.total_items(page))
    }

    #[inline]
    fn item_count(&mut self, page: &P) -> Option<usize> {
        let latest = self.step.item_count(page);
        latest.or_else(|| self.before.item_count(page))
    }
}

impl<P, C: FnMut(&P) -> bool> Step<P> for MoreResultsFlag<C> {
    #[inline]
    fn more_results(&mut self, page: &P) -> Option<bool> {
        Some((self.0)(page))
    }
}

impl<P, C: FnMut(&P) -> bool> Step<P> for DataFlag<C> {
    #[inline]
    fn has_data(&mut self, page: &P) -> Option<bool> {
        Some((self.0)(page))
    }
}

impl<P, C> Step<P> for CarriedError<C> {}

impl<P, C: FnMut(&P) -> Option<u64>> Step<P> for TotalPages<C> {
    #[inline]
    fn total_pages(&mut self, page: &P) -> Option<u64> {
        (self.0)(page)
    }
}

impl<P, C: FnMut(&P) -> Option<u64>> Step<P> for TotalItems<C> {
    #[inline]
    fn total_items(&mut self, page: &P) -> Option<u64> {
        (self.0)(page)
    }
}

impl<P, C: FnMut(&P) -> usize> Step<P> for ItemCount<C> {
    #[inline]
    fn item_count(&mut self, page: &P) -> Option<usize> {
        Some((self.0)(page))
    }
}
