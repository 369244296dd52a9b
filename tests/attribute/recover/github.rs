//! A GraphQL API that answers with a gateway error, or with `errors`, if a page is too heavy.

use std::cell::RefCell;

use paginate_core::{Paginator, paginate};
use paginate_tests::script::drain;

const ISSUES: u32 = 230;

#[derive(Clone, Debug, PartialEq)]
struct Issue {
    number: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum ApiError {
    BadGateway,
    Graphql(Vec<&'static str>),
}

impl ApiError {
    fn is_timeout_or_gateway(&self) -> bool {
        match self {
            ApiError::BadGateway => true,
            ApiError::Graphql(errors) => errors.iter().any(|error| error.contains("timed out")),
        }
    }
}

impl From<Vec<&'static str>> for ApiError {
    fn from(errors: Vec<&'static str>) -> Self {
        ApiError::Graphql(errors)
    }
}

#[derive(Default)]
struct Client {
    sizes: RefCell<Vec<u32>>,
}

#[derive(Default)]
struct Response {
    data: Option<Data>,
    errors: Vec<&'static str>,
}

struct Data {
    repository: Repository,
}

struct Repository {
    issues: Connection,
}

struct Connection {
    nodes: Vec<Option<Issue>>,
    page_info: PageInfo,
}

struct PageInfo {
    end_cursor: Option<String>,
    has_next_page: bool,
}

impl Client {
    /// Answers 502 above 50 issues, and with `errors` above 20.
    #[expect(clippy::unused_async, reason = "a request is async")]
    async fn issues(&self, first: u32, after: Option<String>) -> Result<Response, ApiError> {
        self.sizes.borrow_mut().push(first);
        if first > 50 {
            return Err(ApiError::BadGateway);
        }
        if first > 20 {
            let errors = vec!["the query timed out"];
            return Ok(Response { data: None, errors });
        }
        let start = after.map_or(0, |cursor| cursor.parse().unwrap());
        let end = ISSUES.min(start + first);
        let nodes = (start..end).map(|number| Some(Issue { number })).collect();
        let page_info = PageInfo {
            end_cursor: Some(end.to_string()),
            has_next_page: end < ISSUES,
        };
        let issues = Connection { nodes, page_info };
        let data = Some(Data {
            repository: Repository { issues },
        });
        Ok(Response {
            data,
            errors: vec![],
        })
    }
}

#[paginate(
    output_token = "data.repository.issues.page_info.end_cursor",
    more_results = "data.repository.issues.page_info.has_next_page",
    items = "data.repository.issues.nodes[]",
    error = "errors",
    too_large = |error| error.is_timeout_or_gateway(),
)]
async fn issues(
    github: &Client,
    #[page_size] first: u32,
    #[token] after: Option<String>,
) -> impl Paginator<Item = Issue, Error = ApiError> {
    github.issues(first, after).await
}

#[test]
fn page_size_is_a_parameter_that_callers_see() {
    for depth in [0, 4] {
        let github = Client::default();
        let issues = drain(issues(&github, 100).prefetch(depth).items());
        let numbers: Vec<u32> = issues
            .into_iter()
            .map(|issue| issue.unwrap().number)
            .collect();
        assert_eq!(numbers, (0..ISSUES).collect::<Vec<_>>());
        let mut sizes = vec![100, 50, 25];
        sizes.extend([13; 18]);
        assert_eq!(*github.sizes.borrow(), sizes);
    }
}

#[paginate(items = "[]", too_large = |error| *error == limit_error)]
async fn words(
    sizes: &RefCell<Vec<usize>>,
    #[offset] offset: usize,
    limit_error: &'static str,
    #[page_size] mut size: usize,
) -> impl Paginator<Item = usize, Error = &'static str> {
    sizes.borrow_mut().push(size);
    if size > 3 {
        return Err(limit_error);
    }
    size = (offset + size).min(10);
    Ok((offset..size).collect::<Vec<_>>())
}

#[test]
fn page_size_can_be_combined_with_an_offset_and_with_captured_arguments() {
    for depth in [0, 4] {
        let sizes = RefCell::default();
        let words = drain(words(&sizes, "too heavy", 9).prefetch(depth).items());
        assert_eq!(words, (0..10).map(Ok).collect::<Vec<_>>());
        assert_eq!(sizes.borrow()[..3], [9, 5, 3]);
        assert!(sizes.borrow()[3..].iter().all(|size| *size == 3));
    }
}
