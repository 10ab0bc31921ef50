//! What is required: shares, counts, acts, `each`, comparisons.

use pest::iterators::Pair;

use crate::Language;
use crate::faults::{self, Listed};
use crate::names::NameKind;
use crate::source::{Span, Spanned};
use crate::syntax::{
    Bound, Combination, Comparator, Comparison, Count, Counted, Each, EachRequirement, Expr,
    ExprKind, MemberRef, Modality, Notation, Number, Operator, Ref, Requirement, Selection, Share,
    ShareBase,
};

use super::Rule;
use super::leads::whole;
use super::lower::{Lowered, Lowerer, Of};

/// A requirement, and whom it is about, if it speaks of members.
type WithScope = (Requirement, Option<Of>);

impl Lowerer<'_> {
    /// The one requirement of a sentence.
    pub(super) fn requirement(
        &mut self,
        pair: Pair<'_, Rule>,
        modality: Option<Modality>,
    ) -> Lowered<WithScope> {
        let span = self.span(&pair);
        let mut forms = pair.into_inner();
        let Some(form) = forms.next() else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        let (requirement, of) = match form.as_rule() {
            Rule::each_member => return self.each(form),
            Rule::verb_first => self.verb_first(form)?,
            Rule::share_last => self.share_last(form)?,
            Rule::quantified => self.quantified(form, forms.next())?,
            Rule::deed => (self.acts(form, modality)?, None),
            _ => (self.required_expr(form, modality)?, None),
        };
        if let (Some(Modality::MustNot), Requirement::Comparison(of)) = (modality, &requirement)
            && let Some((left, bound)) = turned_bound(&of.left, &of.bound.node)
        {
            self.is_turned = true;
            let bound = Spanned::new(bound, of.bound.span);
            return Ok((Requirement::Comparison(Comparison { left, bound }), None));
        }
        if modality.is_some_and(Modality::forbids) && !forbids(&requirement) {
            return Err(Box::new(faults::must_not_measure(span)));
        }
        Ok((requirement, of))
    }

    fn acts(&mut self, pair: Pair<'_, Rule>, modality: Option<Modality>) -> Lowered<Requirement> {
        self.often(&pair)?;
        // `không được A hoặc B`: neither of them.
        let either = pair
            .clone()
            .into_inner()
            .find(|child| child.as_rule() == Rule::either);
        if let Some(either) = either.filter(|_| !modality.is_some_and(Modality::forbids)) {
            return Err(Box::new(faults::listed(
                self.span(&either),
                &Listed::Either,
            )));
        }
        let facts = pair
            .into_inner()
            .filter(is_predicate)
            .flat_map(Pair::into_inner);
        let facts =
            facts.filter(|child| matches!(child.as_rule(), Rule::has_fact | Rule::asked_fact));
        let acts = facts
            .map(|fact| self.body_fact(&fact))
            .collect::<Lowered<Vec<_>>>()?;
        acts.iter().try_for_each(|act| self.no_permission(act))?;
        Ok(Requirement::Acts(acts))
    }

    fn required_expr(
        &mut self,
        pair: Pair<'_, Rule>,
        modality: Option<Modality>,
    ) -> Lowered<Requirement> {
        let span = self.span(&pair);
        let expr = self.expr(pair)?;
        match expr.kind {
            ExprKind::Compare { left, bound } => {
                // The bound begins where its comparator does, right after what is compared.
                let start = match &left.kind {
                    ExprKind::Growth { of, .. } => of.span.end,
                    _ => left.span.end,
                };
                let place = Span { start, ..span };
                Ok(Requirement::Comparison(Comparison {
                    left: *left,
                    bound: Spanned::new(*bound, place),
                }))
            }
            ExprKind::Requirement(requirement) => Ok(*requirement),
            ExprKind::Name(name) if modality.is_some_and(Modality::forbids) => {
                let kind = self.reader.names.resolve(&name).map(|name| name.kind);
                let of = match kind {
                    Some(NameKind::Population | NameKind::Group | NameKind::Level) => {
                        Counted::Members {
                            of: Selection {
                                of: vec![name],
                                for_each: false,
                                filter: None,
                                span,
                            },
                            predicate: Vec::new(),
                        }
                    }
                    Some(NameKind::Count) => Counted::Fact(name),
                    _ => return Err(Box::new(faults::must_not_measure(span))),
                };
                Ok(Requirement::Count(Count {
                    bound: Spanned::new(Bound::No, span),
                    of,
                }))
            }
            _ if is_option(&expr) => Ok(Requirement::Comparison(holds(expr))),
            // A fact that must not be; a measure has a bound of its own.
            ExprKind::Not(ref fact) if matches!(fact.kind, ExprKind::Name(_)) => {
                self.no_exemption(fact, span)?;
                Ok(Requirement::Comparison(holds(expr)))
            }
            // `không được có phí trên 25.000 đồng`: no more than that.
            ExprKind::Not(denied) if turned(&denied).is_some() => {
                let place = denied.span;
                turned(&denied)
                    .map(|(left, bound)| {
                        let start = left.span.end;
                        let bound = Spanned::new(bound, Span { start, ..place });
                        Requirement::Comparison(Comparison { left, bound })
                    })
                    .ok_or_else(|| Box::new(faults::not_a_requirement(span)))
            }
            ExprKind::Binary {
                op: Operator::And, ..
            } => Err(Box::new(faults::two_requirements(span))),
            _ => Err(Box::new(faults::not_a_requirement(span))),
        }
    }

    /// How often a deed is asked for: once, which is what a deed is.
    fn often(&self, deed: &Pair<'_, Rule>) -> Lowered<()> {
        let mut often = deed.clone().into_inner();
        often
            .find(|child| child.as_rule() == Rule::how_often)
            .map_or(Ok(()), |often| self.once(often))
    }

    fn each(&mut self, pair: Pair<'_, Rule>) -> Lowered<WithScope> {
        let span = self.span(&pair);
        let mut of = None;
        let mut requirement = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::of_each => of = Some(self.enter_each(&child)?),
                Rule::each_requirement | Rule::all_do => {
                    requirement = Some(self.each_requirement(child)?);
                }
                _ => {}
            }
        }
        let members = self.leave().unwrap_or_default();
        let (Some(of), Some(requirement)) = (of, requirement) else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        Ok((
            Requirement::Each(Each {
                of,
                requirement: Box::new(requirement),
                limit: None,
            }),
            Some(Of {
                members,
                each: true,
            }),
        ))
    }

    /// `xử lý phản ánh trong thời hạn …`: each complaint, handled within it.
    fn verb_first(&mut self, pair: Pair<'_, Rule>) -> Lowered<WithScope> {
        let span = self.span(&pair);
        let (mut verb, mut of) = (None, None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::has_fact => verb = Some(child),
                Rule::object => of = Some(self.enter(child, false)?),
                _ => {}
            }
        }
        let done = verb.map(|verb| {
            let place = self.span(&verb);
            self.member(&verb).map(|done| (done, place))
        });
        let members = self.leave().unwrap_or_default();
        let (Some(of), Some(done)) = (of, done) else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        let (done, place) = done?;
        let has = Spanned::new(EachRequirement::Has(vec![done]), place);
        let each = Each {
            of,
            requirement: Box::new(has),
            limit: None,
        };
        let of = Of {
            members,
            each: true,
        };
        Ok((Requirement::Each(each), Some(of)))
    }

    fn each_requirement(&mut self, pair: Pair<'_, Rule>) -> Lowered<Spanned<EachRequirement>> {
        let span = self.span(&pair);
        let Some(form) = pair.into_inner().next() else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        let node = match form.as_rule() {
            Rule::deed => {
                self.often(&form)?;
                self.no_entitlement(&form)?;
                let predicate = form.into_inner().find(is_predicate);
                let either = predicate
                    .as_ref()
                    .filter(|one| one.as_rule() == Rule::either);
                if let Some(either) = either {
                    return Err(Box::new(faults::listed(self.span(either), &Listed::Either)));
                }
                EachRequirement::Has(
                    predicate
                        .map(|predicate| self.predicate(predicate))
                        .transpose()?
                        .unwrap_or_default(),
                )
            }
            Rule::quantified => EachRequirement::Requirement(self.quantified(form, None)?.0),
            _ => EachRequirement::Requirement(self.required_expr(form, None)?),
        };
        Ok(Spanned::new(node, span))
    }

    /// A share or a count: they begin alike.
    ///
    /// `holding` is what bodies or members that count have to keep: `at least 1 team` of communes.
    pub(super) fn quantified(
        &mut self,
        pair: Pair<'_, Rule>,
        holding: Option<Pair<'_, Rule>>,
    ) -> Lowered<WithScope> {
        let span = self.span(&pair);
        let (mut bound, mut base, mut predicate) = (None, None, Vec::new());
        let (mut for_each, mut is_share, mut joined) = (false, false, false);
        let mut around = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::bound => {
                    bound = Some(Spanned::new(self.bound(child.clone())?, self.span(&child)));
                }
                Rule::literal => around = Some(self.literal(child)?),
                rule @ (Rule::or_more | Rule::or_less) => {
                    let value = around.take();
                    bound = value.map(|value| {
                        let place = value.span;
                        Spanned::new(Bound::Compare(comparator(rule), value), place)
                    });
                }
                Rule::for_each_of => for_each = true,
                Rule::share_of_word => {
                    joined = true;
                    is_share = child
                        .into_inner()
                        .next()
                        .is_some_and(|word| word.as_rule() != Rule::number_of);
                }
                Rule::base => base = Some(self.base(child, for_each)?),
                Rule::predicate => {
                    let facts = self.predicate(child);
                    predicate = facts?;
                }
                _ => {}
            }
        }
        if let Some(holding) = holding {
            self.holding(holding, base.as_mut())?;
        }
        let of = if base.as_ref().is_some_and(Base::has_members) {
            self.leave().map(|members| Of {
                members,
                each: false,
            })
        } else {
            None
        };
        let (Some(bound), Some(base)) = (bound, base) else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        let measures_share = self.is_share(&bound.node);
        if measures_share && !joined && !for_each && self.reader.language == Language::En {
            let end = Span {
                start: bound.span.end,
                ..bound.span
            };
            return Err(Box::new(faults::share_without_of(end)));
        }
        if is_share || for_each || measures_share || matches!(bound.node, Bound::All) {
            if let Base::Quantity(count) = &base {
                let said = [count.span, bound.span].map(|place| self.said(place));
                return Err(Box::new(faults::share_of_count(span, &said[0], &said[1])));
            }
            share(bound, base, predicate, span).map(|share| (Requirement::Share(share), of))
        } else {
            count(bound, base, predicate).map(|count| (Requirement::Count(count), of))
        }
    }

    /// `decisions published: at least 90%`.
    fn share_last(&mut self, pair: Pair<'_, Rule>) -> Lowered<WithScope> {
        let span = self.span(&pair);
        let (mut of, mut predicate, mut bound) = (None, Vec::new(), None);
        for child in pair.into_inner() {
            let place = self.span(&child);
            match child.as_rule() {
                Rule::selection => of = Some(self.enter(child, false)?),
                Rule::predicate => predicate = self.predicate(child)?,
                Rule::limit => self.limit_within = Some(Spanned::new(self.limit(child)?, place)),
                Rule::share_said => bound = Some(Spanned::new(self.share_said(child)?, place)),
                _ => {}
            }
        }
        let members = self.leave().unwrap_or_default();
        let (Some(of), Some(bound)) = (of, bound) else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        let base = ShareBase::Of(of);
        let share = Share {
            bound,
            base,
            predicate,
        };
        let each = false;
        Ok((Requirement::Share(share), Some(Of { members, each })))
    }

    fn share_said(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let (mut values, mut how) = (Vec::new(), None);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::proportion => values.push(self.literal(child)?),
                Rule::comparator => how = child.into_inner().next().map(|word| word.as_rule()),
                rule @ (Rule::or_more | Rule::or_less) => how = Some(rule),
                _ => {}
            }
        }
        let mut values = values.into_iter();
        let Some(first) = values.next() else {
            return Err(Box::new(faults::missing_number(span)));
        };
        match (values.next(), how) {
            (Some(last), _) => Ok(Bound::Between(first, last)),
            (None, None) => bare(first, span, &self.said(span)),
            (None, Some(how)) => Ok(Bound::Compare(comparator(how), first)),
        }
    }

    /// `of communes with at least 1 team` says what `where at least 1 team` would.
    fn holding(&mut self, pair: Pair<'_, Rule>, base: Option<&mut Base>) -> Lowered<()> {
        let span = self.span(&pair);
        let (Some(Base::Members(of) | Base::Weighted(_, of)), Some(inner)) =
            (base, pair.into_inner().next())
        else {
            return Err(Box::new(faults::two_requirements(span)));
        };
        if of.filter.is_some() {
            return Err(Box::new(faults::two_requirements(span)));
        }
        let (requirement, _) = self.quantified(inner, None)?;
        of.filter = Some(Box::new(Expr {
            kind: ExprKind::Requirement(Box::new(requirement)),
            span,
        }));
        Ok(())
    }

    fn base(&mut self, pair: Pair<'_, Rule>, for_each: bool) -> Lowered<Base> {
        let span = self.span(&pair);
        let Some(form) = pair.into_inner().next() else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        match form.as_rule() {
            Rule::selection => self.enter(form, for_each).map(Base::Members),
            Rule::quantity => self.any_fact(&form).map(Base::Quantity),
            _ => {
                let mut weight = None;
                let mut of = None;
                for child in form.into_inner() {
                    match child.as_rule() {
                        Rule::quantity => weight = Some(child),
                        Rule::selection => of = Some(self.enter(child, for_each)?),
                        _ => {}
                    }
                }
                let (Some(weight), Some(of)) = (weight, of) else {
                    return Err(Box::new(faults::no_requirement(span)));
                };
                let weight = self.member(&weight)?;
                Ok(Base::Weighted(weight, of))
            }
        }
    }

    /// A bound before what it bounds.
    fn bound(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let Some(form) = pair.into_inner().next() else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        match form.as_rule() {
            Rule::all => Ok(Bound::All),
            Rule::none => Ok(Bound::No),
            Rule::bare => {
                let value = self.bound_values(form)?.into_iter().next();
                value.map_or_else(
                    || Err(Box::new(faults::missing_number(span))),
                    |value| bare(value, span, &self.said(span)),
                )
            }
            Rule::suffixed => self.suffixed(form),
            Rule::compared => self.compared(form),
            Rule::two_bounds => self.two_bounds(form),
            _ => self.span_bound(form),
        }
    }

    /// `at least 5 and at most 9`.
    fn two_bounds(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let bounds = pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::compared);
        let bounds = bounds.map(|bound| self.compared(bound));
        let mut bounds = bounds.collect::<Lowered<Vec<_>>>()?.into_iter();
        let joined = bounds
            .next()
            .zip(bounds.next())
            .and_then(|(first, second)| both(first, second));
        joined.ok_or_else(|| Box::new(faults::two_requirements(span)))
    }

    /// `between A and B`, `A to B`.
    pub(super) fn span_bound(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let scale = self.last_scale(&pair).filter(|_| !self.first_scaled(&pair));
        let mut values = self.bound_values(pair)?.into_iter();
        let (Some(mut from), Some(to)) = (values.next(), values.next()) else {
            return Err(Box::new(faults::missing_number(span)));
        };
        one_unit(&mut from, &to, scale);
        Ok(Bound::Between(from, to))
    }

    /// `90% or more`.
    pub(super) fn suffixed(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let more = pair
            .clone()
            .into_inner()
            .any(|child| child.as_rule() == Rule::or_more);
        let comparator = if more {
            Comparator::AtLeast
        } else {
            Comparator::AtMost
        };
        let value = self.bound_values(pair)?.into_iter().next();
        value
            .map(|value| Bound::Compare(comparator, value))
            .ok_or_else(|| Box::new(faults::missing_number(span)))
    }

    /// `over 15%`.
    pub(super) fn compared(&mut self, pair: Pair<'_, Rule>) -> Lowered<Bound> {
        let span = self.span(&pair);
        let how = pair.clone().into_inner().next();
        let how = how.and_then(|child| match child.as_rule() {
            Rule::comparator => child.into_inner().next().map(|word| word.as_rule()),
            rule => Some(rule),
        });
        let how = how.map_or(Comparator::Exactly, comparator);
        let value = self.bound_values(pair)?.into_iter().next();
        value
            .map(|value| Bound::Compare(how, value))
            .ok_or_else(|| Box::new(faults::missing_number(span)))
    }

    /// Whether a bound is of a share rather than of a number.
    pub(super) fn is_share(&self, bound: &Bound) -> bool {
        match bound {
            Bound::Compare(_, value) | Bound::Between(value, _) => self.is_proportion(value),
            Bound::All | Bound::No => false,
        }
    }

    fn is_proportion(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Percent(_) => true,
            ExprKind::Number(number) => number.notation == Notation::FractionWords,
            ExprKind::Name(name) => {
                let names = self.reader.names;
                names
                    .id(&name.document, &name.id)
                    .is_some_and(|id| names.is_percentage(id))
            }
            ExprKind::Extreme { of, .. } => of.iter().all(|one| self.is_proportion(one)),
            _ => false,
        }
    }

    /// By how much the words of the last number of a range scale it.
    pub(super) fn last_scale(&self, pair: &Pair<'_, Rule>) -> Option<i128> {
        let numbers = pair.clone().into_inner().flatten();
        let last = numbers
            .filter(|child| child.as_rule() == Rule::number)
            .last()?;
        self.scale(&last)
    }

    /// Whether the first number of a range has such words of its own: `từ 500 triệu đến 1 tỷ đồng`.
    fn first_scaled(&self, pair: &Pair<'_, Rule>) -> bool {
        let mut numbers = pair.clone().into_inner().flatten();
        let first = numbers.find(|child| child.as_rule() == Rule::number);
        first.is_some_and(|first| self.scale(&first).is_some())
    }

    pub(super) fn bound_values(&mut self, pair: Pair<'_, Rule>) -> Lowered<Vec<Expr>> {
        let mut values = Vec::new();
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::sum => {
                    let value = self.sum(child)?;
                    self.plain_bound(&value)?;
                    values.push(value);
                }
                Rule::literal => values.push(self.literal(child)?),
                _ => {}
            }
        }
        Ok(values)
    }

    /// `all of`, `any of`, `at least 2 of`.
    pub(super) fn combination(&mut self, pair: Pair<'_, Rule>) -> Lowered<Combination> {
        let span = self.span(&pair);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::all_of => return Ok(Combination::AllOf),
                Rule::any_of => return Ok(Combination::AnyOf),
                Rule::number => {
                    let number = whole(self.number(&child)?);
                    return number
                        .map(Combination::AtLeast)
                        .ok_or_else(|| Box::new(faults::missing_number(span)));
                }
                _ => {}
            }
        }
        Err(Box::new(faults::missing_number(span)))
    }
}

