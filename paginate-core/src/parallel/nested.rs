mod window;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::task::{Context, Poll};
use core::{fmt, iter, mem};

use self::window::{Found, State, Window};
use super::Parallel;
use super::checkpoint::{ParallelCheckpoint, PartCheckpoint};
use super::error::{Level, ParallelError};
use super::part::Part;
use super::parts::{ByKey, Parts, Sealed};
use super::with_key::WithKey;
use crate::trace::PartSpan;
use crate::{Checkpoint, Error, Paginator};

/// Lists the listings that a closure makes of the items of an outer listing, at most `concurrency` of them at the same time.
///
/// Use this for a listing of listings: the results of all rules, the tags of all repositories, the tasks of all services. The closure
/// returns a key and a listing for each item of the outer listing, and the stream yields `(key, item)`.
///
/// # Examples
///
/// ```
#[doc = include_str!("../../docs/directory.txt")]
/// use directory::{Client, Error, User};
/// use paginate_core::{Level, Paginator, ParallelError, nested, paginate, testing};
///
/// // `+ use<>`: the listing does not borrow the name of the group, which the closure owns.
/// #[paginate(token = "marker", items = "users")]
/// fn users(directory: &Client, group: &str) -> impl Paginator<Item = User, Error = Error> + use<> {
///     directory.list_users().group(group)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), ParallelError<Error, Level<String>>> {
/// # let directory = Client;
/// # let groups = testing::script([Ok(vec!["staff".to_string(), "guests".to_string()])]);
/// let part = |group: String| (group.clone(), users(&directory, &group));
/// let mut users = nested(groups, part, 8); // `groups` is another listing
/// # let mut count = 0;
/// while let Some((group, user)) = users.try_next().await? {
///     println!("{group}: {}", user.name);
/// #     count += 1;
/// }
/// # assert_eq!(count, 6);
/// # Ok(())
/// # }
/// ```
///
/// # Parts
///
/// - An item that has no listing: return `None`, and `Some((key, listing))` for the others.
/// - A key is of any type that is `Clone`, `Ord` and `Debug`. Each item comes with a clone of its key, so use a key whose clone makes
///   no allocation, such as a number or an `Arc<str>`, if that matters. Keys are shown in error messages and by `tracing`.
/// - **A key names a part.** Two items on one page of the outer listing whose parts have the same key are an error,
///   [`Error::RepeatedKey`]. If an item comes again on a later page, because items were inserted meanwhile, its part is not listed a
///   second time as long as the page that it came on first is [open](#checkpoint).
/// - A part is a paginator, or what `nested` or [`keyed`](crate::keyed) returns. Then there are three levels: see the
///   [guide](crate::guide::large_listings).
///
/// # Requests
///
/// Nothing is sent before the first poll. The outer listing is read only as far as parts are wanted: an item is taken when fewer than
/// `concurrency` parts are in progress. [`prefetch`](Paginator::prefetch) of the outer listing fetches its pages ahead. A `concurrency`
/// of 0 counts as 1, and more than 65,536 as 65,536.
///
/// # Order, panics, rate limits
///
/// As in [`parallel`](crate::parallel). [`ordered`](Parallel::ordered) yields the items in the order of the outer listing. If the
/// closure panics, the outer listing is terminated for good and is not complete; the parts that were begun can be read to their ends.
///
/// # Errors
///
/// The stream yields each error once, with a [`Level`]: an error of the outer listing, converted with [`From`] to the error of
/// the parts, or an error of the part with a key. The other parts continue. [`Parallel::retry`] resumes the listings that failed. The
/// stream keeps a part that failed, so that it can be retried, and the page that it was found on stays [open](#checkpoint).
///
/// # Checkpoint
///
/// [`Parallel::checkpoint`] holds the position of the outer listing before its first open page, and, by key, the positions of the parts
/// on the open pages that were begun or are done. A page is open until it was read and all its parts, and those
/// of the pages before it, are done. So the size does not depend on how many parts are done altogether. But a part that takes much
/// longer than the others keeps its page and all later pages open, and so does a part that failed and is not retried.
///
/// After a resume, the open pages are read again. Their items are recognized by key and not by their places, so items may have been
/// inserted, removed or reordered on the open pages.
///
/// # Overhead
///
/// A part makes one allocation at its first request, as every listing, and an entry in a map of the open keys. An item makes no
/// allocation if the clone of its key makes none. The memory depends on `concurrency`, on the open pages and on the parts that failed.
pub fn nested<O, F, R>(
    outer: O,
    part: F,
    concurrency: usize,
) -> Parallel<Nested<O, F, R::Key, R::Part>>
where
    O: Paginator,
    F: FnMut(O::Item) -> R,
    R: IntoPart<Key: Clone + Ord + fmt::Debug, Part: Part<Error: From<O::Error>>>,
{
    Parallel::new(Nested::new(outer, part), concurrency)
}

