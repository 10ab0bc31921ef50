//! Bounds: what a share, a count or any quantity is held against.

use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, Comparator, Expr, ExprKind, Notation, Operator};

use super::Checker;
use super::fault::text;
use super::kind::Kind;
use super::scope::Scope;
use crate::run::number::Number;
use crate::run::program::{Bound, Quantity, Relation, Rounding, Unit};

impl Checker<'_> {
    /// A bound on a quantity of a kind that stands at a place.
    pub(super) fn bound(
        &mut self,
        bound: &syntax::Bound,
        against: (&Kind, Span),
        span: Span,
        scope: &Scope,
    ) -> Option<Bound> {
        match bound {
            syntax::Bound::Compare(comparator, limit) => {
                let (quantity, kind) = self.limit_of(limit, against, scope)?;
                Some(Bound {
                    relation: relation(*comparator, quantity),
                    unit: unit(limit, &kind),
                })
            }
            syntax::Bound::Between(least, most) => {
                let (low, high) = (
                    self.limit_of(least, against, scope),
                    self.limit_of(most, against, scope),
                );
                let ((low, kind), (high, _)) = (low?, high?);
                if let (Quantity::Number(low), Quantity::Number(high)) = (&low, &high)
                    && low > high
                {
                    self.faults.push(
                        Diagnostic::error(
                            "E0343",
                            least.span.to(most.span),
                            text(
                                "the lower bound is above the upper one",
                                "mức dưới cao hơn mức trên",
                            ),
                        )
                        .help(text(
                            "write the smaller number first",
                            "ghi số nhỏ hơn trước",
                        )),
                    );
                    return None;
                }
                Some(Bound {
                    relation: Relation::Between(low, high),
                    unit: unit(least, &kind),
                })
            }
            syntax::Bound::All | syntax::Bound::No => {
                self.faults.push(
                    Diagnostic::error(
                        "E0345",
                        span,
                        text(
                            "`all` and `no` say nothing of a quantity",
                            "`tất cả` và `không có` không dùng cho một đại lượng",
                        ),
                    )
                    .help(text(
                        "write a comparison: `at least …`, `at most …`",
                        "viết phép so sánh: `ít nhất …`, `không quá …`",
                    )),
                );
                None
            }
        }
    }

    fn limit_of(
        &mut self,
        limit: &Expr,
        (kind, span): (&Kind, Span),
        scope: &Scope,
    ) -> Option<(Quantity, Kind)> {
        let (quantity, found) = self.quantity(limit, scope)?;
        if *kind == Kind::Number && self.is_part_of_one(limit)? {
            self.part_of_what(limit.span);
            return None;
        }
        let (quantity, found) = kind.bring(quantity, found);
        let met = kind.meet(&found);
        if met.is_none() {
            self.unlike_kinds((span, kind), (limit.span, &found), "compared", "so sánh");
        }
        Some((quantity, met?))
    }

    /// The bound of a share: a percentage from 0% to 100%, `all`, or a fraction.
    pub(super) fn share_bound(
        &mut self,
        bound: &Spanned<syntax::Bound>,
        scope: &Scope,
    ) -> Option<Bound> {
        let whole = |relation| {
            Some(Bound {
                relation,
                unit: Unit::Percent,
            })
        };
        self.within_the_whole(&bound.node)?;
        match &bound.node {
            syntax::Bound::All => return whole(Relation::AtLeast(Quantity::Number(Number::ONE))),
            syntax::Bound::No => return whole(Relation::AtMost(Quantity::Number(Number::ZERO))),
            syntax::Bound::Compare(..) | syntax::Bound::Between(..) => {}
        }
        let typed = self.bound(&bound.node, (&Kind::Share, bound.span), bound.span, scope)?;
        // More than everyone there is cannot be: exactly all is at least all.
        if typed.relation == Relation::Exactly(Quantity::Number(Number::ONE)) {
            return Some(Bound {
                relation: Relation::AtLeast(Quantity::Number(Number::ONE)),
                unit: typed.unit,
            });
        }
        Some(typed)
    }

    /// Whether a share of a whole can be what a bound says.
    pub(super) fn within_the_whole(&mut self, bound: &syntax::Bound) -> Option<()> {
        match bound {
            syntax::Bound::All | syntax::Bound::No => Some(()),
            syntax::Bound::Compare(_, limit) => self.between_0_and_100(limit),
            syntax::Bound::Between(least, most) => {
                self.between_0_and_100(least)?;
                self.between_0_and_100(most)
            }
        }
    }

    fn between_0_and_100(&mut self, limit: &Expr) -> Option<()> {
        self.not_over_one(limit)?;
        let (ExprKind::Percent(number) | ExprKind::Number(number)) = &limit.kind else {
            return Some(());
        };
        let most = if matches!(limit.kind, ExprKind::Percent(_)) {
            Number::from(100)
        } else {
            Number::ONE
        };
        let value = self.number(number, limit.span)?;
        if !value.is_negative() && (value <= most || !matches!(limit.kind, ExprKind::Percent(_))) {
            return Some(());
        }
        self.no_such_share(
            limit.span,
            text("correct the percentage", "sửa lại tỷ lệ phần trăm"),
        );
        None
    }

    fn no_such_share(&mut self, span: Span, help: Text) {
        self.faults.push(
            Diagnostic::error(
                "E0342",
                span,
                text(
                    "a share lies between 0% and 100%",
                    "tỷ lệ phải từ 0% đến 100%",
                ),
            )
            .label(text(
                "no share of a whole can be this",
                "không thể có tỷ lệ này trong một tổng thể",
            ))
            .help(help),
        );
    }

    /// A fraction written out, `3/2`, is a share too, and none over the whole.
    fn not_over_one(&mut self, limit: &Expr) -> Option<()> {
        let ExprKind::Binary {
            left,
            op: Operator::Divide,
            right,
        } = &limit.kind
        else {
            return Some(());
        };
        let (ExprKind::Number(part), ExprKind::Number(whole)) = (&left.kind, &right.kind) else {
            return Some(());
        };
        let (part, whole) = (
            self.number(part, left.span)?,
            self.number(whole, right.span)?,
        );
        if part <= whole {
            return Some(());
        }
        self.no_such_share(
            limit.span,
            text(
                format!("if two numbers were swapped, write `{whole}/{part}`"),
                format!("nếu viết ngược hai số, hãy sửa thành `{whole}/{part}`"),
            ),
        );
        None
    }

    /// The bound of a count: a whole number, not below zero.
    pub(super) fn count_bound(
        &mut self,
        bound: &Spanned<syntax::Bound>,
        (kind, span): (&Kind, Span),
        scope: &Scope,
    ) -> Option<Bound> {
        match &bound.node {
            syntax::Bound::No => {
                return Some(Bound {
                    relation: Relation::AtMost(Quantity::Number(Number::ZERO)),
                    unit: kind.unit(),
                });
            }
            syntax::Bound::All => {
                self.faults.push(
                    Diagnostic::error("E0345", bound.span, text("`all` asks for a share, but nothing says all of whom do what", "`tất cả` đòi hỏi tỷ lệ, nhưng chưa nêu tất cả đối tượng nào đạt điều gì"))
                        .help(text("write `all POPULATION STATE`, or a number", "viết `tất cả ĐỐI TƯỢNG TRẠNG THÁI`, hoặc một con số")),
                );
                return None;
            }
            syntax::Bound::Compare(_, limit) => self.whole(limit, kind)?,
            syntax::Bound::Between(least, most) => {
                self.whole(least, kind)?;
                self.whole(most, kind)?;
            }
        }
        self.bound(&bound.node, (kind, span), bound.span, scope)
    }

    fn whole(&mut self, limit: &Expr, kind: &Kind) -> Option<()> {
        self.not_over_one(limit)?;
        let ExprKind::Number(number) = &limit.kind else {
            return Some(());
        };
        let value = self.number(number, limit.span)?;
        let wrong = value.is_negative() || (*kind == Kind::Number && !value.is_integer());
        if !wrong {
            return Some(());
        }
        self.faults.push(
            Diagnostic::error(
                "E0344",
                limit.span,
                text(
                    "a count is a whole number, zero or more",
                    "số lượng phải là số nguyên không âm",
                ),
            )
            .help(text(
                "correct the number, or write a percentage",
                "sửa lại con số, hoặc ghi tỷ lệ phần trăm",
            )),
        );
        None
    }

    /// Whether a fraction is written, `2/3` or `two thirds`, that is no whole number.
    fn is_part_of_one(&mut self, limit: &Expr) -> Option<bool> {
        let value = match &limit.kind {
            ExprKind::Number(number) if number.notation == Notation::FractionWords => {
                self.number(number, limit.span)?
            }
            ExprKind::Binary {
                left,
                op: Operator::Divide,
                right,
            } => {
                let (ExprKind::Number(part), ExprKind::Number(whole)) = (&left.kind, &right.kind)
                else {
                    return Some(false);
                };
                let (part, whole) = (
                    self.number(part, left.span)?,
                    self.number(whole, right.span)?,
                );
                return Some(
                    part.checked_div(whole)
                        .is_some_and(|value| !value.is_integer()),
                );
            }
            _ => return Some(false),
        };
        Some(!value.is_integer())
    }

    /// `at least 2/3` of a bare count: no count of anything lies between two whole numbers.
    fn part_of_what(&mut self, span: Span) {
        self.faults.push(
            Diagnostic::error(
                "E0344",
                span,
                text(
                    "a fraction of what? a count is a whole number",
                    "phân số này là của số nào? số lượng phải là số nguyên",
                ),
            )
            .label(text(
                "this is no whole number",
                "đây không phải là số nguyên",
            ))
            .help(text(
                "write of what, for example `votes in favour at least 2/3 of people present`, or a share of a population",
                "nêu rõ của số nào, chẳng hạn `phiếu tán thành ít nhất 2/3 trong số người có mặt`, hoặc ghi tỷ lệ của một đối tượng",
            )),
        );
    }

    /// A bound whose limits are worked out and then rounded.
    pub(super) fn rounded(
        &mut self,
        bound: Bound,
        rounding: Option<Spanned<syntax::Rounding>>,
    ) -> Option<Bound> {
        let Some(rounding) = rounding else {
            return Some(bound);
        };
        let round =
            |quantity: Quantity| Quantity::Rounded(Box::new(quantity), rounding_of(rounding.node));
        let relation = match bound.relation {
            Relation::Over(limit) => Relation::Over(round(limit)),
            Relation::AtLeast(limit) => Relation::AtLeast(round(limit)),
            Relation::Under(limit) => Relation::Under(round(limit)),
            Relation::AtMost(limit) => Relation::AtMost(round(limit)),
            Relation::Exactly(limit) => Relation::Exactly(round(limit)),
            Relation::Not(limit) => Relation::Not(round(limit)),
            Relation::Between(least, most) => Relation::Between(round(least), round(most)),
        };
        if is_written_out(&relation) {
            self.faults.push(
                Diagnostic::error(
                    "E0350",
                    rounding.span,
                    text("there is nothing to round", "không có gì để làm tròn"),
                )
                .label(text(
                    "the number is written out",
                    "con số đã được ghi cụ thể",
                ))
                .help(text("leave the rounding out", "bỏ phần làm tròn")),
            );
            return None;
        }
        Some(Bound {
            relation,
            unit: bound.unit,
        })
    }
}

