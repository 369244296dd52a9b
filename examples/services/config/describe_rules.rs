use serde::Deserialize;
use serde_json::{Value, json};

use super::Rule;
use super::operation::Exception;

/// How many rules a page has. The operation has no parameter for it.
const PAGE_SIZE: usize = 25;

/// The request of `DescribeConfigRules`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Request {
    next_token: Option<String>,
}

/// Returns one page of the rules.
pub(crate) fn describe_config_rules(rules: &[Rule], request: &Request) -> Result<Value, Exception> {
    let start = match &request.next_token {
        None => 0,
        Some(token) => read_token(token)
            .filter(|start| *start < rules.len())
            .ok_or_else(|| {
                Exception::new(
                    "InvalidNextTokenException",
                    "The nextToken provided is invalid",
                )
            })?,
    };
    let end = rules.len().min(start + PAGE_SIZE);
    let rule = |rule: &Rule| {
        json!({
            "ConfigRuleName": rule.name,
            "ConfigRuleState": "ACTIVE",
            "Source": { "Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS" },
        })
    };
    let mut response =
        json!({ "ConfigRules": rules[start..end].iter().map(rule).collect::<Vec<_>>() });
    if end < rules.len() {
        response["NextToken"] = format!("rules-{end}").into();
    }
    Ok(response)
}

fn read_token(token: &str) -> Option<usize> {
    token.strip_prefix("rules-")?.parse().ok()
}
