//! Giving a declared thing another name, in all texts at once.
//!
//! What is renamed is the word under the cursor: an id, or one of the names in a label, in its language
//! and number. The texts are then read again: their trees must be those of before with the name
//! changed, or the renaming is refused.

use std::collections::BTreeMap;
use std::ops::Range;

use luat_grammar::diagnostic::{Severity, Text};
use luat_grammar::format::{Spelling, same_tree, spelled};
use luat_grammar::keywords::Keyword;
use luat_grammar::names::{Name, NameId, NameKind, folded};
use luat_grammar::source::{Source, SourceId, Span};
use luat_grammar::syntax::{Document, Phrase};
use luat_grammar::{Language, MAX_NAME_CHARS, Parsed, parse};

use super::Refusal;
use super::analysis::Analysis;
use super::index::{Occurrence, Target, Way, under};
use super::navigate::of;

/// Some bytes of a text and what is to stand in their place.
pub(super) type Change = (SourceId, Range<usize>, String);

/// The changes that give what stands under a cursor another name.
pub(super) fn rename(
    analysis: &Analysis,
    source: SourceId,
    byte: usize,
    new: &str,
) -> Result<Vec<Change>, Refusal> {
    let new = new.trim();
    let parsed = &analysis.parsed;
    let found = under(analysis.occurrences(), source, byte).ok_or_else(nothing_to_rename)?;
    if has_errors(parsed) {
        return Err(texts_with_errors());
    }
    let asked = Asked::of(parsed, found, byte).ok_or_else(nothing_to_rename)?;
    asked.refuse_spelling(new)?;
    asked.refuse_taken(parsed, new)?;
    let changes = asked.changes(analysis, new);
    prove(parsed, &asked, &changes, new)?;
    Ok(changes)
}

/// The words that a renaming would change at a cursor.
pub(super) fn renamed_words(
    analysis: &Analysis,
    source: SourceId,
    byte: usize,
) -> Option<(Span, String)> {
    let found = under(analysis.occurrences(), source, byte)?;
    let asked = Asked::of(&analysis.parsed, found, byte)?;
    Some((found.span, asked.old))
}

/// What is to be renamed.
struct Asked {
    target: Target,
    /// The spelling that is changed.
    old: String,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// The id.
    Id,
    /// A name in a language.
    Phrase(Language),
}

impl Asked {
    fn of(parsed: &Parsed, found: &Occurrence, byte: usize) -> Option<Self> {
        let text = parsed.sources.get(found.span.source.0 as usize)?;
        let range = found.span.start as usize..found.span.end as usize;
        let written = text.text.get(range.clone())?;
        let asked = |old: &str, how| Self {
            target: found.target.clone(),
            old: old.to_owned(),
            how,
        };
        let id = match &found.target {
            Target::Document(_) if found.way == Way::File => return None,
            Target::Document(id) => return Some(asked(id, How::Id)),
            Target::Name(id) => *id,
        };
        let name = parsed.names.at(id);
        if found.way == Way::Id {
            return Some(asked(written, How::Id));
        }
        let own = own_id(name);
        if found.way == Way::Use && is_id(written, own) {
            return Some(asked(own, How::Id));
        }
        let spellings = spellings(name);
        if found.way == Way::Phrase {
            let (language, phrase) = spellings
                .iter()
                .find(|(_, phrase)| phrase.span == found.span)?;
            return Some(asked(
                number_at(phrase, written, byte - range.start),
                How::Phrase(*language),
            ));
        }
        let written = written.trim_matches(is_quote);
        let all = spellings.iter().flat_map(|(language, phrase)| {
            let forms = std::iter::once(&phrase.one).chain(&phrase.many);
            forms.map(move |form| (*language, form))
        });
        // Of `hamlet heads trained` the longest name that it holds at its end.
        let mut held: Vec<(Language, &String)> = all
            .filter(|(_, form)| within(written, form).is_some())
            .collect();
        held.sort_by_key(|(_, form)| std::cmp::Reverse(form.len()));
        let (language, form) = held.first()?;
        Some(asked(form, How::Phrase(*language)))
    }

