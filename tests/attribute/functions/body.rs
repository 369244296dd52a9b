//! The body of an annotated function, and the other attributes of the function.

use std::num::ParseIntError;

use paginate_core::{Paginator, paginate};
use paginate_tests::all;
use paginate_tests::sdk::{Client, Error, FIVE_THINGS};

use crate::Refused;

mod other_attributes {
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
async fn other_attributes_of_the_function_are_kept() {
    assert_eq!(
        all(other_attributes::things(&Client::new(5), ["a", "-", "2"])).await,
        ["a-2"]
    );
}

macro_rules! refuse {
    () => {
        return Err(Refused)
    };
}

#[tokio::test]
async fn macro_in_the_body_can_return_from_the_function() {
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
        //! Lists all things.
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
    assert_eq!(all(inner_attributes::plain(&client, 0)).await, FIVE_THINGS);
    let paginator = inner_attributes::fallible_and_asynchronous(&client, "0")
        .await
        .unwrap();
    assert_eq!(all(paginator).await, FIVE_THINGS);
}
