use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

/// A fault of one response.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The response is a `ThrottlingException`.
    Throttle,
    /// The response is an HTML page with the status 500, as a proxy sends it.
    Html,
    /// The connection is closed in the middle of the response.
    Cut,
    /// The response is delayed.
    Delay(Duration),
    /// The page carries the token of its own request.
    RepeatToken,
    /// The page carries no token, although there are more results.
    DropToken,
}

impl Fault {
    /// Applies the fault to the response for `request`.
    pub(crate) async fn apply(
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
