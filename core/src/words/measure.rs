//! What was measured, beside what is required.

use super::number::{date, in_unit, percent, range, short_range};
use super::required::{bounds, limit, required, required_beside};
use super::statement::condition;
use super::statement::goal::truth;
use super::subject::{Named, fact_name, goal_limit, goal_quantity, name, share_subject};
use super::{Language, list, verdict};
use crate::run::counts::Counts;
use crate::run::facts::path::Path;
use crate::run::number::Number;
use crate::run::program::{
    CollectionId, FactId, Goal, Program, Quantity, Requirement, Schedule, Unit,
};
use crate::run::verdict::{DeedState, Measure, Range, Required, Status};

/// What was measured, for a table and for a sentence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct MeasureWords {
    /// The numbers alone: `19/131 (14.50%)`.
    pub value: String,
    /// The bound alone: `over 15%`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    /// Both, with what was counted: `19 of 131 hamlet heads trained (14.50%); required: over 15%`.
    pub sentence: String,
}

/// Words for a measure; `goal` is what was required, for the names of what was counted, and `missing` what was not told.
pub(super) fn measure(
    program: &Program,
    (goal, missing): (&Goal, &[String]),
    found: &Measure,
    language: Language,
) -> MeasureWords {
    measured(program, (goal, missing, None), found, language)
}

/// Words for the measure of a verdict; `kept` is a prohibition that was met, whatever happened.
pub(super) fn measured(
    program: &Program,
    (goal, missing, kept): (&Goal, &[String], Option<&Requirement>),
    measure: &Measure,
    language: Language,
) -> MeasureWords {
    match measure {
        Measure::Share {
            achieved,
            of,
            required,
        } => share(program, goal, (*achieved, *of), required, language),
        Measure::Quantity {
            value,
            required,
            unit,
        } => quantity(program, goal, (*value, unit), required, language),
        Measure::Deeds(states) => deeds(program, (goal, kept), states, language),
        Measure::Each { counts, of } => each(program, (goal, missing), counts, of, language),
        Measure::Combined(parts) => combined(parts, language),
    }
}

fn share(
    program: &Program,
    goal: &Goal,
    (achieved, of): (Range, Range),
    bound: &Required,
    language: Language,
) -> MeasureWords {
    let show = |value, cut| in_unit(value, &Unit::Plain, &[], cut, language);
    let (part, whole) = (range(achieved, show, language), range(of, show, language));
    let shown = percentages(goal, achieved, of, bound, language)
        .map(|percent| format!(" ({percent})"))
        .unwrap_or_default();
    let what = share_subject(program, goal, language)
        .map(|what| format!(" {what}"))
        .unwrap_or_default();
    let counted = language.pick(
        format!("{part} of {whole}{what}{shown}"),
        format!("{part} trong số {whole}{what}{shown}"),
    );
    let value = format!(
        "{}/{}{shown}",
        short_range(achieved, show),
        short_range(of, show)
    );
    let ratio = |part: Option<Number>, whole: Option<Number>| part?.checked_div(whole?);
    let ends = [ratio(achieved.from, of.to), ratio(achieved.to, of.from)];
    let reached: Vec<Number> = ends.into_iter().flatten().collect();
    let asked = if bound.unit == Unit::Percent {
        required_beside(bound, &reached, language)
    } else {
        required(bound, language)
    };
    beside(value, &counted, asked, language)
}

/// The share as a percentage, from the least to the most that is possible.
fn percentages(
    goal: &Goal,
    achieved: Range,
    of: Range,
    bound: &Required,
    language: Language,
) -> Option<String> {
    let known = bounds(bound);
    let least = achieved.from?.checked_div(of.to?)?;
    let most = achieved.to?.checked_div(of.from?);
    // Members that count are among those looked at; one quantity may be more than another.
    let most = match goal {
        Goal::Ratio { .. } => most,
        Goal::Share { .. }
        | Goal::Compare { .. }
        | Goal::Deeds { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => most.map(|most| most.min(Number::ONE.max(least))),
    };
    let show = |ratio, cut| percent(ratio, &known, cut, language);
    let range = Range {
        from: Some(least),
        to: most,
    };
    Some(short_range(range, show))
}

fn quantity(
    program: &Program,
    goal: &Goal,
    (value, unit): (Range, &Unit),
    bound: &Required,
    language: Language,
) -> MeasureWords {
    let known = bounds(bound);
    let show = |number, cut| in_unit(number, unit, &known, cut, language);
    if let Some(said) = goal_quantity(goal).and_then(|of| said(program, of, language)) {
        let value = holding(value, language);
        return MeasureWords {
            sentence: format!("{said}: {value}"),
            value: value.to_owned(),
            required: None,
        };
    }
    let shown = range(value, show, language);
    let one = value.exact() == Some(Number::ONE);
    let counted =
        match goal_quantity(goal).and_then(|quantity| name(program, quantity, one, language)) {
            Some(Named::Counted(what)) if *unit == Unit::Plain => format!("{shown} {what}"),
            Some(Named::Counted(what) | Named::Valued(what)) => format!("{what}: {shown}"),
            None => shown.clone(),
        };
    let reached: Vec<Number> = [value.from, value.to].into_iter().flatten().collect();
    beside(
        short_range(value, show),
        &counted,
        required_beside(bound, &reached, language),
        language,
    )
}

/// A condition that stands as a requirement, which is worked out as 1 or 0.
fn said(program: &Program, of: &Quantity, language: Language) -> Option<String> {
    if let Quantity::Definition(id) = of {
        let definition = &program.definitions[id.index()];
        let name = language.one(&definition.label);
        return truth(&definition.value).map(|_| format!("“{name}”"));
    }
    truth(of).map(|when| condition(program, when, language))
}

/// Whether a condition holds.
fn holding(value: Range, language: Language) -> &'static str {
    match value.exact() {
        Some(value) if value == Number::ONE => language.pick("holds", "đúng"),
        Some(value) if value == Number::ZERO => language.pick("does not hold", "không đúng"),
        _ => language.pick("not known", "chưa rõ"),
    }
}

