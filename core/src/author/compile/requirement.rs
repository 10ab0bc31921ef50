//! Requirements: a sentence with all that its rule and its document say about it.

use jiff_core::civil::Date;
use luat_grammar::syntax::Period;

use super::prohibition::prohibits;
use super::wording::{Wording, wordings};
use crate::author::model::{Rule, RuleSet, Sentence, Timing};
use crate::run::calendar::period::{Period as Days, PeriodKind};
use crate::run::program::{Condition, DueDay, Ended, Goal, Requirement, RuleId, Schedule, Version};

/// People's Councils and their plans run for five years, in months; terms are counted from 2021.
pub(in crate::author) const TERM: u16 = 60;
pub(in crate::author) const FIRST_YEAR_OF_A_TERM: i16 = 2021;

/// All requirements of a rule set, in the order of its rules, and the versions they stand in.
pub(super) fn all(rules: &RuleSet) -> (Vec<Version>, Vec<Requirement>) {
    let mut versions = Vec::new();
    let mut requirements = Vec::new();
    for (at, rule) in (0..).zip(&rules.rules) {
        let Some(document) = rules.documents.get(rule.document.index()) else {
            continue;
        };
        for wording in wordings(rule, document, &mut versions) {
            for sentence in &wording.rule.sentences {
                let timed = if prohibits(rules, sentence) || is_always(&sentence.timing) {
                    at_once(sentence, &wording)
                } else {
                    schedules(sentence, &wording, document.horizon)
                };
                sentence_requirements(RuleId(at), &wording, sentence, &timed, &mut requirements);
            }
        }
    }
    (versions, requirements)
}

fn sentence_requirements(
    id: RuleId,
    wording: &Wording<'_>,
    sentence: &Sentence,
    timed: &[Timed],
    into: &mut Vec<Requirement>,
) {
    let rule = wording.rule;
    let cites = super::citations(&sentence.cites);
    let (condition, exception) = displaced(rule, sentence);
    for timed in timed {
        for (part, goal) in &sentence.goals {
            into.push(Requirement {
                rule: id,
                number: sentence.number,
                part: *part,
                cites: cites.clone(),
                modality: sentence.modality,
                bearers: rule.bearers.clone(),
                schedule: timed.schedule,
                goal: goal.clone(),
                condition: condition.clone(),
                exception: exception.clone(),
                none_counts_as_met: rule.none_counts_as_met,
                attested: sentence.attested,
                version: wording.version,
                entry: timed.entry,
                from: timed.from,
                to: timed.to,
                ended: timed.ended,
                ended_by: wording.ended_by,
            });
        }
    }
}

/// An exception's sentences hold where it does; those of the rule hold where no exception does.
fn displaced(rule: &Rule, sentence: &Sentence) -> (Option<Condition>, Option<Condition>) {
    let own = sentence.condition.clone();
    if let Some(exception) = sentence.exception.and_then(|at| rule.exceptions.get(at)) {
        let when = exception.when.clone();
        let both = match own {
            Some(own) => Condition::All(vec![when, own]),
            None => when,
        };
        (Some(both), None)
    } else {
        let mut all: Vec<Condition> = rule
            .exceptions
            .iter()
            .map(|exception| exception.when.clone())
            .collect();
        let exception = if all.len() > 1 {
            Some(Condition::Any(all))
        } else {
            all.pop()
        };
        (own, exception)
    }
}

/// A schedule with the days between which its text is in force.
struct Timed {
    schedule: Schedule,
    entry: Date,
    from: Date,
    to: Option<Date>,
    ended: Ended,
}

/// Whether a sentence says that it binds on each day.
const fn is_always(timing: &Timing) -> bool {
    matches!(timing, Timing::Standing { always: true, .. })
}

/// The schedules of what binds on each day: years in which it stands are days in force, not time to reach it.
fn at_once(sentence: &Sentence, wording: &Wording<'_>) -> Vec<Timed> {
    let mut all = schedules(sentence, wording, None);
    for timed in &mut all {
        if let Schedule::Standing { horizon } = &mut timed.schedule
            && let Some((first, last)) = horizon.take()
        {
            timed.entry = timed.entry.max(first);
            timed.from = timed.from.max(first);
            if runs_out(last, wording) {
                timed.to = Some(last);
                timed.ended = Ended::PhaseOver;
            }
        }
    }
    all
}

