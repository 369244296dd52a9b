/// What a listing does with a repeated token: one that it has already sent a request with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RepeatedToken {
    /// The page is delivered, then [`Error::RepeatedToken`](crate::Error::RepeatedToken).
    #[default]
    Error,
    /// The page is the last one: the operation marks the end of the listing by repeating its token.
    End,
    /// The repetition is ignored and the listing keeps polling, for APIs that are tailed.
    Continue,
}
