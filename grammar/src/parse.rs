//! All passes in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::Language;
use crate::again::{Before, Kept, Stock};
use crate::declarations::{self, Block, Text};
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
    read(sources, keywords().0.clone(), None)
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
    if words.len() > MAX_WORDS || before.sources.is_empty() {
        return parse(sources);
    }
    read(sources, words, Some(before.into()))
}

fn read(sources: &[Source], mut words: Words, mut before: Option<Before>) -> Parsed {
    let lexicon = &keywords().1;
    let mut faults = Vec::new();
    let composed: Vec<Composed<'_>> = sources
        .iter()
        .enumerate()
        .map(|(at, source)| compose(id(at), source, &mut faults))
        .collect();
    let mut texts: Vec<Text<'_>> = composed
        .iter()
        .enumerate()
        .map(|(at, composed)| read_lines(id(at), composed, lexicon, &mut words, &mut faults))
        .collect();
    let documents = document_ids(&texts, sources, &mut faults);
    let mut names = Names::default();
    declarations::collect(&mut texts, &documents, lexicon, &mut names, &mut faults);
    declarations::visible(
        (&texts, sources),
        &documents,
        before.as_mut().map(Before::names),
        &mut names,
        &mut words,
        &mut faults,
    );
    let things = declarations::lower_all_things(&texts, lexicon, &mut names, &mut faults);
    let stock = before
        .as_mut()
        .map(|before| Stock::new(before, &texts, sources, &names, &mut words));
    let texts = (texts.as_slice(), sources);
    let (trees, kept) = declarations::lower(texts, things, lexicon, &names, stock, &mut faults);
    faults.sort_by_key(|fault| (fault.span().source, fault.span().start));
    recovery::settle(&mut faults, sources);
    Parsed {
        sources: sources.to_vec(),
        documents: trees,
        names,
        diagnostics: faults,
        words,
        kept,
    }
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
    let physical = lines::tokenize(id, composed, words, faults);
    let language = language(&physical, lexicon, faults);
    let lines = lines::group(
        physical,
        |tokens: &[Token<'_>]| declarations::opens(lexicon, language, tokens),
        faults,
    );
    declarations::blocks(id, language, lines, lexicon, faults)
}

/// What the line `language vi` says, else the language of the first declaration.
fn language(lines: &[Physical<'_>], lexicon: &Lexicon, faults: &mut Vec<Diagnostic>) -> Language {
    let mut said = None;
    for line in lines.iter().filter(|line| !line.tokens.is_empty()) {
        for language in [Language::En, Language::Vi] {
            if let Some(length) = lexicon.matches(Keyword::Language, language, &line.tokens)
                && said.is_none()
            {
                let named = line
                    .tokens
                    .get(length)
                    .and_then(|word| declarations::named_language(word.text));
                if named.is_none() || line.tokens.len() > length + 1 {
                    let span = line
                        .tokens
                        .iter()
                        .map(|token| token.span)
                        .reduce(Span::to)
                        .unwrap_or_default();
                    faults.push(faults::unknown_language(span));
                }
                said = Some(named);
            }
        }
        if let Some(Some(language)) = said {
            return language;
        }
        if let Some(language) = declarations::language_of(lexicon, &line.tokens) {
            return language;
        }
    }
    Language::En
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
