//! Why no reading of a sentence was taken, in the writer's words.

use crate::Language;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::ids::bare;
use crate::keywords::Keyword;
use crate::lexicon::Spelling;
use crate::lines::{Token, TokenKind};
use crate::names::{Name, NameKind};
use crate::reader::{Reader, spell};
use crate::slip::{Spelled, Typed, is_another};
use crate::source::Span;
use crate::words::fold;

use super::resolve::{Item, Lattice, Meaning};
use super::{Rule, Stop, phrases, usage};

/// One fault for each run of words that nothing names.
pub(super) fn unknown_words(lattice: &Lattice<'_, '_>, reader: &Reader<'_>) -> Vec<Diagnostic> {
    let mut runs = lattice.unknown_runs();
    let lost = |run: &std::ops::Range<usize>| {
        let words = lattice.tokens.get(run.clone()).unwrap_or(&[]);
        reader.names.is_blind(reader.source) || reader.names.may_be_lost(reader.source, words)
    };
    if let Some(first) = runs.first().filter(|_| runs.iter().all(lost)) {
        let word = lattice.tokens.get(first.start);
        return vec![faults::lost(word.map(|word| word.span).unwrap_or_default())];
    }
    runs.retain(|run| !lost(run));
    if let Some(fault) = usage::told(lattice.tokens, reader) {
        return vec![fault];
    }
    if let Some(fault) = without_marks(lattice, &runs, reader) {
        return vec![fault];
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut after = 0;
    for run in runs {
        if run.start < after {
            continue;
        }
        let (fault, end) = unknown_run(lattice.tokens, run, reader);
        after = end;
        found.push(fault);
    }
    found
}

/// A whole Vietnamese sentence typed without marks: one fault, not one for each word.
fn without_marks(
    lattice: &Lattice<'_, '_>,
    runs: &[std::ops::Range<usize>],
    reader: &Reader<'_>,
) -> Option<Diagnostic> {
    let words = lattice.tokens.iter();
    let mut words = words.filter(|token| token.kind == TokenKind::Word);
    let unknown: usize = runs.iter().map(ExactSizeIterator::len).sum();
    let plain = reader.language == Language::Vi
        && unknown >= LEAST_WITHOUT_MARKS
        && words.all(|token| token.text.is_ascii());
    let whole = lattice.tokens.iter().map(|token| token.span);
    whole
        .reduce(Span::to)
        .filter(|_| plain)
        .map(faults::without_marks)
}

/// So many unknown words without marks are no slip.
const LEAST_WITHOUT_MARKS: usize = 3;

fn unknown_run(
    tokens: &[Token<'_>],
    run: std::ops::Range<usize>,
    reader: &Reader<'_>,
) -> (Diagnostic, usize) {
    let words = tokens.get(run.clone()).unwrap_or(&[]);
    let before = run
        .start
        .checked_sub(1)
        .and_then(|before| tokens.get(before));
    if let ([unit, ..], Some(TokenKind::Number)) = (words, before.map(|token| token.kind))
        && crate::cursor::is_ident(unit)
        && unit.text.chars().next().is_some_and(char::is_uppercase)
    {
        let known: Vec<&str> = reader.names.units().collect();
        // The amount that gives the unit may be what could not be read.
        let unitless = [codes::AMOUNT_WITHOUT_UNIT, codes::BAD_UNIT];
        let lost = |fault: &Diagnostic| unitless.contains(&fault.code.0);
        if reader.names.lacks_names(reader.source) || reader.faults.iter().any(lost) {
            return (faults::lost(unit.span), run.end);
        }
        return (
            faults::unknown_unit(unit.span, unit.text, &known.join(", ")),
            run.end,
        );
    }
    if let Some(fault) = known_slip(tokens, &run) {
        return (fault, run.end);
    }
    if let [sign] = words
        && sign.is("&")
    {
        let and = Keyword::And.printed(reader.language).to_owned();
        return (faults::unknown_words(sign.span, "&", Some(and)), run.end);
    }
    if let [id] = words
        && let Some(name) = reader.names.id_in_scope(reader.source, id.text)
    {
        return (
            faults::id_in_sentence(id.span, id.text, reader.names.at(name), reader.language),
            run.end,
        );
    }
    // The slip may be in one word of a longer name: try the words around it too, those that cover the run first.
    // No name that is there is cut in two.
    let named = usage::names(tokens, reader);
    let cuts = |at: usize| named.iter().any(|name| name.start < at && at < name.end);
    let mut best: Option<Guess> = None;
    for start in (run.start.saturating_sub(3)..=run.start).filter(|start| !cuts(*start)) {
        for end in (run.start + 1..=(run.end + 3).min(tokens.len())).filter(|end| !cuts(*end)) {
            let typed = spell(tokens.get(start..end).unwrap_or(&[]));
            let Some((far, near)) = nearest(&typed, reader) else {
                continue;
            };
            // A short word is no slip of a part of what nothing names.
            let is_part = end < run.end && typed.chars().count() <= SHORT;
            if is_part || leaves_out(&typed, &near) {
                continue;
            }
            let rank = (end < run.end, far, end - start);
            if best.as_ref().is_none_or(|best| rank < best.rank) {
                best = Some(Guess {
                    rank,
                    words: start..end,
                    near,
                });
            }
        }
    }
    let needless = usage::needless(words);
    let is_longer = |best: &Guess| best.words.len() > needless;
    if let Some(last) = needless.checked_sub(1).and_then(|last| words.get(last))
        && !best.as_ref().is_some_and(is_longer)
    {
        let told = spell(words.get(..needless).unwrap_or(&[]));
        let span = words
            .first()
            .map_or(last.span, |first| first.span.to(last.span));
        return (faults::needless(span, &told), run.end);
    }
    let (start, end, near) = match best {
        Some(best) => (best.words.start, best.words.end, Some(best.near)),
        None if reader.names.lacks_names(reader.source) => {
            let span = words.first().map(|word| word.span).unwrap_or_default();
            return (faults::lost(span), run.end);
        }
        None => {
            if let Some(told) = no_such_option(tokens, &run, reader) {
                return (told, run.end);
            }
            let event = ["trước", "sau", "before", "after"];
            let event = before.is_some_and(|before| event.contains(&before.text));
            if let Some(all) = words.iter().map(|word| word.span).reduce(Span::to)
                && event
            {
                return (faults::undeclared_day(all, &spell(words)), run.end);
            }
            (run.start, run.end, None)
        }
    };
    let words = tokens.get(start..end).unwrap_or(&[]);
    let span = words
        .iter()
        .map(|token| token.span)
        .reduce(Span::to)
        .unwrap_or_default();
    (faults::unknown_words(span, &spell(words), near), end)
}

/// `địa bàn là vùng cao`: what stands behind a choice and is none of its options.
fn no_such_option(
    tokens: &[Token<'_>],
    run: &std::ops::Range<usize>,
    reader: &Reader<'_>,
) -> Option<Diagnostic> {
    let before = tokens.get(..run.start)?;
    before
        .last()
        .filter(|last| ["là", "is"].contains(&last.text))?;
    let mut end = before.len() - 1;
    while end > 0
        && before
            .get(end - 1)
            .is_some_and(|token| ["không", "phải"].contains(&token.text))
    {
        end -= 1;
    }
    let names = reader.names;
    let choice = |name: &Name| name.kind == NameKind::Choice;
    let ends_here = |from: usize| {
        let (length, id) = reader.name_at(before.get(from..end)?, choice)?;
        (from + length == end).then_some(id)
    };
    let choice = (0..end).rev().take(LONGEST_CHOICE).find_map(ends_here)?;
    let options = names.visible_from(reader.source);
    let options = options.filter(|name| name.owner == Some(choice));
    let options = options.map(|name| name.printed(reader.language).to_owned());
    let options: Vec<String> = options.take(MOST_OPTIONS).collect();
    let words = tokens.get(run.clone())?.iter().map(|token| token.span);
    let span = words.reduce(Span::to)?;
    Some(faults::options_are(span, names.at(choice), &options))
}

/// Names of choices are sought so many words back.
const LONGEST_CHOICE: usize = 8;

/// So many options are listed.
const MOST_OPTIONS: usize = 8;

/// Words that many write and that are neither names nor keywords.
fn known_slip(tokens: &[Token<'_>], run: &std::ops::Range<usize>) -> Option<Diagnostic> {
    let words = tokens.get(run.clone())?;
    let (first, before) = (words.first()?, tokens.get(..run.start)?);
    let is = |token: &Token<'_>, word: &str| fold(token.text) == fold(word);
    if let [.., one, other] = before
        && one.is("/")
        && other.glued
        && (other.is("/") || other.is("*"))
    {
        return Some(faults::comment_sign(one.span.to(first.span)));
    }
    if let Some(right) = before
        .last()
        .filter(|last| is(last, "đúng") && (is(first, "hạn") || is(first, "hẹn")))
    {
        return Some(faults::on_time(right.span.to(first.span)));
    }
    let length = match words {
        [one, two, ..] if is(one, "đối") && is(two, "với") => 2,
        [one, ..] if is(one, "riêng") => 1,
        _ => 0,
    };
    if let Some(last) = words.get(..length).and_then(<[_]>::last) {
        let words = spell(words.get(..length).unwrap_or(&[]));
        return Some(faults::as_for(first.span.to(last.span), &words));
    }
    let typed = first.text;
    if !typed.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let digits: Option<String> = typed.chars().map(digit_meant).collect();
    if let Some(digits) = digits.filter(|digits| digits != typed) {
        return Some(faults::letter_in_number(first.span, typed, &digits));
    }
    let glued = tokens.get(run.start + 1..).unwrap_or(&[]);
    let glued = glued.iter().take_while(|token| token.glued);
    let whole = glued.map(|token| token.span).fold(first.span, Span::to);
    Some(faults::unit_glued(whole))
}

/// The digit that a letter is taken for.
fn digit_meant(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => letter.is_ascii_digit().then_some(letter),
    }
}

/// What some words may have been meant for.
struct Guess {
    /// The less, the likelier: whether it leaves words of the run out, how far it is off, how long it is.
    rank: (bool, usize, usize),
    words: std::ops::Range<usize>,
    near: String,
}

fn nearest(typed: &str, reader: &Reader<'_>) -> Option<(usize, String)> {
    if reader.language == Language::En {
        return nearest_spelling(typed, reader);
    }
    let keyed = crate::typing::meant(typed);
    let keyed = keyed.and_then(|meant| nearest_spelling(&meant, reader));
    // `kể từ ngày công nhận`, where it is declared as `được công nhận`.
    let passive = nearest_spelling(&format!("được {typed}"), reader);
    [keyed, passive]
        .into_iter()
        .flatten()
        .find(|(far, _)| *far == 0)
        .or_else(|| nearest_spelling(typed, reader))
}

fn nearest_spelling(typed: &str, reader: &Reader<'_>) -> Option<(usize, String)> {
    let vietnamese = reader.language == Language::Vi;
    let folded = fold(typed);
    if vietnamese && OTHER_WORDS.iter().any(|word| folded == fold(word)) {
        return None;
    }
    let typed = Spelled::new(typed);
    let held = Typed::new(&typed);
    let name = reader
        .names
        .nearest_in_sentence(reader.source, reader.language, &held)
        .filter(|(_, near)| !(vietnamese && is_another(&typed.text, near, false)));
    // Marks are letters, too: without them a phrase may be far shorter than it is spelled.
    let lengths = if vietnamese && may_lack_marks(&typed.text) {
        0..=usize::MAX
    } else {
        held.lengths()
    };
    let keyword = reader
        .lexicon
        .spellings(reader.language, lengths)
        .filter_map(|form| {
            let far = held
                .distance(&form.spelled)
                .filter(|_| may_be_meant(&typed.text, &form.bare))
                .filter(|_| !(vietnamese && is_another(&typed.text, &form.spelled.text, true)));
            Some((far.or_else(|| unmarked(&typed.text, &form.bare))?, form))
        });
    // Of two forms equally far, the longer: letters are left out more often than added.
    let longest = |form: &Spelling| (std::cmp::Reverse(form.spelled.text.len()), form.place);
    let keyword = keyword.min_by_key(|(far, form)| (*far, longest(form)));
    let keyword = keyword.map(|(far, form)| (far, form.spelled.text.clone()));
    [name, keyword]
        .into_iter()
        .flatten()
        .min_by_key(|(far, _)| *far)
}

/// How far a phrase typed without any marks is from the one that has them.
fn unmarked(typed: &str, bare: &str) -> Option<usize> {
    let is_it = may_lack_marks(typed) && typed == bare;
    is_it.then_some(1)
}

/// Whether what is typed may be a phrase of which all marks were left out.
fn may_lack_marks(typed: &str) -> bool {
    typed.contains(' ') && typed.is_ascii()
}

/// Whether a keyword is worth offering: of a short word only one that has the same letters but for their marks,
/// for `quý` is no slip for `quá`, nor `bán` for `bốn`.
fn may_be_meant(typed: &str, form: &str) -> bool {
    let is_short = !typed.contains(' ') && typed.chars().count() <= SHORT && !typed.is_ascii();
    !is_short || bare(typed) == form
}

/// Whether a guess would drop a sign, a number or a whole word of what is typed: none of these is a slip.
fn leaves_out(typed: &str, near: &str) -> bool {
    let numbers = |text: &str| {
        let is_number = |word: &&str| word.bytes().all(|letter| letter.is_ascii_digit());
        text.split(' ').filter(is_number).count()
    };
    let words = |text: &str| text.split(' ').count();
    SIGNS
        .iter()
        .any(|sign| typed.contains(*sign) && !near.contains(*sign))
        || numbers(typed) != numbers(near)
        || (words(typed) > words(near) && typed.contains(near))
}

/// Words of laws that differ from a keyword in their marks alone.
const OTHER_WORDS: &[&str] = &["nhưng", "ngay", "bán", "cần"];

/// Signs that part words.
const SIGNS: &[char] = &[',', ';', ':', '.', '(', ')', '\'', '"'];

/// A word of so many letters is another word with any one of them changed.
const SHORT: usize = 4;

/// The grammar took no reading; this one came furthest.
pub(super) fn refused(stop: &Stop, tokens: &[Token<'_>], reader: &Reader<'_>) -> Diagnostic {
    let items = &stop.items;
    let whole = tokens
        .iter()
        .map(|token| token.span)
        .reduce(Span::to)
        .unwrap_or_default();
    let fault = usage::told(tokens, reader)
        .or_else(|| phrases::told(stop, tokens, reader))
        .or_else(|| limit_not_whole(items))
        .or_else(|| misplaced_suffix(items, stop.item));
    if let Some(fault) = fault {
        return fault;
    }
    let Some(item) = items.get(stop.item) else {
        if only_leads(stop) {
            return faults::no_requirement(whole);
        }
        return faults::ends_early(
            Span {
                start: whole.end,
                ..whole
            },
            wanted(&stop.wanted),
        );
    };
    let before = stop
        .item
        .checked_sub(1)
        .and_then(|before| items.get(before))
        .map(|before| &before.meaning);
    if begins_second(&item.meaning, before, stop.wanted.contains(&Rule::EOI)) {
        return faults::second_requirement(item.span, whole_before(items, stop.item));
    }
    if matches!(before, Some(Meaning::Symbol("%") | Meaning::Fraction(_))) && is_fact(&item.meaning)
    {
        return faults::share_without_members(item.span);
    }
    let twice = |before: &&Meaning| matches!((*before, &item.meaning), (Meaning::Keyword(one), Meaning::Keyword(other)) if one == other);
    if let (Some(_), Some(first)) = (before.filter(twice), stop.item.checked_sub(1)) {
        let first = items.get(first).map_or(item.span, |first| first.span);
        return faults::said_twice(item.span, first);
    }
    let words = spell(tokens.get(item.tokens.clone()).unwrap_or(&[]));
    faults::not_expected(item.span, &words, wanted(&stop.wanted))
}

fn is_fact(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Names('S' | 'D' | 'A' | 'F' | 's' | 'd' | 'a' | 'f', _)
    )
}

/// Whether what cannot stand here begins a requirement, after one that is complete.
fn begins_second(meaning: &Meaning, before: Option<&Meaning>, complete: bool) -> bool {
    let after_and = matches!(before, Some(Meaning::Keyword(Keyword::And)));
    match meaning {
        Meaning::Keyword(
            Keyword::Over
            | Keyword::AtLeast
            | Keyword::Under
            | Keyword::AtMost
            | Keyword::Exactly
            | Keyword::All
            | Keyword::Each
            | Keyword::No,
        ) => complete || after_and,
        Meaning::Keyword(Keyword::And)
        | Meaning::Names(..)
        | Meaning::Number(_)
        | Meaning::Fraction(_) => complete,
        _ => false,
    }
}

fn only_leads(stop: &Stop) -> bool {
    stop.wanted
        .iter()
        .any(|rule| matches!(rule, Rule::each | Rule::bound | Rule::modality))
}

fn whole_before(items: &[Item], item: usize) -> Span {
    items
        .get(..item)
        .unwrap_or(&[])
        .iter()
        .map(|item| item.span)
        .reduce(Span::to)
        .unwrap_or_default()
}

/// A time limit that lacks its event, its unit or its `at least`.
fn limit_not_whole(items: &[Item]) -> Option<Diagnostic> {
    let items: Vec<&Item> = items
        .iter()
        .filter(|item| !matches!(item.meaning, Meaning::Filler))
        .collect();
    let faults = (0..items.len()).filter_map(|at| {
        let rest = items.get(at..)?;
        let (fault, length) = incomplete_limit(rest)?;
        let words = rest.get(..length.min(rest.len()))?;
        let span = words.iter().map(|item| item.span).reduce(Span::to)?;
        Some(fault(span))
    });
    faults.into_iter().next()
}

/// Tells what some words lack.
type Fault = fn(Span) -> Diagnostic;

/// What the limit lacks with which these words begin, and how many of them it has.
fn incomplete_limit(items: &[&Item]) -> Option<(Fault, usize)> {
    let part = |at: usize| items.get(at).map(|item| part_of_limit(&item.meaning));
    let is = |at: usize, wanted: Piece| part(at) == Some(wanted);
    let event = faults::limit_without_event as Fault;
    let unit = faults::limit_without_unit as Fault;
    match part(0)? {
        Piece::Within => {
            let first = 1 + usize::from(is(1, Piece::Bound) || is(1, Piece::By));
            match (is(first, Piece::Number), is(first + 1, Piece::Unit)) {
                (true, true) if is(first + 2, Piece::Since) && is(first + 3, Piece::Event) => None,
                (true, true) => Some((event, first + 2)),
                (true, false) => Some((unit, first + 1)),
                (false, _) => Some((unit, first)),
            }
        }
        Piece::Before | Piece::After | Piece::By => {
            let first = 1 + usize::from(is(0, Piece::By) && is(1, Piece::After));
            let is_length = is(first, Piece::Number) && is(first + 1, Piece::Unit);
            let is_anchored = is(first + 2, Piece::Since) || is(first + 2, Piece::After);
            if is_length && !(is_anchored && is(first + 3, Piece::Event)) {
                return Some((event, first + 2));
            }
            if part(1).is_none() && !is(0, Piece::By) {
                return Some((event, 1));
            }
            let timed = is(0, Piece::Before) && is(1, Piece::Event);
            match (timed, part(2), part(3)) {
                (true, Some(Piece::Number), _) => Some((faults::limit_without_comparator, 4)),
                (true, Some(Piece::AtLeast), Some(Piece::Number)) if !is(4, Piece::Unit) => {
                    Some((unit, 4))
                }
                _ => None,
            }
        }
        Piece::AtLeast | Piece::Number => {
            let at_least = is(0, Piece::AtLeast);
            let first = usize::from(at_least);
            if !is(first, Piece::Number) {
                return None;
            }
            if is(first + 1, Piece::Before) && is(first + 2, Piece::Event) {
                return Some((unit, first + 2));
            }
            if !is(first + 1, Piece::Unit) || !is(first + 2, Piece::Before) {
                return None;
            }
            match (at_least, is(first + 3, Piece::Event)) {
                (_, false) => Some((event, first + 3)),
                (false, true) => Some((faults::limit_without_comparator, first + 4)),
                (true, true) => None,
            }
        }
        Piece::ForAtLeast => {
            let first = 1 + usize::from(is(1, Piece::AtLeast));
            let lacks = is(first, Piece::Number) && !is(first + 1, Piece::Unit);
            lacks.then_some((unit, first + 1))
        }
        Piece::Bound | Piece::Since | Piece::Unit | Piece::Event | Piece::Other => None,
    }
}

/// What a word can be in a time limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Within,
    Before,
    After,
    By,
    AtLeast,
    Bound,
    ForAtLeast,
    Since,
    Number,
    Unit,
    Event,
    Other,
}

fn part_of_limit(meaning: &Meaning) -> Piece {
    match meaning {
        Meaning::Keyword(keyword) => match keyword {
            Keyword::Within => Piece::Within,
            Keyword::Before => Piece::Before,
            Keyword::After => Piece::After,
            Keyword::By => Piece::By,
            Keyword::AtLeast => Piece::AtLeast,
            Keyword::AtMost => Piece::Bound,
            Keyword::ForAtLeast => Piece::ForAtLeast,
            Keyword::Since | Keyword::Of | Keyword::From => Piece::Since,
            Keyword::Hours
            | Keyword::WorkingDays
            | Keyword::ConsecutiveDays
            | Keyword::Days
            | Keyword::Weeks
            | Keyword::Months
            | Keyword::Years => Piece::Unit,
            Keyword::EndOfPeriod => Piece::Event,
            _ => Piece::Other,
        },
        Meaning::Number(_) => Piece::Number,
        Meaning::Names('D' | 'A' | 'd' | 'a', _) => Piece::Event,
        _ => Piece::Other,
    }
}

/// `từ 60% hộ trở lên tham dự`: the words after the number stand too far from it.
fn misplaced_suffix(items: &[Item], stop: usize) -> Option<Diagnostic> {
    let suffix = items.iter().skip(stop.saturating_sub(2)).find(|item| {
        matches!(
            item.meaning,
            Meaning::Keyword(Keyword::OrMore | Keyword::OrLess)
        )
    })?;
    let number = items.iter().rev().find(|item| {
        matches!(item.meaning, Meaning::Number(_) | Meaning::Fraction(_))
            && item.start < suffix.start
    })?;
    // Right behind its number it stands well: something else is wrong.
    let between = items
        .iter()
        .filter(|item| item.start > number.start && item.start < suffix.start)
        .filter(|item| !matches!(item.meaning, Meaning::Symbol("%")))
        .count();
    (between > 0).then(|| faults::suffix_apart(suffix.span, number.span))
}

/// What could have stood where a reading stopped.
fn wanted(rules: &[Rule]) -> (&'static str, &'static str) {
    let has = |wanted: &[Rule]| wanted.iter().any(|rule| rules.contains(rule));
    let takes_anything = has(&[
        Rule::expr,
        Rule::and_expr,
        Rule::not_expr,
        Rule::compare,
        Rule::sum,
        Rule::product,
        Rule::atom,
        Rule::named,
        Rule::any_name,
    ]);
    if has(&[Rule::requirement, Rule::each_requirement]) {
        (
            "a requirement: a share, a count or an act",
            "một yêu cầu: tỷ lệ, số lượng hoặc việc",
        )
    } else if takes_anything {
        (
            "a declared name or a number",
            "một tên đã khai báo hoặc một con số",
        )
    } else if has(&[
        Rule::base,
        Rule::selection,
        Rule::populations,
        Rule::population,
    ]) {
        ("a population", "một đối tượng")
    } else if has(&[Rule::event, Rule::date_name]) {
        (
            "a date or act that the limit hangs on",
            "ngày hoặc việc làm mốc tính thời hạn",
        )
    } else if has(&[Rule::point, Rule::year, Rule::year_of]) {
        ("a year or a date", "một năm hoặc một ngày")
    } else if has(&[
        Rule::EOI,
        Rule::tail,
        Rule::limit,
        Rule::rounding,
        Rule::tail_condition,
    ]) {
        (
            "the end of the sentence, a time limit or a condition",
            "hết câu, thời hạn hoặc điều kiện",
        )
    } else if has(&[Rule::predicate, Rule::has_fact, Rule::deed]) {
        (
            "a state, fact or act",
            "một trạng thái, thông tin hoặc việc",
        )
    } else if has(&[Rule::unit]) {
        ("a unit of time", "một đơn vị thời gian")
    } else if has(&[Rule::option]) {
        ("an option", "một phương án")
    } else if has(&[Rule::number, Rule::duration, Rule::literal]) {
        ("a number", "một con số")
    } else if has(&[Rule::then]) {
        ("`then`", "`thì`")
    } else if has(&[Rule::else_word]) {
        ("`else`", "`nếu không thì`")
    } else if has(&[Rule::close]) {
        ("a closing bracket", "dấu ngoặc đóng")
    } else {
        ("another part of a sentence", "một phần khác của câu")
    }
}

/// Both readings, with the names that each takes set apart.
pub(super) fn two_readings(
    tokens: &[Token<'_>],
    one: (&str, &[Item]),
    other: &[Item],
    reader: &Reader<'_>,
) -> Diagnostic {
    let show = |items: &[Item]| {
        let parts: Vec<String> = items
            .iter()
            .map(|item| canonical(item, tokens, reader))
            .collect();
        parts.join(" ")
    };
    let span = tokens
        .iter()
        .map(|token| token.span)
        .reduce(Span::to)
        .unwrap_or_default();
    let (one, other) = (show(one.1), show(other));
    faults::two_readings(span, (&one, &one), (&other, &other))
}

fn canonical(item: &Item, tokens: &[Token<'_>], reader: &Reader<'_>) -> String {
    let written = spell(tokens.get(item.tokens.clone()).unwrap_or(&[]));
    match &item.meaning {
        Meaning::Keyword(keyword) => keyword.printed(reader.language).to_owned(),
        Meaning::Names(_, ids) => match ids.first() {
            Some(id) => format!("[{}]", reader.names.at(*id).printed(reader.language)),
            None => written,
        },
        Meaning::Number(_)
        | Meaning::Fraction(_)
        | Meaning::Date(_)
        | Meaning::Month(_)
        | Meaning::Unit(_)
        | Meaning::Symbol(_)
        | Meaning::Filler
        | Meaning::Unknown => written,
    }
}