    fn name<'p>(&self, parsed: &'p Parsed) -> Option<&'p Name> {
        match &self.target {
            Target::Name(id) => Some(parsed.names.at(*id)),
            Target::Document(_) => None,
        }
    }

    fn refuse_spelling(&self, new: &str) -> Result<(), Refusal> {
        match self.how {
            How::Id => {
                let is_ident = new.starts_with(|first: char| first.is_ascii_alphabetic())
                    && new
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                if is_ident { Ok(()) } else { Err(no_id(new)) }
            }
            How::Phrase(_) => {
                let odd = |letter: char| {
                    letter.is_control() || is_quote(letter) || matches!(letter, '|' | '#')
                };
                if new.is_empty() || new.contains(odd) || new.chars().count() > MAX_NAME_CHARS {
                    return Err(no_name(new));
                }
                // Names win over keywords, so that one called like a keyword would take its place everywhere.
                match keyword_in(new).filter(|keyword| folded(keyword) == folded(new)) {
                    Some(keyword) => Err(holds_keyword(new, keyword)),
                    None => Ok(()),
                }
            }
        }
    }

    /// Refuses a name or id that another thing has.
    fn refuse_taken(&self, parsed: &Parsed, new: &str) -> Result<(), Refusal> {
        let Some(name) = self.name(parsed) else {
            let taken = parsed.names.iter().any(|other| other.document == new)
                || parsed.documents.iter().any(|document| {
                    let header = document.header.as_ref();
                    header.is_some_and(|header| header.node.id.node == new)
                });
            return if taken {
                Err(taken_by(new, new))
            } else {
                Ok(())
            };
        };
        let others = parsed.names.visible_from(name.source);
        let mut others = others.filter(|other| {
            other.owner == name.owner && (other.span != name.span || other.id != name.id)
        });
        let wanted = folded(new);
        let taken = others.find(|other| match self.how {
            How::Id => other.document == name.document && own_id(other) == new,
            How::Phrase(_) => {
                !is_titled(other)
                    && !is_titled(name)
                    && spellings(other).iter().any(|(_, phrase)| {
                        folded(&phrase.one) == wanted
                            || phrase
                                .many
                                .as_deref()
                                .is_some_and(|many| folded(many) == wanted)
                    })
            }
        });
        match taken {
            Some(other) => Err(taken_by(new, &other.id)),
            None => Ok(()),
        }
    }

    fn changes(&self, analysis: &Analysis, new: &str) -> Vec<Change> {
        let parsed = &analysis.parsed;
        let mut found: Vec<Change> = Vec::new();
        let mut add = |span: Span, within: Range<usize>, insert: String| {
            let start = span.start as usize;
            found.push((
                span.source,
                start + within.start..start + within.end,
                insert,
            ));
        };
        for one in of(analysis, &self.target) {
            let text = written(parsed, one.span);
            match (self.how, one.way) {
                (How::Id, Way::Id) => add(one.span, 0..text.len(), new.to_owned()),
                (How::Id, Way::Use) => {
                    if let Some(place) = id_within(text, &self.old) {
                        add(one.span, place, new.to_owned());
                    }
                }
                (How::Phrase(_), Way::Phrase) => {
                    for place in parts(text) {
                        let part = text.get(place.clone()).unwrap_or_default();
                        if folded(part) == folded(&self.old) {
                            add(one.span, place, new.to_owned());
                        }
                    }
                }
                (How::Phrase(_), Way::Use) => {
                    if let Some(place) = within(text, &self.old) {
                        let old = text.get(place.clone()).unwrap_or_default();
                        add(one.span, place, in_case_of(old, &self.old, new));
                    }
                }
                // The file keeps its name.
                (_, Way::File) | (How::Id, Way::Phrase) | (How::Phrase(_), Way::Id) => {}
            }
        }
        self.of_what_it_owns(analysis, new, &mut found);
        found.sort_by_key(|one| (one.0, one.1.start));
        found.dedup();
        found
    }

    /// Where what it owns is named together with it: `hamlet heads trained`, `hamlet_heads.trained`.
    fn of_what_it_owns(&self, analysis: &Analysis, new: &str, found: &mut Vec<Change>) {
        let (parsed, Target::Name(target)) = (&analysis.parsed, &self.target) else {
            return;
        };
        let is_owned = |id: NameId| {
            let name = parsed.names.at(id);
            name.owner == Some(*target) || name.per.contains(target)
        };
        for one in analysis.occurrences() {
            let Target::Name(id) = one.target else {
                continue;
            };
            if one.way != Way::Use || !is_owned(id) {
                continue;
            }
            let text = written(parsed, one.span);
            let place = match self.how {
                How::Id => text
                    .strip_prefix(self.old.as_str())
                    .filter(|rest| rest.starts_with('.'))
                    .map(|_| 0..self.old.len()),
                How::Phrase(_) => {
                    let own = spellings(parsed.names.at(id));
                    let alone = own.iter().any(|(_, phrase)| {
                        let many = phrase.many.as_deref().unwrap_or(&phrase.one);
                        folded(&phrase.one) == folded(text) || folded(many) == folded(text)
                    });
                    within(text, &self.old).filter(|place| !alone && place.start == 0)
                }
            };
            if let Some(place) = place {
                let old = text.get(place.clone()).unwrap_or_default();
                let insert = in_case_of(old, &self.old, new);
                let start = one.span.start as usize;
                let place = start + place.start..start + place.end;
                found.push((one.span.source, place, insert));
            }
        }
    }
}

