//! Requests that have a setter for the page size, and some of them a getter.

use std::cell::RefCell;
use std::rc::Rc;

use paginate_core::{Error, Paginator, paginate};
use paginate_tests::script::drain;

#[derive(Clone, Debug, PartialEq)]
struct Throttled;

/// The sizes of all requests.
#[derive(Clone, Default)]
struct Client(Rc<RefCell<Vec<Option<i32>>>>);

/// A request in the style of the AWS SDK.
#[derive(Clone)]
struct Query {
    client: Client,
    limit: Option<i32>,
    start_key: Option<i32>,
}

struct Output {
    items: Option<Vec<i32>>,
    last_key: Option<i32>,
}

impl Client {
    fn query(&self) -> Query {
        Query {
            client: self.clone(),
            limit: None,
            start_key: None,
        }
    }
}

impl Query {
    fn limit(self, limit: i32) -> Self {
        self.set_limit(Some(limit))
    }

    fn set_limit(self, limit: Option<i32>) -> Self {
        Query { limit, ..self }
    }

    #[expect(
        clippy::ref_option,
        reason = "a getter of the AWS SDK returns a reference"
    )]
    fn get_limit(&self) -> &Option<i32> {
        &self.limit
    }

    /// Has no getter.
    fn set_page_limit(self, limit: Option<i32>) -> Self {
        self.set_limit(limit)
    }

    fn set_start_key(self, start_key: Option<i32>) -> Self {
        Query { start_key, ..self }
    }

    #[expect(clippy::unused_async, reason = "a request is async")]
    async fn send(self) -> Result<Output, Throttled> {
        self.client.0.borrow_mut().push(self.limit);
        let size = self.limit.unwrap_or(i32::MAX);
        if size > 4 {
            return Err(Throttled);
        }
        let first = self.start_key.unwrap_or(0);
        let end = 10.min(first + size);
        Ok(Output {
            items: Some((first..end).collect()),
            last_key: (end < 10).then_some(end),
        })
    }
}

#[paginate(input_token = "start_key", output_token = "last_key", items = "items", page_size = "limit", too_large = |error| *error == Throttled)]
fn with_getter(client: &Client, limit: i32) -> impl Paginator<Item = i32, Error = Throttled> {
    client.query().limit(limit)
}

#[paginate(input_token = "start_key", output_token = "last_key", items = "items", page_size = "limit", too_large = |_| true)]
fn without_a_size(client: &Client) -> impl Paginator<Item = i32, Error = Throttled> {
    client.query()
}

#[paginate(
    input_token = "start_key",
    output_token = "last_key",
    items = "items",
    page_size = "page_limit",
    first_page_size = 9,
    too_large = |_| true,
)]
fn with_argument(client: &Client) -> impl Paginator<Item = i32, Error = Throttled> {
    client.query()
}

#[paginate(
    input_token = "start_key",
    output_token = "last_key",
    items = "items",
    page_size = |request, size| request.limit(size * unit),
    first_page_size = 9,
    too_large = |_| unit == 1,
)]
fn with_closure(
    client: &Client,
    unit: i32,
) -> Result<impl Paginator<Item = i32, Error = Throttled>, ()> {
    Ok(client.query())
}

fn assert_shrinks(read: impl Fn(&Client, usize) -> Vec<Result<i32, Error<Throttled>>>) {
    for depth in [0, 4] {
        let client = Client::default();
        let items = read(&client, depth);
        assert_eq!(items, (0..10).map(Ok).collect::<Vec<_>>());
        let sizes = [9, 5, 3, 3, 3, 3].map(Some);
        assert_eq!(*client.0.borrow(), sizes);
    }
}

#[test]
fn getter_returns_the_size_of_the_first_page() {
    assert_shrinks(|client, depth| drain(with_getter(client, 9).prefetch(depth).items()));
}

#[test]
fn argument_sets_the_size_of_the_first_page() {
    assert_shrinks(|client, depth| drain(with_argument(client).prefetch(depth).items()));
    assert_shrinks(|client, depth| {
        let listing = with_closure(client, 1).unwrap();
        drain(listing.prefetch(depth).items())
    });
}

#[test]
fn error_of_a_request_without_a_size_is_yielded() {
    let client = Client::default();
    let error = Error::Operation {
        page: 1,
        source: Throttled,
    };
    assert_eq!(drain(without_a_size(&client).items()), [Err(error)]);
    assert_eq!(*client.0.borrow(), [None]);
}
