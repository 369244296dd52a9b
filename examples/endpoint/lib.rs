//! An AWS Config endpoint for the examples and the tests, in process on a free port of loopback.
//!
//! It answers `GetComplianceDetailsByConfigRule` over AWS JSON 1.1 as the service's documentation
//! says: the members, the page limits, the opaque tokens and the errors.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use paginate_examples::{ConfigEndpoint, Rule, config_client};
//!
//! let endpoint = ConfigEndpoint::start([Rule::sample("required-tags", 30)]).await?;
//! let config = config_client(&endpoint.url());
//! let request = config.get_compliance_details_by_config_rule().config_rule_name("required-tags");
//! let page = request.send().await?;
//! assert_eq!(page.evaluation_results().len(), 10);
//! assert!(page.next_token().is_some());
//! # Ok(())
//! # }
//! ```

mod client;
mod evaluation;
mod operation;
mod server;

pub use client::config_client;
pub use evaluation::{Evaluation, Rule};
pub use server::ConfigEndpoint;
