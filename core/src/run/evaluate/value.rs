//! The value of a named expression for the reporting body.

use jiff_core::civil::Date;

use super::explain::MEMBERS_SHOWN;
use super::ledger::Ledger;
use super::name;
use super::scope::{Judge, Scope, Tense, Window};
use crate::run::calendar::period::Period;
use crate::run::facts::Facts;
use crate::run::interval::Range;
use crate::run::program::{DefinitionId, Program};

/// What a named expression comes to in a period; without one, in the latest reported that has
/// begun. Unreported facts leave a range.
pub fn value(
    program: &Program,
    facts: &Facts,
    definition: DefinitionId,
    period: Option<Period>,
    as_of: Date,
) -> Range {
    let asker = name(program, &facts.body);
    let judge = Judge {
        program,
        as_of,
        last_day: None,
        lapses: &[],
        calendar: None,
        asker: &asker,
        label: "",
        awaited: None,
        by_one: None,
        members_shown: MEMBERS_SHOWN,
        ledger: Ledger::default(),
    };
    let begun = facts.body.periods.iter().map(|reported| reported.period);
    let latest = begun
        .filter(|period| period.start <= as_of)
        .max_by_key(|period| (period.end, period.start));
    let window = period.map_or(Window::Standing(latest), Window::Period);
    let quantity = &program.definitions[definition.index()].value;
    judge.quantity(
        &Scope::of_body(&facts.body, window),
        quantity,
        Tense::Settled,
    )
}
