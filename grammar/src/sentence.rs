//! Pass 2: sentences and expressions.
//!
//! The resolver offers readings of the words, the grammar and the names refuse or take them. A
//! second reading that is taken too, and says something else, is an error.

mod amounts;
mod dated;
mod diagnose;
mod expect;
mod expr;
mod leads;
mod limit;
mod lower;
mod members;
mod phrases;
mod requirement;
mod resolve;
mod table;
mod twofold;
mod usage;

use std::collections::HashMap;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;
use pest_derive::Parser;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::format::Same;
use crate::keywords::Keyword;
use crate::lines::{Logical, MAX_NESTING, Token};
use crate::reader::Reader;
use crate::source::{Span, Spanned};
use crate::syntax::{Combination, Expr, Leads, Line, Requirement, RowKey, RuleMember, Sentence};

pub(crate) use amounts::{scale_of, scaled, unit};
pub use expect::terminals;
pub(crate) use expect::{begin_row, begin_sentence, begin_value};
use lower::{Lowered, Lowerer};
use resolve::{Item, Lattice, Meaning, Readings, item_at};

#[derive(Parser)]
#[grammar = "sentence.pest"]
struct SentenceGrammar;

/// Readings tried until one is taken.
const MAX_TRIES: usize = 64;
/// Further readings tried in search of a second.
const MAX_SECOND_TRIES: usize = 24;

