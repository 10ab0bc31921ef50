//! Which part of a text is cut into words again.

use std::collections::BTreeMap;
use std::ops::Range;

use super::kept::{Extent, Taken};
use super::{Before, Old, Touched};
use crate::Language;
use crate::declarations::{self, Above, Block, Text};
use crate::diagnostic::Diagnostic;
use crate::format::Placed;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{self, Token};
use crate::names::Names;
use crate::parse::language;
use crate::source::{SourceId, to_u32};
use crate::syntax::{Declaration, Line};
use crate::text::Composed;
use crate::words::Words;

/// A text being read again.
struct Reading<'t, 'r> {
    source: SourceId,
    composed: &'t Composed<'t>,
    lexicon: &'r Lexicon,
    words: &'r mut Words,
    told: Told,
}

/// What was told of parts of a text, by where they begin, in the order in which it is found: of tokens, of the
/// language, of lines, of declarations. A reader looks at what was told last.
#[derive(Default)]
struct Told(BTreeMap<usize, [Vec<Diagnostic>; 4]>);

impl Told {
    /// All of it as if the text had been read as a whole.
    fn in_order(self) -> impl Iterator<Item = Diagnostic> {
        let mut parts: Vec<[Vec<Diagnostic>; 4]> = self.0.into_values().collect();
        (0..4).flat_map(move |step| {
            let parts = parts.iter_mut().filter_map(|part| part.get_mut(step));
            parts.flat_map(std::mem::take).collect::<Vec<_>>()
        })
    }
}

/// Reads a text of which most was read before; none where it has to be read as a whole.
pub(crate) fn read_changed<'t>(
    old: Old,
    source: SourceId,
    composed: &'t Composed<'t>,
    lexicon: &Lexicon,
    words: &mut Words,
    faults: &mut Vec<Diagnostic>,
) -> Option<Text<'t>> {
    if old.kept.blocks.is_empty() || !composed.is_as_given() {
        return None;
    }
    let mut reading = Reading {
        source,
        composed,
        lexicon,
        words,
        told: Told::default(),
    };
    let text = reading.text(old)?;
    faults.extend(reading.told.in_order());
    Some(text)
}