/// The schedules of a sentence.
fn schedules(
    sentence: &Sentence,
    wording: &Wording<'_>,
    horizon: Option<(Date, Date)>,
) -> Vec<Timed> {
    let in_force = |schedule, since: &Option<Date>| {
        let not_before = |day: Date| since.map_or(day, |since| since.max(day));
        vec![Timed {
            schedule,
            entry: not_before(wording.entry),
            from: not_before(wording.from),
            to: wording.to,
            ended: wording.ended,
        }]
    };
    match &sentence.timing {
        Timing::Standing {
            throughout, since, ..
        } => {
            let horizon = throughout.or(horizon);
            in_force(Schedule::Standing { horizon }, since)
        }
        Timing::Events { since } => in_force(Schedule::Events, since),
        Timing::Cases { since } => in_force(Schedule::Cases, since),
        Timing::By { due, .. } => in_force(Schedule::By { due: *due }, &None),
        Timing::Periodic {
            periods,
            starting,
            due,
            within: (first, last),
        } => {
            let not_before = |day: Date| first.map_or(day, |first| first.max(day));
            let entry = not_before(wording.entry);
            let by_deeds = sentence.goals.iter().all(|(_, goal)| is_of_deeds(goal));
            let runs_out = last.filter(|last| runs_out(*last, wording));
            let timed = |period: &Period| Timed {
                schedule: Schedule::Periodic {
                    kind: kind(*period),
                    starting: starting
                        .or_else(|| first.filter(|first| begins_with(*first, wording.entry)))
                        .or_else(|| long_period_start(*period, entry))
                        .or_else(|| running(kind(*period), due.filter(|_| by_deeds)?, entry)),
                    due: *due,
                },
                entry,
                from: not_before(wording.from),
                to: runs_out.or(wording.to),
                ended: runs_out.map_or(wording.ended, |_| Ended::PhaseOver),
            };
            periods.iter().map(timed).collect()
        }
    }
}

/// Whether the last day that a sentence names is what ends it, rather than the end of its text.
fn runs_out(last: Date, wording: &Wording<'_>) -> bool {
    wording
        .to
        .is_none_or(|to| last < to || (last == to && wording.ended == Ended::Expired))
}

fn kind(period: Period) -> PeriodKind {
    match period {
        Period::Month => PeriodKind::Month,
        Period::Quarter => PeriodKind::Quarter,
        Period::HalfYear => PeriodKind::HalfYear,
        // What holds at all times has no period; checking made it a standing duty.
        Period::Year | Period::AllTimes => PeriodKind::Year,
        Period::Years(n) => PeriodKind::Years(n),
        Period::Term(months) => match months.unwrap_or(TERM) {
            months if months % 12 == 0 => PeriodKind::Years(months / 12),
            months => PeriodKind::Months(months),
        },
    }
}

/// Whether the first year that a sentence names is the one in which its text enters into force: that it is named says that
/// it counts, whole or not.
fn begins_with(first: Date, entry: Date) -> bool {
    first.year() == entry.year() && first < entry
}

/// Whether what is asked is done on a day, or not at all.
fn is_of_deeds(goal: &Goal) -> bool {
    match goal {
        Goal::Deeds { .. } => true,
        Goal::Combined { parts, .. } => parts.iter().all(|part| is_of_deeds(&part.goal)),
        _ => false,
    }
}

/// First day of the period amid which a text enters into force, where a deed falls due in it only afterwards:
/// for what is done by a day, the days before are no loss.
fn running(kind: PeriodKind, due: DueDay, entry: Date) -> Option<Date> {
    let period = Days::containing(entry, kind)?;
    let later = due.within(period)? >= entry;
    (later && period.start < entry).then_some(period.start)
}

/// No calendar says where a term begins, so the first whole one is stated.
pub(in crate::author) fn long_period_start(period: Period, from: Date) -> Option<Date> {
    let Period::Term(months) = period else {
        return None;
    };
    let months = i32::from(months.unwrap_or(TERM));
    let since = |day: Date| {
        (i32::from(day.year()) - i32::from(FIRST_YEAR_OF_A_TERM)) * 12 + i32::from(day.month()) - 1
    };
    let whole = i32::from(from != from.first_of_month());
    let terms = (since(from) + whole + months - 1).div_euclid(months);
    let start = terms * months;
    let year = i32::from(FIRST_YEAR_OF_A_TERM) + start.div_euclid(12);
    let month = start.rem_euclid(12) + 1;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()
}
