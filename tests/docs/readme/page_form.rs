use paginate_core::{Paginator, paginate};
use serde::Deserialize;

#[derive(Deserialize)]
struct Issue {
    title: String,
}

/// Lists the open issues of a repository on GitHub. Each page is a JSON array; an empty page ends the listing.
#[paginate(items = "[]")]
async fn issues(
    http: &reqwest::Client,
    api: &str,
    repository: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Issue, Error = reqwest::Error> {
    let url = format!("{api}/repos/{repository}/issues?per_page=100&page={page}");
    let request = http.get(url).header("user-agent", "paginate"); // GitHub requires one
    request.send().await?.error_for_status()?.json::<Vec<Issue>>().await
}

/// `api` is `https://api.github.com`.
async fn all_issues(http: &reqwest::Client, api: &str) -> Result<Vec<Issue>, paginate_core::Error<reqwest::Error>> {
    // Up to eight requests at the same time; the issues come in order.
    issues(http, api, "rust-lang/cargo").prefetch(8).items().try_collect().await
}
