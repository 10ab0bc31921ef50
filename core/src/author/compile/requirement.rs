//! Requirements: a sentence with all that its rule and its document say about it.

use jiff_core::civil::Date;
use luat_grammar::syntax::Period;

use crate::author::model::{Document, Rule, RuleSet, Sentence, Timing};
use crate::run::calendar::period::PeriodKind;
use crate::run::program::{Condition, Ended, Requirement, RuleId, Schedule};

/// People's Councils and their plans run for five years; the years of a term are counted from 2021.
const TERM: u16 = 5;
const FIRST_YEAR_OF_A_TERM: i16 = 2021;

/// All requirements of a rule set, in the order of its rules.
pub(super) fn all(rules: &RuleSet) -> Vec<Requirement> {
    let mut requirements = Vec::new();
    for (at, rule) in (0..).zip(&rules.rules) {
        if let Some(document) = rules.documents.get(rule.document.index()) {
            for sentence in &rule.sentences {
                sentence_requirements(RuleId(at), rule, sentence, document, &mut requirements);
            }
        }
    }
    requirements
}

fn sentence_requirements(
    id: RuleId,
    rule: &Rule,
    sentence: &Sentence,
    document: &Document,
    into: &mut Vec<Requirement>,
) {
    let (condition, exception) = displaced(rule, sentence);
    for (schedule, from, to) in schedules(&sentence.timing, document) {
        for (part, goal) in &sentence.goals {
            into.push(Requirement {
                rule: id,
                number: sentence.number,
                part: *part,
                modality: sentence.modality,
                bearers: rule.bearers.clone(),
                schedule,
                goal: goal.clone(),
                condition: condition.clone(),
                exception: exception.clone(),
                none_counts_as_met: rule.none_counts_as_met,
                attested: sentence.attested,
                from,
                to,
                ended: Ended::Expired,
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

/// The schedules of a sentence, each with the days between which its text is in force.
fn schedules(timing: &Timing, document: &Document) -> Vec<(Schedule, Date, Option<Date>)> {
    let in_force = |schedule| vec![(schedule, document.from, document.to)];
    match timing {
        Timing::Standing { throughout } => in_force(Schedule::Standing {
            horizon: throughout.or(document.horizon),
        }),
        Timing::Events => in_force(Schedule::Events),
        Timing::By { due, .. } => in_force(Schedule::By { due: *due }),
        Timing::Periodic {
            periods,
            starting,
            due,
            within: (first, last),
        } => {
            let from = first.map_or(document.from, |first| first.max(document.from));
            let to = match (document.to, *last) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            periods
                .iter()
                .map(|period| {
                    let kind = kind(*period);
                    let starting = starting.or_else(|| long_period_start(*period, from));
                    (
                        Schedule::Periodic {
                            kind,
                            starting,
                            due: *due,
                        },
                        from,
                        to,
                    )
                })
                .collect()
        }
    }
}

fn kind(period: Period) -> PeriodKind {
    match period {
        Period::Month => PeriodKind::Month,
        Period::Quarter => PeriodKind::Quarter,
        Period::HalfYear => PeriodKind::HalfYear,
        // What holds at all times has no period; checking made it a standing duty.
        Period::Year | Period::AllTimes => PeriodKind::Year,
        Period::Years(n) => PeriodKind::Years(n),
        Period::Term => PeriodKind::Years(TERM),
    }
}

/// No calendar says where a term begins, so the first whole one is stated.
fn long_period_start(period: Period, from: Date) -> Option<Date> {
    let whole_year = |from: Date| {
        if from == from.first_of_year() {
            from.year()
        } else {
            from.year().saturating_add(1)
        }
    };
    match period {
        Period::Term => {
            let first = whole_year(from);
            let into_term =
                (first - FIRST_YEAR_OF_A_TERM).rem_euclid(i16::try_from(TERM).unwrap_or(1));
            let ahead = if into_term == 0 {
                0
            } else {
                i16::try_from(TERM).unwrap_or(1) - into_term
            };
            Date::new(first.saturating_add(ahead), 1, 1).ok()
        }
        Period::Month
        | Period::Quarter
        | Period::HalfYear
        | Period::Year
        | Period::Years(_)
        | Period::AllTimes => None,
    }
}
