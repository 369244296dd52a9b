//! Which optional steps are set, as types, so that a listing that cannot end does not compile.

use super::{CarriedError, DataFlag, ItemCount, MoreResultsFlag, TotalItems, TotalPages, With};

#[derive(Debug)]
pub struct Yes;

#[derive(Debug)]
pub struct No;

/// [`Yes`] or [`No`].
pub trait YesOrNo {
    type Or<Other: YesOrNo>: YesOrNo;
}

impl YesOrNo for Yes {
    type Or<Other: YesOrNo> = Yes;
}

impl YesOrNo for No {
    type Or<Other: YesOrNo> = Other;
}

/// What a step, or one of several steps, does for a listing of numbered pages.
pub trait Kind {
    /// The step can end the listing.
    type Ends: YesOrNo;
    /// The step counts the items of a page.
    type Counts: YesOrNo;
    /// The step compares the number of items with a total.
    type Compares: YesOrNo;
}

macro_rules! kinds {
    ($($step:ident: $ends:ident, $counts:ident, $compares:ident;)*) => {$(
        impl<C> Kind for $step<C> {
            type Ends = $ends;
            type Counts = $counts;
            type Compares = $compares;
        }
    )*};
}

kinds! {
    MoreResultsFlag: Yes, No, No;
    DataFlag: No, No, No;
    CarriedError: No, No, No;
    TotalPages: Yes, No, No;
    TotalItems: Yes, No, Yes;
    ItemCount: Yes, Yes, No;
}

impl Kind for () {
    type Ends = No;
    type Counts = No;
    type Compares = No;
}

impl<A: Kind, B: Kind> Kind for With<A, B> {
    type Ends = <A::Ends as YesOrNo>::Or<B::Ends>;
    type Counts = <A::Counts as YesOrNo>::Or<B::Counts>;
    type Compares = <A::Compares as YesOrNo>::Or<B::Compares>;
}

/// [`Yes`]: a step that can end a listing of numbered pages is set.
#[diagnostic::on_unimplemented(
    message = "a listing of numbered pages needs a step that ends it",
    label = "without one of `more_results`, `total_pages` and `item_count`, this listing would never end",
    note = "count the items of a page, so that the first empty page ends the listing: `.item_count(|page| page.items.len())`",
    note = "or read what the pages say: `.total_pages(|page| …)` or `.more_results(|page| …)`"
)]
pub trait EndsListing {}

impl EndsListing for Yes {}

/// [`Yes`] if `total_items` is set: the items of a page must be counted to compare their number with the total.
#[diagnostic::on_unimplemented(
    message = "`total_items` of numbered pages needs `item_count`",
    label = "the items of a page are not counted, so their number cannot be compared with the total",
    note = "count the items of a page: `.item_count(|page| page.items.len())`"
)]
pub trait CountsItems<Compares> {}

impl<Counts> CountsItems<No> for Counts {}

impl CountsItems<Yes> for Yes {}