/// What the closure of [`nested`] returns: a key and a listing, or an `Option` of them.
#[diagnostic::on_unimplemented(
    message = "expected a key and a listing, found `{Self}`",
    label = "expected `(key, listing)`, or an `Option` of it",
    note = "return the key of the part and its listing from the closure, like `|rule| (rule.name.clone(), results(&client, &rule.name))`"
)]
pub trait IntoPart {
    /// The type of the key.
    type Key;
    /// The type of the listing.
    type Part;

    #[doc(hidden)]
    fn into_part(self) -> Option<(Self::Key, Self::Part)>;
}

impl<K, P: Part> IntoPart for (K, P) {
    type Key = K;
    type Part = P;

    fn into_part(self) -> Option<(K, P)> {
        Some(self)
    }
}

impl<K, P: Part> IntoPart for Option<(K, P)> {
    type Key = K;
    type Part = P;

    fn into_part(self) -> Option<(K, P)> {
        self
    }
}

/// The parts of [`nested`]: listings that a closure makes of the items of an outer listing.
pub struct Nested<O: Paginator, F, K, P: Part> {
    outer: O,
    part: F,
    window: Window<K, P::Checkpoint, Checkpoint<O::Token>>,
    /// The parts that were begun and are not done.
    begun: Vec<Option<Begun<K, P>>>,
    /// The indices that no part has.
    free: Vec<usize>,
    /// How many parts were begun.
    count: usize,
    /// The parts that wait to be started again, in their order.
    to_retry: BTreeMap<usize, usize>,
    /// The parts that ended with an error.
    failed: Vec<usize>,
    /// Whether the outer listing waits for a response.
    waits: bool,
    /// Whether the outer listing was woken and not polled since.
    is_woken: bool,
    /// Whether user code that was to make a part has panicked. Then the outer listing is terminated for good.
    has_panicked: bool,
    /// How many items had the key of another item on the same page.
    repeated: usize,
    /// An error that was found while nothing was read.
    held: Option<ParallelError<P::Error, Level<P::Key<K>>>>,
}

/// A part that was begun and is not done.
struct Begun<K, P> {
    key: K,
    listing: P,
    order: usize,
}

impl<O, F, K, P> Nested<O, F, K, P>
where
    O: Paginator,
    K: Clone + Ord,
    P: Part<Error: From<O::Error>>,
{
    fn new(outer: O, part: F) -> Self {
        Nested {
            outer,
            part,
            window: Window::new(iter::empty()),
            begun: Vec::new(),
            free: Vec::new(),
            count: 0,
            to_retry: BTreeMap::new(),
            failed: Vec::new(),
            waits: false,
            is_woken: false,
            has_panicked: false,
            repeated: 0,
            held: None,
        }
    }

    fn begun(&self, part: usize) -> &Begun<K, P> {
        let begun = self.begun[part].as_ref();
        begun.expect("a part that was begun and is not done")
    }

    fn begun_mut(&mut self, part: usize) -> &mut Begun<K, P> {
        let begun = self.begun[part].as_mut();
        begun.expect("a part that was begun and is not done")
    }

    /// Makes a part of an item of the outer listing. Returns `None` if there is nothing to list.
    fn make<R>(&mut self, item: O::Item) -> Result<Option<usize>, Error<P::Error>>
    where
        F: FnMut(O::Item) -> R,
        R: IntoPart<Key = K, Part = P>,
    {
        // Set until the user code has returned.
        self.has_panicked = true;
        let page = self.outer.page_count();
        self.window.read(page, || self.outer.page_checkpoint());
        let made = (self.part)(item).into_part();
        let part = match made {
            None => Ok(None),
            Some((key, listing)) => {
                let part = self.free.last().copied().unwrap_or(self.begun.len());
                match self.window.find(key.clone(), part) {
                    Found::New(position) => Ok(Some(self.begin(key, listing, position))),
                    Found::Known => Ok(None),
                    Found::Repeated => Err(Error::RepeatedKey { page }),
                }
            }
        };
        self.has_panicked = false;
        if part.is_err() {
            self.repeated += 1;
            self.window.keep_open();
        }
        part
    }

    fn begin(&mut self, key: K, listing: P, position: Option<P::Checkpoint>) -> usize {
        let part = self.free.pop().unwrap_or(self.begun.len());
        if part == self.begun.len() {
            self.begun.push(None);
        }
        let begun = self.begun[part].insert(Begun {
            key,
            listing,
            order: self.count,
        });
        if position.is_some() {
            begun.listing.move_to(position);
        }
        self.count += 1;
        part
    }

    /// Closes the pages of the outer listing whose parts are done.
    fn close(&mut self) {
        self.window.close(self.is_read());
    }

    /// Returns whether all items of the outer listing were read.
    fn is_read(&self) -> bool {
        self.outer.is_complete() && !self.has_panicked
    }

    /// Returns whether nothing more is read from the outer listing, unless an error is retried.
    fn is_over(&self) -> bool {
        self.outer.is_terminated() || self.has_panicked
    }

    /// Forgets all parts, and what is known of them but for their positions.
    fn restart(
        &mut self,
        outer: Checkpoint<O::Token>,
        positions: impl Iterator<Item = (K, Option<P::Checkpoint>)>,
    ) {
        self.window = Window::new(positions);
        self.begun = Vec::new();
        self.free = Vec::new();
        self.to_retry.clear();
        self.failed.clear();
        self.waits = false;
        self.repeated = 0;
        self.held = None;
        self.outer.set_position(outer);
        self.close();
    }
}

