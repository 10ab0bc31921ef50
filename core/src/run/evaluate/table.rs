//! Which rows of a table can hold, and what the table is then worth.

use super::scope::{Found, Judge, Scope, Tense};
use crate::run::facts::Value;
use crate::run::interval::Range;
use crate::run::number::Number;
use crate::run::ordered::sort;
use crate::run::program::{Key, Quantity, Row, Stretch, Table};

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
        sort(&mut rows);
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
                let possible = possible.filter(|(_, step)| step.meets(value));
                match quantity {
                    // So many of so many make few shares.
                    Quantity::Share(pool) if value.exact().is_none() => {
                        let tally = self.tally(scope, pool, &[], tense);
                        let may_lie_in = |step: &Stretch| {
                            tally.may_have_share(&|share| step.meets(Range::exactly(share)))
                        };
                        let possible = possible.filter(|(_, step)| may_lie_in(step));
                        possible.map(|(at, _)| at).collect()
                    }
                    _ => possible.map(|(at, _)| at).collect(),
                }
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
