//! Lists the issues of all repositories with `tracker` in their names, eight repositories at the same time, and saves them in a file.
//! The arguments are the URL of the server and the file.

use std::env;
use std::error::Error;
use std::path::Path;
use std::process;

use octocrab::Octocrab;
use octocrab::models::Repository;
use octocrab::models::issues::Issue;
use paginate_core::{Paginator, nested, paginate};
use paginate_sdks_support::killed;

#[paginate(items = "items", total_items = "total_count")]
async fn repositories(
    github: &Octocrab,
    #[page_number] page: u32,
) -> impl Paginator<Item = Repository, Token = u32, Error = octocrab::Error> {
    let search = github.search().repositories("tracker in:name");
    search.per_page(5).page(page).send().await
}

#[paginate(items = "items")]
async fn issues(
    github: &Octocrab,
    repository: String,
    #[page_number] page: u32,
) -> impl Paginator<Item = Issue, Token = u32, Error = octocrab::Error> {
    let issues = github.issues("octocat", repository);
    issues.list().per_page(5).page(page).send().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [url, file] = arguments.as_slice() else {
        return Err("expected the URL of the server, and a file".into());
    };
    // The server limits the requests of a token, and the test starts many processes.
    let token = format!("killed_{}", process::id() % 10);
    let builder = Octocrab::builder().personal_token(token);
    let github = builder.base_uri(url)?.build()?;
    let issues_of = |repository: Repository| {
        let listing = issues(&github, repository.name.clone());
        (repository.name, listing)
    };
    let list = |checkpoint| {
        let listing = nested(repositories(&github), issues_of, 8);
        match checkpoint {
            Some(checkpoint) => listing.resume_from(checkpoint),
            None => listing,
        }
    };
    let row = |(repository, issue): (String, Issue)| format!("{repository}: {}", issue.title);
    killed::list(list, row, Path::new(file)).await?;
    Ok(())
}
