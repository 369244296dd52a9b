use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// Returns a router that forwards every request to a server. The header `Host` remains that of the proxy, so that the URLs of
/// next pages lead through the proxy.
pub(crate) fn forward_to(server: SocketAddr) -> Router {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    let client = Client::builder(TokioExecutor::new())
        // A server may close a connection while it is idle.
        .pool_max_idle_per_host(0)
        .build(connector);
    let upstream = Upstream { server, client };
    Router::new()
        .route("/", any(forward))
        .route("/{*path}", any(forward))
        .with_state(upstream)
}

#[derive(Clone)]
struct Upstream {
    server: SocketAddr,
    client: Client<HttpConnector, Body>,
}

async fn forward(State(upstream): State<Upstream>, mut request: Request) -> Response {
    let url = format!("http://{}{}", upstream.server, request.uri());
    *request.uri_mut() = url.parse().expect("the address and the path form a URI");
    match upstream.client.request(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}
