//! The issues of all repositories with `tracker` in their names, in a process that is killed and resumes.

use paginate_sdks_support::{block_on, killed};
use serde_json::{Value, json};

use super::{OWNER, TOKEN};
use crate::server::{GITHUB, call, http_client};

#[test]
fn killed_process_lists_each_issue_of_all_repositories_once() {
    let rows = block_on(seed());
    let program = env!("CARGO_BIN_EXE_all-issues");
    killed::check(program, &GITHUB.url(""), env!("CARGO_TARGET_TMPDIR"), rows);
}

/// Creates repositories with 0 to 19 issues, and returns the rows that are to be listed.
async fn seed() -> Vec<String> {
    let create = async |path: &str, body: Value| {
        let request = http_client().post(GITHUB.url(path)).bearer_auth(TOKEN);
        let _: Value = call(request.json(&body)).await;
    };
    let mut rows = Vec::new();
    for number in 0..20 {
        let repository = format!("tracker-{number}");
        create("/user/repos", json!({ "name": repository })).await;
        for issue in 0..number {
            let path = format!("/repos/{OWNER}/{repository}/issues");
            create(&path, json!({ "title": format!("Issue {issue}") })).await;
            rows.push(format!("{repository}: Issue {issue}"));
        }
    }
    rows
}
