use aws_sdk_config::types::{AggregationAuthorization, ConfigRule, ConfigurationAggregator, EvaluationResult};

use serde_json::json;

use crate::listing::{Identity, identity, listings};

identity! {
    rule: ConfigRule => [rule.config_rule_name, rule.config_rule_arn]
    aggregator: ConfigurationAggregator => [
        aggregator.configuration_aggregator_name,
        aggregator.configuration_aggregator_arn
    ]
    authorization: AggregationAuthorization => [
        authorization.authorized_account_id,
        authorization.authorized_aws_region
    ]
}

impl From<EvaluationResult> for Identity {
    fn from(result: EvaluationResult) -> Self {
        let identifier = result.evaluation_result_identifier;
        let qualifier = identifier.and_then(|identifier| identifier.evaluation_result_qualifier);
        let qualifier = qualifier.expect("each result is of a resource");
        Identity(json!([qualifier.resource_type, qualifier.resource_id]))
    }
}

listings! { "config", aws_sdk_config:
    #[paginate(token = "next_token", items = "config_rules")]
    fn describe_config_rules(config, _input) {
        config.describe_config_rules()
    }

    #[paginate(token = "next_token", items = "configuration_aggregators")]
    fn describe_configuration_aggregators(config, input) {
        config.describe_configuration_aggregators().set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "aggregation_authorizations")]
    fn describe_aggregation_authorizations(config, input) {
        config.describe_aggregation_authorizations().set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "evaluation_results")]
    fn get_compliance_details_by_config_rule(config, input) {
        config
            .get_compliance_details_by_config_rule()
            .config_rule_name(input.text("ConfigRuleName"))
            .set_limit(input.page_size)
    }
}
