//! The engine that lists the parts of a large listing at the same time.
//!
//! One stream, [`Parallel`], one error, [`ParallelError`], and one checkpoint, [`ParallelCheckpoint`], over the key of a part. Only
//! where the parts come from differs:
//!
//! ```text
//! parallel(listings, n)                  -> Parallel<Listings<P>>                      yields T,      errors usize
//! keyed([(key, listing)], n)             -> Result<Parallel<Keyed<K, P>>, …>           yields (K, T), errors K
//! nested(outer, |item| (key, listing), n)-> Parallel<Nested<O, F, K, P>>               yields (K, T), errors Level<K>
//! split(|| listing, |item| key, n)       -> Parallel<Split<L, F, G>>                      yields T,      errors KeyRange<K>
//! ```
//!
//! - [`part`]: what can be a part. A paginator, or a stream of parts with keys, which makes levels.
//! - [`parts`]: where parts come from, with one file for each source: [`listings`], [`keyed`](mod@keyed), [`nested`](mod@nested),
//!   [`split`](mod@split).
//! - [`schedule`] decides which part is polled. [`slots`] has the parts in progress, [`queue`] the ones that were woken or have items,
//!   and [`wakers`] notes which were woken.
//! - [`checkpoint`] holds an entry for each part, by key. The key of a listing that its index names takes no memory.
//!
//! Considered and not chosen:
//!
//! - A stream, an error and a checkpoint for each source: the methods of `Parallel` four times.
//! - A stream as the outer listing of `nested`. Its pages are open in all its parts at once, so no position in it is before the
//!   unfinished parts and after those that are done. A stream as a part has one list of open pages of its own.
//! - Keys behind an `Arc`: an atomic operation for each item costs more than the item. The user decides how a key is cloned.
//! - Hashed keys: `alloc` has no hash map, and `Ord` is as common.
//! - A checkpoint that forgets pages in the middle: if items move from an open page to one that was forgotten, they are lost.

mod checkpoint;
mod error;
mod keyed;
mod listings;
mod nested;
mod part;
mod parts;
mod queue;
mod schedule;
mod slots;
mod split;
mod wakers;
mod with_key;

use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::stream::{FusedStream, Stream};

pub use self::checkpoint::{ByIndex, Given, ListingCountError, ParallelCheckpoint};
pub use self::error::{Level, ParallelError};
pub use self::keyed::{Keyed, RepeatedKeyError, keyed};
pub use self::listings::Listings;
pub use self::nested::{IntoPart, Nested, nested};
pub use self::part::Part;
pub use self::parts::Parts;
use self::schedule::Schedule;
use self::slots::Slots;
pub use self::split::{KeyRange, Split, SplitCheckpoint, SplitKey, split};

/// Runs many listings of one type at the same time, at most `concurrency` of them in progress.
///
/// With [`keyed`], each listing has a key. With [`nested`], another listing finds them.
///
/// A token comes with the page before it, so the pages of one listing are requested one after the other. A large listing is
/// fast only if it is split into parts, such as the segments of a table, the prefixes of a bucket, the regions of an account
/// or the rules of a service. `parallel` yields the items of all parts. Choose parts that together contain each item exactly
/// once.
///
/// # Examples
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// use directory::{Client, Error, User};
/// use paginate_core::{Paginator, ParallelError, paginate, parallel};
///
/// #[paginate(token = "marker", items = "users")]
/// fn users(directory: &Client, group: &str) -> impl Paginator<Item = User, Error = Error> {
///     directory.list_users().group(group)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), ParallelError<Error>> {
/// # let directory = Client;
/// let groups = ["staff", "guests", "robots"];
/// let mut users = parallel(groups.map(|group| users(&directory, group)), 8);
/// let mut count = 0;
/// while let Some(user) = users.try_next().await? {
///     println!("{}", user.name);
///     count += 1;
/// }
/// # assert_eq!(count % 3, 0);
/// # Ok(())
/// # }
/// ```
///
/// # Listings
///
/// Nothing is sent before the first poll. The listings are started in order, and the next one is started when one of those in
/// progress has ended. A `concurrency` of 0 counts as 1. [`prefetch`](crate::Paginator::prefetch) and
/// [`max_pages`](crate::Paginator::max_pages) are set on each listing. Listings of different types can be boxed as trait objects.
///
/// # Order
///
/// The items of one listing are yielded in order. Items of different listings are yielded as they arrive: the first item of a
/// page as soon as the page has arrived. Then ready listings alternate page by page. [`Parallel::ordered`] yields the items in
/// the order of the listings.
///
/// # Errors
///
/// A listing that fails does not stop the others. The stream yields a [`ParallelError`] once, with the index of the listing,
/// and ends when the other listings have ended. Then [`Parallel::is_complete`] is `false`. [`Parallel::retry`] resumes the
/// listings that failed.
///
/// # Panics in user code
///
/// If a closure, a request, a conversion or an iterator of a listing panics, the panic is propagated, and that listing is
/// terminated for good and is not complete. The other listings can be read afterwards. A checkpoint that is
/// taken afterwards is before the item that was not yielded.
///
/// # Rate limits
///
/// All listings can share a limit: wait for a permit of a semaphore or of a limiter in the closure `send` or in the body of
/// the page form. A listing that fails gives back the permits of its requests at once.
///
/// # Overhead
///
/// A listing is polled only if it was woken or has items to yield. Each listing in progress makes one more allocation, and
/// an item makes none. The memory for requests and tokens depends on `concurrency`, not on the number of listings: a listing
/// allocates it at its first request and frees it when it ends.
pub fn parallel<L>(listings: L, concurrency: usize) -> Parallel<Listings<L::Item>>
where
    L: IntoIterator<Item: Part>,
{
    Parallel::new(Listings::new(listings.into_iter()), concurrency)
}

