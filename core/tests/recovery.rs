//! Files mangled at several places: each fault is told where it is, and hardly anything elsewhere.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use luat_core::author::check;
use luat_grammar::diagnostic::Severity;
use luat_grammar::parse;
use luat_grammar::source::{LineIndex, Source};

const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules");
/// So many times the text is mangled.
const ROUNDS: usize = 24;
/// At so many places each time.
const PLACES: usize = 6;
/// Of a hundred findings so many at most stand where no fault was put.
const FOLLOWING: usize = 5;

/// A sequence of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn faults_are_told_where_they_are() {
    let read = |name: &str| fs::read_to_string(Path::new(RULES).join(name)).unwrap();
    let text = read("muong_ang_154/muong_ang_154.luat");
    let common = read("common.luat");
    let (mut told, mut following, mut silent) = (0, Vec::new(), 0);
    for round in 0..ROUNDS {
        let mut numbers = Numbers(round as u64);
        let (mangled, places) = mangled(&text, &mut numbers);
        let sources = [
            Source::new("muong_ang_154/muong_ang_154.luat", mangled.as_str()),
            Source::new("common.luat", common.as_str()),
        ];
        let parsed = parse(&sources);
        let checked = check(&parsed);
        let index = LineIndex::new(&mangled);
        let (mut found, mut elsewhere) = (BTreeSet::new(), Vec::new());
        for one in parsed.diagnostics.iter().chain(&checked.diagnostics) {
            if one.severity != Severity::Error {
                continue;
            }
            let line = index.line_column(&mangled, one.span().start).line as usize - 1;
            told += 1;
            if places.contains(&line) {
                found.insert(line);
            } else {
                let words = mangled.lines().nth(line).unwrap_or_default();
                elsewhere.push(format!("{} {}: {words}", one.code.0, one.message.en));
            }
        }
        // A name mistyped where it is declared reads well there, and is told where it is used.
        let reading_well = places.difference(&found).count();
        silent += reading_well;
        following.extend(elsewhere.into_iter().skip(reading_well));
    }
    println!(
        "{told} findings, {} of them because of others; {silent} of {} places read well all the same",
        following.len(),
        ROUNDS * PLACES
    );
    assert!(
        following.len() * 100 <= told * FOLLOWING,
        "{} of {told}:\n{}",
        following.len(),
        following.join("\n")
    );
}

/// The text with a fault in each of some lines, and which lines these are, from 0.
fn mangled(text: &str, numbers: &mut Numbers) -> (String, BTreeSet<usize>) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut places = BTreeSet::new();
    while places.len() < PLACES {
        let at = numbers.below(lines.len());
        let line = lines[at].trim_start();
        if line.split_whitespace().count() < 3 || line.starts_with('#') {
            continue;
        }
        if places.insert(at) {
            lines[at] = with_fault(&lines[at], numbers);
        }
    }
    (lines.join("\n") + "\n", places)
}

/// A line with a letter or a word left out, a word twice, or cut short.
fn with_fault(line: &str, numbers: &mut Numbers) -> String {
    let indent = &line[..line.len() - line.trim_start().len()];
    let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    let at = numbers.below(words.len());
    match numbers.below(4) {
        0 => {
            let letters: Vec<char> = words[at].chars().collect();
            let out = numbers.below(letters.len());
            let kept = letters.iter().enumerate().filter(|(at, _)| *at != out);
            words[at] = kept.map(|(_, letter)| letter).collect();
        }
        1 => {
            words.remove(at);
        }
        2 => words.insert(at, words[at].clone()),
        _ => words.truncate(words.len().div_ceil(2)),
    }
    format!("{indent}{}", words.join(" "))
}
