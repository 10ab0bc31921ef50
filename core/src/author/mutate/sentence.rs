//! What can be changed in the lines of a rule.

use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{
    Bound, Combination, Condition, Declaration, Duration, Each, EachRequirement, Expr, ExprKind,
    Leads, Line, MemberRef, Modality, Number, Parameter, Requirement, RowValue, Rule, RuleMember,
    Score, ScoreMember, Selection, Sentence, Share, ShareBase, Table, TableMember, TableRow,
    TimeLimit,
};
use luat_grammar::syntax::{Comparator, Counted, Notation};

use super::near;
use super::site::Sites;

/// Walks a declaration that says what is asked or how it is worked out.
pub(super) fn declaration(of: &mut Declaration, sites: &mut Sites) {
    match of {
        Declaration::Rule(of) => rule(of, sites),
        Declaration::Define(of) => sites.expression(&mut of.value),
        Declaration::Parameter(of) => parameter(of, sites),
        Declaration::Table(of) => table(of, sites),
        Declaration::Score(of) => score(of, sites),
        Declaration::Use(_)
        | Declaration::Level(_)
        | Declaration::Act(_)
        | Declaration::Population(_)
        | Declaration::Group(_)
        | Declaration::Fact(_)
        | Declaration::Principle(_)
        | Declaration::Amend(_)
        | Declaration::Repeal(_)
        | Declaration::Scenario(_)
        | Declaration::Calendar(_)
        | Declaration::Successor(_) => {}
    }
}

fn rule(of: &mut Rule, sites: &mut Sites) {
    let counted_as_met = of
        .members
        .iter()
        .position(|line| matches!(line.node, RuleMember::NoneCountsAsMet));
    if let Some(at) = counted_as_met {
        let span = of
            .members
            .get(at)
            .map_or_else(Span::default, |line| line.span);
        let mut without = of.members.clone();
        without.remove(at);
        sites.offer(&mut of.members, span, [without]);
    }
    for line in &mut of.members {
        match &mut line.node {
            RuleMember::Cite(_)
            | RuleMember::Bearer(_)
            | RuleMember::Note(_)
            | RuleMember::NoneCountsAsMet
            | RuleMember::Allow { .. } => {}
            RuleMember::ExceptWhen(when) => {
                negate(when, sites);
                sites.expression(when);
            }
            RuleMember::Sentence(of) => sites.sentence(of),
            RuleMember::Shared { leads, bullets } => {
                sites.leads(leads);
                sites.bullets(bullets);
            }
        }
    }
}

fn negate(when: &mut Expr, sites: &mut Sites) {
    if matches!(when.kind, ExprKind::Not(_)) {
        // Its own walk takes the negation away.
        return;
    }
    let negated = ExprKind::Not(Box::new(when.clone()));
    sites.offer(&mut when.kind, when.span, [negated]);
}

fn parameter(of: &mut Parameter, sites: &mut Sites) {
    for (value, from) in &mut of.values {
        sites.expression(value);
        let days = near::dates(from.node);
        sites.offer_edge(&mut from.node, from.span, days);
    }
}

/// What the rows give; another band would leave a hole or overlap.
fn table(of: &mut Table, sites: &mut Sites) {
    for line in &mut of.members {
        if let TableMember::Row(of) = &mut line.node {
            row(of, sites);
        }
    }
}

fn score(of: &mut Score, sites: &mut Sites) {
    for line in &mut of.members {
        match &mut line.node {
            ScoreMember::Cite(_) | ScoreMember::Note(_) | ScoreMember::NoneCountsAsMet => {}
            ScoreMember::Line(of) => {
                sites.expression(&mut of.points);
                sites.sentence(&mut of.sentence);
            }
            ScoreMember::Banded { of, bands } => {
                sites.expression(of);
                for band in bands {
                    row(&mut band.node, sites);
                }
            }
            ScoreMember::Other(of) => sites.expression(of),
        }
    }
}

fn row(of: &mut TableRow, sites: &mut Sites) {
    for RowValue { value, from } in &mut of.values {
        sites.expression(value);
        if let Some(from) = from {
            let days = near::dates(from.node);
            sites.offer_edge(&mut from.node, from.span, days);
        }
    }
}

impl Sites {
    fn bullets(&mut self, bullets: &mut [Line<Sentence>]) {
        for line in bullets {
            self.sentence(&mut line.node);
        }
    }

    fn sentence(&mut self, of: &mut Sentence) {
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

    fn leads(&mut self, of: &mut Leads) {
        if let Some(modality) = of.modality
            && modality.node == Modality::MustNot
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

    fn limit(&mut self, of: &mut Spanned<TimeLimit>) {
        let span = of.span;
        match &mut of.node {
            TimeLimit::Within { length, of: _ }
            | TimeLimit::Before { length, event: _ }
            | TimeLimit::Lasting { length } => self.duration(length),
            TimeLimit::Order { after, event: _ } => {
                let other = !*after;
                self.offer_edge(after, span, [other]);
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
