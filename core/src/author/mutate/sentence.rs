//! What can be changed in a sentence.

use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    Bound, Combination, Comparator, Condition, Counted, Duration, Each, EachRequirement, Expr,
    ExprKind, Leads, Line, MemberRef, Notation, Number, Order, Requirement, Selection, Sentence,
    Share, ShareBase, TimeLimit,
};

use super::near;
use super::site::Sites;

impl Sites {
    pub(super) fn bullets(&mut self, bullets: &mut [Line<Sentence>]) {
        for line in bullets {
            self.sentence(&mut line.node);
        }
    }

    pub(super) fn sentence(&mut self, of: &mut Sentence) {
        self.leads(&mut of.leads);
        self.requirement(&mut of.requirement.node, of.requirement.span);
        if let Some(limit) = &mut of.limit {
            self.limit(limit);
        }
        if let Some(rounding) = &mut of.rounding {
            let others = near::roundings(rounding.node);
            self.offer(&mut rounding.node, rounding.span, others);
        }
        self.condition(&mut of.condition);
    }

    pub(super) fn leads(&mut self, of: &mut Leads) {
        if let Some(modality) = of.modality
            && modality.node.forbids()
        {
            self.offer(&mut of.modality, modality.span, [None]);
        }
        for period in &mut of.periods {
            let others = near::periods(period.node);
            self.offer(&mut period.node, period.span, others);
        }
        if let Some(starting) = &mut of.starting {
            let others = near::points(starting.node);
            self.offer_edge(&mut starting.node, starting.span, others);
        }
        if let Some(deadline) = &mut of.deadline {
            let others = near::deadlines(deadline.node);
            self.offer_edge(&mut deadline.node, deadline.span, others);
        }
        self.condition(&mut of.condition);
    }

    /// A condition turned round, or left out.
    fn condition(&mut self, of: &mut Option<Spanned<Condition>>) {
        let Some(Spanned { node, span }) = of else {
            return;
        };
        let span = *span;
        match node {
            Condition::If(when) => {
                let turned = Condition::Unless(when.clone());
                self.offer(node, span, [turned]);
            }
            Condition::Unless(when) => {
                let turned = Condition::If(when.clone());
                self.offer(node, span, [turned]);
            }
            Condition::IfAny => {}
        }
        if let Condition::If(when) | Condition::Unless(when) = node {
            self.expression(when);
        }
        self.offer(of, span, [None]);
    }

    pub(super) fn requirement(&mut self, of: &mut Requirement, span: Span) {
        match of {
            Requirement::Share(share) => self.share(share),
            Requirement::Count(count) => {
                self.bound(&mut count.bound);
                match &mut count.of {
                    Counted::Fact(_) => {}
                    Counted::Members { of, predicate } => {
                        self.selection(of);
                        self.predicate(predicate);
                    }
                }
            }
            Requirement::Acts(acts) => self.without_one(acts, span),
            Requirement::Each(each) => self.each(each),
            Requirement::Comparison(comparison) => {
                self.expression(&mut comparison.left);
                self.bound(&mut comparison.bound);
            }
            Requirement::Combined { how, parts } => {
                let others = match *how {
                    Combination::AllOf => vec![Combination::AnyOf],
                    Combination::AnyOf => vec![Combination::AllOf],
                    Combination::AtLeast(n) => [n.checked_sub(1), n.checked_add(1)]
                        .into_iter()
                        .flatten()
                        .map(Combination::AtLeast)
                        .collect(),
                };
                self.offer(how, span, others);
                self.bullets(parts);
            }
        }
    }

    fn share(&mut self, of: &mut Share) {
        self.bound(&mut of.bound);
        match &mut of.base {
            ShareBase::Of(of) | ShareBase::Weighted { weight: _, of } => self.selection(of),
            ShareBase::Ratio { part, whole } => {
                self.expression(part);
                self.expression(whole);
            }
        }
        self.predicate(&mut of.predicate);
    }

    fn each(&mut self, of: &mut Each) {
        self.selection(&mut of.of);
        let span = of.requirement.span;
        match &mut of.requirement.node {
            EachRequirement::Has(facts) => self.predicate(facts),
            EachRequirement::Requirement(of) => self.requirement(of, span),
        }
        if let Some(limit) = &mut of.limit {
            self.limit(limit);
        }
    }

    /// Whose members: all of them, not only those for whom something holds.
    pub(super) fn selection(&mut self, of: &mut Selection) {
        if let Some(filter) = &mut of.filter {
            self.expression(filter);
            self.offer(&mut of.filter, of.span, [None]);
        }
    }

    pub(super) fn predicate(&mut self, of: &mut Vec<MemberRef>) {
        let span = of.iter().map(|one| one.span).reduce(Span::to);
        self.without_one(of, span.unwrap_or_default());
    }

    /// Things that are all required: one of them left out.
    fn without_one<T: Clone>(&mut self, of: &mut Vec<T>, span: Span) {
        if of.len() < 2 {
            return;
        }
        let others: Vec<Vec<T>> = (0..of.len())
            .map(|left_out| {
                let mut others = of.clone();
                others.remove(left_out);
                others
            })
            .collect();
        self.offer(of, span, others);
    }

    pub(super) fn limit(&mut self, of: &mut Spanned<TimeLimit>) {
        let span = of.span;
        match &mut of.node {
            TimeLimit::Within { length, of: _ }
            | TimeLimit::Before { length, event: _ }
            | TimeLimit::Lasting { length } => self.duration(length),
            TimeLimit::Order { order, event: _ } => {
                let others = match order {
                    Order::Before => vec![Order::After],
                    Order::By => vec![Order::Before, Order::After],
                    Order::After => vec![Order::Before],
                };
                self.offer_edge(order, span, others);
            }
        }
    }

    pub(super) fn duration(&mut self, of: &mut Duration) {
        let span = of.amount.span;
        self.number(&mut of.amount.node, span);
        let others = near::units(of.unit);
        self.offer_edge(&mut of.unit, span, others);
    }

    pub(super) fn number(&mut self, of: &mut Number, span: Span) {
        self.offer_edge(of, span, near::numbers(*of));
    }

    fn bound(&mut self, of: &mut Spanned<Bound>) {
        let span = of.span;
        self.bounds(&mut of.node, span);
    }

    pub(super) fn bounds(&mut self, of: &mut Bound, span: Span) {
        match of {
            Bound::Compare(comparator, limit) => {
                let others = near::comparators(*comparator, &limit.kind);
                self.offer_edge(comparator, span, others);
                self.expression(limit);
            }
            Bound::Between(least, most) => {
                self.expression(least);
                self.expression(most);
            }
            Bound::All => self.offer_edge(of, span, [more_than_half(span)]),
            Bound::No => self.offer_edge(of, span, [at_most_one(span)]),
        }
    }
}

/// `over 50%`, in the place of `all`.
fn more_than_half(span: Span) -> Bound {
    Bound::Compare(Comparator::Over, literal(ExprKind::Percent, 50, span))
}

/// `at most 1`, in the place of `no`.
fn at_most_one(span: Span) -> Bound {
    Bound::Compare(Comparator::AtMost, literal(ExprKind::Number, 1, span))
}

fn literal(kind: fn(Number) -> ExprKind, numerator: i128, span: Span) -> Expr {
    let number = Number {
        numerator,
        denominator: 1,
        notation: Notation::Digits,
    };
    Expr {
        kind: kind(number),
        span,
    }
}
