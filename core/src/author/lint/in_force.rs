//! The wordings of a rule, each with the days on which it is the text in force.

use jiff_core::civil::Date;
use luat_grammar::source::Span;

use crate::author::model::{Rule, RuleSet};
use crate::run::program::DocumentId;

/// First and last day; none: without end.
type Days = (Date, Option<Date>);

/// A wording of a rule while it is in force.
#[derive(Clone)]
pub(super) struct Wording<'r> {
    /// What it says.
    pub(super) rule: &'r Rule,
    /// The document of the rule, which an amendment's own may not be.
    pub(super) document: DocumentId,
    /// The first day on which it can hold, and where that is said.
    pub(super) since: (Date, Span),
    /// The days on which it holds.
    days: Vec<Days>,
}

/// The wordings of a rule, as made and as amended.
pub(super) fn wordings<'r>(rules: &RuleSet, rule: &'r Rule) -> Vec<Wording<'r>> {
    let Some(document) = rules.documents.get(rule.document.index()) else {
        return Vec::new();
    };
    let mut first = vec![(document.from, document.to)];
    for change in &rule.changes {
        first = first
            .into_iter()
            .flat_map(|days| without(days, (change.from, change.to)))
            .collect();
    }
    let made = Wording {
        rule,
        document: rule.document,
        since: (document.from, document.from_span),
        days: first,
    };
    let amended = rule.changes.iter().filter_map(|change| {
        Some(Wording {
            rule: change.wording.as_ref()?,
            document: rule.document,
            since: (change.from, change.span),
            days: vec![(change.from, earlier(change.to, document.to))],
        })
    });
    std::iter::once(made).chain(amended).collect()
}

impl Wording<'_> {
    /// Whether both are in force on some day.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let mut pairs = self
            .days
            .iter()
            .flat_map(|one| other.days.iter().map(move |other| (one, other)));
        pairs.any(|((from, to), (other_from, other_to))| {
            to.is_none_or(|to| *other_from <= to) && other_to.is_none_or(|to| *from <= to)
        })
    }
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What is left of some days when others are taken out.
fn without((from, to): Days, (cut_from, cut_to): Days) -> Vec<Days> {
    let mut left = Vec::new();
    let before = cut_from.yesterday().ok();
    if let Some(before) = before.filter(|before| from <= *before) {
        left.push((from, earlier(to, Some(before))));
    }
    let after = cut_to.and_then(|last| last.tomorrow().ok());
    if let Some(after) = after.filter(|after| to.is_none_or(|to| *after <= to)) {
        left.push((after.max(from), to));
    }
    left
}
