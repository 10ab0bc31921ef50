//! What reading, checking and compiling rules costs, how it grows, and what one key costs in an editor.
//!
//! `cargo bench -p luat-benches --bench reading`

use std::collections::HashMap;
use std::time::Duration;

use luat_benches::{rules, slope, texts, time};
use luat_core::author::editor::Workspace;
use luat_core::author::{check, compile};
use luat_grammar::parse;
use luat_grammar::source::Source;

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

fn main() {
    println!("reading rules: processor time of one thread\n");
    println!(
        "{:>10}  {:>9}  {:>9}  {:>9}  {:>9}  {:>7}",
        "bytes", "by hand", "parse", "check", "compile", "ratio"
    );
    let largest = [
        source("common.luat", include_str!("../../rules/common.luat")),
        source(
            "law_10_2022.luat",
            include_str!("../../rules/law_10_2022/law_10_2022.luat"),
        ),
    ];
    row(&largest);
    let points: Vec<(f64, f64)> = SIZES.iter().map(|bytes| row(&texts(*bytes))).collect();
    println!(
        "\nparse and check grow with the size to the power of {:.2}\n",
        slope(&points)
    );
    keys();
}

fn source(name: &str, text: &str) -> Source {
    Source::new(name, text)
}

/// Measures texts, prints a row, and gives their size and what reading and checking took.
fn row(sources: &[Source]) -> (f64, f64) {
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let hand = time(|| {
        sources
            .iter()
            .map(|source| by_hand(&source.text))
            .sum::<usize>()
    });
    let parsed = parse(sources);
    let checked = check(&parsed);
    assert!(parsed.diagnostics.is_empty(), "the texts are without fault");
    let reading = time(|| parse(sources));
    let checking = time(|| check(&parsed));
    let compiling = checked.rules.as_ref().map(|rules| time(|| compile(rules)));
    let both = (reading + checking).as_secs_f64();
    println!(
        "{bytes:>10}  {:>9}  {:>9}  {:>9}  {:>9}  {:>7}",
        shown(hand),
        shown(reading),
        shown(checking),
        compiling.map(shown).unwrap_or_default(),
        format!("{:.0}×", ratio(both, hand.as_secs_f64())),
    );
    (f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)), both)
}

#[expect(
    clippy::float_arithmetic,
    reason = "a ratio of measured times is no verdict"
)]
fn ratio(one: f64, other: f64) -> f64 {
    one / other
}

fn shown(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{}.{:02} ms", micros / 1000, micros % 1000 / 10)
}

/// The least that any reader does: lines, words, each folded to lower case and numbered.
fn by_hand(text: &str) -> usize {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut folded = String::new();
    let mut n_words = 0;
    for word in text.lines().flat_map(str::split_whitespace) {
        folded.clear();
        folded.extend(word.chars().flat_map(char::to_lowercase));
        let next = numbers.len();
        if !numbers.contains_key(&folded) {
            numbers.insert(folded.clone(), next);
        }
        n_words += 1;
    }
    n_words + numbers.len()
}

/// One key in a text of 5,000 lines, until all findings are known again.
fn keys() {
    let mut text = rules(420_000, 7);
    let end = text
        .match_indices('\n')
        .nth(4999)
        .map_or(text.len(), |(at, _)| at + 1);
    text.truncate(end);
    println!(
        "one key in a text of {} lines, {} bytes",
        text.lines().count(),
        text.len()
    );
    let middle = text.len() / 2;
    let after = |words: &str| {
        let from = text
            .char_indices()
            .map(|(at, _)| at)
            .find(|at| *at >= middle);
        let from = from.unwrap_or_default();
        text.get(from..)
            .and_then(|rest| rest.find(words))
            .map(|at| from + at + words.len())
    };
    let places = [
        ("in a sentence", after("hằng năm trên "), "1"),
        ("in a declared name", after("/ \"được tập huấn ở vùng"), "x"),
        ("a comment at the top", Some(0), "#\n"),
        ("in a comment", after("# Việc làm"), "x"),
    ];
    for (what, place, typed) in places {
        let Some(place) = place else { continue };
        let mut edited = text.clone();
        edited.insert_str(place, typed);
        let mut workspace = Workspace::default();
        let mut there = false;
        let took = time(|| {
            there = !there;
            workspace.set("made.luat", if there { &edited } else { &text });
            workspace.diagnostics("made.luat").len()
        });
        println!("{what:>24}  {:>9}", shown(took));
    }
    let fresh = time(|| {
        let mut workspace = Workspace::default();
        workspace.set("made.luat", &text);
        workspace.diagnostics("made.luat").len()
    });
    println!("{:>24}  {:>9}", "read afresh", shown(fresh));
}