/// The comparator that a terminal stands for.
pub(super) fn comparator(word: Rule) -> Comparator {
    match word {
        Rule::over => Comparator::Over,
        Rule::at_least | Rule::or_more => Comparator::AtLeast,
        Rule::under => Comparator::Under,
        Rule::at_most | Rule::or_less => Comparator::AtMost,
        Rule::not_equal => Comparator::Not,
        _ => Comparator::Exactly,
    }
}

/// `10 to 20%`, `từ 5 đến 10 triệu đồng`: the unit behind the second number serves both. A fraction in words is a share already.
pub(super) fn one_unit(from: &mut Expr, to: &Expr, scale: Option<i128>) {
    let ExprKind::Number(number) = from.kind else {
        return;
    };
    if number.notation == Notation::FractionWords {
        return;
    }
    match &to.kind {
        ExprKind::Percent(_) => from.kind = ExprKind::Percent(number),
        ExprKind::Points(_) => from.kind = ExprKind::Points(number),
        ExprKind::PercentagePoints(_) => from.kind = ExprKind::PercentagePoints(number),
        ExprKind::Money { amount: most, unit } => {
            let by = scale.unwrap_or(1);
            let scaled = number.numerator.checked_mul(by).map(|numerator| Number {
                numerator,
                ..number
            });
            // `500 to 1 million` may mean either.
            let amount = scaled.filter(|least| {
                least.numerator.checked_mul(most.denominator)
                    < most.numerator.checked_mul(least.denominator)
            });
            if let Some(amount) = amount {
                let unit = unit.clone();
                from.kind = ExprKind::Money { amount, unit };
            }
        }
        _ => {}
    }
}