impl<O, F, R, K, P> Parallel<Nested<O, F, K, P>>
where
    O: Paginator,
    F: FnMut(O::Item) -> R,
    R: IntoPart<Key = K, Part = P>,
    K: Clone + Ord + fmt::Debug,
    P: Part<Error: From<O::Error>>,
{
    /// Resumes from a checkpoint of the same requests.
    ///
    /// Yields exactly the items that were not yet yielded. The open pages of the outer listing are read again, and the closure is called
    /// for their items; a part that is done sends no request. A part whose key the checkpoint does not contain starts from its
    /// beginning.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Level, ParallelError, nested, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<(), Level<&'static str>>> {
    /// let tags = || {
    ///     let images = testing::script::<_, ()>([Ok(vec!["app", "db"]), Ok(vec!["web"])]);
    ///     nested(images, |image| (image, testing::script([Ok(vec!["1.0", "1.1"])])), 1)
    /// };
    /// let mut first = tags();
    /// for _ in 0..3 {
    ///     first.try_next().await?;
    /// }
    /// let rest: Vec<_> = tags().resume_from(first.checkpoint()).try_collect().await?;
    /// assert_eq!(rest, [("db", "1.1"), ("web", "1.0"), ("web", "1.1")]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "returns the resumed stream"]
    pub fn resume_from(
        mut self,
        checkpoint: ParallelCheckpoint<P::Checkpoint, K, Checkpoint<O::Token>>,
    ) -> Self {
        self.schedule.move_to(Some(checkpoint));
        self
    }

    /// Returns the keys of the checkpoint that the stream resumed from, which the outer listing no longer has. They are known once the
    /// outer listing has been read to its end. Later checkpoints do not contain them.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{Error, Level, ParallelError, nested, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), ParallelError<(), Level<&'static str>>> {
    /// let tags = |images: &[&'static str]| {
    ///     let images = testing::script::<_, ()>([Ok(images.to_vec())]);
    ///     nested(images, |image| (image, testing::script([Ok(vec!["1.0", "1.1"])])), 1)
    /// };
    /// let mut first = tags(&["app", "db"]);
    /// first.try_next().await?; // a tag of "app"
    /// let mut rest = tags(&["db"]).resume_from(first.checkpoint());
    /// rest.try_extend(&mut Vec::new()).await?;
    /// assert_eq!(rest.gone_keys(), ["app"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn gone_keys(&self) -> &[K] {
        self.schedule.slots.parts.window.gone()
    }
}

impl<O: Paginator, F, K, P: Part> Sealed for Nested<O, F, K, P> {}

impl<O: Paginator, F, K, P: Part> ByKey for Nested<O, F, K, P> {}