/// Yields the items of many listings that run at the same time.
///
/// Returned by [`parallel`], [`keyed`], [`nested`] and [`split`]. `S` is the source of the listings: [`Listings`], [`Keyed`],
/// [`Nested`] or [`Split`]. The documentation of [`parallel`] describes the order of the items and the errors. Like
/// [`Items`](crate::Items), `Parallel` is a fused [`Stream`] with methods of its own.
///
/// The stream yields to the executor after 32 responses that were ready immediately, or a few more if one poll of a listing
/// receives several. The future of
/// [`try_collect`](Self::try_collect) owns the listings; dropping it drops them. Dropping a `Parallel` drops all requests in
/// flight.
#[must_use = "nothing is sent until the items are polled"]
pub struct Parallel<S: Parts> {
    schedule: Schedule<S>,
}

impl<S: Parts> Parallel<S> {
    fn new(parts: S, concurrency: usize) -> Self {
        Parallel {
            schedule: Schedule::new(Slots::new(parts, concurrency)),
        }
    }

    /// Yields the items in the order of the listings: all items of the first listing, then all items of the second. The order of
    /// [`nested`] is that of the outer listing, and the order of [`split`] is that of the keys. How many pages `split` then holds is
    /// set with [`buffer`](Self::buffer).
    ///
    /// Up to `concurrency` listings are in progress at the same time. A listing that waits for those before it fetches its first
    /// page, and as many pages ahead as its [`prefetch`](crate::Paginator::prefetch) allows. So prefetch as many pages as a part
    /// usually has. Calling this method again, or after items have been read, changes nothing but the order of the items that
    /// follow.
    ///
    /// After an error, the stream continues with the next listing. If [`retry`](Self::retry) is called before the next poll,
    /// the order is kept. If it is called later, the remaining items of the failed listing are yielded once the number of
    /// listings in progress allows.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Paginator, ParallelError, parallel, testing};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<()>> {
    /// let months = [vec!["january"], vec!["february"], vec!["march"]];
    /// let months = months.map(|month| testing::script::<_, ()>([Ok(month)]).prefetch(2));
    /// let months: Vec<&str> = parallel(months, 2).ordered().try_collect().await?;
    /// assert_eq!(months, ["january", "february", "march"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ordered(mut self) -> Self {
        self.schedule.set_ordered();
        self
    }

    /// Returns the next item, or `None` once all listings are terminated.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{parallel, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listings = [testing::script([Err("throttled")]), testing::script([Ok(vec!["ada"])])];
    /// let mut users = parallel(listings, 1);
    /// let error = users.next().await.unwrap().unwrap_err();
    /// assert_eq!(error.listing(), 0);
    /// assert_eq!(users.next().await, Some(Ok("ada"))); // the other listing continues
    /// assert_eq!(users.next().await, None);
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns a [`ParallelError`] if the next page of a listing cannot be fetched. Each error is returned once. The other
    /// listings continue.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the requests in flight stay with the listings and the
    /// next call continues with them.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "the asynchronous `next`")]
    pub fn next(
        &mut self,
    ) -> impl Future<Output = Option<Result<S::Item, ParallelError<S::Error, S::Key>>>> + Unpin
    {
        poll_fn(|cx| self.schedule.poll_item(cx))
    }

    /// Like [`next`](Self::next), but returns `Result<Option<_>, _>`, for `?` in a `while let`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{ParallelError, parallel, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<()>> {
    /// # let listings = [testing::script::<_, ()>([Ok(vec!["ada"])])];
    /// let mut users = parallel(listings, 8);
    /// while let Some(user) = users.try_next().await? {
    ///     println!("{user}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the same errors as `next`. After an error, another call continues with the other listings.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe, as `next` is.
    #[inline]
    pub async fn try_next(&mut self) -> Result<Option<S::Item>, ParallelError<S::Error, S::Key>> {
        self.next().await.transpose()
    }

    /// Collects all remaining items.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{ParallelError, parallel, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<()>> {
    /// let listings = [vec!["ada"], vec!["grace"]].map(|page| testing::script::<_, ()>([Ok(page)]));
    /// let mut users: Vec<&str> = parallel(listings, 8).try_collect().await?;
    /// users.sort();
    /// assert_eq!(users, ["ada", "grace"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the first error, and drops the listings and the collected items. Use [`try_extend`](Self::try_extend) to
    /// keep both.
    ///
    /// # Cancel safety
    ///
    /// The future owns the listings. If the future is dropped, the listings and the collected items are dropped, too. Use
    /// [`try_extend`](Self::try_extend) to keep both.
    pub async fn try_collect<C>(mut self) -> Result<C, ParallelError<S::Error, S::Key>>
    where
        C: Default + Extend<S::Item>,
    {
        let mut collection = C::default();
        self.try_extend(&mut collection).await?;
        Ok(collection)
    }

    /// Adds all remaining items to a collection.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{parallel, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listings = [
    ///     testing::script(vec![Ok(vec!["ada"]), Err("throttled"), Ok(vec!["grace"])]),
    ///     testing::script(vec![Ok(vec!["edsger"])]),
    /// ];
    /// let mut listings = parallel(listings, 8);
    /// let mut users = Vec::new();
    /// while let Err(error) = listings.try_extend(&mut users).await {
    ///     eprintln!("listing {}: {}", error.listing(), error.error());
    ///     listings.retry();
    /// }
    /// users.sort();
    /// assert_eq!(users, ["ada", "edsger", "grace"]);
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the first error. The items before the error are in the collection. Another call adds the
    /// remaining items: those of the other listings and, after [`retry`](Self::retry), those of the listing that failed.
    ///
    /// # Cancel safety
    ///
    /// This method is cancel safe. If the future is dropped, the items that have arrived are in the
    /// collection, and another call adds the remaining items.
    pub async fn try_extend<C>(
        &mut self,
        collection: &mut C,
    ) -> Result<(), ParallelError<S::Error, S::Key>>
    where
        C: Extend<S::Item>,
    {
        while let Some(extended) = poll_fn(|cx| self.poll_extend(cx, collection)).await {
            extended?;
        }
        Ok(())
    }

    fn poll_extend<C>(
        &mut self,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), ParallelError<S::Error, S::Key>>>>
    where
        C: Extend<S::Item>,
    {
        let read =
            |parts: &mut S, part, cx: &mut Context<'_>| parts.poll_extend(part, cx, collection);
        self.schedule.poll(cx, read)
    }

    /// Returns a checkpoint of all parts after the last item that was yielded, for `resume_from`.
    ///
    /// A checkpoint can be taken at any time: between two items, while pages are awaited, after an error, at the end.
    /// Pages that were fetched ahead do not change the checkpoint. See [`ParallelCheckpoint`] for an example.
    pub fn checkpoint(&self) -> S::Checkpoint {
        self.schedule.slots.parts.checkpoint()
    }

    /// Allows all listings that failed to continue: each requests its failed page again. No item is yielded twice.
    ///
    /// The listings continue when the number of listings in progress allows, before listings that were not started and have a
    /// higher index. Does nothing if no listing failed. See [`Items::retry`](crate::Items::retry) for what is requested again.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{parallel, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listings = [testing::script([Err("throttled"), Ok(vec!["ada"])])];
    /// let mut users = parallel(listings, 8);
    /// assert!(users.try_next().await.is_err());
    /// assert_eq!(users.try_next().await, Ok(None));
    /// users.retry();
    /// assert_eq!(users.try_next().await, Ok(Some("ada")));
    /// # }
    /// ```
    pub fn retry(&mut self) {
        self.schedule.retry();
    }

    /// Returns whether all listings have reached their ends without an error, including the outer listing of [`nested`].
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{parallel, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let listings = [testing::script([Ok(vec!["ada"]), Err("throttled")])];
    /// let mut users = parallel(listings, 8);
    /// while let Some(user) = users.next().await {
    ///     match user {
    ///         Ok(user) => println!("{user}"),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// assert!(!users.is_complete()); // page 2 failed
    /// # }
    /// ```
    pub fn is_complete(&self) -> bool {
        self.schedule.slots.parts.are_complete()
    }
}

