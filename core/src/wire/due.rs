//! The JSON of due dates.

use jiff_core::civil::Date;

use super::{Body, Cite, RuleSet, VERSION, body, collection_key, date, is_false, rule_set};
use crate::run::calendar::iso;
use crate::run::calendar::period::Period;
use crate::run::due;
use crate::run::program::Program;

/// What is due from one day to another.
#[derive(Debug, serde::Serialize)]
pub struct Dues<'a> {
    /// The version of this shape.
    pub luat: u32,
    /// By which rules.
    pub ruleset: RuleSet<'a>,
    /// The day as of which it is told.
    pub as_of: String,
    /// The first day looked at.
    pub from: String,
    /// The last day looked at.
    pub to: String,
    /// In the order of days.
    pub dues: Vec<Due<'a>>,
}

/// Something that is due on a day.
#[derive(Debug, serde::Serialize)]
pub struct Due<'a> {
    /// The last day that serves.
    pub day: String,
    /// Of a limit in hours: when on that day; `24:00` is its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Present and true when it may still move with the days off to be announced.
    #[serde(skip_serializing_if = "is_false")]
    pub provisional: bool,
    /// Whose duty it is.
    pub body: Body<'a>,
    /// Id of the document.
    pub document: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// Number of the requirement within the rule, from 1.
    pub requirement: u32,
    /// Of `for each of A, B`: the population it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// Where the law says it.
    pub cite: Cite<'a>,
    /// The period it is for.
    pub period: &'a str,
    /// Of a requirement of each: path of the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<&'a str>,
    /// How it stands.
    pub status: &'static str,
}

/// Due dates in their JSON shape.
pub fn dues<'a>(
    program: &'a Program,
    as_of: Date,
    span: Period,
    found: &'a [due::Due],
) -> Dues<'a> {
    Dues {
        luat: VERSION,
        ruleset: rule_set(program),
        as_of: date(as_of),
        from: date(span.start),
        to: date(span.end),
        dues: found.iter().map(|one| due(program, one)).collect(),
    }
}

fn due<'a>(program: &'a Program, of: &'a due::Due) -> Due<'a> {
    let requirement = &program.requirements[of.requirement];
    let rule = &program.rules[requirement.rule.index()];
    Due {
        day: date(of.day),
        time: of.time.map(iso::print_end),
        provisional: of.provisional,
        body: body(&of.body),
        document: &program.documents[rule.document.index()].id,
        rule: &rule.id,
        requirement: requirement.number,
        part: requirement.part.map(|part| collection_key(program, part)),
        cite: Cite(program.cite(requirement, requirement.version)),
        period: &of.period,
        member: of.member.as_deref(),
        status: of.status.key(),
    }
}
