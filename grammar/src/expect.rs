//! What may stand at a place of a text that is being written.
//!
//! The line up to the place is read by the parser itself, which notes what it looks for at the line's
//! end; of sentences the grammar is asked. Nothing here knows what a line looks like.

use std::cell::RefCell;

use crate::Language;
use crate::declarations::{self, Above, Block, Role};
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{self, Logical, MAX_LINE_BYTES, MAX_TEXT_BYTES, Token};
use crate::names::{NameId, NameKind};
use crate::parse::{Parsed, keywords};
use crate::reader::{Reader, Wanted};
use crate::sentence;
pub use crate::sentence::terminals;
use crate::source::SourceId;
use crate::syntax::Document;
use crate::text::Composed;
use crate::words::Words;

/// Something that may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// A keyword.
    Keyword(Keyword),
    /// A name of a thing of this kind.
    Kind(NameKind),
    /// A name of what belongs to this thing: a state of a population, an option of a choice.
    Of(NameId),
    /// A name or id of such a thing.
    Reference(Wanted),
    /// The id of a document.
    Document,
    /// An id that is new, of what this keyword declares.
    NewId(Keyword),
    /// A number.
    Number,
    /// A date.
    Date,
    /// A unit of an amount.
    Unit,
    /// A text in quotes.
    Quoted,
    /// `=`.
    Equals,
}

/// A place where words begin that are being typed, and what they may become.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Where the words begin.
    pub start: usize,
    /// What may stand there.
    pub wants: Vec<Want>,
    /// What the line names before.
    pub context: Vec<NameId>,
    /// Nothing stands before on the line; the declaration above, if there is one.
    pub line_start: Option<Option<Keyword>>,
}

/// Notes of what is looked for where a line ends.
#[derive(Debug, Default)]
pub(crate) struct Wants {
    /// Where the line ends.
    end: u32,
    found: RefCell<Vec<Want>>,
    context: RefCell<Vec<NameId>>,
    /// What the words typed may become.
    pub(crate) may: May,
}

/// What some typed words may become, as far as sentences are asked: the less it is, the sooner they answer.
#[derive(Debug, Clone, Default)]
pub struct May {
    /// Keywords.
    pub keywords: Vec<Keyword>,
    /// Kinds of things of which one is called so.
    pub kinds: Vec<NameKind>,
    /// Words for numbers, months and units.
    pub others: bool,
}

