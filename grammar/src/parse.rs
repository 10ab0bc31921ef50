//! All passes in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::Language;
use crate::again::{self, Before, Kept, Lowered, Touched};
use crate::declarations::{self, Above, Block, Text};
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{self, MAX_TEXT_BYTES, Physical, Token};
use crate::names::Names;
use crate::recovery;
use crate::source::{Source, SourceId, Span, to_u32};
use crate::syntax::Document;
use crate::text::Composed;
use crate::words::Words;

/// What was read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The texts, as given.
    pub sources: Vec<Source>,
    /// A tree for each text, in the same order, of all that is sound in it.
    pub documents: Vec<Document>,
    /// What the texts declare.
    pub names: Names,
    /// Every fault, once, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
    /// The words of the texts, numbered.
    pub(crate) words: Words,
    /// What can be taken over when the texts are read again.
    pub(crate) kept: Vec<Kept>,
}

/// So many words of earlier readings are remembered at most.
const MAX_WORDS: usize = 1 << 18;

/// Reads texts together. It never fails and never panics, whatever they hold.
pub fn parse(sources: &[Source]) -> Parsed {
    afresh(sources, false)
}

/// Reads texts of which most was read before: the same outcome as [`parse()`], sooner.
///
/// ```
/// use luat_grammar::{parse, parse_again, source::Source};
///
/// let before = parse(&[Source::new("d.luat", "document d \"D\"\n")]);
/// let now = [Source::new("d.luat", "document d \"D\"\nuse common\n")];
/// assert_eq!(parse_again(before, &now).diagnostics, parse(&now).diagnostics);
/// ```
pub fn parse_again(mut before: Parsed, sources: &[Source]) -> Parsed {
    let words = std::mem::take(&mut before.words);
    let is_kept = !before.kept.is_empty() && words.len() <= MAX_WORDS;
    let again = is_kept.then(|| read(sources, words, Some(before.into()), true));
    again.flatten().unwrap_or_else(|| afresh(sources, true))
}

fn afresh(sources: &[Source], keeps: bool) -> Parsed {
    // Only what was taken over can prove not to be as it was.
    read(sources, keywords().0.clone(), None, keeps).unwrap_or_default()
}

/// Reads texts; none where something taken over is not what it was.
fn read(
    sources: &[Source],
    mut words: Words,
    mut before: Option<Before>,
    keeps: bool,
) -> Option<Parsed> {
    let lexicon = &keywords().1;
    let mut faults = Vec::new();
    let composed: Vec<Composed<'_>> = sources
        .iter()
        .enumerate()
        .map(|(at, source)| compose(id(at), source, &mut faults))
        .collect();
    let mut texts: Vec<Text<'_>> = Vec::with_capacity(sources.len());
    for ((at, source), composed) in sources.iter().enumerate().zip(&composed) {
        let old = before.as_mut().and_then(|one| one.take(&source.name));
        let changed = old.and_then(|old| {
            again::read_changed(old, id(at), composed, lexicon, &mut words, &mut faults)
        });
        texts.push(
            changed
                .unwrap_or_else(|| read_lines(id(at), composed, lexicon, &mut words, &mut faults)),
        );
    }
    let documents = document_ids(&texts, sources, &mut faults);
    let mut names = Names::default();
    declarations::collect(&mut texts, &documents, lexicon, &mut names, &mut faults)?;
    let is_same = declarations::visible(
        (&texts, sources),
        &documents,
        before.as_mut().map(Before::names_mut),
        &mut names,
        &mut words,
        &mut faults,
    );
    if let Some(before) = before.as_ref().filter(|_| !is_same) {
        let touched = Touched::by_words(before.names(), &names, &mut words);
        let place = (before, &names, lexicon);
        again::read_again(&mut texts, &composed, place, &touched, &mut words)?;
    }
    let things = declarations::lower_all_things(
        &mut texts,
        before.as_ref(),
        lexicon,
        &mut names,
        &mut faults,
    )?;
    if let Some(before) = &before {
        let touched = Touched::by_meaning(before.names(), &names, is_same, &mut words);
        let place = (before, &names, lexicon);
        again::read_again(&mut texts, &composed, place, &touched, &mut words)?;
    }
    let (trees, lowered): (Vec<Document>, Vec<Vec<Lowered>>) =
        declarations::lower(&mut texts, things, lexicon, &names, &mut faults);
    faults.sort_by_key(|fault| (fault.span().source, fault.span().start));
    // Which are told of more hangs on the order in which they are met: that of reading all.
    let is_full = recovery::is_full(&faults);
    if is_full && before.is_some() {
        return None;
    }
    let keeps = keeps && !is_full;
    let lowered = texts.into_iter().zip(lowered).filter(|_| keeps);
    let kept = lowered
        .zip(&composed)
        .map(|((text, lowered), composed)| Kept::of(text, composed, lowered, &mut words, &faults));
    let kept = kept.collect();
    recovery::settle(&mut faults, sources);
    Some(Parsed {
        sources: sources.to_vec(),
        documents: trees,
        names,
        diagnostics: faults,
        words,
        kept,
    })
}

