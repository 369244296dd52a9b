//! The projects of GitLab's API with reqwest, by page number. The total is in a header, so the page is a tuple.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use reqwest::{Client, Error};
use serde::{Deserialize, Serialize};

use crate::{PAGE_SIZE, reqwest_client};

listing_tests!(
    projects,
    "reqwest",
    "page number, total in a header (GitLab)",
    gitlab(),
    |gitlab| {
        let (http, url) = &gitlab.client;
        projects(http, url)
    }
);

#[paginate(items = "1", total_pages = "0")]
async fn projects(
    http: &Client,
    url: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Project, Error = Error> {
    let request = http.get(url).query(&[("page", page)]);
    let response = request.send().await?.error_for_status()?;
    let total = response.headers().get("x-total-pages");
    let total: Option<u32> = total.and_then(|total| total.to_str().ok()?.parse().ok());
    Ok((total, response.json::<Vec<Project>>().await?))
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Project {
    id: usize,
    name: String,
}

#[derive(Deserialize)]
struct Parameters {
    page: Option<usize>,
}

/// Starts a server whose responses carry the number of pages.
async fn gitlab() -> Fixture<HttpServer, (Client, String), Project> {
    let projects: Vec<Project> = (0..24)
        .map(|id| Project {
            id,
            name: format!("project-{id}"),
        })
        .collect();
    let router = Router::new()
        .route("/api/v4/projects", get(list))
        .with_state(projects.clone());
    let server = HttpServer::start(router).await;
    Fixture {
        client: (reqwest_client(), server.url("/api/v4/projects")),
        server,
        pages: 8,
        items: projects,
    }
}

async fn list(State(projects): State<Vec<Project>>, Query(query): Query<Parameters>) -> Response {
    let mut pages = projects.chunks(PAGE_SIZE);
    let total = [("x-total-pages", pages.len().to_string())];
    let page = pages.nth(query.page.unwrap_or(1) - 1).unwrap_or_default();
    (total, Json(page)).into_response()
}
