//! A paginator for every operation of every SDK, with one line.
//!
//! A cloud API answers in pages: a response carries a token, and the request must be sent again with
//! that token until none comes back. [`#[paginate]`](macro@paginate) goes on a function that builds
//! such a request, and what the function returns says what is listed:
//!
//! ```
#![doc = include_str!("../docs/directory.txt")]
//! use directory::{Client, Error, User};
//! use paginate_core::{Paginator, paginate};
//!
//! /// Everybody in a group.
//! #[paginate(token = "marker", items = "users")]
//! fn users(directory: &Client, group: &str) -> impl Paginator<Item = User, Error = Error> {
//!     directory.list_users().group(group)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), paginate_core::Error<Error>> {
//! # let directory = Client;
//! let mut users = users(&directory, "staff").items();
//! while let Some(user) = users.try_next().await? {
//!     println!("{}, from page {}", user.name, users.page());
//! }
//! # assert_eq!(users.page(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! # Reading
//!
//! A [`Paginator`] is read item by item, [`Items`], or page by page, [`Pages`]. Both are streams, both
//! have a [`next`](Items::next), a [`try_next`](Items::try_next) and a
//! [`try_collect`](Items::try_collect) of their own, and neither sends anything before it is polled.
//! What they keep, the error, the end, a token that comes again, is the contract of [`Paginator`].
//!
//! # When it fails
//!
//! An [`Error`] names the page that it struck, and holds what the operation returned, converted to the
//! `Error` that the function declares. It comes after everything that came before it, once.
//!
//! # Without the attribute
//!
//! [`operation`] takes the same steps as closures, for a builder that has other names for them, and to
//! see what the attribute writes.
//!
//! # Features
//!
//! - `derive`, on by default: [`#[paginate]`](macro@paginate).
//!
//! The crate is `no_std`: it takes an allocator, and no runtime.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]

extern crate alloc;

#[doc(hidden)]
pub mod __private;
mod error;
mod items;
mod listing;
mod operation;
mod pages;
mod paginator;
mod token;

pub use error::Error;
pub use items::Items;
pub use operation::{Operation, operation};
pub use pages::Pages;
pub use paginator::Paginator;
pub use token::RepeatedToken;

/// Makes a paginator of a function that builds a request.
///
/// The body of the function stays as it is: it builds one request, and `return` and `?` in it are its
/// own. The return type says what is listed, `Item`, and what a failure is converted to, `Error`.
///
/// | argument | what it names |
/// |---|---|
/// | `token` | the member that carries the token: `token = "marker"` reads `marker` of the response, and gives it to `set_marker(Some(…))` of the next request |
/// | `items` | the member of the response that is listed: anything that can be iterated, each element [`Into`] the declared `Item` |
///
/// A member may be plain or an `Option`. A token that is absent or an empty string ends the listing;
/// `items` that are absent are an empty page. `items` may be further inside, as in `"result.users"`,
/// where an absent `result` has none.
///
/// The request is a clone of what the body builds, so it is [`Clone`], and it has a `send` that
/// returns a future of a `Result`.
///
/// ```
#[doc = include_str!("../docs/directory.txt")]
/// use directory::{Client, Error, ListUsers, User};
/// use paginate_core::{Paginator, paginate};
///
/// // A method, here of a trait that adds it to the SDK's own builder.
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
/// // A function that may fail before there is a request, and that is `async`.
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
/// # Mistakes
///
/// Every mistake in the arguments is told at once, each at its own word. The function is kept for the
/// rest of the program, so there are no errors that only follow from them.
#[cfg(feature = "derive")]
pub use paginate_derive::paginate;
