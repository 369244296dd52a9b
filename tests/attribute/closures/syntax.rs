//! Closures with mutable state, and closures with type arguments.

use paginate_core::{Paginator, paginate};
use paginate_tests::all;
use paginate_tests::sdk::{self, FIVE_THINGS};

#[tokio::test]
async fn closure_can_mutate_an_argument() {
    #[paginate(
        token = "next_token",
        more_results = |page| {
            pages -= 1;
            pages > 0 && page.next_token.is_some()
        },
        items = "things",
    )]
    fn first_pages(
        client: &sdk::Client,
        mut pages: u32,
    ) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    let client = sdk::Client::new(5);
    assert_eq!(all(first_pages(&client, 2)).await, FIVE_THINGS[..4]);
    assert_eq!(all(first_pages(&client, 9)).await, FIVE_THINGS);
}

/// A trait with a type argument before the associated type, so that `Item =` follows a comma, like the next argument of
/// the attribute.
trait Rows<T>: Iterator {}

impl<T, I: Iterator> Rows<T> for I {}

fn boxed<R: Rows<u8, Item = String> + ?Sized>(rows: Box<R>) -> Vec<String>
where
    Box<R>: Iterator<Item = String>,
{
    rows.collect()
}

#[tokio::test]
async fn type_arguments_with_commas_belong_to_the_closure() {
    #[paginate(
        token = "next_token",
        items = |page| -> Box<dyn Rows<u8, Item = String>> { Box::new(page.list.into_iter()) },
        send = |request| async { request.send().await },
    )]
    fn return_type(client: &sdk::Client) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    #[paginate(
        send = |request| async move { request.send().await.map(into_rows) },
        items = |page: Response<dyn Rows<u8, Item = String>, String>| page.rows,
        output_token = |page: &Response<dyn Rows<u8, Item = String>, String>| page.token.clone(),
        input_token = |request, token| request.set_next_token(Some(token)),
    )]
    fn parameter(client: &sdk::Client) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    #[paginate(
        token = "next_token",
        items = |page| boxed::<dyn Rows<u8, Item = String>>(Box::new(page.list.into_iter())),
        send = |request| async { request.send().await },
    )]
    fn turbofish(client: &sdk::Client) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    #[paginate(
        token = "next_token",
        more_results = |_| limit < 4,
        items = |page| -> Vec<String> { page.list },
    )]
    fn comparison(
        client: &sdk::Client,
        limit: u8,
    ) -> impl Paginator<Item = String, Error = sdk::Error> {
        client.list_things()
    }

    struct Response<R: ?Sized, T> {
        rows: Box<R>,
        token: Option<T>,
    }

    fn into_rows(page: sdk::ListThingsOutput) -> Response<dyn Rows<u8, Item = String>, String> {
        Response {
            rows: Box::new(page.list.into_iter()),
            token: page.next_token,
        }
    }

    let client = sdk::Client::new(5);
    assert_eq!(all(return_type(&client)).await, FIVE_THINGS);
    assert_eq!(all(parameter(&client)).await, FIVE_THINGS);
    assert_eq!(all(turbofish(&client)).await, FIVE_THINGS);
    assert_eq!(all(comparison(&client, 4)).await, FIVE_THINGS[..2]);
}
