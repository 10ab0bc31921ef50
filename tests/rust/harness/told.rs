//! How verdicts, their reasons and problems in the facts are told in both languages: of each kind the first that a case of
//! `tests/conformance` meets, kept in `tests/worded` and to be read through when it changes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use luat_core::run::evaluate::explain;
use luat_core::run::facts::read::read;
use luat_core::run::program::RuleId;
use luat_core::run::verdict::Status;
use luat_core::wire::because::{BecauseNode, because};
use luat_core::words::{self, Language, VerdictWords};
use luat_tests::conformance::Suite;
use luat_tests::project;

const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];

/// A page of what is told, each kind once.
#[derive(Default)]
struct Page {
    kinds: BTreeSet<String>,
    text: String,
}

impl Page {
    /// Takes in what is told of a kind; of one that is known nothing.
    fn tell(&mut self, kind: String, told: impl Fn(Language) -> Vec<String>) {
        if !self.kinds.contains(&kind) {
            self.add(&kind, told);
            self.kinds.insert(kind);
        }
    }

    fn add(&mut self, kind: &str, told: impl Fn(Language) -> Vec<String>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{kind}");
        for language in LANGUAGES {
            for line in told(language) {
                assert!(!line.trim().is_empty(), "{kind}");
                let _ = writeln!(self.text, "  {line}");
            }
        }
    }
}

/// Whatever a verdict says in words, part by part.
fn parts(words: VerdictWords) -> Vec<String> {
    let first = format!("{} · {} · {}", words.sentence, words.body, words.period);
    let status = std::iter::once(words.status.to_owned()).chain(words.severity);
    let mut told = vec![first, status.collect::<Vec<_>>().join(", ")];
    told.extend(words.reason.map(str::to_owned));
    told.extend(
        [words.so_far, words.due, words.late_by, words.pace]
            .into_iter()
            .flatten(),
    );
    for lines in [words.remedy, words.missing, words.members, words.notes] {
        told.extend(lines);
    }
    told
}

/// The kinds of an explanation's nodes.
fn kinds(node: &BecauseNode<'_>, into: &mut BTreeSet<&'static str>) {
    into.insert(node.what);
    for part in &node.parts {
        kinds(part, into);
    }
}

#[test]
fn verdicts_reasons_and_problems_read_well_in_both_languages() {
    let (mut verdicts, mut reasons, mut problems) =
        (Page::default(), Page::default(), Page::default());
    let mut known = BTreeSet::new();
    for file in project::files("tests/conformance", "json") {
        if file.components().any(|part| part.as_os_str() == "results") {
            continue;
        }
        let suite = Suite::read(&file).expect("a suite");
        let program = project::compile(&suite.sources()).expect("rules without errors");
        let rules: Vec<RuleId> = (0..).map(RuleId).take(program.rules.len()).collect();
        for case in &suite.cases {
            let request = case.request().expect("a day and periods");
            let facts = read(&program, &case.text()).expect("a report");
            for one in &facts.problems {
                problems.tell(format!("{:?}", one.code), |language| {
                    let told = words::problem(&program, one, language);
                    let first = format!("{}: {}", told.place, told.message);
                    std::iter::once(first).chain(told.help).collect()
                });
            }
            let explained = explain(&program, &facts, &request, &rules);
            for one in &explained {
                let verdict = &one.verdict;
                let so_far = match (verdict.status, verdict.so_far) {
                    (Status::Met, Some(_)) => " so far",
                    _ => "",
                };
                let kind = format!("{}{so_far} {}", verdict.status.key(), verdict.reason.key());
                verdicts.tell(kind, |language| {
                    parts(words::verdict(&program, verdict, None, language))
                });
            }
            for one in &explained {
                let told = because(&program, one);
                let mut met = BTreeSet::new();
                if let Some(tree) = &told.tree {
                    kinds(tree, &mut met);
                }
                let new: Vec<&str> = met.difference(&known).copied().collect();
                if new.is_empty() {
                    continue;
                }
                reasons.add(&new.join(", "), |language| {
                    let lines = words::because(&program, one, language).into_iter();
                    let indented = |line: words::BecauseLine| {
                        "  ".repeat(line.depth as usize) + &line.with_path()
                    };
                    lines.map(indented).collect()
                });
                known.extend(new);
            }
        }
    }
    for (page, file) in [
        (verdicts, "verdicts"),
        (reasons, "reasons"),
        (problems, "problems"),
    ] {
        project::assert_kept(&format!("tests/worded/{file}.txt"), &page.text);
    }
}
