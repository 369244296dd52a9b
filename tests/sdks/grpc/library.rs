//! A service with the pagination of AIP-158.

/// `ListBooksRequest`.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct ListBooksRequest {
    #[prost(string, tag = "1")]
    pub(crate) parent: String,
    #[prost(int32, tag = "2")]
    pub(crate) page_size: i32,
    #[prost(string, tag = "3")]
    pub(crate) page_token: String,
}

/// `ListBooksResponse`.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct ListBooksResponse {
    #[prost(message, repeated, tag = "1")]
    pub(crate) books: Vec<Book>,
    #[prost(string, tag = "2")]
    pub(crate) next_page_token: String,
}

/// `Book`.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Book {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(string, tag = "2")]
    pub(crate) title: String,
}

#[allow(
    clippy::pedantic,
    missing_docs,
    unreachable_pub,
    reason = "generated code"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/library.Library.rs"));
}

pub(crate) use generated::library_client::LibraryClient;
pub(crate) use generated::library_server::{Library, LibraryServer};
