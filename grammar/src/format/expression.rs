//! Prints expressions, with brackets only where they are needed.

use super::names::Amount;
use super::numbers;
use super::printer::{Printer, spaced};
use super::words;
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{
    Aggregate, Bound, Comparator, Date, Duration, Expr, ExprKind, Notation, Number, Operator, Past,
    Point, Ref, Requirement, Selection,
};

/// How strongly an expression holds together; a weaker one in the place of a stronger takes brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// `if C then A else B`.
    Choice,
    /// `or`.
    Or,
    /// `and`.
    And,
    /// `not`.
    Not,
    /// A comparison, a requirement.
    Compare,
    /// What goes on as far as it can: `the greater of …`, a selection with `where`.
    Open,
    /// `+`, `-`, and aggregates.
    Sum,
    /// `*`, `/`.
    Product,
    /// One word, or brackets.
    Atom,
}

impl Printer<'_> {
    /// An expression that stands alone.
    pub(super) fn whole(self, expr: &Expr) -> String {
        self.expr(expr, Strength::Choice)
    }

    /// A condition after `if`, `where` or `except when`.
    pub(super) fn condition_text(self, expr: &Expr) -> String {
        self.expr(expr, Strength::Or)
    }

    /// An expression where at least this strength is needed.
    pub(super) fn expr(self, expr: &Expr, needed: Strength) -> String {
        let (text, strength) = self.bare(expr);
        let careful =
            self.names.mistrusts(self.place) && strength < Strength::Atom && needed > Strength::Or;
        if strength < needed || careful {
            format!("({text})")
        } else {
            text
        }
    }

    fn bare(self, expr: &Expr) -> (String, Strength) {
        match &expr.kind {
            ExprKind::Number(number) => (self.number(number), Strength::Atom),
            ExprKind::Percent(number) => (format!("{}%", self.number(number)), Strength::Atom),
            ExprKind::Money { amount, unit } => {
                (format!("{} {unit}", self.number(amount)), Strength::Atom)
            }
            ExprKind::Points(number) => (self.counted_in(number, Keyword::Points), Strength::Atom),
            ExprKind::PercentagePoints(number) => (
                self.counted_in(number, Keyword::PercentagePoints),
                Strength::Atom,
            ),
            ExprKind::Date(date) => (self.date(*date), Strength::Atom),
            ExprKind::Duration(duration) => (self.duration(duration), Strength::Atom),
            ExprKind::Bool(true) => (self.word(Keyword::True).to_owned(), Strength::Atom),
            ExprKind::Bool(false) => (self.word(Keyword::False).to_owned(), Strength::Atom),
            ExprKind::Name(name) => (self.valued(name), Strength::Atom),
            ExprKind::Past { of, which } => (
                spaced(&[&self.valued(of), self.word(words::past(*which))]),
                Strength::Atom,
            ),
            ExprKind::IsOption {
                choice,
                option,
                negated,
            } => {
                let is = if *negated {
                    Keyword::IsNot
                } else {
                    Keyword::Is
                };
                let (choice, option) = (
                    self.name(choice, Amount::One),
                    self.name(option, Amount::One),
                );
                (
                    spaced(&[&choice, self.word(is), &option]),
                    Strength::Compare,
                )
            }
            ExprKind::Not(operand) => (
                self.after(Keyword::Not, &self.expr(operand, Strength::Not)),
                Strength::Not,
            ),
            ExprKind::Binary { left, op, right } => self.binary(left, *op, right),
            ExprKind::Compare { left, bound } => (self.compared(left, bound), Strength::Compare),
            ExprKind::Growth {
                of,
                falls,
                level,
                since,
            } => (
                self.grown(of, (*falls, *level), *since, ""),
                Strength::Compare,
            ),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => (self.choice(condition, then, otherwise), Strength::Choice),
            ExprKind::Extreme { greatest, of } => {
                let keyword = if *greatest {
                    Keyword::GreaterOf
                } else {
                    Keyword::LesserOf
                };
                let of: Vec<String> = of
                    .iter()
                    .map(|value| self.expr(value, Strength::Sum))
                    .collect();
                (self.after(keyword, &self.list(&of)), Strength::Open)
            }
            ExprKind::Aggregate {
                what,
                value,
                over,
                predicate,
            } => {
                let value = value
                    .as_ref()
                    .map(|value| self.names.member(value, self.place))
                    .unwrap_or_default();
                let strength = if over.filter.is_some() {
                    Strength::Open
                } else {
                    Strength::Sum
                };
                let members = self.members(over, Amount::Many, predicate);
                (self.aggregate(*what, &value, over, &members), strength)
            }
            // A requirement may end in names joined by `and`, so that it needs brackets beside another `and`.
            ExprKind::Requirement(requirement) => (self.inline(requirement), Strength::Or),
            ExprKind::Timed { deed, limit } => (
                spaced(&[&self.valued(deed), &self.limit(&limit.node)]),
                Strength::Compare,
            ),
        }
    }

    fn binary(self, left: &Expr, op: Operator, right: &Expr) -> (String, Strength) {
        let (own, right_needs) = match op {
            Operator::Or => (Strength::Or, Strength::And),
            Operator::And => (Strength::And, Strength::Not),
            Operator::Add | Operator::Subtract => (Strength::Sum, Strength::Product),
            Operator::Multiply | Operator::Divide => (Strength::Product, Strength::Atom),
        };
        let (left, right) = (self.expr(left, own), self.expr(right, right_needs));
        (
            spaced(&[&left, self.word(words::operator(op)), &right]),
            own,
        )
    }

    fn choice(self, condition: &Expr, then: &Expr, otherwise: &Expr) -> String {
        let condition = self.after(Keyword::If, &self.expr(condition, Strength::Or));
        let then = self.after(Keyword::Then, &self.expr(then, Strength::Or));
        let otherwise = self.after(Keyword::Else, &self.expr(otherwise, Strength::Choice));
        spaced(&[&condition, &then, &otherwise])
    }

    fn aggregate(self, what: Aggregate, value: &str, over: &Selection, members: &str) -> String {
        let of = self.word(words::aggregate(what));
        let link = match (over.for_each, value.is_empty()) {
            (true, _) => self.word(Keyword::ForEachOf),
            (false, true) => "",
            (false, false) => self.word(Keyword::Across),
        };
        spaced(&[of, value, link, members])
    }

    /// A comparator with its value: `over 15%`.
    pub(super) fn bound(self, bound: &Bound) -> String {
        match bound {
            Bound::Compare(comparator, value) => self.after(
                words::comparator(*comparator),
                &self.expr(value, Strength::Open),
            ),
            Bound::Between(from, to) => self.between(
                &self.expr(from, Strength::Sum),
                &self.expr(to, Strength::Sum),
            ),
            Bound::All => self.word(Keyword::All).to_owned(),
            Bound::No => self.word(Keyword::No).to_owned(),
        }
    }

    fn between(self, from: &str, to: &str) -> String {
        let link = match self.language {
            Language::En => Keyword::And,
            Language::Vi => Keyword::To,
        };
        spaced(&[self.word(Keyword::Between), from, self.word(link), to])
    }

    /// A requirement within a line.
    fn inline(self, requirement: &Requirement) -> String {
        self.requirement(requirement, "")
    }

    pub(super) fn number(self, number: &Number) -> String {
        numbers::number(number, self.language)
    }

    /// `5 working days`.
    pub(super) fn duration(self, duration: &Duration) -> String {
        self.counted_in(&duration.amount.node, words::time_unit(duration.unit))
    }

    /// A number of a unit whose second English form is its singular.
    pub(super) fn counted_in(self, number: &Number, unit: Keyword) -> String {
        let unit = match self.language {
            Language::En if is_one(number) => {
                unit.forms(Language::En).get(1).copied().unwrap_or_default()
            }
            Language::En | Language::Vi => self.word(unit),
        };
        spaced(&[&self.number(number), unit])
    }

    /// A thing that has a value; a score says that it is one.
    fn valued(self, name: &Ref) -> String {
        let text = self.name(name, Amount::Many);
        if self.names.is_score(name) {
            self.after(Keyword::ScoreOf, &text)
        } else {
            text
        }
    }

    /// `budget increases by at least 5% compared with last year`.
    fn grown(self, of: &Expr, (falls, level): (bool, bool), since: Past, bound: &str) -> String {
        let change = if falls {
            Keyword::Decreases
        } else {
            Keyword::Increases
        };
        spaced(&[
            &self.expr(of, Strength::Sum),
            self.word(change),
            bound,
            self.word(if level {
                Keyword::ComparedWithLevel
            } else {
                Keyword::ComparedWith
            }),
            self.word(words::past(since)),
        ])
    }

    /// Whether it is the day of a date or deed.
    fn is_day(self, of: &Expr) -> bool {
        matches!(&of.kind, ExprKind::Name(name) if self.names.is_day(name))
    }

    /// On that day and no other: `đúng` of a day is as often by it.
    fn on_the_day(self) -> &'static str {
        let forms = Keyword::Exactly.forms(self.language);
        forms.get(1).copied().unwrap_or_default()
    }

    /// Something and its bound.
    pub(super) fn compared(self, left: &Expr, bound: &Bound) -> String {
        let bound = match bound {
            Bound::Compare(Comparator::Exactly, day) if self.is_day(day) => {
                spaced(&[self.on_the_day(), &self.expr(day, Strength::Open)])
            }
            Bound::Compare(
                how,
                Expr {
                    kind: ExprKind::Date(day),
                    ..
                },
            ) if self.is_day(left) => self
                .held_against(*how, *day)
                .unwrap_or_else(|| self.bound(bound)),
            _ => self.bound(bound),
        };
        match &left.kind {
            ExprKind::Growth {
                of,
                falls,
                level,
                since,
            } => self.grown(of, (*falls, *level), *since, &bound),
            _ => spaced(&[&self.expr(left, Strength::Sum), &bound]),
        }
    }
}

impl Printer<'_> {
    /// A bound of a day, as days are compared: `before 2026-03-22`.
    fn held_against(self, how: Comparator, day: Date) -> Option<String> {
        let word = match how {
            Comparator::Under => Keyword::Before,
            Comparator::AtLeast => Keyword::From,
            Comparator::Over => Keyword::After,
            Comparator::AtMost => Keyword::By,
            Comparator::Exactly | Comparator::Not => return None,
        };
        let day = numbers::point(Point::Day(day), self.language);
        Some(self.after(word, &day))
    }
}

/// Whether English says it in the singular.
pub(super) fn is_one(number: &Number) -> bool {
    (number.numerator, number.denominator, number.notation) == (1, 1, Notation::Digits)
}
