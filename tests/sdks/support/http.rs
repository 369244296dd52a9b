use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::proxy::forward_to;
use crate::{RUNTIME, Server};

/// An HTTP server on the loopback interface. The server stops when this value is dropped.
#[derive(Debug)]
pub struct HttpServer {
    address: SocketAddr,
    traffic: Arc<Traffic>,
    task: JoinHandle<io::Result<()>>,
}

#[derive(Debug)]
struct Traffic {
    requests: AtomicUsize,
    is_failing: AtomicBool,
    failure: fn() -> Response,
}

impl HttpServer {
    /// Starts a server that fails with status 503. Only requests for its routes count and can fail.
    ///
    /// # Panics
    ///
    /// Panics if no port is free.
    pub async fn start(router: Router) -> Self {
        let failure = || StatusCode::SERVICE_UNAVAILABLE.into_response();
        Self::start_with_failure(router, failure).await
    }

    /// Starts a server that fails with this response.
    ///
    /// # Panics
    ///
    /// Panics if no port is free.
    pub async fn start_with_failure(router: Router, failure: fn() -> Response) -> Self {
        let traffic = Arc::new(Traffic {
            requests: AtomicUsize::new(0),
            is_failing: AtomicBool::new(false),
            failure,
        });
        let router = router.route_layer(middleware::from_fn_with_state(traffic.clone(), count));
        let (listener, address) = RUNTIME
            .spawn(async {
                let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
                let address = listener.local_addr()?;
                io::Result::Ok((listener, address))
            })
            .await
            .expect("the task does not panic")
            .expect("a port is free");
        let listener = listener.tap_io(|stream| {
            // Without this option, the body of a forwarded response waits until the client has acknowledged the headers. It
            // only fails if the client has closed the connection.
            let _ = stream.set_nodelay(true);
        });
        let task = RUNTIME.spawn(async { axum::serve(listener, router).await });
        HttpServer {
            address,
            traffic,
            task,
        }
    }

    /// Starts a proxy in front of a server. The proxy fails with status 503.
    ///
    /// # Panics
    ///
    /// Panics if no port is free.
    pub async fn proxy(server: SocketAddr) -> Self {
        Self::start(forward_to(server)).await
    }

    /// Starts a proxy in front of a server. The proxy fails with this response.
    ///
    /// # Panics
    ///
    /// Panics if no port is free.
    pub async fn proxy_with_failure(server: SocketAddr, failure: fn() -> Response) -> Self {
        Self::start_with_failure(forward_to(server), failure).await
    }

    /// Starts a proxy in front of a server. The proxy does not forward a request if `refuse` returns a response for its URI and its
    /// body.
    ///
    /// # Panics
    ///
    /// Panics if no port is free.
    pub async fn proxy_refusing<F>(server: SocketAddr, refuse: F) -> Self
    where
        F: Fn(&Uri, &[u8]) -> Option<Response> + Clone + Send + Sync + 'static,
    {
        let layer = middleware::from_fn(move |request: Request, next: Next| {
            let refuse = refuse.clone();
            async move {
                let (parts, body) = request.into_parts();
                let body = to_bytes(body, usize::MAX).await.expect("a whole body");
                match refuse(&parts.uri, &body) {
                    Some(response) => response,
                    None => next.run(Request::from_parts(parts, body.into())).await,
                }
            }
        });
        Self::start(forward_to(server).route_layer(layer)).await
    }

    /// Returns the address of the server.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the URL of a path that begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Server for HttpServer {
    fn requests(&self) -> usize {
        self.traffic.requests.load(Ordering::SeqCst)
    }

    async fn set_failing(&self, failing: bool) {
        self.traffic.is_failing.store(failing, Ordering::SeqCst);
    }
}

impl Drop for HttpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn count(State(traffic): State<Arc<Traffic>>, request: Request, next: Next) -> Response {
    traffic.requests.fetch_add(1, Ordering::SeqCst);
    if traffic.is_failing.load(Ordering::SeqCst) {
        return (traffic.failure)();
    }
    next.run(request).await
}
