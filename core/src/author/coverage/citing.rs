//! What cites a place: rules by the sentences that stand on it, and what settles a statement without a verdict.

use std::collections::BTreeMap;

use luat_grammar::source::Span;
use luat_grammar::syntax::{
    self, Citation, CitationUnit, Declaration, Document, HeaderMember, Line, RuleMember,
    ScoreMember, TableMember,
};

use super::{Coverer, Held, Place};
use crate::author::check::declare::label_or_id;
use crate::author::model::{Rule, RuleSet, Sentence};
use crate::author::passages::{Passage, passages};
use crate::run::number::Number;
use crate::run::program::{Goal, Quantity, Relation};

/// A place that is cited, and by what.
pub(super) struct Citing {
    /// What covers the statement there.
    pub(super) by: Coverer,
    /// The smallest unit cited.
    pub(super) unit: Place,
    /// The n-th statement in it.
    pub(super) ordinal: Option<u32>,
}

/// All that the declarations of a document cite; `instrument` is the document's own name in the catalogue.
pub(super) fn citing(
    document: &Document,
    instrument: Option<&str>,
    rules: &RuleSet,
) -> Vec<Citing> {
    let header = document.header.as_ref();
    let mut gatherer = Gatherer {
        document: header.map_or("", |header| header.node.id.node.as_str()),
        instrument,
        rules: own_rules(document, rules),
        found: Vec::new(),
    };
    if let Some(header) = header {
        for member in &header.node.members {
            if let HeaderMember::InForce { cites, .. } = &member.node {
                let label = header.node.title.as_ref();
                gatherer.settled(&header.node.id.node, label, Held::Computed, cites);
            }
        }
    }
    for declaration in &document.declarations {
        gatherer.declaration(&declaration.node);
    }
    gatherer.found
}

/// The rules of a document by their ids.
fn own_rules<'r>(document: &Document, rules: &'r RuleSet) -> BTreeMap<&'r str, &'r Rule> {
    let header = document.header.as_ref();
    let header = header.map(|header| header.node.id.node.as_str());
    let own = rules.rules().iter().filter(|rule| {
        let of = rules.documents().get(rule.document.index());
        of.map(|document| document.id.as_str()) == header
    });
    own.map(|rule| (rule.id.as_str(), rule)).collect()
}

struct Gatherer<'a> {
    document: &'a str,
    instrument: Option<&'a str>,
    rules: BTreeMap<&'a str, &'a Rule>,
    found: Vec<Citing>,
}

