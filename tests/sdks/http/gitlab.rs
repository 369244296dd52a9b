//! The projects of GitLab's API with reqwest, by page number and by the `Link` header. Totals and links are in headers, so the
//! page is a tuple.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{HOST, LINK};
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

listing_tests!(
    linked_projects,
    "reqwest",
    "next URL (Link header)",
    gitlab(),
    |gitlab| {
        let (http, url) = &gitlab.client;
        linked_projects(http, url)
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

#[paginate(output_token = "0", items = "1")]
async fn linked_projects(
    http: &Client,
    url: &str,
    #[token] next: Option<String>,
) -> impl Paginator<Item = Project, Error = Error> {
    let request = http.get(next.as_deref().unwrap_or(url));
    let response = request.send().await?.error_for_status()?;
    let link = response.headers().get("link");
    let next = link.and_then(|link| next_url(link.to_str().ok()?));
    Ok((next, response.json::<Vec<Project>>().await?))
}

/// Returns the URL with `rel="next"` of a `Link` header.
fn next_url(link: &str) -> Option<String> {
    let next = link
        .split(',')
        .find(|link| link.ends_with("; rel=\"next\""))?;
    let (url, _) = next.trim().strip_prefix('<')?.split_once('>')?;
    Some(url.into())
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

/// Starts a server whose responses carry links to the first, the last and the next page.
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

async fn list(
    State(projects): State<Vec<Project>>,
    Query(query): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let page = query.page.unwrap_or(1);
    let pages = projects.len().div_ceil(PAGE_SIZE);
    let host = headers[HOST].to_str().expect("a host");
    let link = |page: usize, rel: &str| {
        format!("<http://{host}/api/v4/projects?page={page}>; rel=\"{rel}\"")
    };
    let mut links = vec![link(1, "first")];
    if page < pages {
        links.push(link(page + 1, "next"));
    }
    links.push(link(pages, "last"));
    let items = projects.chunks(PAGE_SIZE).nth(page - 1).unwrap_or_default();
    let headers = [(LINK, links.join(", "))];
    (headers, [("x-total-pages", pages.to_string())], Json(items)).into_response()
}
