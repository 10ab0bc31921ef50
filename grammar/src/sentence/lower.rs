//! From the grammar's pairs to the tree: what every part shares.

use pest::iterators::{Pair, Pairs};

use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::Token;
use crate::names::{NameId, NameKind};
use crate::reader::{Reader, spell};
use crate::source::{Span, Spanned};
use crate::syntax::{
    Condition, Date, ExprKind, Leads, Modality, Number, Period, Ref, Requirement, Rounding,
    Sentence, TimeLimit,
};

use super::amounts;
use super::dated::ChosenBy;
use super::resolve::{Item, Meaning, item_at};
use super::{Opening, Rule};

/// A part of the tree, or what is wrong with it.
pub(crate) type Lowered<T> = Result<T, Box<Diagnostic>>;

/// A stretch of time said as such.
#[derive(Clone, Copy)]
pub(super) struct Within {
    /// Where.
    pub(super) span: Span,
    /// It is a whole year.
    pub(super) year: bool,
}

/// Lowers one reading.
pub(crate) struct Lowerer<'a> {
    /// Names and language.
    pub(super) reader: &'a Reader<'a>,
    /// The canonical tokens.
    items: &'a [Item],
    /// The words as they stand.
    pub(super) tokens: &'a [Token<'a>],
    /// The populations whose members' facts may be named, the innermost last.
    pub(super) scopes: Vec<Vec<NameId>>,
    /// The time limit that stands within the requirement.
    pub(super) limit_within: Option<Spanned<TimeLimit>>,
    /// The part of time in which it is to be, where no last day is named: `trong quý III`, `năm 2028`.
    pub(super) within: Option<Within>,
    /// Until which day something was done to the members looked at, where no word says that it chooses them.
    pub(super) chosen_by: Option<ChosenBy>,
    /// What must not be over something is asked to be no more than that.
    pub(super) is_turned: bool,
    /// How often the sentence asks, where it says so once, wherever that stands.
    pub(super) often: Option<Period>,
}

impl<'a> Lowerer<'a> {
    /// For one reading.
    pub(crate) fn new(reader: &'a Reader<'a>, items: &'a [Item], tokens: &'a [Token<'a>]) -> Self {
        Self {
            reader,
            items,
            tokens,
            scopes: Vec::new(),
            limit_within: None,
            within: None,
            chosen_by: None,
            is_turned: false,
            often: None,
        }
    }

    /// The place of a pair in the text.
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let place = pair.as_span();
        self.span_between(place.start(), place.end())
    }

