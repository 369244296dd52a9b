/// Turns a function into one that returns a paginator.
///
/// The function has one of two forms, which the [guide](crate::guide::arguments) explains with examples:
///
/// - In the **request form** the body builds one request. Each further request is a clone with the token set. For requests that
///   are [`Clone`] builders, such as those of the AWS SDK.
/// - In the **page form** an `async fn` fetches one page, and a parameter takes the token: `#[token] token: Option<T>`,
///   `#[page_number] page: u32` or `#[offset] offset: u64`. Callers see an ordinary function without that parameter. For all
///   other clients.
///
/// `return` and `?` work in the body as usual. The return type names the type of the items, `Item`, and the type that errors
/// are converted to, `Error`. It may also name `Page`, the type of the response, and `Token`.
///
/// # Arguments
///
/// The quotes of names and paths may be left out, as in `items = data.users`: an editor then completes, follows and renames them.
///
/// Most names are those of botocore's and Smithy's paginator descriptions, in snake case.
///
/// | argument | as a string | as a closure | form |
/// |---|---|---|---|
/// | `token` | one name for `input_token` and `output_token` | | request |
/// | `input_token` | `"marker"` calls `set_marker(Some(token))` on the next request | <code>\|request, token\| request</code> | request |
/// | `output_token` | the path of the token in the response | <code>\|page\| Option&lt;T&gt;</code> or <code>\|page, token\| Option&lt;T&gt;</code>, by reference | both |
/// | `page_number`, `offset` | `"page"` calls `set_page(Some(n))` on the next request | <code>\|request, n\| request</code> | request |
/// | `first_page` | an integer, 1 by default: the number of the first page | | both |
/// | `total_pages`, `total_items` | the path of the number of all pages or items | <code>\|page\| n</code>, by reference | both |
/// | `more_results` | the path of what reports more results: a flag that is `true`, an `Option` that is present, or a list that is not empty | <code>\|page\| bool</code>, by reference | both |
/// | `error` | the path of the error that a successful response may carry | <code>\|page\| Option&lt;E&gt;</code>, by reference | both |
/// | `items` | the path of the collection that is listed | <code>\|page\| impl IntoIterator</code>, by value | both |
/// | `too_large` | | <code>\|error\| bool</code>, by reference: whether a page is requested again with half the size | both, with a page size |
/// | `page_size` | `"limit"` calls `set_limit(Some(n))` on the requests after a page that was too large | <code>\|request, n\| request</code> | request |
/// | `first_page_size` | an integer: the size of the first page, if the request has no getter for it | | request |
/// | `fresh_token` | | <code>\|error\| Option&lt;T&gt;</code>, by reference: the token to request a page again with | both, with tokens |
/// | `send` | the method that sends the request, `"send"` by default | <code>\|request\| future</code> | request |
/// | `repeated_token` | `"error"`, `"end"` or `"continue"`: see [`RepeatedTokenPolicy`](crate::RepeatedTokenPolicy) | | both |
/// | `crate` | the path of this crate, if it is renamed or re-exported | | both |
///
/// `items` is required. The request form also requires `token`, or `input_token` and `output_token`, or `page_number`, or
/// `offset`; the page form requires `output_token` if a parameter is marked with `#[token]`. The arguments of tokens and items
/// also accept a list of strings.
///
/// **Paths.** Each segment of `"a.b.c"` is a plain or `Option` member, an index of a tuple, or a getter such as `kvs()`. If a
/// member is absent at any segment, the value is absent. `[-1]` reads the last element of a list. `output_token` also accepts
/// `||`, which reads the first
/// alternative that is present: `"next_marker || contents[-1].key"`. `items` also accepts `[]`, which reads every element of a
/// list: `"edges[].node"`. `"[]"` and `"[-1].id"` are for a page that is itself a list. Elements may be `Option`s, too.
///
/// **Tokens** are of any type that is [`Clone`] and [`PartialEq`]. An empty string or an empty collection that is read
/// through a path counts as absent; an empty string that a closure returns is a token. Several tokens are all set on each
/// further request, absent ones to `None`, and the listing ends when all of them are absent. In the page form, a parameter
/// `#[token] token: Option<(A, B)>` takes them as a tuple: the listing also ends when a part that is not an `Option` is absent.
///
/// **Items** are the elements of anything that can be iterated, each converted to the declared `Item` with [`Into`]. An
/// absent collection has no items. Several collections are chained within each page: the items of the first come before
/// those of the second. Declare an `enum` as the `Item`, with a [`From`] for each type of element.
///
/// **Errors** in a successful response fail the page, which is not delivered. An `error` that is present, and not an empty
/// string or an empty list, is converted to the declared `Error` with [`From`].
///
/// **Missing listings** are errors, too. If all paths of tokens, totals, `more_results` and `items` lead through the same
/// `Option` member, like `data` in `"data.users"`, and that member is absent, the listing does not end but fails with
/// [`Error::MissingData`](crate::Error::MissingData). The same holds for each of several members that all paths lead
/// through, like `data` and `team` in `"data.team.users"`. The [guide](crate::guide::arguments#how-absent-members-are-read)
/// has a table of how absent members are read.
///
/// **Page numbers and offsets** count up from `first_page` and from 0. An offset grows by the number of items received. The
/// listing ends if `more_results` or a total says so, or, without either, at the first empty page.
/// [`prefetch`](crate::Paginator::prefetch) requests several numbered pages at the same time.
///
/// **Failures.** With `too_large`, a page is requested again with half the size, until a page of size 1 has failed. The size to begin
/// with is that of a parameter `#[page_size]`, which callers see. In the request form, `page_size` names the setter, and the getter
/// `get_limit` or `first_page_size` the size to begin with. With `fresh_token`, a page is requested again with another token, at most
/// once until a page arrives or [`retry`](crate::Items::retry) is called. Both closures get the declared `Error`. See
/// [`Operation::page_size`](crate::Operation::page_size) and [`Operation::fresh_token`](crate::Operation::fresh_token).
///
/// **Closures** can use the arguments of the function. All closures are `move`, even without the keyword. `send` also
/// accepts an async closure, `send = async |request| …`.
///
/// **Clones.** Each page is requested with a clone: of the request in the request form, of the arguments of the function in the
/// page form. Both must implement [`Clone`], as references do.
///
/// # Examples
///
/// Two tokens, a flag, two collections, and a pause before each request:
///
/// ```
/// # use std::{convert::Infallible, time::Duration};
/// # #[derive(Clone)]
/// # struct ListVersions;
/// # struct Page { is_truncated: Option<bool>, next_key: Option<String>, next_version: Option<u64>, versions: Vec<String>, markers: Option<Vec<u64>> }
/// # impl ListVersions {
/// #     fn set_key(self, _: Option<String>) -> Self { self }
/// #     fn set_version(self, _: Option<u64>) -> Self { self }
/// #     async fn send(self) -> Result<Page, Infallible> {
/// #         Ok(Page { is_truncated: None, next_key: None, next_version: Some(1), versions: vec!["a".into()], markers: Some(vec![2]) })
/// #     }
/// # }
/// # struct Client;
/// # impl Client { fn list_versions(&self) -> ListVersions { ListVersions } }
/// use paginate_core::{Paginator, paginate};
/// use tokio::time::sleep;
///
/// # #[derive(Debug, PartialEq)]
/// enum Entry {
///     Version(String),
///     DeleteMarker(u64),
/// }
///
/// impl From<String> for Entry {
///     fn from(version: String) -> Self {
///         Entry::Version(version)
///     }
/// }
///
/// impl From<u64> for Entry {
///     fn from(marker: u64) -> Self {
///         Entry::DeleteMarker(marker)
///     }
/// }
///
/// #[paginate(
///     input_token = ["key", "version"],
///     output_token = ["next_key", "next_version"],
///     more_results = "is_truncated",
///     items = ["versions", "markers"],
///     send = |request| async move {
///         sleep(pause).await;
///         request.send().await
///     },
/// )]
/// fn entries(
///     client: &Client,
///     pause: Duration,
/// ) -> impl Paginator<Item = Entry, Error = Infallible> {
///     client.list_versions()
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// #     let entries = entries(&Client, Duration::ZERO).items().try_collect::<Vec<_>>().await;
/// #     assert_eq!(entries, Ok(vec![Entry::Version("a".into()), Entry::DeleteMarker(2)]));
/// # }
/// ```
///
/// The page form, with a page number:
///
/// ```
/// # use std::convert::Infallible;
/// # struct Api;
/// # struct Page { data: Vec<String>, last_page: Option<u32> }
/// # impl Api {
/// #     async fn issues(&self, repository: &str, page: u32) -> Result<Page, Infallible> {
/// #         Ok(Page { data: vec![format!("{repository} {page}")], last_page: Some(2) })
/// #     }
/// # }
/// use paginate_core::{Paginator, paginate};
///
/// #[paginate(items = "data", total_pages = "last_page")]
/// async fn issues(
///     api: &Api,
///     repository: &str,
///     #[page_number] page: u32,
/// ) -> impl Paginator<Item = String, Error = Infallible> {
///     api.issues(repository, page).await
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let issues: Vec<String> = issues(&Api, "paginate").items().try_collect().await.unwrap();
/// assert_eq!(issues, ["paginate 1", "paginate 2"]);
/// # }
/// ```
///
/// # Functions
///
/// The attribute applies to free functions and to methods, including methods of a trait. In the request form the function may
/// be `async`, and returns `impl Paginator` or a `Result` of `impl Paginator`.
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// use directory::{Client, Error, ListUsers, User};
/// use paginate_core::{Paginator, paginate};
///
/// // A method that a trait of yours adds to the SDK's own builder.
/// trait Paginate {
///     fn paginate(self) -> impl Paginator<Item = User, Error = Error>;
/// }
///
/// impl Paginate for ListUsers {
///     #[paginate(token = "marker", items = "users")]
///     fn paginate(self) -> impl Paginator<Item = User, Error = Error> {
///         self
///     }
/// }
///
/// // An `async` function that can fail before it has built the request.
/// #[paginate(token = "marker", items = "users")]
/// async fn users_in(file: &str) -> std::io::Result<impl Paginator<Item = User, Error = Error>> {
///     let group = std::fs::read_to_string(file)?;
///     Ok(Client.list_users().group(&group))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), paginate_core::Error<Error>> {
/// let users: Vec<User> = Client.list_users().paginate().items().try_collect().await?;
/// assert_eq!(users.len(), 3);
/// assert!(users_in("no such file").await.is_err());
/// # Ok(())
/// # }
/// ```
///
/// # Borrowing
///
/// In edition 2024 `impl Paginator` borrows every reference argument of the function by default. If the request owns its
/// data, as requests of the AWS SDK do, write `+ use<>`. The paginator then borrows nothing and can outlive the client,
/// for example in a spawned task.
///
/// A function in the page form borrows every reference argument in every edition, as the future of an `async fn` does. For a
/// paginator that borrows nothing, take owned arguments.
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// # use directory::{Client, Error, User};
/// # use paginate_core::{Paginator, paginate};
/// #[paginate(token = "marker", items = "users")]
/// fn users(directory: &Client) -> impl Paginator<Item = User, Error = Error> + use<> {
///     directory.list_users()
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let listing = users(&Client).items().try_collect::<Vec<_>>();
/// let users = tokio::spawn(listing).await.unwrap();
/// # assert_eq!(users.unwrap().len(), 3);
/// # }
/// ```
///
/// # Documentation
///
/// If the function is documented, the attribute adds a section `Pagination` that names the items, the
/// tokens and the errors.
///
/// # Errors
///
/// All errors in the arguments are reported together, each at its own span. The function is still defined, so that its
/// callers cause no further errors.
pub use paginate_derive::paginate;
