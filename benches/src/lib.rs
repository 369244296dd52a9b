//! An in-memory listing, and the implementations that are compared on it.

pub mod consumer;
pub mod contest;
pub mod contestants;
pub mod service;
