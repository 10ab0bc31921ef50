//! Names within a sentence: populations, and facts of their members or of the body.

use std::collections::BTreeSet;

use pest::iterators::Pair;

use crate::faults;
use crate::names::{NameId, NameKind};
use crate::source::Span;
use crate::syntax::{Bound, Condition, Expr, ExprKind, MemberRef, Operator, Ref, Selection};

use super::Rule;
use super::expr::{binary, negated};
use super::lower::{Lowered, Lowerer};
use super::requirement::comparator;

impl Lowerer<'_> {
    /// Populations with their condition; their members come into scope until [`Self::leave`].
    pub(super) fn enter(&mut self, pair: Pair<'_, Rule>, for_each: bool) -> Lowered<Selection> {
        let span = self.span(&pair);
        let (mut of, mut members, mut filter) = (Vec::new(), Vec::new(), None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::populations => {
                    for population in child
                        .into_inner()
                        .filter(|child| child.as_rule() == Rule::population)
                    {
                        let Some(id) = self.names(&population).first().copied() else {
                            continue;
                        };
                        of.push(self.reader.names.reference(id, self.span(&population)));
                        self.flatten(id, &mut BTreeSet::new(), &mut members);
                    }
                    self.scopes.push(std::mem::take(&mut members));
                }
                Rule::filter => {
                    let condition = child
                        .into_inner()
                        .find(|child| child.as_rule() == Rule::expr);
                    filter = condition
                        .map(|condition| self.expr(condition))
                        .transpose()?
                        .map(Box::new);
                }
                Rule::described | Rule::described_object => {
                    filter = Some(Box::new(self.described(child)?));
                }
                _ => {}
            }
        }
        Ok(Selection {
            of,
            for_each,
            filter,
            span,
        })
    }

    /// The members that a sentence asks something of one by one.
    pub(super) fn enter_each(&mut self, pair: &Pair<'_, Rule>) -> Lowered<Selection> {
        let mut selection = None;
        for child in pair.clone().into_inner() {
            match (child.as_rule(), &mut selection) {
                (Rule::selection, of) => *of = Some(self.enter(child, false)?),
                (_, Some(of)) => {
                    let condition = match self.condition(child)? {
                        Condition::If(condition) => condition,
                        Condition::Unless(condition) => negated(condition),
                        Condition::IfAny => continue,
                    };
                    of.span = self.span(pair);
                    of.filter = Some(Box::new(match of.filter.take() {
                        Some(filter) => binary(*filter, Operator::And, condition),
                        None => condition,
                    }));
                }
                _ => {}
            }
        }
        selection.ok_or_else(|| Box::new(faults::left_over(self.span(pair))))
    }

    /// What members are, said right behind their name.
    fn described(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let (mut negations, mut said) = (0, None);
        for child in pair.into_inner() {
            let place = self.span(&child);
            match (child.as_rule(), said.take()) {
                (Rule::not, _) => negations += 1,
                (Rule::so_many, _) => said = Some(self.so_many(child)?),
                (Rule::dated, _) => {
                    self.chosen_by = self.day_until(&child);
                    said = Some(self.dated(child)?);
                }
                (Rule::yes_no | Rule::asked_of, _) => {
                    let kind = ExprKind::Name(self.any_fact(&child)?);
                    said = Some(Expr { kind, span: place });
                }
                (Rule::timed, Some(fact)) => said = Some(self.timed(fact, child)?),
                (Rule::relation, Some(fact)) => said = Some(self.relation(fact, child)?),
                (_, other) => said = other,
            }
        }
        let said = said.ok_or_else(|| Box::new(faults::left_over(span)))?;
        Ok((0..negations).fold(said, |said, _| negated(said)))
    }

    /// `có từ 2 trẻ em tử vong trở lên`: a number of each member, after its bound.
    fn so_many(&mut self, pair: Pair<'_, Rule>) -> Lowered<Expr> {
        let span = self.span(&pair);
        let (mut bound, mut value, mut name) = (None, None, None);
        for child in pair.into_inner() {
            let place = self.span(&child);
            match child.as_rule() {
                Rule::compared => bound = Some(self.compared(child)?),
                Rule::suffixed => bound = Some(self.suffixed(child)?),
                Rule::literal => value = Some(self.literal(child)?),
                Rule::asked_of => {
                    let kind = ExprKind::Name(self.any_fact(&child)?);
                    name = Some(Expr { kind, span: place });
                }
                rule @ (Rule::or_more | Rule::or_less) => {
                    bound = value
                        .take()
                        .map(|value| Bound::Compare(comparator(rule), value));
                }
                _ => {}
            }
        }
        let (Some(bound), Some(name)) = (bound, name) else {
            return Err(Box::new(faults::left_over(span)));
        };
        let kind = ExprKind::Compare {
            left: Box::new(name),
            bound: Box::new(bound),
        };
        Ok(Expr { kind, span })
    }

    /// The members of the last selection entered go out of scope.
    pub(super) fn leave(&mut self) -> Option<Vec<NameId>> {
        self.scopes.pop()
    }

    fn flatten(&self, id: NameId, seen: &mut BTreeSet<NameId>, members: &mut Vec<NameId>) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.reader.names.at(id).kind {
                NameKind::Group => open.extend(self.reader.names.at(id).of.iter().rev()),
                _ if members.contains(&id) => {}
                _ => members.push(id),
            }
        }
    }

    /// Facts joined by `and`, each of the members in scope.
    pub(super) fn predicate(&self, pair: Pair<'_, Rule>) -> Lowered<Vec<MemberRef>> {
        let facts = pair
            .into_inner()
            .filter(|child| matches!(child.as_rule(), Rule::has_fact | Rule::asked_fact));
        facts.map(|fact| self.member(&fact)).collect()
    }

    /// A fact of the members of the innermost populations.
    pub(super) fn member(&self, pair: &Pair<'_, Rule>) -> Lowered<MemberRef> {
        let span = self.span(pair);
        let innermost = self.scopes.last().map_or(&[][..], Vec::as_slice);
        self.of_all(self.names(pair), innermost, span)
            .map_err(|lacking| Box::new(self.not_a_fact_of(pair, lacking)))
    }

    /// The declarations that a name has for each population; the first population without one.
    fn of_all(
        &self,
        ids: &[NameId],
        populations: &[NameId],
        span: Span,
    ) -> Result<MemberRef, Option<NameId>> {
        let mut refs: Vec<Ref> = Vec::new();
        for population in populations {
            let id = ids
                .iter()
                .copied()
                .find(|id| self.belongs(*id, *population))
                .ok_or(Some(*population))?;
            let reference = self.reader.names.reference(id, span);
            if !refs
                .iter()
                .any(|known| known.id == reference.id && known.document == reference.document)
            {
                refs.push(reference);
            }
        }
        if refs.is_empty() {
            Err(None)
        } else {
            Ok(MemberRef { refs, span })
        }
    }

    /// Whether a fact is one of a population's members: its own, or reported by bodies of that level.
    fn belongs(&self, fact: NameId, population: NameId) -> bool {
        let name = self.reader.names.at(fact);
        name.owner == Some(population) || name.owner.is_none() && name.per.contains(&population)
    }

    /// One fact, of the members in scope or else of the body.
    pub(super) fn any_fact(&self, pair: &Pair<'_, Rule>) -> Lowered<Ref> {
        let span = self.span(pair);
        let ids = self.names(pair);
        for populations in self.scopes.iter().rev() {
            match self.of_all(ids, populations, span) {
                Ok(member) if member.refs.len() > 1 => {
                    return Err(Box::new(faults::fact_of_several(span)));
                }
                Ok(member) => {
                    return member
                        .refs
                        .into_iter()
                        .next()
                        .ok_or_else(|| Box::new(self.not_a_fact_of(pair, None)));
                }
                Err(_) => {}
            }
        }
        self.body_fact(pair)
    }

    /// A fact of the body itself; a member's fact only by its full id, as its total.
    pub(super) fn body_fact(&self, pair: &Pair<'_, Rule>) -> Lowered<Ref> {
        let span = self.span(pair);
        let ids = self.names(pair);
        let of_body = ids
            .iter()
            .copied()
            .find(|id| self.reader.names.at(*id).owner.is_none());
        let of_body = of_body.or_else(|| self.of_bearer(ids));
        let by_id = || {
            ids.iter()
                .copied()
                .find(|id| ids.len() == 1 && self.is_written_as_id(pair, *id))
        };
        match of_body.or_else(by_id) {
            Some(id) => Ok(self.reader.names.reference(id, span)),
            None => Err(Box::new(self.not_a_fact_of(pair, None))),
        }
    }

    /// A fact of the bodies of one level, where a rule of that level names it.
    fn of_bearer(&self, ids: &[NameId]) -> Option<NameId> {
        let names = self.reader.names;
        let of_level = |id: &NameId| {
            names
                .at(*id)
                .owner
                .filter(|owner| names.at(*owner).kind == NameKind::Level)
        };
        let bearers = &self.reader.bearers;
        let mut found = ids.iter().copied().filter(|id| {
            of_level(id).is_some_and(|level| bearers.is_empty() || bearers.contains(&level))
        });
        found.next().filter(|_| found.next().is_none())
    }

    fn is_written_as_id(&self, pair: &Pair<'_, Rule>, id: NameId) -> bool {
        let span = self.span(pair);
        (span.end - span.start) as usize == self.reader.names.at(id).id.len()
            && self.reader.names.at(id).id.contains('.')
    }

    fn not_a_fact_of(
        &self,
        pair: &Pair<'_, Rule>,
        lacking: Option<NameId>,
    ) -> crate::diagnostic::Diagnostic {
        let span = self.span(pair);
        let names = self.reader.names;
        let Some(known) = self.names(pair).first().map(|id| names.at(*id)) else {
            return faults::left_over(span);
        };
        if let Some(population) = lacking {
            return faults::not_a_fact_of(span, known, names.at(population));
        }
        faults::not_a_fact_here(span, known, names.owner(known), self.is_negated(pair))
    }
}
