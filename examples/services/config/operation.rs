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

/// What the service says no with: the name of the exception, and a sentence.
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

/// One page of the rule's evaluations.
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
    let wanted: Vec<&Evaluation> = rule
        .evaluations
        .iter()
        .filter(|evaluation| request.wants(evaluation))
        .collect();
    let start = match &request.next_token {
        None => 0,
        Some(token) => request
            .read_token(token)
            .filter(|start| *start < wanted.len())
            .ok_or_else(|| {
                Exception::new(
                    "InvalidNextTokenException",
                    "The nextToken provided is invalid",
                )
            })?,
    };
    let end = wanted.len().min(start + request.page_size());
    let mut response = json!({
        "EvaluationResults": wanted[start..end].iter().map(|evaluation| evaluation.to_json(&rule.name)).collect::<Vec<_>>(),
    });
    if end < wanted.len() {
        response["NextToken"] = request.token(end).into();
    }
    Ok(response)
}

impl Request {
    fn validate(&self) -> Result<(), Exception> {
        let constraint = |value: &dyn std::fmt::Display, member: &str, constraint: &str| {
            Exception::new(
                "ValidationException",
                format!(
                    "1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must have {constraint}"
                ),
            )
        };
        if self.limit > MAX_LIMIT {
            return Err(constraint(
                &self.limit,
                "limit",
                "value less than or equal to 100",
            ));
        }
        if self.config_rule_name.is_empty() {
            return Err(constraint(
                &"",
                "configRuleName",
                "length greater than or equal to 1",
            ));
        }
        if self.config_rule_name.len() > 64 {
            return Err(constraint(
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

    fn wants(&self, evaluation: &Evaluation) -> bool {
        self.compliance_types.is_empty()
            || self
                .compliance_types
                .iter()
                .any(|wanted| wanted == evaluation.compliance)
    }

    /// A token stands for a place in one listing: with another rule or another filter it is invalid.
    fn token(&self, place: usize) -> String {
        let place = place as u64;
        let seal = self.seal(place);
        format!("{:016x}{seal:016x}", place ^ seal)
    }

    fn read_token(&self, token: &str) -> Option<usize> {
        let (hidden, seal) = token.split_at_checked(16)?;
        let seal = u64::from_str_radix(seal, 16).ok()?;
        let place = u64::from_str_radix(hidden, 16).ok()? ^ seal;
        (self.seal(place) == seal).then_some(usize::try_from(place).ok()?)
    }

    fn seal(&self, place: u64) -> u64 {
        let mut hasher = DefaultHasher::new();
        (place, &self.config_rule_name, &self.compliance_types).hash(&mut hasher);
        hasher.finish()
    }
}
