//! A token that expires: the API server responds with 410 Gone and a fresh token, with which the page is requested again.

use axum::extract::{Query, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use k8s_openapi::Resource;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{ListParams, ObjectList, Request};
use kube::client::Body;
use kube::{Client, Config};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{HttpServer, Server};
use serde::Deserialize;
use serde_json::{Value, json};

const ITEMS: usize = 24;
const PAGE_SIZE: usize = 3;
const PATH: &str = "/api/v1/configmaps";

/// The error of a request. kube's own error does not carry the metadata of the status, so the function reads the response
/// itself.
#[derive(Debug)]
enum Failure {
    Expired { fresh_token: String },
    Kube(#[expect(dead_code, reason = "only `Debug` reads the error")] kube::Error),
}

impl From<kube::Error> for Failure {
    fn from(error: kube::Error) -> Self {
        Failure::Kube(error)
    }
}

#[derive(Deserialize)]
struct Status {
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    r#continue: String,
}

#[paginate(
    output_token = "metadata.continue_",
    items = "items",
    fresh_token = |error| match error {
        Failure::Expired { fresh_token } => Some(fresh_token.clone()),
        Failure::Kube(_) => None,
    },
)]
async fn config_maps(
    client: &Client,
    #[token] continue_token: Option<String>,
) -> impl Paginator<Item = ConfigMap, Token = String, Error = Failure> {
    let mut parameters = ListParams::default().limit(3);
    parameters.continue_token = continue_token;
    let request = Request::new(PATH).list(&parameters);
    let request = request.map_err(kube::Error::BuildRequest)?;
    read(client.send(request.map(Body::from)).await?).await
}

async fn read(response: Response<Body>) -> Result<ObjectList<ConfigMap>, Failure> {
    let status = response.status();
    let body = response.into_body().collect_bytes().await?;
    if status == StatusCode::GONE {
        let status: Status = serde_json::from_slice(&body).map_err(kube::Error::SerdeError)?;
        let fresh_token = status.metadata.r#continue;
        return Err(Failure::Expired { fresh_token });
    }
    Ok(serde_json::from_slice(&body).map_err(kube::Error::SerdeError)?)
}

/// Which tokens have expired: those of the first version, at this offset, or at all of them.
#[derive(Clone, Copy)]
enum Expired {
    Nothing,
    At(usize),
    All,
    /// Fresh tokens expire as well.
    Always,
}

impl Expired {
    fn contains(self, version: &str, offset: usize) -> bool {
        let is_first = version == "1";
        match self {
            Expired::Nothing => false,
            Expired::At(expired) => is_first && offset == expired,
            Expired::All => is_first && offset > 0,
            Expired::Always => offset > 0,
        }
    }
}

#[derive(Deserialize)]
struct Parameters {
    limit: usize,
    r#continue: Option<String>,
}

/// A token is a version and an offset.
async fn list(
    State(expired): State<Expired>,
    Query(query): Query<Parameters>,
) -> (StatusCode, Json<Value>) {
    let token = query.r#continue.unwrap_or_else(|| "1-0".into());
    let (version, offset) = token.split_once('-').expect("a token of this server");
    let offset: usize = offset.parse().expect("an offset");
    if expired.contains(version, offset) {
        let status = json!({
            "kind": "Status",
            "apiVersion": "v1",
            "metadata": { "continue": format!("2-{offset}") },
            "status": "Failure",
            "message": "the provided continue parameter is too old",
            "reason": "Expired",
            "code": 410,
        });
        return (StatusCode::GONE, Json(status));
    }
    let end = offset + query.limit;
    // A fresh token continues with the latest version, whose tokens expire again.
    let next = format!("1-{end}");
    let items: Vec<_> = (offset..end)
        .map(|n| json!({ "metadata": { "name": format!("settings-{n:02}") } }))
        .collect();
    let list = json!({
        "apiVersion": ConfigMap::API_VERSION,
        "kind": "ConfigMapList",
        "metadata": { "continue": if end < ITEMS { next.as_str() } else { "" } },
        "items": items,
    });
    (StatusCode::OK, Json(list))
}

async fn start(expired: Expired) -> (HttpServer, Client) {
    let router = Router::new().route(PATH, get(list)).with_state(expired);
    let server = HttpServer::start(router).await;
    let config = Config::new(server.url("").parse().expect("a URL"));
    let client = Client::try_from(config).expect("a client");
    (server, client)
}

/// Returns the items of a listing whose tokens do not expire.
async fn expected() -> Vec<ConfigMap> {
    let (_server, client) = start(Expired::Nothing).await;
    let items = config_maps(&client).items().try_collect::<Vec<_>>().await;
    let items = items.expect("every request succeeds");
    assert_eq!(items.len(), ITEMS);
    items
}

#[tokio::test]
async fn page_is_requested_again_with_the_fresh_token_of_the_status() {
    let expected = expected().await;
    let each = (PAGE_SIZE..ITEMS).step_by(PAGE_SIZE);
    let each = each.map(|offset| (Expired::At(offset), 1));
    let pages = ITEMS / PAGE_SIZE;
    for (expired, expirations) in each.chain([(Expired::All, pages - 1)]) {
        for depth in [0, 4] {
            let (server, client) = start(expired).await;
            let mut items = config_maps(&client).prefetch(depth).items();
            let mut checkpoints = vec![items.checkpoint()];
            let mut found = vec![];
            while let Some(item) = items.try_next().await.expect("no error") {
                found.push(item);
                checkpoints.push(items.checkpoint());
            }
            assert!(items.is_complete());
            assert_eq!(found, expected);
            assert_eq!(server.requests(), pages + expirations);
            for (read, checkpoint) in checkpoints.into_iter().enumerate() {
                let rest = config_maps(&client).resume_from(checkpoint).prefetch(depth);
                let rest: Vec<ConfigMap> = rest.items().try_collect().await.expect("no error");
                assert_eq!(rest, expected[read..], "prefetch({depth})");
            }
        }
    }
}

#[tokio::test]
async fn error_of_a_fresh_token_is_yielded() {
    let (_server, client) = start(Expired::Always).await;
    let mut items = config_maps(&client).items();
    let error = items.try_extend(&mut Vec::new()).await.unwrap_err();
    let Error::Operation {
        page: 2,
        source: Failure::Expired { fresh_token },
    } = error
    else {
        panic!("unexpected error: {error:?}");
    };
    assert_eq!(fresh_token, "2-3");
}
