//! Reading texts again after they were changed: declarations that nothing has touched are taken over.
//!
//! Lines, blocks and names are always read afresh, which is cheap. What is dear is what stands in
//! the sentences of a declaration. A tree is taken over where the text of its declaration is the
//! same to the byte, where it was and is without fault, and where no name that its words could
//! stand for has changed. All else is read as if for the first time, so that the outcome is the same.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::Language;
use crate::declarations::{Block, Text, spellings};
use crate::format::Placed;
use crate::keywords::Keyword;
use crate::lexicon::Trie;
use crate::lines::{Logical, end_of_line, split_phrase};
use crate::names::{Name, NameId, NameKind, Names};
use crate::parse::Parsed;
use crate::source::{Source, SourceId};
use crate::syntax::{Declaration, Document, Line};
use crate::words::Words;

/// What of a text can be taken over when it is read again.
#[derive(Debug)]
pub(crate) struct Kept {
    language: Language,
    blocks: Vec<KeptBlock>,
}

/// A declaration that was read without fault.
#[derive(Debug)]
struct KeptBlock {
    /// Its lines, with what stands before them.
    text: Range<usize>,
    /// Where its first token stands.
    start: u32,
    /// Its position among the declarations of the tree.
    at: usize,
}

impl Kept {
    /// Nothing of a text.
    pub(crate) fn new(language: Language) -> Self {
        Self {
            language,
            blocks: Vec::new(),
        }
    }

    /// Notes the declaration that was just read from a block without fault.
    pub(crate) fn note(&mut self, text: Range<usize>, block: &Block<'_>, at: usize) {
        if is_sound(block) {
            self.blocks.push(KeptBlock {
                text,
                start: block.line.span.start,
                at,
            });
        }
    }
}

/// Whether nothing told of a block's lines bears on how they are read.
fn is_sound(block: &Block<'_>) -> bool {
    fn is_faulty(line: &Logical<'_>) -> bool {
        line.faulty || line.bullets.iter().any(is_faulty)
    }
    let heads = block.members.iter().filter_map(|(head, _)| head.as_ref());
    let mut heads = std::iter::once(&block.head).chain(heads);
    let mut lines = std::iter::once(&block.line).chain(block.members.iter().map(|(_, line)| line));
    heads.all(|head| !head.broken) && !lines.any(is_faulty)
}

/// The lines of each block of a text, with what stands before them.
pub(crate) fn extents(text: &Text<'_>, given: &str) -> Vec<Range<usize>> {
    fn end(line: &Logical<'_>) -> u32 {
        let bullets = line.bullets.last().map_or(0, end);
        bullets.max(line.span.end)
    }
    let after = |byte: u32| end_of_line(given, byte as usize);
    let opened = text.language_line.as_ref();
    let mut start = opened.map_or(0, |line| after(line.span.end));
    let mut found = Vec::with_capacity(text.blocks.len());
    for block in &text.blocks {
        let last = block.members.last().map_or(&block.line, |(_, line)| line);
        let end = after(end(last)).max(start);
        found.push(start..end);
        start = end;
    }
    found
}

/// What was read before.
pub(crate) struct Before {
    sources: Vec<Source>,
    documents: Vec<Document>,
    names: Names,
    kept: Vec<Kept>,
}

impl Before {
    /// What was declared.
    pub(crate) fn names(&mut self) -> &mut Names {
        &mut self.names
    }
}

impl From<Parsed> for Before {
    fn from(parsed: Parsed) -> Self {
        Self {
            sources: parsed.sources,
            documents: parsed.documents,
            names: parsed.names,
            kept: parsed.kept,
        }
    }
}

/// The declarations read before, ready to be taken over, for each text now given.
pub(crate) struct Stock<'b> {
    touched: Touched,
    texts: Vec<Option<Shelf<'b>>>,
}

/// The declarations of one text.
struct Shelf<'b> {
    /// By their lines: where the first token stood, and the tree.
    by_text: HashMap<&'b str, (u32, Option<Declaration>)>,
}