impl Wants {
    /// Whether these words are the last of the line.
    pub(crate) fn ends(&self, tokens: &[Token<'_>]) -> bool {
        tokens.last().is_some_and(|last| last.span.end == self.end)
    }

    /// Notes what is looked for behind these words, if they are the last.
    pub(crate) fn note(&self, tokens: &[Token<'_>], want: Want) {
        if self.ends(tokens) {
            self.push(want);
        }
    }

    /// Notes that something may stand here.
    pub(crate) fn push(&self, want: Want) {
        let mut found = self.found.borrow_mut();
        if !found.contains(&want) {
            found.push(want);
        }
    }

    /// Notes what is named before.
    pub(crate) fn see(&self, names: &[NameId]) {
        self.context.borrow_mut().extend(names);
    }
}

/// So many words back from the cursor may be a name being typed.
const MAX_WORDS: usize = 7;

/// The places at and before a cursor where the words up to it may begin, the nearest first; `may` says
/// what the words could become.
///
/// ```
/// use luat_grammar::expect::{May, Want, slots};
/// use luat_grammar::keywords::Keyword;
/// use luat_grammar::source::{Source, SourceId};
///
/// let text = "level commune \"commune | communes\" / \"xã\"\nrule r \"R\"\n  bearer commune\n  annually, at l";
/// let parsed = luat_grammar::parse(&[Source::new("d.luat", text)]);
/// let may = May { keywords: vec![Keyword::AtLeast], ..May::default() };
/// let slots = slots(&parsed, SourceId(0), text.len(), &mut |_| may.clone());
/// let at_least = slots.iter().find(|slot| &text[slot.start..] == "at l").unwrap();
/// assert!(at_least.wants.contains(&Want::Keyword(Keyword::AtLeast)));
/// ```
pub fn slots(
    parsed: &Parsed,
    source: SourceId,
    cursor: usize,
    may: &mut dyn FnMut(&str) -> May,
) -> Vec<Slot> {
    let at = source.0 as usize;
    let (Some(given), Some(document)) = (parsed.sources.get(at), parsed.documents.get(at)) else {
        return Vec::new();
    };
    let Some(before) = given.text.get(..cursor) else {
        return Vec::new();
    };
    if given.text.len() > MAX_TEXT_BYTES {
        return Vec::new();
    }
    let mut words = parsed.words.clone();
    let starts = starts(before).into_iter();
    let slots = starts.map(|start| {
        let begin = block_start(document, before, start);
        let line = before.get(begin..start).unwrap_or_default();
        let may = may(before.get(start..).unwrap_or_default());
        slot(parsed, document, (start, line), may, &mut words)
    });
    slots.collect()
}

/// Where the words before the cursor begin that may belong together.
fn starts(before: &str) -> Vec<usize> {
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let typed = before.get(line..).unwrap_or_default();
    if typed.len() > MAX_LINE_BYTES {
        return Vec::new();
    }
    let quotes = typed
        .matches(['"', '\u{201C}', '\u{201D}', '\u{201E}'])
        .count();
    if quotes % 2 == 1 || typed.contains('#') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = typed;
    if !rest.ends_with(is_inside) {
        found.push(before.len());
    }
    while found.len() < MAX_WORDS {
        let without = rest.trim_end_matches([' ', '\t', '\u{A0}']);
        let word = without.trim_end_matches(is_inside);
        if word.len() == without.len() {
            break;
        }
        found.push(line + word.len());
        rest = word;
    }
    found
}

fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || crate::latin::is_mark(letter)
}

/// Where the line begins with which the declaration opens that a place stands in or behind.
fn block_start(document: &Document, before: &str, at: usize) -> usize {
    let header = document.header.iter().map(|line| line.span.start);
    let declared = document.declarations.iter().map(|line| line.span.start);
    let starts = header.chain(declared).map(|start| start as usize);
    let start = starts.take_while(|start| *start < at).last().unwrap_or(0);
    let line = before.get(..start).and_then(|before| before.rfind('\n'));
    line.map_or(0, |line| line + 1)
}

/// Stands for the word at the place; no text holds it.
const PLACE: &str = "\u{2AD}\u{2AC}\u{2AD}";

fn slot(
    parsed: &Parsed,
    document: &Document,
    (start, before): (usize, &str),
    may: May,
    words: &mut Words,
) -> Slot {
    let text = format!("{before}{PLACE}");
    let composed = Composed::new(&text);
    let (_, lexicon) = keywords();
    let (source, language) = (document.source, document.language);
    let mut faults = Vec::new();
    let physical = lines::tokenize(
        source,
        &composed,
        0..composed.text.len(),
        words,
        &mut faults,
    );
    let opens = |tokens: &[Token<'_>]| declarations::opens(lexicon, language, tokens);
    let mut lines = lines::group(physical, opens, &mut faults);
    let mut slot = Slot {
        start,
        wants: Vec::new(),
        context: Vec::new(),
        line_start: None,
    };
    let Some(mut line) = lines.lines.pop() else {
        return slot;
    };
    let Some(end) = cut(&mut line) else {
        return slot;
    };
    let above = declarations::blocks(
        source,
        (language, Above::Nothing),
        lines,
        lexicon,
        &mut faults,
    );
    let wants = Wants {
        end: end.byte,
        may,
        ..Wants::default()
    };
    let place = Place {
        parsed,
        source,
        language,
        lexicon,
        wants: &wants,
    };
    let mut blocks = above.blocks;
    let block = blocks.pop();
    if line.tokens.is_empty() {
        let above = block.as_ref().map(|block| block.head.keyword);
        place.line_start(block.as_ref());
        slot.line_start = Some(above);
    } else if end.empty_bullet {
        place.bullet(block.as_ref());
    } else {
        place.line(block, line);
    }
    slot.wants = wants.found.take();
    slot.context = wants.context.take();
    slot
}

/// Where a line ends once the place is cut off.
struct End {
    byte: u32,
    empty_bullet: bool,
}

/// Cuts the place off the line or the bullet that ends with it.
fn cut(line: &mut Logical<'_>) -> Option<End> {
    line.faulty = false;
    if let Some(bullet) = line.bullets.last_mut() {
        let end = cut(bullet)?;
        if bullet.tokens.is_empty() {
            line.bullets.pop();
            return Some(End {
                empty_bullet: true,
                ..end
            });
        }
        return Some(end);
    }
    line.tokens.pop().filter(|last| last.text == PLACE)?;
    let byte = line.tokens.last().map_or(u32::MAX, |last| last.span.end);
    line.span.end = byte.min(line.span.end);
    Some(End {
        byte,
        empty_bullet: false,
    })
}

struct Place<'p> {
    parsed: &'p Parsed,
    source: SourceId,
    language: Language,
    lexicon: &'p Lexicon,
    wants: &'p Wants,
}

impl Place<'_> {
    /// What may open a line.
    fn line_start(&self, block: Option<&Block<'_>>) {
        let want = |keywords: &[Keyword]| {
            for keyword in keywords {
                self.wants.push(Want::Keyword(*keyword));
            }
        };
        let Some(block) = block else {
            want(&[Keyword::Language]);
            want(declarations::DECLARATIONS);
            want(declarations::FACTS);
            return;
        };
        let above = block.head.keyword;
        want(declarations::lines_of(above));
        match above {
            Keyword::Rule | Keyword::Amend => self.sentence(&[]),
            Keyword::Table => self.look(|reader, wants| sentence::begin_row(&[], reader, wants)),
            Keyword::Population => want(&declarations::NAMING[..declarations::NAMING.len() - 1]),
            Keyword::Level => want(declarations::FACTS),
            _ => {}
        }
        let is_choice = |keyword: Keyword| keyword == Keyword::Choice;
        let members = block.members.iter().filter_map(|(head, _)| head.as_ref());
        if is_choice(above) || members.map(|head| head.keyword).any(is_choice) {
            want(&[Keyword::Option]);
        }
        want(declarations::DECLARATIONS);
        want(declarations::FACTS);
    }

