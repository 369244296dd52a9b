use aws_sdk_config::Client;
use aws_sdk_config::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_http_client::Builder;

/// A client of AWS Config that asks an endpoint of no account, over plain HTTP.
pub fn config_client(endpoint_url: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new(
            "example", "example", None, None, "example",
        ))
        .endpoint_url(endpoint_url)
        .http_client(Builder::new().build_http())
        .build();
    Client::from_conf(config)
}
