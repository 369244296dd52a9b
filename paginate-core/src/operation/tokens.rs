use super::{Operation, Sender};
use crate::operation::advance::{FromPage, FromPageAndToken, OutputToken, Tokens};

/// How the listing advances: with tokens.
impl<R, S, P, E> Operation<R, Sender<S, P, E>> {
    /// Sets how the token that a page carries is read, `None` if the page is the last one.
    ///
    /// Several tokens form one tuple of `Option`s.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Paginator, operation};
    ///
    /// struct Page {
    ///     keys: Vec<&'static str>,
    ///     last_key: Option<&'static str>,
    /// }
    ///
    /// async fn fetch(after: Option<&'static str>) -> Result<Page, ()> {
    ///     Ok(match after {
    ///         None => Page { keys: vec!["a", "b"], last_key: Some("b") },
    ///         Some(_) => Page { keys: vec!["c"], last_key: None },
    ///     })
    /// }
    ///
    /// fn keys() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     operation(None)
    ///         .send(fetch)
    ///         .output_token(|page| page.last_key)
    ///         .input_token(|_, key| Some(key))
    ///         .items(|page| page.keys)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let keys: Vec<&str> = keys().items().try_collect().await.unwrap();
    /// assert_eq!(keys, ["a", "b", "c"]);
    /// # }
    /// ```
    pub fn output_token<O, T>(
        self,
        output_token: O,
    ) -> Operation<R, Sender<S, P, E>, OutputToken<FromPage<O>, T>>
    where
        O: FnMut(&P) -> Option<T>,
    {
        self.with_advance(|()| OutputToken::new(FromPage(output_token)))
    }

    /// Like [`output_token`](Self::output_token), but the closure also gets the token that the page was requested with.
    ///
    /// That token is `None` for the first page, unless the listing resumes from a checkpoint. Use it for a token that
    /// continues the one before, such as a tuple of which a page renews only one member.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// struct Response {
    ///     session: Option<&'static str>,
    ///     has_more: bool,
    /// }
    ///
    /// /// Only the first page carries the session. The further pages are requested with it and with their number.
    /// async fn fetch(token: Option<(&'static str, u32)>) -> Result<Response, ()> {
    ///     Ok(match token {
    ///         None => Response { session: Some("s-1"), has_more: true },
    ///         Some((session, page)) => Response { session: None, has_more: session == "s-1" && page < 3 },
    ///     })
    /// }
    ///
    /// fn sessions() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     operation(None)
    ///         .send(fetch)
    ///         .output_token_after(|page, token| match token {
    ///             _ if !page.has_more => None,
    ///             None => Some((page.session?, 2)),
    ///             Some((session, number)) => Some((*session, number + 1)),
    ///         })
    ///         .input_token(|_, token| Some(token))
    ///         .items(|page| page.session)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let sessions: Vec<&str> = sessions().items().try_collect().await?;
    /// assert_eq!(sessions, ["s-1"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn output_token_after<O, T>(
        self,
        output_token: O,
    ) -> Operation<R, Sender<S, P, E>, OutputToken<FromPageAndToken<O>, T>>
    where
        O: FnMut(&P, Option<&T>) -> Option<T>,
    {
        self.with_advance(|()| OutputToken::new(FromPageAndToken(output_token)))
    }
}

impl<R, S, O, T> Operation<R, S, OutputToken<O, T>> {
    /// Sets how the request for a page is made from a clone of the first request and the token of the page before.
    ///
    /// See [`output_token`](Operation::output_token) for an example.
    pub fn input_token<I>(self, input_token: I) -> Operation<R, S, Tokens<O, I, T>>
    where
        I: FnMut(R, T) -> R,
    {
        self.with_advance(|output_token| Tokens {
            output_token,
            input_token,
        })
    }
}
