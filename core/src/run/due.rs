//! Due dates of a body and those below it: of periods and milestones to come, and of time limits
//! that run from events already reported.

use jiff_core::civil::{Date, Time};

use super::because::{Node, Value, What};
use super::calendar::period::{Grid, Period};
use super::evaluate::explain_in_full;
use super::facts::Facts;
use super::program::{Program, RuleId, Schedule};
use super::verdict::{BodyName, Status, Verdict};
use crate::run::ordered::{Set, sort_by};

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day that serves.
    pub day: Date,
    /// Of a limit in hours: when on that day.
    pub time: Option<Time>,
    /// It lies past the days off that are announced, and may still move.
    pub provisional: bool,
    /// Whose duty it is.
    pub body: BodyName,
    /// Position of the requirement in the program.
    pub requirement: usize,
    /// The period it is for, as verdicts name it.
    pub period: String,
    /// Of a requirement of each: path of the member.
    pub member: Option<String>,
    /// How it stands as of the day asked.
    pub status: Status,
}

/// All that is due from one day to another, both included, in the order of days.
///
/// What does not apply, as far as is known as of the day, is left out, and so is what is forbidden. Each stands as a
/// check of the report tells it.
pub fn dues(program: &Program, facts: &Facts, as_of: Date, span: Period) -> Vec<Due> {
    let rules: Vec<RuleId> = (0..).map(RuleId).take(program.rules.len()).collect();
    let mut found = Vec::new();
    for one in explain_in_full(program, facts, (as_of, periods(program, span)), &rules) {
        let verdict = &one.verdict;
        let goal = &program.requirements[verdict.requirement].goal;
        if verdict.status == Status::NotApplicable || goal.only_forbids() {
            continue;
        }
        let before = found.len();
        if let Some(tree) = &one.tree {
            of_members(tree, verdict, None, &mut found);
        }
        if found.len() == before
            && let Some(day) = verdict.due
        {
            found.push(Due {
                time: verdict.due_time,
                provisional: verdict.due_provisional,
                ..due(verdict, day)
            });
        }
    }
    found.retain(|due| span.contains(due.day));
    sort_by(&mut found, |one, other| order(one).cmp(&order(other)));
    found
}

fn due(verdict: &Verdict, day: Date) -> Due {
    Due {
        day,
        time: None,
        provisional: false,
        body: verdict.body.clone(),
        requirement: verdict.requirement,
        period: verdict.period.clone(),
        member: None,
        status: verdict.status,
    }
}

type Order<'d> = (Date, &'d BodyName, usize, &'d str, Option<&'d str>);

fn order(due: &Due) -> Order<'_> {
    (
        due.day,
        &due.body,
        due.requirement,
        &due.period,
        due.member.as_deref(),
    )
}

/// The limits counted for members, each with the answer for its member.
fn of_members(node: &Node, verdict: &Verdict, member: Option<(&str, Status)>, into: &mut Vec<Due>) {
    if let (What::Due(count), Some((path, status))) = (&node.what, member) {
        if status != Status::NotApplicable {
            let ends = count.hours.as_ref().and_then(|hours| hours.due);
            into.push(Due {
                time: ends.map(|end| end.time()),
                provisional: count.provisional,
                member: Some(path.to_owned()),
                status,
                ..due(verdict, count.due)
            });
        }
        return;
    }
    let member = match (&node.what, &node.value) {
        (What::Member(path), Value::Status(status)) => Some((path.as_str(), *status)),
        // One of those counted: nothing is asked of it by itself.
        (What::Member(_), _) => return,
        _ => member,
    };
    for part in &node.parts {
        of_members(part, verdict, member, into);
    }
}

/// All periods of periodic duties that share a day with the span.
fn periods(program: &Program, span: Period) -> Vec<Period> {
    let mut periods: Set<Period> = Set::new();
    for requirement in &program.requirements {
        if let Schedule::Periodic { kind, starting, .. } = requirement.schedule
            && let Some(grid) = Grid::new(kind, starting, requirement.entry)
        {
            periods.extend(grid.overlapping(span));
        }
    }
    periods.into_iter().collect()
}
