//! An AWS Config service whose tokens alternate between `a` and `b`, so its listing never ends.

use axum::{Json, Router};
use serde_json::{Value, json};

use crate::loopback::Loopback;

pub(crate) fn start() -> Loopback {
    Loopback::serve(Router::new().fallback(respond))
}

async fn respond(body: String) -> Json<Value> {
    let request: Value = serde_json::from_str(&body).unwrap_or_default();
    let next = if request["NextToken"] == "a" {
        "b"
    } else {
        "a"
    };
    let aggregator = json!({ "ConfigurationAggregatorName": format!("before-{next}") });
    Json(json!({ "ConfigurationAggregators": [aggregator], "NextToken": next }))
}
