use aws_sdk_config::{Client, Error, types::{ComplianceType, EvaluationResult}};
use paginate_core::{Paginator, paginate};

/// The resources that an AWS Config rule found non-compliant.
#[paginate(token = "next_token", items = "evaluation_results")]
fn non_compliant(config: &Client, rule: &str) -> impl Paginator<Item = EvaluationResult, Error = Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .compliance_types(ComplianceType::NonCompliant)
}

async fn report(config: &Client) -> Result<(), paginate_core::Error<Error>> {
    let mut results = non_compliant(config, "required-tags").items();
    while let Some(result) = results.try_next().await? {
        println!("{result:?}"); // all resources, over all pages
    }
    Ok(())
}