/// What two bounds of one thing ask together: the stricter of two alike, or a range; none where no one bound says it.
pub(super) fn both(first: Bound, second: Bound) -> Option<Bound> {
    let (Bound::Compare(how, one), Bound::Compare(other_how, other)) = (first, second) else {
        return None;
    };
    let span = one.span.to(other.span);
    let stricter = |greatest| {
        let of = vec![one.clone(), other.clone()];
        let kind = ExprKind::Extreme { greatest, of };
        Bound::Compare(how, Expr { kind, span })
    };
    match (how, other_how) {
        (Comparator::AtLeast, Comparator::AtMost) => Some(Bound::Between(one, other)),
        (Comparator::AtMost, Comparator::AtLeast) => Some(Bound::Between(other, one)),
        (Comparator::AtLeast, Comparator::AtLeast) | (Comparator::Over, Comparator::Over) => {
            Some(stricter(true))
        }
        (Comparator::AtMost, Comparator::AtMost) | (Comparator::Under, Comparator::Under) => {
            Some(stricter(false))
        }
        _ => None,
    }
}

fn is_predicate(pair: &Pair<'_, Rule>) -> bool {
    matches!(
        pair.as_rule(),
        Rule::predicate | Rule::either | Rule::deed_begins
    )
}

enum Base {
    Members(Selection),
    Weighted(MemberRef, Selection),
    Quantity(Ref),
}

