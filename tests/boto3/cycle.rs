//! An AWS Config service whose tokens alternate between `a` and `b`, so its listing never ends.

use std::net::{Ipv4Addr, SocketAddr};

use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A running service. It stops when the value is dropped.
pub(crate) struct Cycle {
    address: SocketAddr,
    _runtime: Runtime,
}

impl Cycle {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().expect("the runtime starts");
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("there is a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let router = Router::new().fallback(respond);
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
