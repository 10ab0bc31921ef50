//! Texts to measure with: rules made from a pattern, as long as one likes, and the same on every machine.

mod pattern;

pub use pattern::rules;
