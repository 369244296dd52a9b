use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;
use core::task::{Context, Poll};

use super::Parallel;
use super::checkpoint::ParallelCheckpoint;
use super::error::ParallelError;
use super::listings::Listings;
use super::part::Part;
use super::parts::{ByKey, Parts, Sealed};
use super::with_key::WithKey;
use crate::trace::PartSpan;

/// Runs many listings at the same time, each of which has a key, at most `concurrency` of them in progress.
///
/// Like [`parallel`](crate::parallel), but yields `(key, item)`, and the key names the listing in errors, in checkpoints and in `tracing`.
/// A checkpoint is valid for other parts, too: parts that were added start, and the order of the parts does not matter.
///
/// # Examples
///
/// ```
/// # use paginate_core::{Paginator, keyed, testing};
/// # fn users(_: &str) -> impl Paginator<Item = &'static str, Error = std::fmt::Error> {
/// #     testing::script([Ok(vec!["ada", "grace"])])
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let groups = ["staff", "guests", "robots"];
/// let mut users = keyed(groups.map(|group| (group, users(group))), 8)?;
/// # let mut count = 0;
/// while let Some((group, user)) = users.try_next().await? {
///     println!("{group}: {user}");
/// #     count += 1;
/// }
/// # assert_eq!(count, 6);
/// # Ok(())
/// # }
/// ```
///
/// # Keys
///
/// A key is of any type that is `Clone`, `Ord` and `Debug`. Each item comes with a clone of its key, so use a key whose clone makes no
/// allocation: a number, a `&str`, or an `Arc<str>`. Keys are shown in error messages and by `tracing`.
///
/// # Levels
///
/// A part is a paginator, or what [`nested`](crate::nested) or `keyed` returns, and then there are three levels, such as the regions, the
/// rules of a region and the results of a rule.
///
/// # Errors
///
/// Returns an error if two parts have the same key. Nothing was sent then.
pub fn keyed<K, P>(
    parts: impl IntoIterator<Item = (K, P)>,
    concurrency: usize,
) -> Result<Parallel<Keyed<K, P>>, RepeatedKeyError<K>>
where
    K: Clone + Ord + fmt::Debug,
    P: Part,
{
    Ok(Parallel::new(Keyed::new(parts)?, concurrency))
}

/// The parts of [`keyed`]: listings that are given with their keys.
pub struct Keyed<K, P> {
    keys: Vec<K>,
    listings: Listings<P>,
    /// The indices of the listings in the order of their keys.
    sorted: Vec<usize>,
    gone: Vec<K>,
}

impl<K: Ord, P: Part> Keyed<K, P> {
    fn new(parts: impl IntoIterator<Item = (K, P)>) -> Result<Self, RepeatedKeyError<K>> {
        let (mut keys, listings): (Vec<K>, Vec<P>) = parts.into_iter().unzip();
        let mut sorted: Vec<usize> = (0..keys.len()).collect();
        sorted.sort_by_key(|index| &keys[*index]);
        let is_repeated = |pair: &&[usize]| keys[pair[0]] == keys[pair[1]];
        if let Some(pair) = sorted.windows(2).find(is_repeated) {
            let key = keys.swap_remove(pair[1]);
            return Err(RepeatedKeyError { key });
        }
        Ok(Keyed {
            keys,
            listings: Listings::new(listings.into_iter()),
            sorted,
            gone: Vec::new(),
        })
    }
}

impl<K, P> Parallel<Keyed<K, P>>
where
    K: Clone + Ord + fmt::Debug,
    P: Part,
{
    /// Resumes from a checkpoint of parts with keys.
    ///
    /// Yields exactly the items that were not yet yielded. A part whose key the checkpoint does not contain starts from its
    /// beginning. [`gone_keys`](Self::gone_keys) returns the keys of the checkpoint that no part has.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{keyed, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let region = |name, users: [&'static str; 2]| {
    ///     (name, testing::script::<_, std::fmt::Error>([Ok(users.to_vec())]))
    /// };
    /// let parts = [region("eu", ["ada", "edsger"]), region("us", ["grace", "donald"])];
    /// let mut users = keyed(parts, 1)?;
    /// assert_eq!(users.try_next().await?, Some(("eu", "ada")));
    ///
    /// let parts = [region("ap", ["masatoshi", "yukihiro"]), region("eu", ["ada", "edsger"])];
    /// let users = keyed(parts, 1)?.resume_from(users.checkpoint());
    /// let rest: Vec<(&str, &str)> = users.try_collect().await?;
    /// assert_eq!(rest, [("ap", "masatoshi"), ("ap", "yukihiro"), ("eu", "edsger")]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use = "returns the resumed stream"]
    pub fn resume_from(mut self, checkpoint: ParallelCheckpoint<P::Checkpoint, K>) -> Self {
        self.schedule.move_to(Some(checkpoint));
        self
    }

    /// Returns the keys of the checkpoint that the stream resumed from, which no part has. Later checkpoints do not contain them.
    ///
    /// # Examples
    ///
    /// ```
    /// # use paginate_core::{keyed, testing};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let region = || testing::script::<_, std::fmt::Error>([Ok(vec!["ada", "grace"])]);
    /// let mut users = keyed([("eu", region()), ("us", region())], 1)?;
    /// users.try_next().await?; // a user of "eu"
    ///
    /// let users = keyed([("us", region())], 1)?.resume_from(users.checkpoint());
    /// assert_eq!(users.gone_keys(), ["eu"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn gone_keys(&self) -> &[K] {
        &self.schedule.slots.parts.gone
    }
}

