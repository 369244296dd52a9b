//! An AWS Config endpoint: AWS JSON 1.1, with the members, page limits, opaque tokens and errors that the service documents, and
//! with faults on demand.

mod describe_rules;
mod evaluation;
mod fault;
mod operation;
mod server;

pub use evaluation::{Evaluation, Rule};
pub use fault::Fault;
pub use server::ConfigEndpoint;