impl Base {
    fn has_members(&self) -> bool {
        match self {
            Self::Members(_) | Self::Weighted(..) => true,
            Self::Quantity(_) => false,
        }
    }
}

fn share(
    bound: Spanned<Bound>,
    base: Base,
    predicate: Vec<MemberRef>,
    span: Span,
) -> Lowered<Share> {
    let base = match base {
        Base::Members(of) => ShareBase::Of(of),
        Base::Weighted(weight, of) => ShareBase::Weighted { weight, of },
        Base::Quantity(_) => return Err(Box::new(faults::no_requirement(span))),
    };
    let says_something = match &base {
        ShareBase::Of(of) | ShareBase::Weighted { of, .. } => {
            of.filter.is_some() || !predicate.is_empty()
        }
        ShareBase::Ratio { .. } => true,
    };
    if says_something {
        Ok(Share {
            bound,
            base,
            predicate,
        })
    } else {
        Err(Box::new(faults::share_without_state(span)))
    }
}

fn count(bound: Spanned<Bound>, base: Base, predicate: Vec<MemberRef>) -> Lowered<Count> {
    let of = match base {
        Base::Members(of) => Counted::Members { of, predicate },
        Base::Quantity(fact) if predicate.is_empty() => Counted::Fact(fact),
        Base::Quantity(_) | Base::Weighted(..) => {
            return Err(Box::new(faults::count_of_quantity(bound.span)));
        }
    };
    Ok(Count { bound, of })
}