    /// What may stand behind `-`.
    fn bullet(&self, block: Option<&Block<'_>>) {
        match block.map(|block| block.head.keyword) {
            Some(Keyword::Score) => {
                self.look(|reader, wants| sentence::begin_row(&[], reader, wants));
            }
            _ => self.sentence(&[]),
        }
    }

    fn sentence(&self, tokens: &[Token<'_>]) {
        self.look(|reader, wants| sentence::begin_sentence(tokens, reader, wants));
    }

    fn look(&self, look: impl FnOnce(&mut Reader<'_>, &Wants)) {
        let mut faults = Vec::new();
        let mut reader = Reader {
            lexicon: self.lexicon,
            names: &self.parsed.names,
            source: self.source,
            language: self.language,
            bearers: Vec::new(),
            is_part: false,
            often: Vec::new(),
            faults: &mut faults,
            wants: Some(self.wants),
        };
        look(&mut reader, self.wants);
    }

    /// What may go on a line that has begun.
    fn line<'t>(&self, block: Option<Block<'t>>, line: Logical<'t>) {
        let above = block.as_ref().map(|block| block.head.keyword);
        self.opened(&line.tokens);
        match declarations::role(self.lexicon, self.language, above, &line.tokens) {
            Role::Declaration(keyword, length) => {
                let block = self.block(keyword, length, line);
                self.head_ends(&block);
                self.look(|reader, _| declarations::look_into(&block, reader));
            }
            Role::Naming(keyword, length) => {
                let Some(mut block) = block else { return };
                let head = self.block(keyword, length, line);
                self.name(&mut block);
                block.members = vec![(Some(head.head), head.line)];
                self.look(|reader, _| declarations::look_into(&block, reader));
            }
            Role::Member => {
                let Some(mut block) = block else { return };
                self.name(&mut block);
                self.member_ends(&block, &line);
                if !matches!(above, Some(Keyword::Rule | Keyword::Amend)) {
                    block.members.clear();
                }
                block.members.push((None, line));
                self.look(|reader, _| declarations::look_into(&block, reader));
            }
        }
    }

    /// The keyword alone that opens a declaration, or a line that names something.
    fn opened(&self, tokens: &[Token<'_>]) {
        for of in [declarations::DECLARATIONS, declarations::NAMING] {
            let opening = declarations::opening(self.lexicon, self.language, tokens, of);
            let Some((keyword, _)) = opening.filter(|(_, length)| *length == tokens.len()) else {
                continue;
            };
            self.wants.push(match keyword {
                Keyword::Use | Keyword::Amend | Keyword::Repeal | Keyword::Suspend => {
                    Want::Document
                }
                Keyword::Scenario => Want::Quoted,
                Keyword::Successor => Want::Reference(Wanted::Level),
                _ => Want::NewId(keyword),
            });
        }
    }

    fn block<'t>(&self, keyword: Keyword, length: usize, line: Logical<'t>) -> Block<'t> {
        let faults = &mut Vec::new();
        let (lexicon, language) = (self.lexicon, self.language);
        let head = declarations::read_head(lexicon, language, keyword, length, &line, faults);
        let mut block = Block {
            head,
            line,
            members: Vec::new(),
            taken: None,
        };
        self.name(&mut block);
        block
    }

