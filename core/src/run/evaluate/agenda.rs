//! When requirements are judged, without judging them.

use jiff_core::civil::Date;

use super::scope::Window;
use super::succession::Tenure;
use super::{Docket, Request, Walk, is_bound, lines, wordings};
use crate::run::calendar::period::Period;
use crate::run::facts::{Body, Facts};
use crate::run::program::{LevelId, Program, Requirement};
use crate::run::verdict::Status;

/// One time at which a requirement is judged.
#[derive(Debug, Clone)]
pub(in crate::run) struct Time {
    /// Position of the requirement.
    pub(in crate::run) requirement: usize,
    /// The period of its verdict: `2025`, `by 2030-12-31`, `standing`.
    pub(in crate::run) label: String,
    /// The period whose facts it reads; none: the latest reported.
    pub(in crate::run) period: Option<Period>,
}

/// When the requirements that bodies of a level bear are judged by a request; those whose text
/// does not reach the time are left out.
///
/// Of facts only the periods matter, and to whom they belong where `bound` asks for the rules that
/// bind this very body.
pub(in crate::run) fn agenda(
    program: &Program,
    bearer: LevelId,
    facts: &Facts,
    request: &Request,
    bound: Bound,
) -> Vec<Time> {
    let docket = Docket::new(facts, request);
    let walk = docket.walk(program, &[]);
    let mut times = Vec::new();
    for (first, line) in lines(program) {
        let wordings = wordings(first, line, bearer);
        let binds = |requirement: &Requirement| match bound {
            Bound::Anybody => true,
            Bound::ThisBody | Bound::InStead(_) => {
                is_bound(walk.document(requirement), &facts.body, &[])
            }
        };
        if wordings
            .first()
            .is_some_and(|(_, requirement)| binds(requirement))
        {
            let tenure = match bound {
                Bound::InStead(from) => Tenure::Takeover(from),
                Bound::Anybody | Bound::ThisBody => Tenure::of(program, &facts.body, None),
            };
            times.extend(of_line(&walk, &wordings, &facts.body, &tenure));
        }
    }
    times
}

/// Whose rules are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::run) enum Bound {
    /// Those of any body of the level.
    Anybody,
    /// Those that bind the body of the report.
    ThisBody,
    /// Those that bound a body in whose stead that of the report stands, up to a day.
    InStead(Date),
}

fn of_line(
    walk: &Walk<'_>,
    wordings: &[(usize, &Requirement)],
    body: &Body,
    tenure: &Tenure,
) -> Vec<Time> {
    let mut times = Vec::new();
    for (at, occasion) in walk.occasions(wordings, body, tenure) {
        let reached = !matches!(occasion.settled_by_time, Some((Status::NotApplicable, _)));
        if let Some((requirement, _)) = wordings.get(at).filter(|_| reached) {
            times.push(Time {
                requirement: *requirement,
                label: occasion.label,
                period: match occasion.window {
                    Window::Period(period) => Some(period),
                    Window::Standing(_) => None,
                },
            });
        }
    }
    times
}
