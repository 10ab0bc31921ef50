//! The shape of a text: what it declares, and which lines belong together.

use std::ops::Range;

use luat_grammar::Language;
use luat_grammar::format::citation_unit;
use luat_grammar::keywords::Keyword;
use luat_grammar::source::{SourceId, Span};
use luat_grammar::syntax::{
    Citation, CitationUnit, Declaration, Document, Ident, Label, Line, Member, Phrase, RuleMember,
    ScoreMember, TableMember,
};

use super::analysis::Analysis;
use super::bytes;

/// Something declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name or title in the language of the text.
    pub label: String,
    /// A few words more: the articles cited, the id.
    pub detail: String,
    /// What it is.
    pub kind: ItemKind,
    /// All of it.
    pub span: Range<usize>,
    /// Its id, or its title where it has none.
    pub selection: Range<usize>,
    /// What it holds.
    pub children: Vec<Item>,
}

/// What is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// The document.
    Document,
    /// Another text that is used.
    Use,
    /// A level of bodies.
    Level,
    /// A deed.
    Act,
    /// A population.
    Population,
    /// Populations pooled.
    Group,
    /// Something reported.
    Fact,
    /// An option of a choice.
    Option,
    /// A parameter.
    Parameter,
    /// A definition.
    Define,
    /// A table.
    Table,
    /// A score.
    Score,
    /// A statement that is never judged.
    Principle,
    /// A rule.
    Rule,
    /// An amendment, a repeal or a suspension.
    Change,
    /// A scenario.
    Scenario,
    /// A calendar.
    Calendar,
    /// A body that takes over from others.
    Succession,
}

impl ItemKind {
    /// Its name on the wire.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Use => "use",
            Self::Level => "level",
            Self::Act => "act",
            Self::Population => "population",
            Self::Group => "group",
            Self::Fact => "fact",
            Self::Option => "option",
            Self::Parameter => "parameter",
            Self::Define => "define",
            Self::Table => "table",
            Self::Score => "score",
            Self::Principle => "principle",
            Self::Rule => "rule",
            Self::Change => "change",
            Self::Scenario => "scenario",
            Self::Calendar => "calendar",
            Self::Succession => "succession",
        }
    }
}

/// The document of a text with all that it declares; without a header, what it declares.
pub(super) fn outline(analysis: &Analysis, source: SourceId) -> Vec<Item> {
    let Some(document) = analysis.document(source) else {
        return Vec::new();
    };
    let language = document.language;
    let declared: Vec<Item> = document
        .declarations
        .iter()
        .map(|line| declaration(line, language))
        .collect();
    let Some(header) = &document.header else {
        return declared;
    };
    let end = declared.last().map_or(0, |item| item.span.end);
    let own = whole(header.span, &spans(&header.node.members));
    vec![Item {
        label: title(header.node.title.as_ref(), &header.node.id, language),
        detail: header.node.id.node.clone(),
        kind: ItemKind::Document,
        span: own.start..own.end.max(end),
        selection: bytes(header.node.id.span),
        children: declared,
    }]
}

fn spans<T>(lines: &[Line<T>]) -> Vec<Span> {
    lines.iter().map(|line| line.span).collect()
}

fn whole(head: Span, members: &[Span]) -> Range<usize> {
    bytes(members.iter().fold(head, |whole, member| whole.to(*member)))
}

fn title(label: Option<&Label>, id: &Ident, language: Language) -> String {
    label.map_or_else(|| id.node.clone(), |label| said(label, language))
}

/// A label in a language, else in the other one.
pub(super) fn said(label: &Label, language: Language) -> String {
    let (own, other) = match language {
        Language::En => (&label.en, &label.vi),
        Language::Vi => (&label.vi, &label.en),
    };
    let phrase = own.first().or_else(|| other.first());
    phrase.map_or_else(String::new, |phrase: &Phrase| phrase.one.clone())
}

struct Parts {
    kind: ItemKind,
    label: String,
    detail: String,
    selection: Span,
    members: Vec<Span>,
    children: Vec<Item>,
}

