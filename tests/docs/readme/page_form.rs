use paginate_core::{Paginator, paginate};
use serde::Deserialize;

#[derive(Deserialize)]
struct Issue {
    title: String,
}

/// Lists the open issues of a repository on GitHub. Each page is a JSON array. An empty page ends the listing.
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

/// Returns the titles of all issues. `api` is `https://api.github.com`.
async fn titles(http: &reqwest::Client, api: &str) -> Result<Vec<String>, paginate_core::Error<reqwest::Error>> {
    // Requests up to eight pages at the same time, and yields the issues in order.
    let mut issues = issues(http, api, "rust-lang/cargo").prefetch(8).items();
    let mut titles = Vec::new();
    while let Some(issue) = issues.try_next().await? {
        titles.push(issue.title);
    }
    Ok(titles)
}
