//! `get_documents_with` of meilisearch-sdk: a request struct with an offset, and a total.

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use meilisearch_sdk::client::Client;
use meilisearch_sdk::documents::DocumentsQuery;
use meilisearch_sdk::errors::Error;
use meilisearch_sdk::indexes::Index;
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

listing_tests!(
    documents,
    "meilisearch-sdk",
    "offset, total",
    meilisearch(),
    |meilisearch| { documents(&meilisearch.client) }
);

#[paginate(items = "results", total_items = "total")]
async fn documents(
    index: &Index,
    #[offset] offset: usize,
) -> impl Paginator<Item = Film, Error = Error> {
    let mut query = DocumentsQuery::new(index);
    query.with_limit(3).with_offset(offset);
    index.get_documents_with::<Film>(&query).await
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Film {
    id: usize,
    title: String,
}

#[derive(Deserialize)]
struct Parameters {
    limit: usize,
    offset: usize,
}

/// Starts a server with an index of films.
async fn meilisearch() -> Fixture<HttpServer, Index, Film> {
    let films: Vec<Film> = (0..24)
        .map(|id| Film {
            id,
            title: format!("Part {id}"),
        })
        .collect();
    let router = Router::new()
        .route("/indexes/films/documents", get(list))
        .with_state(films.clone());
    let server = HttpServer::start(router).await;
    let client = Client::new(server.url(""), None::<String>).expect("a client");
    Fixture {
        client: client.index("films"),
        server,
        pages: 8,
        items: films,
    }
}

async fn list(
    State(films): State<Vec<Film>>,
    Query(Parameters { limit, offset }): Query<Parameters>,
) -> Json<Value> {
    let results: Vec<&Film> = films.iter().skip(offset).take(limit).collect();
    let total = films.len();
    Json(json!({ "results": results, "limit": limit, "offset": offset, "total": total }))
}
