use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse;
use tokio::net::TcpListener;

/// A service that answers what it is told to, one answer after the other, whatever it is asked.
pub(crate) struct Answers {
    pub(crate) url: String,
    service: Arc<Service>,
}

struct Service {
    content_type: &'static str,
    answers: Mutex<VecDeque<String>>,
    requests: Mutex<Vec<(String, String)>>,
}

impl Answers {
    pub(crate) async fn json<S: Into<String>>(answers: impl IntoIterator<Item = S>) -> Self {
        Self::start("application/x-amz-json-1.0", answers).await
    }

    pub(crate) async fn xml<S: Into<String>>(answers: impl IntoIterator<Item = S>) -> Self {
        Self::start("application/xml", answers).await
    }

    async fn start<S: Into<String>>(
        content_type: &'static str,
        answers: impl IntoIterator<Item = S>,
    ) -> Self {
        let service = Arc::new(Service {
            content_type,
            answers: Mutex::new(answers.into_iter().map(Into::into).collect()),
            requests: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&service));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Answers { url, service }
    }

    /// The body of every request so far.
    pub(crate) fn bodies(&self) -> Vec<String> {
        let requests = self.service.requests.lock().unwrap();
        requests.iter().map(|(_, body)| body.clone()).collect()
    }

    /// The path of every request so far, with its query.
    pub(crate) fn paths(&self) -> Vec<String> {
        let requests = self.service.requests.lock().unwrap();
        requests.iter().map(|(path, _)| path.clone()).collect()
    }
}

async fn answer(State(service): State<Arc<Service>>, uri: Uri, body: String) -> impl IntoResponse {
    let path = uri.path_and_query().map(ToString::to_string);
    let mut requests = service.requests.lock().unwrap();
    requests.push((path.unwrap_or_default(), body));
    // Once there is none left, a mistake that the SDK does not try again.
    let answer = service.answers.lock().unwrap().pop_front();
    let status = match answer {
        Some(_) => StatusCode::OK,
        None => StatusCode::BAD_REQUEST,
    };
    let headers = [(header::CONTENT_TYPE, service.content_type)];
    (status, headers, answer.unwrap_or_default())
}
