//! The tags of all repositories of a registry, in a process that is killed and resumes.

use axum::extract::{Path, Query};
use axum::routing::get;
use axum::{Json, Router};
use paginate_sdks_support::{HttpServer, block_on, killed};
use serde_json::{Value, json};

use super::{Parameters, after};

const REPOSITORIES: usize = 30;

#[test]
fn killed_process_lists_each_tag_of_all_repositories_once() {
    let router = Router::new()
        .route("/v2/_catalog", get(catalog))
        .route("/v2/team/{repository}/tags/list", get(tag_list));
    let server = block_on(HttpServer::start(router));
    let rows = names().flat_map(|repository| {
        let tags = tags(&repository).into_iter();
        tags.map(move |tag| format!("{repository}:{tag}"))
    });
    killed::check(
        env!("CARGO_BIN_EXE_all-tags"),
        &server.address().to_string(),
        env!("CARGO_TARGET_TMPDIR"),
        rows.collect(),
    );
}

fn names() -> impl Iterator<Item = String> {
    (0..REPOSITORIES).map(|number| format!("team/image-{number:02}"))
}

/// Returns the tags of a repository: none of the first one, one of the second one.
fn tags(repository: &str) -> Vec<String> {
    let index = names().position(|name| name == repository);
    let count = index.expect("a repository");
    (0..count).map(|tag| format!("1.{tag:02}")).collect()
}

async fn catalog(Query(query): Query<Parameters>) -> Json<Value> {
    let names: Vec<String> = names().collect();
    Json(json!({ "repositories": after(&names, query) }))
}

async fn tag_list(Path(repository): Path<String>, Query(query): Query<Parameters>) -> Json<Value> {
    let repository = format!("team/{repository}");
    let tags = tags(&repository);
    Json(json!({ "name": repository, "tags": after(&tags, query) }))
}
