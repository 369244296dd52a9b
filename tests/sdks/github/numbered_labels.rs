//! `list_labels_for_repo` of octocrab with page numbers: an empty page ends the listing.

use octocrab::models::Label;
use octocrab::{Error, Octocrab};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};

listing_tests!(
    numbered_labels,
    "octocrab",
    "page number",
    github(),
    |github| { numbered_labels(&github.client, "rust-lang", "cargo") }
);

#[paginate(items = "items")]
async fn numbered_labels(
    github: &Octocrab,
    owner: &str,
    repo: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Label, Error = Error> {
    let issues = github.issues(owner, repo);
    let labels = issues.list_labels_for_repo();
    labels.per_page(3).page(page).send().await
}

async fn github() -> Fixture<HttpServer, Octocrab, Label> {
    let mut github = crate::github().await;
    github.pages += 1;
    github
}