/// The keyword table, folded once for all texts.
pub(crate) fn keywords() -> &'static (Words, Lexicon) {
    static KEYWORDS: OnceLock<(Words, Lexicon)> = OnceLock::new();
    KEYWORDS.get_or_init(|| {
        let mut words = Words::default();
        let lexicon = Lexicon::new(&mut words);
        (words, lexicon)
    })
}

fn id(at: usize) -> SourceId {
    SourceId(to_u32(at))
}

/// A text that is too long is told and read as empty.
fn compose<'s>(id: SourceId, source: &'s Source, faults: &mut Vec<Diagnostic>) -> Composed<'s> {
    if source.text.len() > MAX_TEXT_BYTES {
        faults.push(faults::text_too_long(Span::new(id, 0, 0)));
        return Composed::new("");
    }
    Composed::new(&source.text)
}

fn read_lines<'t>(
    id: SourceId,
    composed: &'t Composed<'_>,
    lexicon: &Lexicon,
    words: &mut Words,
    faults: &mut Vec<Diagnostic>,
) -> Text<'t> {
    let whole = 0..composed.text.len();
    let physical = lines::tokenize(id, composed, whole, words, faults);
    let found = language(&physical, lexicon, faults);
    let language = found.map_or(Language::En, |(language, _)| language);
    let lines = lines::group(
        physical,
        |tokens: &[Token<'_>]| declarations::opens(lexicon, language, tokens),
        faults,
    );
    let mut text = declarations::blocks(id, (language, Above::Nothing), lines, lexicon, faults);
    text.told = found.map(|(_, end)| end as usize);
    text
}

/// What the line `language vi` says, else the language of the first declaration; and where the line that tells it ends.
pub(crate) fn language(
    lines: &[Physical<'_>],
    lexicon: &Lexicon,
    faults: &mut Vec<Diagnostic>,
) -> Option<(Language, u32)> {
    let mut said = None;
    for line in lines.iter().filter(|line| !line.tokens.is_empty()) {
        let spans = line.tokens.iter().map(|token| token.span);
        let span = spans.reduce(Span::to).unwrap_or_default();
        for language in [Language::En, Language::Vi] {
            if let Some(length) = lexicon.matches(Keyword::Language, language, &line.tokens)
                && said.is_none()
            {
                let named = line
                    .tokens
                    .get(length)
                    .and_then(|word| declarations::named_language(word.text));
                if named.is_none() || line.tokens.len() > length + 1 {
                    faults.push(faults::unknown_language(span));
                }
                said = Some(named);
            }
        }
        let found = said.flatten();
        let found = found.or_else(|| declarations::language_of(lexicon, &line.tokens));
        if let Some(language) = found {
            return Some((language, span.end));
        }
    }
    None
}

/// The id that each text's header gives, without one the file's name; where that is taken, the
/// path, so that what two texts declare is never mixed up.
fn document_ids(
    texts: &[Text<'_>],
    sources: &[Source],
    faults: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut declared: BTreeMap<&str, Span> = BTreeMap::new();
    let mut ids: Vec<Option<String>> = Vec::new();
    for text in texts {
        let id = header(text).and_then(|block| block.head.id.as_ref());
        let first = id.and_then(|id| declared.get(id.node.as_str()));
        if let (Some(id), Some(first)) = (id, first) {
            faults.push(faults::document_taken(id.span, &id.node, *first));
            ids.push(None);
            continue;
        }
        declared.extend(id.map(|id| (id.node.as_str(), id.span)));
        ids.push(id.map(|id| id.node.clone()));
    }
    let mut taken: BTreeSet<String> = ids.iter().flatten().cloned().collect();
    let mut free = |at: usize, source: &Source| {
        let names = [declarations::stem(&source.name), &source.name];
        let name = names.into_iter().find(|name| !taken.contains(*name));
        let id = name.map_or_else(|| format!("{}#{at}", source.name), str::to_owned);
        taken.insert(id.clone());
        id
    };
    let ids = ids.into_iter().zip(sources).enumerate();
    ids.map(|(at, (id, source))| id.unwrap_or_else(|| free(at, source)))
        .collect()
}

fn header<'b, 't>(text: &'b Text<'t>) -> Option<&'b Block<'t>> {
    text.blocks
        .iter()
        .find(|block| block.head.keyword == Keyword::Document)
}
