//! Runs the examples of the README against servers on the loopback interface. The README contains the text of the files
//! beside this one, and of the example `simple`, which a test of the examples runs.

mod github;

#[test]
fn readme_contains_the_examples() {
    let readme = include_str!("../../../README.md");
    let blocks = readme.split("```rust").skip(1);
    let blocks: Vec<&str> = blocks
        .map(|rest| rest.split("```").next().unwrap_or_default())
        .map(str::trim_start)
        .collect();
    let simple = include_str!("../../../examples/simple.rs");
    // The README does not contain the documentation of the file.
    let (_, simple) = simple.split_once("\n\n").unwrap();
    let examples = [
        simple,
        include_str!("page_form.rs"),
        include_str!("retry.rs"),
    ];
    assert_eq!(blocks, examples);
}

#[test]
fn dependencies_are_those_of_the_workspace() {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("[dependencies]\n").unwrap();
    let (dependencies, _) = rest.split_once("```").unwrap();
    let lock = include_str!("../../../Cargo.lock");
    for line in dependencies.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.split_once(" = ").unwrap();
        let quoted = value.split('"').nth(1).unwrap();
        if let Some(folder) = quoted.strip_prefix("../paginate/") {
            let manifest = format!("{}/../../{folder}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
            let manifest = std::fs::read_to_string(manifest).unwrap();
            assert!(manifest.contains(&format!("name = \"{name}\"")), "{line}");
        } else {
            let package = format!("name = \"{name}\"\nversion = \"{quoted}.");
            assert!(lock.contains(&package), "{line}");
        }
    }
}

mod page_form {
    use crate::github;

    include!("page_form.rs");

    #[tokio::test]
    async fn lists_the_issues_of_all_pages_in_order() {
        paginate_sdks_support::install_crypto_provider();
        let api = github::start().await;
        let listed = titles(&reqwest::Client::new(), &api).await.unwrap();
        assert_eq!(listed, github::titles());
    }
}

mod retry {
    include!("retry.rs");

    #[test]
    fn main_retries_the_failed_page() {
        main();
    }
}
