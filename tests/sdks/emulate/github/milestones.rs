//! The milestones of a repository, for which octocrab has no method: by any route of octocrab, and by the `Link` header with
//! reqwest.

use octocrab::{Octocrab, Page};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use reqwest::Client;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::{OWNER, REPOSITORY, TOKEN, assert_same, create, fixture};
use crate::server::{GITHUB, call, http_client};

listing_tests!(
    milestones,
    "octocrab",
    "page number, total of the pages",
    github(),
    |github| milestones(&github.client, OWNER, REPOSITORY)
);

listing_tests!(
    linked_milestones,
    "reqwest",
    "next URL (Link header)",
    linked(),
    |github| {
        let (http, url) = &github.client;
        linked_milestones(http, url)
    }
);

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "the attribute takes a closure, not the path of a method"
)]
#[paginate(items = "items", total_pages = |page| page.number_of_pages())]
async fn milestones(
    github: &Octocrab,
    owner: &str,
    repo: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Milestone, Error = octocrab::Error> {
    let route = format!("/repos/{owner}/{repo}/milestones");
    let query = json!({ "per_page": 3, "page": page });
    github
        .get::<Page<Milestone>, _, Value>(route, Some(&query))
        .await
}

#[paginate(output_token = "0", items = "1")]
async fn linked_milestones(
    http: &Client,
    url: &str,
    #[token] next: Option<String>,
) -> impl Paginator<Item = Milestone, Error = reqwest::Error> {
    let request = http.get(next.as_deref().unwrap_or(url)).bearer_auth(TOKEN);
    let response = request.send().await?.error_for_status()?;
    let link = response.headers().get("link");
    let next = link.and_then(|link| next_url(link.to_str().ok()?));
    Ok((next, response.json::<Vec<Milestone>>().await?))
}

/// Returns the URL with `rel="next"` of a `Link` header.
fn next_url(link: &str) -> Option<String> {
    let next = link
        .split(',')
        .find(|link| link.ends_with("; rel=\"next\""))?;
    let (url, _) = next.trim().strip_prefix('<')?.split_once('>')?;
    Some(url.into())
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Milestone {
    number: u64,
    title: String,
}

async fn github() -> Fixture<HttpServer, Octocrab, Milestone> {
    fixture(8, seeded().await).await
}

async fn linked() -> Fixture<HttpServer, (Client, String), Milestone> {
    let server = GITHUB.proxy().await;
    let path = format!("/repos/{OWNER}/{REPOSITORY}/milestones?per_page=3");
    Fixture {
        client: (http_client(), server.url(&path)),
        server,
        pages: 8,
        items: seeded().await,
    }
}

async fn seeded() -> Vec<Milestone> {
    static MILESTONES: OnceCell<Vec<Milestone>> = OnceCell::const_new();
    MILESTONES.get_or_init(seed).await.clone()
}

/// Creates milestones, and reads their order from one page.
async fn seed() -> Vec<Milestone> {
    let titles: Vec<String> = (0..24).map(|n| format!("Milestone {n}")).collect();
    create("milestones", "title", &titles).await;
    let path = format!("/repos/{OWNER}/{REPOSITORY}/milestones?per_page=100");
    let request = http_client().get(GITHUB.url(&path)).bearer_auth(TOKEN);
    let all: Vec<Milestone> = call(request).await;
    let listed = all.iter().map(|milestone| milestone.title.clone());
    assert_same(listed.collect(), titles);
    all
}
