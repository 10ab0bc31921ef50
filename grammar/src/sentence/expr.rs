//! Expressions.

use pest::iterators::Pair;

use crate::faults;
use crate::names::NameKind;
use crate::source::Spanned;
use crate::syntax::{
    Aggregate, Bound, Comparator, Expr, ExprKind, Notation, Number, Operator, Past, Requirement,
    Share, ShareBase,
};

use super::Rule;
use super::lower::{Lowered, Lowerer};
use super::requirement::{both, comparator};
use super::resolve::Meaning;

impl Lowerer<'_> {
    /// A whole expression.
    pub(crate) fn value(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        match pair
            .into_inner()
            .find(|child| child.as_rule() == Rule::expr)
        {
            Some(expr) => self.expr(expr),
            None => Err(Box::new(faults::no_requirement(span))),
        }
    }

    /// `A or B and not C`.
    pub(super) fn expr(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        self.joined(pair, Operator::Or, |lowerer, child| {
            lowerer.joined(child, Operator::And, Self::not)
        })
    }

    fn joined(
        &mut self,
        pair: Pair<'_, Rule>,
        op: Operator,
        operand: impl Fn(&mut Self, Pair<'_, Rule>) -> Lowered<Expr>,
    ) -> Lowered<Expr> {
        let span = self.span(&pair);
        let mut left: Option<Expr> = None;
        for child in pair
            .into_inner()
            .filter(|child| !matches!(child.as_rule(), Rule::or | Rule::and))
        {
            let right = operand(self, child)?;
            left = Some(match left {
                Some(left) => binary(left, op, right),
                None => right,
            });
        }
        left.ok_or_else(|| Box::new(faults::left_over(span)))
    }

    fn not(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let mut negations = 0;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::not | Rule::is_not => {
                    negations += 1;
                    continue;
                }
                Rule::is => continue,
                _ => {}
            }
            let mut expr = self.compare(child)?;
            for _ in 0..negations {
                expr = Expr {
                    kind: ExprKind::Not(Box::new(expr)),
                    span,
                };
            }
            return Ok(expr);
        }
        Err(Box::new(faults::left_over(span)))
    }

    fn compare(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let mut children = pair.into_inner();
        let Some(first) = children.next() else {
            return Err(Box::new(faults::left_over(span)));
        };
        if first.as_rule() == Rule::quantified {
            let requirement = self.quantified(first, None)?.0;
            return Ok(Expr {
                kind: ExprKind::Requirement(Box::new(requirement)),
                span,
            });
        }
        if first.as_rule() == Rule::dated {
            return self.dated(first);
        }
        let left = self.sum(first)?;
        match children.next() {
            None => Ok(left),
            Some(option) if option.as_rule() == Rule::is_option => self.is_option(left, option),
            Some(growth) if growth.as_rule() == Rule::growth => self.growth(left, growth),
            Some(timed) if timed.as_rule() == Rule::timed => self.timed(left, timed),
            Some(relation) => self.relation(left, relation),
        }
    }

    fn is_option(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = left.span.to(self.span(&pair));
        let ExprKind::Name(choice) = left.kind else {
            return Err(Box::new(faults::not_a_choice(left.span)));
        };
        let Some(declared) = self
            .reader
            .names
            .id(&choice.document, &choice.id)
            .filter(|id| self.is_kind(*id, &[NameKind::Choice]))
        else {
            return Err(Box::new(faults::not_a_choice(left.span)));
        };
        let (mut negated, mut found) = (false, None::<Expr>);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::is_not | Rule::not => negated = true,
                Rule::option => {
                    let option = self
                        .names(&child)
                        .iter()
                        .copied()
                        .find(|id| self.reader.names.at(*id).owner == Some(declared));
                    let place = self.span(&child);
                    let Some(option) = option else {
                        return Err(Box::new(faults::not_an_option_of(
                            place,
                            self.reader.names.at(declared),
                        )));
                    };
                    let option = self.reader.names.reference(option, place);
                    let one = Expr {
                        kind: ExprKind::IsOption {
                            choice: choice.clone(),
                            option,
                            negated,
                        },
                        span: left.span.to(place),
                    };
                    // What is not one or another is neither.
                    let how = if negated { Operator::And } else { Operator::Or };
                    found = Some(match found {
                        Some(before) => binary(before, how, one),
                        None => one,
                    });
                }
                _ => {}
            }
        }
        found.ok_or_else(|| Box::new(faults::not_a_choice(span)))
    }

    /// `a plan issued before the session`.
    pub(super) fn timed(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let place = self.span(&pair);
        let ExprKind::Name(deed) = left.kind else {
            return Err(Box::new(faults::left_over(place)));
        };
        let limit = Box::new(Spanned::new(self.limit(pair)?, place));
        Ok(Expr {
            kind: ExprKind::Timed { deed, limit },
            span: left.span.to(place),
        })
    }

    /// `increases by at least 5% compared with last year`.
    fn growth(&mut self, of: Expr, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let place = self.span(&pair);
        let span = of.span.to(place);
        let (mut falls, mut level, mut since, mut bound) = (false, false, Past::LastYear, None);
        for child in pair.into_inner() {
            let own = self.span(&child);
            match child.as_rule() {
                Rule::decreases => falls = true,
                Rule::compared_with_level => level = true,
                Rule::past => since = past(child),
                Rule::span_bound => bound = Some(self.span_bound(child)?),
                Rule::any_compared => bound = Some(self.compared(child)?),
                Rule::related_suffix => bound = Some(self.suffixed(child)?),
                Rule::bare => {
                    let value = self.said(own);
                    return Err(Box::new(faults::percent_without_comparator(own, &value)));
                }
                _ => {}
            }
        }
        let bound = bound.ok_or_else(|| Box::new(faults::missing_number(place)))?;
        self.no_times(&bound, place, falls)?;
        let growth = ExprKind::Growth {
            of: Box::new(of),
            falls,
            level,
            since,
        };
        Ok(Expr {
            kind: ExprKind::Compare {
                left: Box::new(Expr { kind: growth, span }),
                bound: Box::new(bound),
            },
            span,
        })
    }

    /// `at least 5`, `over half of people present`, after what is compared.
    pub(super) fn relation(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let place = self.span(&pair);
        let span = left.span.to(place);
        let (mut bound, mut whole) = (None, None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::past_compared => return self.past_compared(left, child),
                Rule::span_bound => {
                    bound = Some(Spanned::new(
                        self.span_bound(child.clone())?,
                        self.span(&child),
                    ));
                }
                Rule::any_compared => {
                    bound = Some(Spanned::new(
                        self.compared(child.clone())?,
                        self.span(&child),
                    ));
                }
                Rule::related_suffix => {
                    bound = Some(Spanned::new(
                        self.suffixed(child.clone())?,
                        self.span(&child),
                    ));
                }
                Rule::ratio_whole => {
                    let sum = child
                        .into_inner()
                        .find(|child| child.as_rule() == Rule::sum);
                    whole = sum.map(|sum| self.sum(sum)).transpose()?;
                    if let Some(bound) = bound
                        .as_ref()
                        .filter(|bound: &&Spanned<Bound>| !self.is_share(&bound.node))
                    {
                        return Err(Box::new(faults::ratio_without_share(bound.span)));
                    }
                }
                Rule::also_compared => {
                    let first = bound.take().map(|bound| bound.node);
                    let joined = self.also_compared(child, first, whole.take())?;
                    bound = Some(Spanned::new(joined, place));
                }
                _ => {}
            }
        }
        match (bound, whole) {
            (Some(bound), Some(whole)) => Ok(ratio(left, bound, whole)),
            (Some(bound), None) => {
                self.no_appointment(&left, &bound.node, bound.span)?;
                self.no_times_of_deed(&left, &bound.node, bound.span)?;
                Ok(Expr {
                    kind: ExprKind::Compare {
                        left: Box::new(left),
                        bound: Box::new(bound.node),
                    },
                    span,
                })
            }
            (None, _) => Err(Box::new(faults::left_over(place))),
        }
    }

    /// `more than last year`, and `more than last year by at least 5%`.
    fn past_compared(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let place = self.span(&pair);
        let span = left.span.to(place);
        let (mut how, mut since, mut by) = (Comparator::Exactly, Past::LastYear, None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::comparator => {
                    let word = child.into_inner().next();
                    how = word.map_or(how, |word| comparator(word.as_rule()));
                }
                Rule::not_equal => how = Comparator::Not,
                Rule::past => since = past(child),
                Rule::any_compared => by = Some(self.compared(child)?),
                Rule::related_suffix => by = Some(self.suffixed(child)?),
                _ => {}
            }
        }
        let falls = matches!(how, Comparator::Under | Comparator::AtMost);
        let name = match (&left.kind, &by) {
            (ExprKind::Name(name), None) => Some(name.clone()),
            _ => None,
        };
        if let Some(of) = name {
            let kind = ExprKind::Past { of, which: since };
            let bound = Box::new(Bound::Compare(how, Expr { kind, span: place }));
            let left = Box::new(left);
            let kind = ExprKind::Compare { left, bound };
            return Ok(Expr { kind, span });
        }
        let nothing = match &left.kind {
            ExprKind::Aggregate {
                what: Aggregate::Share,
                ..
            } => ExprKind::PercentagePoints,
            _ => ExprKind::Number,
        };
        let zero = Number {
            numerator: 0,
            denominator: 1,
            notation: Notation::Digits,
        };
        let bound = match (by, how) {
            (Some(by), Comparator::Over | Comparator::Under) => by,
            (None, Comparator::Over | Comparator::Under) => Bound::Compare(
                Comparator::Over,
                Expr {
                    kind: nothing(zero),
                    span: place,
                },
            ),
            (None, Comparator::AtLeast | Comparator::AtMost) => Bound::Compare(
                Comparator::AtLeast,
                Expr {
                    kind: nothing(zero),
                    span: place,
                },
            ),
            _ => return Err(Box::new(faults::left_over(place))),
        };
        let growth = ExprKind::Growth {
            of: Box::new(left),
            falls,
            level: false,
            since,
        };
        let left = Box::new(Expr { kind: growth, span });
        let bound = Box::new(bound);
        let kind = ExprKind::Compare { left, bound };
        Ok(Expr { kind, span })
    }

    /// `… and not less than 50`, after a first bound, which may have been a share of a whole.
    fn also_compared(
        &mut self,
        pair: Pair<'_, Rule>,
        first: Option<Bound>,
        whole: Option<Expr>,
    ) -> Lowered<Bound> {
        let span = self.span(&pair);
        let two = || Box::new(faults::two_requirements(span));
        let second = pair.into_inner().next().ok_or_else(two)?;
        let second = self.compared(second)?;
        let first = match (first, whole) {
            (Some(Bound::Compare(how, share)), Some(whole)) => {
                Bound::Compare(how, binary(share, Operator::Multiply, whole))
            }
            (first, _) => first.ok_or_else(two)?,
        };
        both(first, second).ok_or_else(two)
    }

    /// `A + B * C`.
    pub(super) fn sum(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        self.chain(pair, |lowerer, child| lowerer.chain(child, Self::atom))
    }

    fn chain(
        &mut self,
        pair: Pair<'_, Rule>,
        operand: impl Fn(&mut Self, Pair<'_, Rule>) -> Lowered<Expr>,
    ) -> Lowered<Expr> {
        let span = self.span(&pair);
        let mut left: Option<Expr> = None;
        let mut op = Operator::Add;
        for child in pair.into_inner() {
            op = match child.as_rule() {
                Rule::plus => Operator::Add,
                Rule::minus => Operator::Subtract,
                Rule::times => Operator::Multiply,
                Rule::divided_by => Operator::Divide,
                _ => {
                    let right = operand(self, child)?;
                    left = Some(match left {
                        Some(left) => binary(left, op, right),
                        None => right,
                    });
                    continue;
                }
            };
        }
        left.ok_or_else(|| Box::new(faults::left_over(span)))
    }

    fn atom(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let Some(form) = pair.into_inner().next() else {
            return Err(Box::new(faults::left_over(span)));
        };
        let kind = match form.as_rule() {
            Rule::literal => return self.literal(form),
            Rule::multiple => return self.multiple(form),
            Rule::group => {
                let inner = form
                    .into_inner()
                    .find(|child| child.as_rule() == Rule::expr);
                let inner = inner.map(|inner| self.expr(inner)).transpose()?;
                return inner.ok_or_else(|| Box::new(faults::left_over(span)));
            }
            Rule::date => ExprKind::Date(self.date(&form)?),
            Rule::truth => ExprKind::Bool(
                form.into_inner()
                    .next()
                    .is_some_and(|word| word.as_rule() == Rule::yes),
            ),
            Rule::if_else => self.if_else(form)?,
            Rule::extreme => self.extreme(form)?,
            Rule::aggregate => return self.aggregate(form),
            _ => self.named(form)?,
        };
        Ok(Expr { kind, span })
    }

    /// `15%`, `5 days`, `1000 VND`, `one third`.
    pub(super) fn literal(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let mut number = None;
        for child in pair.clone().into_inner() {
            match child.as_rule() {
                Rule::number | Rule::fraction => number = Some(self.number(&child)?),
                Rule::percent => {
                    let kind = number
                        .map(ExprKind::Percent)
                        .ok_or_else(|| Box::new(faults::missing_number(span)))?;
                    return Ok(Expr { kind, span });
                }
                Rule::points | Rule::percentage_points => {
                    let of = if child.as_rule() == Rule::points {
                        ExprKind::Points
                    } else {
                        ExprKind::PercentagePoints
                    };
                    let kind = number
                        .map(of)
                        .ok_or_else(|| Box::new(faults::missing_number(span)))?;
                    return Ok(Expr { kind, span });
                }
                Rule::unit => {
                    return self.duration(pair).map(|duration| Expr {
                        kind: ExprKind::Duration(duration),
                        span,
                    });
                }
                Rule::money_unit => {
                    let unit = match self.item(&child).map(|item| &item.meaning) {
                        Some(Meaning::Unit(unit)) => unit.clone(),
                        _ => String::new(),
                    };
                    let kind = number
                        .map(|amount| ExprKind::Money { amount, unit })
                        .ok_or_else(|| Box::new(faults::missing_number(span)))?;
                    return Ok(Expr { kind, span });
                }
                _ => {}
            }
        }
        let kind = number
            .map(ExprKind::Number)
            .ok_or_else(|| Box::new(faults::missing_number(span)))?;
        Ok(Expr { kind, span })
    }

    fn if_else(&mut self, pair: Pair<'_, Rule>) -> Lowered<ExprKind> {
        let span = self.span(&pair);
        let mut parts = Vec::new();
        for child in pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::expr)
        {
            parts.push(Box::new(self.expr(child)?));
        }
        let mut parts = parts.into_iter();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(condition), Some(then), Some(otherwise)) => Ok(ExprKind::If {
                condition,
                then,
                otherwise,
            }),
            _ => Err(Box::new(faults::left_over(span))),
        }
    }

    fn extreme(&mut self, pair: Pair<'_, Rule>) -> Lowered<ExprKind> {
        let mut of = Vec::new();
        let mut greatest = false;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::greater_of => greatest = true,
                Rule::sum => of.push(self.sum(child)?),
                _ => {}
            }
        }
        Ok(ExprKind::Extreme { greatest, of })
    }

    fn aggregate(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let (mut what, mut over, mut value, mut predicate) =
            (Aggregate::Number, None, None, Vec::new());
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::share_of => what = Aggregate::Share,
                Rule::figure_of => what = figure(child),
                Rule::quantity => {
                    let name = self.any_fact(&child)?;
                    return Ok(Expr {
                        kind: ExprKind::Name(name),
                        span: self.span(&child),
                    });
                }
                Rule::value_name => value = Some(child),
                Rule::selection => over = Some(self.enter(child, false)?),
                Rule::predicate => predicate = self.predicate(child)?,
                _ => {}
            }
        }
        let value = value.map(|value| self.member(&value)).transpose()?;
        self.leave();
        let over = over.ok_or_else(|| Box::new(faults::left_over(span)))?;
        Ok(Expr {
            kind: ExprKind::Aggregate {
                what,
                value,
                over,
                predicate,
            },
            span,
        })
    }

    /// `2 lần chi y tế`: so many times as much.
    fn multiple(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let (mut times, mut of) = (None, None);
        for child in pair.into_inner() {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::number => {
                    let kind = ExprKind::Number(self.number(&child)?);
                    times = Some(Expr { kind, span });
                }
                Rule::multiplied => {
                    let kind = self.named(child)?;
                    of = Some(Expr { kind, span });
                }
                _ => {}
            }
        }
        match (times, of) {
            (Some(times), Some(of)) => Ok(binary(times, Operator::Multiply, of)),
            _ => Err(Box::new(faults::left_over(span))),
        }
    }

    fn named(&mut self, pair: Pair<'_, Rule>) -> Lowered<ExprKind> {
        let span = self.span(&pair);
        let mut name = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::any_name | Rule::score_name | Rule::quantity => {
                    name = Some(self.any_fact(&child)?);
                }
                Rule::past => {
                    let which = past(child);
                    return name
                        .map(|of| ExprKind::Past { of, which })
                        .ok_or_else(|| Box::new(faults::left_over(span)));
                }
                _ => {}
            }
        }
        name.map(ExprKind::Name)
            .ok_or_else(|| Box::new(faults::left_over(span)))
    }
}

