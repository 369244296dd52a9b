//! Successful responses that carry an error or no data are errors, not the end of the listing.

mod carried_errors;
mod missing_data;

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use paginate_core::{Paginator, paginate};

/// The remaining responses, and the cursors of all requests.
#[derive(Clone)]
struct Client<P> {
    responses: Rc<RefCell<Vec<P>>>,
    sent: Rc<RefCell<Vec<Option<String>>>>,
}

impl<P> Client<P> {
    fn new(responses: impl IntoIterator<Item = P, IntoIter: DoubleEndedIterator>) -> Self {
        Client {
            responses: Rc::new(RefCell::new(responses.into_iter().rev().collect())),
            sent: Rc::default(),
        }
    }

    fn request(&self) -> Request<P> {
        Request {
            client: Client {
                responses: Rc::clone(&self.responses),
                sent: Rc::clone(&self.sent),
            },
            cursor: None,
        }
    }
}

#[derive(Clone)]
struct Request<P> {
    client: Client<P>,
    cursor: Option<String>,
}

impl<P> Request<P> {
    fn set_cursor(self, cursor: Option<String>) -> Self {
        Request { cursor, ..self }
    }

    #[expect(clippy::unused_async, reason = "an SDK method is async")]
    async fn send(self) -> Result<P, Infallible> {
        self.client.sent.borrow_mut().push(self.cursor);
        Ok(self
            .client
            .responses
            .borrow_mut()
            .pop()
            .expect("there is a response for every request"))
    }
}

/// A response in the style of GraphQL: `{"data": …, "errors": […]}`.
#[derive(Clone, Default)]
struct Response {
    data: Option<Data>,
    errors: Option<Vec<GraphqlError>>,
    warnings: Vec<&'static str>,
    message: String,
}

#[derive(Clone, Default)]
struct Data {
    users: Vec<u32>,
    teams: Vec<u32>,
    page: Option<PageInfo>,
}

#[derive(Clone, Default)]
struct PageInfo {
    cursor: Option<String>,
    more: Option<bool>,
}

#[derive(Clone, Debug, PartialEq)]
struct GraphqlError(&'static str);

#[derive(Debug, PartialEq)]
enum ApiError {
    Graphql(Vec<GraphqlError>),
    One(GraphqlError),
    Text(String),
    Warnings(Vec<&'static str>),
}

impl From<Infallible> for ApiError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<Vec<GraphqlError>> for ApiError {
    fn from(errors: Vec<GraphqlError>) -> Self {
        ApiError::Graphql(errors)
    }
}

impl From<GraphqlError> for ApiError {
    fn from(error: GraphqlError) -> Self {
        ApiError::One(error)
    }
}

impl From<String> for ApiError {
    fn from(text: String) -> Self {
        ApiError::Text(text)
    }
}

impl From<Vec<&'static str>> for ApiError {
    fn from(warnings: Vec<&'static str>) -> Self {
        ApiError::Warnings(warnings)
    }
}

fn users(numbers: impl Into<Vec<u32>>, cursor: Option<&str>) -> Response {
    Response {
        data: Some(Data {
            users: numbers.into(),
            teams: Vec::new(),
            page: cursor.map(|cursor| PageInfo {
                cursor: Some(cursor.into()),
                more: None,
            }),
        }),
        ..Response::default()
    }
}

fn refused() -> Response {
    Response {
        errors: Some(vec![GraphqlError("rate limited")]),
        ..Response::default()
    }
}

#[paginate(
    input_token = "cursor",
    output_token = "data.page.cursor",
    items = "data.users",
    error = "errors"
)]
fn list(client: &Client<Response>) -> impl Paginator<Item = u32, Error = ApiError> {
    client.request()
}
