use serde_json::{Value, json};

/// A Config rule, and what it found when it last ran.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The rule's name.
    pub name: String,
    /// One result a resource, in the order in which the service lists them.
    pub evaluations: Vec<Evaluation>,
}

/// What a rule found about one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Such as `AWS::S3::Bucket`.
    pub resource_type: &'static str,
    /// Such as `bucket-0007`.
    pub resource_id: String,
    /// `COMPLIANT`, `NON_COMPLIANT` or `NOT_APPLICABLE`.
    pub compliance: &'static str,
    /// When the result was recorded, in seconds since 1970.
    pub recorded: u32,
}

impl Rule {
    /// A rule that has evaluated so many resources: two out of three do not comply.
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
            // One every 41 seconds, from the first of November 2026 on.
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
