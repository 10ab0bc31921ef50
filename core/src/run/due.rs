//! Due dates of a body and those below it: of periods and milestones to come, and of time limits
//! that run from events already reported.

use jiff_core::civil::{Date, Time};

use super::because::{Node, Value, What};
use super::calendar::period::{Grid, Period};
use super::evaluate::{PeriodName, Request, explain_in_full};
use super::facts::{Body, Facts};
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
/// What does not apply, as far as is known as of the day, is left out.
pub fn dues(program: &Program, facts: &Facts, as_of: Date, span: Period) -> Vec<Due> {
    let rules: Vec<RuleId> = (0..).map(RuleId).take(program.rules.len()).collect();
    let request = Request {
        as_of,
        periods: names(program, facts, span),
    };
    let mut found = Vec::new();
    for one in explain_in_full(program, facts, &request, &rules) {
        let verdict = &one.verdict;
        if verdict.status == Status::NotApplicable {
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
            into.push(Due {
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

/// All periods that share a day with the span, milestones in it, what is reported, and what stands.
fn names(program: &Program, facts: &Facts, span: Period) -> Vec<PeriodName> {
    let mut periods: Set<Period> = Set::new();
    reported(&facts.body, &mut periods);
    let mut names = vec![PeriodName::Standing];
    let mut milestones: Set<Date> = Set::new();
    for requirement in &program.requirements {
        match requirement.schedule {
            Schedule::Periodic { kind, starting, .. } => {
                if let Some(grid) = Grid::new(kind, starting, requirement.entry) {
                    periods.extend(grid.overlapping(span));
                }
            }
            Schedule::By { due } if span.contains(due) => {
                milestones.insert(due);
            }
            Schedule::By { .. }
            | Schedule::Standing { .. }
            | Schedule::Events
            | Schedule::Cases => {}
        }
    }
    names.extend(periods.into_iter().map(PeriodName::Period));
    names.extend(milestones.into_iter().map(PeriodName::By));
    names
}

fn reported(body: &Body, periods: &mut Set<Period>) {
    periods.extend(body.periods.iter().map(|reported| reported.period));
    for below in body.below.iter().chain(&body.predecessors) {
        reported(below, periods);
    }
}