impl<K, P> Sealed for Keyed<K, P> {}

impl<K, P> ByKey for Keyed<K, P> {}

impl<K, P> Parts for Keyed<K, P>
where
    K: Clone + Ord + fmt::Debug,
    P: Part,
{
    type Item = (K, P::Item);
    type Error = P::Error;
    type Key = P::Key<K>;
    type Checkpoint = ParallelCheckpoint<P::Checkpoint, K>;
    type Part = P;
    type Order = usize;

    const ARE_FOUND: bool = false;

    fn most(&self) -> Option<usize> {
        self.listings.most()
    }

    #[inline]
    fn part(&mut self, part: usize) -> &mut P {
        self.listings.part(part)
    }

    fn order(&self, part: usize) -> usize {
        part
    }

    fn may_have_part(&self) -> bool {
        self.listings.may_have_part()
    }

    fn poll_part(
        &mut self,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<usize, ParallelError<P::Error, Self::Key>>>> {
        Poll::Ready(self.listings.take_waiting().map(Ok))
    }

    fn fetch_before_turn(&mut self, part: usize, cx: &mut Context<'_>) {
        self.listings.fetch_before_turn(part, cx);
    }

    fn poll_item(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Self::Item, P::Failure>>> {
        // If the clone panics, no item is lost.
        let key = self.keys[part].clone();
        let polled = self.listings.poll_item(part, cx);
        polled.map_ok(|item| (key, item))
    }

    #[inline]
    fn take_item(&mut self, part: usize) -> Option<Self::Item> {
        let key = self.keys.get(part)?.clone();
        let item = self.listings.take_item(part)?;
        Some((key, item))
    }

    fn poll_extend<C: Extend<Self::Item>>(
        &mut self,
        part: usize,
        cx: &mut Context<'_>,
        collection: &mut C,
    ) -> Poll<Option<Result<(), P::Failure>>> {
        let key = &self.keys[part];
        let mut collection = WithKey { key, collection };
        self.listings.poll_extend(part, cx, &mut collection)
    }

    fn error(&self, part: usize, failure: P::Failure) -> ParallelError<P::Error, Self::Key> {
        let (key, error) = P::failed(self.keys[part].clone(), failure);
        ParallelError::of_key(key, error)
    }

    fn span(&self, part: usize) -> PartSpan {
        PartSpan::of(&self.keys[part])
    }

    fn end(&mut self, part: usize) {
        self.listings.end(part);
    }

    fn retry(&mut self) {
        self.listings.retry();
    }

    fn are_exhausted(&self) -> bool {
        self.listings.are_exhausted()
    }

    fn are_complete(&self) -> bool {
        self.listings.are_complete()
    }

    fn checkpoint(&self) -> Self::Checkpoint {
        let key_and_position =
            |index: &usize| (self.keys[*index].clone(), self.listings.position(*index));
        ParallelCheckpoint::of_all(self.sorted.iter().map(key_and_position))
    }

    fn move_to(&mut self, checkpoint: Option<Self::Checkpoint>) {
        let entries = checkpoint.map(|checkpoint| checkpoint.into_entries().1);
        let mut entries: BTreeMap<K, Option<Option<P::Checkpoint>>> =
            entries.into_iter().flatten().collect();
        let keys = &self.keys;
        self.listings
            .set_positions(|index| entries.remove(&keys[index]).unwrap_or(Some(None)));
        self.gone = entries.into_keys().collect();
    }

    fn finish(&mut self) {
        self.listings.finish();
    }
}

/// The error of [`keyed`]: two parts have the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedKeyError<K> {
    key: K,
}

impl<K> RepeatedKeyError<K> {
    /// Returns the key that two parts have.
    pub fn key(&self) -> &K {
        &self.key
    }
}

impl<K: fmt::Debug> fmt::Display for RepeatedKeyError<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a key of its own for each part, found two parts with the key {:?}",
            self.key
        )
    }
}

impl<K: fmt::Debug> core::error::Error for RepeatedKeyError<K> {}
