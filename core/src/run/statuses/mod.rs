//! Statuses of many reports, and nothing else.
//!
//! Reports of a batch are nearly all of one shape: of bodies of one level, over the same periods. For a
//! shape everything but the facts is worked out once, as a [`Plan`]: when each requirement is judged, by
//! which wording, up to which day, and which comparisons of facts its status hangs on. Facts are whole
//! numbers in slots. A comparison answers with one of a few classes, and a status is looked up by the
//! classes of its comparisons in a table.
//!
//! The tables are filled by the evaluator, each entry when it is first asked for. Whatever a plan cannot tell surely, such as a
//! share of which a number is missing, the evaluator judges, of facts made from the slots.

mod atoms;
mod columns;
mod desk;
mod direct;
mod gather;
mod lanes;
mod linear;
mod open;
mod pass;
mod plan;
mod scan;
mod shape;
mod sheet;
mod slots;

pub use columns::{Column, MOST_ROWS, Place, Work};
pub use desk::{Desk, Tells, Told};
pub use plan::{Plan, Planned};
pub use shape::Statuses;
pub use slots::Slots;
