//! A search of repositories, with page numbers and the total of the items.

use octocrab::models::Repository;
use octocrab::{Error, Octocrab};
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::{TOKEN, admin, assert_same, fixture};
use crate::server::{GITHUB, call, http_client};

listing_tests!(
    repositories,
    "octocrab",
    "page number, total of the items",
    github(),
    |github| repositories(&github.client, QUERY)
);

const QUERY: &str = "crate in:name";

#[paginate(items = "items", total_items = "total_count")]
async fn repositories(
    github: &Octocrab,
    query: &str,
    #[page_number] page: u32,
) -> impl Paginator<Item = Repository, Error = Error> {
    let search = github.search().repositories(query);
    search.per_page(3).page(page).send().await
}

async fn github() -> Fixture<HttpServer, Octocrab, Repository> {
    static REPOSITORIES: OnceCell<Vec<Repository>> = OnceCell::const_new();
    fixture(8, REPOSITORIES.get_or_init(seed).await.clone()).await
}

/// Creates repositories, and reads their order from one page.
async fn seed() -> Vec<Repository> {
    let names: Vec<String> = (0..23).map(|n| format!("crate-{n}")).collect();
    for name in &names {
        let request = http_client().post(GITHUB.url("/user/repos"));
        let _: Value = call(request.bearer_auth(TOKEN).json(&json!({ "name": name }))).await;
    }
    let github = admin();
    let all = github.search().repositories(QUERY).per_page(100).send();
    let all = all.await.expect("repositories").items;
    let listed = all.iter().map(|repository| repository.name.clone());
    assert_same(listed.collect(), names);
    all
}
