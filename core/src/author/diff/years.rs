//! The years that a sentence names for what it asks, told apart from the days of its text.

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Text;

use super::aspect::Side;
use crate::run::program::{Document, Ended, Requirement};
use crate::words;

/// When a requirement is judged, with those years.
pub(super) fn told(side: &Side<'_>, of: &Requirement) -> Text {
    // Where the text ends before its years do, only their beginning is to be told.
    let first = first(side, of).filter(|_| of.ended != Ended::PhaseOver);
    side.told(|program, language| {
        let told = words::timing(program, of, language);
        let Some(first) = first else { return told };
        let day = words::date(first, language);
        language.pick(format!("{told}, from {day}"), format!("{told}, từ {day}"))
    })
}

/// Whether the years differ, as far as both texts last long enough to tell.
pub(super) fn differ(
    (before, old): (&Side<'_>, &Requirement),
    (after, new): (&Side<'_>, &Requirement),
) -> bool {
    let last = |one: &Requirement| match (one.ended, one.to) {
        (Ended::PhaseOver, to) => Some(to),
        (Ended::Expired, None) => Some(None),
        _ => None,
    };
    let ends = last(old).zip(last(new));
    // Where one text alone begins before its years, they may still begin on the day on which the other begins.
    let any = first(before, old).or_else(|| first(after, new)).is_some();
    any && old.entry != new.entry || ends.is_some_and(|(old, new)| old != new)
}

/// A requirement with the days of its text alone.
pub(super) fn aside(side: &Side<'_>, of: &Requirement) -> Requirement {
    let mut text = of.clone();
    let document = document(side, of);
    if first(side, of).is_some() {
        let version = &side.program.versions[of.version.index()];
        text.entry = document.from;
        if of.from == of.entry {
            text.from = version.from;
        }
    }
    if of.ended == Ended::PhaseOver {
        (text.to, text.ended) = (document.to, Ended::Expired);
    }
    text
}

/// The first day of those years, where they begin later than the text.
fn first(side: &Side<'_>, of: &Requirement) -> Option<Date> {
    (document(side, of).from < of.entry).then_some(of.entry)
}

fn document<'p>(side: &Side<'p>, of: &Requirement) -> &'p Document {
    let rule = &side.program.rules[of.rule.index()];
    &side.program.documents[rule.document.index()]
}
