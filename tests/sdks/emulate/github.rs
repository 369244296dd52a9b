//! GitHub with octocrab: page numbers, with and without a total, and the URL of the next page. Each listing has its own data.

mod all_issues;
mod issues;
mod labels;
mod milestones;
mod repositories;

use octocrab::Octocrab;
use octocrab::service::middleware::retry::RetryConfig;
use paginate_sdks_support::{Fixture, HttpServer};
use serde_json::{Value, json};

use crate::server::{GITHUB, call, http_client};

const TOKEN: &str = "github";
const OWNER: &str = "octocat";
const REPOSITORY: &str = "paginated";

/// Returns a client whose requests pass a proxy.
async fn fixture<T>(pages: usize, items: Vec<T>) -> Fixture<HttpServer, Octocrab, T> {
    let server = GITHUB.proxy().await;
    Fixture {
        client: client(&server.url("")),
        server,
        pages,
        items,
    }
}

fn client(url: &str) -> Octocrab {
    // The checks count requests, and expect the error of a request that fails.
    let builder = Octocrab::builder().add_retry_config(RetryConfig::None);
    let builder = builder.personal_token(TOKEN);
    let builder = builder.base_uri(url).expect("a URL");
    builder.build().expect("a client")
}

/// Returns a client without a proxy.
fn admin() -> Octocrab {
    client(&GITHUB.url(""))
}

/// Creates objects of the repository, with a title or a name.
async fn create(kind: &str, member: &str, titles: &[String]) {
    let path = format!("/repos/{OWNER}/{REPOSITORY}/{kind}");
    for title in titles {
        let request = http_client().post(GITHUB.url(&path)).bearer_auth(TOKEN);
        let _: Value = call(request.json(&json!({ member: title }))).await;
    }
}

/// Checks that the titles of listed items are those of the created ones, in any order.
fn assert_same(mut listed: Vec<String>, mut created: Vec<String>) {
    listed.sort();
    created.sort();
    assert_eq!(listed, created);
}
