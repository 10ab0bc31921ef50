//! Parameters and named expressions.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::syntax::{self, Expr, ExprKind, Ref, ScoreMember, Sentence};

use super::Checker;
use super::declare::{Entries, Valued, Working, label};
use super::expression::Value;
use super::fault::text;
use super::kind::Kind;
use super::scope::Scope;
use super::table::{DefinitionNotes, Parameter, Symbol};
use crate::author::walk::{self, Item};
use crate::run::number::Number;
use crate::run::program::{Condition, Definition, DefinitionId, Quantity, Unit};

/// Operations a named expression may take once all it names is put in its place.
const HEAVIEST: u32 = 10_000;

/// How many named expressions may stand on one another in a row: each is worked out within the one before.
const LONGEST_CHAIN: u32 = 16;

impl<'t> Checker<'t> {
    /// Reads parameters, then named expressions in an order in which each knows what it names.
    pub(super) fn define(&mut self, entries: &Entries<'t>) {
        for entry in &entries.parameters {
            let parameter = self.parameter(entry.node);
            self.table.parameters.push(parameter);
        }
        self.table.definitions.resize(entries.valued.len(), None);
        self.table
            .definition_notes
            .resize(entries.valued.len(), DefinitionNotes::default());
        for at in self.definition_order(&entries.valued) {
            if let Some(entry) = entries.valued.get(at) {
                self.definition(at, entry);
            }
        }
    }

    fn parameter(&mut self, tree: &syntax::Parameter) -> Option<Parameter> {
        let mut values: Vec<(jiff_core::civil::Date, Number)> = Vec::new();
        let mut kind: Option<(Kind, luat_grammar::source::Span)> = None;
        let mut sound = true;
        for (value, from) in &tree.values {
            let Some((number, this)) = self.literal(value) else {
                sound = false;
                continue;
            };
            match &kind {
                Some((known, first)) if *known != this => {
                    self.faults.push(mixed(value.span, &this, *first, known));
                    sound = false;
                }
                Some(_) => {}
                None => kind = Some((this, value.span)),
            }
            if values.iter().any(|(day, _)| *day == from.node) {
                self.faults.push(
                    Diagnostic::error(
                        "E0319",
                        from.span,
                        text(
                            "two values hold from the same day",
                            "hai giá trị áp dụng từ cùng một ngày",
                        ),
                    )
                    .help(text("keep one of them", "giữ lại một giá trị")),
                );
                sound = false;
            }
            values.push((from.node, number));
        }
        values.sort_by_key(|(day, _)| *day);
        let (kind, _) = kind?;
        sound.then_some(Parameter {
            span: tree.id.span,
            values,
            kind,
        })
    }

    /// A value written out: `15%`, `1000`, `12.500.000 VND`.
    pub(super) fn literal(&mut self, expr: &Expr) -> Option<(Number, Kind)> {
        let value = self.value(expr, &Scope::default())?;
        if let Value::Quantity(Quantity::Number(number), kind) = value {
            return Some((number, kind));
        }
        self.faults.push(
            Diagnostic::error(
                "E0319",
                expr.span,
                text(
                    "this value is not written out",
                    "giá trị này không phải là một số cụ thể",
                ),
            )
            .help(text(
                "write a number, a percentage or an amount; for a formula use `define`",
                "ghi một số, một tỷ lệ hoặc một lượng; nếu là công thức thì dùng `định nghĩa`",
            )),
        );
        None
    }

    fn definition(&mut self, at: usize, entry: &Valued<'_>) {
        let opened = std::mem::take(&mut self.open);
        let scope = Scope {
            anywhere: true,
            ..Scope::default()
        };
        let value = match entry.by {
            Working::Expression(expr) => self.value(expr, &scope),
            Working::Table(tree) => self.table_value(tree, &scope),
            Working::Score(tree) => self.score_value(tree, &scope),
        };
        let mut uses = std::mem::replace(&mut self.open, opened);
        uses.sort_unstable();
        uses.dedup();
        let Some(value) = value else { return };
        let (quantity, kind) = match value {
            Value::Condition(condition) => (one_or_zero(condition), None),
            Value::Quantity(quantity, kind) => (quantity, Some(kind)),
            Value::Moment(fact) => (Quantity::Fact(fact), Some(Kind::Date)),
        };
        let (weight, chain) = self.weight_and_chain(&quantity);
        if weight > HEAVIEST || chain > LONGEST_CHAIN {
            self.faults.push(
                Diagnostic::error(
                    "E0322",
                    entry.id.span,
                    text(
                        "the definition is too large to be worked out",
                        "định nghĩa quá lớn, không thể tính",
                    ),
                )
                .help(text(
                    "name fewer other definitions in it",
                    "dùng ít định nghĩa khác hơn trong đó",
                )),
            );
            return;
        }
        let unit = kind.as_ref().map_or(Unit::Plain, Kind::unit);
        let definition = Definition {
            id: entry.id.node.clone(),
            label: label(entry.label),
            value: quantity,
            unit,
        };
        if let (Some(slot), Some(notes)) = (
            self.table.definitions.get_mut(at),
            self.table.definition_notes.get_mut(at),
        ) {
            *slot = Some(definition);
            *notes = DefinitionNotes {
                kind,
                uses,
                weight,
                chain,
            };
        }
    }

