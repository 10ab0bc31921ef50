//! Expressions: typed bottom up, quantities and conditions told apart.

use luat_grammar::Language;
use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::source::Span;
use luat_grammar::syntax::{
    self, Aggregate, Expr, ExprKind, MemberRef, Notation, Operator, Selection,
};
use luat_grammar::units;

use super::Checker;
use super::fault::text;
use super::goal::Surroundings;
use super::kind::Kind;
use super::scope::Scope;
use super::table::Symbol;
use crate::run::number::Number;
use crate::run::program::{Condition, FactId, FactKind, Goal, Owner, Quantity, Reduction};

/// What an expression is worth.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// How much, and of what sort.
    Quantity(Quantity, Kind),
    /// Whether.
    Condition(Condition),
    /// A date or deed: its day, or whether it has come.
    Moment(FactId),
}

impl Checker<'_> {
    /// An expression that must be a quantity.
    pub(super) fn quantity(&mut self, expr: &Expr, scope: &Scope) -> Option<(Quantity, Kind)> {
        match self.value(expr, scope)? {
            Value::Quantity(quantity, kind) => Some((quantity, kind)),
            Value::Moment(fact) => Some((Quantity::Fact(fact), Kind::Date)),
            Value::Condition(_) => {
                self.faults.push(
                    Diagnostic::error(
                        "E0332",
                        expr.span,
                        text("a number is wanted here", "ở đây cần một con số"),
                    )
                    .label(text(
                        "this can only be true or false",
                        "phần này chỉ có thể đúng hoặc sai",
                    ))
                    .help(text(
                        "write `number of …` to count for how many it holds",
                        "viết `số … ` để đếm bao nhiêu trường hợp đúng",
                    )),
                );
                None
            }
        }
    }

    /// An expression that must hold or not.
    pub(super) fn condition(&mut self, expr: &Expr, scope: &Scope) -> Option<Condition> {
        match self.value(expr, scope)? {
            Value::Condition(condition) => Some(condition),
            Value::Moment(fact) => Some(Condition::Fact(fact)),
            Value::Quantity(_, kind) => {
                let help = self
                    .of_each(expr)
                    .or_else(|| self.at_least_one(expr))
                    .unwrap_or_else(|| {
                        text(
                            "compare it with something: `… at least 1`",
                            "so sánh với một mức: `… ít nhất 1`",
                        )
                    });
                self.faults.push(
                    Diagnostic::error(
                        "E0331",
                        expr.span,
                        text("a condition is wanted here", "ở đây cần một điều kiện"),
                    )
                    .label(kind.label())
                    .help(help),
                );
                None
            }
        }
    }

    /// Where something that is counted stands as a condition: that there is any.
    fn at_least_one(&self, expr: &Expr) -> Option<Text> {
        let ExprKind::Name(name) = &expr.kind else {
            return None;
        };
        let label = match self.table.find(name)? {
            Symbol::Fact(fact) => {
                let fact = self.table.fact(fact);
                (fact.kind == FactKind::Count).then_some(&fact.label)?
            }
            Symbol::Population(population) => &self.table.collection(population).label,
            _ => return None,
        };
        Some(text(
            format!("say how many: `at least 1 {}`", label.en),
            format!("nêu mức: `có ít nhất 1 {}`", label.vi),
        ))
    }

    /// Where what is so of each member stands as a condition of the whole sentence: it chooses among them.
    fn of_each(&self, expr: &Expr) -> Option<Text> {
        let ExprKind::Name(name) = &expr.kind else {
            return None;
        };
        let Some(Symbol::Fact(fact)) = self.table.find(name) else {
            return None;
        };
        let fact = self.table.fact(fact);
        let Owner::Members(of) = fact.owner else {
            return None;
        };
        let (of, state) = (&self.table.collection(of).label, &fact.label);
        Some(text(
            format!(
                "which of them are meant stands behind their name: `{0} where {1} …`, `{0} where not {1} …`",
                of.en, state.en
            ),
            format!(
                "nêu đối tượng nào thì ghi ngay sau tên: `{0} mà {1} …`, `{0} mà không {1} …`",
                of.vi, state.vi
            ),
        ))
    }

    /// Types an expression.
    pub(super) fn value(&mut self, expr: &Expr, scope: &Scope) -> Option<Value> {
        match &expr.kind {
            ExprKind::Number(number) => {
                let kind = if number.notation == Notation::FractionWords {
                    Kind::Ratio
                } else {
                    Kind::Number
                };
                Some(Value::Quantity(
                    Quantity::Number(self.number(number, expr.span)?),
                    kind,
                ))
            }
            ExprKind::Percent(number) => {
                let share = self
                    .number(number, expr.span)?
                    .checked_div(Number::from(100));
                Some(Value::Quantity(
                    Quantity::Number(share.or_else(|| self.too_large(expr.span))?),
                    Kind::Share,
                ))
            }
            ExprKind::Money { amount, unit } => Some(Value::Quantity(
                Quantity::Number(self.number(amount, expr.span)?),
                Kind::Amount(unit.clone()),
            )),
            ExprKind::Points(number) => Some(Value::Quantity(
                Quantity::Number(self.number(number, expr.span)?),
                Kind::Points,
            )),
            ExprKind::PercentagePoints(number) => {
                let points = self
                    .number(number, expr.span)?
                    .checked_div(Number::from(100));
                Some(Value::Quantity(
                    Quantity::Number(points.or_else(|| self.too_large(expr.span))?),
                    Kind::PercentagePoints,
                ))
            }
            ExprKind::Growth {
                of, falls, since, ..
            } => self
                .growth(of, (*falls, *since), None, scope)
                .map(|(quantity, kind)| Value::Quantity(quantity, kind)),
            ExprKind::Date(date) => Some(Value::Quantity(
                Quantity::Number(day_number(*date)),
                Kind::Date,
            )),
            ExprKind::Duration(duration) => self.days(duration, expr.span),
            ExprKind::Bool(constant) => Some(Value::Condition(Condition::Constant(*constant))),
            ExprKind::Name(reference) => self.name(reference, scope),
            ExprKind::Past { of, which } => self.past(of, *which, expr, scope),
            ExprKind::IsOption {
                choice,
                option,
                negated,
            } => self.is_option(choice, option, *negated, scope),
            ExprKind::Not(of) => Some(Value::Condition(Condition::Not(Box::new(
                self.condition(of, scope)?,
            )))),
            ExprKind::Binary { left, op, right } => self.binary(left, *op, right, expr, scope),
            ExprKind::Compare { left, bound } => {
                let (quantity, kind) = self.compared(left, bound, scope)?;
                let bound = self.bound(bound, (&kind, left.span), expr.span, scope)?;
                Some(Value::Condition(as_condition(Goal::Compare {
                    quantity,
                    bound,
                })))
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => self.choose(condition, then, otherwise, expr, scope),
            ExprKind::Extreme { greatest, of } => self.extreme(*greatest, of, scope),
            ExprKind::Aggregate {
                what,
                value,
                over,
                predicate,
            } => self.aggregate(*what, value.as_ref(), over, predicate, expr.span, scope),
            ExprKind::Timed { deed, limit } => {
                let fact = self.dated_fact(deed, scope)?;
                let goal = self.deeds_in_time(vec![fact], Some(limit), scope)?;
                Some(Value::Condition(as_condition(goal)))
            }
            ExprKind::Requirement(requirement) => {
                let goal = self.goal(requirement, expr.span, &Surroundings::default(), scope)?;
                Some(Value::Condition(as_condition(goal)))
            }
        }
    }

    /// A number as written, where it fits.
    pub(super) fn number(&mut self, number: &syntax::Number, span: Span) -> Option<Number> {
        Number::ratio(number.numerator, number.denominator).or_else(|| self.too_large(span))
    }

    fn too_large<T>(&mut self, span: Span) -> Option<T> {
        self.faults.push(
            Diagnostic::error(
                "E0337",
                span,
                text(
                    "the number is too large to be computed with exactly",
                    "số quá lớn, không thể tính chính xác",
                ),
            )
            .help(text("write a smaller number", "ghi số nhỏ hơn")),
        );
        None
    }

    fn days(&mut self, duration: &syntax::Duration, span: Span) -> Option<Value> {
        use syntax::TimeUnit::{ConsecutiveDays, Days, Hours, Months, Weeks, WorkingDays, Years};
        let factor = match duration.unit {
            Days | ConsecutiveDays => 1,
            Weeks => 7,
            Hours | WorkingDays | Months | Years => {
                let help = if duration.unit == Hours {
                    text(
                        "hours are told apart only between two events: `… within 72 hours of …`",
                        "giờ chỉ tính được giữa hai sự kiện: `… trong 72 giờ kể từ …`",
                    )
                } else {
                    text(
                        "working days, months and years are added to a date: `DATE + 3 months`; else write days, or a time limit: `within … of …`",
                        "ngày làm việc, tháng và năm chỉ cộng vào một ngày: `NGÀY + 3 tháng`; nếu không, ghi số ngày hoặc viết thành thời hạn: `trong … kể từ …`",
                    )
                };
                self.faults.push(
                    Diagnostic::error(
                        "E0336",
                        span,
                        text(
                            "this length of time is not a number of days",
                            "khoảng thời gian này không phải một số ngày",
                        ),
                    )
                    .label(text(
                        "its length in days is not fixed",
                        "độ dài tính theo ngày không cố định",
                    ))
                    .help(help),
                );
                return None;
            }
        };
        let amount = self.number(&duration.amount.node, duration.amount.span)?;
        let days = amount
            .checked_mul(Number::from(factor))
            .or_else(|| self.too_large(span))?;
        Some(Value::Quantity(Quantity::Number(days), Kind::Days))
    }

    /// `DATE + 3 months`, `DATE - 5 working days`.
    fn moved(
        &mut self,
        day: &Expr,
        by: &syntax::Duration,
        back: bool,
        span: Span,
        scope: &Scope,
    ) -> Option<Value> {
        let (day_span, moved) = (day.span, self.quantity(day, scope));
        let length = self.length(by);
        let ((day, kind), length) = (moved?, length?);
        if kind != Kind::Date {
            self.unlike_kinds((day_span, &kind), (span, &Kind::Days), "computed", "tính");
            return None;
        }
        let moved = Quantity::Moved {
            day: Box::new(day),
            length,
            back,
        };
        Some(Value::Quantity(moved, Kind::Date))
    }

    fn binary(
        &mut self,
        left: &Expr,
        op: Operator,
        right: &Expr,
        expr: &Expr,
        scope: &Scope,
    ) -> Option<Value> {
        if matches!(op, Operator::And | Operator::Or) {
            let (one, other) = (self.condition(left, scope), self.condition(right, scope));
            let both = vec![one?, other?];
            return Some(Value::Condition(if op == Operator::And {
                Condition::All(both)
            } else {
                Condition::Any(both)
            }));
        }
        match (&left.kind, op, &right.kind) {
            (_, Operator::Add | Operator::Subtract, ExprKind::Duration(by)) if by_calendar(by) => {
                return self.moved(left, by, op == Operator::Subtract, right.span, scope);
            }
            (ExprKind::Duration(by), Operator::Add, _) if by_calendar(by) => {
                return self.moved(right, by, false, left.span, scope);
            }
            _ => {}
        }
        let (one, other) = (self.quantity(left, scope), self.quantity(right, scope));
        let ((one, one_kind), (mut other, mut other_kind)) = (one?, other?);
        if matches!(op, Operator::Add | Operator::Subtract) {
            (other, other_kind) = one_kind.bring(other, other_kind);
        }
        let kind = match op {
            Operator::Add => one_kind.plus(&other_kind),
            Operator::Subtract => one_kind.minus(&other_kind),
            Operator::Multiply => one_kind.times(&other_kind),
            Operator::Divide => one_kind.by(&other_kind),
            Operator::And | Operator::Or => None,
        };
        let Some(kind) = kind else {
            self.unlike_kinds(
                (left.span, &one_kind),
                (right.span, &other_kind),
                "computed",
                "tính",
            );
            return None;
        };
        if op == Operator::Divide && other == Quantity::Number(Number::ZERO) {
            self.faults.push(
                Diagnostic::error(
                    "E0337",
                    expr.span,
                    text("this divides by zero", "phép chia cho số không"),
                )
                .help(text(
                    "divide by a number other than zero",
                    "chia cho một số khác không",
                )),
            );
            return None;
        }
        let (one, other) = (Box::new(one), Box::new(other));
        let quantity = match op {
            Operator::Subtract => Quantity::Subtract(one, other),
            Operator::Multiply => Quantity::Multiply(one, other),
            Operator::Divide => Quantity::Divide(one, other),
            Operator::Add | Operator::And | Operator::Or => Quantity::Add(one, other),
        };
        Some(Value::Quantity(quantity, kind))
    }

    /// Tells two quantities that do not go together.
    pub(super) fn unlike_kinds(
        &mut self,
        (left, left_kind): (Span, &Kind),
        (right, right_kind): (Span, &Kind),
        how: &str,
        how_vi: &str,
    ) {
        let (one, other) = (left_kind.name(), right_kind.name());
        let told = Diagnostic::error(
            "E0330",
            right,
            text(
                format!("{} is {how} with {}", one.en, other.en),
                format!("{} được {how_vi} với {}", one.vi, other.vi),
            ),
        )
        .label(text(
            format!("this is {}", other.en),
            format!("đây là {}", other.vi),
        ))
        .also(
            left,
            text(format!("this is {}", one.en), format!("đây là {}", one.vi)),
        );
        self.faults.push(match (left_kind, right_kind) {
            (Kind::Amount(unit), Kind::Number) => told.help(text(
                format!(
                    "write the unit behind the number: `{}`",
                    thousand(unit, Language::En)
                ),
                format!("ghi đơn vị sau số: `{}`", thousand(unit, Language::Vi)),
            )),
            (Kind::Points, Kind::Number) => told.help(text(
                "write `points` behind the number: `4 points`",
                "ghi `điểm` sau số: `4 điểm`",
            )),
            (Kind::Number, Kind::Amount(_)) => told.help(text(
                "leave the unit out: this is how many there are",
                "bỏ đơn vị tính: đây là số lượng đếm được",
            )),
            (Kind::Number, Kind::Share) => told.help(text(
                "for a share write `… % of POPULATION STATE`; for a count leave out the `%`",
                "nếu là tỷ lệ, viết `… % ĐỐI TƯỢNG TRẠNG THÁI`; nếu là số lượng, bỏ dấu `%`",
            )),
            (Kind::Amount(_), Kind::Share) => told.help(text(
                "a percentage of what? name it behind the number: `… % of AMOUNT`",
                "tỷ lệ phần trăm của cái gì? hãy ghi sau con số: `… % SỐ TIỀN`",
            )),
            (Kind::Share, Kind::Number) => told.help(text(
                "write a percentage: `15%`",
                "ghi một tỷ lệ phần trăm: `15%`",
            )),
            _ => told.help(text(
                "compare and compute like with like",
                "chỉ so sánh và tính những thứ cùng loại",
            )),
        });
    }

    fn choose(
        &mut self,
        condition: &Expr,
        then: &Expr,
        otherwise: &Expr,
        expr: &Expr,
        scope: &Scope,
    ) -> Option<Value> {
        let (when, one, other) = (
            self.condition(condition, scope),
            self.value(then, scope),
            self.value(otherwise, scope),
        );
        let (when, one, other) = (when?, one?, other?);
        if let (Value::Condition(one), Value::Condition(other)) = (&one, &other) {
            let not = Condition::Not(Box::new(when.clone()));
            let either = Condition::Any(vec![
                Condition::All(vec![when, one.clone()]),
                Condition::All(vec![not, other.clone()]),
            ]);
            return Some(Value::Condition(either));
        }
        let (one, one_kind) = self.as_quantity(one, then.span)?;
        let (other, other_kind) = self.as_quantity(other, otherwise.span)?;
        let Some(kind) = one_kind.meet(&other_kind) else {
            self.unlike_kinds(
                (then.span, &one_kind),
                (otherwise.span, &other_kind),
                "put side by side",
                "đặt song song",
            );
            return None;
        };
        let _ = expr;
        Some(Value::Quantity(
            Quantity::If(Box::new(when), Box::new(one), Box::new(other)),
            kind,
        ))
    }

    fn as_quantity(&mut self, value: Value, span: Span) -> Option<(Quantity, Kind)> {
        match value {
            Value::Quantity(quantity, kind) => Some((quantity, kind)),
            Value::Moment(fact) => Some((Quantity::Fact(fact), Kind::Date)),
            Value::Condition(_) => {
                self.faults.push(
                    Diagnostic::error(
                        "E0332",
                        span,
                        text("a number is wanted here", "ở đây cần một con số"),
                    )
                    .label(text(
                        "this can only be true or false",
                        "phần này chỉ có thể đúng hoặc sai",
                    ))
                    .help(text(
                        "let both alternatives be numbers, or both conditions",
                        "hai vế phải cùng là số, hoặc cùng là điều kiện",
                    )),
                );
                None
            }
        }
    }

    fn extreme(&mut self, greatest: bool, of: &[Expr], scope: &Scope) -> Option<Value> {
        let typed: Vec<_> = of
            .iter()
            .map(|one| self.quantity(one, scope).map(|typed| (typed, one.span)))
            .collect();
        let mut quantities = Vec::new();
        let mut known: Option<(Kind, Span)> = None;
        for one in typed {
            let ((mut quantity, mut kind), span) = one?;
            if let Some((before, _)) = &known {
                (quantity, kind) = before.bring(quantity, kind);
            }
            known = Some(match known {
                None => (kind, span),
                Some((before, first)) => {
                    if let Some(kind) = before.meet(&kind) {
                        (kind, first)
                    } else {
                        self.unlike_kinds((first, &before), (span, &kind), "compared", "so sánh");
                        return None;
                    }
                }
            });
            quantities.push(quantity);
        }
        let (kind, _) = known?;
        Some(Value::Quantity(
            if greatest {
                Quantity::Greatest(quantities)
            } else {
                Quantity::Least(quantities)
            },
            kind,
        ))
    }

    fn aggregate(
        &mut self,
        what: Aggregate,
        value: Option<&MemberRef>,
        over: &Selection,
        predicate: &[MemberRef],
        span: Span,
        scope: &Scope,
    ) -> Option<Value> {
        let members = self.selection(over, scope)?;
        let mut parts = Vec::new();
        for mut member in members {
            member.part.holds = self.holds(predicate, None, &member)?;
            parts.push(member);
        }
        let reduction = match what {
            Aggregate::Number => {
                return Some(Value::Quantity(
                    Quantity::Size(parts.into_iter().map(|member| member.part).collect()),
                    Kind::Number,
                ));
            }
            Aggregate::Share => {
                let pool = self.said_of_members(parts, span)?;
                return Some(Value::Quantity(Quantity::Share(pool), Kind::Share));
            }
            Aggregate::Sum => Reduction::Sum,
            Aggregate::Average => Reduction::Average,
            Aggregate::Least => Reduction::Least,
            Aggregate::Greatest => Reduction::Greatest,
        };
        let Some(value) = value else {
            self.faults.push(
                Diagnostic::error(
                    "E0333",
                    span,
                    text("nothing says what is summed", "chưa nêu tính đại lượng nào"),
                )
                .help(text(
                    "write `sum of FACT over POPULATION`",
                    "viết `tổng THÔNG TIN của ĐỐI TƯỢNG`",
                )),
            );
            return None;
        };
        let mut pairs = Vec::new();
        let mut known: Option<Kind> = None;
        for member in parts {
            let (fact, kind) = self.member_quantity(value, &member)?;
            match &known {
                Some(before) if *before != kind => {
                    self.unlike_kinds(
                        (value.span, before),
                        (value.span, &kind),
                        "counted together",
                        "gộp",
                    );
                    return None;
                }
                Some(_) | None => known = Some(kind),
            }
            pairs.push((member.part, fact));
        }
        Some(Value::Quantity(Quantity::Over(reduction, pairs), known?))
    }
}

/// A requirement that is asked about rather than made.
fn as_condition(goal: Goal) -> Condition {
    match goal {
        // Growth may not apply, which a plain comparison does not know.
        Goal::Compare { quantity, bound } if !matches!(quantity, Quantity::Growth(_)) => {
            Condition::Compare(Box::new(quantity), Box::new(bound))
        }
        other => Condition::Goal(Box::new(other)),
    }
}

/// A number of a unit, as an example.
fn thousand(unit: &str, language: Language) -> String {
    match unit {
        units::PERCENT => "10%".to_owned(),
        _ => format!("1000 {}", units::written(unit, language)),
    }
}

/// Whether a length has no fixed number of days, and is reckoned by the calendar.
fn by_calendar(length: &syntax::Duration) -> bool {
    matches!(
        length.unit,
        syntax::TimeUnit::WorkingDays | syntax::TimeUnit::Months | syntax::TimeUnit::Years
    )
}

/// A day as a number: days since 1 January 1970.
pub(super) fn day_number(date: jiff_core::civil::Date) -> Number {
    Number::from(i64::from(date.to_unix_epoch_day().day()))
}
