//! Words that laws use in two ways: read in one of them without a word, a sentence would ask the opposite.

use pest::iterators::Pair;

use super::Rule;
use super::lower::{Lowered, Lowerer};
use super::resolve::Meaning;
use crate::faults;
use crate::keywords::Keyword;
use crate::names::NameKind;
use crate::source::{Span, Spanned};
use crate::syntax::{
    Aggregate, Bound, Comparator, Deadline, Expr, ExprKind, Leads, Operator, Point, Ref,
    Requirement,
};
use crate::words::fold;

/// What stands before `được` where it only adds to a duty.
const DUTY: &[&str] = &["phải", "cần", "đã", "đảm", "bảo", "không"];

/// In bytes.
const LONGEST_SIGN: u32 = 1;

impl Lowerer<'_> {
    /// `không phải gửi báo cáo` says that nobody has to, as often as that nobody may.
    pub(super) fn no_exemption(&self, denied: &Expr, span: Span) -> Lowered<()> {
        let ExprKind::Name(act) = &denied.kind else {
            return Ok(());
        };
        let said = self.said(span);
        let mut words = said.split(' ').map(fold);
        let said = ["không", "phải"].map(fold).map(Some);
        if self.is(act, NameKind::Act) && [words.next(), words.next()] == said {
            let act = self.said(denied.span);
            return Err(Box::new(faults::exemption(span, &act)));
        }
        Ok(())
    }

    /// `xã được thu tiền` allows it, as often as it asks for it.
    pub(super) fn no_permission(&self, act: &Ref) -> Lowered<()> {
        let at = self
            .tokens
            .iter()
            .position(|token| token.span.start == act.span.start);
        let before = |by: usize| {
            let token = at.and_then(|at| self.tokens.get(at.checked_sub(by)?));
            token.map(|token| (fold(token.text), token.span))
        };
        let Some((_, span)) = before(1).filter(|(word, _)| *word == fold("được")) else {
            return Ok(());
        };
        let is_duty = before(2).is_some_and(|(word, _)| DUTY.iter().any(|duty| word == fold(duty)));
        if is_duty || !self.is(act, NameKind::Act) {
            return Ok(());
        }
        let said = self.said(act.span);
        Err(Box::new(faults::permission(span.to(act.span), &said)))
    }

    /// `mỗi hộ có tiền dịch vụ không quá 25.000 đồng/tháng`: a price for each month, or so much in each month.
    pub(super) fn no_price(&self, per: &Pair<'_, Rule>, of_members: bool) -> Lowered<()> {
        let behind_unit = matches!(
            self.before(per).map(|item| &item.meaning),
            Some(Meaning::Unit(_))
        );
        let slash = per.clone().into_inner().next();
        let slash = slash.is_some_and(|first| first.as_rule() == Rule::divided_by);
        if of_members && behind_unit && slash {
            return Err(Box::new(faults::price(self.span(per))));
        }
        Ok(())
    }

    /// `trong tháng 12 không được chia sẻ tài khoản`: what is done may be done before; what must not be is bound to that time.
    pub(super) fn only_within(&self, leads: &mut Leads, requirement: &Requirement) -> Lowered<()> {
        let Some(within) = self.within else {
            return Ok(());
        };
        let forbids = leads.modality.is_some_and(|said| said.node.forbids());
        if !forbids
            && !matches!(requirement, Requirement::Count(count) if is_ceiling(&count.bound.node))
        {
            return Ok(());
        }
        let year = match leads.deadline.map(|deadline| deadline.node) {
            Some(Deadline::By(Point::Year(year))) if within.year => year,
            _ => return Err(Box::new(faults::only_within(within.span))),
        };
        if forbids {
            let only = Deadline::Throughout {
                from: year,
                to: year,
            };
            leads.deadline = Some(Spanned::new(only, within.span));
        }
        Ok(())
    }

    /// `chậm nhất năm 2027 không được đốt rơm rạ`: from then on, or until then?
    pub(super) fn no_ban_by(&self, leads: &Leads) -> Lowered<()> {
        let forbids = leads.modality.is_some_and(|said| said.node.forbids());
        let Some(deadline) = leads.deadline.filter(|_| forbids) else {
            return Ok(());
        };
        let Deadline::By(point) = deadline.node else {
            return Ok(());
        };
        let said = self.said(deadline.span);
        // `đến hết năm 2027` is until then.
        if said.split(' ').any(|word| fold(word) == fold("hết")) {
            return Ok(());
        }
        Err(Box::new(faults::ban_by(deadline.span, point)))
    }

    /// `trả kết quả đúng ngày hẹn`: whoever keeps an appointment may be early; `bằng` is that day alone.
    pub(super) fn no_appointment(&self, left: &Expr, bound: &Bound, place: Span) -> Lowered<()> {
        let Bound::Compare(Comparator::Exactly, day) = bound else {
            return Ok(());
        };
        let is_day = |of: &Expr| match &of.kind {
            ExprKind::Name(name) => self.is(name, NameKind::Date) || self.is(name, NameKind::Act),
            _ => false,
        };
        if !(is_day(left) && is_day(day)) {
            return Ok(());
        }
        let comparator = Span {
            start: left.span.end,
            end: day.span.start,
            ..left.span
        };
        let said = self.said(comparator);
        let words: Vec<String> = said.split(' ').map(fold).collect();
        let just = words.iter().any(|word| *word == fold("đúng"));
        if !just || words.iter().any(|word| *word == fold("bằng")) {
            return Ok(());
        }
        let (deed, of) = (self.said(left.span), self.said(day.span));
        Err(Box::new(faults::appointment(place, &deed, &of)))
    }

    /// `mỗi hộ được vay vốn một lần`: a right, or a duty.
    pub(super) fn no_entitlement(&self, deed: &Pair<'_, Rule>) -> Lowered<()> {
        let span = self.span(deed);
        let often = deed
            .clone()
            .into_inner()
            .find(|child| child.as_rule() == Rule::how_often);
        let bounded = |often: &Pair<'_, Rule>| {
            let mut words = often.clone().into_inner();
            words.any(|word| word.as_rule() == Rule::at_least)
        };
        let Some(often) = often.filter(|often| !bounded(often)) else {
            return Ok(());
        };
        let first = self
            .tokens
            .iter()
            .position(|token| token.span.start == span.start)
            .unwrap_or_default();
        let word = |at: Option<usize>| {
            at.and_then(|at| self.tokens.get(at))
                .map(|token| fold(token.text))
        };
        let received = fold("được");
        // The name of a state may begin with it.
        let at = if word(Some(first)).as_ref() == Some(&received) {
            first
        } else {
            match first.checked_sub(1) {
                Some(before) if word(Some(before)).as_ref() == Some(&received) => before,
                _ => return Ok(()),
            }
        };
        let before = word(at.checked_sub(1));
        if before.is_some_and(|word| DUTY.iter().any(|duty| word == fold(duty))) {
            return Ok(());
        }
        let place = self.span(&often);
        let said = self.said(Span {
            end: place.start,
            ..span
        });
        Err(Box::new(faults::entitlement(span, &said)))
    }

    /// What a bound is worked out from, unless it is more likely a stretch, or so much a head.
    pub(super) fn plain_bound(&self, bound: &Expr) -> Lowered<()> {
        let ExprKind::Binary { left, op, right } = &bound.kind else {
            return Ok(());
        };
        // With blanks around the sign it is divided; `10/officer` is written as one.
        let apart = right.span.start.saturating_sub(left.span.end);
        let (first, second) = (self.said(left.span), self.said(right.span));
        let fault = match (op, &left.kind, &right.kind) {
            // Nobody leaves it to the reader to take one number from another.
            (
                Operator::Subtract,
                ExprKind::Number(_) | ExprKind::Percent(_) | ExprKind::Money { .. },
                ExprKind::Number(_) | ExprKind::Percent(_) | ExprKind::Money { .. },
            ) => faults::stretch_or_difference(bound.span, &first, &second),
            (Operator::Divide, ExprKind::Number(_) | ExprKind::Money { .. }, _)
                if apart <= LONGEST_SIGN && self.counts(right) =>
            {
                faults::per_head(bound.span, &first, &second, self.names_bearer(right))
            }
            _ => return Ok(()),
        };
        Err(Box::new(fault))
    }

    /// `tăng ít nhất 2 lần so với năm trước`: twice as much, or two occasions more?
    pub(super) fn no_times(&self, bound: &Bound, span: Span, falls: bool) -> Lowered<()> {
        let Bound::Compare(how, by) = bound else {
            return Ok(());
        };
        let said = self.said(by.span);
        let times = Keyword::Occasions.forms(self.reader.language);
        match said
            .split_once(' ')
            .filter(|(_, last)| times.contains(last))
        {
            Some((number, _)) => Err(Box::new(faults::times_or_more(span, *how, number, falls))),
            None => Ok(()),
        }
    }

    /// `diễn tập không quá 1 lần`: how many times, of what is done or not.
    pub(super) fn no_times_of_deed(&self, left: &Expr, bound: &Bound, place: Span) -> Lowered<()> {
        let kinds = [NameKind::Act, NameKind::Date, NameKind::State];
        let is_deed = |of: &Expr| match &of.kind {
            ExprKind::Name(name) => kinds.iter().any(|kind| self.is(name, *kind)),
            _ => false,
        };
        let (Bound::Compare(_, last) | Bound::Between(_, last)) = bound else {
            return Ok(());
        };
        let is_number = |of: &Expr| matches!(of.kind, ExprKind::Number(_));
        if let Bound::Between(first, last) = bound
            && is_number(first)
            && is_number(last)
            && is_deed(left)
            && self
                .said(place)
                .split(' ')
                .any(|word| fold(word) == fold("ngày"))
        {
            let last = self.said(last.span);
            return Err(Box::new(faults::stretch_of_days(place, &last)));
        }
        let said = self.said(last.span.to(place));
        let times = Keyword::Occasions.forms(self.reader.language);
        let is_times = said.split(' ').any(|word| times.contains(&word));
        if is_times && is_deed(left) {
            return Err(Box::new(faults::deed_counted(place)));
        }
        Ok(())
    }

    fn counts(&self, of: &Expr) -> bool {
        match &of.kind {
            ExprKind::Name(name) => [
                NameKind::Population,
                NameKind::Group,
                NameKind::Level,
                NameKind::Count,
            ]
            .iter()
            .any(|kind| self.is(name, *kind)),
            ExprKind::Aggregate { what, .. } => *what == Aggregate::Number,
            _ => false,
        }
    }

    /// Whether an expression names the level that bears the rule.
    fn names_bearer(&self, of: &Expr) -> bool {
        let ExprKind::Name(name) = &of.kind else {
            return false;
        };
        let id = self.reader.names.id(&name.document, &name.id);
        id.is_some_and(|id| self.reader.bearers.contains(&id))
    }

    fn is(&self, name: &Ref, kind: NameKind) -> bool {
        let name = self.reader.names.resolve(name);
        name.is_some_and(|name| name.kind == kind)
    }
}

/// Whether a bound allows no more than so many.
const fn is_ceiling(bound: &Bound) -> bool {
    matches!(
        bound,
        Bound::No | Bound::Compare(Comparator::AtMost | Comparator::Under, _)
    )
}
