//! octocrab against a server on the loopback interface. The pages of `labels` carry the URL of the next page.

mod numbered_labels;
mod repositories;

use axum::extract::{Path, Query, State};
use axum::http::header::{HOST, LINK};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use octocrab::models::Label;
use octocrab::{Error, Octocrab};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use serde::Deserialize;
use serde_json::json;

listing_tests!(
    labels,
    "octocrab",
    "next URL (Link header)",
    github(),
    |github| labels(&github.client, "rust-lang", "cargo")
);

#[paginate(output_token = "next", items = "items")]
async fn labels(
    github: &Octocrab,
    owner: &str,
    repo: &str,
    #[token] next: Option<Uri>,
) -> impl Paginator<Item = Label, Error = Error> {
    let issues = github.issues(owner, repo);
    match next {
        None => issues.list_labels_for_repo().per_page(3).send().await,
        Some(next) => github.get(next.to_string(), None::<&()>).await,
    }
}

#[derive(Deserialize)]
struct Parameters {
    per_page: usize,
    page: Option<usize>,
}

/// Starts a server with the labels of a repository.
async fn github() -> Fixture<HttpServer, Octocrab, Label> {
    let labels: Vec<Label> = (0..24).map(label).collect();
    let router = Router::new()
        .route("/repos/{owner}/{repo}/labels", get(list))
        .with_state(labels.clone());
    let server = HttpServer::start(router).await;
    let client = Octocrab::builder().base_uri(server.url("")).expect("a URL");
    Fixture {
        client: client.build().expect("a client"),
        server,
        pages: 8,
        items: labels,
    }
}

fn label(n: u64) -> Label {
    let label = json!({
        "id": n,
        "node_id": format!("L_{n}"),
        "url": format!("https://api.github.com/repos/rust-lang/cargo/labels/A-{n}"),
        "name": format!("A-{n}"),
        "color": "f29513",
        "default": false,
    });
    serde_json::from_value(label).expect("a label")
}

async fn list(
    State(labels): State<Vec<Label>>,
    Path((owner, repo)): Path<(String, String)>,
    Query(Parameters { per_page, page }): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let page = page.unwrap_or(1);
    let rest = labels.get((page - 1) * per_page..).unwrap_or_default();
    let body = Json(&rest[..rest.len().min(per_page)]).into_response();
    if rest.len() <= per_page {
        return body;
    }
    let host = headers[HOST].to_str().expect("a host");
    let next = page + 1;
    let url = format!("http://{host}/repos/{owner}/{repo}/labels?per_page={per_page}&page={next}");
    ([(LINK, format!("<{url}>; rel=\"next\""))], body).into_response()
}
