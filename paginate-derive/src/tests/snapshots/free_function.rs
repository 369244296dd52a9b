/// The resources that one AWS Config rule found non-compliant.
#[paginate(token = "next_token", items = "evaluation_results")]
pub fn non_compliant<'a>(config: &'a Client, rule: &str) -> impl Paginator<Item = EvaluationResult, Error = Error> + use<'a, '_> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .compliance_types(ComplianceType::NonCompliant)
}
