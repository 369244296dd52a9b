//! Runs the examples of the README against servers on the loopback interface. The README contains the text of the files
//! beside this one.

mod github;

#[test]
fn readme_contains_the_examples() {
    let readme = include_str!("../../../README.md");
    let blocks = readme.split("```rust").skip(1);
    let blocks: Vec<&str> = blocks
        .map(|rest| rest.split("```").next().unwrap_or_default())
        .map(str::trim_start)
        .collect();
    let examples = [
        include_str!("request_form.rs"),
        include_str!("page_form.rs"),
        include_str!("retry.rs"),
    ];
    assert_eq!(blocks, examples);
}

mod request_form {
    use paginate_examples::{ConfigEndpoint, Rule, sdk_config};

    include!("request_form.rs");

    #[tokio::test]
    async fn lists_the_resources_of_all_pages() {
        let rule = Rule::sample("required-tags", 60);
        let endpoint = ConfigEndpoint::start([rule]).await.unwrap();
        let config = Client::new(&sdk_config(&endpoint.url()));
        let results = non_compliant(&config, "required-tags").items();
        let results: Vec<EvaluationResult> = results.try_collect().await.unwrap();
        assert_eq!(results.len(), 40);
        let requests = endpoint.received().len();
        report(&config).await.unwrap();
        assert_eq!(endpoint.received().len(), 2 * requests);
    }
}

mod page_form {
    use crate::github;

    include!("page_form.rs");

    #[tokio::test]
    async fn lists_the_issues_of_all_pages_in_order() {
        paginate_sdks_support::install_crypto_provider();
        let api = github::start().await;
        let issues = all_issues(&reqwest::Client::new(), &api).await.unwrap();
        let titles: Vec<String> = issues.into_iter().map(|issue| issue.title).collect();
        assert_eq!(titles, github::titles());
    }
}

mod retry {
    include!("retry.rs");

    #[test]
    fn main_retries_the_failed_page() {
        main();
    }
}
