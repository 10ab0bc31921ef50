//! Declarations to trees: first what sentences lean on (levels, populations, facts), then the rest.

use crate::again::{self, Kept, Stock};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::names::{NameId, Names};
use crate::reader::Reader;
use crate::source::Source;
use crate::syntax::{Declaration, Document, FactKind, Header, Line, Member};

use super::blocks::{Block, Text};
use super::{calendar, changes, facts, header, rules, scenario, score, succession, table};

/// The trees of the declarations that sentences lean on, for each text and block.
pub(crate) type Things = Vec<Vec<Option<Declaration>>>;

/// Lowers what sentences lean on; what it tells of names is entered.
pub(crate) fn lower_all_things(
    texts: &[Text<'_>],
    lexicon: &Lexicon,
    names: &mut Names,
    faults: &mut Vec<Diagnostic>,
) -> Things {
    let texts = texts.iter();
    texts
        .map(|text| lower_things(text, lexicon, names, faults))
        .collect()
}

/// Lowers all texts, with the things lowered before; takes over from the stock what is as it was.
pub(crate) fn lower(
    (texts, sources): (&[Text<'_>], &[Source]),
    things: Things,
    lexicon: &Lexicon,
    names: &Names,
    mut stock: Option<Stock<'_>>,
    faults: &mut Vec<Diagnostic>,
) -> (Vec<Document>, Vec<Kept>) {
    let texts = texts.iter().zip(sources).zip(things);
    texts
        .map(|((text, source), things)| {
            let mut reader = reader(text, lexicon, names, faults);
            lower_text((text, &source.text), things, stock.as_mut(), &mut reader)
        })
        .unzip()
}

fn reader<'c>(
    text: &Text<'_>,
    lexicon: &'c Lexicon,
    names: &'c Names,
    faults: &'c mut Vec<Diagnostic>,
) -> Reader<'c> {
    Reader {
        lexicon,
        names,
        source: text.source,
        language: text.language,
        bearers: Vec::new(),
        faults,
        wants: None,
    }
}

/// Where a thing stands among others: the levels that report it, the populations it pools.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    /// The levels.
    pub(crate) per: Vec<NameId>,
    /// The populations.
    pub(crate) of: Vec<NameId>,
}

