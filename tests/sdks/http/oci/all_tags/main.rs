//! Lists the tags of all repositories of a registry, eight repositories at the same time, and saves them in a file. The arguments are
//! the address of the server and the file.

use std::env;
use std::error::Error;
use std::path::Path;

use oci_client::client::{ClientConfig, ClientProtocol};
use oci_client::errors::OciDistributionError;
use oci_client::secrets::RegistryAuth;
use oci_client::{Client, Reference};
use paginate_core::{Paginator, nested, paginate};
use paginate_sdks_support::{install_crypto_provider, killed};

#[paginate(output_token = "repositories[-1]", items = "repositories")]
async fn repositories(
    registry: &Client,
    address: &Reference,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Token = String, Error = OciDistributionError> {
    let (auth, last) = (&RegistryAuth::Anonymous, last.as_deref());
    registry.catalog(address, auth, Some(3), last).await
}

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn tags(
    registry: &Client,
    repository: Reference,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Token = String, Error = OciDistributionError> {
    let (auth, last) = (&RegistryAuth::Anonymous, last.as_deref());
    registry.list_tags(&repository, auth, Some(3), last).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [address, file] = arguments.as_slice() else {
        return Err("expected the address of the server, and a file".into());
    };
    install_crypto_provider();
    let registry = Client::new(ClientConfig {
        protocol: ClientProtocol::Http,
        ..ClientConfig::default()
    });
    let tags_of = |repository: String| {
        let reference = Reference::with_tag(address.clone(), repository.clone(), "latest".into());
        (repository, tags(&registry, reference))
    };
    // The catalog of a registry does not depend on the repository.
    let catalog = Reference::with_tag(address.clone(), "any".into(), "latest".into());
    let list = |checkpoint| {
        let listing = nested(repositories(&registry, &catalog), tags_of, 8);
        match checkpoint {
            Some(checkpoint) => listing.resume_from(checkpoint),
            None => listing,
        }
    };
    let row = |(repository, tag): (String, String)| format!("{repository}:{tag}");
    killed::list(list, row, Path::new(file)).await?;
    Ok(())
}
