use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::Rule;
use super::fault::{Fault, respond};
use super::operation::{Exception, get_compliance_details};

/// A running endpoint. It stops when it is dropped.
#[derive(Debug)]
pub struct ConfigEndpoint {
    address: SocketAddr,
    service: Arc<Service>,
    server: JoinHandle<io::Result<()>>,
}

#[derive(Debug)]
struct Service {
    rules: Vec<Rule>,
    received: Mutex<Vec<Value>>,
    /// By the number of the request, from 1.
    faults: Mutex<HashMap<usize, Fault>>,
}

impl ConfigEndpoint {
    /// Starts an endpoint that knows these rules.
    ///
    /// # Errors
    ///
    /// When loopback has no port to give.
    pub async fn start(rules: impl IntoIterator<Item = Rule>) -> io::Result<Self> {
        let service = Arc::new(Service {
            rules: rules.into_iter().collect(),
            received: Mutex::default(),
            faults: Mutex::default(),
        });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let router = Router::new()
            .route("/", post(answer))
            .with_state(Arc::clone(&service));
        let server = tokio::spawn(axum::serve(listener, router).into_future());
        Ok(ConfigEndpoint {
            address,
            service,
            server,
        })
    }

    /// Where it listens, as an `endpoint_url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The bodies of all requests so far, in the order in which they came.
    pub fn received(&self) -> Vec<Value> {
        lock(&self.service.received).clone()
    }

    /// Has something go wrong with the answers to these requests, which are counted from 1.
    pub fn fault(&self, requests: impl IntoIterator<Item = usize>, fault: Fault) {
        lock(&self.service.faults).extend(requests.into_iter().map(|request| (request, fault)));
    }
}

impl Drop for ConfigEndpoint {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(State(service): State<Arc<Service>>, headers: HeaderMap, body: Bytes) -> Response {
    let (status, answer) = match service.answer(&headers, &body) {
        Ok(page) => (StatusCode::OK, page),
        Err(Exception { name, message }) => (
            StatusCode::BAD_REQUEST,
            json!({ "__type": name, "message": message }),
        ),
    };
    let number = lock(&service.received).len();
    let fault = lock(&service.faults).get(&number).copied();
    match fault {
        None => respond(status, &answer),
        Some(fault) => {
            let request = serde_json::from_slice(&body).unwrap_or_default();
            fault.spoil(&request, status, answer).await
        }
    }
}

impl Service {
    fn answer(&self, headers: &HeaderMap, body: &[u8]) -> Result<Value, Exception> {
        let body: Value = serde_json::from_slice(body).map_err(unreadable)?;
        lock(&self.received).push(body.clone());
        let target = headers
            .get("x-amz-target")
            .and_then(|target| target.to_str().ok())
            .unwrap_or_default();
        if target != "StarlingDoveService.GetComplianceDetailsByConfigRule" {
            let message = format!("'{target}' is not known here");
            return Err(Exception::new("UnknownOperationException", message));
        }
        get_compliance_details(
            &self.rules,
            &serde_json::from_value(body).map_err(unreadable)?,
        )
    }
}

#[expect(clippy::needless_pass_by_value, reason = "passed to `map_err`")]
fn unreadable(error: serde_json::Error) -> Exception {
    Exception::new("SerializationException", error.to_string())
}

/// What a panic elsewhere left behind is as good as before.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