impl<'b> Stock<'b> {
    /// Compares what is declared now with what was.
    pub(crate) fn new(
        before: &'b mut Before,
        texts: &[Text<'_>],
        sources: &[Source],
        names: &Names,
        words: &mut Words,
    ) -> Self {
        let Before {
            sources: old_sources,
            documents,
            names: old_names,
            kept,
        } = before;
        let touched = Touched::new(old_names, names, words);
        let mut olds: HashMap<&str, (SourceId, Shelf<'b>, Language)> = HashMap::new();
        let of_texts = old_sources.iter().zip(documents).zip(kept);
        for ((source, document), kept) in of_texts {
            let id = document.source;
            let declarations = std::mem::take(&mut document.declarations);
            let shelf = Shelf::new(&source.text, declarations, &kept.blocks);
            olds.insert(&source.name, (id, shelf, kept.language));
        }
        let mut shelf = |text: &Text<'_>, source: &Source| {
            let (id, shelf, language) = olds.remove(source.name.as_str())?;
            let scopes = (old_names.scope(id)?, names.scope(text.source)?);
            let alike = language == text.language
                && scopes.0.document == scopes.1.document
                && scopes.0.uses == scopes.1.uses;
            alike.then_some(shelf)
        };
        let texts = texts.iter().zip(sources);
        let texts = texts.map(|(text, source)| shelf(text, source)).collect();
        Self { touched, texts }
    }

    /// The tree of a block, if it was read before and would be read alike.
    pub(crate) fn take(
        &mut self,
        text: SourceId,
        lines: &str,
        block: &Block<'_>,
    ) -> Option<Declaration> {
        if !is_sound(block) || self.touched.touches(block) {
            return None;
        }
        let read = self.texts.get_mut(text.0 as usize)?.as_mut()?;
        let (start, tree) = read.by_text.get_mut(lines)?;
        let mut tree = tree.take()?;
        tree.move_to(text, block.line.span.start.wrapping_sub(*start));
        Some(tree)
    }
}

impl<'b> Shelf<'b> {
    fn new(text: &'b str, declarations: Vec<Line<Declaration>>, kept: &[KeptBlock]) -> Self {
        let mut declarations: Vec<Option<Declaration>> = declarations
            .into_iter()
            .map(|line| Some(line.node))
            .collect();
        let blocks = kept.iter().filter_map(|block| {
            let lines = text.get(block.text.clone())?;
            let tree = declarations.get_mut(block.at)?.take();
            Some((lines, (block.start, tree)))
        });
        Self {
            by_text: blocks.collect(),
        }
    }
}

/// What has changed among the names.
struct Touched {
    /// The words of names that are new, gone or other than before.
    phrases: Trie<()>,
    /// There are such names.
    any: bool,
    /// Something every sentence stands on has changed.
    all: bool,
}

impl Touched {
    fn new(before: &Names, now: &Names, words: &mut Words) -> Self {
        let mut touched = Self {
            phrases: Trie::default(),
            any: false,
            all: !before.units().eq(now.units()),
        };
        for (names, others) in [(before, now), (now, before)] {
            for id in changed(names, others) {
                touched.add(names.at(id), words);
            }
        }
        touched
    }

    fn add(&mut self, name: &Name, words: &mut Words) {
        self.any = true;
        for spelling in spellings(name, words) {
            self.phrases.insert(&spelling, ());
        }
        self.phrases.insert(&split_phrase(&name.id, words), ());
    }

    /// Whether a block may read otherwise than before.
    fn touches(&self, block: &Block<'_>) -> bool {
        if self.all {
            return true;
        }
        // These look names up by more than the words before them.
        let by_words = matches!(
            block.head.keyword,
            Keyword::Rule
                | Keyword::Principle
                | Keyword::Define
                | Keyword::Parameter
                | Keyword::Table
                | Keyword::Score
        );
        let mut lines =
            std::iter::once(&block.line).chain(block.members.iter().map(|(_, line)| line));
        self.any && (!by_words || lines.any(|line| self.meets(line)))
    }

    fn meets(&self, line: &Logical<'_>) -> bool {
        let words = |at: usize| line.tokens.iter().skip(at).map(|token| token.word);
        (0..line.tokens.len()).any(|at| self.phrases.prefixes(words(at)).next().is_some())
            || line.bullets.iter().any(|bullet| self.meets(bullet))
    }
}

/// The names that others lack or have otherwise, those that pool such included.
fn changed(names: &Names, others: &Names) -> BTreeSet<NameId> {
    let is_new = |id: &NameId| {
        let name = names.at(*id);
        let other = others.id(&name.document, &name.id);
        other.is_none_or(|other| !alike((names, *id), (others, other)))
    };
    let mut found: BTreeSet<NameId> = names.ids().filter(is_new).collect();
    if found.is_empty() {
        return found;
    }
    loop {
        let pools = |id: &NameId| names.at(*id).of.iter().any(|one| found.contains(one));
        let more: Vec<NameId> = names
            .ids()
            .filter(|id| !found.contains(id) && pools(id))
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// Whether two things are the same to every sentence.
fn alike((names, id): (&Names, NameId), (others, other): (&Names, NameId)) -> bool {
    let (one, two) = (names.at(id), others.at(other));
    let same = |one: &[NameId], two: &[NameId]| {
        let pairs = one.iter().zip(two);
        let mut pairs = pairs.map(|(one, two)| (names.at(*one), others.at(*two)));
        one.len() == two.len()
            && pairs.all(|(one, two)| {
                one.id == two.id && one.document == two.document && one.kind == two.kind
            })
    };
    let is_title = matches!(
        one.kind,
        NameKind::Rule | NameKind::Principle | NameKind::Calendar
    );
    one.kind == two.kind
        && same(one.owner.as_slice(), two.owner.as_slice())
        && same(&one.per, &two.per)
        && same(&one.of, &two.of)
        && names.is_percentage(id) == others.is_percentage(other)
        && names.unit_of(&one.id) == others.unit_of(&two.id)
        && (is_title || one.words().eq(two.words()))
}
