//! A token that expires: the API server responds with 410 Gone and a fresh token, from which the listing resumes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::{Query, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use k8s_openapi::Resource;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{ListParams, ObjectList, Request};
use kube::client::Body;
use kube::{Client, Config, ResourceExt};
use paginate_core::{Checkpoint, Error, Paginator, paginate};
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
    Expired {
        fresh_token: String,
    },
    #[expect(dead_code, reason = "only `Debug` reads the error")]
    Kube(kube::Error),
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

#[paginate(output_token = "metadata.continue_", items = "items")]
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

/// The number of pages that were requested. The tokens of version 1 expire after the third page.
type Requests = Arc<AtomicUsize>;

#[derive(Deserialize)]
struct Parameters {
    limit: usize,
    r#continue: Option<String>,
}

/// A token is a version and an offset.
async fn list(
    State(requests): State<Requests>,
    Query(query): Query<Parameters>,
) -> (StatusCode, Json<Value>) {
    let token = query.r#continue.unwrap_or_else(|| "1-0".into());
    let (version, offset) = token.split_once('-').expect("a token of this server");
    let offset: usize = offset.parse().expect("an offset");
    if requests.fetch_add(1, Ordering::SeqCst) >= 3 && version == "1" {
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
    let next = format!("{version}-{end}");
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

#[tokio::test]
async fn listing_resumes_from_the_fresh_token_of_an_expired_one() {
    for prefetch in [0, 2] {
        let router = Router::new()
            .route(PATH, get(list))
            .with_state(Requests::default());
        let server = HttpServer::start(router).await;
        let config = Config::new(server.url("").parse().expect("a URL"));
        let client = Client::try_from(config).expect("a client");

        let mut listing = config_maps(&client).prefetch(prefetch).items();
        let mut found = vec![];
        let error = listing.try_extend(&mut found).await.unwrap_err();
        assert_eq!(found.len(), 3 * PAGE_SIZE);
        let Error::Operation {
            page: 4,
            source: Failure::Expired { fresh_token },
        } = error
        else {
            panic!("unexpected error: {error:?}");
        };
        let rest = config_maps(&client).resume_from(Checkpoint::at(fresh_token));
        rest.items().try_extend(&mut found).await.unwrap();

        let names: Vec<_> = found.iter().map(ResourceExt::name_any).collect();
        let all: Vec<_> = (0..ITEMS).map(|n| format!("settings-{n:02}")).collect();
        assert_eq!(names, all, "prefetch({prefetch})");
        assert_eq!(server.requests(), ITEMS / PAGE_SIZE + 1);
    }
}