fn deeds(
    program: &Program,
    (goal, kept): (&Goal, Option<&Requirement>),
    states: &[(FactId, DeedState)],
    language: Language,
) -> MeasureWords {
    let (state, done) = if matches!(goal, Goal::Refrain { .. }) {
        let state: fn(DeedState, Language) -> String = happened;
        (state, language.pick("happened", "đã xảy ra"))
    } else {
        let state: fn(DeedState, Language) -> String = deed;
        (state, language.pick("done", "đã thực hiện"))
    };
    let told: Vec<String> = states
        .iter()
        .map(|(fact, found)| {
            let name = fact_name(program, *fact, language);
            let outside = kept
                .and_then(|kept| outside(kept, *found, language))
                .map(|outside| format!(", {outside}"))
                .unwrap_or_default();
            format!("{name}: {}{outside}", state(*found, language))
        })
        .collect();
    let value = if let [(_, only)] = states {
        state(*only, language)
    } else {
        let found = states
            .iter()
            .filter(|(_, state)| matches!(state, DeedState::Done(_)))
            .count();
        format!("{found}/{} {done}", states.len())
    };
    with_limit(program, goal, value, told.join("; "), language)
}

/// Why what happened breaks no prohibition: on that day it was not forbidden yet, or no longer.
fn outside(kept: &Requirement, found: DeedState, language: Language) -> Option<String> {
    let DeedState::Done(Some(day)) = found else {
        return None;
    };
    let last = match kept.schedule {
        Schedule::By { due } => Some(kept.to.map_or(due, |to| to.min(due))),
        _ => kept.to,
    };
    if day < kept.from {
        let from = date(kept.from, language);
        return Some(language.pick(
            format!("before it was forbidden, from {from} on"),
            format!("trước ngày bắt đầu bị cấm ({from})"),
        ));
    }
    let last = last.filter(|last| day > *last)?;
    let last = date(last, language);
    Some(language.pick(
        format!("after it was forbidden, until {last}"),
        format!("sau ngày cuối cùng bị cấm ({last})"),
    ))
}

/// What is reported of one deed.
pub(super) fn deed(state: DeedState, language: Language) -> String {
    match state {
        DeedState::Done(Some(day)) => format!(
            "{} {}",
            language.pick("done", "đã thực hiện"),
            date(day, language)
        ),
        DeedState::Done(None) => language.pick("done", "đã thực hiện").to_owned(),
        DeedState::NotDone => language.pick("not done", "chưa thực hiện").to_owned(),
        DeedState::Blank => language.pick("not reported", "chưa báo cáo").to_owned(),
    }
}

/// What is reported of something that must not be done.
pub(super) fn happened(state: DeedState, language: Language) -> String {
    match state {
        DeedState::Done(Some(day)) => format!(
            "{} {}",
            language.pick("happened", "đã xảy ra"),
            date(day, language)
        ),
        DeedState::Done(None) => language.pick("happened", "đã xảy ra").to_owned(),
        DeedState::NotDone => language.pick("did not happen", "không xảy ra").to_owned(),
        DeedState::Blank => deed(state, language),
    }
}

fn each(
    program: &Program,
    (goal, missing): (&Goal, &[String]),
    counts: &Counts,
    of: &[CollectionId],
    language: Language,
) -> MeasureWords {
    let (met, total) = (counts.of(Status::Met), counts.total());
    let collections: Vec<String> = of
        .iter()
        .map(|id| {
            language
                .many(&program.collections[id.index()].label)
                .to_owned()
        })
        .collect();
    let told: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {}", verdict::status(status, language)))
        .collect();
    let is_untold = |id: &CollectionId| {
        let key = &program.collections[id.index()].key;
        let mut missing = missing.iter().filter_map(|path| path.parse::<Path>().ok());
        missing.any(|path| path.fact.is_none() && path.member.is_none() && path.name == *key)
    };
    let is_untold = told.is_empty() && of.iter().any(is_untold);
    let told = if is_untold {
        language.pick("not reported", "chưa báo cáo").to_owned()
    } else if told.is_empty() {
        language.pick("none", "không có").to_owned()
    } else {
        told.join(", ")
    };
    let counted = if is_untold {
        "?/?".to_owned()
    } else {
        format!("{met}/{total}")
    };
    let value = format!("{counted} {}", verdict::status(Status::Met, language));
    with_limit(
        program,
        goal,
        value,
        format!("{}: {told}", list(&collections, language.pick("and", "và"))),
        language,
    )
}