    fn weight_and_chain(&self, quantity: &Quantity) -> (u32, u32) {
        let (mut weight, mut chain) = (1_u32, 1_u32);
        walk::quantity(quantity, &mut |item| {
            let (more, below) = match item {
                Item::Definition(id) => self
                    .table
                    .definition_notes
                    .get(id.index())
                    .map_or((1, 0), |notes| (notes.weight, notes.chain)),
                Item::Fact(_)
                | Item::Collection(_)
                | Item::Limit
                | Item::Duration
                | Item::EndOfPeriod
                | Item::Calendar => (1, 0),
            };
            weight = weight.saturating_add(more);
            chain = chain.max(below.saturating_add(1));
        });
        (weight, chain)
    }

    /// Positions such that each stands after those it names; those that go round in a circle are
    /// told and left out.
    fn definition_order(&mut self, entries: &[Valued<'t>]) -> Vec<usize> {
        let mut names: Vec<Vec<(usize, &Ref)>> = Vec::new();
        let mut named_by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let mut onward = Vec::new();
            value_references(&entry.by, &mut |reference| {
                if let Some(Symbol::Definition(DefinitionId(other))) = self.table.find(reference) {
                    onward.push((other as usize, reference));
                    named_by.entry(other as usize).or_default().push(at);
                }
            });
            names.push(onward);
        }
        let mut lacking: BTreeMap<usize, usize> = names.iter().map(Vec::len).enumerate().collect();
        let mut order: Vec<usize> = lacking
            .iter()
            .filter(|(_, lacks)| **lacks == 0)
            .map(|(at, _)| *at)
            .collect();
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            lacking.remove(&at);
            for by in named_by.get(&at).into_iter().flatten() {
                if let Some(lacks) = lacking.get_mut(by) {
                    *lacks -= 1;
                    if *lacks == 0 {
                        order.push(*by);
                    }
                }
            }
        }
        self.circles(&lacking, &names, entries);
        order
    }

    /// Tells each circle once: from anything left over, a name that is left over leads into one.
    fn circles(
        &mut self,
        left: &BTreeMap<usize, usize>,
        names: &[Vec<(usize, &Ref)>],
        entries: &[Valued<'t>],
    ) {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for start in left.keys() {
            let mut at = *start;
            while !seen.contains_key(&at) {
                seen.insert(at, *start);
                let onward = names
                    .get(at)
                    .and_then(|named| named.iter().find(|(other, _)| left.contains_key(other)));
                let Some((next, reference)) = onward else {
                    break;
                };
                if seen.get(next) == Some(start) {
                    let id = entries
                        .get(*next)
                        .map(|entry| entry.id.node.as_str())
                        .unwrap_or_default();
                    self.faults.push(
                        Diagnostic::error(
                            "E0321",
                            reference.span,
                            text(
                                format!("`{id}` is defined by itself"),
                                format!("`{id}` được định nghĩa bằng chính nó"),
                            ),
                        )
                        .label(text("this leads back to it", "dẫn trở lại chính nó"))
                        .help(text(
                            "define it by facts, parameters and other definitions only",
                            "chỉ định nghĩa bằng thông tin, tham số và định nghĩa khác",
                        )),
                    );
                }
                at = *next;
            }
        }
    }
}

/// A condition as a quantity: one where it holds, else zero.
fn one_or_zero(condition: Condition) -> Quantity {
    Quantity::If(
        Box::new(condition),
        Box::new(Quantity::Number(Number::ONE)),
        Box::new(Quantity::Number(Number::ZERO)),
    )
}

pub(super) fn mixed(
    span: luat_grammar::source::Span,
    this: &Kind,
    first: luat_grammar::source::Span,
    known: &Kind,
) -> Diagnostic {
    let (this, known) = (this.name(), known.name());
    Diagnostic::error(
        "E0319",
        span,
        text("the values are not alike", "các giá trị không cùng loại"),
    )
    .label(text(
        format!("this is {}", this.en),
        format!("đây là {}", this.vi),
    ))
    .also(
        first,
        text(
            format!("this is {}", known.en),
            format!("đây là {}", known.vi),
        ),
    )
    .help(text(
        "write all values in one unit",
        "viết mọi giá trị theo cùng một đơn vị",
    ))
}

