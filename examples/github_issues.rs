//! Lists the issues of a GitHub repository one page at a time, and then several pages at the same time.
//!
//! `cargo run -p paginate-examples --example github_issues --features github` prints the time of both. The example starts a
//! server with GitHub's pagination, which takes 100 ms for each page.

use std::time::{Duration, Instant};

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::http::header::{HOST, LINK};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use octocrab::{Octocrab, Page};
use paginate_core::{Paginator, paginate};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Lists the issues of a repository. The `Link` header of each page but the last shows the number of pages, so `prefetch`
/// requests no page after the last one.
#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "the attribute takes a closure, not the path of a method"
)]
#[paginate(items = "items", total_pages = |page| page.number_of_pages())]
async fn issues(
    github: &Octocrab,
    repository: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Issue, Error = octocrab::Error> {
    let route = format!("/repos/{repository}/issues");
    let query = json!({ "per_page": 100, "page": page });
    github
        .get::<Page<Issue>, _, Value>(route, Some(&query))
        .await
}

/// The members of an issue that the example reads.
#[derive(Deserialize, Serialize)]
struct Issue {
    number: usize,
    title: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let router = Router::new().route("/repos/rust-lang/cargo/issues", get(page));
    tokio::spawn(async { axum::serve(listener, router).await });
    let github = Octocrab::builder().base_uri(url)?.build()?;

    for depth in [0, 8] {
        let start = Instant::now();
        let mut issues = issues(&github, "rust-lang/cargo").prefetch(depth).items();
        let mut count = 0;
        let mut last = None;
        while let Some(issue) = issues.try_next().await? {
            count += 1;
            last = Some(issue);
        }
        let time = start.elapsed().as_secs_f32();
        let pages = issues.page_count();
        println!("prefetch({depth}): {count} issues on {pages} pages in {time:.1} s");
        if let Some(Issue { number, title }) = last {
            println!("  the last one is #{number}, {title}");
        }
    }
    Ok(())
}

const ISSUES: usize = 1_950;

#[derive(Deserialize)]
struct Parameters {
    per_page: usize,
    page: usize,
}

/// Returns a page of issues. Each page but the last has links to the next page and to the last one.
async fn page(
    headers: HeaderMap,
    Query(Parameters { per_page, page }): Query<Parameters>,
) -> Response {
    tokio::time::sleep(Duration::from_millis(100)).await;
    let first = (page - 1) * per_page;
    let issues: Vec<Issue> = (first..ISSUES.min(first + per_page))
        .map(|n| Issue {
            number: ISSUES - n,
            title: format!("Issue {}", ISSUES - n),
        })
        .collect();
    let body = Json(issues).into_response();
    let pages = ISSUES.div_ceil(per_page);
    if page >= pages {
        return body;
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let link = |page: usize, relation: &str| {
        let host = host.unwrap_or_default();
        let path = format!("repos/rust-lang/cargo/issues?per_page={per_page}&page={page}");
        format!("<http://{host}/{path}>; rel=\"{relation}\"")
    };
    let links = [link(page + 1, "next"), link(pages, "last")];
    ([(LINK, links.join(", "))], body).into_response()
}
