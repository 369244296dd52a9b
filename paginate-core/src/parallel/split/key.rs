mod digits;
mod integers;
mod sequences;

/// A key by which a listing is ordered, for [`split`](crate::split).
///
/// Strings, bytes, arrays of bytes and integers are keys. [`Reverse`](core::cmp::Reverse) makes a key of a listing in descending
/// order. Keys are compared with [`Ord`], which must be the order of the service.
///
/// A model of the keys is learned from the keys that are listed, and estimates where a range is best cut. The model is only a
/// hint: a wrong estimate costs time, and no key is lost or repeated.
///
/// # Examples
///
/// A type of your own delegates to the key that it contains:
///
/// ```
/// use paginate_core::SplitKey;
///
/// #[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
/// struct UserId(String);
///
/// impl SplitKey for UserId {
///     type Model = <String as SplitKey>::Model;
///
///     fn learn(model: &mut Self::Model, key: &Self, next: &Self) {
///         String::learn(model, &key.0, &next.0);
///     }
///
///     fn distance(model: &Self::Model, low: &Self, high: Option<&Self>) -> f64 {
///         String::distance(model, &low.0, high.map(|high| &high.0))
///     }
///
///     fn after(model: &Self::Model, low: &Self, distance: f64) -> Option<Self> {
///         String::after(model, &low.0, distance).map(UserId)
///     }
/// }
/// ```
pub trait SplitKey: Ord + Clone {
    /// What was learned from the keys that were listed.
    type Model: Default;

    /// Learns from a key and from the next key of the listing.
    fn learn(model: &mut Self::Model, key: &Self, next: &Self);

    /// Returns the logarithm to the base 2 of the estimated share of all keys that lie between two keys. Without `high`, the range
    /// has no end. Only differences between distances matter. If `high` is not above `low`, returns negative infinity.
    fn distance(model: &Self::Model, low: &Self, high: Option<&Self>) -> f64;

    /// Returns a key at about a [`distance`](Self::distance) above another one, or `None` if there is none.
    ///
    /// The key need not be in the listing. A key that is not above `low` is ignored.
    fn after(model: &Self::Model, low: &Self, distance: f64) -> Option<Self>;
}

#[cfg(test)]
mod tests;