    pub(super) fn span_between(&self, start: usize, end: usize) -> Span {
        let (first, after) = (item_at(self.items, start), item_at(self.items, end));
        let items = self.items.get(first..after.max(first)).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            return first.span.to(last.span);
        }
        let before = first
            .checked_sub(1)
            .and_then(|before| self.items.get(before))
            .map(|item| item.span)
            .unwrap_or_default();
        Span {
            start: before.end,
            ..before
        }
    }

    /// The words at a place as they are written.
    pub(super) fn said(&self, place: Span) -> String {
        let inside =
            |token: &&Token<'_>| place.start <= token.span.start && token.span.end <= place.end;
        let words: Vec<Token<'_>> = self.tokens.iter().filter(inside).copied().collect();
        spell(&words)
    }

    /// The item before a pair.
    pub(super) fn before(&self, pair: &Pair<'_, Rule>) -> Option<&'a Item> {
        let at = item_at(self.items, pair.as_span().start());
        at.checked_sub(1).and_then(|at| self.items.get(at))
    }

    /// Whether `not` stands before a pair.
    pub(super) fn is_negated(&self, pair: &Pair<'_, Rule>) -> bool {
        let not = [Keyword::Not, Keyword::MustNot];
        self.before(pair).is_some_and(
            |item| matches!(item.meaning, Meaning::Keyword(keyword) if not.contains(&keyword)),
        )
    }

    /// By how much a number's words scale its figure: 1000000 of `10 triệu`.
    pub(super) fn scale(&self, pair: &Pair<'_, Rule>) -> Option<i128> {
        let item = self.item(pair)?;
        amounts::scale(self.tokens.get(item.tokens.clone())?)
    }

    /// The item a terminal stands on.
    pub(super) fn item(&self, pair: &Pair<'_, Rule>) -> Option<&'a Item> {
        self.items.get(item_at(self.items, pair.as_span().start()))
    }

    /// The number a pair `number` or `fraction` stands on; `năm` is five.
    pub(super) fn number(&self, pair: &Pair<'_, Rule>) -> Lowered<Number> {
        let item = self.item(pair);
        match item.map(|item| &item.meaning) {
            Some(Meaning::Number(Ok(number)) | Meaning::Fraction(number)) => Ok(*number),
            Some(Meaning::Number(Err(fault))) => {
                Err(Box::new(faults::bad_number(self.span(pair), fault)))
            }
            _ => Ok(Number {
                numerator: 5,
                denominator: 1,
                notation: crate::syntax::Notation::Digits,
            }),
        }
    }

    /// The date a pair stands on.
    pub(super) fn date(&self, pair: &Pair<'_, Rule>) -> Lowered<Date> {
        match self.item(pair).map(|item| &item.meaning) {
            Some(Meaning::Date(Ok(date))) => Ok(*date),
            Some(Meaning::Date(Err(fault))) => {
                Err(Box::new(faults::bad_date(self.span(pair), fault)))
            }
            _ => Err(Box::new(faults::missing_date(self.span(pair)))),
        }
    }

    /// The things a terminal names.
    pub(super) fn names(&self, pair: &Pair<'_, Rule>) -> &'a [NameId] {
        match self.item(pair).map(|item| &item.meaning) {
            Some(Meaning::Names(_, ids)) => ids,
            _ => &[],
        }
    }

    /// A line above bullets.
    pub(crate) fn opening(&mut self, pair: Pair<'_, Rule>) -> Lowered<Opening> {
        let span = self.span(&pair);
        self.often = self.said_often(&pair);
        let mut opening = Opening {
            leads: Leads::default(),
            combination: None,
            span,
        };
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::leads => {
                    let (leads, limit) = self.leads(child)?;
                    if let Some(limit) = limit {
                        return Err(Box::new(faults::limit_over_bullets(self.span(&limit))));
                    }
                    opening.leads = leads;
                }
                Rule::combination => opening.combination = Some(self.combination(child)?),
                _ => {}
            }
        }
        Ok(opening)
    }

    /// A whole sentence.
    pub(crate) fn sentence(&mut self, pair: Pair<'_, Rule>) -> Lowered<Sentence> {
        let span = self.span(&pair);
        self.often = self.said_often(&pair);
        let mut children = pair.into_inner();
        let (mut leads, lead_limit) = match next(&mut children, Rule::leads) {
            Some(leads) => self.leads(leads)?,
            None => (Leads::default(), None),
        };
        if let Some(subject) = next(&mut children, Rule::subject) {
            self.subject(subject, &mut leads)?;
        }
        let Some(requirement) = next(&mut children, Rule::requirement) else {
            return Err(Box::new(faults::no_requirement(span)));
        };
        let place = self.span(&requirement);
        let (mut requirement, of) =
            self.requirement(requirement, leads.modality.map(|modality| modality.node))?;
        let must = leads
            .modality
            .is_none_or(|said| said.node == Modality::Must);
        if let Some(act) = self.denied_act(&requirement).filter(|_| must) {
            leads.modality = Some(Spanned::new(Modality::MustNot, place));
            requirement = Requirement::Acts(vec![act]);
        }
        if self.is_turned {
            leads.modality = None;
        }
        let tail = next(&mut children, Rule::tail);
        let mut tail = self.tail(tail, lead_limit, &mut leads, of.as_ref())?;
        self.quarter_of_last_month(&mut leads);
        self.only_within(&mut leads, &requirement)?;
        self.no_ban_by(&leads)?;
        self.chosen_or_due(&leads, span)?;
        if let Requirement::Each(each) = &mut requirement {
            each.limit = tail.limit.take();
        }
        Ok(Sentence {
            leads,
            requirement: Spanned::new(requirement, place),
            limit: tail.limit,
            rounding: tail.rounding,
            condition: tail.condition,
            span,
        })
    }

    fn tail(
        &mut self,
        pair: Option<Pair<'_, Rule>>,
        lead_limit: Option<Pair<'_, Rule>>,
        leads: &mut Leads,
        of: Option<&Of>,
    ) -> Lowered<Tail> {
        let mut tail = Tail {
            limit: self.limit_within.take(),
            ..Tail::default()
        };
        let members = of.map(|of| of.members.as_slice());
        let members_of_each = members.filter(|_| of.is_some_and(|of| of.each));
        let parts = lead_limit
            .into_iter()
            .chain(pair.into_iter().flat_map(Pair::into_inner));
        for part in parts {
            let span = self.span(&part);
            let taken = match part.as_rule() {
                Rule::limit => tail
                    .limit
                    .replace(Spanned::new(
                        self.among(members, |this| this.limit(part))?,
                        span,
                    ))
                    .map(|first| first.span),
                Rule::rounding => tail
                    .rounding
                    .replace(Spanned::new(rounding(part), span))
                    .map(|first| first.span),
                Rule::tail_condition if self.ends_with_a_day(&part) => {
                    return Err(Box::new(self.day_of_condition(&part)));
                }
                Rule::tail_condition => tail
                    .condition
                    .replace(Spanned::new(
                        self.among(members_of_each, |this| this.condition(part))?,
                        span,
                    ))
                    .map(|first| first.span),
                Rule::deadline
                | Rule::throughout
                | Rule::starting
                | Rule::periods
                | Rule::how_often => self.lead(part, leads)?,
                Rule::per_period => {
                    self.no_price(&part, of.is_some())?;
                    self.per_period(part, &mut leads.periods)?
                }
                Rule::in_the_year => {
                    if leads.periods.is_empty() {
                        leads.periods.push(Spanned::new(Period::Year, span));
                    }
                    None
                }
                _ => None,
            };
            if let Some(first) = taken {
                return Err(Box::new(faults::said_twice(span, first)));
            }
        }
        Ok(tail)
    }

    /// The act of `không thu phí`: a prohibition in plain words.
    fn denied_act(&self, requirement: &Requirement) -> Option<Ref> {
        let Requirement::Comparison(of) = requirement else {
            return None;
        };
        let ExprKind::If { condition, .. } = &of.left.kind else {
            return None;
        };
        let ExprKind::Not(denied) = &condition.kind else {
            return None;
        };
        let ExprKind::Name(act) = &denied.kind else {
            return None;
        };
        let kind = self.reader.names.resolve(act)?.kind;
        (kind == NameKind::Act).then(|| act.clone())
    }

    /// Reads with members in scope.
    fn among<T>(
        &mut self,
        members: Option<&[NameId]>,
        read: impl FnOnce(&mut Self) -> Lowered<T>,
    ) -> Lowered<T> {
        let Some(members) = members else {
            return read(self);
        };
        self.scopes.push(members.to_vec());
        let found = read(self);
        self.scopes.pop();
        found
    }

    /// `if C`, `unless C`, `if any`.
    pub(super) fn condition(&mut self, pair: Pair<'_, Rule>) -> Lowered<Condition> {
        let mut unless = false;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::if_any => return Ok(Condition::IfAny),
                Rule::unless => unless = true,
                Rule::expr => {
                    let expr = self.expr(child)?;
                    return Ok(if unless {
                        Condition::Unless(expr)
                    } else {
                        Condition::If(expr)
                    });
                }
                _ => {}
            }
        }
        Ok(Condition::IfAny)
    }

    /// Whether something named is of a kind.
    pub(super) fn is_kind(&self, id: NameId, kinds: &[NameKind]) -> bool {
        kinds.contains(&self.reader.names.at(id).kind)
    }
}

/// Whom a requirement is about: its time limit speaks of them, and a condition after `each` does.
pub(super) struct Of {
    pub(super) members: Vec<NameId>,
    pub(super) each: bool,
}

#[derive(Default)]
struct Tail {
    limit: Option<Spanned<TimeLimit>>,
    rounding: Option<Spanned<Rounding>>,
    condition: Option<Spanned<Condition>>,
}

fn rounding(pair: Pair<'_, Rule>) -> Rounding {
    match pair.into_inner().next().map(|pair| pair.as_rule()) {
        Some(Rule::rounded_down) => Rounding::Down,
        Some(Rule::rounded_up) => Rounding::Up,
        _ => Rounding::HalfUp,
    }
}

/// Takes the next pair if it is of a rule.
pub(super) fn next<'i>(pairs: &mut Pairs<'i, Rule>, rule: Rule) -> Option<Pair<'i, Rule>> {
    if pairs.peek()?.as_rule() == rule {
        pairs.next()
    } else {
        None
    }
}
