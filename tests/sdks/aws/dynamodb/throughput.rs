//! A table whose throughput allows pages of four items: the page is requested again with half the size.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::{Client, Error};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;
use paginate_sdks_support::{HttpServer, block_on, check};
use serde_json::{Value, json};

use super::{Item, table};
use crate::{MINISTACK, all};

#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items",
    page_size = "limit",
    too_large = |error| matches!(error, Error::ProvisionedThroughputExceededException(_)),
)]
fn scan(dynamodb: &Client, page_size: i32) -> impl Paginator<Item = Item, Error = Error> {
    dynamodb.scan().table_name("throughput").limit(page_size)
}

/// Returns the response of a table without the throughput for the page, `None` if the page has at most four items.
fn throttle(body: &[u8]) -> Option<Response> {
    let body: Value = serde_json::from_slice(body).expect("a request");
    let limit = body["Limit"].as_u64().expect("a page size");
    (limit > 4).then(|| {
        let error = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
        let error = json!({ "__type": error, "message": "The level of throughput is exceeded" });
        (StatusCode::BAD_REQUEST, Json(error)).into_response()
    })
}

#[test]
fn page_above_the_throughput_is_requested_again_with_half_the_size() {
    block_on(async {
        let (expected, _) = all(scan(&table("throughput").await, 1000)).await;
        assert_eq!(expected.len(), 40);
        let url = MINISTACK.url();
        let ministack = url.trim_start_matches("http://").parse();
        let ministack = ministack.expect("an address and a port");
        let server = HttpServer::proxy_refusing(ministack, |_, body| throttle(body)).await;
        // The SDK would request each page three times before it fails.
        let config = aws_sdk_dynamodb::config::Builder::from(&sdk_config(&server.url("")))
            .retry_config(RetryConfig::disabled())
            .build();
        let dynamodb = Client::from_conf(config);
        // After ten full pages, an empty page follows.
        check::smaller_pages(&server, (&expected, 11), || scan(&dynamodb, 16)).await;
    });
}
