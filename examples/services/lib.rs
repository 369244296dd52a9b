//! Local services for the examples and the tests. None of them needs an AWS account.
//!
//! - [`ConfigEndpoint`]: the operations `DescribeConfigRules` and `GetComplianceDetailsByConfigRule` of AWS Config, in the same
//!   process.
//! - [`Emulator`]: S3, Route 53, DynamoDB and other services, in a Python process.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use paginate_examples::{ConfigEndpoint, Rule, sdk_config};
//!
//! let endpoint = ConfigEndpoint::start([Rule::sample("required-tags", 30)]).await?;
//! let config = aws_sdk_config::Client::new(&sdk_config(&endpoint.url()));
//! let request = config.get_compliance_details_by_config_rule().config_rule_name("required-tags");
//! let page = request.send().await?;
//! assert_eq!(page.evaluation_results().len(), 10);
//! assert!(page.next_token().is_some());
//! # Ok(())
//! # }
//! ```

mod config;
mod emulator;
mod sdk_config;

pub use config::{ConfigEndpoint, Evaluation, Fault, Rule};
pub use emulator::Emulator;
pub use sdk_config::sdk_config;
