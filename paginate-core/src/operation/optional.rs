use super::{Operation, Sender};
use crate::RepeatedTokenPolicy;
use crate::operation::optional_steps::{CarriedError, DataFlag, MoreResultsFlag, With};
use crate::trace::Trace;

/// Optional steps.
impl<R, S, P, E, A, Steps> Operation<R, Sender<S, P, E>, A, Steps> {
    /// Sets how a page reports whether there are more results.
    ///
    /// If it is `false` the listing ends, whatever the token or the total. If it is `true` the listing continues, and it
    /// fails with [`Error::MissingToken`](crate::Error::MissingToken) if the token is absent.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// fn numbers() -> impl Paginator<Item = u32, Error = ()> {
    ///     operation(1)
    ///         .send(async |number: u32| Ok::<_, ()>(number))
    ///         .page_number(1, |_, number| number)
    ///         .more_results(|page| *page < 3)
    ///         .items(|page| [page])
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let numbers: Vec<u32> = numbers().items().try_collect().await?;
    /// assert_eq!(numbers, [1, 2, 3]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn more_results<C>(
        self,
        more_results: C,
    ) -> Operation<R, Sender<S, P, E>, A, With<MoreResultsFlag<C>, Steps>>
    where
        C: FnMut(&P) -> bool,
    {
        self.with_step(MoreResultsFlag(more_results))
    }

    /// Sets how a response that carries data is distinguished from one that carries none.
    ///
    /// If the closure returns `false`, the page is not delivered, and the listing fails with
    /// [`Error::MissingData`](crate::Error::MissingData).
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// fn users() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     operation(None::<Vec<&str>>)
    ///         .send(async |response| Ok::<_, ()>(response))
    ///         .output_token(|_| None::<u32>)
    ///         .input_token(|response, _| response)
    ///         .has_data(|page| page.is_some())
    ///         .items(|page| page.unwrap_or_default())
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// assert_eq!(users().items().try_next().await, Err(Error::MissingData { page: 1 }));
    /// # }
    /// ```
    pub fn has_data<C>(
        self,
        has_data: C,
    ) -> Operation<R, Sender<S, P, E>, A, With<DataFlag<C>, Steps>>
    where
        C: FnMut(&P) -> bool,
    {
        self.with_step(DataFlag(has_data))
    }

    /// Sets how the error that a successful response may carry is read, `None` if it carries none.
    ///
    /// If there is an error the page is not delivered and the listing fails with
    /// [`Error::Operation`](crate::Error::Operation), whose source is the error converted to the declared `Error`.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// #[derive(Clone)]
    /// struct Response {
    ///     ok: bool,
    ///     error: Option<&'static str>,
    ///     channels: Vec<&'static str>,
    /// }
    ///
    /// fn channels() -> impl Paginator<Item = &'static str, Error = String> {
    ///     let response = Response { ok: false, error: Some("ratelimited"), channels: vec![] };
    ///     operation(response)
    ///         .send(async |response| Ok::<_, &str>(response))
    ///         .output_token(|_| None::<String>)
    ///         .input_token(|request, _| request)
    ///         .error(|page| (!page.ok).then(|| page.error.unwrap_or("no reason given")))
    ///         .items(|page| page.channels)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let error = channels().items().try_next().await.unwrap_err();
    /// assert_eq!(error, Error::Operation { page: 1, source: "ratelimited".to_owned() });
    /// # }
    /// ```
    pub fn error<Source, C>(
        self,
        error: C,
    ) -> Operation<R, Sender<S, P, E>, A, With<CarriedError<C>, Steps>>
    where
        C: FnMut(&P) -> Option<Source>,
    {
        self.with_step(CarriedError(error))
    }

    /// Sets what the listing does with a repeated token.
    ///
    /// Offsets are tokens: an empty page before the end repeats its offset.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, RepeatedTokenPolicy, operation};
    ///
    /// /// The last page carries its own token.
    /// fn events() -> impl Paginator<Item = u32, Error = ()> {
    ///     operation(1)
    ///         .send(async |page: u32| Ok::<_, ()>(page))
    ///         .output_token(|page| Some((page + 1).min(3)))
    ///         .input_token(|_, page| page)
    ///         .repeated_token(RepeatedTokenPolicy::End)
    ///         .items(|page| [page])
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let events: Vec<u32> = events().items().try_collect().await?;
    /// assert_eq!(events, [1, 2, 3]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn repeated_token(self, repeated_token: RepeatedTokenPolicy) -> Self {
        Operation {
            repeated_token,
            ..self
        }
    }
}

/// The name of the listing.
impl<R, S, A, Steps> Operation<R, S, A, Steps> {
    /// Sets the name of the listing in the spans and events of the feature `tracing`, where it is the field `listing`.
    ///
    /// The name can be set at any step. `#[paginate]` sets it to the name of the function. Without the
    /// feature, the name has no effect.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Paginator, operation};
    ///
    /// fn numbers() -> impl Paginator<Item = u32, Error = ()> {
    ///     operation(1)
    ///         .name("numbers")
    ///         .send(async |number: u32| Ok::<_, ()>(number))
    ///         .page_number(1, |_, number| number)
    ///         .more_results(|page| *page < 3)
    ///         .items(|page| [page])
    /// }
    /// # let _ = numbers();
    /// ```
    pub fn name(self, name: &'static str) -> Self {
        Operation {
            trace: Trace::of(name),
            ..self
        }
    }
}