impl<'t> Reading<'t, '_> {
    fn text(&mut self, old: Old) -> Option<Text<'t>> {
        let (change, mut text) = self.around(&old)?;
        if change.last < old.kept.blocks.len() {
            text.rest = old.document.rest;
        }
        let mut near = std::mem::take(&mut text.blocks);
        let before = old.document.source;
        let trees = old.document.declarations.into_iter();
        let mut trees: Vec<Option<Line<Declaration>>> = trees.map(Some).collect();
        for (at, extent) in old.kept.blocks.into_iter().enumerate() {
            if at == change.first {
                text.blocks.append(&mut near);
            }
            let by = if at < change.first { 0 } else { change.by };
            if !(change.first..change.last).contains(&at) {
                let above = text.blocks.last().map(|block| block.head.keyword);
                let above = (text.language, above);
                let block = self.far(extent, &mut trees, above, (before, by))?;
                text.blocks.push(block);
            }
        }
        Some(text)
    }

    /// What has changed, and the declarations near to it: as many as it takes until they fit what stands around them.
    fn around(&mut self, old: &Old) -> Option<(Change, Text<'t>)> {
        let mut change = Change::of(&old.given, &self.composed.text, &old.kept.blocks);
        loop {
            if let Some(text) = self.near(&change, old) {
                return Some((change, text));
            }
            self.told = Told::default();
            change = change.wider(self.composed.text.len(), &old.kept.blocks)?;
        }
    }

    /// The declarations near to a change, with what tells the language; none where they do not fit what stands around
    /// them.
    fn near(&mut self, change: &Change, old: &Old) -> Option<Text<'t>> {
        let (language, blocks) = (old.document.language, &old.kept.blocks);
        let text = if change.first == 0 {
            self.top(language, change.now.clone())?
        } else {
            let above = blocks.get(change.first - 1).map(|above| above.keyword);
            let mut text = self.part(language, above, change.now.clone());
            text.language_line.clone_from(&old.document.language_line);
            text.told = old.kept.told.filter(|told| *told <= change.now.start);
            text.language_line.move_to(self.source, 0);
            text
        };
        let fits = text.told.is_some() && change.is_in_step(&text, blocks);
        fits.then_some(text)
    }

    /// A declaration that the change is not near to: as it was, or read again where something was told of it.
    fn far(
        &mut self,
        extent: Extent,
        trees: &mut [Option<Line<Declaration>>],
        (language, above): (Language, Option<Keyword>),
        (before, by): (SourceId, u32),
    ) -> Option<Block<'t>> {
        let moved = |byte: usize| to_u32(byte).wrapping_add(by) as usize;
        let range = moved(extent.text.start)..moved(extent.text.end);
        let start = extent.start.wrapping_add(by);
        let tree = extent.kept.as_ref();
        let tree = tree.and_then(|kept| trees.get_mut(kept.at)?.take());
        match extent.kept.zip(tree) {
            Some((kept, tree)) => Some(kept.taken(tree, (before, self.source), (range, start, by))),
            None => self.again((language, above), range, start),
        }
    }

    /// One declaration, all by itself.
    fn again(
        &mut self,
        (language, above): (Language, Option<Keyword>),
        range: Range<usize>,
        start: u32,
    ) -> Option<Block<'t>> {
        let mut blocks = self.part(language, above, range).blocks.into_iter();
        let block = blocks
            .next()
            .filter(|block| block.line.span.start == start)?;
        blocks.next().is_none().then_some(block)
    }

    /// The top of a text, with what tells its language, as it did.
    fn top(&mut self, before: Language, range: Range<usize>) -> Option<Text<'t>> {
        let at = range.start;
        let [mut of_tokens, mut of_language] = [Vec::new(), Vec::new()];
        let physical = self.tokens(range, &mut of_tokens);
        let (language, end) = language(&physical, self.lexicon, &mut of_language)?;
        (language == before).then_some(())?;
        let (mut text, of_lines, of_blocks) = self.blocks(before, Above::Nothing, physical);
        text.told = Some(end as usize);
        let told = [of_tokens, of_language, of_lines, of_blocks];
        self.told.0.insert(at, told);
        Some(text)
    }

    /// Some declarations below one with a keyword.
    fn part(
        &mut self,
        language: Language,
        above: Option<Keyword>,
        range: Range<usize>,
    ) -> Text<'t> {
        let at = range.start;
        let mut of_tokens = Vec::new();
        let physical = self.tokens(range, &mut of_tokens);
        let (text, of_lines, of_blocks) = self.blocks(language, Above::Language(above), physical);
        let told = [of_tokens, Vec::new(), of_lines, of_blocks];
        self.told.0.insert(at, told);
        text
    }

    fn tokens(
        &mut self,
        range: Range<usize>,
        told: &mut Vec<Diagnostic>,
    ) -> Vec<lines::Physical<'t>> {
        lines::tokenize(self.source, self.composed, range, self.words, told)
    }

    fn blocks(
        &mut self,
        language: Language,
        above: Above,
        physical: Vec<lines::Physical<'t>>,
    ) -> (Text<'t>, Vec<Diagnostic>, Vec<Diagnostic>) {
        let [mut of_lines, mut of_blocks] = [Vec::new(), Vec::new()];
        let opens = |tokens: &[Token<'_>]| declarations::opens(self.lexicon, language, tokens);
        let lines = lines::group(physical, opens, &mut of_lines);
        let text = declarations::blocks(
            self.source,
            (language, above),
            lines,
            self.lexicon,
            &mut of_blocks,
        );
        (text, of_lines, of_blocks)
    }
}

/// The declarations that are read again for a change: those it touches, and some before and after.
struct Change {
    /// Those it touches.
    touched: Range<usize>,
    /// How many before and after.
    reach: usize,
    first: usize,
    last: usize,
    /// Where they stand now.
    now: Range<usize>,
    /// How far what stands below has moved, modulo 2³².
    by: u32,
}

