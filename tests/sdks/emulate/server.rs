use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{LazyLock, Once};

use axum::http::Uri;
use axum::response::Response;
use paginate_sdks_support::{HttpServer, NodeServer};
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;

/// The servers start when the first one is used, and stop with the process.
static EMULATE: LazyLock<NodeServer> = LazyLock::new(|| {
    let package = include_str!("package.json");
    let lock = include_str!("package-lock.json");
    NodeServer::start("emulate", package, lock, include_str!("serve.mjs"))
        .unwrap_or_else(|error| panic!("emulate does not start: {error}"))
});

/// The server of one service. Tests share its data, so that no test may change what another one lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Emulator(&'static str);

pub(crate) const CLERK: Emulator = Emulator("clerk");
pub(crate) const GITHUB: Emulator = Emulator("github");
pub(crate) const LINEAR: Emulator = Emulator("linear");
pub(crate) const SLACK: Emulator = Emulator("slack");
pub(crate) const STRIPE: Emulator = Emulator("stripe");
pub(crate) const TWILIO: Emulator = Emulator("twilio");

impl Emulator {
    /// Starts a proxy, which counts requests and can fail with status 503.
    pub(crate) async fn proxy(self) -> HttpServer {
        HttpServer::proxy(self.address()).await
    }

    /// Starts a proxy, which counts requests and can fail with this response.
    pub(crate) async fn proxy_with_failure(self, failure: fn() -> Response) -> HttpServer {
        HttpServer::proxy_with_failure(self.address(), failure).await
    }

    /// Starts a proxy, which does not forward a request if `refuse` returns a response for its URI and its body.
    pub(crate) async fn proxy_refusing<F>(self, refuse: F) -> HttpServer
    where
        F: Fn(&Uri, &[u8]) -> Option<Response> + Clone + Send + Sync + 'static,
    {
        HttpServer::proxy_refusing(self.address(), refuse).await
    }

    /// Returns the URL of a path that begins with `/`, without a proxy.
    pub(crate) fn url(self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    fn address(self) -> SocketAddr {
        let ports: HashMap<&str, u16> = serde_json::from_str(EMULATE.ready()).expect("the ports");
        (Ipv4Addr::LOCALHOST, ports[self.0]).into()
    }
}

/// Returns a client of reqwest.
pub(crate) fn http_client() -> Client {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        // reqwest needs a provider even without TLS, because other packages enable TLS in reqwest. Installing it fails if
        // there is one, which reqwest uses as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::new()
}

/// Sends a request of a fixture, and returns the body of the response.
pub(crate) async fn call<T: DeserializeOwned>(request: RequestBuilder) -> T {
    let response = request.send().await.expect("a response");
    let response = response.error_for_status().expect("a success");
    response.json().await.expect("a body")
}