fn is_titled(name: &Name) -> bool {
    matches!(
        name.kind,
        NameKind::Rule | NameKind::Principle | NameKind::Calendar
    )
}

fn written(parsed: &Parsed, span: Span) -> &str {
    let text = parsed.sources.get(span.source.0 as usize);
    text.and_then(|text| text.text.get(span.start as usize..span.end as usize))
        .unwrap_or_default()
}

/// The last part of an id: `trained` of `hamlet_heads.trained`.
fn own_id(name: &Name) -> &str {
    name.id.rsplit('.').next().unwrap_or(&name.id)
}

fn spellings(name: &Name) -> Vec<(Language, &Phrase)> {
    let both = [Language::En, Language::Vi].into_iter();
    both.flat_map(|language| {
        let phrases = name.phrases(language).iter();
        phrases.map(move |phrase| (language, phrase))
    })
    .collect()
}

/// The number under the cursor in `commune | communes`.
fn number_at<'p>(phrase: &'p Phrase, written: &str, byte: usize) -> &'p str {
    let is_behind = written.find('|').is_some_and(|bar| byte > bar);
    match &phrase.many {
        Some(many) if is_behind => many,
        _ => &phrase.one,
    }
}

/// The names in a label's text, between bars.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split('|') {
        let lead = part.len() - part.trim_start().len();
        let begin = start + lead;
        found.push(begin..begin + part.trim().len());
        start += part.len() + 1;
    }
    found
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

fn is_id(written: &str, own: &str) -> bool {
    id_within(written, own).is_some()
}

/// Where an id stands at the end of a path of ids.
fn id_within(written: &str, own: &str) -> Option<Range<usize>> {
    let plain = written
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    let start = written.len().checked_sub(own.len())?;
    let ends = plain && written.get(start..)? == own;
    (ends && (start == 0 || written.get(..start)?.ends_with('.'))).then_some(start..written.len())
}

