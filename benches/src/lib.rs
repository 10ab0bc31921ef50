//! What benches share: texts to measure with, and a watch.

pub mod columns;
mod memory;
mod pattern;
pub mod targets;
mod watch;

pub use memory::most_memory;
pub use pattern::{rules, texts};
pub use watch::{slope, time, time_for};
