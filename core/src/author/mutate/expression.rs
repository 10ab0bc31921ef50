//! What can be changed in an expression.

use luat_grammar::syntax::{Aggregate, Expr, ExprKind};

use super::near;
use super::site::Sites;

impl Sites {
    pub(super) fn expression(&mut self, of: &mut Expr) {
        let span = of.span;
        match &mut of.kind {
            ExprKind::Number(number)
            | ExprKind::Percent(number)
            | ExprKind::Points(number)
            | ExprKind::PercentagePoints(number) => self.number(number, span),
            ExprKind::Money { amount, unit: _ } => {
                let near = near::amounts(*amount);
                self.offer_edge(amount, span, near);
            }
            ExprKind::Date(date) => {
                let days = near::dates(*date);
                self.offer_edge(date, span, days);
            }
            ExprKind::Duration(length) => self.duration(length),
            ExprKind::Bool(holds) => {
                let other = !*holds;
                self.offer(holds, span, [other]);
            }
            ExprKind::Name(_) | ExprKind::Past { of: _, which: _ } => {}
            ExprKind::IsOption {
                choice: _,
                option: _,
                negated,
            } => {
                let other = !*negated;
                self.offer(negated, span, [other]);
            }
            ExprKind::Not(inner) => {
                self.expression(inner);
                let inner = inner.kind.clone();
                self.offer(&mut of.kind, span, [inner]);
            }
            ExprKind::Binary { left, op, right } => {
                let other = near::operators(*op);
                self.offer(op, span, [other]);
                self.expression(left);
                self.expression(right);
            }
            ExprKind::Compare { left, bound } => {
                self.expression(left);
                self.bounds(bound, span);
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.expression(condition);
                self.expression(then);
                self.expression(otherwise);
            }
            ExprKind::Extreme { greatest, of } => {
                let other = !*greatest;
                self.offer(greatest, span, [other]);
                for one in of {
                    self.expression(one);
                }
            }
            ExprKind::Aggregate {
                what,
                value: _,
                over,
                predicate,
            } => {
                let other = match what {
                    Aggregate::Least => Some(Aggregate::Greatest),
                    Aggregate::Greatest => Some(Aggregate::Least),
                    Aggregate::Number | Aggregate::Share | Aggregate::Sum | Aggregate::Average => {
                        None
                    }
                };
                self.offer(what, span, other);
                self.selection(over);
                self.predicate(predicate);
            }
            ExprKind::Growth {
                of,
                falls,
                level: _,
                since: _,
            } => {
                let other = !*falls;
                self.offer(falls, span, [other]);
                self.expression(of);
            }
            ExprKind::Requirement(requirement) => self.requirement(requirement, span),
            ExprKind::Timed { deed: _, limit } => self.limit(limit),
        }
    }
}
