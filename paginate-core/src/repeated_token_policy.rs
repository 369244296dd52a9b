/// Specifies what a listing does when a page returns a token that was already used.
///
/// Set with the argument `repeated_token` of [`#[paginate]`](macro@crate::paginate), or with
/// [`Operation::repeated_token`](crate::Operation::repeated_token).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RepeatedTokenPolicy {
    /// Yields the page, then [`Error::RepeatedToken`](crate::Error::RepeatedToken). This is the default.
    #[default]
    Error,
    /// Yields the page as the last one, for APIs that mark the end of a listing by repeating its token.
    End,
    /// Ignores the repetition and requests the next page with the token, for APIs that are tailed: later requests with
    /// the same token return new items.
    Continue,
}
