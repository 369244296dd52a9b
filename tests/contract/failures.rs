//! Successful responses that carry an error, or no listing at all, do not end a listing silently.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use paginate_core::{Error, Paginator, operation, paginate};
use paginate_tests::script::drain;

/// The responses to come, each once, and the cursors that were sent.
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

    #[expect(clippy::unused_async, reason = "it looks like a request")]
    async fn send(self) -> Result<P, Infallible> {
        self.client.sent.borrow_mut().push(self.cursor);
        Ok(self
            .client
            .responses
            .borrow_mut()
            .pop()
            .expect("a request too many"))
    }
}

/// As of GraphQL: `{"data": …, "errors": […]}`.
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

#[test]
fn error_in_a_successful_response_fails_the_page_and_is_retried() {
    for prefetch in [0, 1, 3] {
        let client = Client::new([
            users([1, 2], Some("b")),
            users([3], Some("c")),
            refused(),
            users([4], None),
        ]);
        let mut items = list(&client).prefetch(prefetch).items();
        let error = Error::Operation {
            page: 3,
            source: ApiError::Graphql(vec![GraphqlError("rate limited")]),
        };
        assert_eq!(drain(&mut items), [Ok(1), Ok(2), Ok(3), Err(error)]);
        assert!(!items.is_complete());
        items.retry();
        assert_eq!(drain(&mut items), [Ok(4)]);
        assert!(items.is_complete());
        let cursor = |cursor: &str| Some(cursor.to_owned());
        assert_eq!(
            *client.sent.borrow(),
            [None, cursor("b"), cursor("c"), cursor("c")]
        );
    }
}

#[test]
fn page_with_an_error_is_not_delivered() {
    let client = Client::new([refused()]);
    let pages = drain(list(&client).pages());
    assert!(matches!(
        &pages[..],
        [Err(Error::Operation { page: 1, .. })]
    ));
}

#[test]
fn empty_list_of_errors_is_none() {
    let mut response = users([1], None);
    response.errors = Some(Vec::new());
    assert_eq!(drain(list(&Client::new([response])).items()), [Ok(1)]);
}

#[test]
fn plain_members_carry_an_error_unless_they_are_empty() {
    #[paginate(
        input_token = "cursor",
        output_token = "data.page.cursor",
        items = "data.users",
        error = "warnings"
    )]
    fn by_list(client: &Client<Response>) -> impl Paginator<Item = u32, Error = ApiError> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = "data.page.cursor",
        items = "data.users",
        error = "message"
    )]
    fn by_text(client: &Client<Response>) -> impl Paginator<Item = u32, Error = ApiError> {
        client.request()
    }

    let failing = || Response {
        warnings: vec!["deprecated"],
        message: "no".into(),
        ..users([1], None)
    };
    let error = |source| Err(Error::Operation { page: 1, source });
    assert_eq!(
        drain(by_list(&Client::new([failing()])).items()),
        [error(ApiError::Warnings(vec!["deprecated"]))]
    );
    assert_eq!(
        drain(by_text(&Client::new([failing()])).items()),
        [error(ApiError::Text("no".into()))]
    );
    let fine = || users([1], None);
    assert_eq!(drain(by_list(&Client::new([fine()])).items()), [Ok(1)]);
    assert_eq!(drain(by_text(&Client::new([fine()])).items()), [Ok(1)]);
}

#[test]
fn closure_decides_for_itself_what_is_an_error() {
    #[paginate(
        input_token = "cursor",
        output_token = "data.page.cursor",
        items = "data.users",
        error = |page| Some(page.message.clone()).filter(|_| page.data.is_none()),
    )]
    fn list(client: &Client<Response>) -> impl Paginator<Item = u32, Error = ApiError> {
        client.request()
    }

    // An empty text is a value to a closure.
    let error = Error::Operation {
        page: 2,
        source: ApiError::Text(String::new()),
    };
    let client = Client::new([users([1], Some("b")), Response::default()]);
    assert_eq!(drain(list(&client).items()), [Ok(1), Err(error)]);
}

/// `{"data": null}` without any error.
#[paginate(
    input_token = "cursor",
    output_token = "data.page.cursor",
    more_results = "data.page.more",
    items = ["data.users", "data.teams"],
)]
fn nested(client: &Client<Response>) -> impl Paginator<Item = u32, Error = Infallible> {
    client.request()
}

#[test]
fn response_without_a_listing_is_an_error_and_is_retried() {
    for prefetch in [0, 1, 3] {
        let first = || {
            let mut first = users([1, 2], Some("b"));
            if let Some(page) = first.data.as_mut().and_then(|data| data.page.as_mut()) {
                page.more = Some(true);
            }
            first
        };
        let client = Client::new([first(), Response::default(), users([3], None)]);
        let mut items = nested(&client).prefetch(prefetch).items();
        let missing = Error::MissingListing { page: 2 };
        assert_eq!(missing.page(), 2);
        assert_eq!(
            missing.to_string(),
            "the response for page 2 carried no listing"
        );
        assert_eq!(drain(&mut items), [Ok(1), Ok(2), Err(missing)]);
        assert!(!items.is_complete());
        items.retry();
        assert_eq!(drain(&mut items), [Ok(3)]);
        assert!(items.is_complete());
        assert_eq!(client.sent.borrow()[1..], vec![Some("b".to_owned()); 2]);
    }
}