fn value_references<'e>(by: &Working<'e>, meet: &mut dyn FnMut(&'e Ref)) {
    match by {
        Working::Expression(expr) => references(expr, meet),
        Working::Table(table) => table.by.iter().for_each(|key| references(key, meet)),
        Working::Score(score) => {
            for line in &score.members {
                match &line.node {
                    ScoreMember::Cite(_) | ScoreMember::Note(_) | ScoreMember::NoneCountsAsMet => {}
                    ScoreMember::Line(line) => sentence_references(&line.sentence, meet),
                    ScoreMember::Banded { of, .. } | ScoreMember::Other(of) => {
                        references(of, meet);
                    }
                }
            }
        }
    }
}

/// Calls `meet` with every name that may be a definition.
fn references<'e>(expr: &'e Expr, meet: &mut dyn FnMut(&'e Ref)) {
    match &expr.kind {
        ExprKind::Name(reference) | ExprKind::Past { of: reference, .. } => meet(reference),
        ExprKind::Not(of) | ExprKind::Growth { of, .. } => references(of, meet),
        ExprKind::Binary { left, right, .. } => {
            references(left, meet);
            references(right, meet);
        }
        ExprKind::Compare { left, bound } => {
            references(left, meet);
            bound_references(bound, meet);
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => [condition, then, otherwise]
            .into_iter()
            .for_each(|one| references(one, meet)),
        ExprKind::Extreme { of, .. } => of.iter().for_each(|one| references(one, meet)),
        ExprKind::Aggregate { over, .. } => over
            .filter
            .iter()
            .for_each(|filter| references(filter, meet)),
        ExprKind::Requirement(requirement) => requirement_references(requirement, meet),
        ExprKind::Number(_)
        | ExprKind::Percent(_)
        | ExprKind::Money { .. }
        | ExprKind::Points(_)
        | ExprKind::PercentagePoints(_)
        | ExprKind::Date(_)
        | ExprKind::Duration(_)
        | ExprKind::Bool(_)
        | ExprKind::IsOption { .. }
        | ExprKind::Timed { .. } => {}
    }
}

fn bound_references<'e>(bound: &'e syntax::Bound, meet: &mut dyn FnMut(&'e Ref)) {
    match bound {
        syntax::Bound::Compare(_, limit) => references(limit, meet),
        syntax::Bound::Between(least, most) => {
            references(least, meet);
            references(most, meet);
        }
        syntax::Bound::All | syntax::Bound::No => {}
    }
}

fn sentence_references<'e>(sentence: &'e Sentence, meet: &mut dyn FnMut(&'e Ref)) {
    requirement_references(&sentence.requirement.node, meet);
    let conditions = sentence.leads.condition.iter().chain(&sentence.condition);
    for condition in conditions {
        match &condition.node {
            syntax::Condition::If(when) | syntax::Condition::Unless(when) => {
                references(when, meet);
            }
            syntax::Condition::IfAny => {}
        }
    }
}

fn requirement_references<'e>(requirement: &'e syntax::Requirement, meet: &mut dyn FnMut(&'e Ref)) {
    use syntax::{Counted, EachRequirement, Requirement, ShareBase};
    let filter = |of: &'e syntax::Selection, meet: &mut dyn FnMut(&'e Ref)| {
        if let Some(filter) = &of.filter {
            references(filter, meet);
        }
    };
    match requirement {
        Requirement::Share(share) => {
            bound_references(&share.bound.node, meet);
            match &share.base {
                ShareBase::Of(of) | ShareBase::Weighted { of, .. } => filter(of, meet),
                ShareBase::Ratio { part, whole } => {
                    references(part, meet);
                    references(whole, meet);
                }
            }
        }
        Requirement::Count(count) => {
            bound_references(&count.bound.node, meet);
            match &count.of {
                Counted::Fact(reference) => meet(reference),
                Counted::Members { of, .. } => filter(of, meet),
            }
        }
        Requirement::Acts(_) => {}
        Requirement::Each(each) => {
            filter(&each.of, meet);
            if let EachRequirement::Requirement(inner) = &each.requirement.node {
                requirement_references(inner, meet);
            }
        }
        Requirement::Comparison(comparison) => {
            references(&comparison.left, meet);
            bound_references(&comparison.bound.node, meet);
        }
        Requirement::Combined { parts, .. } => parts
            .iter()
            .for_each(|part| sentence_references(&part.node, meet)),
    }
}
