//! Lists all resources that an AWS Config rule found non-compliant, in the shortest program.
//!
//! `cargo run -p paginate-examples --example simple` prints the number of resources. It needs no AWS account: it starts a
//! service in its own process. The README shows this program and its output.

use aws_sdk_config::types::{ComplianceType, EvaluationResult};
use aws_sdk_config::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};

/// Lists the resources that the rule `required-tags` found non-compliant.
#[paginate(token = "next_token", items = "evaluation_results")]
fn non_compliant(config: &Client) -> impl Paginator<Item = EvaluationResult, Error = Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name("required-tags")
        .compliance_types(ComplianceType::NonCompliant)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A local service with 4,200 resources. For AWS, `Client::new(&aws_config::load_from_env().await)`.
    let service = ConfigEndpoint::start([Rule::sample("required-tags", 4_200)]).await?;
    let config = Client::new(&sdk_config(&service.url()));

    let resources: Vec<_> = non_compliant(&config).items().try_collect().await?;
    println!("{} non-compliant resources", resources.len());
    Ok(())
}