/// A number without comparator: only 100% and fractions in words say enough.
fn bare(value: Expr, span: Span, said: &str) -> Lowered<Bound> {
    match &value.kind {
        ExprKind::Percent(Number {
            numerator: 100,
            denominator: 1,
            ..
        }) => Ok(Bound::Compare(Comparator::Exactly, value)),
        ExprKind::Number(Number {
            notation: Notation::FractionWords,
            ..
        }) => Ok(Bound::Compare(Comparator::AtLeast, value)),
        ExprKind::Percent(_) => Err(Box::new(faults::percent_without_comparator(span, said))),
        _ => Err(Box::new(faults::number_without_comparator(span, said))),
    }
}

/// `the rating is good`, `no petition above`: what holds counts one, what does not none, and one is asked.
fn holds(condition: Expr) -> Comparison {
    let span = condition.span;
    let number = |numerator| Expr {
        kind: ExprKind::Number(Number {
            numerator,
            denominator: 1,
            notation: Notation::Digits,
        }),
        span,
    };
    let counted = ExprKind::If {
        condition: Box::new(condition),
        then: Box::new(number(1)),
        otherwise: Box::new(number(0)),
    };
    Comparison {
        left: Expr {
            kind: counted,
            span,
        },
        bound: Spanned::new(Bound::Compare(Comparator::AtLeast, number(1)), span),
    }
}

