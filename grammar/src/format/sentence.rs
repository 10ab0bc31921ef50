//! Prints sentences, in the one order of their parts.

use super::expression::{Strength, is_one};
use super::layout::{Columns, Row};
use super::names::Amount;
use super::numbers;
use super::printer::{Printer, spaced};
use super::words;
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{
    Bound, Combination, Comparator, Comparison, Condition, Count, Counted, Deadline, Each,
    EachRequirement, Expr, ExprKind, Leads, Line, MemberRef, Modality, Notation, Number,
    Requirement, Selection, Sentence, Share, ShareBase, Trivia,
};

impl Printer<'_> {
    /// A sentence and the bullets below it; `mark` stands before it.
    pub(super) fn sentence<'t>(
        self,
        sentence: &'t Sentence,
        trivia: &'t Trivia,
        indent: usize,
        mark: &str,
        rows: &mut Vec<Row<'t>>,
    ) {
        let requirement = &sentence.requirement.node;
        let text = match requirement {
            Requirement::Combined { how, .. } => format!("{}:", self.combination(*how)),
            Requirement::Count(count) if sentence.is_prohibition() => {
                self.counted(count, Amount::Many)
            }
            _ => {
                let limit = sentence.limit.as_ref().map(|limit| self.limit(&limit.node));
                self.requirement(requirement, &limit.unwrap_or_default())
            }
        };
        let modality = self.modality(sentence);
        let leads = self.leads(&sentence.leads, &modality);
        let rounding = sentence
            .rounding
            .map_or("", |rounding| self.word(words::rounding(rounding.node)));
        let condition = sentence
            .condition
            .as_ref()
            .map(|condition| self.condition(&condition.node));
        let text = spaced(&[
            mark,
            &leads,
            &text,
            rounding,
            &condition.unwrap_or_default(),
        ]);
        rows.push(self.row(trivia, indent, Columns::None, vec![text]));
        if let Requirement::Combined { parts, .. } = requirement {
            self.bullets(parts, indent + 1, rows);
        }
    }

    /// The modality of a sentence; deeds one must not do, what is counted one must not have.
    fn modality(self, sentence: &Sentence) -> String {
        let Some(modality) = sentence.leads.modality else {
            return String::new();
        };
        let word = self.word(words::modality(modality.node));
        if modality.node == Modality::MustNot && sentence.is_prohibition() {
            let have = match self.language {
                Language::En => "have",
                Language::Vi => "có",
            };
            return spaced(&[word, have]);
        }
        word.to_owned()
    }

    pub(super) fn bullets<'t>(
        self,
        bullets: &'t [Line<Sentence>],
        indent: usize,
        rows: &mut Vec<Row<'t>>,
    ) {
        for bullet in bullets {
            self.sentence(&bullet.node, &bullet.trivia, indent, "-", rows);
        }
    }

    /// What stands before the requirement, in its one order.
    fn leads(self, leads: &Leads, modality: &str) -> String {
        let periods: Vec<String> = leads
            .periods
            .iter()
            .map(|period| words::period(period.node, self.language))
            .collect();
        let starting = leads.starting.map(|point| {
            self.after(
                Keyword::Starting,
                &numbers::point(point.node, self.language),
            )
        });
        let deadline = leads.deadline.map(|deadline| self.deadline(deadline.node));
        let condition = leads
            .condition
            .as_ref()
            .map(|condition| format!("{},", self.condition(&condition.node)));
        spaced(&[
            modality,
            &periods.join(", "),
            &starting.unwrap_or_default(),
            &deadline.unwrap_or_default(),
            &condition.unwrap_or_default(),
        ])
    }

    /// The line over bullets that share its leads.
    pub(super) fn shared(self, leads: &Leads) -> String {
        let modality = leads
            .modality
            .map_or("", |modality| self.word(words::modality(modality.node)));
        format!("{}:", self.leads(leads, modality).trim_end_matches(','))
    }

    fn deadline(self, deadline: Deadline) -> String {
        match deadline {
            Deadline::By(point) => self.after(Keyword::By, &numbers::point(point, self.language)),
            Deadline::Before(point) => {
                self.after(Keyword::Before, &numbers::point(point, self.language))
            }
            Deadline::Throughout { from, to } => {
                self.after(Keyword::Throughout, &self.years(from, to))
            }
        }
    }

    fn condition(self, condition: &Condition) -> String {
        match condition {
            Condition::If(condition) => self.after(Keyword::If, &self.condition_text(condition)),
            Condition::Unless(condition) => {
                self.after(Keyword::Unless, &self.condition_text(condition))
            }
            Condition::IfAny => self.word(Keyword::IfAny).to_owned(),
        }
    }

    fn combination(self, how: Combination) -> String {
        match how {
            Combination::AllOf => self.word(Keyword::AllOf).to_owned(),
            Combination::AnyOf => self.word(Keyword::AnyOf).to_owned(),
            Combination::AtLeast(least) => spaced(&[
                self.word(Keyword::AtLeast),
                &least.to_string(),
                self.word(Keyword::OfTheFollowing),
            ]),
        }
    }

    /// A requirement, with the time limit of its sentence.
    pub(super) fn requirement(self, requirement: &Requirement, limit: &str) -> String {
        let text = match requirement {
            Requirement::Share(share) => self.share(share),
            Requirement::Count(count) => self.count(count),
            Requirement::Acts(acts) => {
                let acts: Vec<String> =
                    acts.iter().map(|act| self.name(act, Amount::One)).collect();
                acts.join(&format!(" {} ", self.word(Keyword::And)))
            }
            Requirement::Each(each) => self.each(each),
            Requirement::Comparison(comparison) => match comparison.holds() {
                Some(condition) => self.expr(condition, Strength::Not),
                None => self.compared(&comparison.left, &comparison.bound.node),
            },
            Requirement::Combined { how, parts: _ } => self.combination(*how),
        };
        spaced(&[&text, limit])
    }

    fn share(self, share: &Share) -> String {
        let bound = self.share_bound(&share.bound.node);
        let of = match (&share.bound.node, self.language) {
            (Bound::All | Bound::No, _) => "",
            // Vietnamese says `trên 15% trưởng bản`, but `ít nhất mức sàn của trưởng bản`.
            (Bound::Compare(_, value) | Bound::Between(_, value), Language::Vi)
                if is_proportion(value) =>
            {
                ""
            }
            (Bound::Compare(..) | Bound::Between(..), _) => self.word(Keyword::Of),
        };
        match &share.base {
            ShareBase::Of(selection) => {
                let of = if selection.for_each {
                    self.word(Keyword::ForEachOf)
                } else {
                    of
                };
                spaced(&[
                    &bound,
                    of,
                    &self.members(selection, Amount::Many, &share.predicate),
                ])
            }
            ShareBase::Weighted {
                weight,
                of: selection,
            } => {
                let of = if selection.for_each {
                    self.word(Keyword::ForEachOf)
                } else {
                    of
                };
                let weight = spaced(&[
                    &self.names.member(weight, self.place),
                    self.word(Keyword::Of),
                ]);
                spaced(&[
                    &bound,
                    of,
                    &weight,
                    &self.members(selection, Amount::Many, &share.predicate),
                ])
            }
            ShareBase::Ratio { part, whole } => {
                let (part, whole) = (
                    self.expr(part, Strength::Sum),
                    self.expr(whole, Strength::Sum),
                );
                spaced(&[&part, &bound, self.word(Keyword::Among), &whole])
            }
        }
    }

    /// A bound, with `100%` and fractions bare.
    fn share_bound(self, bound: &Bound) -> String {
        match bound {
            Bound::Compare(
                Comparator::Exactly,
                Expr {
                    kind: ExprKind::Percent(percent),
                    ..
                },
            ) if is_hundred(percent) => {
                format!("{}%", self.number(percent))
            }
            Bound::Compare(..) | Bound::Between(..) | Bound::All | Bound::No => self.bound(bound),
        }
    }

    fn count(self, count: &Count) -> String {
        let amount = match &count.bound.node {
            Bound::Compare(
                _,
                Expr {
                    kind: ExprKind::Number(number),
                    ..
                },
            ) if is_one(number) => Amount::One,
            Bound::Compare(..) | Bound::Between(..) | Bound::All | Bound::No => Amount::Many,
        };
        spaced(&[&self.bound(&count.bound.node), &self.counted(count, amount)])
    }

    fn counted(self, count: &Count, amount: Amount) -> String {
        match &count.of {
            Counted::Fact(fact) => self.name(fact, amount),
            Counted::Members { of, predicate } => self.members(of, amount, predicate),
        }
    }

    fn each(self, each: &Each) -> String {
        let limit = each
            .limit
            .as_ref()
            .map(|limit| self.limit(&limit.node))
            .unwrap_or_default();
        let each_word = self.word(Keyword::Each);
        match &each.requirement.node {
            EachRequirement::Has(states) => {
                // The comma shows where the condition ends: `mỗi vụ việc mà được gia hạn, được giải quyết …`.
                let of = if each.of.filter.is_some() {
                    let of = self.members(&each.of, Amount::One, &[]);
                    format!("{of}, {}", self.states(states))
                } else {
                    self.members(&each.of, Amount::One, states)
                };
                spaced(&[each_word, &of, &limit])
            }
            EachRequirement::Requirement(requirement) => {
                let of = format!("{},", self.members(&each.of, Amount::One, &[]));
                spaced(&[each_word, &of, &self.requirement(requirement, &limit)])
            }
        }
    }

    fn states(self, states: &[MemberRef]) -> String {
        let states: Vec<String> = states
            .iter()
            .map(|state| self.names.member(state, self.place))
            .collect();
        states.join(&format!(" {} ", self.word(Keyword::And)))
    }

    /// Populations, `where`, and the states that are asked of their members.
    pub(super) fn members(
        self,
        selection: &Selection,
        amount: Amount,
        states: &[MemberRef],
    ) -> String {
        let of: Vec<String> = selection
            .of
            .iter()
            .map(|name| self.name(name, amount))
            .collect();
        let states = self.states(states);
        // Brackets keep the states apart from what a longer condition ends with.
        let strength = if states.is_empty() {
            Strength::Or
        } else {
            Strength::Compare
        };
        let filter = selection.filter.as_ref();
        let filter = filter.map(|filter| self.after(Keyword::Where, &self.expr(filter, strength)));
        spaced(&[&self.list(&of), &filter.unwrap_or_default(), &states])
    }
}

