//! The labels of a repository. The pages of octocrab carry the URL of the next page.

use axum::http::Uri;
use octocrab::models::Label;
use octocrab::{Error, Octocrab};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use tokio::sync::OnceCell;

use super::{OWNER, REPOSITORY, admin, assert_same, create, fixture};

listing_tests!(
    labels,
    "octocrab",
    "next URL (Link header)",
    github(),
    |github| labels(&github.client, OWNER, REPOSITORY)
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

async fn github() -> Fixture<HttpServer, Octocrab, Label> {
    static LABELS: OnceCell<Vec<Label>> = OnceCell::const_new();
    fixture(8, LABELS.get_or_init(seed).await.clone()).await
}

/// Creates labels, and reads their order from one page.
async fn seed() -> Vec<Label> {
    let names: Vec<String> = (0..24).map(|n| format!("A-{n}")).collect();
    create("labels", "name", &names).await;
    let github = admin();
    let all = github.issues(OWNER, REPOSITORY);
    let all = all.list_labels_for_repo().per_page(100).send().await;
    let all = all.expect("labels").items;
    assert_same(all.iter().map(|label| label.name.clone()).collect(), names);
    all
}
