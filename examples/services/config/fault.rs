use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

/// What goes wrong with one answer.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// `ThrottlingException` instead of the page.
    Throttle,
    /// A page of HTML with the status 500, as a proxy sends it.
    Html,
    /// The connection is cut in the middle of the page.
    Cut,
    /// The page comes so much later.
    Delay(Duration),
    /// The page carries the token that it was asked for with.
    RepeatToken,
    /// The page carries no token, although there is more.
    DropToken,
}

impl Fault {
    /// The answer of the service, gone wrong. `request` is what it was asked.
    pub(crate) async fn spoil(
        self,
        request: &Value,
        status: StatusCode,
        mut body: Value,
    ) -> Response {
        match self {
            Fault::Throttle => {
                let exception =
                    json!({ "__type": "ThrottlingException", "message": "Rate exceeded" });
                return respond(StatusCode::BAD_REQUEST, &exception);
            }
            Fault::Html => {
                let page = Html("<html><body>Internal Server Error</body></html>");
                return (StatusCode::INTERNAL_SERVER_ERROR, page).into_response();
            }
            Fault::Cut => {
                let whole = body.to_string();
                let half = whole[..whole.len() / 2].to_owned();
                return (status, [("content-length", whole.len().to_string())], half)
                    .into_response();
            }
            Fault::Delay(delay) => tokio::time::sleep(delay).await,
            Fault::RepeatToken => body["NextToken"] = request["NextToken"].clone(),
            Fault::DropToken => body["NextToken"] = Value::Null,
        }
        respond(status, &body)
    }
}

pub(crate) fn respond(status: StatusCode, body: &Value) -> Response {
    (
        status,
        [("content-type", "application/x-amz-json-1.1")],
        body.to_string(),
    )
        .into_response()
}
