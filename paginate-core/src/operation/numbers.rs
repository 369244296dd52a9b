use super::{Operation, Sender};
use crate::operation::advance::{Counted, Offsets, PageNumbers};
use crate::operation::number::Number;
use crate::operation::optional_steps::{ItemCount, TotalItems, TotalPages, With};

/// How the listing advances: with page numbers or offsets.
impl<R, S, P, E> Operation<R, Sender<S, P, E>> {
    /// Sets that the pages are numbered, and how a number is set on the request.
    ///
    /// The first page is requested with the request as it is, and has the number `first`. The pages after it are
    /// numbered upwards. The number is the token of a [`Checkpoint`](crate::Checkpoint): `Checkpoint::at(7)` is before the
    /// first item of page 7. [`Error::page`](crate::Error::page) and [`Items::page_count`](crate::Items::page_count)
    /// count from 1, regardless of `first`.
    ///
    /// With [`prefetch(n)`](crate::Paginator::prefetch), up to `n` pages are requested at the same time.
    ///
    /// # The end of the listing
    ///
    /// At least one of these steps must be set. The first one for which the page has a value decides:
    ///
    /// 1. [`more_results`](Self::more_results): the listing ends if it is `false` and continues if it is `true`, even
    ///    after an empty page.
    /// 2. [`total_pages`](Self::total_pages): the listing ends after this number of pages.
    /// 3. [`total_items`](Self::total_items), which needs [`item_count`](Self::item_count): the listing ends once this number of
    ///    items has arrived.
    /// 4. [`item_count`](Self::item_count): the first empty page ends the listing.
    ///
    /// A total that is absent from a page is the one of the last page that carried it. If no page has carried a total
    /// and the items are not counted, the listing fails with [`Error::MissingToken`](crate::Error::MissingToken).
    ///
    /// # Errors
    ///
    /// If the number of the next page does not fit into its type, the listing fails with
    /// [`Error::PageNumberOverflow`](crate::Error::PageNumberOverflow).
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// #[derive(Clone)]
    /// struct ListIssues {
    ///     page: Option<u32>,
    /// }
    ///
    /// struct Response {
    ///     issues: Vec<u32>,
    ///     last_page: u64,
    /// }
    ///
    /// impl ListIssues {
    ///     async fn send(self) -> Result<Response, std::io::Error> {
    ///         let page = self.page.unwrap_or(1);
    ///         Ok(Response { issues: vec![page * 10, page * 10 + 1], last_page: 3 })
    ///     }
    /// }
    ///
    /// fn issues() -> impl Paginator<Item = u32, Token = u32, Error = std::io::Error> {
    ///     operation(ListIssues { page: None })
    ///         .send(|request| request.send())
    ///         .page_number(1, |_, number| ListIssues { page: Some(number) })
    ///         .total_pages(|page| Some(page.last_page))
    ///         .items(|page| page.issues)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<std::io::Error>> {
    /// let issues: Vec<u32> = issues().prefetch(2).items().try_collect().await?;
    /// assert_eq!(issues, [10, 11, 20, 21, 30, 31]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn page_number<N, I>(
        self,
        first: N,
        page_number: I,
    ) -> Operation<R, Sender<S, P, E>, PageNumbers<N, I>>
    where
        N: Number,
        I: FnMut(R, N) -> R,
    {
        self.with_advance(|()| PageNumbers::new(first, page_number))
    }

    /// Sets that pages begin at an offset, how many items a page carries, and how an offset is set on the request.
    ///
    /// The first page is requested with the request as it is, and begins at offset 0. Each further offset is the offset
    /// of the page before it plus the number of items on that page: the items that were received, whatever number was
    /// asked for. The offset is the token of a [`Checkpoint`](crate::Checkpoint).
    ///
    /// The listing ends when [`more_results`](Self::more_results) is `false`, or at the
    /// [total](Self::total_items), or else at the first empty page.
    ///
    /// With [`prefetch(n)`](crate::Paginator::prefetch), up to `n` pages are requested at the same time, once a page has
    /// shown how many items a page carries. The offsets are guesses: if a page carries fewer items, the pages that were
    /// requested after it are requested again from the right offset.
    ///
    /// # Errors
    ///
    /// An empty page before the end would be requested again and again. It is delivered, then the listing fails with
    /// [`Error::RepeatedToken`](crate::Error::RepeatedToken), unless [`repeated_token`](Self::repeated_token) says
    /// otherwise. If the next offset does not fit into its type, the listing fails with
    /// [`Error::PageNumberOverflow`](crate::Error::PageNumberOverflow).
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// /// Returns the words from `offset`, never more than two, and the number of all words.
    /// async fn search(offset: usize) -> Result<(Vec<&'static str>, u64), ()> {
    ///     let words = ["ada", "grace", "edsger", "barbara", "tony"];
    ///     Ok((words.into_iter().skip(offset).take(2).collect(), 5))
    /// }
    ///
    /// fn words() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     operation(0)
    ///         .send(search)
    ///         .offset(|(words, _)| words.len(), |_, offset| offset)
    ///         .total_items(|(_, total)| Some(*total))
    ///         .items(|(words, _)| words)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let words: Vec<&str> = words().items().try_collect().await?;
    /// assert_eq!(words, ["ada", "grace", "edsger", "barbara", "tony"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn offset<N, C, I>(
        self,
        item_count: C,
        offset: I,
    ) -> Operation<R, Sender<S, P, E>, Offsets<N, C, I>>
    where
        C: FnMut(&P) -> usize,
        N: Number,
        I: FnMut(R, N) -> R,
    {
        self.with_advance(|()| Offsets::new(item_count, offset))
    }
}

