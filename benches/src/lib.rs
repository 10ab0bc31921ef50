//! What benches share: texts to measure with, and a watch.

mod pattern;
pub mod targets;
mod watch;

pub use pattern::{rules, texts};
pub use watch::{slope, time};
