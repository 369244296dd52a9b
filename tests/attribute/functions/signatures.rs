//! Signatures that are hard to parse, and opaque error types.

use paginate_core::{Paginator, paginate};
use paginate_tests::all;
use paginate_tests::sdk::{Client, Error, FIVE_THINGS, ListThings, ListThingsOutput};

use crate::{Failed, Refused};

/// A signature whose arrows, angle brackets and `where` clause must not be mistaken for its end.
#[paginate(token = "next_token", items = "things")]
fn complex<'a, F: Fn(&'a Client) -> Vec<ListThings>, const N: usize>(
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

/// Declares a function from `macro_rules!` fragments. Each fragment reaches the attribute as one token.
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
    /// Lists all things.
    fn from_fragments(client) -> impl Paginator<Item = String, Error = Error> { client.list_things() }
}
listed! {
    #[expect(unused_mut, reason = "the attribute keeps the attributes below it")]
    pub(crate) fn public_from_fragments(client) -> Result<impl Paginator<Item = String, Error = Error>, Failed> {
        let mut request = client.list_things();
        Ok(request)
    }
}
listed!(item from_type_fragments, std::string::String, Error);

#[tokio::test]
async fn signature_with_arrows_and_macro_fragments_is_parsed() {
    let client = Client::new(5);
    let paginator = complex(&client, |client| vec![client.list_things()], [(); 2]);
    let things: Vec<Box<str>> = paginator.ok().unwrap().items().try_collect().await.unwrap();
    assert_eq!(things.len(), 5);
    assert!(complex(&client, |_| vec![], []).is_err());

    assert_eq!(all(from_fragments(&client)).await, FIVE_THINGS);
    let paginator = public_from_fragments(&client).unwrap();
    assert_eq!(all(paginator).await, FIVE_THINGS);
    assert_eq!(all(from_type_fragments(&client)).await, FIVE_THINGS);
}

/// An opaque error type.
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

/// An opaque type inside the error type of an async function.
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
async fn error_type_can_be_opaque() {
    let client = Client::new(5);
    assert_eq!(opaque_error(&client, true).err().unwrap(), Refused);
    assert_eq!(
        all(opaque_error(&client, false).unwrap()).await,
        FIVE_THINGS
    );
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
    assert_eq!(all(paginator).await, FIVE_THINGS);
}
