use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Evaluation, Rule};

const DEFAULT_LIMIT: usize = 10;
const MAX_LIMIT: usize = 100;

/// The request of `GetComplianceDetailsByConfigRule`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Request {
    config_rule_name: String,
    #[serde(default)]
    compliance_types: Vec<String>,
    #[serde(default)]
    limit: usize,
    next_token: Option<String>,
}

/// An error response of the service.
pub(crate) struct Exception {
    pub(crate) name: &'static str,
    pub(crate) message: String,
}

impl Exception {
    pub(crate) fn new(name: &'static str, message: impl Into<String>) -> Self {
        Exception {
            name,
            message: message.into(),
        }
    }
}

/// Returns one page of the results of a rule.
pub(crate) fn get_compliance_details(
    rules: &[Rule],
    request: &Request,
) -> Result<Value, Exception> {
    request.validate()?;
    let rule = rules.iter().find(|rule| rule.name == request.config_rule_name).ok_or_else(|| {
        Exception::new(
            "NoSuchConfigRuleException",
            format!("The ConfigRule '{}' provided in the request is invalid. Please check the configRule name.", request.config_rule_name),
        )
    })?;
    let matching: Vec<&Evaluation> = rule
        .evaluations
        .iter()
        .filter(|evaluation| request.matches(evaluation))
        .collect();
    let start = match &request.next_token {
        None => 0,
        Some(token) => request
            .read_token(token)
            .filter(|start| *start < matching.len())
            .ok_or_else(|| {
                Exception::new(
                    "InvalidNextTokenException",
                    "The nextToken provided is invalid",
                )
            })?,
    };
    let end = matching.len().min(start + request.page_size());
    let mut response = json!({
        "EvaluationResults": matching[start..end].iter().map(|evaluation| evaluation.to_json(&rule.name)).collect::<Vec<_>>(),
    });
    if end < matching.len() {
        response["NextToken"] = request.token(end).into();
    }
    Ok(response)
}

impl Request {
    fn validate(&self) -> Result<(), Exception> {
        let violation = |value: &dyn std::fmt::Display, member: &str, constraint: &str| {
            Exception::new(
                "ValidationException",
                format!(
                    "1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must have {constraint}"
                ),
            )
        };
        if self.limit > MAX_LIMIT {
            return Err(violation(
                &self.limit,
                "limit",
                "value less than or equal to 100",
            ));
        }
        if self.config_rule_name.is_empty() {
            return Err(violation(
                &"",
                "configRuleName",
                "length greater than or equal to 1",
            ));
        }
        if self.config_rule_name.len() > 64 {
            return Err(violation(
                &self.config_rule_name,
                "configRuleName",
                "length less than or equal to 64",
            ));
        }
        match self.compliance_types.iter().find(|filter| {
            !["COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE"].contains(&filter.as_str())
        }) {
            None => Ok(()),
            Some(filter) => Err(Exception::new(
                "InvalidParameterValueException",
                format!("'{filter}' cannot be used to filter by compliance"),
            )),
        }
    }

    fn page_size(&self) -> usize {
        if self.limit == 0 {
            DEFAULT_LIMIT
        } else {
            self.limit
        }
    }

    fn matches(&self, evaluation: &Evaluation) -> bool {
        self.compliance_types.is_empty()
            || self
                .compliance_types
                .iter()
                .any(|compliance| compliance == evaluation.compliance)
    }

    /// Returns the token of a position. The token is invalid in a request with another rule or another filter.
    fn token(&self, position: usize) -> String {
        let position = position as u64;
        let checksum = self.checksum(position);
        format!("{:016x}{checksum:016x}", position ^ checksum)
    }

    fn read_token(&self, token: &str) -> Option<usize> {
        let (masked, checksum) = token.split_at_checked(16)?;
        let checksum = u64::from_str_radix(checksum, 16).ok()?;
        let position = u64::from_str_radix(masked, 16).ok()? ^ checksum;
        (self.checksum(position) == checksum).then_some(usize::try_from(position).ok()?)
    }

    fn checksum(&self, position: u64) -> u64 {
        let mut hasher = DefaultHasher::new();
        (position, &self.config_rule_name, &self.compliance_types).hash(&mut hasher);
        hasher.finish()
    }
}
