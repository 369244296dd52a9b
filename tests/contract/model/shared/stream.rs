//! A stream that is read: one listing, or all listings in parallel.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream as _;
use futures_core::stream::FusedStream;
use paginate_core::{Error, Listings, Paginator, Parallel, parallel};
use paginate_tests::numbered::Throttled;

use super::source::{Listing, Source};
use super::{Reading, Settings};
use crate::action::Format;

pub(super) enum Stream {
    /// The listing with this index.
    Alone(usize, Listing),
    Parallel(Box<Parallel<Listings<Listing>>>),
}

impl Stream {
    /// Returns the streams of all listings.
    pub(super) fn all(sources: &[Source], settings: Settings) -> Vec<Self> {
        let listings = sources.iter().map(Source::listing);
        match settings.reading {
            Reading::SideBySide => {
                let listings = listings.enumerate();
                listings
                    .map(|(index, listing)| Stream::Alone(index, listing))
                    .collect()
            }
            Reading::Parallel => {
                let listings = parallel(listings, settings.concurrency);
                vec![Stream::Parallel(Box::new(listings))]
            }
            Reading::Ordered => {
                let listings = parallel(listings, settings.concurrency).ordered();
                vec![Stream::Parallel(Box::new(listings))]
            }
        }
    }

    /// Returns whether the stream yields the items of a listing.
    pub(super) fn contains(&self, index: usize) -> bool {
        match self {
            Stream::Alone(alone, _) => *alone == index,
            Stream::Parallel(_) => true,
        }
    }

    /// Polls once. An error comes with the index of its listing.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<u32, (usize, Error<Throttled>)>>> {
        match self {
            Stream::Alone(index, listing) => {
                let polled = listing.poll_item(cx);
                polled.map_err(|error| (*index, error))
            }
            Stream::Parallel(listings) => {
                let polled = Pin::new(&mut **listings).poll_next(cx);
                polled.map_err(|error| (error.listing(), error.into_error()))
            }
        }
    }

    pub(super) fn retry(&mut self) {
        match self {
            Stream::Alone(_, listing) => listing.retry(),
            Stream::Parallel(listings) => listings.retry(),
        }
    }

    /// Sets the order of the listings. Returns whether there is one.
    pub(super) fn set_ordered(&mut self) -> bool {
        let Stream::Parallel(listings) = self else {
            return false;
        };
        let current = mem::replace(&mut **listings, parallel([], 1));
        **listings = current.ordered();
        true
    }

    /// Replaces the stream with one that resumes from its checkpoint.
    pub(super) fn resume(&mut self, sources: &[Source], settings: Settings, format: Format) {
        match self {
            Stream::Alone(index, listing) => {
                let checkpoint = listing.checkpoint();
                let fresh = sources[*index].listing();
                let fresh = fresh.resume_from(format.round_trip(&checkpoint));
                assert_eq!(fresh.checkpoint(), checkpoint);
                *listing = fresh;
            }
            Stream::Parallel(listings) => {
                let checkpoint = listings.checkpoint();
                let fresh = sources.iter().map(Source::listing);
                let mut fresh = parallel(fresh, settings.concurrency);
                if settings.reading == Reading::Ordered {
                    fresh = fresh.ordered();
                }
                let resumed = fresh.resume_from(format.round_trip(&checkpoint));
                **listings = resumed.expect("as many listings");
                assert!(listings.checkpoint() == checkpoint);
            }
        }
    }

    pub(super) fn is_terminated(&self) -> bool {
        match self {
            Stream::Alone(_, listing) => listing.is_terminated(),
            Stream::Parallel(listings) => listings.is_terminated(),
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        match self {
            Stream::Alone(_, listing) => listing.is_complete(),
            Stream::Parallel(listings) => listings.is_complete(),
        }
    }
}
