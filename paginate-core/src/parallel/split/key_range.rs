/// The keys of a range of a listing that is [split](crate::split): those above `after`, up to `up_to`.
///
/// The key of a [`ParallelError`](crate::ParallelError): the keys of the range that were not received.
///
/// # Examples
///
/// ```
#[doc = include_str!("../../../docs/objects.txt")]
/// # use objects::{Bucket, objects};
/// use paginate_core::split;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let bucket = Bucket::that_fails_after("b");
/// let mut objects = split(|| objects(&bucket), |object| object.key.clone(), 16);
/// let error = objects.try_extend(&mut Vec::new()).await.unwrap_err();
/// assert_eq!(error.key().after.as_deref(), Some("b"));
/// assert_eq!(error.error().to_string(), "the request for page 2 failed");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyRange<K> {
    /// The last key before the range, or `None` at the beginning of the listing.
    pub after: Option<K>,
    /// The last key that may be in the range, or `None` at the end of the listing.
    pub up_to: Option<K>,
}