impl Gatherer<'_> {
    fn declaration(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::Rule(rule) => self.rule(rule),
            Declaration::Principle(principle) => {
                let cites = cites(&principle.members);
                let label = principle.label.as_ref();
                self.settled(&principle.id.node, label, Held::Principle, cites);
            }
            Declaration::Amend(change) | Declaration::Repeal(change) => {
                let cites = cites(&change.members);
                self.settled(&change.rule.id, None, Held::Computed, cites);
            }
            Declaration::Define(define) => {
                let cites = cites(&define.members);
                self.settled(&define.id.node, Some(&define.label), Held::Computed, cites);
            }
            Declaration::Parameter(parameter) => {
                let cites = cites(&parameter.members);
                let label = Some(&parameter.label);
                self.settled(&parameter.id.node, label, Held::Computed, cites);
            }
            Declaration::Table(table) => {
                let cites = table.members.iter().filter_map(|line| match &line.node {
                    TableMember::Cite(cites) => Some(cites),
                    TableMember::Note(_) | TableMember::Row(_) => None,
                });
                let label = Some(&table.label);
                self.settled(&table.id.node, label, Held::Computed, cites.flatten());
            }
            Declaration::Score(score) => {
                let cites = score.members.iter().filter_map(|line| match &line.node {
                    ScoreMember::Cite(cites) => Some(cites),
                    ScoreMember::Note(_)
                    | ScoreMember::NoneCountsAsMet
                    | ScoreMember::Line(_)
                    | ScoreMember::Banded { .. }
                    | ScoreMember::Other(_) => None,
                });
                let label = Some(&score.label);
                self.settled(&score.id.node, label, Held::Computed, cites.flatten());
            }
            Declaration::Successor(succession) => {
                let cites = cites(&succession.members);
                self.settled(&succession.to.body.node, None, Held::Computed, cites);
            }
            Declaration::Use(_)
            | Declaration::Level(_)
            | Declaration::Act(_)
            | Declaration::Population(_)
            | Declaration::Group(_)
            | Declaration::Fact(_)
            | Declaration::Scenario(_)
            | Declaration::Calendar(_) => {}
        }
    }

    /// What is held without a sentence.
    fn settled<'c>(
        &mut self,
        id: &str,
        label: Option<&syntax::Label>,
        held: Held,
        cites: impl IntoIterator<Item = &'c Citation>,
    ) {
        let by = Coverer {
            document: self.document.to_owned(),
            id: id.to_owned(),
            label: label_or_id(label, id),
            held,
            sentences: Vec::new(),
        };
        for cite in cites {
            self.cite(by.clone(), cite);
        }
    }

    fn rule(&mut self, rule: &syntax::Rule) {
        let sentences = self
            .rules
            .get(rule.id.node.as_str())
            .map(|rule| rule.sentences.as_slice())
            .unwrap_or_default();
        let exception = rule
            .members
            .iter()
            .find(|line| matches!(line.node, RuleMember::ExceptWhen(_)))
            .map(|line| line.span.start);
        for passage in passages(&rule.members) {
            let own = within(&passage, sentences);
            let by = Coverer {
                document: self.document.to_owned(),
                id: rule.id.node.clone(),
                label: label_or_id(rule.label.as_ref(), &rule.id.node),
                held: held_by(&own),
                sentences: own.iter().map(|sentence| sentence.number).collect(),
            };
            for cite in &passage.cites {
                let mut by = by.clone();
                // Whether an exception holds is worked out, whatever its sentences stand on.
                if exception.is_some_and(|from| cite.span.start > from) {
                    by.held = Held::Computed;
                }
                self.cite(by, cite);
            }
        }
    }

    fn cite(&mut self, by: Coverer, cite: &Citation) {
        let part = |unit: CitationUnit| {
            let found = cite.parts.iter().find(|(own, _)| *own == unit);
            found.map(|(_, value)| value.clone())
        };
        let number = |unit: CitationUnit| part(unit).and_then(|value| value.parse().ok());
        let unit = Place {
            instrument: part(CitationUnit::Instrument)
                .or_else(|| self.instrument.map(str::to_owned)),
            article: part(CitationUnit::Article),
            clause: part(CitationUnit::Clause).or_else(|| part(CitationUnit::Paragraph)),
            point: part(CitationUnit::Point),
            indent: number(CitationUnit::Indent),
            ordinal: 0,
        };
        self.found.push(Citing {
            by,
            unit,
            ordinal: number(CitationUnit::Statement),
        });
    }
}

fn cites(members: &[Line<RuleMember>]) -> Vec<&Citation> {
    let cites = members.iter().filter_map(|member| match &member.node {
        RuleMember::Cite(cites) => Some(cites),
        _ => None,
    });
    cites.flatten().collect()
}

/// The sentences of a passage; those that only permit are none.
fn within<'s>(passage: &Passage<'_>, sentences: &'s [Sentence]) -> Vec<&'s Sentence> {
    let (Some(first), Some(last)) = (passage.lines.first(), passage.lines.last()) else {
        return Vec::new();
    };
    let Span { source, start, .. } = first.span;
    let inside =
        |span: Span| span.source == source && span.start >= start && span.end <= last.span.end;
    let inside = sentences.iter().filter(|sentence| inside(sentence.span));
    inside.collect()
}

/// Sentences compute unless all of them stand on a person's word; what only permits computes.
fn held_by(sentences: &[&Sentence]) -> Held {
    let on_a_word = |sentence: &&Sentence| {
        sentence.attested && !sentence.goals.iter().any(|(_, goal)| has_threshold(goal))
    };
    if !sentences.is_empty() && sentences.iter().all(on_a_word) {
        Held::Attested
    } else {
        Held::Computed
    }
}

/// A share with a threshold of its own is computed, whoever vouches for its counts; "all" is not.
fn has_threshold(goal: &Goal) -> bool {
    let (Goal::Share { bound, .. } | Goal::Ratio { bound, .. }) = goal else {
        return false;
    };
    let all = |quantity: &Quantity| matches!(quantity, Quantity::Number(n) if *n == Number::ONE);
    !matches!(&bound.relation, Relation::AtLeast(quantity) if all(quantity))
}
