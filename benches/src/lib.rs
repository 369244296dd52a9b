//! An in-memory listing, the implementations that are compared on it, and how they are measured.

pub mod chart;
pub mod concurrency;
pub mod consumer;
pub mod contest;
pub mod contestants;
pub mod executor;
pub mod service;
