//! Whether what is compared has a value at all: a table may prescribe nothing, of nobody there is no share.

use super::scope::{Judge, Scope, Tense};
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{
    Bound, Condition, FactId, Goal, Key, Part, Past, Quantity, Reduction, Table,
};
use crate::run::verdict::Reason;

/// Whether there is a value, and why there is, or may be, none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth {
    pub(super) given: Truth,
    pub(super) reason: Reason,
}

impl Worth {
    const SURE: Self = Self::new(Truth::True, Reason::NotPrescribed);

    const fn new(given: Truth, reason: Reason) -> Self {
        Self { given, reason }
    }

    /// What is divided by a number that may be nothing.
    fn by(divisor: Range) -> Self {
        Self::new(
            divisor.equals(Range::exactly(Number::ZERO)).not(),
            Reason::EmptyPopulation,
        )
    }

    /// Of both: the one that lacks it for certain says why, else the one that may.
    fn and(self, other: Self) -> Self {
        let given = self.given.and(other.given);
        let reason = if self.given == given {
            self.reason
        } else {
            other.reason
        };
        Self { given, reason }
    }
}

impl Judge<'_> {
    /// Whether whatever a goal compares has a value.
    pub(super) fn goal_worth(&self, scope: &Scope<'_>, goal: &Goal, tense: Tense) -> Worth {
        match goal {
            Goal::Share { bound, .. } => self.bound_worth(scope, bound, tense),
            Goal::Ratio { part, whole, bound } => self
                .quantity_worth(scope, part, tense)
                .and(self.quantity_worth(scope, whole, tense))
                .and(self.bound_worth(scope, bound, tense)),
            Goal::Compare { quantity, bound } => {
                self.comparison_worth(scope, quantity, bound, tense)
            }
            Goal::Deeds { .. }
            | Goal::Refrain { .. }
            | Goal::Each { .. }
            | Goal::Combined { .. } => Worth::SURE,
        }
    }

    /// Whether both sides of a comparison have a value.
    pub(super) fn comparison_worth(
        &self,
        scope: &Scope<'_>,
        quantity: &Quantity,
        bound: &Bound,
        tense: Tense,
    ) -> Worth {
        self.quantity_worth(scope, quantity, tense)
            .and(self.bound_worth(scope, bound, tense))
    }

    fn bound_worth(&self, scope: &Scope<'_>, bound: &Bound, tense: Tense) -> Worth {
        let limits = bound.relation.limits();
        let worths = limits.map(|limit| self.quantity_worth(scope, limit, tense));
        worths.reduce(Worth::and).unwrap_or(Worth::SURE)
    }

    fn quantity_worth(&self, scope: &Scope<'_>, quantity: &Quantity, tense: Tense) -> Worth {
        let both = |one: &Quantity, other: &Quantity| {
            self.quantity_worth(scope, one, tense)
                .and(self.quantity_worth(scope, other, tense))
        };
        match quantity {
            Quantity::Table(table) => self.table_worth(scope, table, tense),
            Quantity::Definition(id) => {
                let definition = self.program.definitions.get(id.index());
                definition.map_or(Worth::SURE, |definition| {
                    self.quantity_worth(scope, &definition.value, tense)
                })
            }
            Quantity::Add(one, other)
            | Quantity::Subtract(one, other)
            | Quantity::Multiply(one, other) => both(one, other),
            Quantity::Divide(one, other) => {
                both(one, other).and(Worth::by(self.quantity(scope, other, tense)))
            }
            Quantity::Greatest(of) | Quantity::Least(of) => of
                .iter()
                .map(|one| self.quantity_worth(scope, one, tense))
                .fold(Worth::SURE, Worth::and),
            Quantity::If(condition, then, otherwise) => {
                let then = self.quantity_worth(scope, then, tense);
                let otherwise = self.quantity_worth(scope, otherwise, tense);
                if then.given == otherwise.given {
                    return then;
                }
                match self.condition(scope, condition, tense) {
                    Truth::True => then,
                    Truth::False => otherwise,
                    Truth::Unknown => Worth {
                        given: Truth::Unknown,
                        ..then.and(otherwise)
                    },
                }
            }
            Quantity::Rounded(of, _)
            | Quantity::InUnit(of, ..)
            | Quantity::Moved { day: of, .. } => self.quantity_worth(scope, of, tense),
            Quantity::Past(of, past) => self.past_worth(scope, of, *past),
            Quantity::Growth(growth) => self
                .quantity_worth(scope, &growth.of, tense)
                .and(self.past_worth(scope, &growth.of, growth.since)),
            Quantity::Share(pool) => {
                let base = self.tally(scope, pool, &[], tense).base();
                Worth::by(base.unwrap_or(Range::NOT_NEGATIVE))
            }
            Quantity::Over(Reduction::Average | Reduction::Least | Reduction::Greatest, parts) => {
                Worth::by(self.looked_at(scope, parts, tense))
            }
            Quantity::Over(Reduction::Sum, _)
            | Quantity::Number(_)
            | Quantity::Fact(_)
            | Quantity::Size(_)
            | Quantity::Parameter(_)
            | Quantity::Score(_) => Worth::SURE,
        }
    }

    fn past_worth(&self, scope: &Scope<'_>, quantity: &Quantity, past: Past) -> Worth {
        scope.earlier(past).map_or(Worth::SURE, |scope| {
            self.quantity_worth(&scope, quantity, Tense::Settled)
        })
    }

    fn table_worth(&self, scope: &Scope<'_>, table: &Table, tense: Tense) -> Worth {
        let keys = self.by_keys(scope, table, tense);
        if table.rows.iter().all(|row| !row.values.is_empty()) {
            return keys;
        }
        let rows = self.rows(scope, table, tense);
        let n_prescribed = rows.iter().filter(|row| !row.values.is_empty()).count();
        let given = match n_prescribed {
            0 => Truth::False,
            all if all == rows.len() => Truth::True,
            _ => Truth::Unknown,
        };
        keys.and(Worth::new(given, Reason::NotPrescribed))
    }

    fn by_keys(&self, scope: &Scope<'_>, table: &Table, tense: Tense) -> Worth {
        let worths = table.keys.iter().map(|key| match key {
            Key::Choice { .. } => Worth::SURE,
            Key::Number { quantity, .. } => self.quantity_worth(scope, quantity, tense),
        });
        worths.fold(Worth::SURE, Worth::and)
    }

    /// Whether what a table goes by has a value, whatever its row then gives.
    pub(super) fn keys_worth(&self, scope: &Scope<'_>, quantity: &Quantity, tense: Tense) -> Worth {
        match quantity {
            Quantity::Table(table) => self.by_keys(scope, table, tense),
            Quantity::Definition(id) => {
                let definition = self.program.definitions.get(id.index());
                definition.map_or(Worth::SURE, |definition| {
                    self.keys_worth(scope, &definition.value, tense)
                })
            }
            _ => Worth::SURE,
        }
    }

    /// How many members an average, or an extreme, is taken of.
    pub(super) fn looked_at(
        &self,
        scope: &Scope<'_>,
        parts: &[(Part, FactId)],
        tense: Tense,
    ) -> Range {
        // `over officers trained` takes it of those for whom that holds.
        let chosen = |part: &Part| {
            let conditions = part.filter.iter().chain(&part.holds).cloned();
            conditions.reduce(|one, other| Condition::All(vec![one, other]))
        };
        let pool: Vec<Part> = parts
            .iter()
            .map(|(part, _)| Part {
                collection: part.collection,
                filter: chosen(part),
                holds: None,
            })
            .collect();
        let base = self.tally(scope, &pool, &[], tense).base();
        base.unwrap_or(Range::NOT_NEGATIVE)
    }
}
