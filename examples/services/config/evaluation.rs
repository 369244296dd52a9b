use serde_json::{Value, json};

/// A Config rule with the results of its last run.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name of the rule.
    pub name: String,
    /// One result per resource, in the order of the listing.
    pub evaluations: Vec<Evaluation>,
}

/// The result of a rule for one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Type of the resource, such as `AWS::S3::Bucket`.
    pub resource_type: &'static str,
    /// Id of the resource, such as `bucket-0007`.
    pub resource_id: String,
    /// `COMPLIANT`, `NON_COMPLIANT` or `NOT_APPLICABLE`.
    pub compliance: &'static str,
    /// Time at which the result was recorded, in seconds since 1970.
    pub recorded: u32,
}

impl Rule {
    /// Returns a rule with results for `resources` resources. Two of three resources are non-compliant.
    pub fn sample(name: &str, resources: usize) -> Self {
        const KINDS: [(&str, &str); 5] = [
            ("AWS::EC2::Instance", "i"),
            ("AWS::S3::Bucket", "bucket"),
            ("AWS::RDS::DBInstance", "db"),
            ("AWS::Lambda::Function", "function"),
            ("AWS::EC2::Volume", "vol"),
        ];
        let evaluation = |(index, recorded)| {
            let (resource_type, prefix) = KINDS[index % KINDS.len()];
            Evaluation {
                resource_type,
                resource_id: format!("{prefix}-{index:04}"),
                compliance: ["NON_COMPLIANT", "COMPLIANT", "NON_COMPLIANT"][index % 3],
                recorded,
            }
        };
        Rule {
            name: name.into(),
            // One result every 41 seconds, from 1 November 2026.
            evaluations: (0..resources)
                .zip((1_793_491_200..).step_by(41))
                .map(evaluation)
                .collect(),
        }
    }
}

impl Evaluation {
    pub(crate) fn to_json(&self, rule: &str) -> Value {
        json!({
            "EvaluationResultIdentifier": {
                "EvaluationResultQualifier": {
                    "ConfigRuleName": rule,
                    "ResourceType": self.resource_type,
                    "ResourceId": self.resource_id,
                    "EvaluationMode": "DETECTIVE",
                },
                "OrderingTimestamp": self.recorded,
            },
            "ComplianceType": self.compliance,
            "ResultRecordedTime": self.recorded,
            "ConfigRuleInvokedTime": self.recorded - 1,
        })
    }
}