/// Whether something asks for one of some options, or for none of them.
fn is_option(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::IsOption { .. } => true,
        ExprKind::Binary { left, op, right } => match (op, &right.kind) {
            (Operator::Or, ExprKind::IsOption { .. }) => is_option(left),
            _ => false,
        },
        _ => false,
    }
}

/// What `must not` may forbid: deeds and cases.
fn forbids(requirement: &Requirement) -> bool {
    match requirement {
        Requirement::Acts(_) => true,
        Requirement::Count(count) => matches!(count.bound.node, Bound::No),
        Requirement::Share(_)
        | Requirement::Each(_)
        | Requirement::Comparison(_)
        | Requirement::Combined { .. } => false,
    }
}

/// What must hold where a quantity must not be over or under something.
fn turned(denied: &Expr) -> Option<(Expr, Bound)> {
    match &denied.kind {
        ExprKind::Compare { left, bound } => turned_bound(left, bound),
        _ => None,
    }
}

fn turned_bound(left: &Expr, bound: &Bound) -> Option<(Expr, Bound)> {
    let Bound::Compare(how, value) = bound else {
        return None;
    };
    let how = match how {
        Comparator::Over => Comparator::AtMost,
        Comparator::Under => Comparator::AtLeast,
        Comparator::AtLeast | Comparator::AtMost | Comparator::Exactly | Comparator::Not => {
            return None;
        }
    };
    let is_name = matches!(left.kind, ExprKind::Name(_));
    is_name.then(|| (left.clone(), Bound::Compare(how, value.clone())))
}
