//! One deed asked by two days of the same period: done once by the first, it is done by both.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::syntax::Period;

use super::in_force::Wording;
use super::{Findings, text};
use crate::author::model::{Sentence, Timing};
use crate::run::program::{DueDay, FactId, Goal, Modality};

/// So many sentences about one deed are compared with each; it keeps a huge text from taking long.
const NEIGHBOURS: usize = 64;

/// A sentence that asks for deeds by a day of each year.
struct Asked<'r> {
    wording: &'r Wording<'r>,
    sentence: &'r Sentence,
    deeds: &'r [FactId],
    periods: &'r [Period],
    /// Month and day.
    due: (i8, i8),
}

pub(super) fn lint(wordings: &[Wording<'_>], findings: &mut Findings) {
    let mut by_deed: BTreeMap<&[FactId], Vec<Asked<'_>>> = BTreeMap::new();
    for wording in wordings {
        for sentence in &wording.rule.sentences {
            if let Some(asked) = asked(wording, sentence) {
                by_deed.entry(asked.deeds).or_default().push(asked);
            }
        }
    }
    for mut asked in by_deed.into_values() {
        asked.sort_by_key(|one| (one.due, one.sentence.span));
        for (at, later) in asked.iter().enumerate() {
            let mut earlier = asked.iter().take(at).rev().take(NEIGHBOURS);
            if let Some(first) = earlier.find(|first| serves(first, later)) {
                let (one, other) = (first.wording.rule, later.wording.rule);
                let found = idle(later.sentence, first.sentence);
                findings.add(found, &[&one.allows, &other.allows]);
            }
        }
    }
}

/// What a sentence asks for unconditionally by a day of each year, if it does.
fn asked<'r>(wording: &'r Wording<'r>, sentence: &'r Sentence) -> Option<Asked<'r>> {
    let Timing::Periodic {
        periods,
        due: Some(DueDay::OfYear(month, day)),
        ..
    } = &sentence.timing
    else {
        return None;
    };
    let [(_, Goal::Deeds { facts, limit: None })] = &sentence.goals[..] else {
        return None;
    };
    let always = sentence.condition.is_none() && sentence.exception.is_none();
    (always && sentence.modality == Modality::Must).then_some(Asked {
        wording,
        sentence,
        deeds: facts,
        periods,
        due: (*month, *day),
    })
}

/// Whether what meets the first of two meets the second, too.
fn serves(first: &Asked<'_>, later: &Asked<'_>) -> bool {
    let (rule, other) = (first.wording.rule, later.wording.rule);
    let mut bearers = other.bearers.iter();
    first.due < later.due
        && first.periods == later.periods
        && bearers.all(|level| rule.bearers.contains(level))
        && rule.exceptions.is_empty()
        && first.wording.meets(later.wording)
}

fn idle(later: &Sentence, first: &Sentence) -> Diagnostic {
    Diagnostic::warning(
        "L0007",
        later.goal_span,
        text(
            "this requirement adds nothing to another one",
            "yêu cầu này không thêm gì so với một yêu cầu khác",
        ),
    )
    .also(
        first.goal_span,
        text(
            "done once by this day, it is done by both",
            "làm một lần trong hạn này là đạt cả hai",
        ),
    )
    .help(text(
        "where two deeds are meant, such as a report of half a year and one of the year, declare an `act` for each; else leave this one out",
        "nếu là hai việc khác nhau, chẳng hạn báo cáo 6 tháng và báo cáo năm, hãy khai báo mỗi việc một dòng `việc`; nếu là một việc thì bỏ yêu cầu này",
    ))
}
