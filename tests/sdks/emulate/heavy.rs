//! Services behind a proxy that cannot deliver a page of more than some rows: the page is requested again with half the size.

mod graphql;
mod rest;

use std::fmt::Debug;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use paginate_core::Paginator;
use paginate_sdks_support::{HttpServer, Server};
use serde_json::Value;

use crate::server::{Emulator, http_client};

/// What the proxy does.
#[derive(Clone, Copy)]
struct Heavy {
    emulator: Emulator,
    /// The most rows of a page.
    most: u64,
    /// The response to a request for more.
    failure: fn() -> Response,
}

impl Heavy {
    async fn start(self) -> HttpServer {
        let router = Router::new().route("/{*path}", any(forward));
        HttpServer::start(router.with_state(self)).await
    }
}

fn bad_gateway() -> Response {
    StatusCode::BAD_GATEWAY.into_response()
}

async fn forward(State(heavy): State<Heavy>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    if rows(parts.uri.query(), &body) > heavy.most {
        return (heavy.failure)();
    }
    let path = parts.uri.path_and_query().expect("a path").as_str();
    let mut headers = parts.headers;
    headers.remove("host");
    let request = http_client().request(parts.method, heavy.emulator.url(path));
    let request = request.headers(headers).body(body);
    let response = request.send().await.expect("a response");
    let status = response.status();
    (status, response.bytes().await.expect("a body")).into_response()
}

/// Returns the number of rows that a request asks for.
fn rows(query: Option<&str>, body: &Bytes) -> u64 {
    let mut parameters = query.into_iter().flat_map(|query| query.split('&'));
    let limit = parameters.find_map(|parameter| parameter.strip_prefix("limit="));
    match limit {
        Some(limit) => limit.parse().expect("a limit"),
        None => {
            let body: Value = serde_json::from_slice(body).expect("a query");
            body["variables"]["first"].as_u64().expect("a page size")
        }
    }
}

/// Checks that a listing whose pages shrink yields the same items as one whose pages do not, and resumes before each item.
async fn check<T, P>(server: &HttpServer, pages: u64, expected: &[T], list: impl Fn() -> P)
where
    T: Debug + PartialEq,
    P: Paginator<Item = T, Error: Debug> + Send,
{
    for depth in [0, 4] {
        let before = server.requests();
        let mut items = list().prefetch(depth).items();
        let mut checkpoints = vec![items.checkpoint()];
        let mut yielded = Vec::new();
        while let Some(item) = items.try_next().await.expect("the page shrinks") {
            yielded.push(item);
            checkpoints.push(items.checkpoint());
        }
        assert_eq!(yielded, expected, "prefetch({depth})");
        assert_eq!(items.page_count(), pages);
        // 16 and 8 rows are too many.
        assert_eq!(server.requests() - before, expected.len().div_ceil(4) + 2);
        for (read, checkpoint) in checkpoints.into_iter().enumerate() {
            let rest = list().resume_from(checkpoint).prefetch(depth);
            let rest: Vec<T> = rest.items().try_collect().await.expect("the page shrinks");
            assert_eq!(rest, expected[read..], "prefetch({depth})");
        }
    }
}
