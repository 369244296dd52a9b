//! Listings that another listing finds, on two and on three levels, in both orders, with every concurrency. Between two runs, the pages
//! of the outer listings that are open change.

pub(crate) mod levels;
pub(crate) mod reader;
pub(crate) mod world;

use paginate_tests::server::{PageSpec, UserCode};

use crate::action::Format;

#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Advances the request of a listing, if there is one.
    Tick(usize),
    Poll,
    /// Polls with the waker of another task from now on.
    Task(usize),
    Retry,
    /// Yields the items in the order of the outer listing from now on.
    Ordered,
    /// Drops the listings, changes the outer listings, and resumes from the checkpoint.
    Resume(Format, Vec<Change>),
    /// Makes the next call of this user code of a listing panic.
    Panic(usize, UserCode),
    /// Makes the next call of the closure that makes a part panic.
    PanicOfPart,
}

/// A change of the open pages of an outer listing. Numbers that are too large are taken modulo what there is.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The outer listing.
    pub(crate) listing: usize,
    pub(crate) what: What,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    /// Inserts an item at a place among the items of the open pages.
    Insert(usize, Vec<PageSpec>),
    Remove(usize),
    /// Moves an item to another place, possibly on another open page.
    Move(usize, usize),
}

/// What does not change within a case.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// How many parts are in progress on the levels.
    pub(crate) concurrency: [usize; 2],
    pub(crate) ordered: bool,
    /// How many pages of the outer and of the inner listings are fetched ahead.
    pub(crate) depths: [usize; 2],
    /// Whether items are added to a collection, instead of polled one by one.
    pub(crate) collecting: bool,
    /// How many requests are served at the same time. `None` means all.
    pub(crate) permits: Option<usize>,
}

/// A listing of keys, whose parts have no listing or one of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Outer {
    /// The pages, whose items are filled in.
    pub(crate) pages: Vec<PageSpec>,
    /// The listing of each item, in order. An item without pages has no listing.
    pub(crate) inner: Vec<Vec<PageSpec>>,
}