/// Where a name stands within words: all of them, the first or the last.
fn within(written: &str, name: &str) -> Option<Range<usize>> {
    let words = words(written);
    let wanted: Vec<String> = name.split_whitespace().map(folded).collect();
    let fits = |from: usize| {
        let part = words.get(from..from + wanted.len())?;
        let same = part.iter().zip(&wanted).all(|(place, word)| {
            written
                .get(place.clone())
                .is_some_and(|written| folded(written) == *word)
        });
        let (first, last) = (part.first()?, part.last()?);
        same.then_some(first.start..last.end)
    };
    let last = words.len().checked_sub(wanted.len())?;
    fits(last).or_else(|| fits(0))
}

/// The words of a text, without quotes around them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let is_word = !letter.is_whitespace() && !is_quote(letter);
        match (start, is_word) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                found.push(first..at);
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found.extend(start.map(|first| first..text.len()));
    found
}

/// A name that begins with a capital where the old one was written with one for its place.
fn in_case_of(written: &str, old: &str, new: &str) -> String {
    let is_capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    let mut letters = new.chars();
    match letters.next() {
        Some(first) if is_capital(written) && !is_capital(old) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => new.to_owned(),
    }
}

/// The texts with changes made, which must be in order and apart from each other.
pub(super) fn changed(sources: &[Source], changes: &[Change]) -> Vec<Source> {
    let texts = sources.iter().zip(0..).map(|(source, at)| {
        let mut text = source.text.to_string();
        let ours = changes.iter().filter(|(of, _, _)| of.0 == at);
        for (_, place, insert) in ours.rev() {
            if text.get(place.clone()).is_some() {
                text.replace_range(place.clone(), insert);
            }
        }
        Source::new(source.name.clone(), text)
    });
    texts.collect()
}

/// Reads the texts as changed: they must say what they said, but for the name.
fn prove(parsed: &Parsed, asked: &Asked, changes: &[Change], new: &str) -> Result<(), Refusal> {
    let again = parse(&changed(&parsed.sources, changes));
    let wanted = parsed
        .documents
        .iter()
        .map(|document| renamed(document, parsed, asked, changes, new));
    let same = !has_errors(&again)
        && wanted
            .zip(&again.documents)
            .all(|(wanted, read)| same_tree(&wanted, read));
    if same {
        return Ok(());
    }
    Err(match keyword_in(new) {
        Some(keyword) if asked.how != How::Id => holds_keyword(new, keyword),
        _ => changes_meaning(new),
    })
}

/// A tree with the name changed.
fn renamed(
    document: &Document,
    parsed: &Parsed,
    asked: &Asked,
    changes: &[Change],
    new: &str,
) -> Document {
    let mut tree = document.clone();
    let places: BTreeMap<usize, usize> = changes
        .iter()
        .filter(|(source, _, _)| *source == document.source)
        .map(|(_, place, _)| (place.start, place.end))
        .collect();
    let is_changed = |span: Span| {
        let mut within = places.range(span.start as usize..=span.end as usize);
        within.any(|(_, end)| *end <= span.end as usize)
    };
    spelled(&mut tree, &mut |spelling| match spelling {
        Spelling::Ref(reference) => asked.respell(parsed, reference, new),
        Spelling::Phrase(phrase) if asked.how != How::Id && is_changed(phrase.span) => {
            for one in std::iter::once(&mut phrase.one).chain(&mut phrase.many) {
                if folded(one) == folded(&asked.old) {
                    new.clone_into(one);
                }
            }
        }
        Spelling::Text(text, span)
            if asked.how == How::Id && is_changed(span) && *text == asked.old =>
        {
            new.clone_into(text);
        }
        Spelling::Text(text, span) if is_changed(span) && folded(text) == folded(&asked.old) => {
            new.clone_into(text);
        }
        Spelling::Phrase(_) | Spelling::Text(..) => {}
    });
    tree
}

