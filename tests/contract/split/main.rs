//! One ordered listing with many requests at the same time.

mod allocations;
mod checkpoints;
mod clock;
mod end;
mod errors;
mod goals;
mod hints;
mod histories;
mod levels;
mod model;
mod order;
mod panics;
mod polling;
mod random;
mod service;
mod shapes;
mod simulation;