fn lower_things(
    text: &Text<'_>,
    lexicon: &Lexicon,
    names: &mut Names,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Option<Declaration>> {
    let mut found = Vec::new();
    for block in &text.blocks {
        if let Some(name) = block.head.name.filter(|_| gives_percentages(block)) {
            names.add_percentage(name);
        }
        let lowered = lower_thing(block, &mut reader(text, lexicon, names, faults));
        let Some((ties, declaration)) = lowered else {
            found.push(None);
            continue;
        };
        for (amount, unit) in declaration.iter().flat_map(units) {
            names.add_unit(amount, unit);
        }
        if let Some(name) = block.head.name.and_then(|id| names.at_mut(id)) {
            name.per = ties.per;
            name.of = ties.of;
        }
        found.push(declaration);
    }
    found
}

/// Whether what a declaration gives is a percentage: a parameter's values, those of a table's rows.
fn gives_percentages(block: &Block<'_>) -> bool {
    match block.head.keyword {
        Keyword::Parameter => block.line.tokens.iter().any(|token| token.is("%")),
        Keyword::Table => block.members.iter().any(|(_, line)| {
            let keys = line.tokens.iter().position(|token| token.is(":"));
            let value = keys.and_then(|keys| line.tokens.get(keys..));
            value.is_some_and(|value| value.iter().any(|token| token.is("%")))
        }),
        _ => false,
    }
}

fn unit(kind: &FactKind) -> Option<&str> {
    match kind {
        FactKind::Amount { unit } => Some(&unit.node),
        FactKind::State(_)
        | FactKind::Date
        | FactKind::Count
        | FactKind::Choice
        | FactKind::YesNo => None,
    }
}

/// The amounts that a declaration declares, each with its unit.
fn units(declaration: &Declaration) -> Vec<(String, &str)> {
    let (owner, members) = match declaration {
        Declaration::Fact(fact) => {
            let unit = unit(&fact.kind).map(|unit| (fact.id.node.clone(), unit));
            return unit.into_iter().collect();
        }
        Declaration::Population(population) => (&population.id.node, &population.members),
        Declaration::Level(level) => (&level.id.node, &level.members),
        _ => return Vec::new(),
    };
    let facts = members.iter().filter_map(|member| match &member.node {
        Member::Fact(fact) => {
            unit(&fact.kind).map(|unit| (format!("{owner}.{}", fact.id.node), unit))
        }
        _ => None,
    });
    facts.collect()
}

/// Reads one declaration for what is wanted at its end alone.
pub(crate) fn look_into(block: &Block<'_>, reader: &mut Reader<'_>) {
    if block.head.keyword == Keyword::Document {
        header::header(block, reader);
    } else if lower_thing(block, reader).is_none_or(|(_, thing)| thing.is_none()) {
        lower_rest(block, reader);
    }
}

fn lower_thing(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<(Ties, Option<Declaration>)> {
    match block.head.keyword {
        Keyword::Level => Some(facts::level(block, reader)),
        Keyword::Act => Some(facts::act(block, reader)),
        Keyword::Population => Some(facts::population(block, reader)),
        Keyword::Group => Some(facts::group(block, reader)),
        Keyword::Date | Keyword::Count | Keyword::Amount | Keyword::Choice | Keyword::Fact => {
            Some(facts::body_fact(block, reader))
        }
        Keyword::Rule => Some((rules::ties(block, reader), None)),
        _ => None,
    }
}

fn lower_text(
    (text, given): (&Text<'_>, &str),
    things: Vec<Option<Declaration>>,
    mut stock: Option<&mut Stock<'_>>,
    reader: &mut Reader<'_>,
) -> (Document, Kept) {
    let mut document = Document {
        source: text.source,
        language: text.language,
        language_line: text.language_line.clone(),
        header: None,
        declarations: Vec::new(),
        rest: text.rest.clone(),
    };
    let mut kept = Kept::new(text.language);
    let blocks = text.blocks.iter().zip(again::extents(text, given));
    for ((block, extent), thing) in blocks.zip(things) {
        if block.head.keyword == Keyword::Document {
            let header = header::header(block, reader);
            take_header(&mut document, block, header, reader);
            continue;
        }
        let lines = given.get(extent.clone()).unwrap_or_default();
        let taken = || stock.as_mut()?.take(text.source, lines, block);
        let n_faults = reader.faults.len();
        let is_thing = thing.is_some();
        let declaration = thing.or_else(taken).or_else(|| lower_rest(block, reader));
        if let Some(node) = declaration {
            if !is_thing && reader.faults.len() == n_faults {
                kept.note(extent, block, document.declarations.len());
            }
            let line = Reader::line(node, &block.line);
            document.declarations.push(line);
        }
    }
    (document, kept)
}

fn take_header(
    document: &mut Document,
    block: &Block<'_>,
    header: Option<Header>,
    reader: &mut Reader<'_>,
) {
    if let Some(first) = &document.header {
        reader
            .faults
            .push(faults::second_header(block.line.span, first.span));
        return;
    }
    if !document.declarations.is_empty() && !block.head.broken {
        reader
            .faults
            .push(faults::header_not_first(block.line.span));
    }
    document.header = header.map(|node| Line {
        ..Reader::line(node, &block.line)
    });
}

fn lower_rest(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Declaration> {
    match block.head.keyword {
        Keyword::Use => header::used(block, reader).map(Declaration::Use),
        Keyword::Parameter => rules::parameter(block, reader).map(Declaration::Parameter),
        Keyword::Define => rules::define(block, reader).map(Declaration::Define),
        Keyword::Table => table::table(block, reader).map(Declaration::Table),
        Keyword::Score => score::score(block, reader).map(Declaration::Score),
        Keyword::Principle => rules::principle(block, reader).map(Declaration::Principle),
        Keyword::Rule => rules::rule(block, reader).map(Declaration::Rule),
        Keyword::Amend => changes::amend(block, reader).map(Declaration::Amend),
        Keyword::Repeal | Keyword::Suspend => {
            changes::repeal(block, reader).map(Declaration::Repeal)
        }
        Keyword::Scenario => scenario::scenario(block, reader).map(Declaration::Scenario),
        Keyword::Calendar => calendar::calendar(block, reader).map(Declaration::Calendar),
        Keyword::Successor => succession::succession(block, reader).map(Declaration::Successor),
        _ => None,
    }
}