fn is_written_out(relation: &Relation) -> bool {
    let written = |quantity: &Quantity| matches!(quantity, Quantity::Rounded(inner, _) if matches!(**inner, Quantity::Number(_)));
    relation.limits().all(written)
}

/// How programs name a rounding.
pub(super) fn rounding_of(rounding: syntax::Rounding) -> Rounding {
    match rounding {
        syntax::Rounding::Down => Rounding::Down,
        syntax::Rounding::Up => Rounding::Up,
        syntax::Rounding::HalfUp => Rounding::HalfUp,
    }
}

fn relation(comparator: Comparator, limit: Quantity) -> Relation {
    match comparator {
        Comparator::Over => Relation::Over(limit),
        Comparator::AtLeast => Relation::AtLeast(limit),
        Comparator::Under => Relation::Under(limit),
        Comparator::AtMost => Relation::AtMost(limit),
        Comparator::Exactly => Relation::Exactly(limit),
        Comparator::Not => Relation::Not(limit),
    }
}

/// A fraction that the law writes in words is shown as one.
fn unit(limit: &Expr, kind: &Kind) -> Unit {
    match &limit.kind {
        ExprKind::Number(number)
            if number.notation == Notation::FractionWords
                && matches!(kind, Kind::Share | Kind::Ratio) =>
        {
            Unit::Fraction
        }
        _ => kind.unit(),
    }
}
