//! A method of a client that tonic-build generates: `&mut self`, a request struct, and an empty token on the last page.

mod library;
mod qdrant;

use paginate_core::{Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, listing_tests, page};
use tonic::service::Routes;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Response, Status};

use library::{Book, Library, LibraryClient, LibraryServer, ListBooksRequest, ListBooksResponse};

listing_tests!(books, "tonic", "gRPC (AIP-158)", shelves(), |shelves| {
    let request = ListBooksRequest {
        parent: "shelves/1".into(),
        page_size: 3,
        page_token: String::new(),
    };
    books(shelves.client.clone(), request)
});

#[paginate(output_token = "next_page_token", items = "books")]
async fn books(
    mut library: LibraryClient<Channel>,
    mut request: ListBooksRequest,
    #[token] page_token: Option<String>,
) -> impl Paginator<Item = Book, Error = Status> {
    request.page_token = page_token.unwrap_or_default();
    Ok(library.list_books(request).await?.into_inner())
}

struct Shelves {
    books: Vec<Book>,
}

#[tonic::async_trait]
impl Library for Shelves {
    async fn list_books(
        &self,
        request: Request<ListBooksRequest>,
    ) -> Result<Response<ListBooksResponse>, Status> {
        let ListBooksRequest {
            parent,
            page_size,
            page_token,
        } = request.into_inner();
        let books = of_shelf(&self.books, &parent);
        let token = Some(page_token.as_str()).filter(|token| !token.is_empty());
        let page_size = usize::try_from(page_size)
            .map_err(|_| Status::invalid_argument("negative page size"))?;
        let page = page(&books, page_size, token)
            .ok_or_else(|| Status::invalid_argument("unknown page token"))?;
        Ok(Response::new(ListBooksResponse {
            books: page.items.to_vec(),
            next_page_token: page.next.unwrap_or_default(),
        }))
    }
}

/// Starts a server with the books of two shelves.
async fn shelves() -> Fixture<HttpServer, LibraryClient<Channel>, Book> {
    let books: Vec<Book> = (0..48)
        .map(|n| Book {
            name: format!("shelves/{}/books/{n:02}", n % 2),
            title: format!("Volume {n}"),
        })
        .collect();
    let items = of_shelf(&books, "shelves/1");
    let routes = Routes::new(LibraryServer::new(Shelves { books }));
    let server = HttpServer::start(routes.into_axum_router()).await;
    let endpoint = Endpoint::from_shared(server.url("")).expect("a URL");
    Fixture {
        client: LibraryClient::new(endpoint.connect_lazy()),
        server,
        pages: 8,
        items,
    }
}

fn of_shelf(books: &[Book], parent: &str) -> Vec<Book> {
    let of_shelf = books.iter().filter(|book| book.name.starts_with(parent));
    of_shelf.cloned().collect()
}
