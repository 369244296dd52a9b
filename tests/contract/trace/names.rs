//! The names of listings.

use std::convert::Infallible;

use paginate_core::{Paginator, operation, paginate};
use paginate_tests::script::drain;
use paginate_tests::sdk::{Client, Error};

use crate::record::{record, starting_with};

/// Reads a listing, and returns the first span and the last event.
fn first_span_and_last_event(listing: impl Paginator) -> [String; 2] {
    let lines = record(|| {
        drain(listing.items());
    });
    let span = starting_with(&lines, &["new "])[0].to_owned();
    let events = starting_with(&lines, &["DEBUG paginate: "]);
    [span, events[events.len() - 1].to_owned()]
}

#[paginate(token = "next_token", items = "things")]
fn request_form(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(items = "[]", total_pages = |_| 1)]
async fn page_form(#[page_number] page: u32) -> impl Paginator<Item = u32, Error = Infallible> {
    Ok(vec![page])
}

#[paginate(token = "next_token", items = "things")]
fn r#type(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "next_token", items = |page| page.list)]
fn fallible(client: &Client) -> Result<impl Paginator<Item = String, Error = Error>, ()> {
    Ok(client.list_things())
}

struct Api;

impl Api {
    #[paginate(items = "[]", total_items = |_| 1)]
    async fn method(
        &self,
        #[offset] offset: u32,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        Ok(vec![offset])
    }
}

#[test]
fn listing_is_named_after_the_function() {
    let client = Client::new(1);
    let named = |name: &str| {
        [
            format!("new paginate::page page=1 listing={name}"),
            format!("DEBUG paginate: listing ended pages=1 listing={name}"),
        ]
    };
    assert_eq!(
        first_span_and_last_event(request_form(&client)),
        named("request_form")
    );
    assert_eq!(first_span_and_last_event(page_form()), named("page_form"));
    assert_eq!(first_span_and_last_event(r#type(&client)), named("type"));
    assert_eq!(
        first_span_and_last_event(fallible(&client).unwrap()),
        named("fallible")
    );
    assert_eq!(first_span_and_last_event(Api.method()), named("method"));
}

/// A listing of one page. The name is set at the first step or at the last one.
fn by_hand(
    first: Option<&'static str>,
    last: Option<&'static str>,
) -> impl Paginator<Item = u32, Error = ()> {
    let mut operation = operation(1);
    if let Some(name) = first {
        operation = operation.name(name);
    }
    let mut operation = operation
        .send(async |page: u32| Ok::<_, ()>(page))
        .output_token(|_| None::<u32>)
        .input_token(|_, next| next)
        .more_results(|_| false);
    if let Some(name) = last {
        operation = operation.name(name);
    }
    operation.items(|page| [page])
}

#[test]
fn listing_of_the_builder_has_the_name_that_was_set_last() {
    assert_eq!(
        first_span_and_last_event(by_hand(None, None)),
        [
            "new paginate::page page=1",
            "DEBUG paginate: listing ended pages=1"
        ]
    );
    for (first, last) in [
        (Some("numbers"), None),
        (None, Some("numbers")),
        (Some("other"), Some("numbers")),
    ] {
        assert_eq!(
            first_span_and_last_event(by_hand(first, last)),
            [
                "new paginate::page page=1 listing=numbers",
                "DEBUG paginate: listing ended pages=1 listing=numbers",
            ]
        );
    }
}
