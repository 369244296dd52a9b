use paginate_core::{Paginator, testing};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // Scripted responses: a page, an error, and a page.
    let mut items = testing::script([Ok(vec!["i-0000"]), Err("throttled"), Ok(vec!["db-0002"])]).items();
    let mut resources = Vec::new();
    while let Err(error) = items.try_extend(&mut resources).await {
        assert_eq!(error.to_string(), "the request for page 2 failed");
        items.retry();
    }
    assert_eq!(resources, ["i-0000", "db-0002"]);
    assert!(items.is_complete());
}
