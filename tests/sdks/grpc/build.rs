//! Generates the client and the server of a service whose messages are in `library.rs`, without protoc.

use tonic_build::manual::{Builder, Method, Service};

fn main() {
    let list_books = Method::builder()
        .name("list_books")
        .route_name("ListBooks")
        .input_type("crate::library::ListBooksRequest")
        .output_type("crate::library::ListBooksResponse")
        .codec_path("tonic_prost::ProstCodec")
        .build();
    let library = Service::builder()
        .name("Library")
        .package("library")
        .method(list_books)
        .build();
    Builder::new().compile(&[library]);
}
