use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_types::SdkConfig;
use aws_types::region::Region;

/// Returns the configuration of an AWS SDK client for a local endpoint: plain HTTP and fixed credentials.
pub fn sdk_config(endpoint_url: &str) -> SdkConfig {
    let credentials = Credentials::new("example", "example", None, None, "example");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(endpoint_url)
        .http_client(Builder::new().build_http())
        .build()
}
