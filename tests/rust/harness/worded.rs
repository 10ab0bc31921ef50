//! What sentences ask, in both languages: every form that the cases of `tests/conformance` are written in, as it is told of a
//! compiled rule, kept in `tests/worded` and to be read through when it changes.

mod told;

use std::fmt::Write as _;

use luat_core::author;
use luat_core::wire::sentences::{Sentence, sentences};
use luat_core::words::Language;
use luat_grammar::parse;
use luat_grammar::source::Source;
use luat_tests::conformance::{Rules, Suite};
use luat_tests::project;

/// The rules of a suite written beside its cases.
fn rules(suite: &Suite) -> Option<Vec<Source>> {
    matches!(suite.rules, Rules::Lines(_)).then(|| suite.sources())
}

/// The words of a text between two UTF-16 offsets.
fn between(text: &str, from: usize, to: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[from..to]).expect("whole letters")
}

/// Where a sentence stands in its text, which must be words that it begins with and that no line precedes.
fn told(sentence: &Sentence<'_>, sources: &[Source]) -> String {
    let place = sentence.place.as_ref().expect("texts are there");
    let text = sources.iter().find(|text| text.name == place.file);
    let written = between(&text.expect("its text").text, place.from, place.to);
    assert!(!written.trim().is_empty() && written.trim() == written);
    let first = written.lines().next().unwrap_or_default();
    let part = sentence.part.map(|part| format!(" ({part})"));
    format!(
        "{}.{}.{}{}: {first}",
        sentence.document,
        sentence.rule,
        sentence.requirement,
        part.unwrap_or_default()
    )
}

#[test]
fn what_sentences_ask_reads_well_in_both_languages() {
    let mut page = String::new();
    let mut count = 0;
    for file in project::files("tests/conformance", "json") {
        if file.components().any(|part| part.as_os_str() == "results") {
            continue;
        }
        let suite = Suite::read(&file).expect("a suite");
        let Some(sources) = rules(&suite) else {
            continue;
        };
        let parsed = parse(&sources);
        let rules = author::check(&parsed).rules.expect("rules without errors");
        let program = author::compile(&rules);
        let in_language = |language| sentences(&parsed.sources, &rules, &program, language);
        let (vi, en) = (in_language(Language::Vi), in_language(Language::En));
        assert_eq!(vi.len(), en.len());
        let name = file.file_stem().unwrap_or_default().display().to_string();
        // Writing to a string cannot fail.
        let _ = writeln!(page, "\n{name}");
        for (vi, en) in vi.iter().zip(&en) {
            for told in [&vi.what, &en.what] {
                assert!(!told.trim().is_empty() && !told.contains("  "), "{told}");
            }
            let said = told(vi, &parsed.sources);
            let _ = writeln!(page, "  {said}\n    {}\n    {}", vi.what, en.what);
            count += 1;
        }
    }
    assert!(count > 150, "{count}");
    project::assert_kept("tests/worded/sentences.txt", page.trim_start());
}
