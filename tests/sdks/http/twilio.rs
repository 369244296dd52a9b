//! The calls of Twilio's API with reqwest: each page carries the URL of the next one, and the requests carry credentials.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::routing::get;
use axum::{Json, Router};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, Server, block_on, listing_tests, page};
use reqwest::{Client, Url};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::reqwest_client;

listing_tests!(
    calls,
    "reqwest",
    "next URL (Twilio)",
    twilio(None),
    |twilio| {
        let (http, url) = &twilio.client;
        calls(http, url)
    }
);

type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[paginate(output_token = "next_page_uri", items = "calls")]
async fn calls(
    http: &Client,
    url: &Url,
    #[token] next: Option<String>,
) -> impl Paginator<Item = Call, Error = BoxError> {
    let page = url.join(&next.unwrap_or_default())?;
    if page.origin() != url.origin() {
        return Err(format!("{page} has another origin").into());
    }
    let request = http.get(page).basic_auth("AC1", Some("secret"));
    let response = request.send().await?.error_for_status()?;
    Ok(response.json::<CallPage>().await?)
}

#[test]
fn calls_send_no_credentials_to_another_origin() {
    block_on(async {
        let other = twilio(None).await;
        let twilio = twilio(Some(other.server.url("/"))).await;
        let (http, url) = &twilio.client;
        let mut calls = calls(http, url).items();
        let mut yielded = Vec::new();
        let error = calls.try_extend(&mut yielded).await;
        assert!(
            matches!(error, Err(Error::Operation { page: 2, .. })),
            "{error:?}"
        );
        assert_eq!(yielded, twilio.items[..3]);
        assert_eq!(other.server.requests(), 0);
    });
}

#[derive(Deserialize)]
struct CallPage {
    calls: Vec<Call>,
    next_page_uri: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Call {
    sid: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameters {
    page_size: usize,
    page_token: Option<String>,
}

#[derive(Clone)]
struct Account {
    calls: Vec<Call>,
    /// What precedes the paths of the next pages.
    base: String,
}

const PATH: &str = "/2010-04-01/Accounts/AC1/Calls.json";

/// Starts a server. The URLs of the next pages are relative, as Twilio's, or begin with `base`.
async fn twilio(base: Option<String>) -> Fixture<HttpServer, (Client, Url), Call> {
    let calls: Vec<Call> = (0..24)
        .map(|n| Call {
            sid: format!("CA{n:032x}"),
        })
        .collect();
    let account = Account {
        calls: calls.clone(),
        base: base.unwrap_or_default(),
    };
    let router = Router::new().route(PATH, get(list)).with_state(account);
    let server = HttpServer::start(router).await;
    let url = server.url(&format!("{PATH}?PageSize=3"));
    Fixture {
        client: (reqwest_client(), url.parse().expect("a URL")),
        server,
        pages: 8,
        items: calls,
    }
}

async fn list(
    State(account): State<Account>,
    Query(query): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Json<Value>, StatusCode> {
    if !headers.contains_key(AUTHORIZATION) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let page = page(&account.calls, query.page_size, query.page_token.as_deref())
        .ok_or(StatusCode::BAD_REQUEST)?;
    let next = page.next.map(|token| {
        let size = query.page_size.to_string();
        let query = [("PageSize", size.as_str()), ("PageToken", token.as_str())];
        let query = Url::parse_with_params("http://localhost", query).expect("a URL");
        let query = query.query().unwrap_or_default();
        format!("{}{PATH}?{query}", account.base.trim_end_matches('/'))
    });
    Ok(Json(json!({ "calls": page.items, "next_page_uri": next })))
}
