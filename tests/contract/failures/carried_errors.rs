//! Successful responses that carry an error.

use std::convert::Infallible;

use paginate_core::{Error, Paginator, operation, paginate};
use paginate_tests::script::drain;

use crate::{ApiError, Client, GraphqlError, Response, list, refused, users};

#[test]
fn carried_error_fails_the_page_and_can_be_retried() {
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
fn page_with_a_carried_error_is_not_yielded() {
    let client = Client::new([refused()]);
    let pages = drain(list(&client).pages());
    assert!(matches!(
        &pages[..],
        [Err(Error::Operation { page: 1, .. })]
    ));
}

#[test]
fn empty_list_of_errors_is_no_error() {
    let mut response = users([1], None);
    response.errors = Some(Vec::new());
    assert_eq!(drain(list(&Client::new([response])).items()), [Ok(1)]);
}

#[test]
fn plain_member_carries_an_error_unless_it_is_empty() {
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
fn error_closure_decides_which_values_are_errors() {
    #[paginate(
        input_token = "cursor",
        output_token = "data.page.cursor",
        items = "data.users",
        error = |page| Some(page.message.clone()).filter(|_| page.data.is_none()),
    )]
    fn list(client: &Client<Response>) -> impl Paginator<Item = u32, Error = ApiError> {
        client.request()
    }

    // A closure may return an empty string as an error. A path treats an empty string as absent.
    let error = Error::Operation {
        page: 2,
        source: ApiError::Text(String::new()),
    };
    let client = Client::new([users([1], Some("b")), Response::default()]);
    assert_eq!(drain(list(&client).items()), [Ok(1), Err(error)]);
}

#[test]
fn operation_builder_fails_a_page_like_the_attribute() {
    let listing = |response| {
        operation(response)
            .send(async |response| Ok::<_, Infallible>(response))
            .output_token(|_: &Response| None::<u8>)
            .input_token(|request, _| request)
            .has_data(|page| page.data.is_some())
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
        [Err(Error::MissingData { page: 1 })]
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
        Error::MissingData { page: 1 },
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
