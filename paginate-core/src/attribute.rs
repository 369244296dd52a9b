/// Makes a paginator of a function that builds a request.
///
/// The body of the function stays as it is: it builds one request, and `return` and `?` in it are its
/// own. The return type says what is listed, `Item`, and what a failure is converted to, `Error`.
///
/// # Arguments
///
/// The words are those of botocore's and Smithy's descriptions of paginators, in snake case.
///
/// | argument | as a string | as a closure |
/// |---|---|---|
/// | `token` | `input_token` and `output_token` with one name | |
/// | `input_token` | `"marker"` calls `set_marker(Some(token))` on the next request | <code>\|request, token\| request</code> |
/// | `output_token` | the path of the token in the response | <code>\|page\| Option&lt;T&gt;</code>, by reference |
/// | `more_results` | the path of a flag in the response that says whether there is more | <code>\|page\| bool</code>, by reference |
/// | `error` | the path of the error that a successful response may carry | <code>\|page\| Option&lt;E&gt;</code>, by reference |
/// | `items` | the path of what is listed | <code>\|page\| impl IntoIterator</code>, by value |
/// | `send` | the method that sends the request, `"send"` if it is left out | <code>\|request\| future</code> |
/// | `repeated_token` | `"error"`, `"end"` or `"continue"`: see [`RepeatedToken`](crate::RepeatedToken) | |
/// | `crate` | the path of this crate, where it is renamed or handed on by another one | |
///
/// The tokens and `items` are required. `token`, `input_token`, `output_token` and `items` also take
/// a list of strings.
///
/// **Paths.** `"a.b.c"` goes through members that are plain or `Option`, and what is absent anywhere is
/// absent at the end. An `output_token` also takes `[-1]`, the last element of a list, and `||`, the
/// first that is present: `"next_marker || contents[-1].key"`.
///
/// **Tokens** are of any type that is [`Clone`] and [`PartialEq`]. An empty text and an empty
/// collection, read through a path, are absent; a closure decides for itself. Of a list of tokens,
/// all are set on every following request, the absent ones to `None`, and the listing ends when all
/// of them are absent.
///
/// **Items** are whatever can be iterated, each element [`Into`] the declared `Item`; of an absent
/// collection there are none. A list of collections is chained page by page, so one `enum` with a
/// [`From`] for each holds them all.
///
/// **Errors** in a successful response fail its page, which is not delivered: an `error` that is present, and not an empty
/// text or an empty list, is converted to the declared `Error` with [`From`]. If all paths of `output_token`, `more_results`
/// and `items` lead through one `Option` member, like `data` in `"data.users"`, and that is absent, the
/// response carries no listing: [`Error::MissingListing`](crate::Error::MissingListing), and not an end. The
/// [guide](crate::guide::arguments) has a table of how absent members are read.
///
/// **Closures** see the arguments of the function and own what they capture: they are `move`, whether
/// it is written or not.
///
/// The request is a clone of what the body builds, so that must be [`Clone`]; where a builder is not,
/// build a tuple of what it is made of, and make it in `send`.
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
/// # impl From<String> for Entry { fn from(it: String) -> Self { Entry::Version(it) } }
/// # impl From<u64> for Entry { fn from(it: u64) -> Self { Entry::DeleteMarker(it) } }
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
/// # Functions
///
/// It goes on free functions and methods, also those of a trait, `async` or not, that return
/// `impl Paginator` or a `Result` of it.
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
/// // A function that waits for something and may fail before there is a request.
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
/// In edition 2024 `impl Paginator` is taken to borrow whatever the function does. Where the request
/// owns what it needs, as those of the AWS SDK do, say so with `use<>`, and the paginator may outlive
/// the client it was made with:
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
/// The documentation of the function, if it has some, gains a section that says what is listed, which
/// members carry the token and when it ends.
///
/// # Mistakes
///
/// Every mistake in the arguments is told at once, each at its own word. The function is kept for the
/// rest of the program, so there are no errors that only follow from them.
pub use paginate_derive::paginate;
