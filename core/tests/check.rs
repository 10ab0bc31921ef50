//! Rule texts and what checking says of them: every `check/NAME.luat` beside its `check/NAME.txt`; of a text that is
//! sound also how its scenarios come out.
//!
//! `LUAT_ACCEPT=1` writes what is found; read it as a diff.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use luat_core::author::model::RuleSet;
use luat_core::author::scenario::Ran;
use luat_core::author::{check, compile};
use luat_core::words::Language;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::parse;
use luat_grammar::source::{LineIndex, Source, Span};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check");

#[test]
fn texts_are_checked_as_recorded() {
    let base = fs::read_to_string(Path::new(CASES).join("base.luat")).unwrap();
    let mut paths: Vec<_> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut differing = String::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|extension| extension != "luat") || name == "base" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let found = findings(&name, &text, &base);
        let recorded = path.with_extension("txt");
        if std::env::var("LUAT_ACCEPT").is_ok() {
            fs::write(&recorded, &found).unwrap();
        } else if fs::read_to_string(&recorded).unwrap_or_default() != found {
            writeln!(differing, "{name}:\n{found}").unwrap();
        }
    }
    assert!(differing.is_empty(), "\n{differing}");
}

fn findings(name: &str, text: &str, base: &str) -> String {
    let sources = [
        Source::new(format!("{name}.luat"), text),
        Source::new("base.luat", base),
    ];
    let parsed = parse(&sources);
    assert!(
        parsed.diagnostics.is_empty(),
        "{name} is not read: {:?}",
        parsed.diagnostics
    );
    let checked = check(&parsed);
    let refused = checked
        .diagnostics
        .iter()
        .any(|one| one.code.0.starts_with('E'));
    assert_eq!(
        checked.rules.is_none(),
        refused,
        "{name}: a rule set, or errors"
    );
    let mut found = String::new();
    for diagnostic in &checked.diagnostics {
        tell(diagnostic, &sources, &mut found);
    }
    if let Some(rules) = &checked.rules {
        run(rules, &sources, &mut found);
    }
    if found.is_empty() {
        "nothing\n".to_owned()
    } else {
        found
    }
}

fn tell(diagnostic: &Diagnostic, sources: &[Source], into: &mut String) {
    writeln!(into, "{} {}", diagnostic.code.0, diagnostic.message.en).unwrap();
    writeln!(into, "      {}", diagnostic.message.vi).unwrap();
    for label in &diagnostic.labels {
        let (place, words) = place(label.span, sources);
        writeln!(
            into,
            "  {place} `{words}` {} | {}",
            label.text.en, label.text.vi
        )
        .unwrap();
    }
    if let Some(help) = &diagnostic.help {
        writeln!(into, "  help: {} | {}", help.en, help.vi).unwrap();
    }
}

fn run(rules: &RuleSet, sources: &[Source], into: &mut String) {
    let program = compile(rules);
    for scenario in rules.scenarios() {
        let ran = Ran::new(&program, scenario, Language::En);
        writeln!(into, "scenario `{}`: {:?}", scenario.title, ran.standing).unwrap();
        for one in ran.disappointments {
            let (place, words) = place(one.span, sources);
            writeln!(into, "  {place} `{words}` {}", one.found.join(" | ")).unwrap();
        }
    }
}

fn place(span: Span, sources: &[Source]) -> (String, String) {
    let source = &sources[span.source.0 as usize];
    let at = LineIndex::new(&source.text).line_column(&source.text, span.start);
    let words = &source.text[span.start as usize..span.end as usize];
    let first = words.lines().next().unwrap_or_default();
    let shown = if words.contains('\n') {
        format!("{first} …")
    } else {
        first.to_owned()
    };
    (format!("{}:{}:{}", source.name, at.line, at.column), shown)
}
