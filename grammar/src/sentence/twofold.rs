//! Words that laws use in two ways: read in one of them without a word, a sentence would ask the opposite.

use super::lower::{Lowered, Lowerer};
use crate::faults;
use crate::keywords::Keyword;
use crate::names::NameKind;
use crate::source::Span;
use crate::syntax::{Aggregate, Bound, Expr, ExprKind, Operator, Ref};
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
                faults::per_head(bound.span, &first, &second)
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

    fn is(&self, name: &Ref, kind: NameKind) -> bool {
        let name = self.reader.names.resolve(name);
        name.is_some_and(|name| name.kind == kind)
    }
}
