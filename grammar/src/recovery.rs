//! Faults that others cause: each fault of a text is told once, and none because of another.
//!
//! A name whose declaration could not be read is not unknown where it is used, nor is any name of a text
//! that uses one which is not there; a name declared nowhere is told where it is met first.

use std::collections::HashMap;

use crate::Language;
use crate::codes;
use crate::declarations::{Block, Head, lines_of, opening};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::faults::{self, LOST, UNTOLD};
use crate::ids::id_from;
use crate::keywords::Keyword;
use crate::lexicon::Lexicon;
use crate::lines::{Logical, TokenKind};
use crate::source::{Source, SourceId, Span};
use crate::words::fold;

/// So many findings are told of texts that are read together; beyond them the first place alone.
pub const MAX_FINDINGS: usize = 10_000;

/// Whether so many faults were met that of another no more than its place is wanted.
pub(crate) fn is_full(faults: &[Diagnostic]) -> bool {
    faults.len() >= MAX_FINDINGS
}

/// Leaves of findings, which are in the order of the texts, as many as are told beside `others`. Instead of those beyond
/// stands one, where the first of them is.
pub fn tell_at_most(findings: &mut Vec<Diagnostic>, others: &[Diagnostic]) {
    if (others.iter()).any(|other| other.code.0 == codes::TOO_MANY_FAULTS) {
        findings.clear();
        return;
    }
    let room = MAX_FINDINGS.saturating_sub(others.len());
    let mut told = 0;
    let mut beyond: Option<(Span, Severity)> = None;
    findings.retain(|finding| {
        if finding.code.0 != UNTOLD && told < room {
            told += 1;
            return true;
        }
        let (_, severity) = beyond.get_or_insert((finding.span(), finding.severity));
        *severity = (*severity).min(finding.severity);
        false
    });
    if let Some((span, severity)) = beyond {
        findings.push(faults::too_many_faults(span, severity));
        findings.sort_by_key(|finding| (finding.span().source, finding.span().start));
    }
}

/// The words of a declaration, as far as it and the lines below it could not be read.
pub(crate) fn lost_words(block: &Block<'_>) -> Vec<String> {
    let mut words = Vec::new();
    if block.head.broken {
        lose(&block.line, &mut words);
    }
    let names = matches!(
        block.head.keyword,
        Keyword::Level | Keyword::Act | Keyword::Population | Keyword::Choice
    );
    for (head, line) in &block.members {
        let broken = head.as_ref().map_or_else(
            || {
                names
                    && line
                        .tokens
                        .iter()
                        .any(|token| token.kind == TokenKind::Quoted)
            },
            |head| head.broken,
        );
        if broken {
            lose(line, &mut words);
        }
    }
    words
}

/// Whether a declaration, or a line below it, gives a name that could not be read.
pub(crate) fn loses_name(block: &Block<'_>, language: Language, lexicon: &Lexicon) -> bool {
    if !gives_name(block.head.keyword) {
        return false;
    }
    let holds_facts = matches!(
        block.head.keyword,
        Keyword::Level | Keyword::Population | Keyword::Choice
    );
    nameless(&block.head)
        || block.members.iter().any(|(head, line)| {
            let unknown = || {
                let known = lines_of(block.head.keyword);
                holds_facts && opening(lexicon, language, &line.tokens, known).is_none()
            };
            head.as_ref().map_or_else(unknown, nameless)
        })
}

fn nameless(head: &Head) -> bool {
    let label = head.label.as_ref();
    head.broken && label.is_none_or(|label| label.en.is_empty() || label.vi.is_empty())
}

fn gives_name(keyword: Keyword) -> bool {
    !matches!(
        keyword,
        Keyword::Document
            | Keyword::Use
            | Keyword::Principle
            | Keyword::Rule
            | Keyword::Amend
            | Keyword::Repeal
            | Keyword::Suspend
            | Keyword::Scenario
            | Keyword::Calendar
            | Keyword::Successor
    )
}

fn lose(line: &Logical<'_>, words: &mut Vec<String>) {
    for token in &line.tokens {
        for word in token.text.split_whitespace() {
            words.push(fold(word));
            words.extend(id_from(word));
        }
    }
}

/// Leaves of all faults those that are to be told: of names declared nowhere the first, with how often they are met.
pub(crate) fn settle(faults: &mut Vec<Diagnostic>, sources: &[Source]) {
    let mut met: HashMap<(SourceId, String), Vec<Span>> = HashMap::new();
    for fault in faults.iter() {
        if let Some(name) = undeclared(fault, sources) {
            met.entry(name).or_default().push(fault.span());
        }
    }
    faults.retain_mut(|fault| {
        if fault.code.0 == LOST {
            return false;
        }
        let places = undeclared(fault, sources).and_then(|name| met.get(&name));
        let Some([first, second, others @ ..]) = places.map(Vec::as_slice) else {
            return true;
        };
        if *first != fault.span() {
            return false;
        }
        let told = std::mem::replace(fault, Diagnostic::error(LOST, *first, Text::new("", "")));
        *fault = told.also(*second, also(others.len()));
        true
    });
    tell_at_most(faults, &[]);
}

fn also(others: usize) -> Text {
    match others {
        0 => Text::new("here too", "ở đây cũng vậy"),
        1 => Text::new(
            "here and in one more place",
            "ở đây và một chỗ nữa cũng vậy",
        ),
        n => Text::new(
            format!("here and in {n} more places"),
            format!("ở đây và {n} chỗ nữa cũng vậy"),
        ),
    }
}

/// The words that nothing declares and nothing is near to.
fn undeclared(fault: &Diagnostic, sources: &[Source]) -> Option<(SourceId, String)> {
    let is_name = [codes::UNKNOWN_WORDS, codes::UNKNOWN_NAME].contains(&fault.code.0);
    if !is_name || !fault.fixes.is_empty() {
        return None;
    }
    let span = fault.span();
    let text = &sources.get(span.source.0 as usize)?.text;
    let words = text.get(span.start as usize..span.end as usize)?;
    let folded: Vec<String> = words.split_whitespace().map(fold).collect();
    Some((span.source, folded.join(" ")))
}
