//! What a requirement asks in numbers, without a report: `over 15%`, `within 5 working days of “issued”`.

use super::number::date;
use super::required::{limit, required};
use super::{Language, list};
use crate::run::interval::Range;
use crate::run::number::Number;
use crate::run::program::{Bound, Goal, Program, Quantity, Relation, Requirement, Schedule};
use crate::run::verdict::{RelationKind, Required};

/// The thresholds of a requirement: bounds, time limits and its last day; empty where it has none.
pub fn thresholds(program: &Program, requirement: &Requirement, language: Language) -> Vec<String> {
    let mut found = Vec::new();
    of_goal(program, &requirement.goal, language, &mut found);
    if let Schedule::By { due } = requirement.schedule {
        let day = date(due, language);
        found.push(language.pick(format!("by {day}"), format!("chậm nhất ngày {day}")));
    }
    found
}

pub(super) fn of_goal(program: &Program, goal: &Goal, language: Language, found: &mut Vec<String>) {
    match goal {
        Goal::Share { bound, .. } | Goal::Ratio { bound, .. } | Goal::Compare { bound, .. } => {
            found.push(of_bound(bound, language));
        }
        Goal::Deeds { limit: asked, .. } => {
            found.extend(asked.iter().map(|asked| limit(program, asked, language)));
        }
        Goal::Refrain { .. } => {}
        Goal::Each { goals, .. } => {
            // One goal a population, which differ in their populations only.
            if let Some(goal) = goals.first() {
                of_goal(program, goal, language, found);
            }
        }
        Goal::Combined { parts, .. } => {
            for part in parts {
                of_goal(program, &part.goal, language, found);
            }
        }
    }
}

/// A bound that is worked out from a report is told as that.
pub(super) fn of_bound(bound: &Bound, language: Language) -> String {
    let (relation, from, to) = ends(&bound.relation);
    let told = |from: Number, to: Option<Number>| {
        let bound = Required {
            relation,
            from: Range::exactly(from),
            to: to.map(Range::exactly),
            unit: bound.unit.clone(),
        };
        required(&bound, language)
    };
    match (from, to) {
        (Quantity::Number(from), None) => told(*from, None),
        (Quantity::Number(from), Some(Quantity::Number(to))) => told(*from, Some(*to)),
        (Quantity::Parameter(values), None) => {
            let values: Vec<String> = values
                .iter()
                .map(|(from, value)| {
                    let (value, day) = (told(*value, None), date(*from, language));
                    language.pick(format!("{value} from {day}"), format!("{value} từ {day}"))
                })
                .collect();
            list(&values, language.pick("and", "và"))
        }
        _ => language
            .pick(
                "a figure worked out from the report",
                "mức tính theo số liệu báo cáo",
            )
            .to_owned(),
    }
}

/// How a bound compares, with what, and where it has two ends with what else.
pub(super) fn ends(relation: &Relation) -> (RelationKind, &Quantity, Option<&Quantity>) {
    match relation {
        Relation::Over(from) => (RelationKind::Over, from, None),
        Relation::AtLeast(from) => (RelationKind::AtLeast, from, None),
        Relation::Under(from) => (RelationKind::Under, from, None),
        Relation::AtMost(from) => (RelationKind::AtMost, from, None),
        Relation::Exactly(from) => (RelationKind::Exactly, from, None),
        Relation::Not(from) => (RelationKind::Not, from, None),
        Relation::Between(from, to) => (RelationKind::Between, from, Some(to)),
    }
}
