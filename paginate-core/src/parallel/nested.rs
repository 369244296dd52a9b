//! Lists the listings that another listing finds.
//!
//! - [`begun`] has the parts that were begun, and [`window`] what is known of the parts on the open pages of the outer listing.
//! - [`parts`] gives the parts to the engine.

mod begun;
mod parts;
mod window;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use self::begun::Begun;
use self::window::Window;
use super::Parallel;
use super::checkpoint::ParallelCheckpoint;
use super::error::{Level, ParallelError};
use super::part::Part;
use crate::{Checkpoint, Paginator};

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
///   [`Error::RepeatedKey`](crate::Error::RepeatedKey). If an item comes again on a later page, because items were inserted meanwhile,
///   its part is not listed a second time as long as the page that it came on first is [open](#checkpoint).
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
