//! What benches share: texts to measure with, and a watch.

mod pattern;
mod watch;

pub use pattern::{rules, texts};
pub use watch::{slope, time};
