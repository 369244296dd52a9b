//! Every kind of function that the attribute goes on.

use std::num::ParseIntError;

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, ListThings, ListThingsOutput, SdkError};

type Listed = Result<Vec<String>, paginate_core::Error<Error>>;

const ALL: [&str; 5] = ["a-0", "b-1", "a-2", "b-3", "a-4"];
const A: [&str; 3] = ["a-0", "a-2", "a-4"];

#[paginate(token = "next_token", items = "things")]
fn free(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[tokio::test]
async fn a_free_function() {
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
async fn an_inherent_method() {
    let account = Account(Client::new(5));
    // `use<>`: neither the account nor the prefix is borrowed.
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
async fn a_method_of_a_trait() {
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
async fn an_async_function() {
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
async fn a_function_that_may_fail_to_build_the_request() {
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

/// Something that stands for a request.
trait Request {
    fn request(self) -> ListThings;
}

impl Request for &Client {
    fn request(self) -> ListThings {
        self.list_things()
    }
}

#[derive(Debug, PartialEq)]
struct Failed;

impl From<SdkError> for Failed {
    fn from(_: SdkError) -> Self {
        Failed
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
async fn a_generic_function() {
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

/// Signs in its signature that look like the end of something: arrows, brackets, a `where` with both.
#[paginate(token = "next_token", items = "things")]
fn awkward<'a, F: Fn(&'a Client) -> Vec<ListThings>, const N: usize>(
    client: &'a Client,
    requests: F,
    _: [(); N],
) -> Result<
    impl for<'b> IsPaginator<'b>
    + Send
    + paginate_core::Paginator<
        Page = ListThingsOutput,
        Item = <Vec<Box<str>> as IntoIterator>::Item,
        Error = Error,
    > + use<'a, F, N>,
    Box<dyn Fn() -> Option<Vec<u8>>>,
>
where
    fn(F) -> Vec<F>: Sized,
    [(); N]: Sized,
{
    requests(client)
        .pop()
        .ok_or_else(|| Box::new(|| None) as Box<dyn Fn() -> Option<Vec<u8>>>)
}

trait IsPaginator<'a> {}

impl<P> IsPaginator<'_> for P {}

/// What a `macro_rules!` passes on is one token, whatever it is.
macro_rules! listed {
    ($(#[$attribute:meta])* $vis:vis fn $name:ident($client:ident) -> $returns:ty $body:block) => {
        #[paginate(token = "next_token", items = "things")]
        $(#[$attribute])*
        $vis fn $name($client: &Client) -> $returns $body
    };
    (item $name:ident, $item:ty, $error:ty) => {
        #[paginate(token = "next_token", items = "things")]
        pub(crate) extern "Rust" fn $name(client: &Client) -> impl Paginator<Item = $item, Error = $error> {
            client.list_things()
        }
    };
}

listed! {
    /// All of them.
    fn out_of_parts(client) -> impl Paginator<Item = String, Error = Error> { client.list_things() }
}
listed! {
    #[expect(unused_mut, reason = "an attribute after ours is still there")]
    pub(crate) fn out_of_public_parts(client) -> Result<impl Paginator<Item = String, Error = Error>, Failed> {
        let mut request = client.list_things();
        Ok(request)
    }
}
listed!(item out_of_types, std::string::String, Error);

#[tokio::test]
async fn signatures_that_are_awkward_to_read() {
    let client = Client::new(5);
    let paginator = awkward(&client, |client| vec![client.list_things()], [(); 2]);
    let things: Vec<Box<str>> = paginator.ok().unwrap().items().try_collect().await.unwrap();
    assert_eq!(things.len(), 5);
    assert!(awkward(&client, |_| vec![], []).is_err());

    let things: Listed = out_of_parts(&client).items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
    let paginator = out_of_public_parts(&client).unwrap();
    let things: Listed = paginator.items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
    let things: Listed = out_of_types(&client).items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
}

#[paginate(token = "next_token", items = "things")]
fn declared_send(
    client: Client,
) -> impl Paginator<Item = String, Error = Error> + Send + Sync + 'static {
    client.list_things()
}

#[tokio::test]
async fn what_it_returns_can_be_spawned() {
    let client = Client::new(5);
    let things: Listed = tokio::spawn(declared_send(client.clone()).items().try_collect())
        .await
        .unwrap();
    assert_eq!(things.unwrap(), ALL);
    // `Send` is seen through `impl Paginator` without being declared.
    let things: Listed = tokio::spawn(async move { free(&client).items().try_collect().await })
        .await
        .unwrap();
    assert_eq!(things.unwrap(), ALL);
}

#[paginate(token = "next_token", items = "things")]
fn all_declared(
    client: &Client,
) -> impl Paginator<Page = ListThingsOutput, Item = String, Token = String, Error = Error> + use<> {
    client.list_things()
}

#[tokio::test]
async fn listings_of_several_kinds_are_one_kind_in_a_box() {
    type Boxed = Box<
        dyn Paginator<Page = ListThingsOutput, Item = String, Token = String, Error = Error> + Send,
    >;

    let client = Client::new(5);
    let listings: [Boxed; 2] = [
        Box::new(all_declared(&client)),
        Box::new(all_declared(&client).prefetch(2)),
    ];
    for listing in listings {
        let listing = listing.max_pages(3);
        let things: Listed = tokio::spawn(listing.items().try_collect()).await.unwrap();
        assert_eq!(things.unwrap(), ALL);
    }
}

#[paginate(token = "next_token", items = "nested.things")]
fn through_an_absent_member(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things().prefix("b-")
}

#[paginate(token = "next_token", items = "list")]
fn a_member_that_is_never_absent(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[paginate(token = "r#type", items = "things")]
fn a_token_that_is_never_absent(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[tokio::test]
async fn a_member_is_plain_or_optional() {
    let client = Client::new(5);
    let things: Listed = through_an_absent_member(&client)
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ["b-1", "b-3"]);
    // The last page, which was empty, had no `nested` at all.
    let mut pages = through_an_absent_member(&client).pages();
    while pages.try_next().await.unwrap().is_some() {}
    assert_eq!(pages.page_number(), 2);
    let things: Listed = a_member_that_is_never_absent(&client)
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ALL);
    let things: Listed = a_token_that_is_never_absent(&client)
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ALL);
}

#[tokio::test]
async fn a_failure_is_the_declared_error() {
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

mod inner {
    use super::{Client, Error, Paginator, paginate};

    #[cfg(any())]
    #[paginate(token = "next_token", items = "things")]
    pub(crate) fn things() -> impl Paginator<Item = String, Error = Error> {
        this_does_not_compile
    }

    #[paginate(token = "next_token", items = "things")]
    #[cfg(not(any()))]
    #[inline]
    pub(crate) fn things<'a, const N: usize>(
        client: &'a Client,
        #[cfg(any())] absent: Absent,
        prefixes: [impl AsRef<str>; N],
    ) -> impl Paginator<Item = String, Error = Error> + 'a
    where
        Client: 'a,
    {
        client
            .list_things()
            .prefix(prefixes.map(|prefix| prefix.as_ref().to_owned()).concat())
    }
}

#[tokio::test]
async fn what_else_stands_on_the_function_survives() {
    let things: Listed = inner::things(&Client::new(5), ["a", "-", "2"])
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ["a-2"]);
}

macro_rules! refuse {
    () => {
        return Err(Refused)
    };
}

#[derive(Debug, PartialEq)]
struct Refused;

#[tokio::test]
async fn a_macro_of_the_body_leaves_it_and_not_the_function() {
    #[paginate(token = "next_token", items = "things")]
    fn things(
        client: &Client,
        refused: bool,
    ) -> Result<impl Paginator<Item = String, Error = Error>, Refused> {
        if refused {
            refuse!();
        }
        Ok(client.list_things())
    }

    let client = Client::new(3);
    assert_eq!(things(&client, true).err(), Some(Refused));
    let listed = things(&client, false).unwrap().items();
    assert_eq!(listed.try_collect::<Vec<_>>().await.unwrap().len(), 3);
}

/// Inner attributes of a body, which Rust allows in the body of a function but not in a block expression.
mod inner_attributes {
    use super::{Client, Error, Paginator, ParseIntError, paginate};

    #[paginate(token = "next_token", items = "things")]
    pub(crate) fn plain(
        client: &Client,
        unused: u8,
    ) -> impl Paginator<Item = String, Error = Error> {
        //! All things.
        #![expect(
            unused_variables,
            reason = "an inner attribute applies to the whole function"
        )]
        client.list_things()
    }

    #[paginate(token = "next_token", items = "things")]
    pub(crate) async fn fallible_and_asynchronous(
        client: &Client,
        from: &str,
    ) -> Result<impl Paginator<Item = String, Error = Error> + use<>, ParseIntError> {
        #![expect(
            unused_variables,
            reason = "an inner attribute applies to the whole function"
        )]
        #![expect(
            unused_mut,
            reason = "an inner attribute applies to the whole function"
        )]
        let mut from: usize = from.parse()?;
        let unused = from;
        Ok(client.list_things())
    }
}

#[tokio::test]
async fn inner_attributes_apply_to_the_annotated_function() {
    let client = Client::new(5);
    let things: Listed = inner_attributes::plain(&client, 0)
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ALL);
    let paginator = inner_attributes::fallible_and_asynchronous(&client, "0")
        .await
        .unwrap();
    let things: Listed = paginator.items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
}

