//! Free functions, methods, trait methods, `async`, fallible and generic functions.

use std::num::ParseIntError;

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, ListThings};

use crate::{A, ALL, Failed, Listed, free};

#[tokio::test]
async fn free_function_can_be_annotated() {
    let things: Listed = free(&Client::new(5)).items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
}

struct Account(Client);

impl Account {
    #[paginate(token = "next_token", items = "things")]
    pub fn things(&self, prefix: &str) -> impl Paginator<Item = String, Error = Error> + use<> {
        self.0.list_things().prefix(prefix)
    }

    #[paginate(token = "next_token", items = "things")]
    fn into_things(self) -> impl Paginator<Item = String, Error = Error> {
        let Self(client) = self;
        client.list_things()
    }
}

#[tokio::test]
async fn inherent_method_can_be_annotated() {
    let account = Account(Client::new(5));
    // Because of `use<>`, the paginator borrows neither the account nor the prefix.
    let things = account.things(&String::from("a-"));
    let all: Listed = account.into_things().items().try_collect().await;
    assert_eq!(all.unwrap(), ALL);
    let things: Listed = things.items().try_collect().await;
    assert_eq!(things.unwrap(), A);
}

trait Paginate {
    fn paginate(self) -> impl Paginator<Item = String, Error = Error>;

    fn first(&self) -> ListThings;

    #[paginate(token = "next_token", items = "things")]
    fn paginate_provided(&self) -> impl Paginator<Item = String, Error = Error> {
        self.first()
    }
}

impl Paginate for ListThings {
    #[paginate(token = "next_token", items = "things")]
    fn paginate(self) -> impl Paginator<Item = String, Error = Error> {
        self
    }

    fn first(&self) -> ListThings {
        self.clone()
    }
}

#[tokio::test]
async fn trait_method_can_be_annotated() {
    let request = Client::new(5).list_things();
    let things: Listed = request.paginate_provided().items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
    let things: Listed = request.prefix("a").paginate().items().try_collect().await;
    assert_eq!(things.unwrap(), A);
}

#[paginate(token = "next_token", items = "things")]
async fn asynchronous(
    client: Client,
    prefix: &str,
) -> impl Paginator<Item = String, Error = Error> + use<> {
    tokio::task::yield_now().await;
    if prefix.is_empty() {
        return client.list_things();
    }
    client.list_things().prefix(prefix)
}

#[tokio::test]
async fn async_function_can_be_annotated() {
    let things: Listed = asynchronous(Client::new(5), "a")
        .await
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), A);
    let things: Listed = asynchronous(Client::new(5), "")
        .await
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ALL);
}

#[paginate(token = "next_token", items = "things")]
fn fallible(
    client: &Client,
    from: &str,
) -> Result<impl Paginator<Item = String, Error = Error> + use<>, ParseIntError> {
    if from.is_empty() {
        return Ok(client.list_things());
    }
    let from: usize = from.parse()?;
    Ok(client.list_things().set_next_token(Some(from.to_string())))
}

#[paginate(token = "next_token", items = "things")]
async fn fallible_and_asynchronous(
    client: &Client,
    from: &str,
) -> std::io::Result<impl Paginator<Item = String, Error = Error> + use<>> {
    tokio::task::yield_now().await;
    let from: usize = from.parse().map_err(std::io::Error::other)?;
    Ok(client.list_things().set_next_token(Some(from.to_string())))
}

#[tokio::test]
async fn fallible_function_returns_its_error() {
    let client = Client::new(5);
    let things: Listed = fallible(&client, "3").unwrap().items().try_collect().await;
    assert_eq!(things.unwrap(), ALL[3..]);
    let things: Listed = fallible(&client, "").unwrap().items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
    assert!(fallible(&client, "x").is_err());

    let things: Listed = fallible_and_asynchronous(&client, "1")
        .await
        .unwrap()
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ALL[1..]);
    assert!(fallible_and_asynchronous(&client, "x").await.is_err());
}

/// A type that can be converted into a request.
trait Request {
    fn request(self) -> ListThings;
}

impl Request for &Client {
    fn request(self) -> ListThings {
        self.list_things()
    }
}

#[paginate(token = "next_token", items = "things")]
fn generic<R, const FROM: usize>(
    request: R,
    mut prefix: String,
) -> impl Paginator<Item = Box<str>, Error = Failed>
where
    R: Request,
{
    prefix.push('-');
    request
        .request()
        .prefix(prefix)
        .set_next_token(Some(FROM.to_string()))
}

#[tokio::test]
async fn generic_function_can_be_annotated() {
    let things = generic::<_, 1>(&Client::new(5), "a".into())
        .items()
        .try_collect()
        .await;
    assert_eq!(
        things,
        Ok(A[1..]
            .iter()
            .map(|thing| Box::from(*thing))
            .collect::<Vec<_>>())
    );
}

#[tokio::test]
async fn sdk_error_is_converted_into_the_declared_error() {
    let request = Client::new(5)
        .list_things()
        .set_next_token(Some("x".into()));
    let error = request.paginate().items().try_next().await.unwrap_err();
    assert_eq!(
        error,
        paginate_core::Error::Operation {
            page: 1,
            source: Error
        }
    );
}
