//! Why no reading of a sentence was taken, in the writer's words.

use crate::cursor::other;
use crate::diagnostic::Diagnostic;
use crate::faults;
use crate::keywords::Keyword;
use crate::lines::{Token, TokenKind};
use crate::names::distance;
use crate::reader::{Reader, spell};
use crate::source::Span;
use crate::words::fold;

use super::resolve::{Item, Lattice, Meaning};
use super::{Rule, Stop};

/// One fault for each run of words that nothing names.
pub(super) fn unknown_words(lattice: &Lattice<'_, '_>, reader: &Reader<'_>) -> Vec<Diagnostic> {
    let runs = lattice.unknown_runs();
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

fn unknown_run(tokens: &[Token<'_>], run: std::ops::Range<usize>, reader: &Reader<'_>) -> (Diagnostic, usize) {
    let words = tokens.get(run.clone()).unwrap_or(&[]);
    let before = run.start.checked_sub(1).and_then(|before| tokens.get(before));
    if let ([unit, ..], Some(TokenKind::Number)) = (words, before.map(|token| token.kind))
        && crate::cursor::is_ident(unit)
        && unit.text.chars().next().is_some_and(char::is_uppercase)
    {
        let known: Vec<&str> = reader.names.units().collect();
        return (faults::unknown_unit(unit.span, unit.text, &known.join(", ")), run.end);
    }
    if let [id] = words
        && let Some(name) = reader.names.id_in_scope(reader.source, id.text)
    {
        return (faults::id_in_sentence(id.span, id.text, reader.names.at(name)), run.end);
    }
    // The slip may be in one word of a longer name: try the words around it too.
    let mut best: Option<(usize, usize, usize, String)> = None;
    for start in run.start.saturating_sub(3)..=run.start {
        for end in run.start + 1..=(run.end + 3).min(tokens.len()) {
            let typed = spell(tokens.get(start..end).unwrap_or(&[]));
            if let Some((far, near)) = nearest(&typed, reader)
                && best.as_ref().is_none_or(|(known, from, to, _)| (far, end - start) < (*known, to - from))
            {
                best = Some((far, start, end, near));
            }
        }
    }
    let (start, end, near) = match best {
        Some((_, start, end, near)) => (start, end, Some(near)),
        None => (run.start, run.end, None),
    };
    let words = tokens.get(start..end).unwrap_or(&[]);
    let span = words.iter().map(|token| token.span).reduce(Span::to).unwrap_or_default();
    (faults::unknown_words(span, &spell(words), near), end)
}

fn nearest(typed: &str, reader: &Reader<'_>) -> Option<(usize, String)> {
    let folded = fold(typed);
    let name = reader.names.nearest(reader.source, reader.language, typed);
    let name = name.and_then(|(spelling, _)| Some((distance(&folded, &fold(&spelling))?, spelling)));
    let keywords = Keyword::ALL.iter().flat_map(|keyword| keyword.forms(reader.language));
    let keyword = keywords.filter_map(|form| Some((distance(&folded, &fold(form))?, (*form).to_owned()))).min();
    [name, keyword].into_iter().flatten().min_by_key(|(far, _)| *far)
}

/// The grammar took no reading; this one came furthest.
pub(super) fn refused(stop: &Stop, tokens: &[Token<'_>], reader: &Reader<'_>) -> Diagnostic {
    let items = &stop.items;
    let whole = tokens.iter().map(|token| token.span).reduce(Span::to).unwrap_or_default();
    let Some(item) = items.get(stop.item) else {
        let end = Span { start: whole.end, ..whole };
        if stop.wanted.contains(&Rule::requirement) || only_leads(stop) {
            return faults::no_requirement(whole);
        }
        return faults::ends_early(end, wanted(&stop.wanted));
    };
    if let Some(fault) = misplaced_suffix(items, stop.item) {
        return fault;
    }
    let before = stop.item.checked_sub(1).and_then(|before| items.get(before));
    let complete = stop.wanted.contains(&Rule::EOI);
    if let (true, Meaning::Keyword(keyword)) = (complete, &item.meaning) {
        match keyword {
            Keyword::By | Keyword::Before | Keyword::Annually | Keyword::Quarterly | Keyword::Monthly | Keyword::HalfYearly | Keyword::Strive
            | Keyword::Throughout | Keyword::Must | Keyword::Encouraged | Keyword::Starting | Keyword::EachTerm => {
                return faults::deadline_after(item.span);
            }
            Keyword::Over | Keyword::AtLeast | Keyword::Under | Keyword::AtMost | Keyword::Exactly | Keyword::All | Keyword::Each | Keyword::And => {
                return faults::second_requirement(item.span, whole_before(items, stop.item));
            }
            _ => {}
        }
    }
    if complete && matches!(item.meaning, Meaning::Names(..) | Meaning::Number(_) | Meaning::Fraction(_)) {
        return faults::second_requirement(item.span, whole_before(items, stop.item));
    }
    let after_percent = before.is_some_and(|before| matches!(before.meaning, Meaning::Symbol("%") | Meaning::Fraction(_)));
    if after_percent && matches!(item.meaning, Meaning::Names('S' | 'D' | 'A' | 'F', _)) {
        return faults::share_without_of(item.span);
    }
    let words = spell(tokens.get(item.tokens.clone()).unwrap_or(&[]));
    let _ = other(reader.language);
    faults::not_expected(item.span, &words, wanted(&stop.wanted))
}

fn only_leads(stop: &Stop) -> bool {
    stop.wanted.iter().any(|rule| matches!(rule, Rule::each | Rule::bound | Rule::modality))
}

fn whole_before(items: &[Item], item: usize) -> Span {
    items.get(..item).unwrap_or(&[]).iter().map(|item| item.span).reduce(Span::to).unwrap_or_default()
}

/// `từ 60% hộ trở lên tham dự`: the words after the number stand too far from it.
fn misplaced_suffix(items: &[Item], stop: usize) -> Option<Diagnostic> {
    let suffix = items.iter().skip(stop.saturating_sub(2)).find(|item| matches!(item.meaning, Meaning::Keyword(Keyword::OrMore | Keyword::OrLess)))?;
    let number = items.iter().rev().find(|item| matches!(item.meaning, Meaning::Number(_) | Meaning::Fraction(_)) && item.start < suffix.start)?;
    Some(faults::suffix_apart(suffix.span, number.span))
}

/// What could have stood where a reading stopped.
fn wanted(rules: &[Rule]) -> (&'static str, &'static str) {
    let has = |rule: Rule| rules.contains(&rule);
    if has(Rule::has_fact) && !has(Rule::EOI) && !has(Rule::any_name) {
        ("a state, fact or act", "một trạng thái, thông tin hoặc việc")
    } else if has(Rule::population) && !has(Rule::any_name) {
        ("a population", "một đối tượng")
    } else if has(Rule::event) || has(Rule::date_name) && !has(Rule::any_name) {
        ("a date or act that the limit hangs on", "ngày hoặc việc làm mốc tính thời hạn")
    } else if has(Rule::point) || has(Rule::year) {
        ("a year or a date", "một năm hoặc một ngày")
    } else if has(Rule::unit) && !has(Rule::percent) {
        ("a unit of time", "một đơn vị thời gian")
    } else if has(Rule::option) {
        ("an option", "một phương án")
    } else if has(Rule::number) && !has(Rule::any_name) {
        ("a number", "một con số")
    } else if has(Rule::then) {
        ("`then`", "`thì`")
    } else if has(Rule::else_word) {
        ("`else`", "`nếu không thì`")
    } else if has(Rule::close) {
        ("a closing bracket", "dấu ngoặc đóng")
    } else if has(Rule::requirement) || has(Rule::bound) && has(Rule::each) {
        ("a requirement: a share, a count or an act", "một yêu cầu: tỷ lệ, số lượng hoặc việc")
    } else if has(Rule::any_name) || has(Rule::atom) || has(Rule::sum) {
        ("a declared name or a number", "một tên đã khai báo hoặc một con số")
    } else if has(Rule::EOI) {
        ("the end of the sentence, a time limit or a condition", "hết câu, thời hạn hoặc điều kiện")
    } else {
        ("another part of a sentence", "một phần khác của câu")
    }
}

/// Both readings, with the names that each takes set apart.
pub(super) fn two_readings(tokens: &[Token<'_>], one: (&str, &[Item]), other: &[Item], reader: &Reader<'_>) -> Diagnostic {
    let show = |items: &[Item]| {
        let parts: Vec<String> = items.iter().map(|item| canonical(item, tokens, reader)).collect();
        parts.join(" ")
    };
    let span = tokens.iter().map(|token| token.span).reduce(Span::to).unwrap_or_default();
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
