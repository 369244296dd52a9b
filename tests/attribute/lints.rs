//! The expansion triggers no lint, including lints that are off by default. `cargo clippy` checks this file.
#![deny(
    warnings,
    clippy::all,
    clippy::cargo,
    clippy::nursery,
    clippy::pedantic,
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::arithmetic_side_effects,
    clippy::default_numeric_fallback,
    clippy::else_if_without_else,
    clippy::expect_used,
    clippy::implicit_return,
    clippy::indexing_slicing,
    clippy::let_underscore_untyped,
    clippy::min_ident_chars,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::multiple_inherent_impl,
    clippy::panic,
    clippy::pattern_type_mismatch,
    clippy::question_mark_used,
    clippy::redundant_type_annotations,
    clippy::ref_patterns,
    clippy::renamed_function_params,
    clippy::same_name_method,
    clippy::semicolon_inside_block,
    clippy::semicolon_outside_block,
    clippy::separated_literal_suffix,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::single_call_fn,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    clippy::unreachable,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    missing_docs,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![allow(
    clippy::cargo_common_metadata,
    clippy::multiple_crate_versions,
    reason = "these lints concern the package, not the expansion"
)]

extern crate alloc;

use alloc::sync::Arc;

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, SdkError};

/// Every argument that expands to code of its own.
#[paginate(
    input_token = ["next_token", "type"],
    output_token = ["next_token || list[-1]", "r#type"],
    items = ["things", "nested.things", "list"],
    repeated_token = "end",
)]
async fn asynchronous(
    client: Client,
) -> Result<impl Paginator<Item = String, Error = Error>, Error> {
    return Ok(client.list_things());
}

/// The fewest arguments.
#[paginate(token = "next_token", items = "things")]
fn short(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    return client.list_things();
}

/// A body in one line, whose braces would be unnecessary in the expansion.
#[paginate(token = "next_token", items = "things")]
#[rustfmt::skip]
fn one_line(client: &Client) -> impl Paginator<Item = String, Error = Error> { client.list_things() }

/// The page form, with every kind of argument.
#[expect(
    clippy::shadow_unrelated,
    reason = "the body gets clones of the arguments, which have the same names"
)]
#[paginate(
    output_token = ["next_token", "list[-1]"],
    items = ["things", "nested.things", "list[]"],
)]
async fn page_form(
    client: &Client,
    mut prefix: String,
    (first, _): (char, u8),
    #[token] token: Option<String>,
    #[token] _: Option<String>,
) -> impl Paginator<Item = String, Error = SdkError> {
    prefix.push(first);
    let request = client.list_things().set_next_token(token);
    return request.prefix(prefix).send().await;
}

/// Guards, which neither the body nor a closure uses by name.
#[expect(
    clippy::implicit_return,
    clippy::shadow_unrelated,
    reason = "the first one concerns the closures; the body gets clones of the arguments"
)]
#[paginate(
    output_token = |page| page.next_token.clone().filter(|_| follow),
    items = "things",
)]
async fn guarded(
    client: &Client,
    _permit: Arc<()>,
    mut _lock: Arc<()>,
    _borrowed: &str,
    (follow, _reason): (bool, Arc<()>),
    #[token] token: Option<String>,
) -> impl Paginator<Item = String, Error = SdkError> {
    return client.list_things().set_next_token(token).send().await;
}

#[tokio::test]
async fn expansion_runs() {
    let client = Client::new(2);
    let things: Result<Vec<String>, _> = short(&client).items().try_collect().await;
    assert_eq!(
        things.as_deref(),
        Ok(["a-0".to_owned(), "b-1".to_owned()].as_slice()),
        "`short` lists the only page"
    );
    let same: Result<Vec<String>, _> = one_line(&client).items().try_collect().await;
    assert_eq!(same, things, "`one_line` lists the same items as `short`");
    let repeated: Result<Vec<String>, _> = page_form(&client, String::new(), ('a', 0))
        .items()
        .try_collect()
        .await;
    assert_eq!(
        repeated.as_deref().ok(),
        Some(["a-0".to_owned(), "a-0".to_owned(), "a-0".to_owned()].as_slice()),
        "`page_form` lists the only thing three times"
    );
    let guard = Arc::new(());
    let guards = (Arc::clone(&guard), Arc::clone(&guard));
    let mut guarded = guarded(&client, guards.0, guards.1, "", (false, Arc::clone(&guard))).items();
    assert_eq!(
        guarded.try_next().await.ok().flatten().as_deref(),
        Some("a-0"),
        "`guarded` lists the first thing"
    );
    assert!(
        Arc::strong_count(&guard) > 1,
        "the listing holds the guards"
    );
    drop(guarded);
    assert_eq!(
        Arc::strong_count(&guard),
        1,
        "the guards are dropped with the listing"
    );
    assert!(
        asynchronous(client).await.is_ok(),
        "an async function returns the paginator without a request"
    );
}
