//! `Api::list` of kube, against an API server on the loopback interface.

mod expired;

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::ListParams;
use kube::{Api, Client, Config, Error, ResourceExt};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests, page};
use serde::Deserialize;
use serde_json::{Value, json};

listing_tests!(config_maps, "kube", "Kubernetes", cluster(), |cluster| {
    let parameters = ListParams::default().labels("app=web").limit(3);
    config_maps(&cluster.client, parameters)
});

#[paginate(output_token = "metadata.continue_", items = "items")]
async fn config_maps(
    api: &Api<ConfigMap>,
    mut parameters: ListParams,
    #[token] continue_token: Option<String>,
) -> impl Paginator<Item = ConfigMap, Error = Error> {
    parameters.continue_token = continue_token;
    api.list(&parameters).await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    label_selector: String,
    limit: usize,
    r#continue: Option<String>,
}

/// Starts an API server with the config maps of two applications.
async fn cluster() -> Fixture<HttpServer, Api<ConfigMap>, ConfigMap> {
    let config_maps: Vec<ConfigMap> = (0..48).map(config_map).collect();
    let router = Router::new()
        .route("/api/v1/namespaces/{namespace}/configmaps", get(list))
        .with_state(config_maps.clone());
    let server = HttpServer::start(router).await;
    let config = Config::new(server.url("").parse().expect("a URL"));
    let client = Client::try_from(config).expect("a client");
    Fixture {
        client: Api::namespaced(client, "shop"),
        server,
        pages: 8,
        items: selected(&config_maps, "shop", "app=web"),
    }
}

fn config_map(n: usize) -> ConfigMap {
    let mut config_map = ConfigMap::default();
    config_map.metadata.name = Some(format!("settings-{n:02}"));
    config_map.metadata.namespace = Some("shop".into());
    let application = if n.is_multiple_of(2) { "web" } else { "worker" };
    config_map.metadata.labels = Some(BTreeMap::from([("app".into(), application.into())]));
    config_map.data = Some(BTreeMap::from([("replicas".into(), n.to_string())]));
    config_map
}

async fn list(
    State(config_maps): State<Vec<ConfigMap>>,
    Path(namespace): Path<String>,
    Query(query): Query<Parameters>,
) -> Result<Json<Value>, StatusCode> {
    let config_maps = selected(&config_maps, &namespace, &query.label_selector);
    let page =
        page(&config_maps, query.limit, query.r#continue.as_deref()).ok_or(StatusCode::GONE)?;
    Ok(Json(json!({
        "apiVersion": "v1",
        "kind": "ConfigMapList",
        // A Kubernetes API server sends the empty string on the last page.
        "metadata": { "resourceVersion": "1024", "continue": page.next.unwrap_or_default() },
        "items": page.items,
    })))
}

fn selected(config_maps: &[ConfigMap], namespace: &str, selector: &str) -> Vec<ConfigMap> {
    let is_selected = |config_map: &&ConfigMap| {
        let mut labels = config_map.labels().iter();
        config_map.namespace().as_deref() == Some(namespace)
            && labels.any(|(key, value)| format!("{key}={value}") == selector)
    };
    config_maps.iter().filter(is_selected).cloned().collect()
}