impl<P: Part> Parallel<Listings<P>> {
    /// Resumes from a checkpoint of other listings of the same requests, in the same order.
    ///
    /// Yields exactly the items that the other listings had not yet yielded. The number in progress, the order and the settings
    /// of the listings are those of `self`. See [`ParallelCheckpoint`] for an example.
    ///
    /// # Errors
    ///
    /// Returns an error if the checkpoint belongs to another number of listings.
    pub fn resume_from(
        mut self,
        checkpoint: ParallelCheckpoint<P::Checkpoint>,
    ) -> Result<Self, ListingCountError> {
        let (expected, found) = (self.schedule.slots.parts.len(), checkpoint.listings());
        if found != expected {
            return Err(ListingCountError { expected, found });
        }
        self.schedule.move_to(Some(checkpoint));
        Ok(self)
    }
}

// The parts are never pinned, so they need not be `Unpin`.
impl<S: Parts> Unpin for Parallel<S> {}

impl<S: Parts> fmt::Debug for Parallel<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parallel").finish_non_exhaustive()
    }
}

impl<S: Parts> Stream for Parallel<S> {
    type Item = Result<S::Item, ParallelError<S::Error, S::Key>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.schedule.poll_item(cx)
    }
}

impl<S: Parts> FusedStream for Parallel<S> {
    fn is_terminated(&self) -> bool {
        self.schedule.is_terminated()
    }
}
