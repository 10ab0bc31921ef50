//! The table of faulty inputs, `faults/*.md`: texts as people mistype them, each with the faults to be
//! told, all of them and no other, at their places; below them how they are told, in both languages.
//!
//! A case is a section: a fenced text (`rule`: sentences of a rule, `in`: declarations, both added to the text
//! that `docs/errors.vi.md` is read with; `text`: a whole file; `escaped`: `\u{a0}`, `\t`, `\r` stand for what
//! cannot be seen), a list of codes with line and words, and the messages. `LUAT_ACCEPT=1` writes the messages
//! anew, never the list.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use luat_core::author::check;
use luat_grammar::diagnostic::{Diagnostic, Severity};
use luat_grammar::source::{LineIndex, Source};

const FEWEST: usize = 160;
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The text that the examples of the Vietnamese page of messages are read with.
fn context() -> String {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/errors.vi.md")).unwrap();
    let (_, text) = page.split_once("```luat,context=ward\n").unwrap();
    text.split_once("```").unwrap().0.to_owned()
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    pages
}

#[test]
fn every_fault_is_told_once_and_none_because_of_another() {
    let context = context();
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let mut anew = String::new();
        for (at, section) in page.split("\n### ").enumerate() {
            if at == 0 {
                anew.push_str(section);
                continue;
            }
            n_cases += 1;
            let case = Case::read(section);
            let found = case.found(&context);
            let told: Vec<String> = found.iter().map(|one| one.listed.clone()).collect();
            if told != case.expected {
                let name = path.file_stem().unwrap().to_string_lossy();
                wrong.push(format!(
                    "{name}: {}\n{}\nexpected {:#?}\nfound {:#?}",
                    case.title,
                    case.text,
                    case.expected,
                    found
                        .iter()
                        .map(|one| format!("{}\n{}", one.listed, one.told))
                        .collect::<Vec<_>>()
                ));
            }
            anew.push_str("\n### ");
            anew.push_str(&case.written(&found));
        }
        compare(&path, &page, &anew, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(n_cases >= FEWEST, "{n_cases} cases");
}

fn compare(path: &Path, page: &str, anew: &str, wrong: &mut Vec<String>) {
    if std::env::var("LUAT_ACCEPT").is_ok() {
        fs::write(path, anew).unwrap();
    } else if page != anew {
        let mut lines = page.lines().zip(anew.lines());
        let (stands, is) = lines.find(|(one, other)| one != other).unwrap_or_default();
        wrong.push(format!("{}: stands `{stands}`, is `{is}`", path.display()));
    }
}

struct Case<'p> {
    title: &'p str,
    options: Vec<&'p str>,
    text: &'p str,
    expected: Vec<String>,
}

struct Found {
    /// `E0203 dòng 1 “15%”`.
    listed: String,
    /// How it is told.
    told: String,
}

impl<'p> Case<'p> {
    fn read(section: &'p str) -> Self {
        let (title, rest) = section.split_once("\n\n```luat,").unwrap();
        let (options, rest) = rest.split_once('\n').unwrap();
        let (text, rest) = rest.split_once("```\n\n").unwrap();
        let listed = rest.lines().take_while(|line| !line.starts_with("```"));
        let expected = listed.filter_map(|line| line.strip_prefix("- "));
        Self {
            title,
            options: options.split(',').collect(),
            text,
            expected: expected
                .filter(|line| *line != "không có lỗi")
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The text before the case's own, and the case's own.
    fn whole(&self, context: &str) -> (String, String) {
        let text = if self.options.contains(&"escaped") {
            unescaped(self.text)
        } else {
            self.text.to_owned()
        };
        let before = match self.options.first() {
            Some(&"rule") => format!(
                "{context}\nquy định example \"Example\" / \"Ví dụ\"\n  căn cứ Điều 1\n  chủ thể phường\n"
            ),
            Some(&"in") => format!("{context}\n"),
            _ => String::new(),
        };
        (before, text)
    }

    fn found(&self, context: &str) -> Vec<Found> {
        let (before, text) = self.whole(context);
        let sources = [Source::new("thu.luat", format!("{before}{text}"))];
        let parsed = luat_grammar::parse(&sources);
        let checked = check(&parsed);
        let mut found: Vec<&Diagnostic> = parsed
            .diagnostics
            .iter()
            .chain(&checked.diagnostics)
            .filter(|one| one.severity == Severity::Error || one.code.0.starts_with('E'))
            .collect();
        found.sort_by_key(|one| one.span());
        let first_line = before.matches('\n').count();
        found
            .into_iter()
            .map(|one| Found {
                listed: listed(one, &sources[0], first_line),
                told: told(one),
            })
            .collect()
    }

    fn written(&self, found: &[Found]) -> String {
        let mut page = format!(
            "{}\n\n```luat,{}\n{}```\n\n",
            self.title,
            self.options.join(","),
            self.text
        );
        if self.expected.is_empty() {
            page.push_str("- không có lỗi\n");
        }
        for one in &self.expected {
            let _ = writeln!(page, "- {one}");
        }
        if !found.is_empty() {
            let told: Vec<&str> = found.iter().map(|one| &*one.told).collect();
            let _ = writeln!(page, "\n```text\n{}```", told.join("\n"));
        }
        page
    }
}

fn listed(one: &Diagnostic, source: &Source, first_line: usize) -> String {
    let span = one.span();
    let place = LineIndex::new(&source.text).line_column(&source.text, span.start);
    let line = i64::from(place.line) - i64::try_from(first_line).unwrap();
    let words = &source.text[span.start as usize..span.end as usize];
    let words = words.lines().next().unwrap_or_default();
    format!("{} dòng {line} “{}”", one.code.0, words.escape_invisible())
}

fn told(one: &Diagnostic) -> String {
    let mut text = format!("{}\n", one.code.0);
    let labels = one.labels.iter().filter(|label| !label.text.vi.is_empty());
    let labels: Vec<_> = labels.collect();
    let _ = writeln!(text, "  vi: {}", one.message.vi);
    for label in &labels {
        let _ = writeln!(text, "      · {}", label.text.vi);
    }
    if let Some(help) = &one.help {
        let _ = writeln!(text, "      → {}", help.vi);
    }
    let _ = writeln!(text, "  en: {}", one.message.en);
    for label in &labels {
        let _ = writeln!(text, "      · {}", label.text.en);
    }
    if let Some(help) = &one.help {
        let _ = writeln!(text, "      → {}", help.en);
    }
    for fix in &one.fixes {
        let _ = writeln!(text, "  sửa: “{}”", fix.text);
    }
    text
}

trait EscapeInvisible {
    fn escape_invisible(&self) -> String;
}

impl EscapeInvisible for str {
    fn escape_invisible(&self) -> String {
        self.chars()
            .map(|letter| match letter {
                '\t' => "\\t".to_owned(),
                '\u{a0}' | '\u{200b}' | '\u{feff}' => format!("\\u{{{:x}}}", u32::from(letter)),
                _ => letter.to_string(),
            })
            .collect()
    }
}

/// `\u{a0}`, `\t` and `\r` as what they stand for.
fn unescaped(text: &str) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        told.push_str(before);
        if let Some((code, after)) = after
            .strip_prefix("u{")
            .and_then(|after| after.split_once('}'))
        {
            let code = u32::from_str_radix(code, 16).unwrap();
            told.extend(char::from_u32(code));
            rest = after;
        } else {
            told.push(match after.as_bytes().first() {
                Some(b't') => '\t',
                Some(b'r') => '\r',
                other => panic!("an escape of {other:?}"),
            });
            rest = &after[1..];
        }
    }
    told + rest
}
