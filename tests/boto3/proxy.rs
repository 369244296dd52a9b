//! A proxy in front of a server, which records and forwards every request.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::loopback::Loopback;

/// Parameters that only one of the clients sends: boto3 asks S3 to encode keys and decodes them itself, and the Rust SDK
/// names the operation a second time.
const CLIENT_PARAMETERS: [&str; 2] = ["encoding-type", "x-id"];

/// A request without the parts that differ between clients: the signature, the user agent, the order of the parameters,
/// and a slash after the bucket.
#[derive(Debug, PartialEq)]
pub(crate) struct Sent {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    target: Option<String>,
    body: Value,
}

/// A running proxy. It stops when the value is dropped.
pub(crate) struct Proxy {
    server: Loopback,
    recorder: Arc<Recorder>,
}

struct Recorder {
    upstream: String,
    client: Client<HttpConnector, Full<Bytes>>,
    sent: Mutex<Vec<Sent>>,
}

impl Proxy {
    pub(crate) fn to(upstream: String) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let recorder = Arc::new(Recorder {
            upstream,
            client: Client::builder(TokioExecutor::new()).build(connector),
            sent: Mutex::default(),
        });
        let router = Router::new().fallback(forward).with_state(recorder.clone());
        Proxy {
            server: Loopback::serve(router),
            recorder,
        }
    }

    /// Returns the URL of the proxy.
    pub(crate) fn url(&self) -> &str {
        self.server.url()
    }

    /// Returns the requests since the previous call.
    pub(crate) fn take(&self) -> Vec<Sent> {
        std::mem::take(
            &mut self
                .recorder
                .sent
                .lock()
                .expect("no thread panics while it holds the lock"),
        )
    }
}

async fn forward(State(recorder): State<Arc<Recorder>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let sent = Sent::read(parts.method.as_str(), &parts.uri, &parts.headers, &body);
    recorder
        .sent
        .lock()
        .expect("no thread panics while it holds the lock")
        .push(sent);
    let uri = format!("{}{}", recorder.upstream, parts.uri);
    parts.uri = uri.parse().expect("the server URL and the path form a URI");
    parts.headers.remove(header::EXPECT);
    let request = Request::from_parts(parts, Full::new(body));
    match recorder.client.request(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    }
}

impl Sent {
    fn read(method: &str, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Self {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let kind = header("content-type").unwrap_or_default();
        let text = String::from_utf8_lossy(body);
        Sent {
            method: method.to_owned(),
            path: uri.path().trim_end_matches('/').to_owned(),
            query: parameters(uri.query().unwrap_or_default()),
            target: header("x-amz-target").map(ToOwned::to_owned),
            body: if kind.contains("json") {
                serde_json::from_slice(body).unwrap_or(Value::Null)
            } else if kind.contains("form-urlencoded") {
                parameters(&text).into_iter().collect()
            } else {
                text.into()
            },
        }
    }
}

/// Returns the sorted parameters of a query or a form.
fn parameters(text: &str) -> Vec<(String, String)> {
    let mut parameters: Vec<_> = text
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .filter(|(name, _)| !CLIENT_PARAMETERS.contains(&name.as_str()))
        .collect();
    parameters.sort();
    parameters
}