/// A change that reaches further has the whole text read.
const WIDEST: usize = 16;

impl Change {
    fn of(before: &str, now: &str, blocks: &[Extent]) -> Self {
        let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| {
            pairs.take_while(|(one, other)| one == other).count()
        };
        let front = same(&mut before.bytes().zip(now.bytes()));
        let left = before.len().min(now.len()) - front;
        let back = same(&mut before.bytes().rev().zip(now.bytes().rev()).take(left));
        let by = to_u32(now.len()).wrapping_sub(to_u32(before.len()));
        let above = blocks.partition_point(|block| block.text.end <= front);
        let below = blocks.partition_point(|block| block.text.start < before.len() - back);
        Self::reaching(1, above..below, by, now.len(), blocks)
    }

    /// The same change with more around it; none where that is too much.
    fn wider(self, length: usize, blocks: &[Extent]) -> Option<Self> {
        let reach = self.reach * 4;
        (reach <= WIDEST).then(|| Self::reaching(reach, self.touched, self.by, length, blocks))
    }

    fn reaching(
        reach: usize,
        touched: Range<usize>,
        by: u32,
        length: usize,
        blocks: &[Extent],
    ) -> Self {
        let first = touched.start.saturating_sub(reach);
        let last = (touched.end + reach).clamp(first, blocks.len());
        let start = match first {
            0 => 0,
            _ => blocks.get(first).map_or(length, |block| block.text.start),
        };
        let end = match blocks.get(last) {
            Some(block) => to_u32(block.text.start).wrapping_add(by) as usize,
            None => length,
        };
        Self {
            touched,
            reach,
            first,
            last,
            now: start..end,
            by,
        }
    }

    /// Whether what was read again fits what stands around it: it begins and ends with the declarations that it did.
    fn is_in_step(&self, text: &Text<'_>, blocks: &[Extent]) -> bool {
        let is = |block: Option<&Block<'_>>, extent: &Extent, by: u32| {
            block.is_some_and(|block| {
                block.head.keyword == extent.keyword
                    && block.line.span.start == extent.start.wrapping_add(by)
            })
        };
        let first = blocks
            .get(self.first)
            .filter(|_| self.first > 0 && self.first < self.last);
        let last = self.last.checked_sub(1).and_then(|at| blocks.get(at));
        let last = last.filter(|_| self.last < blocks.len());
        first.is_none_or(|first| is(text.blocks.first(), first, 0))
            && last.is_none_or(|last| is(text.blocks.last(), last, self.by))
            && (self.first == 0 || !text.blocks.is_empty())
    }
}

/// Reads those declarations again, in all texts, that were taken over and are touched; none where they are not what
/// they were.
pub(crate) fn read_again<'t>(
    texts: &mut [Text<'t>],
    composed: &'t [Composed<'t>],
    (before, names, lexicon): (&Before, &Names, &Lexicon),
    touched: &Touched,
    words: &mut Words,
) -> Option<()> {
    for (text, composed) in texts.iter_mut().zip(composed) {
        let mut reading = Reading {
            source: text.source,
            composed,
            lexicon,
            words,
            told: Told::default(),
        };
        let mut above = None;
        for block in &mut text.blocks {
            let keyword = block.head.keyword;
            let is_touched = |taken: &Taken| {
                taken.declaration().is_some()
                    && (touched.touches(keyword, &taken.parts.words)
                        || !before.sees_as(taken.source, names, text.source))
            };
            let taken = block.taken.as_deref().filter(|taken| is_touched(taken));
            if let Some(taken) = taken {
                let mut read =
                    reading.again((text.language, above), taken.text.clone(), taken.start)?;
                read.take_names(block)?;
                *block = read;
            }
            above = Some(keyword);
        }
        reading.told.in_order().next().is_none().then_some(())?;
    }
    Some(())
}
