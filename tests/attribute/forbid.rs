//! Crates that forbid lints compile: the expansion contains no `#[allow]`, which `forbid` would reject.
#![forbid(warnings, unused, unused_braces)]

use paginate_core::{Paginator, paginate};
use paginate_tests::script::drain;
use paginate_tests::sdk::{Client, Error};

/// A body in one line is a block that the expansion uses as an expression, which must not trigger `unused_braces`.
#[paginate(token = "next_token", items = "things")]
#[rustfmt::skip]
fn one_line(client: &Client) -> impl Paginator<Item = String, Error = Error> { client.list_things() }

/// A body in one line of a fallible function.
#[paginate(token = "next_token", items = "things")]
#[rustfmt::skip]
fn fallible(client: &Client) -> Result<impl Paginator<Item = String, Error = Error>, String> { Ok(client.list_things()) }

/// A body with `return` and `?`, which expands to a closure.
#[paginate(token = "next_token", items = "things")]
fn returns_early(
    client: &Client,
    count: &str,
) -> Result<impl Paginator<Item = String, Error = Error> + use<>, std::num::ParseIntError> {
    if count.is_empty() {
        return Ok(client.list_things());
    }
    let _: u32 = count.parse()?;
    Ok(client.list_things())
}

/// A body with `?` in an `async` function, which expands to an `async` block.
#[paginate(token = "next_token", items = "things")]
async fn asynchronous(
    client: &Client,
    count: &str,
) -> Result<impl Paginator<Item = String, Error = Error> + use<>, std::num::ParseIntError> {
    let _: u32 = count.parse()?;
    Ok(client.list_things())
}

/// Arguments as strings and lists.
#[paginate(
    input_token = ["next_token", "type"],
    output_token = ["next_token", "r#type"],
    items = ["things", "nested.things", "list"],
    repeated_token = "end",
)]
#[rustfmt::skip]
fn strings(client: &Client) -> impl Paginator<Item = String, Error = Error> { client.list_things() }

/// Closures for all paths, so that the expansion calls none of the hidden methods.
#[paginate(
    input_token = |request, token| request.set_next_token(Some(token)),
    output_token = |page| page.next_token.clone(),
    more_results = |page| page.next_token.is_some(),
    items = |page| page.list,
)]
#[rustfmt::skip]
fn closures(client: &Client) -> impl Paginator<Item = String, Error = Error> { client.list_things() }

#[test]
fn annotated_functions_compile_under_forbidden_lints() {
    let client = Client::new(3);
    let expected: Vec<_> = ["a-0", "b-1", "a-2"].map(|thing| Ok(thing.into())).into();
    assert_eq!(drain(one_line(&client).items()), expected);
    assert_eq!(drain(strings(&client).items()).len(), 9);
    assert_eq!(drain(closures(&client).items()), expected);
    let fallible = fallible(&client).ok().map(Paginator::items).map(drain);
    assert_eq!(fallible, Some(expected));
    assert!(returns_early(&client, "x").is_err());
    let future = asynchronous(&client, "x");
    assert!(poll(future).is_err());
}

fn poll<F: Future>(future: F) -> F::Output {
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut cx) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("the function awaits nothing"),
    }
}
