//! Turns any paginated operation into an async stream with one attribute.
//!
//! Cloud APIs return results in pages: a response carries a token, and the caller must send the request again with that
//! token, until a response carries no token. If you forget the loop, you silently get only the first page. SDKs ship
//! paginators only for some operations, and a loop written by hand is easy to get wrong: it ends at an empty page,
//! drops what it has collected when a request fails, or never ends because the service repeats a token.
//!
//! Put [`#[paginate]`](macro@paginate) on a function that builds such a request. The attribute names the member that
//! carries the token and the member that is listed. The return type names the item and the error:
//!
//! ```
#![doc = include_str!("../docs/directory.txt")]
//! use directory::{Client, Error, User};
//! use paginate_core::{Paginator, paginate};
//!
//! /// The users in a group.
//! #[paginate(token = "marker", items = "users")]
//! fn users(
//!     directory: &Client,
//!     group: &str,
//! ) -> impl Paginator<Item = User, Error = Error> {
//!     directory.list_users().group(group)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), paginate_core::Error<Error>> {
//! # let directory = Client;
//! let mut users = users(&directory, "staff").items();
//! while let Some(user) = users.try_next().await? {
//!     println!("{}, from page {}", user.name, users.page_count());
//! }
//! # assert_eq!(users.page_count(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! If the requests of your client are not `Clone` builders, annotate an `async fn` that fetches one page. A marked parameter takes
//! the token, the page number or the offset; callers do not see it:
//!
//! ```
//! # use std::convert::Infallible;
//! # struct Registry;
//! # struct Tags { tags: Vec<String> }
//! # impl Registry {
//! #     async fn list_tags(&self, image: &str, last: Option<&str>) -> Result<Tags, Infallible> {
//! #         Ok(Tags { tags: if last.is_none() { vec![format!("{image}:1"), format!("{image}:2")] } else { vec![] } })
//! #     }
//! # }
//! use paginate_core::{Paginator, paginate};
//!
//! /// The tags of an image.
//! #[paginate(output_token = "tags[-1]", items = "tags")]
//! async fn tags(
//!     registry: &Registry,
//!     image: &str,
//!     #[token] last: Option<String>,
//! ) -> impl Paginator<Item = String, Error = Infallible> {
//!     registry.list_tags(image, last.as_deref()).await
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), paginate_core::Error<Infallible>> {
//! let tags: Vec<String> = tags(&Registry, "app").items().try_collect().await?;
//! assert_eq!(tags, ["app:1", "app:2"]);
//! # Ok(())
//! # }
//! ```
//!
//! The [guide](guide::arguments) explains the two forms and has an example for each [argument](macro@paginate#arguments); most accept
//! a string or a closure.
//!
//! # Reading a listing
//!
//! [`items()`](Paginator::items) reads a paginator item by item, and [`pages()`](Paginator::pages) page by page. The
//! returned [`Items`] and [`Pages`] are streams with methods of their own: [`next`](Items::next),
//! [`try_next`](Items::try_next), [`try_collect`](Items::try_collect) and [`try_extend`](Items::try_extend). Nothing is
//! sent before the first poll, and a loop that stops early requests no further page.
//!
//! The trait must be in scope: `use paginate_core::Paginator`.
//!
//! # Contract
//!
//! A listing [sends one request per page](Paginator#contract), in order. Further requests differ only in the token, page
//! number or offset. A listing with tokens ends when the token is absent; an empty page does not end it. These responses are
//! errors and never a silent end: more results without a token ([`Error::MissingToken`]), a token that was already used
//! ([`Error::RepeatedToken`], see [`RepeatedTokenPolicy`] for other policies), and a response without data
//! ([`Error::MissingData`]). All futures are cancel safe. The documentation of [`Paginator`] has the whole contract, and the
//! repository has a test for each promise.
//!
//! # Errors and retry
//!
//! An [`Error`] carries the number of the page that failed. If the operation failed, it also carries the error of the
//! operation, converted to the declared `Error`. Each error is yielded once, after all earlier items. Then the stream is
//! terminated. [`retry`](Items::retry) requests the failed page again:
//!
//! ```
//! use paginate_core::{Error, Paginator, testing};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error<&'static str>> {
//! let listing = testing::script([Ok(vec!["ada"]), Err("throttled"), Ok(vec!["grace"])]);
//! let mut items = listing.items();
//! let mut users = Vec::new();
//! while let Err(error) = items.try_extend(&mut users).await {
//!     assert_eq!(error, Error::Operation { page: 2, source: "throttled" });
//!     items.retry();
//! }
//! assert_eq!(users, ["ada", "grace"]);
//! # Ok(())
//! # }
//! ```
//!
//! If your loop logs errors and carries on, call [`is_complete`](Items::is_complete) after the loop: it returns whether
//! the listing reached its end.
//!
//! # Resume
//!
//! [`checkpoint`](Items::checkpoint) returns the position between any two items and after any error.
//! [`resume_from`](Paginator::resume_from) yields exactly the remaining items, including in another process: with the feature
//! `serde` a [`Checkpoint`] can be serialized.
//!
//! ```
//! # use paginate_core::{Error, Paginator, testing};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error<()>> {
//! let users = || testing::script::<_, ()>([Ok(vec!["ada", "grace"]), Ok(vec!["edsger"])]);
//! let mut first = users().items();
//! first.try_next().await?;
//! let rest = users().resume_from(first.checkpoint());
//! let rest: Vec<&str> = rest.items().try_collect().await?;
//! assert_eq!(rest, ["grace", "edsger"]);
//! # Ok(())
//! # }
//! ```
//!
//! # Prefetch
//!
//! [`prefetch(1)`](Paginator::prefetch) fetches the next page while the items of the current page are read, without a task
//! and without a runtime. With [page numbers](Operation::page_number) and [offsets](Operation::offset), `prefetch(8)` sends
//! up to 8 requests at the same time.
//!
//! # Many listings at the same time
//!
//! The pages of a token-chained listing are requested one after the other. To list faster, split the listing into parts, such as
//! the segments of a table or the regions of an account, and list them with [`parallel`], or with [`keyed`] if the parts have names.
//! [`nested`] lists the parts that another listing finds, such as the results of all rules. If the token is the last key of a page,
//! such as `start_after` of S3 or the last id in SQL, [`split`](split()) finds the parts itself.
//! [Large listings](guide::large_listings) says which way is for you, and what each costs.
//!
//! # Limits
//!
//! [`max_pages`](Paginator::max_pages) limits the number of pages; exceeding the limit is an error. Set the page size on
//! the request, such as `.limit(100)` in the body of the function. If the service cannot deliver a page of that size, the argument
//! [`too_large`](guide::arguments#too_large-and-the-page-size) requests the page again with half the size.
//!
//! # Testing
//!
//! [`testing::script`] makes a paginator from given pages and errors, for tests of code that takes an `impl Paginator`.
//!
//! # Without the attribute
//!
//! [`operation`] makes a paginator from closures. `#[paginate]` expands to this builder, so the builder can do all that
//! the attribute can.
//!
//! # Guide
//!
//! The [guide] has an example for each [argument](guide::arguments), [answers](guide::faq) to frequent questions, a
//! [migration guide](guide::migration) from botocore, the AWS SDK for Rust, google-cloud-gax and page-turner, and a
//! [comparison](guide::comparison) with them.
//!
//! # Features
//!
//! - `derive`, on by default: [`#[paginate]`](macro@paginate).
//! - `serde`: [`Checkpoint`] implements `Serialize` and `Deserialize`.
//! - `tracing`: a span for each request, and events for pages, errors and retries. The
//!   [FAQ](guide::faq#how-do-i-trace-requests-and-pages) lists them.
//!
//! The crate is `no_std` with `alloc`, and needs no runtime. The target must have pointer-sized atomics with
//! compare-and-swap (`target_has_atomic = "ptr"`), because [`prefetch`](Paginator::prefetch) shares wakers through `Arc`: for
//! example `thumbv7em-none-eabi` and `wasm32-unknown-unknown`, but not `thumbv6m-none-eabi`. The minimum Rust version is 1.85.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]

extern crate alloc;

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "derive")]
mod attribute;
mod checkpoint;
mod error;
#[cfg(doc)]
pub mod guide;
mod items;
mod listing;
mod operation;
mod pages;
mod paginator;
mod parallel;
mod repeated_token_policy;
#[doc(hidden)]
pub mod steps;
mod task;
pub mod testing;
mod trace;

#[cfg(feature = "derive")]
pub use attribute::paginate;
pub use checkpoint::Checkpoint;
pub use error::Error;
pub use items::Items;
pub use operation::number::Number;
pub use operation::{Operation, operation};
pub use pages::Pages;
pub use paginator::Paginator;
pub use parallel::{
    ByIndex, Given, IntoPart, KeyRange, Keyed, Level, ListingCountError, Listings, Nested,
    Parallel, ParallelCheckpoint, ParallelError, Part, Parts, RepeatedKeyError, Split,
    SplitCheckpoint, SplitKey, keyed, nested, parallel, split,
};
pub use repeated_token_policy::RepeatedTokenPolicy;
