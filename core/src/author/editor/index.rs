//! Where things are declared and named: one list over all texts, kept until one of them changes.

use std::ops::Range;

use luat_grammar::Parsed;
use luat_grammar::format::named;
use luat_grammar::names::{Name, NameId, NameKind};
use luat_grammar::source::{SourceId, Span};
use luat_grammar::syntax::{
    BodyFact, Declaration, Document, FactKind, HeaderMember, Ident, Label, Level, Line, Member,
    MemberFact, Population, ScenarioLine,
};

/// What some words stand for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A declared thing.
    Name(NameId),
    /// A document, by its id.
    Document(String),
}

/// In which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// The id, where it is declared.
    Id,
    /// A name in the label.
    Phrase,
    /// It is named.
    Use,
    /// A document is named by its file.
    File,
}

/// Words that stand for something declared.
#[derive(Debug, Clone)]
pub(super) struct Occurrence {
    pub(super) span: Span,
    pub(super) target: Target,
    pub(super) way: Way,
}

/// All words that stand for something declared, in the order of the texts.
pub(super) fn occurrences(parsed: &Parsed) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for id in parsed.names.ids() {
        let name = parsed.names.at(id);
        let target = || Target::Name(id);
        found.push(at(name.span, target(), Way::Id));
        let phrases = name
            .label
            .iter()
            .flat_map(|label| label.en.iter().chain(&label.vi));
        found.extend(phrases.map(|phrase| at(phrase.span, target(), Way::Phrase)));
    }
    for document in &parsed.documents {
        named(document, &mut |reference| {
            if let Some(id) = resolve(parsed, &reference.document, &reference.id) {
                found.push(at(reference.span, Target::Name(id), Way::Use));
            }
        });
        by_id(parsed, document, &mut found);
    }
    found.sort_by_key(|one| (one.span, one.way));
    found
}

const fn at(span: Span, target: Target, way: Way) -> Occurrence {
    Occurrence { span, target, way }
}

/// The thing of a reference; `commune.dialogue` is the act `dialogue` of communes.
fn resolve(parsed: &Parsed, document: &str, id: &str) -> Option<NameId> {
    let names = &parsed.names;
    let of_level = || names.id(document, id.split_once('.')?.1);
    names.id(document, id).or_else(of_level)
}

/// Documents, calendars and rules, which lines name by their ids.
fn by_id(parsed: &Parsed, document: &Document, found: &mut Vec<Occurrence>) {
    if let Some(header) = &document.header {
        let id = &header.node.id;
        found.push(at(id.span, Target::Document(id.node.clone()), Way::Id));
        for line in &header.node.members {
            match &line.node {
                HeaderMember::Implements(id) => found.push(document_named(parsed, id)),
                HeaderMember::Calendar(id) => {
                    let calendar = in_scope(parsed, document.source, id, NameKind::Calendar);
                    found.extend(calendar);
                }
                _ => {}
            }
        }
    }
    for line in &document.declarations {
        match &line.node {
            Declaration::Use(id) => found.push(document_named(parsed, id)),
            Declaration::Amend(change) | Declaration::Repeal(change) => {
                found.push(document_named(parsed, &change.document));
            }
            Declaration::Scenario(scenario) => {
                for line in &scenario.lines {
                    let (ScenarioLine::ExpectStatus {
                        rule, called: None, ..
                    }
                    | ScenarioLine::ExpectRemedy {
                        rule, called: None, ..
                    }) = &line.node
                    else {
                        continue;
                    };
                    found.extend(in_scope(parsed, document.source, rule, NameKind::Rule));
                }
            }
            _ => {}
        }
    }
}