#[test]
fn absent_members_inside_of_a_listing_end_it() {
    let empty = Response {
        data: Some(Data::default()),
        ..Response::default()
    };
    assert_eq!(drain(nested(&Client::new([empty])).items()), []);
}

#[test]
fn error_goes_before_a_missing_listing() {
    let client = Client::new([refused()]);
    assert!(matches!(
        &drain(list(&client).items())[..],
        [Err(Error::Operation { page: 1, .. })]
    ));
    let client = Client::new([Response::default()]);
    assert_eq!(
        drain(list(&client).items()),
        [Err(Error::MissingListing { page: 1 })]
    );
}

/// Listings of which not every path leads through one member: an absent member is an end, as ever.
mod elsewhere {
    use super::{Client, Infallible, Paginator, Response, drain, paginate};

    #[derive(Clone, Default)]
    pub(super) struct Flat {
        users: Option<Vec<User>>,
        paging: Option<Paging>,
    }

    #[derive(Clone)]
    struct User {
        id: Option<String>,
    }

    #[derive(Clone)]
    struct Paging {
        next: Option<String>,
    }

    impl From<User> for u32 {
        fn from(_: User) -> u32 {
            7
        }
    }

    #[paginate(input_token = "cursor", output_token = "users[-1].id", items = "users")]
    fn by_last(client: &Client<Flat>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(input_token = "cursor", output_token = "paging.next", items = "users")]
    fn by_paging(client: &Client<Flat>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = "paging.next",
        items = |page| page.users.unwrap_or_default(),
    )]
    fn by_closure(client: &Client<Flat>) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = |page| page.data.as_ref()?.page.as_ref()?.cursor.clone(),
        items = "data.users",
    )]
    fn token_by_closure(
        client: &Client<Response>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[paginate(
        input_token = "cursor",
        output_token = "data.page.cursor",
        more_results = |_| false,
        items = "data.users",
    )]
    fn flag_by_closure(
        client: &Client<Response>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        client.request()
    }

    #[test]
    fn absent_members_end_the_listing() {
        let users = |next: Option<&str>| Flat {
            users: Some(vec![User {
                id: Some("b".into()),
            }]),
            paging: next.map(|next| Paging {
                next: Some(next.into()),
            }),
        };
        let client = Client::new([users(None), Flat::default()]);
        assert_eq!(drain(by_last(&client).items()), [Ok(7)]);
        let client = Client::new([users(Some("b")), users(None)]);
        assert_eq!(drain(by_paging(&client).items()), [Ok(7), Ok(7)]);
        let client = Client::new([users(Some("b")), Flat::default()]);
        assert_eq!(drain(by_closure(&client).items()), [Ok(7)]);
        let client = || Client::new([Response::default()]);
        assert_eq!(drain(token_by_closure(&client()).items()), []);
        assert_eq!(drain(flag_by_closure(&client()).items()), []);
    }
}

#[test]
fn steps_by_hand_fail_a_page_as_the_attribute_does() {
    let listing = |response| {
        operation(response)
            .send(async |response| Ok::<_, Infallible>(response))
            .output_token(|_: &Response| None::<u8>)
            .input_token(|request, _| request)
            .has_listing(|page| page.data.is_some())
            .error(|page| page.errors.clone()?.pop())
            .items(|page| page.data.unwrap_or_default().users)
    };
    let run = |response| -> Vec<Result<u32, Error<ApiError>>> { drain(listing(response).items()) };
    let error = ApiError::One(GraphqlError("rate limited"));
    assert_eq!(
        run(refused()),
        [Err(Error::Operation {
            page: 1,
            source: error
        })]
    );
    assert_eq!(
        run(Response::default()),
        [Err(Error::MissingListing { page: 1 })]
    );
    assert_eq!(run(users([1], None)), [Ok(1)]);
}

#[test]
fn source_of_an_error_is_the_error_of_the_operation() {
    let error = Error::Operation {
        page: 1,
        source: std::fmt::Error,
    };
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.is::<std::fmt::Error>());
    for error in [
        Error::MissingListing { page: 1 },
        Error::MissingToken { page: 1 },
        Error::RepeatedToken { page: 1 },
        Error::PageLimit { page: 1 },
    ] {
        let error: Error<std::fmt::Error> = error;
        assert!(std::error::Error::source(&error).is_none());
        assert_eq!(error.page(), 1);
        assert_eq!(error.into_inner(), None);
    }
}
