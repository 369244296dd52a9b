//! The stream that is compared with the model: the listings by their index, or with their index as the key.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use paginate_core::{Keyed, Listings, Paginator, Parallel, ParallelError, Parts, keyed, parallel};
use paginate_tests::server::{Page, Throttled};

use crate::action::Format;

pub(crate) type Listing =
    Box<dyn Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>>;

pub(crate) enum Rows {
    ByIndex(Parallel<Listings<Listing>>),
    ByKey(Parallel<Keyed<usize, Listing>>),
}

/// A checkpoint of the stream.
#[derive(Debug, PartialEq)]
pub(crate) enum Position {
    ByIndex(<Listings<Listing> as Parts>::Checkpoint),
    ByKey(<Keyed<usize, Listing> as Parts>::Checkpoint),
}

/// Runs the same code for either stream.
macro_rules! either {
    ($rows:expr, $stream:ident => $run:expr) => {
        match $rows {
            Rows::ByIndex($stream) => $run,
            Rows::ByKey($stream) => $run,
        }
    };
}

impl Rows {
    pub(crate) fn by_index(listings: impl Iterator<Item = Listing>, concurrency: usize) -> Self {
        Rows::ByIndex(parallel(listings, concurrency))
    }

    pub(crate) fn by_key(
        listings: impl Iterator<Item = (usize, Listing)>,
        concurrency: usize,
    ) -> Self {
        Rows::ByKey(keyed(listings, concurrency).expect("each listing has another key"))
    }

    pub(crate) fn ordered(self) -> Self {
        match self {
            Rows::ByIndex(rows) => Rows::ByIndex(rows.ordered()),
            Rows::ByKey(rows) => Rows::ByKey(rows.ordered()),
        }
    }

    pub(crate) fn retry(&mut self) {
        either!(self, rows => rows.retry());
    }

    pub(crate) fn is_complete(&self) -> bool {
        either!(self, rows => rows.is_complete())
    }

    pub(crate) fn is_terminated(&self) -> bool {
        either!(self, rows => rows.is_terminated())
    }

    pub(crate) fn checkpoint(&self) -> Position {
        match self {
            Rows::ByIndex(rows) => Position::ByIndex(rows.checkpoint()),
            Rows::ByKey(rows) => Position::ByKey(rows.checkpoint()),
        }
    }

    /// Resumes from a checkpoint of the same stream.
    pub(crate) fn resume_from(self, position: Position) -> Self {
        match (self, position) {
            (Rows::ByIndex(rows), Position::ByIndex(position)) => {
                Rows::ByIndex(rows.resume_from(position).expect("as many listings"))
            }
            (Rows::ByKey(rows), Position::ByKey(position)) => {
                Rows::ByKey(rows.resume_from(position))
            }
            (_, position) => panic!("{position:?} is of the other stream"),
        }
    }

    /// Polls once, and returns an error. Adds the items to `items`: one, or all that have arrived if `collecting`.
    pub(crate) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        collecting: bool,
        items: &mut Vec<u32>,
    ) -> Poll<Option<ParallelError<Throttled>>> {
        let mut items = Items(items);
        either!(self, rows => poll(rows, cx, collecting, &mut items))
    }
}

impl Position {
    pub(crate) fn is_end(&self) -> bool {
        match self {
            Position::ByIndex(position) => position.is_end(),
            Position::ByKey(position) => position.is_end(),
        }
    }

    /// Serializes and deserializes the checkpoint.
    pub(crate) fn round_trip(&self, format: Format) -> Self {
        match self {
            Position::ByIndex(position) => Position::ByIndex(format.round_trip(position)),
            Position::ByKey(position) => Position::ByKey(format.round_trip(position)),
        }
    }
}

/// Collects items. Checks that an item with a key is one of the listing with this key.
struct Items<'a>(&'a mut Vec<u32>);

impl Extend<u32> for Items<'_> {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, items: I) {
        self.0.extend(items);
    }
}

impl Extend<(usize, u32)> for Items<'_> {
    fn extend<I: IntoIterator<Item = (usize, u32)>>(&mut self, items: I) {
        for (key, item) in items {
            assert_eq!(key, item as usize / 1_000);
            self.0.push(item);
        }
    }
}

fn poll<'a, S>(
    rows: &mut Parallel<S>,
    cx: &mut Context<'_>,
    collecting: bool,
    items: &mut Items<'a>,
) -> Poll<Option<ParallelError<Throttled>>>
where
    S: Parts<Error = Throttled, Key = usize>,
    Items<'a>: Extend<S::Item>,
    Parallel<S>: Stream<Item = Result<S::Item, ParallelError<Throttled>>> + Unpin,
{
    if collecting {
        // The future is dropped after one poll.
        return pin!(rows.try_extend(items)).poll(cx).map(Result::err);
    }
    Pin::new(rows).poll_next(cx).map(|row| {
        let row = row?;
        row.map(|item| items.extend([item])).err()
    })
}
