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
use super::describe_rules::describe_config_rules;
use super::fault::{Fault, respond};
use super::operation::{Exception, get_compliance_details};

/// A running AWS Config endpoint. Dropping it stops the endpoint.
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
    /// The key is the number of the request, from 1.
    faults: Mutex<HashMap<usize, Fault>>,
}

impl ConfigEndpoint {
    /// Starts an endpoint with the given rules.
    ///
    /// # Errors
    ///
    /// Returns an error if no port of the loopback interface is available.
    pub async fn start(rules: impl IntoIterator<Item = Rule>) -> io::Result<Self> {
        let service = Arc::new(Service {
            rules: rules.into_iter().collect(),
            received: Mutex::default(),
            faults: Mutex::default(),
        });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let router = Router::new()
            .route("/", post(handle))
            .with_state(Arc::clone(&service));
        let server = tokio::spawn(axum::serve(listener, router).into_future());
        Ok(ConfigEndpoint {
            address,
            service,
            server,
        })
    }

    /// Returns the URL of the endpoint, for `endpoint_url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the bodies of all requests so far, in order of arrival.
    pub fn received(&self) -> Vec<Value> {
        lock(&self.service.received).clone()
    }

    /// Injects a fault into the responses to the given requests, which are counted from 1.
    pub fn fault(&self, requests: impl IntoIterator<Item = usize>, fault: Fault) {
        lock(&self.service.faults).extend(requests.into_iter().map(|request| (request, fault)));
    }
}

impl Drop for ConfigEndpoint {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn handle(State(service): State<Arc<Service>>, headers: HeaderMap, body: Bytes) -> Response {
    let (status, response) = match service.respond(&headers, &body) {
        Ok(page) => (StatusCode::OK, page),
        Err(Exception { name, message }) => (
            StatusCode::BAD_REQUEST,
            json!({ "__type": name, "message": message }),
        ),
    };
    let number = lock(&service.received).len();
    let fault = lock(&service.faults).get(&number).copied();
    match fault {
        None => respond(status, &response),
        Some(fault) => {
            let request = serde_json::from_slice(&body).unwrap_or_default();
            fault.apply(&request, status, response).await
        }
    }
}

impl Service {
    fn respond(&self, headers: &HeaderMap, body: &[u8]) -> Result<Value, Exception> {
        let body: Value = serde_json::from_slice(body).map_err(unreadable)?;
        lock(&self.received).push(body.clone());
        let target = headers
            .get("x-amz-target")
            .and_then(|target| target.to_str().ok())
            .unwrap_or_default();
        // The protocol of AWS Config calls the service `StarlingDoveService`.
        match target.strip_prefix("StarlingDoveService.") {
            Some("GetComplianceDetailsByConfigRule") => get_compliance_details(
                &self.rules,
                &serde_json::from_value(body).map_err(unreadable)?,
            ),
            Some("DescribeConfigRules") => describe_config_rules(
                &self.rules,
                &serde_json::from_value(body).map_err(unreadable)?,
            ),
            _ => {
                let message = format!("unknown operation '{target}'");
                Err(Exception::new("UnknownOperationException", message))
            }
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "passed to `map_err`")]
fn unreadable(error: serde_json::Error) -> Exception {
    Exception::new("SerializationException", error.to_string())
}

/// Locks a mutex. A poisoned lock is fine: no code panics between two changes that belong together.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
