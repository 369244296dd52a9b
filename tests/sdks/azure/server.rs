use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{LazyLock, Once};

use azure_core::Bytes;
use azure_core::http::{ClientOptions, RequestContent, RetryOptions, Url};
use azure_storage_blob::{BlobContainerClient, BlobServiceClient, BlobServiceClientOptions};
use paginate_sdks_support::{Fixture, HttpServer, NodeServer};
use tokio::sync::OnceCell;

/// The server starts when it is first used, and stops with the process.
static AZURITE: LazyLock<NodeServer> = LazyLock::new(|| {
    let package = include_str!("package.json");
    let lock = include_str!("package-lock.json");
    NodeServer::start("azurite", package, lock, include_str!("serve.mjs"))
        .unwrap_or_else(|error| panic!("Azurite does not start: {error}"))
});

/// The container whose blobs are listed.
const BLOBS: &str = "blobs";

pub(crate) async fn blobs() -> Fixture<HttpServer, BlobContainerClient, String> {
    static SEEDED: OnceCell<Vec<String>> = OnceCell::const_new();
    let (server, client) = client().await;
    Fixture {
        client: client.blob_container_client(BLOBS),
        server,
        pages: 8,
        items: SEEDED.get_or_init(upload_blobs).await.clone(),
    }
}

pub(crate) async fn containers() -> Fixture<HttpServer, BlobServiceClient, String> {
    static SEEDED: OnceCell<Vec<String>> = OnceCell::const_new();
    let (server, client) = client().await;
    Fixture {
        client,
        server,
        pages: 8,
        items: SEEDED.get_or_init(create_containers).await.clone(),
    }
}

/// Uploads blobs in another order than that of their names, in which Azure lists them.
async fn upload_blobs() -> Vec<String> {
    let (_server, client) = client().await;
    let container = client.blob_container_client(BLOBS);
    container.create(None).await.expect("a container");
    for n in 0..24 {
        let blob = container.blob_client(&name("blob", n * 7 % 24));
        let content = RequestContent::from(Bytes::from_static(b"content").to_vec());
        blob.upload(content, None).await.expect("a blob");
    }
    (0..24).map(|n| name("blob", n)).collect()
}

/// Creates containers in another order than that of their names, in which Azure lists them.
async fn create_containers() -> Vec<String> {
    let (_server, client) = client().await;
    for n in 0..24 {
        let container = client.blob_container_client(&name("container", n * 7 % 24));
        container.create(None).await.expect("a container");
    }
    (0..24).map(|n| name("container", n)).collect()
}

fn name(kind: &str, n: usize) -> String {
    format!("{kind}-{n:02}")
}

/// Returns a client whose requests pass a proxy. The client does not retry.
async fn client() -> (HttpServer, BlobServiceClient) {
    install_crypto_provider();
    let mut url: Url = AZURITE.ready().parse().expect("a URL");
    let port = url.port().expect("a port");
    let server = HttpServer::proxy(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
    url.set_port(Some(server.address().port())).expect("a port");
    let options = BlobServiceClientOptions {
        client_options: ClientOptions {
            retry: RetryOptions::none(),
            ..Default::default()
        },
        ..Default::default()
    };
    let client = BlobServiceClient::new(url, None, Some(options)).expect("a client");
    (server, client)
}

/// Installs what reqwest needs to create a client, even one that does not use TLS, because other packages enable TLS in
/// reqwest.
fn install_crypto_provider() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let provider = rustls::crypto::ring::default_provider();
        provider.install_default().expect("no other provider");
    });
}
