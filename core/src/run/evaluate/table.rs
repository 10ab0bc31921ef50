//! Which rows of a table can hold, and what the table is then worth.

use super::scope::{Found, Judge, Scope, Tense};
use crate::run::facts::Value;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{Bound, Goal, Key, Quantity, Relation, Row, Stretch, Table};

impl Judge<'_> {
    /// From the least to the greatest value of the rows that can still hold.
    pub(super) fn table(&self, scope: &Scope<'_>, table: &Table, tense: Tense) -> Range {
        self.rows(scope, table, tense)
            .into_iter()
            .map(|row| self.row_value(scope, row))
            .reduce(Range::either)
            .unwrap_or(Range::ANY)
    }

    /// What a row gives; where nothing is prescribed, nothing.
    pub(super) fn row_value(&self, scope: &Scope<'_>, row: &Row) -> Range {
        if row.values.is_empty() {
            return Range::exactly(Number::ZERO);
        }
        self.parameter(scope, &row.values)
    }

    /// Whether something is prescribed wherever a goal takes its numbers from tables.
    pub(super) fn is_prescribed(&self, scope: &Scope<'_>, goal: &Goal, tense: Tense) -> Truth {
        match goal {
            Goal::Share { bound, .. } => self.bound_prescribed(scope, bound, tense),
            Goal::Ratio { part, whole, bound } => self
                .quantity_prescribed(scope, part, tense)
                .and(self.quantity_prescribed(scope, whole, tense))
                .and(self.bound_prescribed(scope, bound, tense)),
            Goal::Compare { quantity, bound } => self
                .quantity_prescribed(scope, quantity, tense)
                .and(self.bound_prescribed(scope, bound, tense)),
            Goal::Deeds { .. }
            | Goal::Refrain { .. }
            | Goal::Each { .. }
            | Goal::Combined { .. } => Truth::True,
        }
    }

    pub(super) fn bound_prescribed(&self, scope: &Scope<'_>, bound: &Bound, tense: Tense) -> Truth {
        match &bound.relation {
            Relation::Over(of)
            | Relation::AtLeast(of)
            | Relation::Under(of)
            | Relation::AtMost(of)
            | Relation::Exactly(of)
            | Relation::Not(of) => self.quantity_prescribed(scope, of, tense),
            Relation::Between(low, high) => self
                .quantity_prescribed(scope, low, tense)
                .and(self.quantity_prescribed(scope, high, tense)),
        }
    }

    pub(super) fn quantity_prescribed(
        &self,
        scope: &Scope<'_>,
        quantity: &Quantity,
        tense: Tense,
    ) -> Truth {
        let both = |one: &Quantity, other: &Quantity| {
            self.quantity_prescribed(scope, one, tense)
                .and(self.quantity_prescribed(scope, other, tense))
        };
        match quantity {
            Quantity::Table(table) => {
                if table.rows.iter().all(|row| !row.values.is_empty()) {
                    return Truth::True;
                }
                let rows = self.rows(scope, table, tense);
                let n_prescribed = rows.iter().filter(|row| !row.values.is_empty()).count();
                match n_prescribed {
                    0 => Truth::False,
                    all if all == rows.len() => Truth::True,
                    _ => Truth::Unknown,
                }
            }
            Quantity::Definition(id) => {
                let definition = self.program.definitions.get(id.index());
                definition.map_or(Truth::True, |definition| {
                    self.quantity_prescribed(scope, &definition.value, tense)
                })
            }
            Quantity::Add(one, other)
            | Quantity::Subtract(one, other)
            | Quantity::Multiply(one, other)
            | Quantity::Divide(one, other) => both(one, other),
            Quantity::Greatest(of) | Quantity::Least(of) => {
                of.iter().fold(Truth::True, |so_far, one| {
                    so_far.and(self.quantity_prescribed(scope, one, tense))
                })
            }
            Quantity::If(condition, then, otherwise) => {
                let then = self.quantity_prescribed(scope, then, tense);
                let otherwise = self.quantity_prescribed(scope, otherwise, tense);
                if then == otherwise {
                    return then;
                }
                match self.condition(scope, condition, tense) {
                    Truth::True => then,
                    Truth::False => otherwise,
                    Truth::Unknown => Truth::Unknown,
                }
            }
            Quantity::Rounded(of, _) | Quantity::Moved { day: of, .. } => {
                self.quantity_prescribed(scope, of, tense)
            }
            Quantity::Number(_)
            | Quantity::Fact(_)
            | Quantity::Size(_)
            | Quantity::Share(_)
            | Quantity::Over(..)
            | Quantity::Past(..)
            | Quantity::Parameter(_)
            | Quantity::Score(_)
            | Quantity::Growth(_) => Truth::True,
        }
    }

    /// The rows that can still hold, in the order of the text; one where all keys are known.
    pub(super) fn rows<'t>(
        &self,
        scope: &Scope<'_>,
        table: &'t Table,
        tense: Tense,
    ) -> Vec<&'t Row> {
        let mut places = vec![0];
        for key in &table.keys {
            let steps = self.steps(scope, key, tense);
            let further = |place: &usize| {
                let first = place * key.n_steps();
                steps.iter().map(move |step| first + step)
            };
            places = places.iter().flat_map(further).collect();
        }
        let mut rows: Vec<u32> = places
            .into_iter()
            .filter_map(|place| table.grid.get(place).copied())
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter()
            .filter_map(|row| table.rows.get(row as usize))
            .collect()
    }

    fn steps(&self, scope: &Scope<'_>, key: &Key, tense: Tense) -> Vec<usize> {
        match key {
            Key::Choice { fact, .. } => match self.find(scope, *fact) {
                Found::Given(Value::Option(option)) => vec![*option as usize],
                Found::Given(_) | Found::NotApplicable | Found::Nothing | Found::Elsewhere => {
                    (0..key.n_steps()).collect()
                }
            },
            Key::Number {
                quantity, steps, ..
            } => {
                let value = self.quantity(scope, quantity, tense);
                let possible = steps.iter().enumerate();
                possible
                    .filter(|(_, step)| step.meets(value))
                    .map(|(at, _)| at)
                    .collect()
            }
        }
    }
}

impl Stretch {
    /// Whether a value in a range can lie in it.
    fn meets(self, range: Range) -> bool {
        let reaches_low = self
            .low
            .zip(range.to)
            .is_none_or(|(low, most)| most > low.at || low.included && most == low.at);
        let reaches_high = self
            .high
            .zip(range.from)
            .is_none_or(|(high, least)| least < high.at || high.included && least == high.at);
        reaches_low && reaches_high
    }
}
