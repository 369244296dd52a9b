//! `search().repositories` of octocrab, with page numbers and the total of the items.

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use octocrab::models::Repository;
use octocrab::{Error, Octocrab};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use serde::Deserialize;
use serde_json::{Value, json};

listing_tests!(
    repositories,
    "octocrab",
    "page number, total of the items",
    github(),
    |github| { repositories(&github.client, "language:rust") }
);

#[paginate(items = "items", total_items = "total_count")]
async fn repositories(
    github: &Octocrab,
    query: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Repository, Error = Error> {
    let search = github.search().repositories(query);
    search.per_page(3).page(page).send().await
}

#[derive(Deserialize)]
struct Parameters {
    q: String,
    per_page: usize,
    page: usize,
}

/// Starts a server with repositories.
async fn github() -> Fixture<HttpServer, Octocrab, Repository> {
    let repositories: Vec<Repository> = (0..23).map(repository).collect();
    let router = Router::new()
        .route("/search/repositories", get(search))
        .with_state(repositories.clone());
    let server = HttpServer::start(router).await;
    let client = Octocrab::builder().base_uri(server.url("")).expect("a URL");
    Fixture {
        client: client.build().expect("a client"),
        server,
        pages: 8,
        items: repositories,
    }
}

fn repository(n: u64) -> Repository {
    let name = format!("repository-{n}");
    let url = format!("https://api.github.com/repos/rust-lang/{name}");
    let repository = json!({ "id": n, "name": name, "url": url });
    serde_json::from_value(repository).expect("a repository")
}

async fn search(
    State(repositories): State<Vec<Repository>>,
    Query(query): Query<Parameters>,
) -> Json<Value> {
    assert_eq!(query.q, "language:rust");
    let page = repositories.chunks(query.per_page).nth(query.page - 1);
    Json(json!({
        "total_count": repositories.len(),
        "incomplete_results": false,
        "items": page.unwrap_or_default(),
    }))
}
