//! Runs paginators on the real SDK crates, with canned responses instead of a network.

use std::collections::VecDeque;
use std::fmt::Debug;
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use paginate_core::Paginator;
use serde_json::{Value, json};
use tokio::time::timeout;

/// The responses for each crate and operation.
pub struct Harness(Value);

/// An HTTP connector that returns the responses in order and records the requests.
#[derive(Clone, Debug)]
struct ReplayConnector {
    responses: Arc<Mutex<VecDeque<Value>>>,
    requests: Arc<Mutex<Vec<Value>>>,
}

impl Harness {
    /// Reads the responses that `generated_crate.py` wrote.
    pub fn read() -> Self {
        let responses = fs::read_to_string("responses.json").expect("responses.json is missing");
        Harness(serde_json::from_str(&responses).expect("responses.json is not valid JSON"))
    }

    /// Collects all items. Prints the number of items or the error, and the requests.
    pub async fn run<P>(&self, sdk: &str, operation: &str, start: impl FnOnce(SdkConfig) -> P)
    where
        P: Paginator<Error: Debug>,
    {
        let responses = self.0[sdk][operation].as_array().cloned().unwrap_or_default();
        let connector = ReplayConnector {
            responses: Arc::new(Mutex::new(responses.into())),
            requests: Arc::default(),
        };
        let items = start(config(&connector)).items();
        let (items, error) = match timeout(Duration::from_secs(10), items.try_collect::<Vec<_>>()).await {
            Ok(Ok(items)) => (items.len(), None),
            Ok(Err(error)) => (0, Some(format!("{error:?}"))),
            Err(_) => (0, Some("timeout after 10 seconds".to_owned())),
        };
        let requests = connector.requests.lock().expect("the mutex is not poisoned").clone();
        let outcome = json!({
            "crate": sdk,
            "operation": operation,
            "items": items,
            "error": error,
            "requests": requests,
        });
        println!("{outcome}");
    }
}

fn config(connector: &ReplayConnector) -> SdkConfig {
    let connector = SharedHttpConnector::new(connector.clone());
    let credentials = Credentials::new("sweep", "sweep", None, None, "sweep");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url("http://service.test")
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build()
}

impl HttpConnector for ReplayConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let headers: Vec<_> = request.headers().iter().collect();
        let body = request.body().bytes().unwrap_or_default();
        self.requests.lock().expect("the mutex is not poisoned").push(json!({
            "method": request.method(),
            "uri": request.uri(),
            "headers": headers,
            "body": String::from_utf8_lossy(body),
        }));
        let response = self.responses.lock().expect("the mutex is not poisoned").pop_front();
        let Some(response) = response else {
            let error = ConnectorError::other("expected no further request".into(), None);
            return HttpConnectorFuture::ready(Err(error));
        };
        let status = response["status"].as_u64().and_then(|it| u16::try_from(it).ok()).unwrap_or(200);
        let body = response["body"].as_str().unwrap_or_default().to_owned();
        let mut http_response = HttpResponse::new(status.try_into().expect("the status is valid"), SdkBody::from(body));
        for (name, value) in response["headers"].as_object().into_iter().flatten() {
            let value = value.as_str().unwrap_or_default().to_owned();
            http_response.headers_mut().insert(name.clone(), value);
        }
        HttpConnectorFuture::ready(Ok(http_response))
    }
}
