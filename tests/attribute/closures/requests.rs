//! Requests that are not builders with `set_` methods.

use std::convert::Infallible;
use std::sync::Arc;

use paginate_core::{Paginator, paginate};

/// A page of numbers, with the page number, the number of pages and a `Link` header.
struct Numbers {
    page: u32,
    pages: u32,
    headers: Vec<(&'static str, String)>,
    listed: Vec<u32>,
}

/// Creates a page of two numbers.
fn numbers(page: u32, pages: u32) -> Numbers {
    let next = (page < pages).then(|| {
        (
            "link",
            format!("<https://numbers/?page={}>; rel=\"next\"", page + 1),
        )
    });
    Numbers {
        page,
        pages,
        headers: next.into_iter().collect(),
        listed: vec![2 * page, 2 * page + 1],
    }
}

/// The numbers of all three pages.
const SIX: [u32; 6] = [2, 3, 4, 5, 6, 7];

#[tokio::test]
async fn input_token_can_set_a_page_number() {
    #[derive(Clone)]
    struct ListNumbers {
        page: u32,
    }

    impl ListNumbers {
        fn page(self, page: u32) -> Self {
            ListNumbers { page }
        }

        async fn send(self) -> Result<Numbers, Infallible> {
            Ok(numbers(self.page, 3))
        }
    }

    #[paginate(
        output_token = |page| (page.page < page.pages).then_some(page.page),
        input_token = |request, last| request.page(last + 1),
        items = "listed",
    )]
    fn all() -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers { page: 1 }
    }

    assert_eq!(all().items().try_collect::<Vec<_>>().await, Ok(SIX.into()));
}

#[tokio::test]
async fn output_token_can_depend_on_the_token_of_the_page() {
    // A page says whether there are more, and the pages are numbered.
    #[paginate(
        output_token = |page, last: Option<&u32>| {
            let last = last.copied().unwrap_or(1);
            (last < page.pages).then_some(last + 1)
        },
        input_token = |_, page| page,
        items = "listed",
        send = async |page| Ok(numbers(page, pages)),
    )]
    fn all(pages: u32) -> impl Paginator<Item = u32, Error = Infallible> {
        1
    }

    assert_eq!(all(3).items().try_collect::<Vec<_>>().await, Ok(SIX.into()));
}

struct Client;

#[derive(Clone, Default)]
struct ListNumbers {
    page: Option<String>,
}

impl Client {
    async fn list(&self, request: &ListNumbers) -> Result<Numbers, Infallible> {
        let page = request
            .page
            .as_deref()
            .map_or(1, |page| page.parse().unwrap());
        Ok(numbers(page, 3))
    }
}

/// Returns the number of the next page, which the `Link` header carries.
fn next_page(headers: &[(&str, String)]) -> Option<String> {
    let (_, link) = headers.iter().find(|(name, _)| *name == "link")?;
    let (_, rest) = link.split_once("page=")?;
    Some(rest.split_once('>')?.0.into())
}

#[tokio::test]
async fn request_can_be_a_plain_struct() {
    #[paginate(
        send = async |request| client.list(&request).await,
        output_token = |page| next_page(&page.headers),
        input_token = |_, page| ListNumbers { page: Some(page) },
        items = "listed",
    )]
    fn all(client: &Client) -> impl Paginator<Item = u32, Error = Infallible> {
        ListNumbers::default()
    }

    #[paginate(
        send = |request| {
            let client = Arc::clone(&client);
            async move { client.list(&request).await }
        },
        output_token = |page| next_page(&page.headers),
        input_token = |mut request, page| {
            request.page = Some(page);
            request
        },
        items = |page| page.listed.into_iter().filter(move |number| *number >= from),
    )]
    fn owned(
        client: Arc<Client>,
        from: u32,
    ) -> impl Paginator<Item = u32, Error = Infallible> + Send + 'static {
        ListNumbers::default()
    }

    assert_eq!(
        all(&Client).items().try_collect::<Vec<_>>().await,
        Ok(SIX.into())
    );
    let all = tokio::spawn(owned(Arc::new(Client), 4).items().try_collect::<Vec<_>>());
    assert_eq!(all.await.unwrap(), Ok(SIX[2..].into()));
}

/// A builder that is not `Clone`.
struct NumbersBuilder {
    marker: Option<String>,
}

impl NumbersBuilder {
    fn marker(&mut self, marker: &str) {
        self.marker = Some(marker.into());
    }

    async fn call(self) -> Result<Numbers, Infallible> {
        Ok(numbers(
            self.marker.map_or(1, |marker| marker.parse().unwrap()),
            3,
        ))
    }
}

impl Client {
    fn numbers(&self) -> NumbersBuilder {
        NumbersBuilder { marker: None }
    }
}

#[tokio::test]
async fn send_can_create_a_builder_that_is_not_clone() {
    // The request is the client and the token. `send` creates the builder.
    #[paginate(
        output_token = |page| next_page(&page.headers),
        input_token = |(client, _), marker| (client, Some(marker)),
        send = |(client, marker): (&Client, Option<String>)| {
            let mut builder = client.numbers();
            if let Some(marker) = marker {
                builder.marker(&marker);
            }
            builder.call()
        },
        items = "listed",
    )]
    fn all(client: &Client) -> impl Paginator<Item = u32, Error = Infallible> {
        (client, None)
    }

    assert_eq!(
        all(&Client).items().try_collect::<Vec<_>>().await,
        Ok(SIX.into())
    );
}