impl<O, F, R, K, P> Parts for Nested<O, F, K, P>
where
    O: Paginator,
    F: FnMut(O::Item) -> R,
    R: IntoPart<Key = K, Part = P>,
    K: Clone + Ord + fmt::Debug,
    P: Part<Error: From<O::Error>>,
{
    type Item = (K, P::Item);
    type Error = P::Error;
    type Key = Level<P::Key<K>>;
    type Checkpoint = ParallelCheckpoint<P::Checkpoint, K, Checkpoint<O::Token>>;
    type Part = P;
    type Order = usize;

    const ARE_FOUND: bool = true;

    fn most(&self) -> Option<usize> {
        None
    }

    fn part(&mut self, part: usize) -> &mut P {
        &mut self.begun_mut(part).listing
    }

    fn order(&self, part: usize) -> usize {
        self.begun(part).order
    }

    fn may_have_part(&self) -> bool {
        self.held.is_none() && (!self.to_retry.is_empty() || !(self.waits || self.is_over()))
    }

    fn poll_part(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<usize, ParallelError<P::Error, Self::Key>>>> {
        if let Some((_, part)) = self.to_retry.pop_first() {
            return Poll::Ready(Some(Ok(part)));
        }
        while !self.is_over() {
            self.is_woken = false;
            let made = match self.outer.poll_item(cx) {
                Poll::Pending => {
                    self.waits = true;
                    return Poll::Pending;
                }
                Poll::Ready(None) => break,
                Poll::Ready(Some(Ok(item))) => self.make(item),
                Poll::Ready(Some(Err(error))) => Err(error.map(Into::into)),
            };
            match made {
                Ok(None) => {}
                Ok(Some(part)) => return Poll::Ready(Some(Ok(part))),
                Err(error) => return Poll::Ready(Some(Err(ParallelError::of_outer(error)))),
            }
        }
        self.close();
        Poll::Ready(None)
    }

    fn wake(&mut self) {
        self.waits = false;
        self.is_woken = true;
    }

    fn fetch_ahead(&mut self, cx: &mut Context<'_>) {
        if mem::take(&mut self.is_woken) && !self.is_over() {
            self.outer.fetch_ahead(cx);
            self.waits = !self.outer.is_ready();
        }
    }

    fn responses(&self) -> u64 {
        self.outer.responses()
    }

    fn hold_error(&mut self, error: ParallelError<P::Error, Self::Key>) {
        self.held = Some(error);
    }

    fn take_held_error(&mut self) -> Option<ParallelError<P::Error, Self::Key>> {
        self.held.take()
    }

    fn fetch_before_turn(&mut self, part: usize, cx: &mut Context<'_>) {
        self.begun_mut(part).listing.fetch_before_turn(cx);
    }

    fn poll_item(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Item, P::Failure>>> {
        let Begun { key, listing, .. } = self.begun_mut(part);
        // If the clone panics, no item is lost.
        let key = key.clone();
        let polled = listing.poll_next_item(cx);
        polled.map_ok(|item| (key, item))
    }

    #[inline]
    fn take_item(&mut self, part: usize) -> Option<Self::Item> {
        let Begun { key, listing, .. } = self.begun.get_mut(part)?.as_mut()?;
        let key = key.clone();
        let item = listing.take_ready_item()?;
        Some((key, item))
    }

    fn poll_extend<C: Extend<Self::Item>>(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), P::Failure>>> {
        let Begun { key, listing, .. } = self.begun_mut(part);
        listing.poll_extend_items(cx, &mut WithKey { key, collection })
    }

    fn error(&self, part: usize, failure: P::Failure) -> ParallelError<P::Error, Self::Key> {
        let (key, error) = P::failed(self.begun(part).key.clone(), failure);
        ParallelError::of_key(Level::Inner(key), error)
    }

    fn span(&self, part: usize) -> PartSpan {
        PartSpan::of(&self.begun(part).key)
    }

    fn end(&mut self, part: usize) {
        if !self.begun(part).listing.has_completed() {
            self.failed.push(part);
            return;
        }
        if let Some(done) = self.begun[part].take() {
            self.free.push(part);
            self.window.note_done(&done.key);
            self.close();
        }
    }

    fn retry(&mut self) {
        // An error that was not yielded yet is not retried.
        if self.held.is_none() && self.outer.is_terminated() && !self.outer.is_complete() {
            self.window.read_again();
            self.outer.retry();
            self.waits = false;
        }
        for part in mem::take(&mut self.failed) {
            let begun = self.begun_mut(part);
            begun.listing.retry_failed();
            // A listing that panicked stays terminated.
            if !begun.listing.has_terminated() {
                let order = begun.order;
                self.to_retry.insert(order, part);
            }
        }
    }

    fn are_exhausted(&self) -> bool {
        self.held.is_none() && self.to_retry.is_empty() && self.is_over()
    }

    fn are_complete(&self) -> bool {
        self.is_read() && self.free.len() == self.begun.len() && self.repeated == 0
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        let outer = self.window.start().cloned();
        let outer = outer.unwrap_or_else(|| self.outer.checkpoint());
        let positions = self.window.states().map(|(key, state)| {
            let position = match state {
                State::At(position) => Some(position.clone()),
                State::Begun(part) => Some(self.begun(*part).listing.position()),
                State::Done => None,
            };
            (
                key.clone(),
                position.filter(|position| !position.is_at_end()),
            )
        });
        ParallelCheckpoint::of_begun(outer, positions)
    }

    fn move_to(&mut self, checkpoint: Option<Self::Checkpoint>) {
        match checkpoint {
            Some(checkpoint) => {
                let (outer, positions) = checkpoint.into_begun();
                self.restart(outer, positions);
            }
            None => self.restart(Checkpoint::start(), iter::empty()),
        }
    }

    fn finish(&mut self) {
        self.restart(Checkpoint::end(0), iter::empty());
    }
}
