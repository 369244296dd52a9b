//! A paginator for every operation of every SDK, with one line.
//!
//! A cloud API answers in pages: a response carries a token, and the request must be sent again with
//! that token until none comes back. Who forgets that has the first page, and no error. An SDK writes
//! the loop for some operations; for the others it is a dozen lines by hand, and each of them can lose
//! data.
//!
//! [`#[paginate]`](macro@paginate) goes on a function that builds such a request. The attribute says
//! which member carries the token and which is listed; what the function returns says what its caller
//! gets:
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
//! The attribute takes [nine arguments](macro@paginate#arguments), each of them a word or a closure,
//! and the [guide](guide::arguments) has an operation of AWS for each.
//!
//! # Reading
//!
//! A [`Paginator`] is read item by item, [`Items`], or page by page, [`Pages`]. Both are streams, both
//! have a [`next`](Items::next), a [`try_next`](Items::try_next), a
//! [`try_collect`](Items::try_collect) and a [`try_extend`](Items::try_extend) of their own, and neither
//! sends anything before it is polled. A loop that stops early asks for no further page.
//!
//! # What the loop promises
//!
//! It [sends one request a page](Paginator#what-it-promises), in order, and changes nothing of it but
//! the token. It ends where the token is absent, and an empty page is no end. Where an API
//! contradicts itself it says so and does not guess: a flag for more without a token is
//! [`Error::MissingToken`], a token that comes again [`Error::RepeatedToken`], unless
//! [`RepeatedToken`] says otherwise. Whatever is dropped at an `await` is not lost. The whole contract, a
//! test for each line of it, is in the documentation of [`Paginator`].
//!
//! # When it fails
//!
//! An [`Error`] names the page that it struck, and holds what the operation returned, converted to the
//! `Error` that the function declares. It comes after everything that came before it, once. Then the
//! stream is over, unless [`retry`](Items::retry) asks for that page again:
//!
//! ```
//! use paginate_core::{Error, Paginator, testing};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error<&'static str>> {
//! let pages = testing::script([Ok(vec!["ada", "grace"]), Err("throttled"), Ok(vec!["edsger"])]);
//! let (mut users, mut stream) = (Vec::new(), pages.items());
//! while let Err(error) = stream.try_extend(&mut users).await {
//!     assert_eq!(error, Error::Operation { page: 2, source: "throttled" });
//!     stream.retry();
//! }
//! assert_eq!(users, ["ada", "grace", "edsger"]);
//! # Ok(())
//! # }
//! ```
//!
//! # Checkpoints
//!
//! [`checkpoint`](Items::checkpoint) tells where a listing stands, between any two items and after
//! any error. [`resume_from`](Paginator::resume_from) goes on from there, also in another process: with the
//! feature `serde` a [`Checkpoint`] can be written down.
//!
//! ```
//! # use paginate_core::{Error, Paginator, testing};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error<()>> {
//! let users = || testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
//! let mut first = users().items();
//! first.try_next().await?;
//! let rest: Vec<&str> = users().resume_from(first.checkpoint()).items().try_collect().await?;
//! assert_eq!(rest, ["grace", "edsger"]);
//! # Ok(())
//! # }
//! ```
//!
//! # Faster
//!
//! [`prefetch(1)`](Paginator::prefetch) has the next page fetched while the items of one are read. It
//! takes no task and no runtime, and nothing else changes.
//!
//! # Bounded
//!
//! [`max_pages`](Paginator::max_pages) makes an error of a listing that is longer than it should be.
//! How large a page is, is a matter of the request: `.limit(100)` in the function.
//!
//! # In your tests
//!
//! [`testing::script`] makes a paginator of pages and failures, for code that takes an
//! `impl Paginator`.
//!
//! # Without the attribute
//!
//! [`operation`] takes the same steps as closures. What the attribute writes comes down to it, and reaches no farther.
//!
//! # More
//!
//! The [guide] has every [argument](guide::arguments) by an example, [answers](guide::faq) to what is asked,
//! a [way here](guide::migration) from botocore, the AWS SDK for Rust, google-cloud-gax and page-turner, and a
//! [comparison](guide::comparison) with them.
//!
//! # Features
//!
//! - `derive`, on by default: [`#[paginate]`](macro@paginate).
//! - `serde`: a [`Checkpoint`] can be written down.
//!
//! The crate is `no_std`: it takes an allocator, and no runtime.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]

extern crate alloc;

// Before the other hidden module, which names its traits too: rustc names them by what comes first.
#[doc(hidden)]
pub mod requires;

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "derive")]
mod attribute;
mod checkpoint;
mod closures;
mod current_page;
mod cycle;
mod error;
mod fetch;
#[cfg(doc)]
pub mod guide;
mod in_flight;
mod items;
mod listing;
mod operation;
mod pages;
mod paginator;
mod repeated_token;
mod source;
pub mod testing;

#[cfg(feature = "derive")]
pub use attribute::paginate;
pub use checkpoint::Checkpoint;
pub use error::Error;
pub use items::Items;
pub use operation::{Operation, operation};
pub use pages::Pages;
pub use paginator::Paginator;
pub use repeated_token::RepeatedToken;
