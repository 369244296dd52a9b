//! A service on the loopback interface with scripted responses.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse;
use tokio::net::TcpListener;

/// A service that returns its responses in order, regardless of the requests, and records the requests.
pub(crate) struct Service {
    pub(crate) url: String,
    exchange: Arc<Exchange>,
}

/// The remaining responses, and the requests so far.
struct Exchange {
    content_type: &'static str,
    responses: Mutex<VecDeque<String>>,
    requests: Mutex<Vec<(String, String)>>,
}

impl Service {
    pub(crate) async fn json<S: Into<String>>(responses: impl IntoIterator<Item = S>) -> Self {
        Self::start("application/x-amz-json-1.0", responses).await
    }

    pub(crate) async fn xml<S: Into<String>>(responses: impl IntoIterator<Item = S>) -> Self {
        Self::start("application/xml", responses).await
    }

    async fn start<S: Into<String>>(
        content_type: &'static str,
        responses: impl IntoIterator<Item = S>,
    ) -> Self {
        let exchange = Arc::new(Exchange {
            content_type,
            responses: Mutex::new(responses.into_iter().map(Into::into).collect()),
            requests: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .fallback(respond)
            .with_state(Arc::clone(&exchange));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Service { url, exchange }
    }

    /// Returns the bodies of all requests so far.
    pub(crate) fn bodies(&self) -> Vec<String> {
        let requests = self.exchange.requests.lock().unwrap();
        requests.iter().map(|(_, body)| body.clone()).collect()
    }

    /// Returns the paths of all requests so far, with their queries.
    pub(crate) fn paths(&self) -> Vec<String> {
        let requests = self.exchange.requests.lock().unwrap();
        requests.iter().map(|(path, _)| path.clone()).collect()
    }
}

async fn respond(
    State(exchange): State<Arc<Exchange>>,
    uri: Uri,
    body: String,
) -> impl IntoResponse {
    let path = uri.path_and_query().map(ToString::to_string);
    let mut requests = exchange.requests.lock().unwrap();
    requests.push((path.unwrap_or_default(), body));
    // After the last response, the service returns a client error, because the SDK does not retry it.
    let response = exchange.responses.lock().unwrap().pop_front();
    let status = match response {
        Some(_) => StatusCode::OK,
        None => StatusCode::BAD_REQUEST,
    };
    let headers = [(header::CONTENT_TYPE, exchange.content_type)];
    (status, headers, response.unwrap_or_default())
}
