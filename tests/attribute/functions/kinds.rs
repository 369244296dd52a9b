//! Free functions, methods, trait methods, `async`, fallible and generic functions.

use std::num::ParseIntError;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;
use paginate_tests::sdk::{Client, Error, FIVE_THINGS, ListThings};

use crate::{A, Failed, free};

#[tokio::test]
async fn free_function_can_be_annotated() {
    assert_eq!(all(free(&Client::new(5))).await, FIVE_THINGS);
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
    assert_eq!(all(account.into_things()).await, FIVE_THINGS);
    assert_eq!(all(things).await, A);
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
    assert_eq!(all(request.paginate_provided()).await, FIVE_THINGS);
    assert_eq!(all(request.prefix("a").paginate()).await, A);
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
    assert_eq!(all(asynchronous(Client::new(5), "a").await).await, A);
    assert_eq!(
        all(asynchronous(Client::new(5), "").await).await,
        FIVE_THINGS
    );
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
    assert_eq!(all(fallible(&client, "3").unwrap()).await, FIVE_THINGS[3..]);
    assert_eq!(all(fallible(&client, "").unwrap()).await, FIVE_THINGS);
    assert!(fallible(&client, "x").is_err());

    assert_eq!(
        all(fallible_and_asynchronous(&client, "1").await.unwrap()).await,
        FIVE_THINGS[1..]
    );
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
