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

/// `docs/errors.md` has a section for every code, with an example or a word why there is none.
#[test]
fn every_code_is_explained() {
    let page = project::root().join("docs/errors.md");
    let text = project::read(&page);
    let shown = docs::codes_shown(&page);
    let mut sections: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    for section in text.split("\n### ").skip(1) {
        let (code, explained) = section.split_once('\n').unwrap();
        if !sections.insert(code) {
            faults.push(format!("{code} is explained twice"));
        }
        if !shown.contains(code) && !explained.contains("No example here") {
            faults.push(format!("{code} has no example"));
        }
    }
    for (code, title) in docs::all_codes() {
        match title {
            _ if !sections.remove(code.as_str()) => faults.push(format!("{code} is not explained")),
            Some(title)
                if !text.contains(&format!("### {code}\n\n{} · *{}*\n", title.en, title.vi)) =>
            {
                faults.push(format!("{code} is called `{} · *{}*`", title.en, title.vi));
            }
            _ => {}
        }
    }
    faults.extend(
        sections
            .into_iter()
            .map(|code| format!("nothing tells {code}")),
    );
    none_of(&faults);
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