fn combined(parts: &[Status], language: Language) -> MeasureWords {
    let met = parts
        .iter()
        .filter(|status| **status == Status::Met)
        .count();
    let told: Vec<String> = parts
        .iter()
        .map(|status| verdict::status(*status, language).to_owned())
        .collect();
    let value = format!(
        "{met}/{} {}",
        parts.len(),
        verdict::status(Status::Met, language)
    );
    let sentence = format!(
        "{}: {}",
        language.pick("part by part", "từng nội dung"),
        told.join(", ")
    );
    MeasureWords {
        value,
        required: None,
        sentence,
    }
}

fn beside(value: String, counted: &str, required: String, language: Language) -> MeasureWords {
    let sentence = format!(
        "{counted}; {}: {required}",
        language.pick("required", "yêu cầu")
    );
    MeasureWords {
        value,
        required: Some(required),
        sentence,
    }
}

fn with_limit(
    program: &Program,
    goal: &Goal,
    value: String,
    counted: String,
    language: Language,
) -> MeasureWords {
    match goal_limit(goal) {
        Some(time) => beside(value, &counted, limit(program, time, language), language),
        None => MeasureWords {
            value,
            required: None,
            sentence: counted,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::program::{Bound, Quantity, Relation};
    use crate::run::verdict::RelationKind;

    fn goal() -> Goal {
        Goal::Each {
            pool: Vec::new(),
            goals: Vec::new(),
        }
    }

    fn ratio() -> Goal {
        let none = Quantity::Number(Number::ZERO);
        Goal::Ratio {
            part: none.clone(),
            whole: none.clone(),
            bound: Bound {
                relation: Relation::Over(none),
                unit: Unit::Percent,
            },
        }
    }

    fn exactly(value: i64) -> Range {
        Range {
            from: Some(Number::from(value)),
            to: Some(Number::from(value)),
        }
    }

    fn over(percent: i64) -> Required {
        let bound = Number::ratio(i128::from(percent), 100);
        Required {
            relation: RelationKind::Over,
            from: Range {
                from: bound,
                to: bound,
            },
            to: None,
            unit: Unit::Percent,
        }
    }

    #[test]
    fn a_share_shows_its_counts_beside_the_percentage() {
        assert_eq!(
            percentages(&goal(), exactly(19), exactly(131), &over(15), Language::Vi).as_deref(),
            Some("14,50%")
        );
        assert_eq!(
            percentages(&goal(), exactly(0), exactly(0), &over(15), Language::En),
            None
        );
    }

    #[test]
    fn a_range_shows_both_ends_on_their_side_of_the_bound() {
        let achieved = Range {
            from: Some(Number::from(8)),
            to: Some(Number::from(1_499)),
        };
        assert_eq!(
            percentages(&goal(), achieved, exactly(10_000), &over(15), Language::En).as_deref(),
            Some("0.08%–14.99%")
        );
    }

    #[test]
    fn members_are_never_more_than_all_but_one_quantity_may_be_more_than_another() {
        let part = Range {
            from: Some(Number::from(50)),
            to: Some(Number::from(300)),
        };
        let whole = Range {
            from: Some(Number::from(100)),
            to: Some(Number::from(200)),
        };
        let told = |goal: &Goal| percentages(goal, part, whole, &over(15), Language::En);
        assert_eq!(told(&goal()).as_deref(), Some("25%–100%"));
        assert_eq!(told(&ratio()).as_deref(), Some("25%–300%"));
    }

    #[test]
    fn a_bound_beside_what_was_reached_shows_the_digits_that_tell_them_apart() {
        let bound = |level: Number, unit: Unit| Required {
            relation: RelationKind::AtLeast,
            from: Range {
                from: Some(level),
                to: Some(level),
            },
            to: None,
            unit,
        };
        let level = bound(Number::ratio(10_001, 5_000).unwrap(), Unit::Plain);
        let two = [Number::from(2)];
        assert_eq!(
            required_beside(&level, &two, Language::Vi),
            "ít nhất 2,0002"
        );
        assert_eq!(required(&level, Language::Vi), "ít nhất 2,00");
        let share = bound(Number::ratio(333_335, 1_000_000).unwrap(), Unit::Percent);
        let third = [Number::ratio(1, 3).unwrap()];
        assert_eq!(
            required_beside(&share, &third, Language::En),
            "at least 33.3335%"
        );
    }
}