impl Parts {
    fn new(kind: ItemKind, id: &Ident, label: Option<&Label>, language: Language) -> Self {
        Self {
            kind,
            label: title(label, id, language),
            detail: id.node.clone(),
            selection: id.span,
            members: Vec::new(),
            children: Vec::new(),
        }
    }

    fn members<T>(mut self, lines: &[Line<T>]) -> Self {
        self.members = spans(lines);
        self
    }

    /// The articles cited instead of the id, where there are any.
    fn citing<'a>(
        mut self,
        lines: impl Iterator<Item = &'a Vec<Citation>>,
        language: Language,
    ) -> Self {
        let cited: Vec<String> = lines
            .flatten()
            .map(|citation| cited(citation, language))
            .collect();
        if !cited.is_empty() {
            self.detail = cited.join("; ");
        }
        self
    }
}

fn declaration(line: &Line<Declaration>, language: Language) -> Item {
    let parts = parts(&line.node, line.span, language);
    Item {
        label: parts.label,
        detail: parts.detail,
        kind: parts.kind,
        span: whole(line.span, &parts.members),
        selection: bytes(parts.selection),
        children: parts.children,
    }
}

fn parts(declaration: &Declaration, line: Span, language: Language) -> Parts {
    let new = |kind, id, label| Parts::new(kind, id, Some(label), language);
    match declaration {
        Declaration::Use(id) => Parts::new(ItemKind::Use, id, None, language),
        Declaration::Level(it) => things(
            new(ItemKind::Level, &it.id, &it.label),
            &it.members,
            language,
        ),
        Declaration::Act(it) => {
            things(new(ItemKind::Act, &it.id, &it.label), &it.members, language)
        }
        Declaration::Population(it) => things(
            new(ItemKind::Population, &it.id, &it.label),
            &it.members,
            language,
        ),
        Declaration::Group(it) => new(ItemKind::Group, &it.id, &it.label),
        Declaration::Fact(it) => things(
            new(ItemKind::Fact, &it.id, &it.label),
            &it.members,
            language,
        ),
        Declaration::Parameter(it) => {
            new(ItemKind::Parameter, &it.id, &it.label).members(&it.members)
        }
        Declaration::Define(it) => new(ItemKind::Define, &it.id, &it.label).members(&it.members),
        Declaration::Table(it) => new(ItemKind::Table, &it.id, &it.label)
            .members(&it.members)
            .citing(it.members.iter().filter_map(table_cites), language),
        Declaration::Score(it) => new(ItemKind::Score, &it.id, &it.label)
            .members(&it.members)
            .citing(it.members.iter().filter_map(score_cites), language),
        Declaration::Principle(it) => {
            Parts::new(ItemKind::Principle, &it.id, it.label.as_ref(), language)
                .members(&it.members)
                .citing(it.members.iter().filter_map(cites), language)
        }
        Declaration::Rule(it) => Parts::new(ItemKind::Rule, &it.id, it.label.as_ref(), language)
            .members(&it.members)
            .citing(it.members.iter().filter_map(cites), language),
        Declaration::Amend(it) => changed(Keyword::Amend, it, language),
        Declaration::Repeal(it) => {
            let keyword = if it.to.is_some() {
                Keyword::Suspend
            } else {
                Keyword::Repeal
            };
            changed(keyword, it, language)
        }
        Declaration::Scenario(it) => Parts {
            kind: ItemKind::Scenario,
            label: it.title.node.clone(),
            detail: String::new(),
            selection: it.title.span,
            members: spans(&it.lines),
            children: Vec::new(),
        },
        Declaration::Calendar(it) => new(ItemKind::Calendar, &it.id, &it.label).members(&it.lines),
        Declaration::Successor(it) => Parts {
            kind: ItemKind::Succession,
            label: format!(
                "{} {}",
                Keyword::Successor.printed(language),
                it.to.body.node
            ),
            detail: String::new(),
            selection: line,
            members: spans(&it.members),
            children: Vec::new(),
        },
    }
}

fn changed(keyword: Keyword, change: &luat_grammar::syntax::Change, language: Language) -> Parts {
    Parts {
        kind: ItemKind::Change,
        label: format!(
            "{} {} {} {}",
            keyword.printed(language),
            change.document.node,
            Keyword::Rule.printed(language),
            change.rule.id
        ),
        detail: String::new(),
        selection: change.rule.span,
        members: spans(&change.members),
        children: Vec::new(),
    }
    .citing(change.members.iter().filter_map(cites), language)
}

