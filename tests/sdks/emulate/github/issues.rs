//! The issues of a repository by page number. The listing reads no total, so it ends at the first empty page.

use octocrab::models::issues::Issue;
use octocrab::{Error, Octocrab};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use tokio::sync::OnceCell;

use super::{OWNER, REPOSITORY, admin, assert_same, create, fixture};

listing_tests!(issues, "octocrab", "page number", github(), |github| {
    issues(&github.client, OWNER, REPOSITORY)
});

#[paginate(items = "items")]
async fn issues(
    github: &Octocrab,
    owner: &str,
    repo: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Issue, Error = Error> {
    let issues = github.issues(owner, repo);
    issues.list().per_page(10).page(page).send().await
}

async fn github() -> Fixture<HttpServer, Octocrab, Issue> {
    static ISSUES: OnceCell<Vec<Issue>> = OnceCell::const_new();
    // An empty page follows the last one.
    fixture(11, ISSUES.get_or_init(seed).await.clone()).await
}

/// Creates issues, and reads their order from one page.
async fn seed() -> Vec<Issue> {
    let titles: Vec<String> = (0..95).map(|n| format!("Issue {n}")).collect();
    create("issues", "title", &titles).await;
    let github = admin();
    let all = github.issues(OWNER, REPOSITORY);
    let all = all.list().per_page(100).send().await.expect("issues").items;
    let listed = all.iter().map(|issue| issue.title.clone()).collect();
    assert_same(listed, titles);
    all
}
