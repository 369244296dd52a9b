//! A small SDK in the style of the AWS SDK for Rust: builders with `set_` methods, and responses with public members.
//!
//! Use this module to test the attribute on ordinary operations. A page has two items.

use std::error;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const PAGE_SIZE: usize = 2;

/// The things of a service with five things.
pub const FIVE_THINGS: [&str; 5] = ["a-0", "b-1", "a-2", "b-3", "a-4"];

/// A client of a service with the things `a-0`, `b-1`, `a-2`, `b-3`, …
#[derive(Clone, Debug)]
pub struct Client {
    things: Vec<String>,
    requests: Arc<AtomicUsize>,
}

/// The request.
#[derive(Clone, Debug)]
pub struct ListThings {
    client: Client,
    prefix: Option<String>,
    next_token: Option<String>,
}

/// The response.
#[derive(Debug)]
pub struct ListThingsOutput {
    /// The things of the page. Absent on an empty page, as in most AWS services.
    pub things: Option<Vec<String>>,
    /// The token of the next page. Absent on the last page.
    pub next_token: Option<String>,
    /// The same things inside an optional member.
    pub nested: Option<Nested>,
    /// The same things in a list that is never absent.
    pub list: Vec<String>,
    /// The same token, empty on the last page.
    pub r#type: String,
}

/// A response inside the response.
#[derive(Debug)]
pub struct Nested {
    /// The things of the page.
    pub things: Vec<String>,
}

/// The error of `send`.
#[derive(Debug)]
pub struct SdkError;

/// The error type that covers all operations of the SDK.
#[derive(Debug, PartialEq)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token is invalid")
    }
}

impl error::Error for Error {}

impl From<SdkError> for Error {
    fn from(_: SdkError) -> Self {
        Error
    }
}

impl Client {
    /// Creates a client of a service with this number of things.
    pub fn new(things: usize) -> Self {
        Client {
            things: (0..things)
                .map(|n| format!("{}-{n}", if n % 2 == 0 { "a" } else { "b" }))
                .collect(),
            requests: Arc::default(),
        }
    }

    /// Returns a request for all things.
    pub fn list_things(&self) -> ListThings {
        ListThings {
            client: self.clone(),
            prefix: None,
            next_token: None,
        }
    }
}

impl ListThings {
    /// Lists only the things with this prefix.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Sets the token of the page.
    #[must_use]
    pub fn set_next_token(mut self, token: Option<String>) -> Self {
        self.next_token = token;
        self
    }

    /// Sets the same token under another name.
    #[must_use]
    pub fn set_type(self, token: Option<String>) -> Self {
        self.set_next_token(token)
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the token is not a number.
    ///
    /// # Panics
    ///
    /// Panics after 10,000 requests, because the listing does not end.
    #[expect(clippy::unused_async, reason = "an SDK method is async")]
    pub async fn send(self) -> Result<ListThingsOutput, SdkError> {
        let requests = self.client.requests.fetch_add(1, Ordering::Relaxed);
        assert!(requests < 10_000, "the listing does not end");
        let prefix = self.prefix.as_deref().unwrap_or_default();
        let things: Vec<&String> = self
            .client
            .things
            .iter()
            .filter(|thing| thing.starts_with(prefix))
            .collect();
        let start = self
            .next_token
            .map_or(Ok(0), |token| token.parse())
            .map_err(|_| SdkError)?;
        let end = things.len().min(start + PAGE_SIZE);
        let things: Vec<String> = things
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .copied()
            .cloned()
            .collect();
        // Like many AWS services, the service counts the things without the filter: the last page of a filtered listing
        // may be empty.
        let next_token =
            (end < self.client.things.len() && !things.is_empty()).then(|| end.to_string());
        Ok(ListThingsOutput {
            nested: (!things.is_empty()).then(|| Nested {
                things: things.clone(),
            }),
            list: things.clone(),
            things: (!things.is_empty()).then_some(things),
            r#type: next_token.clone().unwrap_or_default(),
            next_token,
        })
    }
}
