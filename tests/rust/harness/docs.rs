//! Runs every example of `docs/` and of the README, and compares tables, outputs and lists of codes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use luat_grammar::Language;
use luat_tests::{docs, project};

/// All pages, sorted by path.
fn pages() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project::root().join("docs"));
    let paths = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut pages: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "there is no documentation");
    pages
}

fn language(page: &Path) -> Language {
    if page.to_string_lossy().ends_with(".vi.md") {
        Language::Vi
    } else {
        Language::En
    }
}

/// The page must be as it is written anew; with `LUAT_ACCEPT=1` it is made so.
fn compare(page: &Path, anew: &str) -> Option<String> {
    let text = project::read(page);
    if text == anew {
        return None;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a harness is told by its caller to accept"
    )]
    if std::env::var("LUAT_ACCEPT").is_ok() {
        return std::fs::write(page, anew)
            .err()
            .map(|error| format!("{}: {error}", page.display()));
    }
    let differs = text
        .lines()
        .zip(anew.lines())
        .position(|(one, other)| one != other);
    let at = differs.unwrap_or_else(|| text.lines().count().min(anew.lines().count()));
    let lines = [&text, anew].map(|text| text.lines().nth(at).unwrap_or("(end)").to_owned());
    let [stands, is] = lines;
    Some(format!(
        "{}:{}: stands `{stands}`, is `{is}`; accept with LUAT_ACCEPT=1 and read the difference",
        page.display(),
        at + 1
    ))
}

fn none_of(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn examples_hold() {
    let faults: Vec<String> = pages()
        .iter()
        .chain([&project::root().join("README.md")])
        .flat_map(|page| docs::faults(page))
        .collect();
    none_of(&faults);
}

/// One after the other: commands run in a folder of their own.
#[test]
fn tables_and_outputs_hold() {
    let mut faults = Vec::new();
    for page in pages() {
        let anew = docs::tables(&project::read(&page), language(&page))
            .and_then(|text| docs::outputs(&text));
        match anew {
            Ok(anew) => faults.extend(compare(&page, &anew)),
            Err(fault) => faults.push(format!("{}: {fault}", page.display())),
        }
    }
    none_of(&faults);
}

#[test]
fn every_block_has_its_runner() {
    assert!(docs::every_page().len() > 10);
    none_of(&docs::without_runner());
}

/// Pages of two languages have the same sections, examples and tables, in the same order. Those of messages
/// are compared code by code: what can be mistaken differs with the language.
#[test]
fn both_languages_say_as_much() {
    let mut faults = Vec::new();
    for page in pages() {
        let Some(name) = page.to_str().and_then(|name| name.strip_suffix(".vi.md")) else {
            continue;
        };
        if name.ends_with("errors") {
            continue;
        }
        let [vi, en] = [page.clone(), PathBuf::from(format!("{name}.md"))]
            .map(|page| docs::outline(&project::read(&page)));
        let differs = vi.iter().zip(&en).find(|(one, other)| one.1 != other.1);
        if let Some(((vi_line, vi_has), (en_line, en_has))) = differs {
            faults.push(format!(
                "{name}.vi.md:{vi_line} has a {vi_has}, {name}.md:{en_line} a {en_has}"
            ));
        } else if vi.len() != en.len() {
            faults.push(format!("{name}: {} parts against {}", vi.len(), en.len()));
        }
    }
    none_of(&faults);
}

/// Both pages of messages have a section for every code, with an example or a word why there is none.
#[test]
fn every_code_is_explained() {
    let mut faults = Vec::new();
    for (page, language) in [("errors.md", Language::En), ("errors.vi.md", Language::Vi)] {
        let page = project::root().join("docs").join(page);
        let text = project::read(&page);
        let sections: BTreeSet<&str> = text
            .split("\n### ")
            .skip(1)
            .filter_map(|section| section.lines().next())
            .collect();
        let codes = docs::all_codes();
        let keys = docs::failure_keys();
        let told = |code: &&str| codes.contains_key(*code) || keys.contains(*code);
        let missing = codes.keys().chain(&keys).map(String::as_str);
        let missing = missing.filter(|code| !sections.contains(code));
        faults.extend(missing.map(|code| format!("{}: no section for {code}", page.display())));
        let idle = sections.iter().filter(|code| !told(code));
        faults.extend(idle.map(|code| format!("{}: nothing tells {code}", page.display())));
        for (code, title) in codes {
            let Some(title) = title else { continue };
            let title = title.in_language(language);
            if !text.contains(&format!("### {code}\n\n{title}\n")) {
                faults.push(format!("{}: {code} is called `{title}`", page.display()));
            }
        }
    }
    none_of(&faults);
}

/// The two pages show the same codes by examples, so neither lags behind the other.
#[test]
fn both_pages_show_the_same_codes() {
    let shown = |page: &str| docs::codes_shown(&project::root().join("docs").join(page));
    assert_eq!(shown("errors.md"), shown("errors.vi.md"));
}

#[test]
fn every_code_has_a_case() {
    let mut shown = docs::codes_shown(&project::root().join("docs/errors.md"));
    let mut faults = Vec::new();
    for (code, texts) in docs::built() {
        let found = docs::codes_of(&texts);
        if !found.iter().any(|one| one == code) {
            faults.push(format!("the case of {code} gives {found:?}"));
        }
        shown.insert(code.to_owned());
    }
    let findings = docs::all_codes().into_keys();
    for code in findings.filter(|code| code.starts_with(['E', 'L'])) {
        let guard = docs::GUARDS.contains(&code.as_str());
        if guard == shown.contains(&code) {
            faults.push(format!("{code}: either a case shows it, or it is a guard"));
        }
    }
    none_of(&faults);
}