/// An error type that the caller does not see.
#[paginate(token = "next_token", items = "things")]
fn opaque_error(
    client: &Client,
    refused: bool,
) -> Result<impl Paginator<Item = String, Error = Error>, impl std::fmt::Debug + PartialEq<Refused>>
{
    if refused {
        return Err(Refused);
    }
    Ok(client.list_things())
}

/// The same behind `async`, within another type.
#[paginate(token = "next_token", items = "things")]
async fn opaque_error_and_asynchronous(
    client: &Client,
    refused: bool,
) -> Result<impl Paginator<Item = String, Error = Error>, (u8, impl PartialEq<Refused>)> {
    if refused {
        Err((1, Refused))
    } else {
        Ok(client.list_things())
    }
}

#[tokio::test]
async fn error_type_may_be_opaque() {
    let client = Client::new(5);
    assert_eq!(opaque_error(&client, true).err().unwrap(), Refused);
    let things: Listed = opaque_error(&client, false)
        .unwrap()
        .items()
        .try_collect()
        .await;
    assert_eq!(things.unwrap(), ALL);
    let (number, error) = opaque_error_and_asynchronous(&client, true)
        .await
        .err()
        .unwrap();
    assert_eq!(number, 1);
    assert!(error == Refused);
    let paginator = opaque_error_and_asynchronous(&client, false)
        .await
        .ok()
        .unwrap();
    let things: Listed = paginator.items().try_collect().await;
    assert_eq!(things.unwrap(), ALL);
}