/// Optional steps of page numbers.
impl<R, S, P, E, N, I, Steps> Operation<R, Sender<S, P, E>, PageNumbers<N, I>, Steps> {
    /// Sets the closure that reads the number of pages, `None` if the page does not report one.
    ///
    /// The listing ends after this number of pages. The total of the last page that carried one counts, so a total may grow or
    /// shrink while the listing is read. Pages beyond it are not fetched ahead.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// /// Only the first page says how many pages there are.
    /// async fn fetch(number: u32) -> Result<(&'static str, Option<u64>), ()> {
    ///     Ok((["ada", "grace", "edsger"][number as usize - 1], (number == 1).then_some(3)))
    /// }
    ///
    /// fn users() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     operation(1)
    ///         .send(fetch)
    ///         .page_number(1, |_, number| number)
    ///         .total_pages(|(_, total)| *total)
    ///         .items(|(user, _)| [user])
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users: Vec<&str> = users().items().try_collect().await?;
    /// assert_eq!(users, ["ada", "grace", "edsger"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn total_pages<C>(
        self,
        total_pages: C,
    ) -> Operation<R, Sender<S, P, E>, PageNumbers<N, I>, With<TotalPages<C>, Steps>>
    where
        C: FnMut(&P) -> Option<u64>,
    {
        self.with_step(TotalPages(total_pages))
    }

    /// Sets how the items that a page carries are counted, all of them, before any of them is converted or filtered.
    ///
    /// The first empty page ends the listing, unless [`more_results`](Self::more_results) or a total says otherwise.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// fn users() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     let pages = [vec!["ada", "grace"], vec!["edsger"], vec![]];
    ///     operation(0)
    ///         .send(move |page: usize| std::future::ready(Ok::<_, ()>(pages[page].clone())))
    ///         .page_number(0, |_, number| number)
    ///         .item_count(|page| page.len())
    ///         .items(|page| page)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users: Vec<&str> = users().items().try_collect().await?;
    /// assert_eq!(users, ["ada", "grace", "edsger"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn item_count<C>(
        self,
        item_count: C,
    ) -> Operation<R, Sender<S, P, E>, PageNumbers<N, I>, With<ItemCount<C>, Steps>>
    where
        C: FnMut(&P) -> usize,
    {
        self.with_step(ItemCount(item_count))
    }
}

/// Optional steps of page numbers and offsets.
impl<R, S, P, E, A, Steps> Operation<R, Sender<S, P, E>, A, Steps> {
    /// Sets the closure that reads the number of items on all pages, `None` if the page does not report one.
    ///
    /// The listing ends once this number of items has arrived, counted from its start. Checkpoints carry the count. The total of
    /// the last page that carried one counts, so a total may grow or shrink while the listing is read. Pages beyond it are not
    /// fetched ahead. With page numbers, set [`item_count`](Operation::item_count) as well.
    ///
    /// The total must be the exact number of items that the service lists:
    ///
    /// - If it is too low, the listing ends too early. Some services report a lower bound, such as Elasticsearch, whose
    ///   `hits.total.value` stops at 10,000. Use another step for them.
    /// - If it is too high, because the service counts items that it does not list, pages are requested until one is empty. If
    ///   the service answers with an error beyond its last page, that error is yielded. Use
    ///   [`more_results`](Operation::more_results), such as whether a link to the next page is present, or
    ///   [`total_pages`](Self::total_pages) instead.
    ///
    /// Page numbers skip empty pages as long as the pages so far, each as large as the largest one, cannot hold all items. After
    /// 32 consecutive empty pages the listing fails with [`Error::EmptyPages`](crate::Error::EmptyPages), and
    /// [`retry`](crate::Items::retry) continues. After [`Checkpoint::at`](crate::Checkpoint::at) the number of items before is
    /// not known, so the first empty page ends the listing.
    ///
    /// # Examples
    ///
    /// ```
    /// use paginate_core::{Error, Paginator, operation};
    ///
    /// /// Returns the users on a page, and the number of all users.
    /// async fn fetch(number: usize) -> Result<(Vec<&'static str>, u64), ()> {
    ///     let pages = [vec!["ada", "grace"], vec!["edsger"]];
    ///     Ok((pages[number - 1].clone(), 3))
    /// }
    ///
    /// fn users() -> impl Paginator<Item = &'static str, Error = ()> {
    ///     operation(1)
    ///         .send(fetch)
    ///         .page_number(1, |_, number| number)
    ///         .item_count(|(users, _)| users.len())
    ///         .total_items(|(_, total)| Some(*total))
    ///         .items(|(users, _)| users)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error<()>> {
    /// let users: Vec<&str> = users().items().try_collect().await?;
    /// assert_eq!(users, ["ada", "grace", "edsger"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn total_items<C>(
        self,
        total_items: C,
    ) -> Operation<R, Sender<S, P, E>, A, With<TotalItems<C>, Steps>>
    where
        A: Counted,
        C: FnMut(&P) -> Option<u64>,
    {
        self.with_step(TotalItems(total_items))
    }
}
