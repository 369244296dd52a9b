//! Listings of several kinds whose requests share permits, read in parallel or side by side by one task.
//!
//! The model is the number of items: each listing must yield all of them in order, whatever its pages are and whatever the
//! other listings do.

mod checks;
pub(crate) mod reader;
mod source;
mod stream;

use crate::action::Format;

/// How a listing advances, and how it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Tokens,
    /// Offsets until an empty page.
    Offsets,
    OffsetsWithTotal,
    /// Page numbers until an empty page.
    Pages,
    PagesWithTotal,
    PagesWithTotalItems,
}

/// A listing and its service.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) kind: Kind,
    pub(crate) items: u32,
    /// The sizes of the pages, used one after the other again and again. With tokens and offsets, the size changes from response
    /// to response, so that a page that is requested again may be shorter or longer.
    pub(crate) sizes: Vec<u32>,
    /// How many ticks the requests take, used one after the other again and again.
    pub(crate) ticks: Vec<u32>,
    /// Which of the first responses are errors.
    pub(crate) failures: Vec<bool>,
    pub(crate) depth: usize,
}

/// How the listings are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reading {
    Parallel,
    Ordered,
    /// As streams of their own, which one task polls.
    SideBySide,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) reading: Reading,
    /// The number of permits that all requests share.
    pub(crate) permits: usize,
    /// How many listings are in progress at the same time, if they are read in parallel.
    pub(crate) concurrency: usize,
}

/// An action. Listings that are read in parallel have one stream.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Answers one of the requests that have a permit.
    Complete(usize),
    /// Advances all requests that have a permit.
    Tick,
    /// Polls a stream.
    Poll(usize),
    /// Polls with the waker of another task from now on.
    Task(usize),
    Retry(usize),
    /// Sets the prefetch depth of a listing that is read alone.
    Prefetch(usize, usize),
    /// Yields the items in the order of the listings from now on.
    Ordered,
    /// Drops a stream, and resumes from its checkpoint.
    Resume(usize, Format),
    /// Makes the next response of a service panic.
    Panic(usize),
}
