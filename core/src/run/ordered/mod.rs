//! Sorted maps and sets, and sorting, written for a small program.
//!
//! The standard library's are fast by much code, and the compiler writes all of it anew for every
//! type: an eighth of what a page had to fetch was trees and sorts. Here what depends on no type
//! stands once, and what does is short. All of it is stable and takes `n log n` comparisons.
//!
//! ```
//! use luat_core::run::ordered::{Map, Set, sort_by_key};
//!
//! let mut heads: Map<&str, u32> = Map::new();
//! heads.insert("Mường Ảng", 12);
//! *heads.entry("Ẳng Tở").or_default() += 7;
//! assert_eq!(heads.keys().copied().collect::<Vec<_>>(), ["Mường Ảng", "Ẳng Tở"]);
//!
//! let mut words = vec!["clause", "law", "of"];
//! sort_by_key(&mut words, |word| word.len());
//! assert_eq!(words, ["of", "law", "clause"]);
//! assert!(words.into_iter().collect::<Set<_>>().contains("law"));
//! ```

mod map;
mod set;
mod sort;

pub use map::{Entry, Map};
pub use set::Set;
pub use sort::{sort, sort_by, sort_by_key};