pub(super) fn cites(line: &Line<RuleMember>) -> Option<&Vec<Citation>> {
    match &line.node {
        RuleMember::Cite(cites) => Some(cites),
        _ => None,
    }
}

fn table_cites(line: &Line<TableMember>) -> Option<&Vec<Citation>> {
    match &line.node {
        TableMember::Cite(cites) => Some(cites),
        TableMember::Note(_) | TableMember::Row(_) => None,
    }
}

fn score_cites(line: &Line<ScoreMember>) -> Option<&Vec<Citation>> {
    match &line.node {
        ScoreMember::Cite(cites) => Some(cites),
        _ => None,
    }
}

/// The facts and options that a declaration holds, as its children.
fn things(mut parts: Parts, members: &[Line<Member>], language: Language) -> Parts {
    parts.members = spans(members);
    let things = members.iter().filter_map(|line| {
        let (kind, id, label) = match &line.node {
            Member::Fact(fact) => (ItemKind::Fact, &fact.id, &fact.label),
            Member::Option(option) => (ItemKind::Option, &option.id, &option.label),
            Member::Note(_) | Member::AttestedBy(_) => return None,
        };
        Some(Item {
            label: said(label, language),
            detail: id.node.clone(),
            kind,
            span: bytes(line.span),
            selection: bytes(id.span),
            children: Vec::new(),
        })
    });
    parts.children = things.collect();
    parts
}

/// A citation as one writes it: `Điều 1 khoản 2`.
pub(super) fn cited(citation: &Citation, language: Language) -> String {
    let parts = citation.parts.iter().map(|(unit, value)| {
        let keyword = citation_unit(*unit).printed(language);
        if *unit == CitationUnit::Instrument {
            value.clone()
        } else {
            format!("{keyword} {value}")
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// Declarations and lists that take several lines, each from the end of its first line to its own end;
/// runs of comments likewise.
pub(super) fn folds(analysis: &Analysis, source: SourceId) -> Vec<Range<usize>> {
    let text = analysis.text(source);
    let mut found: Vec<Range<usize>> = Vec::new();
    if let Some(document) = analysis.document(source) {
        found.extend(blocks(document).filter_map(|span| below_first_line(text, span)));
    }
    found.extend(comments(text));
    found.sort_by_key(|fold| (fold.start, std::cmp::Reverse(fold.end)));
    found.dedup();
    found
}

fn blocks(document: &Document) -> impl Iterator<Item = Range<usize>> + '_ {
    let header = document.header.iter();
    let header = header.map(|line| whole(line.span, &spans(&line.node.members)));
    let lists = document.declarations.iter().flat_map(lists);
    let language = document.language;
    let declared = document.declarations.iter();
    let declared = declared.map(move |line| declaration(line, language).span);
    header.chain(declared).chain(lists)
}

/// Sentences with bullets below them.
fn lists(line: &Line<Declaration>) -> Vec<Range<usize>> {
    let members = match &line.node {
        Declaration::Rule(rule) => &rule.members,
        Declaration::Amend(change) => &change.members,
        _ => return Vec::new(),
    };
    let lists = members.iter().filter_map(|member| match &member.node {
        RuleMember::Shared { bullets, .. } => Some(whole(member.span, &spans(bullets))),
        RuleMember::Sentence(_) => Some(bytes(member.span)),
        _ => None,
    });
    lists.collect()
}

fn below_first_line(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let first = text.get(span.clone())?.find('\n')?;
    Some(span.start + first..span.end)
}

/// Two and more lines of comments in a row.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Option<(usize, Range<usize>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if line.trim_start().starts_with('#') {
            let (lines, span) = run.get_or_insert((0, end..end));
            *lines += 1;
            span.end = end;
        } else if let Some((lines, span)) = run.take() {
            found.extend((lines > 1).then_some(span));
        }
        at += line.len();
    }
    if let Some((lines, span)) = run {
        found.extend((lines > 1).then_some(span));
    }
    found
}