/// `use NAME` may give the id of a document or the name of its file.
fn document_named(parsed: &Parsed, id: &Ident) -> Occurrence {
    let by_file = || {
        let file = |name: &str| {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            file.strip_suffix(".luat").unwrap_or(file) == id.node
        };
        let at = parsed
            .sources
            .iter()
            .position(|source| file(&source.name))?;
        let header = parsed.documents.get(at)?.header.as_ref();
        // Without a header, the file's name is the document's id.
        Some(header.map_or_else(|| id.node.clone(), |header| header.node.id.node.clone()))
    };
    match by_file() {
        Some(target) => at(id.span, Target::Document(target), Way::File),
        None => at(id.span, Target::Document(id.node.clone()), Way::Use),
    }
}

fn in_scope(parsed: &Parsed, source: SourceId, id: &Ident, kind: NameKind) -> Option<Occurrence> {
    let found = parsed.names.id_in_scope(source, &id.node)?;
    let fits =
        |known: NameKind| known == kind || kind == NameKind::Rule && known == NameKind::Principle;
    fits(parsed.names.at(found).kind).then(|| at(id.span, Target::Name(found), Way::Use))
}

/// A thing where it is declared, with what stands around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared<'p> {
    /// The whole declaration, also of what belongs to another thing.
    pub(super) line: &'p Line<Declaration>,
    /// The document.
    pub(super) document: &'p Document,
}

impl<'p> Declared<'p> {
    /// Where a name is declared, if its declaration could be read.
    pub(super) fn of(parsed: &'p Parsed, name: &Name) -> Option<Self> {
        let document = parsed.documents.get(name.source.0 as usize)?;
        let line = enclosing(document, name.span.start)?;
        Some(Self { line, document })
    }

    /// What kind of fact a name is, as its declaration says.
    pub(super) fn fact(&self, name: &Name) -> Option<&'p FactKind> {
        let (members, own): (&[Line<Member>], _) = match &self.line.node {
            Declaration::Fact(BodyFact {
                id, kind, members, ..
            }) => (members, Some((id, kind))),
            Declaration::Population(Population { members, .. })
            | Declaration::Level(Level { members, .. }) => (members, None),
            _ => (&[], None),
        };
        let of_members = members.iter().filter_map(|line| match &line.node {
            Member::Fact(MemberFact { id, kind, .. }) => Some((id, kind)),
            _ => None,
        });
        own.into_iter()
            .chain(of_members)
            .find(|(id, _)| id.span == name.span)
            .map(|(_, kind)| kind)
    }

    /// Who attests what is reported: said below a thing, or below a member of it.
    pub(super) fn attested_by(&self, name: &Name) -> Option<&'p Label> {
        let members: &[Line<Member>] = match &self.line.node {
            Declaration::Act(it) => &it.members,
            Declaration::Fact(it) => &it.members,
            Declaration::Population(it) => &it.members,
            Declaration::Level(it) => &it.members,
            _ => &[],
        };
        let mut ours = name.owner.is_none();
        for line in members {
            match &line.node {
                Member::Fact(fact) => {
                    ours = fact.id.span == name.span;
                    if ours && fact.attested_by.is_some() {
                        return fact.attested_by.as_ref();
                    }
                }
                Member::AttestedBy(label) if ours => return Some(label),
                Member::AttestedBy(_) | Member::Note(_) | Member::Option(_) => {}
            }
        }
        None
    }
}

/// The declaration that a byte stands in or behind.
pub(super) fn enclosing(document: &Document, byte: u32) -> Option<&Line<Declaration>> {
    let after = document
        .declarations
        .partition_point(|line| line.span.start <= byte);
    document.declarations.get(after.checked_sub(1)?)
}

/// The occurrences over a byte, the shortest first.
pub(super) fn under(
    occurrences: &[Occurrence],
    source: SourceId,
    byte: usize,
) -> Option<&Occurrence> {
    let over = occurrences.iter().filter(|one| {
        one.span.source == source
            && one.span.start as usize <= byte
            && byte <= one.span.end as usize
    });
    over.min_by_key(|one| {
        let touches_only_its_end = one.span.end as usize == byte;
        (touches_only_its_end, one.span.end - one.span.start)
    })
}

/// The span as bytes.
pub(super) fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
