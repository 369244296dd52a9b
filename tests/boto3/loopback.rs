//! HTTP servers in this process, on the loopback interface.

use std::net::Ipv4Addr;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A running server. It stops when the value is dropped.
pub(crate) struct Loopback {
    url: String,
    _runtime: Runtime,
}

impl Loopback {
    pub(crate) fn serve(router: Router) -> Self {
        let runtime = Runtime::new().expect("the runtime starts");
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("there is a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let listener = listener.tap_io(|connection| {
            // Nagle's algorithm and delayed acknowledgements would add 40 ms to each request.
            let _ = connection.set_nodelay(true);
        });
        runtime.spawn(async move { axum::serve(listener, router).await });
        Loopback {
            url: format!("http://{address}"),
            _runtime: runtime,
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}
