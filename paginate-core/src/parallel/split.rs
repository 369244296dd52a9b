//! Lists one ordered listing with many requests at the same time: the parts are ranges of its keys, which are cut while listing.
//!
//! - [`key`] measures distances between keys, with a model that is learned while listing.
//! - [`range`] decides where a range is cut, and [`partition`] keeps the ranges disjoint and complete.
//! - [`keys`] are those of a page.
//! - [`part`] is a range in progress: its listing and its pages. [`fetch`] receives the pages, and [`order`] limits how many are held.
//! - [`parts`] gives the ranges to the engine.

mod checkpoint;
mod fetch;
mod key;
mod key_range;
mod keys;
mod log2;
mod order;
mod part;
mod partition;
mod parts;
mod range;

use alloc::collections::VecDeque;
use alloc::vec::Vec;

pub use self::checkpoint::SplitCheckpoint;
pub use self::key::SplitKey;
pub use self::key_range::KeyRange;
use self::order::Order;
use self::part::RangePart;
use self::partition::Partition;
use super::Parallel;
use crate::Paginator;

/// Lists one ordered listing with up to `concurrency` requests at the same time.
///
/// The pages of a listing with tokens are requested one after the other, because each token comes with the page before it. If the
/// token is the last key of a page, and the service can start after any key, the pages need not be requested in their order: `split`
/// cuts the range of the keys into parts while it reads them, and lists the parts at the same time.
///
/// `listing` makes the listing of a part, and `key` returns the key of an item: a token, or an `Option` of one. The service must
/// list the items in the order of their keys, and no two items may have the same key. Keys are strings, bytes or integers: see
/// [`SplitKey`], also for descending listings and for types of your own.
///
/// # Examples
///
/// ```
#[doc = include_str!("../../docs/objects.txt")]
/// use objects::{Bucket, Error, Object};
/// use paginate_core::{KeyRange, Paginator, ParallelError, paginate, split};
///
/// /// The objects of a bucket after a key.
/// #[paginate(output_token = "contents[-1].key", more_results = "is_truncated", items = "contents")]
/// async fn objects(
///     bucket: &Bucket,
///     #[token] start_after: Option<String>,
/// ) -> impl Paginator<Item = Object, Token = String, Error = Error> {
///     bucket.list(start_after.as_deref()).await
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), ParallelError<Error, KeyRange<String>>> {
/// # let bucket = Bucket::new();
/// let mut objects = split(|| objects(&bucket), |object| object.key.clone(), 16);
/// let mut count = 0;
/// while let Some(object) = objects.try_next().await? {
///     println!("{}", object.key);
///     count += 1;
/// }
/// assert_eq!(count, 5);
/// # Ok(())
/// # }
/// ```
///
/// # Which listings can be split
///
/// - The token must be the key of the last item, such as `start_after` of S3, `last` of an OCI registry, or `WHERE id > $1 ORDER BY
///   id` in SQL. An opaque token, or a token that must be the key of an existing item, cannot be split.
/// - The service must sort by the [`Ord`] of the key. Strings are compared by their bytes, so a SQL column needs `COLLATE "C"`.
///
/// # Requests
///
/// A part is cut in two only after a page of it has arrived, and at most once a page. So at most twice the requests of the listing that
/// is not split are sent, besides requests that failed. With [`ordered`](Parallel::ordered) there may be more. With 400 pages and 16
/// requests at the same time, 1.1 times the requests are sent in the median of 32 kinds of keys, and 1.5 times for the worst kind. With
/// more pages, fewer are. A listing below 20 pages is hardly faster: see [Large
/// listings](crate::guide::large_listings#one-ordered-listing) for figures.
///
/// Each part has one request in flight and holds at most two pages of items, unless the items are in order.
///
/// A stream that is not polled keeps its requests in flight, with their permits and connections: poll or drop it.
///
/// # Coverage
///
/// Each item is yielded exactly once, wherever the parts are cut:
///
/// - The parts are disjoint and together contain all keys: a cut only moves the end of a part down to a key, and the new part begins
///   after that key. What is known of the keys decides where to cut, and nothing else.
/// - The keys of each page must increase, and must be above the key after which the page was requested. Everything else is an
///   error: [`Error::KeyBelowStart`](crate::Error::KeyBelowStart) if the service ignores the token or repeats its item, and
///   [`Error::UnorderedKeys`](crate::Error::UnorderedKeys) if the service sorts otherwise. So a part has seen all keys that the
///   service lists between its start and its last key.
/// - A part ends with the first key beyond its end, or when the service reports no more results. Keys beyond its end belong to the
///   parts above, which have been or will be listed. The first of them must be the first key of the part above. If it is not, the
///   keys between the two parts are requested once more. If the key is there, it was added meanwhile, and is yielded. If not, the
///   service does not list all keys: [`Error::InconsistentPages`](crate::Error::InconsistentPages).
///
/// As in a listing that is not split, an item that is added to a range that was already read is not yielded.
///
/// # Order
///
/// The items of a part are yielded in order. Items of different parts are yielded as they arrive. Ready parts alternate page by
/// page. [`Parallel::ordered`] yields the items in the order of their keys, and [`Parallel::buffer`] sets how many pages are held for
/// that.
///
/// # Errors
///
/// A part that fails does not stop the others. The stream yields a [`ParallelError`](crate::ParallelError) once, with the
/// [`KeyRange`] of the part, and ends when the other parts have ended. Then [`Parallel::is_complete`] is `false`.
/// [`Parallel::retry`] resumes the parts that failed.
///
/// # Panics in user code
///
/// If a closure, a request, an iterator or a comparison of keys panics, the panic is propagated, and that part is terminated for
/// good, so the listing is never complete. The other parts can be read afterwards. A checkpoint that is taken afterwards is before
/// the items that were not yielded.
///
/// # Overhead
///
/// A part is polled only if it was woken. Each part makes one more allocation for its request, and an item makes none besides
/// the key that the closure returns. The memory for requests, items and keys depends on `concurrency` and on the page size, not on
/// the number of pages.
pub fn split<L, F, G, R>(listing: F, key: G, concurrency: usize) -> Parallel<Split<L, F, G>>
where
    L: Paginator<Token: SplitKey>,
    F: FnMut() -> L,
    G: Fn(&L::Item) -> R,
    R: Into<Option<L::Token>>,
{
    Parallel::new(Split::new(listing, key, concurrency), concurrency)
}

/// The parts of [`split`]: ranges of one listing, which are cut while listing.
pub struct Split<L: Paginator<Token: SplitKey>, F, G> {
    make_listing: F,
    key: G,
    concurrency: usize,
    partition: Partition<L::Token>,
    /// By the number of the range.
    parts: Vec<RangePart<L>>,
    /// The parts that are not in progress and have not failed.
    waiting: VecDeque<usize>,
    failed: Vec<usize>,
    /// The parts in progress that were removed, because the listing ends below them.
    ended: Vec<usize>,
    /// The parts in progress that may send a request, because the buffer has room.
    senders: Vec<usize>,
    order: Order,
    /// Whether a range may be cut: a page has arrived since that was tried in vain.
    may_cut: bool,
    /// The items of the page that is received.
    items: Vec<L::Item>,
}

impl<L: Paginator<Token: SplitKey>, F, G> Split<L, F, G> {
    fn new(make_listing: F, key: G, concurrency: usize) -> Self {
        let concurrency = concurrency.max(1);
        let mut split = Split {
            make_listing,
            key,
            concurrency,
            partition: Partition::new(),
            parts: Vec::new(),
            waiting: VecDeque::new(),
            failed: Vec::new(),
            ended: Vec::new(),
            senders: Vec::new(),
            order: Order::new(concurrency),
            may_cut: false,
            items: Vec::new(),
        };
        split.add(0, None);
        split
    }
}

impl<L, F, G, R> Parallel<Split<L, F, G>>
where
    L: Paginator<Token: SplitKey>,
    F: FnMut() -> L,
    G: Fn(&L::Item) -> R,
    R: Into<Option<L::Token>>,
{
    /// Sets how many pages are held besides those of the first range, in the order of the keys. By default eight times as many as
    /// requests at the same time. Changes nothing without [`ordered`](Self::ordered).
    ///
    /// In order, the first range is one chain of requests, and is cut into short pieces while it is read. The larger the buffer is,
    /// the longer the pieces are. In a simulation with 32 kinds of keys, 2,000 pages and 16 requests at the same time, the listing
    /// is 6 times as fast with 32 or 128 pages and 10 times as fast with 1,024 pages (median). For the slowest keys it is 1.1, 1.5
    /// and 3.0 times as fast. Up to 2.2 times the requests are sent. So measure with your keys.
    ///
    /// # Examples
    ///
    /// ```
    #[doc = include_str!("../../docs/objects.txt")]
    /// # use objects::{Bucket, Error, Object, objects};
    /// # use paginate_core::{KeyRange, ParallelError, split};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<Error, KeyRange<String>>> {
    /// # let bucket = Bucket::new();
    /// let objects = split(|| objects(&bucket), |object| object.key.clone(), 16);
    /// let objects: Vec<Object> = objects.buffer(64).ordered().try_collect().await?;
    /// assert!(objects.is_sorted_by_key(|object| object.key.clone()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn buffer(mut self, pages: usize) -> Self {
        self.schedule.slots.parts.order.buffer = pages.max(1);
        self
    }

    /// Resumes from a checkpoint of the same listing, whatever its `concurrency` was.
    ///
    /// Yields exactly the items that the other stream had not yet yielded. A page of which items were yielded is requested again.
    /// See [`SplitCheckpoint`] for an example.
    #[must_use = "returns the resumed stream"]
    pub fn resume_from(mut self, checkpoint: SplitCheckpoint<L::Token>) -> Self {
        self.schedule.move_to(Some(checkpoint));
        self
    }
}
