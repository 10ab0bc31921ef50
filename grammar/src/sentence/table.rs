//! What a table goes by, and the keys of its rows.

use pest::iterators::Pair;

use crate::faults;
use crate::names::NameKind;
use crate::source::Spanned;
use crate::syntax::{Band, Bound, Comparator, Edge, Expr, ExprKind, Ref, RowKey};

use super::Rule;
use super::lower::{Lowered, Lowerer};
use super::requirement::one_unit;

impl Lowerer<'_> {
    /// Expressions side by side.
    pub(crate) fn values(&mut self, pair: Pair<'_, Rule>) -> Lowered<Vec<Expr>> {
        let sums = pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::sum);
        sums.map(|sum| self.sum(sum)).collect()
    }

    /// `10 points`, `up to 10 points pro rata`.
    pub(crate) fn points_line(&mut self, pair: Pair<'_, Rule>) -> Lowered<(Expr, bool)> {
        let span = self.span(&pair);
        let (mut points, mut in_part) = (None, false);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::number => points = Some(self.number(&child)?),
                Rule::pro_rata => in_part = true,
                _ => {}
            }
        }
        let kind = points
            .map(ExprKind::Points)
            .ok_or_else(|| Box::new(faults::missing_number(span)))?;
        Ok((Expr { kind, span }, in_part))
    }

    /// The keys of a row, one for each of `by`.
    pub(crate) fn row(
        &mut self,
        pair: Pair<'_, Rule>,
        by: &[Expr],
    ) -> Lowered<Vec<Spanned<RowKey>>> {
        let span = self.span(&pair);
        let cells: Vec<Pair<'_, Rule>> = pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::row_key)
            .collect();
        if cells.len() != by.len() {
            return Err(Box::new(faults::keys_of_row(span, cells.len(), by.len())));
        }
        let mut keys = Vec::new();
        for (cell, key) in cells.into_iter().zip(by) {
            let span = self.span(&cell);
            keys.push(Spanned::new(self.row_key(cell, key)?, span));
        }
        Ok(keys)
    }

    fn row_key(&mut self, pair: Pair<'_, Rule>, key: &Expr) -> Lowered<RowKey> {
        let mut options = Vec::new();
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::otherwise => return Ok(RowKey::Otherwise),
                Rule::band => return self.band(child).map(|band| RowKey::Band(Box::new(band))),
                Rule::option => options.push(self.option_of(&child, key)?),
                _ => {}
            }
        }
        Ok(RowKey::Options(options))
    }

    /// The option of that name of the choice that a table goes by; of any, where it goes by something else.
    fn option_of(&self, pair: &Pair<'_, Rule>, key: &Expr) -> Lowered<Ref> {
        let names = self.reader.names;
        let choice = match &key.kind {
            ExprKind::Name(name) => names.id(&name.document, &name.id),
            _ => None,
        };
        let choice = choice.filter(|id| self.is_kind(*id, &[NameKind::Choice]));
        let span = self.span(pair);
        let option = self
            .names(pair)
            .iter()
            .copied()
            .find(|id| choice.is_none_or(|choice| names.at(*id).owner == Some(choice)));
        match (option, choice) {
            (Some(option), _) => Ok(names.reference(option, span)),
            (None, Some(choice)) => Err(Box::new(faults::not_an_option_of(span, names.at(choice)))),
            (None, None) => Err(Box::new(faults::not_a_choice(key.span))),
        }
    }

    /// `under 200`, `from 200 to under 500`, `90% or more`.
    pub(super) fn band(&mut self, pair: Pair<'_, Rule>) -> Lowered<Band> {
        let span = self.span(&pair);
        let Some(form) = pair.into_inner().next() else {
            return Err(Box::new(faults::missing_number(span)));
        };
        let bound = match form.as_rule() {
            Rule::stretch => return self.stretch(form),
            Rule::literal => return self.literal(form).map(Band::Exactly),
            Rule::suffixed => self.suffixed(form)?,
            Rule::upwards => {
                let at = self.bound_values(form)?.into_iter().next();
                let at = at.ok_or_else(|| Box::new(faults::missing_number(span)))?;
                Bound::Compare(Comparator::AtLeast, at)
            }
            _ => self.compared(form)?,
        };
        let Bound::Compare(comparator, at) = bound else {
            return Err(Box::new(faults::missing_number(span)));
        };
        let (low, high) = match comparator {
            Comparator::Over => (Some(false), None),
            Comparator::AtLeast => (Some(true), None),
            Comparator::Under => (None, Some(false)),
            Comparator::AtMost => (None, Some(true)),
            Comparator::Exactly | Comparator::Not => return Ok(Band::Exactly(at)),
        };
        let edge = |included| Edge {
            at: at.clone(),
            included,
        };
        Ok(Band::Stretch {
            low: low.map(edge),
            high: high.map(edge),
        })
    }

    fn stretch(&mut self, pair: Pair<'_, Rule>) -> Lowered<Band> {
        let span = self.span(&pair);
        let scale = self.last_scale(&pair);
        let (mut low_included, mut high_included, mut ends) = (true, true, Vec::new());
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::low_word => low_included = !is(child, Rule::over),
                Rule::high_word => high_included = !is(child, Rule::under),
                Rule::literal => ends.push(self.literal(child)?),
                _ => {}
            }
        }
        let mut ends = ends.into_iter();
        let (Some(mut low), Some(high)) = (ends.next(), ends.next()) else {
            return Err(Box::new(faults::missing_number(span)));
        };
        one_unit(&mut low, &high, scale);
        Ok(Band::Stretch {
            low: Some(Edge {
                at: low,
                included: low_included,
            }),
            high: Some(Edge {
                at: high,
                included: high_included,
            }),
        })
    }
}

fn is(pair: Pair<'_, Rule>, rule: Rule) -> bool {
    pair.into_inner()
        .next()
        .is_some_and(|word| word.as_rule() == rule)
}
