//! What goes over the wire: a proxy in front of a server, which passes on every request and writes it down.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Parameters of which the listing knows nothing: boto3 asks S3 to encode keys and decodes them itself,
/// the Rust SDK names the operation a second time.
const OF_ONE_CLIENT: [&str; 2] = ["encoding-type", "x-id"];

/// A request as the service reads it, without what differs from client to client: the headers that
/// sign it and that tell who sent it, the order of the parameters, a slash after the bucket.
#[derive(Debug, PartialEq)]
pub(crate) struct Sent {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    target: Option<String>,
    body: Value,
}

/// The proxy. It runs for as long as it is there.
pub(crate) struct Wire {
    url: String,
    recorder: Arc<Recorder>,
    _runtime: Runtime,
}

struct Recorder {
    upstream: String,
    client: Client<HttpConnector, Full<Bytes>>,
    sent: Mutex<Vec<Sent>>,
}

impl Wire {
    pub(crate) fn to(upstream: String) -> Self {
        let runtime = Runtime::new().expect("threads can be had");
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let recorder = Arc::new(Recorder {
            upstream,
            client: Client::builder(TokioExecutor::new()).build(connector),
            sent: Mutex::default(),
        });
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let router = Router::new().fallback(pass_on).with_state(recorder.clone());
        let listener = listener.tap_io(|connection| {
            // Without it a request takes the 40 ms after which a packet is acknowledged.
            let _ = connection.set_nodelay(true);
        });
        runtime.spawn(async move { axum::serve(listener, router).await });
        Wire {
            url: format!("http://{address}"),
            recorder,
            _runtime: runtime,
        }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// What was sent since this was last asked.
    pub(crate) fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.recorder.sent.lock().expect("nobody panicked"))
    }
}

async fn pass_on(State(recorder): State<Arc<Recorder>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let sent = Sent::read(parts.method.as_str(), &parts.uri, &parts.headers, &body);
    recorder.sent.lock().expect("nobody panicked").push(sent);
    let uri = format!("{}{}", recorder.upstream, parts.uri);
    parts.uri = uri.parse().expect("it was one");
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

/// The parameters of a query or a form, in an order that does not depend on who wrote them.
fn parameters(text: &str) -> Vec<(String, String)> {
    let mut parameters: Vec<_> = text
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .filter(|(name, _)| !OF_ONE_CLIENT.contains(&name.as_str()))
        .collect();
    parameters.sort();
    parameters
}