/// A line of a rule that is no other member: a sentence, with its bullets.
pub(crate) fn sentence(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<RuleMember> {
    if !line.bullets.is_empty() || line.tokens.last().is_some_and(|token| token.is(":")) {
        return opened(line, reader);
    }
    read_broken(line, reader).map(|sentence| RuleMember::Sentence(Box::new(sentence)))
}

/// An expression: of a definition, a parameter, a condition.
pub(crate) fn expression(tokens: &[Token<'_>], reader: &mut Reader<'_>) -> Option<Expr> {
    told(
        read(Rule::value, tokens, reader, |pair, lowerer| {
            lowerer.value(pair)
        }),
        reader,
    )
}

/// What a table goes by.
pub(crate) fn keys(tokens: &[Token<'_>], reader: &mut Reader<'_>) -> Option<Vec<Expr>> {
    told(
        read(Rule::values, tokens, reader, |pair, lowerer| {
            lowerer.values(pair)
        }),
        reader,
    )
}

/// The keys of a row of a table that goes by these.
pub(crate) fn row(
    tokens: &[Token<'_>],
    by: &[Expr],
    reader: &mut Reader<'_>,
) -> Option<Vec<Spanned<RowKey>>> {
    told(
        read(Rule::row, tokens, reader, |pair, lowerer| {
            lowerer.row(pair, by)
        }),
        reader,
    )
}

/// `10 points`, `up to 10 points pro rata`: how many, and whether in part.
pub(crate) fn points(tokens: &[Token<'_>], reader: &mut Reader<'_>) -> Option<(Expr, bool)> {
    told(
        read(Rule::points_line, tokens, reader, |pair, lowerer| {
            lowerer.points_line(pair)
        }),
        reader,
    )
}

/// Reads a line; when it does not read because of a comma at a line's end, that is the fault.
fn read_broken(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<Sentence> {
    let whole = read(Rule::sentence, &line.tokens, reader, |pair, lowerer| {
        lowerer.sentence(pair)
    });
    let Err(fault) = whole else {
        return told(whole, reader);
    };
    if reader.is_full() {
        return told(Err(fault), reader);
    }
    for at in &line.breaks {
        let (before, after) = line.tokens.split_at((*at).min(line.tokens.len()));
        let Some((comma, before)) = before.split_last() else {
            continue;
        };
        let mut parts = [before, after].into_iter();
        if parts.all(|part| {
            read(Rule::sentence, part, reader, |pair, lowerer| {
                lowerer.sentence(pair)
            })
            .is_ok()
        }) {
            reader.faults.push(faults::stray_comma(comma.span));
            return None;
        }
        let sentence = |part: &[Token<'_>], reader: &Reader<'_>| {
            read(Rule::sentence, part, reader, |pair, lowerer| {
                lowerer.sentence(pair)
            })
        };
        if begins_sentence(after, reader) && sentence(before, reader).is_ok() {
            let rest = sentence(after, reader);
            reader.faults.push(faults::stray_comma(comma.span));
            told(rest, reader);
            return None;
        }
    }
    told(Err(fault), reader)
}

/// Whether words can only begin a sentence, being its period, deadline or modality.
fn begins_sentence(tokens: &[Token<'_>], reader: &Reader<'_>) -> bool {
    let leads = [
        Keyword::Annually,
        Keyword::HalfYearly,
        Keyword::Quarterly,
        Keyword::Monthly,
        Keyword::EachTerm,
        Keyword::AtAllTimes,
        Keyword::By,
        Keyword::Must,
        Keyword::Strive,
    ];
    let matches = |keyword| reader.lexicon.matches(keyword, reader.language, tokens);
    leads.into_iter().any(|keyword| matches(keyword).is_some())
}

fn told<T>(result: Result<T, Vec<Diagnostic>>, reader: &mut Reader<'_>) -> Option<T> {
    match result {
        Ok(tree) => Some(tree),
        Err(faults) => {
            reader.faults.extend(faults);
            None
        }
    }
}

/// What a line above bullets says.
pub(crate) struct Opening {
    leads: Leads,
    combination: Option<Combination>,
    span: Span,
}

impl Same for Opening {
    fn same(&self, other: &Self) -> bool {
        self.leads.same(&other.leads) && self.combination == other.combination
    }

    fn named(&self, met: &mut dyn FnMut(&crate::syntax::Ref)) {
        self.leads.named(met);
    }

    fn spelled(&mut self, met: &mut dyn FnMut(crate::format::Spelling<'_>)) {
        self.leads.spelled(met);
    }
}

fn opened(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<RuleMember> {
    let opening = opening(line, reader);
    reader.is_part = opening
        .as_ref()
        .is_none_or(|opening| opening.combination.is_some());
    let above = opening.iter().flat_map(|opening| &opening.leads.periods);
    reader.often = above.map(|period| period.node).collect();
    let bullets: Vec<Line<Sentence>> = line
        .bullets
        .iter()
        .filter_map(|bullet| bullet_sentence(bullet, reader))
        .collect();
    reader.is_part = false;
    reader.often.clear();
    let opening = opening?;
    match opening.combination {
        None => Some(RuleMember::Shared {
            leads: opening.leads,
            bullets,
        }),
        Some(how) => Some(RuleMember::Sentence(Box::new(combined(
            opening.leads,
            how,
            opening.span,
            bullets,
            line.span,
        )))),
    }
}

fn combined(
    leads: Leads,
    how: Combination,
    span: Span,
    parts: Vec<Line<Sentence>>,
    line: Span,
) -> Sentence {
    let requirement = Spanned::new(Requirement::Combined { how, parts }, span);
    Sentence {
        leads,
        requirement,
        limit: None,
        rounding: None,
        condition: None,
        span: line,
    }
}

fn opening(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<Opening> {
    if let (false, Some(last)) = (
        line.tokens.last().is_some_and(|token| token.is(":")),
        line.tokens.last(),
    ) {
        reader.faults.push(faults::bullets_without_colon(last.span));
        return None;
    }
    if line.bullets.is_empty() {
        reader.faults.push(faults::colon_without_bullets(
            line.tokens
                .last()
                .map(|token| token.span)
                .unwrap_or_default(),
        ));
        return None;
    }
    told(
        read(Rule::opening, &line.tokens, reader, |pair, lowerer| {
            lowerer.opening(pair)
        }),
        reader,
    )
}

fn bullet_sentence(bullet: &Logical<'_>, reader: &mut Reader<'_>) -> Option<Line<Sentence>> {
    if bullet.faulty {
        return None;
    }
    let sentence =
        if bullet.bullets.is_empty() && !bullet.tokens.last().is_some_and(|token| token.is(":")) {
            read_broken(bullet, reader)?
        } else {
            let opening = opening(bullet, reader);
            let parts = bullet
                .bullets
                .iter()
                .filter_map(|inner| bullet_sentence(inner, reader))
                .collect();
            let opening = opening?;
            let Some(how) = opening.combination else {
                reader.faults.push(faults::lead_in_bullet(opening.span));
                return None;
            };
            combined(opening.leads, how, opening.span, parts, bullet.span)
        };
    Some(Reader::line(sentence, bullet))
}

/// Finds the one reading of some tokens, else what is wrong with them.
fn read<T: Same>(
    rule: Rule,
    tokens: &[Token<'_>],
    reader: &Reader<'_>,
    lower: impl Fn(Pair<'_, Rule>, &mut Lowerer<'_>) -> Lowered<T>,
) -> Result<T, Vec<Diagnostic>> {
    if let Some(wants) = reader.wants.filter(|wants| wants.ends(tokens)) {
        expect::expect(rule, tokens, reader, wants);
        // The line is not whole: that is all that was asked.
        return Err(Vec::new());
    }
    let mut lattice = Lattice::new(tokens, reader, false);
    if !lattice.is_known() {
        let with_foreign = Lattice::new(tokens, reader, true);
        if !with_foreign.is_known() {
            return Err(
                beyond(tokens, reader).unwrap_or_else(|| diagnose::unknown_words(&lattice, reader))
            );
        }
        lattice = with_foreign;
    }
    let mut search = Search {
        rule,
        readings: Readings::new(&lattice),
        furthest: None,
        refused: None,
        known: HashMap::new(),
    };
    let first = search.next(MAX_TRIES, reader, &lower);
    let Some((tree, text, items)) = first else {
        return Err(beyond(tokens, reader).unwrap_or_else(|| search.into_faults(tokens, reader)));
    };
    let foreign: Vec<Diagnostic> = items
        .iter()
        .filter_map(|item| foreign(item, reader))
        .collect();
    if !foreign.is_empty() {
        return Err(foreign);
    }
    if let Some(alike) = items.iter().find_map(|item| names_alike(item, reader)) {
        return Err(vec![alike]);
    }
    search.readings.strict = true;
    if !search.readings.advance(usize::MAX) {
        return Ok(tree);
    }
    if let Some((second, _, other)) = search.next(MAX_SECOND_TRIES, reader, &lower)
        && !second.same(&tree)
    {
        return Err(vec![diagnose::two_readings(
            tokens,
            (&text, &items),
            &other,
            reader,
        )]);
    }
    Ok(tree)
}

/// What stands for the faults of a sentence where so many were met before that no more are told.
fn beyond(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Vec<Diagnostic>> {
    let spans = tokens.iter().map(|token| token.span);
    let whole = spans.reduce(Span::to).filter(|_| reader.is_full())?;
    Some(vec![faults::untold(whole)])
}

/// Whether words read as a sentence.
pub(crate) fn is_sentence(tokens: &[Token<'_>], reader: &Reader<'_>) -> bool {
    let lattice = Lattice::new(tokens, reader, false);
    let mut search = Search {
        rule: Rule::sentence,
        readings: Readings::new(&lattice),
        furthest: None,
        refused: None,
        known: HashMap::new(),
    };
    let lower = |pair: Pair<'_, Rule>, lowerer: &mut Lowerer<'_>| lowerer.sentence(pair);
    lattice.is_known() && search.next(MAX_TRIES, reader, &lower).is_some()
}

/// Words that name two things of one kind: where the texts' language tells them apart, those are not its words.
fn names_alike(item: &Item, reader: &Reader<'_>) -> Option<Diagnostic> {
    let Meaning::Names(_, ids) = &item.meaning else {
        return None;
    };
    let (one, other) = reader.names.alike(ids)?;
    let told = |id| reader.names.at(id).printed(reader.language);
    let (one, other) = (told(one), told(other));
    Some(faults::two_readings(item.span, (one, one), (other, other)))
}

fn foreign(item: &Item, reader: &Reader<'_>) -> Option<Diagnostic> {
    let keyword = match &item.meaning {
        Meaning::Keyword(keyword) if item.foreign => *keyword,
        Meaning::Filler | Meaning::Number(_) | Meaning::Fraction(_) | Meaning::Month(_)
            if item.foreign =>
        {
            return Some(faults::foreign_word(item.span, reader.language));
        }
        _ => return None,
    };
    Some(faults::foreign_keyword(item.span, keyword, reader.language))
}

/// A search through the readings of a lattice.
struct Search<'r, 'l, 't> {
    rule: Rule,
    readings: Readings<'r, 'l, 't>,
    /// How far the best reading came, and what could have stood there.
    furthest: Option<Stop>,
    /// The first fault found in a reading that the grammar takes.
    refused: Option<Diagnostic>,
    /// What the grammar has refused, at which byte, and what it wanted there: names of other lengths are the same to it.
    known: HashMap<String, (usize, Vec<Rule>)>,
}

/// Where the grammar stopped in a reading.
pub(crate) struct Stop {
    item: usize,
    items: Vec<Item>,
    wanted: Vec<Rule>,
}

type Found<T> = (T, String, Vec<Item>);

impl Search<'_, '_, '_> {
    fn next<T>(
        &mut self,
        tries: usize,
        reader: &Reader<'_>,
        lower: &impl Fn(Pair<'_, Rule>, &mut Lowerer<'_>) -> Lowered<T>,
    ) -> Option<Found<T>> {
        for _ in 0..tries {
            let back = match self.attempt(reader, lower) {
                Ok(tree) => {
                    return Some((
                        tree,
                        self.readings.text.clone(),
                        self.readings.items.clone(),
                    ));
                }
                Err(item) => item,
            };
            if !self.readings.advance(back) {
                return None;
            }
        }
        None
    }

    fn attempt<T>(
        &mut self,
        reader: &Reader<'_>,
        lower: &impl Fn(Pair<'_, Rule>, &mut Lowerer<'_>) -> Lowered<T>,
    ) -> Result<T, usize> {
        let items = &self.readings.items;
        if let Some(deep) = too_deep(items) {
            self.refused.get_or_insert(faults::too_deep(deep));
            return Err(0);
        }
        let text = &self.readings.text;
        if !self.known.contains_key(text) {
            match SentenceGrammar::parse(self.rule, text) {
                Ok(mut pairs) => {
                    let Some(pair) = pairs.next() else {
                        return Err(0);
                    };
                    let mut lowerer = Lowerer::new(reader, items, self.readings.tokens());
                    return lower(pair, &mut lowerer).map_err(|fault| {
                        self.refused.get_or_insert(*fault);
                        usize::MAX
                    });
                }
                Err(error) => self.known.insert(text.clone(), refusal(error)),
            };
        }
        let Some((byte, wanted)) = self.known.get(text) else {
            return Err(0);
        };
        let item = item_at(items, *byte);
        if self.furthest.as_ref().is_none_or(|stop| {
            stop.reached() < items.get(item).map_or(u32::MAX, |item| item.span.start)
        }) {
            self.furthest = Some(Stop {
                item,
                items: items.clone(),
                wanted: wanted.clone(),
            });
        }
        Err(item)
    }

    fn into_faults(self, tokens: &[Token<'_>], reader: &Reader<'_>) -> Vec<Diagnostic> {
        // INVARIANT: a reading that is not taken leaves one of the two behind.
        let stopped = self.furthest;
        let found = self
            .refused
            .or_else(|| stopped.map(|stop| diagnose::refused(&stop, tokens, reader)));
        let found = found.map(|found| {
            let is_vague = VAGUE.contains(&found.code.0);
            let meant = is_vague.then(|| usage::meant(tokens, reader)).flatten();
            meant.unwrap_or(found)
        });
        found.into_iter().collect()
    }
}

/// What is told of many a sentence whose meaning cannot be taken, where its words may say more.
const VAGUE: [&str; 5] = [
    codes::TWO_REQUIREMENTS,
    codes::NOT_A_REQUIREMENT,
    codes::LIMIT_WITHOUT_EVENT,
    codes::SUFFIX_APART,
    codes::LIMIT_WITHOUT_UNIT,
];

/// Where the grammar refused a text, and what it wanted there.
fn refusal(error: pest::error::Error<Rule>) -> (usize, Vec<Rule>) {
    let (InputLocation::Pos(byte) | InputLocation::Span((byte, _))) = error.location;
    let wanted = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    (byte, wanted)
}

impl Stop {
    /// The byte of the text where the reading stopped; past the end when it wanted more.
    fn reached(&self) -> u32 {
        self.items
            .get(self.item)
            .map_or(u32::MAX, |item| item.span.start)
    }
}

/// Where a line nests deeper than anything may, by brackets, conditions or operators in one another.
fn too_deep(items: &[Item]) -> Option<Span> {
    let nests = |item: &&Item| match &item.meaning {
        Meaning::Symbol("(") => true,
        Meaning::Keyword(keyword) => matches!(
            keyword,
            Keyword::Where
                | Keyword::If
                | Keyword::Not
                | Keyword::And
                | Keyword::Or
                | Keyword::Plus
                | Keyword::Minus
                | Keyword::Times
                | Keyword::DividedBy
                | Keyword::GreaterOf
                | Keyword::LesserOf
                | Keyword::NumberOf
                | Keyword::ShareOf
        ),
        _ => false,
    };
    items
        .iter()
        .filter(nests)
        .nth(MAX_NESTING)
        .map(|item| item.span)
}