impl Sentence {
    /// Whether it forbids cases of something, named alone: `prohibited acts of retaliation`.
    fn is_prohibition(&self) -> bool {
        let Requirement::Count(Count { bound, of }) = &self.requirement.node else {
            return false;
        };
        let alone = match of {
            Counted::Fact(_) => true,
            Counted::Members { of, predicate } => {
                of.of.len() == 1 && !of.for_each && of.filter.is_none() && predicate.is_empty()
            }
        };
        let forbids = self
            .leads
            .modality
            .is_some_and(|modality| modality.node.forbids());
        forbids && alone && matches!(bound.node, Bound::No)
    }
}

impl Comparison {
    /// What is asked to hold, where nothing is measured: `the rating is good`, a fact that must not be.
    fn holds(&self) -> Option<&Expr> {
        let is = |expr: &Expr, wanted: i128| match &expr.kind {
            ExprKind::Number(number) => (number.numerator, number.denominator) == (wanted, 1),
            _ => false,
        };
        let ExprKind::If {
            condition,
            then,
            otherwise,
        } = &self.left.kind
        else {
            return None;
        };
        let Bound::Compare(Comparator::AtLeast, asked) = &self.bound.node else {
            return None;
        };
        let plain = match &condition.kind {
            ExprKind::IsOption { .. } => true,
            ExprKind::Not(fact) => matches!(fact.kind, ExprKind::Name(_)),
            _ => false,
        };
        (plain && is(then, 1) && is(otherwise, 0) && is(asked, 1)).then_some(condition)
    }
}

/// Whether a bound says by itself that it is of a share.
fn is_proportion(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Percent(_) => true,
        ExprKind::Number(number) => number.notation == Notation::FractionWords,
        _ => false,
    }
}

fn is_hundred(number: &Number) -> bool {
    (number.numerator, number.denominator) == (100, 1)
}
