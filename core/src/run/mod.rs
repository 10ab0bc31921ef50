//! The runtime: programs and reports in, verdicts out.

pub mod artefact;
pub mod because;
pub mod calendar;
pub mod counts;
mod derived;
pub mod due;
pub mod evaluate;
pub mod facts;
pub mod form;
pub mod interval;
pub mod json;
pub mod limits;
pub mod number;
pub mod ordered;
pub mod program;
pub mod reads;
pub mod ruleset;
pub mod session;
#[cfg(feature = "statuses")]
pub mod statuses;
pub mod verdict;
