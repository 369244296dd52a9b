//! Runs a paginator on the real SDK, with answers instead of a network.

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

/// The answers to every operation.
pub struct Harness(Value);

/// Gives one answer after the other and keeps what was asked.
#[derive(Clone, Debug)]
struct Replay {
    answers: Arc<Mutex<VecDeque<Value>>>,
    requests: Arc<Mutex<Vec<Value>>>,
}

impl Harness {
    /// Reads what the sweep has made up.
    pub fn read() -> Self {
        let answers = fs::read_to_string("answers.json").expect("there are answers");
        Harness(serde_json::from_str(&answers).expect("they are JSON"))
    }

    /// Lists everything, and prints how many items came and what was sent.
    pub async fn run<P>(&self, sdk: &str, operation: &str, start: impl FnOnce(SdkConfig) -> P)
    where
        P: Paginator<Error: Debug>,
    {
        let answers = self.0[sdk][operation].as_array().cloned().unwrap_or_default();
        let replay = Replay {
            answers: Arc::new(Mutex::new(answers.into())),
            requests: Arc::default(),
        };
        let items = start(config(&replay)).items();
        let (items, error) = match timeout(Duration::from_secs(10), items.try_collect::<Vec<_>>()).await {
            Ok(Ok(items)) => (items.len(), None),
            Ok(Err(error)) => (0, Some(format!("{error:?}"))),
            Err(_) => (0, Some("it does not end".to_owned())),
        };
        let requests = replay.requests.lock().expect("nothing panics").clone();
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

fn config(replay: &Replay) -> SdkConfig {
    let connector = SharedHttpConnector::new(replay.clone());
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

impl HttpConnector for Replay {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let headers: Vec<_> = request.headers().iter().collect();
        let body = request.body().bytes().unwrap_or_default();
        self.requests.lock().expect("nothing panics").push(json!({
            "method": request.method(),
            "uri": request.uri(),
            "headers": headers,
            "body": String::from_utf8_lossy(body),
        }));
        let answer = self.answers.lock().expect("nothing panics").pop_front();
        let Some(answer) = answer else {
            let error = ConnectorError::other("there are no more pages".into(), None);
            return HttpConnectorFuture::ready(Err(error));
        };
        let status = answer["status"].as_u64().and_then(|it| u16::try_from(it).ok()).unwrap_or(200);
        let body = answer["body"].as_str().unwrap_or_default().to_owned();
        let mut response = HttpResponse::new(status.try_into().expect("a status"), SdkBody::from(body));
        for (name, value) in answer["headers"].as_object().into_iter().flatten() {
            let value = value.as_str().unwrap_or_default().to_owned();
            response.headers_mut().insert(name.clone(), value);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}
