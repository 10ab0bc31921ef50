//! Days of members and deeds held against a day that is named: `đưa vào sử dụng trước ngày 22/03/2026`.

use pest::iterators::Pair;

use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::figures;
use crate::lines::Token;
use crate::source::Span;
use crate::syntax::{Bound, Comparator, Date, Expr, ExprKind, Leads, Point};

use super::lower::{Lowered, Lowerer};
use super::{Rule, is_sentence};

/// What was done to members until a day, right behind their name.
#[derive(Clone)]
pub(super) struct ChosenBy {
    /// What was done.
    fact: String,
    /// The words that name the day.
    day: Span,
}

impl Lowerer<'_> {
    /// A day held against another.
    pub(super) fn dated(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let (Some(name), Some(day)) = (parts.next(), parts.next()) else {
            return Err(Box::new(faults::left_over(span)));
        };
        let place = self.span(&name);
        let left = Expr {
            kind: ExprKind::Name(self.any_fact(&name)?),
            span: place,
        };
        let kind = ExprKind::Compare {
            left: Box::new(left),
            bound: Box::new(self.day_bound(day)?),
        };
        Ok(Expr { kind, span })
    }

    fn day_bound(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let (mut how, mut point) = (None, None);
        for child in pair.into_inner() {
            let place = self.span(&child);
            match child.as_rule() {
                Rule::before => how = Some(Comparator::Under),
                Rule::from | Rule::since_word => how = Some(Comparator::AtLeast),
                Rule::after => how = Some(Comparator::Over),
                Rule::by | Rule::to => how = Some(Comparator::AtMost),
                Rule::point_said | Rule::point_after => {
                    point = Some((self.point(child)?, place));
                }
                _ => {}
            }
        }
        let (Some(how), Some((point, place))) = (how, point) else {
            return Err(Box::new(faults::missing_date(span)));
        };
        let ends = matches!(how, Comparator::Over | Comparator::AtMost);
        let date = edge(point, ends).ok_or_else(|| Box::new(faults::missing_date(span)))?;
        let kind = ExprKind::Date(date);
        Ok(Bound::Compare(how, Expr { kind, span: place }))
    }

    /// What was done to members until a day, if some words say so.
    pub(super) fn day_until(&self, dated: &Pair<'_, Rule>) -> Option<ChosenBy> {
        let mut parts = dated.clone().into_inner();
        let (name, day) = (parts.next()?, parts.next()?);
        (day.as_rule() == Rule::before_day).then(|| ChosenBy {
            fact: self.said(self.span(&name)),
            day: self.span(&day),
        })
    }

    /// `hồ sơ tiếp nhận trước năm 2027 phải được số hóa`: the one time of the sentence may say which members are meant,
    /// or when it is due.
    pub(super) fn chosen_or_due(&mut self, leads: &Leads, whole: Span) -> Lowered<()> {
        let Some(chosen) = self.chosen_by.take() else {
            return Ok(());
        };
        let ChosenBy { fact, day } = chosen;
        let is_timed = leads.deadline.is_some() || leads.starting.is_some();
        if is_timed || !self.reads_first(day) {
            return Ok(());
        }
        let (said, rest) = (self.said(day), self.without(whole, day));
        let (chosen, instead) = (format!("{fact} {said}"), format!("{said}, {rest}"));
        Err(Box::new(faults::chosen_or_due(
            day,
            Some(&chosen),
            &instead,
        )))
    }

    /// Whether the sentence reads with some of its words in front.
    fn reads_first(&self, part: Span) -> bool {
        let is_part =
            |token: &&Token<'_>| part.start <= token.span.start && token.span.end <= part.end;
        let (mut words, rest): (Vec<_>, Vec<_>) = self.tokens.iter().partition(is_part);
        words.extend(rest);
        let moved: Vec<Token<'_>> = words.into_iter().copied().collect();
        is_sentence(&moved, self.reader)
    }

    /// Whether a condition ends with a day that the sentence may be due by, too.
    pub(super) fn ends_with_a_day(&self, condition: &Pair<'_, Rule>) -> bool {
        self.last_day(condition).is_some()
    }

    /// `thông báo nếu nhận được kế hoạch trước ngày 31/01/2027`
    pub(super) fn day_of_condition(&self, condition: &Pair<'_, Rule>) -> Diagnostic {
        let (span, day) = (
            self.span(condition),
            self.last_day(condition).unwrap_or_default(),
        );
        let (asked, day_said) = (self.said(span), self.said(day));
        let whole = self.span_between(0, usize::MAX);
        let chosen = format!("{asked}, {}", self.without(whole, span));
        let due = format!("{day_said}, {}", self.without(whole, day));
        faults::day_of_condition(day, &chosen, &due)
    }

    fn last_day(&self, condition: &Pair<'_, Rule>) -> Option<Span> {
        let end = condition.as_span().end();
        let mut inside = condition.clone().into_inner().flatten();
        inside
            .find(|part| {
                matches!(part.as_rule(), Rule::before_day | Rule::from_day)
                    && part.as_span().end() == end
            })
            .map(|day| self.span(&day))
    }

    /// Some words without others that stand among them.
    fn without(&self, whole: Span, part: Span) -> String {
        let before = Span {
            end: part.start,
            ..whole
        };
        let after = Span {
            start: part.end,
            ..whole
        };
        let parts = [self.said(before), self.said(after)];
        let parts = parts.iter().map(|part| part.trim_matches([',', ' ']));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// The first day of a stretch of time, or its last.
fn edge(point: Point, last: bool) -> Option<Date> {
    let (year, first, end) = match point {
        Point::Day(day) => return Some(day),
        Point::Month(year, month) => (year, month, month),
        Point::Year(year) => (year, 1, 12),
        _ => return None,
    };
    let month = if last { end } else { first };
    let day = figures::civil(year, i16::from(month), 1).ok()?;
    Some(if last { day.last_of_month() } else { day })
}
