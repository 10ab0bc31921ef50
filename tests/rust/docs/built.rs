//! Codes whose case is too long, or of too many files, for a page.

use luat_core::author;
use luat_grammar::source::Source;
use luat_grammar::{
    MAX_FINDINGS, MAX_LINE_BYTES, MAX_NAME_CHARS, MAX_NESTING, MAX_TEXT_BYTES, parse,
};

const HEAD: &str = "language en\ndocument a \"A\" / \"A\"\n  in force from 2026-01-01\n\
    level ward \"ward | wards\" / \"phường\"\nact plan \"a plan\" / \"kế hoạch\" per ward\n\
    count visits \"visit | visits\" / \"lượt\" per ward\n\
    population officers \"officer | officers\" / \"công chức\" per ward\n  state trained \"trained\" / \"được bồi dưỡng\" in the period\n";

/// Each code with the texts that bring it about.
pub fn built() -> Vec<(&'static str, Vec<Source>)> {
    let one = |text: String| vec![Source::new("a.luat", text)];
    let rule = |sentence: &str| {
        one(format!(
            "{HEAD}rule r \"R\" / \"R\"\n  cite article 1\n  bearer ward\n  {sentence}\n"
        ))
    };
    let word = |length: usize| "x".repeat(length);
    let nested = |depth: usize| format!("{}visits over 1{}", "(".repeat(depth), ")".repeat(depth));
    let definitions = |count: u32, of: fn(u32) -> String| {
        (1..=count).fold(String::new(), |text, n| {
            text + &format!("define v{n} \"v{n}\" / \"v{n}\" = {}\n", of(n - 1))
        })
    };
    let growing = definitions(30, |n| format!("v{n} + v{n}"));
    let chained = definitions(17, |n| format!("v{n} + 1"));
    vec![
        ("E0001", one("\n".repeat(MAX_TEXT_BYTES + 1))),
        ("E0004", rule(&"a plan ".repeat(MAX_LINE_BYTES))),
        (
            "E0005",
            rule(&format!("if {}, a plan", nested(MAX_NESTING + 1))),
        ),
        (
            "E0020",
            one(format!("{HEAD}{}", "rule ???\n".repeat(MAX_FINDINGS + 1))),
        ),
        (
            "E0107",
            one(format!(
                "{HEAD}act b \"{}\" / \"b\" per ward\n",
                word(MAX_NAME_CHARS + 1)
            )),
        ),
        (
            "E0113",
            vec![Source::new("a.luat", HEAD), Source::new("b.luat", HEAD)],
        ),
        ("E0229", rule("over 15% officers trained")),
        (
            "E0322",
            one(format!(
                "{HEAD}define v0 \"v0\" / \"v0\" = visits + visits\n{growing}"
            )),
        ),
        (
            "E0322",
            one(format!(
                "{HEAD}define v0 \"v0\" / \"v0\" = visits + 1\n{chained}"
            )),
        ),
    ]
}

/// Codes that no text is known to bring about: the checker keeps them for trees that reading never
/// makes (reading tells the fault first, by a code of its own).
pub const GUARDS: [&str; 10] = [
    "E0301", "E0302", "E0305", "E0306", "E0309", "E0316", "E0334", "E0338", "E0340", "E0345",
];

/// The codes found in texts.
pub fn codes_of(sources: &[Source]) -> Vec<String> {
    let parsed = parse(sources);
    let checked = author::check(&parsed);
    let found = parsed.diagnostics.iter().chain(&checked.diagnostics);
    found.map(|one| one.code.0.to_owned()).collect()
}
