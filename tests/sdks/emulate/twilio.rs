//! The calls of Twilio with reqwest: each page carries the path of the next one, and the requests carry credentials.

use axum::Router;
use axum::routing::get;
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, Server, block_on, listing_tests};
use reqwest::{Client, Url};
use serde::Deserialize;
use tokio::sync::OnceCell;

use crate::server::{TWILIO, call, http_client};

listing_tests!(calls, "reqwest", "next URL (Twilio)", twilio(), |twilio| {
    let (http, url) = &twilio.client;
    calls(http, url)
});

type BoxError = Box<dyn std::error::Error + Send + Sync>;

const ACCOUNT: &str = "AC00000000000000000000000000000001";
const AUTH_TOKEN: &str = "twilio";

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
    let request = http.get(page).basic_auth(ACCOUNT, Some(AUTH_TOKEN));
    let response = request.send().await?.error_for_status()?;
    Ok(response.json::<CallPage>().await?)
}

#[test]
fn calls_send_no_credentials_to_another_origin() {
    block_on(async {
        let other = TWILIO.proxy().await;
        let page = format!(
            r#"{{ "calls": [], "next_page_uri": "{}" }}"#,
            other.url("/")
        );
        let router = Router::new().route("/calls", get(|| async { page }));
        let server = HttpServer::start(router).await;
        let url = server.url("/calls").parse().expect("a URL");
        let error = calls(&http_client(), &url).items().try_next().await;
        assert!(
            matches!(error, Err(Error::Operation { page: 2, .. })),
            "{error:?}"
        );
        assert_eq!(server.requests(), 1);
        assert_eq!(other.requests(), 0);
    });
}

#[derive(Deserialize)]
struct CallPage {
    calls: Vec<Call>,
    next_page_uri: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Call {
    sid: String,
    to: String,
}

async fn twilio() -> Fixture<HttpServer, (Client, Url), Call> {
    static CALLS: OnceCell<Vec<Call>> = OnceCell::const_new();
    let server = TWILIO.proxy().await;
    let url = server.url(&format!("{}?PageSize=3", path()));
    Fixture {
        client: (http_client(), url.parse().expect("a URL")),
        server,
        pages: 8,
        items: CALLS.get_or_init(seed).await.clone(),
    }
}

fn path() -> String {
    format!("/2010-04-01/Accounts/{ACCOUNT}/Calls.json")
}

/// Makes calls. Twilio lists the latest first.
async fn seed() -> Vec<Call> {
    let http = http_client();
    let mut calls = Vec::new();
    for n in 0..24 {
        let to = format!("+155501000{n:02}");
        let request = http.post(TWILIO.url(&path()));
        let request = request.form(&[("From", "+15550000001"), ("To", &to)]);
        calls.insert(0, call(request.basic_auth(ACCOUNT, Some(AUTH_TOKEN))).await);
    }
    calls
}