    /// Gives a declaration the name under which it is known.
    fn name(&self, block: &mut Block<'_>) {
        let names = &self.parsed.names;
        let scope = names.scope(self.source);
        let id = block.head.id.as_ref();
        block.head.name = scope
            .zip(id)
            .and_then(|(scope, id)| names.id(&scope.document, &id.node));
    }

    /// What the end of a head wants where the parser would not look.
    fn head_ends(&self, block: &Block<'_>) {
        let tokens = block.line.tokens.as_slice();
        let rest = tokens.get(block.head.after..).unwrap_or(&[]);
        match block.head.keyword {
            Keyword::Define if rest.is_empty() => self.wants.push(Want::Equals),
            Keyword::Define if rest.len() == 1 => self.value(&[]),
            Keyword::Parameter => {
                let last = rest
                    .iter()
                    .rposition(|token| token.is(",") || token.is("="));
                let value = rest.get(last.map_or(0, |last| last + 1)..).unwrap_or(&[]);
                self.value(value);
                if !value.is_empty() {
                    self.wants.push(Want::Keyword(Keyword::From));
                }
            }
            _ => {}
        }
        if rest.is_empty() && block.head.label.is_none() && block.head.id.is_some() {
            self.wants.push(Want::Quoted);
        }
    }

    fn value(&self, tokens: &[Token<'_>]) {
        self.look(|reader, wants| sentence::begin_value(tokens, reader, wants));
    }

    /// What the end of a member line wants where the parser would not look.
    fn member_ends(&self, block: &Block<'_>, line: &Logical<'_>) {
        let tokens = line.tokens.as_slice();
        let ends = |symbol: &str| tokens.last().is_some_and(|last| last.is(symbol));
        match block.head.keyword {
            Keyword::Rule | Keyword::Amend => {
                let of = &[Keyword::ExceptWhen];
                let opening = declarations::opening(self.lexicon, self.language, tokens, of);
                if opening.is_some_and(|(_, length)| length == tokens.len()) {
                    self.value(&[]);
                } else if opening.is_none() && line.bullets.is_empty() {
                    self.look(|reader, wants| sentence::begin_sentence(tokens, reader, wants));
                }
            }
            Keyword::Table if ends(":") => self.value(&[]),
            Keyword::Table if tokens.iter().all(|token| !token.is(":")) => {
                self.look(|reader, wants| sentence::begin_row(tokens, reader, wants));
            }
            Keyword::Score if ends(":") => self.sentence(&[]),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::MAX_NESTING;
    use crate::source::Source;

    /// What may stand behind a sentence that has begun.
    fn wanted(sentence: &str) -> Vec<Want> {
        let text = format!("language en\nrule r \"R\"\n  {sentence}");
        let parsed = crate::parse(&[Source::new("d.luat", text.as_str())]);
        let may = May {
            keywords: vec![Keyword::Not],
            others: true,
            ..May::default()
        };
        let found = slots(&parsed, SourceId(0), text.len(), &mut |_| may.clone());
        found.into_iter().flat_map(|slot| slot.wants).collect()
    }

    #[test]
    fn nothing_may_stand_deeper_than_is_read() {
        let nested = |depth: usize| wanted(&format!("annually {}1 at least ", "(".repeat(depth)));
        assert!(!nested(MAX_NESTING / 2).is_empty());
        assert_eq!(nested(MAX_NESTING + 1), []);
        assert_eq!(nested(5_000), []);
    }

    #[test]
    fn nothing_may_stand_on_a_line_longer_than_is_read() {
        let long = |bytes: usize| wanted(&format!("annually at least {}1 ", " ".repeat(bytes)));
        assert!(!long(100).is_empty());
        assert_eq!(long(MAX_LINE_BYTES), []);
    }
}
