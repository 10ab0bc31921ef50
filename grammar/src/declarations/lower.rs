//! Declarations to trees: first what sentences lean on (levels, populations, facts), then the rest.

use crate::again::{Before, Lowered, Taken};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::names::{NameId, Names};
use crate::reader::Reader;
use crate::syntax::{Declaration, Document, FactKind, Header, Line, Member};

use super::blocks::{Block, Text};
use super::{calendar, changes, facts, header, rules, scenario, score, succession, table};

/// What was lowered first of a block.
#[derive(Debug, Default)]
pub(crate) struct Thing {
    tree: Option<Line<Declaration>>,
    ties: Option<Ties>,
}

/// Lowers what sentences lean on, for each text and block; what it tells of names is entered. None where something
/// taken over leans on what is not there any more.
pub(crate) fn lower_all_things(
    texts: &mut [Text<'_>],
    before: Option<&Before>,
    lexicon: &Lexicon,
    names: &mut Names,
    faults: &mut Vec<Diagnostic>,
) -> Option<Vec<Vec<Thing>>> {
    let texts = texts.iter_mut();
    texts
        .map(|text| lower_things(text, before, lexicon, names, faults))
        .collect()
}

/// Lowers all texts, with the things lowered before.
pub(crate) fn lower(
    texts: &mut [Text<'_>],
    things: Vec<Vec<Thing>>,
    lexicon: &Lexicon,
    names: &Names,
    faults: &mut Vec<Diagnostic>,
) -> (Vec<Document>, Vec<Vec<Lowered>>) {
    let texts = texts.iter_mut().zip(things);
    texts
        .map(|(text, things)| {
            let mut reader = reader(text, lexicon, names, faults);
            lower_text(text, things, &mut reader)
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
        is_part: false,
        often: Vec::new(),
        faults,
        wants: None,
    }
}

/// Where a thing stands among others: the levels that report it, the populations it pools.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ties {
    /// The levels.
    pub(crate) per: Vec<NameId>,
    /// The populations.
    pub(crate) of: Vec<NameId>,
}

fn lower_things(
    text: &mut Text<'_>,
    before: Option<&Before>,
    lexicon: &Lexicon,
    names: &mut Names,
    faults: &mut Vec<Diagnostic>,
) -> Option<Vec<Thing>> {
    let mut found = Vec::with_capacity(text.blocks.len());
    for at in 0..text.blocks.len() {
        let mut reader = reader(text, lexicon, names, faults);
        let Some(block) = text.blocks.get_mut(at) else {
            break;
        };
        let thing = match &mut block.taken {
            Some(taken) => taken_thing(taken, before?, names)?,
            None => read_thing(block, &mut reader),
        };
        let percentages = match &block.taken {
            Some(taken) => taken.gives_percentages(),
            None => gives_percentages(block),
        };
        enter(block.head.name, &thing, percentages, names);
        found.push(thing);
    }
    Some(found)
}

fn read_thing(block: &Block<'_>, reader: &mut Reader<'_>) -> Thing {
    let Some((ties, declaration)) = lower_thing(block, reader) else {
        return Thing::default();
    };
    Thing {
        tree: declaration.map(|node| Reader::line(node, &block.line)),
        ties: Some(ties),
    }
}

fn taken_thing(taken: &mut Taken, before: &Before, names: &Names) -> Option<Thing> {
    let Some(ties) = taken.ties() else {
        return Some(Thing::default());
    };
    let ties = Some(before.renumbered(ties, names)?);
    let is_rule = matches!(taken.declaration(), Some(Declaration::Rule(_)));
    let tree = if is_rule { None } else { taken.take_tree() };
    Some(Thing { tree, ties })
}

/// Enters what is told of the name of a block.
fn enter(name: Option<NameId>, thing: &Thing, percentages: bool, names: &mut Names) {
    if let Some(name) = name.filter(|_| percentages) {
        names.add_percentage(name);
    }
    let declaration = thing.tree.iter().map(|line| &line.node);
    for (amount, unit) in declaration.flat_map(units) {
        names.add_unit(amount, unit);
    }
    if let (Some(ties), Some(name)) = (&thing.ties, name.and_then(|id| names.at_mut(id))) {
        name.per.clone_from(&ties.per);
        name.of.clone_from(&ties.of);
    }
}

/// Whether what a declaration gives is a percentage: a parameter's values, those of a table's rows, a definition's.
pub(crate) fn gives_percentages(block: &Block<'_>) -> bool {
    match block.head.keyword {
        Keyword::Parameter => block.line.tokens.iter().any(|token| token.is("%")),
        // `if C then 10% else 15%`; what ends so and is a condition is no bound.
        Keyword::Define => block.line.tokens.last().is_some_and(|token| token.is("%")),
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
    text: &mut Text<'_>,
    things: Vec<Thing>,
    reader: &mut Reader<'_>,
) -> (Document, Vec<Lowered>) {
    let mut document = Document {
        source: text.source,
        language: text.language,
        language_line: text.language_line.clone(),
        header: None,
        declarations: Vec::with_capacity(text.blocks.len()),
        rest: text.rest.clone(),
    };
    let mut lowered = Vec::with_capacity(text.blocks.len());
    for (block, thing) in text.blocks.iter_mut().zip(things) {
        if block.head.keyword == Keyword::Document {
            let header = header::header(block, reader);
            take_header(&mut document, block, header, reader);
            lowered.push(Lowered::default());
            continue;
        }
        let tree = match (thing.tree, &mut block.taken) {
            (Some(tree), _) => Some(tree),
            (None, Some(taken)) => taken.take_tree(),
            (None, None) => {
                let declaration = lower_rest(block, reader);
                declaration.map(|node| Reader::line(node, &block.line))
            }
        };
        lowered.push(Lowered {
            at: tree.is_some().then_some(document.declarations.len()),
            ties: thing.ties,
        });
        document.declarations.extend(tree);
    }
    (document, lowered)
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
    reader.bearers.clear();
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
