//! Findings while rule files are edited: those of a text read in the light of what it was are those of the same
//! text read afresh, byte for byte, of the parser and of the checker, in every text that stands with it.

use luat_core::author::editor::Workspace;
use luat_core::wire::diagnostics::diagnostics;
use luat_grammar::source::Source;
use luat_tests::random::Random;

/// How many edits each folder of rules bears; `LUAT_EDITS` says otherwise, for a longer search.
const EDITS: usize = 5;

/// What is typed: pieces of words, marks that open and close, whole lines.
const TYPED: [&str; 22] = [
    "a",
    " ",
    "1",
    "%",
    ",",
    ".",
    ":",
    "\"",
    "(",
    "#",
    "\n",
    "\n  - ",
    "và ",
    "không ",
    "mỗi ",
    "hằng năm ",
    "annually ",
    "\u{301}",
    "_x",
    "\nquy định thu \"Trial\" / \"Thử\"\n",
    "\nviệc thu \"a trial\" / \"làm thử\" theo xã\n",
    "\ndùng common\n",
];

#[test]
fn findings_after_edits_are_those_of_a_fresh_reading() {
    let project = super::project();
    let mut folders: Vec<&str> = project
        .texts()
        .iter()
        .filter_map(|one| folder(one))
        .collect();
    folders.dedup();
    let mut n_told = 0;
    for (seed, folder) in (1..).zip(folders) {
        let texts: Vec<&Source> = project
            .texts()
            .iter()
            .filter(|one| one.name.ends_with("common.luat") || one.name.starts_with(folder))
            .collect();
        n_told += edited(&texts, &mut Random::new(seed));
    }
    assert!(n_told > 20, "{n_told} findings held");
}

/// `rules/NAME/` of a text.
fn folder(of: &Source) -> Option<&str> {
    let (at, _) = of.name.match_indices('/').nth(1)?;
    of.name.get(..=at)
}

/// Edits texts that stand together, one of them at a time; how many findings there were.
fn edited(texts: &[&Source], random: &mut Random) -> usize {
    let mut workspace = Workspace::default();
    for one in texts {
        workspace.set(&one.name, &one.text);
    }
    let mut n_told = 0;
    let wanted = std::env::var("LUAT_EDITS").ok();
    for _ in 0..wanted.map_or(EDITS, |n| n.parse().unwrap()) {
        let given = random.of(texts);
        let now = super::text_of(&workspace, &given.name).to_owned();
        // Now and then all is as it was, which is when most is taken over.
        let next = if random.one_in(5) {
            given.text.to_string()
        } else {
            changed(&now, random)
        };
        workspace.set(&given.name, &next);
        n_told += hold(&workspace);
    }
    n_told
}

/// Holds findings against those of the same texts, read afresh.
fn hold(workspace: &Workspace) -> usize {
    let mut fresh = Workspace::default();
    for one in workspace.texts() {
        fresh.set(&one.name, &one.text);
    }
    let mut n_told = 0;
    for one in workspace.texts() {
        let kept = told(workspace, &one.name);
        let afresh = told(&fresh, &one.name);
        assert!(
            kept == afresh,
            "{}:\n{kept}\nafresh:\n{afresh}\n{}",
            one.name,
            one.text
        );
        n_told += workspace.diagnostics(&one.name).len();
    }
    n_told
}

/// Findings as they are written, with the bytes of their places and their mends.
fn told(workspace: &Workspace, name: &str) -> String {
    let found = workspace.diagnostics(name);
    let written = diagnostics(workspace.texts(), &found);
    format!(
        "{}\n{found:?}",
        serde_json::to_string_pretty(&written).unwrap()
    )
}

/// A text after one slip of a hand.
fn changed(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(text.len() + 1);
    let at = (0..=at).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (before, after) = text.split_at(at);
    let line = random.below(lines.len());
    let other = random.below(lines.len());
    let mut moved = lines.clone();
    match random.below(7) {
        0 | 1 => return format!("{before}{}{after}", random.of(&TYPED)),
        2 => {
            let gone = 1 + random.below(12);
            return before.chars().chain(after.chars().skip(gone)).collect();
        }
        3 => drop(moved.remove(line)),
        4 => moved.swap(line, other),
        5 => moved.insert(line, lines[other]),
        _ => moved[line] = lines[line].trim_end(),
    }
    moved.concat()
}
