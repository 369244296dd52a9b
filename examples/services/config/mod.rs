//! An AWS Config endpoint: AWS JSON 1.1, with the members, the page limits, the opaque tokens and the
//! errors that the service's documentation tells of, and with faults on demand.

mod evaluation;
mod fault;
mod operation;
mod server;

pub use evaluation::{Evaluation, Rule};
pub use fault::Fault;
pub use server::ConfigEndpoint;
