//! A server with the rules of GitHub's list of issues: it requires a `User-Agent`, and lists no page after the hundredth.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const ISSUES: usize = 1_650;

#[derive(Deserialize)]
struct Parameters {
    per_page: usize,
    page: usize,
}

/// Starts a server and returns its URL.
pub(crate) async fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/repos/rust-lang/cargo/issues", get(page));
    tokio::spawn(async { axum::serve(listener, router).await });
    url
}

/// Returns the titles of all issues.
pub(crate) fn titles() -> Vec<String> {
    (0..ISSUES).map(|n| format!("Issue {n}")).collect()
}

async fn page(headers: HeaderMap, Query(query): Query<Parameters>) -> (StatusCode, Json<Value>) {
    let Parameters { per_page, page } = query;
    if !headers.contains_key(header::USER_AGENT) {
        let message = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header";
        return (StatusCode::FORBIDDEN, Json(json!({ "message": message })));
    }
    if page > 100 {
        let message =
            "In order to keep the API fast for everyone, pagination is limited for this resource.";
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({ "message": message })),
        );
    }
    let titles = titles().into_iter().skip((page - 1) * per_page);
    let issues: Vec<Value> = titles
        .take(per_page)
        .map(|title| json!({ "title": title }))
        .collect();
    (StatusCode::OK, Json(Value::from(issues)))
}