impl Asked {
    /// Changes the id in a reference to what is renamed, and to what it owns.
    fn respell(&self, parsed: &Parsed, reference: &mut luat_grammar::syntax::Ref, new: &str) {
        if self.how != How::Id {
            return;
        }
        match &self.target {
            Target::Document(id) => {
                if reference.document == *id {
                    new.clone_into(&mut reference.document);
                }
            }
            Target::Name(target) => {
                let name = parsed.names.at(*target);
                if reference.document != name.document {
                    return;
                }
                let path: Vec<&str> = reference.id.split('.').collect();
                let depth = name.id.split('.').count();
                let is_it = path
                    .get(..depth)
                    .is_some_and(|first| first.join(".") == name.id);
                // `commune.dialogue`: an act of the bodies of a level.
                let of_level = path.len() == 2
                    && path.get(1) == Some(&name.id.as_str())
                    && parsed
                        .names
                        .get(&reference.document, &reference.id)
                        .is_none();
                let at = if is_it { depth - 1 } else { 1 };
                if is_it || of_level {
                    let parts = path.iter().enumerate();
                    let parts = parts.map(|(place, part)| if place == at { new } else { part });
                    reference.id = parts.collect::<Vec<_>>().join(".");
                }
            }
        }
    }
}

fn has_errors(parsed: &Parsed) -> bool {
    let mut found = parsed.diagnostics.iter();
    found.any(|finding| finding.severity == Severity::Error)
}

/// A keyword that a name holds as whole words, the longest.
fn keyword_in(name: &str) -> Option<&'static str> {
    let name = format!(" {} ", folded(name));
    let both = [Language::En, Language::Vi].into_iter();
    let forms = both.flat_map(|language| {
        let all = Keyword::ALL.iter();
        all.flat_map(move |keyword| keyword.forms(language))
    });
    forms
        .filter(|form| name.contains(&format!(" {} ", folded(form))))
        .max_by_key(|form| form.len())
        .copied()
}

fn refusal(code: &'static str, en: impl Into<String>, vi: impl Into<String>) -> Refusal {
    Refusal {
        code,
        message: Text::new(en, vi),
    }
}

fn nothing_to_rename() -> Refusal {
    refusal(
        "R0001",
        "there is no name here that this text declares or uses",
        "ở đây không có tên nào được khai báo hoặc được dùng",
    )
}

fn texts_with_errors() -> Refusal {
    refusal(
        "R0002",
        "the texts have errors; mend them first, so that no place of the name is missed",
        "văn bản còn lỗi; hãy sửa trước để không sót chỗ nào của tên",
    )
}

fn no_id(new: &str) -> Refusal {
    refusal(
        "R0003",
        format!("`{new}` is no id: write letters a to z, digits and `_`, a letter first"),
        format!(
            "`{new}` không dùng làm mã được: chỉ viết chữ cái không dấu, chữ số và `_`, bắt đầu bằng chữ cái"
        ),
    )
}

fn no_name(new: &str) -> Refusal {
    refusal(
        "R0004",
        format!("`{new}` is no name: it must not be empty, too long, or hold quotes, `|` or `#`"),
        format!(
            "`{new}` không dùng làm tên được: tên không được để trống, quá dài, hoặc chứa dấu ngoặc kép, `|` hay `#`"
        ),
    )
}

fn taken_by(new: &str, other: &str) -> Refusal {
    refusal(
        "R0005",
        format!("`{new}` is the name of something else already: `{other}`"),
        format!("`{new}` đã là tên của thứ khác: `{other}`"),
    )
}

fn holds_keyword(new: &str, keyword: &str) -> Refusal {
    refusal(
        "R0006",
        format!(
            "with `{new}` a sentence would be read otherwise: the name holds the keyword `{keyword}`"
        ),
        format!("nếu đặt tên `{new}` thì có câu sẽ bị hiểu khác đi: tên chứa từ khóa `{keyword}`"),
    )
}

fn changes_meaning(new: &str) -> Refusal {
    refusal(
        "R0007",
        format!(
            "with `{new}` a sentence would be read otherwise or could not be read; choose another name"
        ),
        format!(
            "nếu đặt tên `{new}` thì có câu sẽ bị hiểu khác đi hoặc không đọc được; hãy chọn tên khác"
        ),
    )
}
