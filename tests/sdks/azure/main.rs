//! `azure_storage_blob` against Azurite. The methods that list return a pager. A pager that starts at a marker requests one page
//! when it is polled once.

mod server;

use azure_core::Error;
use azure_storage_blob::models::{
    BlobContainerClientListBlobsOptions, BlobServiceClientListContainersOptions,
};
use azure_storage_blob::{BlobContainerClient, BlobServiceClient};
use futures::TryStreamExt;
use paginate_core::{Paginator, paginate};
use paginate_sdks_support::listing_tests;

listing_tests!(
    blobs,
    "azure_storage_blob",
    "marker",
    server::blobs(),
    |azure| blobs(&azure.client)
);

listing_tests!(
    containers,
    "azure_storage_blob",
    "marker",
    server::containers(),
    |azure| containers(&azure.client, "container-")
);

#[paginate(output_token = "next_marker", items = "blob_items[].name")]
async fn blobs(
    container: &BlobContainerClient,
    #[token] marker: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    let options = BlobContainerClientListBlobsOptions {
        marker,
        maxresults: Some(3),
        ..Default::default()
    };
    let mut pages = container.list_blobs(Some(options))?.into_pages();
    let page = pages.try_next().await?.expect("a pager has a first page");
    page.into_model()
}

#[paginate(output_token = "next_marker", items = "container_items[].name")]
async fn containers(
    service: &BlobServiceClient,
    prefix: &str,
    #[token] marker: Option<String>,
) -> impl Paginator<Item = String, Error = Error> {
    let options = BlobServiceClientListContainersOptions {
        marker,
        maxresults: Some(3),
        prefix: Some(prefix.to_owned()),
        ..Default::default()
    };
    let mut pages = service.list_containers(Some(options))?.into_pages();
    let page = pages.try_next().await?.expect("a pager has a first page");
    page.into_model()
}
