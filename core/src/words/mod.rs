//! Verdicts, reasons, remedies and problems as Vietnamese and English text, from codes and numbers.
//!
//! Nothing is decided here: every sentence is made of what the outcome says. Each enumeration of
//! codes is matched in full, so that a new code lights up every place that must learn to say it.

mod because;
mod condition;
mod count;
mod due;
mod measure;
mod number;
mod outlook;
mod paragraph;
mod path;
pub(crate) mod place;
mod predicate;
mod problem;
mod receipt;
mod remedy;
mod required;
mod statement;
mod subject;
pub(crate) mod table;
mod threshold;
mod unusable;
mod verdict;

#[cfg(test)]
mod tests;

pub use because::{BecauseLine, because};
pub use condition::guard;
pub use due::{DueWords, due};
pub use measure::MeasureWords;
pub use number::{date, number, share, unit, value};
pub use paragraph::paragraph;
pub use path::path;
pub use place::{body, citation, period};
pub use problem::{ProblemWords, problem};
pub use receipt::{flawed, part};
pub use statement::{
    Statement, bound, condition, defined, defined_lines, fact_kind, frequency, in_force, levels,
    made_by, required_goal, statement, terms, time_limit, timing,
};
pub use threshold::thresholds;
pub use unusable::{unusable, unusable_artefact};
pub use verdict::{
    VerdictWords, before_force, counts, is_evident, modality, reason, severity, status, title,
    verdict,
};

use crate::run::program::Label;

/// A language that results are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Vietnamese.
    Vi,
}

impl Language {
    /// One of two wordings.
    pub fn pick<T>(self, en: T, vi: T) -> T {
        match self {
            Self::En => en,
            Self::Vi => vi,
        }
    }

    /// The name of one thing.
    pub fn one(self, label: &Label) -> &str {
        self.pick(&label.en, &label.vi)
    }

    /// The name of several.
    pub fn many(self, label: &Label) -> &str {
        let en = if label.en_many.is_empty() {
            &label.en
        } else {
            &label.en_many
        };
        self.pick(en, &label.vi)
    }
}

#[cfg(feature = "author")]
impl From<luat_grammar::Language> for Language {
    fn from(language: luat_grammar::Language) -> Self {
        match language {
            luat_grammar::Language::En => Self::En,
            luat_grammar::Language::Vi => Self::Vi,
        }
    }
}

/// `A`, `A and B`, `A, B and C`.
fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
