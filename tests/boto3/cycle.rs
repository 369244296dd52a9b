//! AWS Config as it never is: its tokens are `a` and `b`, by turns.

use std::net::{Ipv4Addr, SocketAddr};

use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// It runs for as long as it is there.
pub(crate) struct Cycle {
    address: SocketAddr,
    _runtime: Runtime,
}

impl Cycle {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().expect("threads can be had");
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let router = Router::new().fallback(answer);
        runtime.spawn(async move { axum::serve(listener, router).await });
        Cycle {
            address,
            _runtime: runtime,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn answer(body: String) -> Json<Value> {
    let request: Value = serde_json::from_str(&body).unwrap_or_default();
    let next = if request["NextToken"] == "a" {
        "b"
    } else {
        "a"
    };
    let aggregator = json!({ "ConfigurationAggregatorName": format!("before-{next}") });
    Json(json!({ "ConfigurationAggregators": [aggregator], "NextToken": next }))
}
