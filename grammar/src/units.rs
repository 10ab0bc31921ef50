//! Units whose meaning the language knows; every other is a word of the writer's own.

use crate::Language;

/// The unit that Vietnamese texts write as `đồng`.
pub const DONG: &str = "VND";

/// The unit of what is measured in per cent, and is no share of what is counted.
pub const PERCENT: &str = "%";

/// The unit in which what is measured in per cent changes.
pub const PERCENTAGE_POINTS: &str = "percentage points";

/// The unit of what is measured in points: a survey, an index.
pub const POINTS: &str = "points";

/// Multiples of the currency: how reports are to give it, how the two languages write it, and how much it is.
const MULTIPLES: [(&str, [&str; 2], i128); 3] = [
    ("thousand VND", ["thousand VND", "nghìn đồng"], 1_000),
    ("million VND", ["million VND", "triệu đồng"], 1_000_000),
    ("billion VND", ["billion VND", "tỷ đồng"], 1_000_000_000),
];

/// How much of the currency a unit is that is a multiple of it: a million for `million VND`.
#[must_use]
pub fn multiple(unit: &str) -> Option<i128> {
    let found = MULTIPLES.iter().find(|(name, ..)| *name == unit);
    found.map(|(.., much)| *much)
}

/// The multiple of the currency that is so much of it.
pub(crate) fn multiple_of(much: i128) -> Option<&'static str> {
    let found = MULTIPLES.iter().find(|(.., one)| *one == much);
    found.map(|(name, ..)| *name)
}

/// A unit as texts write it.
#[must_use]
pub fn written(unit: &str, language: Language) -> &str {
    if unit == POINTS {
        return language.pick("points", "điểm");
    }
    let found = MULTIPLES.iter().find(|(name, ..)| *name == unit);
    found.map_or(unit, |(_, [en, vi], _)| language.pick(en, vi))
}