fn past(pair: Pair<'_, Rule>) -> Past {
    match pair.into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::last_year) => Past::LastYear,
        _ => Past::PreviousPeriod,
    }
}

fn figure(pair: Pair<'_, Rule>) -> Aggregate {
    match pair.into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::average_of) => Aggregate::Average,
        Some(Rule::least_of) => Aggregate::Least,
        Some(Rule::greatest_of) => Aggregate::Greatest,
        _ => Aggregate::Sum,
    }
}

fn ratio(part: Expr, bound: Spanned<Bound>, whole: Expr) -> Expr {
    let span = part.span.to(whole.span);
    let share = Share {
        bound,
        base: ShareBase::Ratio { part, whole },
        predicate: Vec::new(),
    };
    Expr {
        kind: ExprKind::Requirement(Box::new(Requirement::Share(share))),
        span,
    }
}

/// `not X`.
pub(super) fn negated(expr: Expr) -> Expr {
    let span = expr.span;
    Expr {
        kind: ExprKind::Not(Box::new(expr)),
        span,
    }
}

/// Two expressions and what joins them.
pub(super) fn binary(left: Expr, op: Operator, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    Expr {
        kind: ExprKind::Binary {
            left: Box::new(left),
            op,
            right: Box::new(right),
        },
        span,
    }
}
