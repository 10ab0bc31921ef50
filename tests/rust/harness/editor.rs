//! What an editor is told of rule texts, in cases that people can read: a text with `‸` for the
//! cursor, and beside it what is offered or told there.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its cases, and stops at what it cannot read"
)]

use std::fmt::Write as _;
use std::path::Path;

use luat_core::author::editor::Workspace;
use luat_grammar::Language;

#[path = "editor/asked.rs"]
mod asked;
#[path = "editor/edits.rs"]
mod edits;

const CURSOR: char = '‸';

/// A text without its cursors, and where they stood.
fn cursors(text: &str) -> (String, Vec<usize>) {
    let mut clean = String::new();
    let mut places = Vec::new();
    for (at, part) in text.split(CURSOR).enumerate() {
        if at > 0 {
            places.push(clean.len());
        }
        clean.push_str(part);
    }
    // The first line says what the cursor looks like.
    (clean, places)
}

/// The line of a place, with the cursor in it.
fn shown(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    format!("{}{CURSOR}{}", text[start..at].trim_start(), &text[at..end])
}

fn case(path: &Path, tell: impl Fn(&Workspace, usize, &mut String)) -> String {
    let text = std::fs::read_to_string(path).expect("the case is readable");
    let (first, rest) = text.split_once('\n').expect("a case has lines");
    let (rest, places) = cursors(rest);
    let lead = first.replace(CURSOR, "|").len() + 1;
    let text = format!("{}\n{rest}", first.replace(CURSOR, "|"));
    let mut workspace = Workspace::default();
    workspace.set("case.luat", &text);
    let mut page = String::new();
    for at in places {
        let at = lead + at;
        writeln!(page, "{}", shown(&text, at)).unwrap();
        tell(&workspace, at, &mut page);
        page.push('\n');
    }
    page
}

#[test]
fn what_is_offered_where_words_are_typed() {
    insta::glob!("../../editor/complete", "*.luat", |path| {
        let page = case(path, |workspace, at, page| {
            let language = workspace.language("case.luat").unwrap();
            let offered = workspace.complete("case.luat", at, language);
            for one in offered.iter().take(12) {
                let typed = &workspace.texts()[0].text[one.replaces.clone()];
                let label = &one.label;
                writeln!(
                    page,
                    "    {label:<28} {:<8} [{typed}] {}",
                    one.kind.id(),
                    one.detail
                )
                .unwrap();
            }
            if offered.len() > 12 {
                writeln!(page, "    … {} in all", offered.len()).unwrap();
            }
        });
        insta::assert_snapshot!(page);
    });
}

#[test]
fn what_is_told_of_words() {
    insta::glob!("../../editor/hover", "*.luat", |path| {
        let page = case(path, |workspace, at, page| {
            for language in [Language::Vi, Language::En] {
                let Some(told) = workspace.hover("case.luat", at, language) else {
                    writeln!(page, "    –").unwrap();
                    continue;
                };
                let words = &workspace.texts()[0].text[told.span];
                writeln!(page, "    [{words}]").unwrap();
                for line in told.markdown.lines() {
                    writeln!(page, "    {line}").unwrap();
                }
                page.push('\n');
            }
        });
        insta::assert_snapshot!(page);
    });
}

/// The rule files of the project, read into one workspace.
fn project() -> Workspace {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    luat_files(&root.join("rules"), &mut files);
    files.sort();
    let mut workspace = Workspace::default();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a rule file is readable");
        let name = file.strip_prefix(&root).unwrap().to_string_lossy();
        workspace.set(&name, &text);
    }
    assert!(workspace.texts().len() > 5);
    workspace
}

fn luat_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of rules") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            luat_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "luat") {
            found.push(path);
        }
    }
}

/// Asks everything at a place; every span must lie on characters of its text.
fn ask_all(workspace: &Workspace, name: &str, at: usize) {
    let text = text_of(workspace, name);
    if let Some(told) = workspace.hover(name, at, Language::Vi) {
        assert!(text.get(told.span).is_some(), "{name} {at}");
    }
    let places = workspace.references(name, at).into_iter();
    for place in places.chain(workspace.definition(name, at)) {
        let text = text_of(workspace, &place.name);
        assert!(text.get(place.start..place.end).is_some(), "{name} {at}");
    }
    if let Some((place, _)) = workspace.renamable(name, at) {
        assert!(place.start <= at && at <= place.end, "{name} {at}");
    }
}

fn offered_well(workspace: &Workspace, name: &str, at: usize) {
    let text = text_of(workspace, name);
    for one in workspace.complete(name, at, Language::En) {
        assert!(
            text.get(one.replaces.clone()).is_some(),
            "{name} {at} {one:?}"
        );
        assert!(
            one.replaces.start <= at && at <= one.replaces.end,
            "{name} {at} {one:?}"
        );
    }
}

/// Tokens in order and apart, which leave out blanks alone.
fn painted_whole(workspace: &Workspace, name: &str) {
    let text = text_of(workspace, name);
    let mut end = 0;
    for token in workspace.tokens(name) {
        let between = text.get(end..token.span.start);
        assert!(
            between.is_some_and(|text| text.trim().is_empty()),
            "{name} {token:?} {between:?}"
        );
        assert!(text.get(token.span.clone()).is_some(), "{name} {token:?}");
        end = token.span.end;
    }
    let folds = workspace.folds(name).into_iter();
    let outline = workspace.outline(name).into_iter().map(|item| item.span);
    for span in folds.chain(outline) {
        assert!(text.get(span.clone()).is_some(), "{name} {span:?}");
    }
}

/// Places between characters, some of them.
fn places(text: &str, every: usize) -> Vec<usize> {
    let all = text.char_indices().map(|(at, _)| at);
    all.step_by(every).chain([text.len()]).collect()
}

#[test]
fn any_place_of_any_text_can_be_asked_about() {
    let workspace = project();
    for source in workspace.texts() {
        painted_whole(&workspace, &source.name);
        for at in places(&source.text, 499) {
            ask_all(&workspace, &source.name, at);
        }
        for at in places(&source.text, 19_997) {
            offered_well(&workspace, &source.name, at);
        }
    }
}

#[test]
fn a_text_cut_anywhere_can_be_asked_about() {
    let mut workspace = together();
    let name = "rules/muong_ang_154/muong_ang_154.luat";
    let text = text_of(&workspace, name).to_owned();
    for at in places(&text, 9973) {
        workspace.set(name, &text[..at]);
        painted_whole(&workspace, name);
        ask_all(&workspace, name, at);
        offered_well(&workspace, name, at);
        let findings = workspace.diagnostics(name).into_iter();
        assert!(
            findings
                .map(|one| one.span().end as usize)
                .all(|end| end <= at)
        );
    }
}

/// Texts after edits.
fn edited(workspace: &Workspace, edits: &[luat_core::author::editor::Edit]) -> Workspace {
    let mut after = Workspace::default();
    for source in workspace.texts() {
        let mut text = source.text.to_string();
        for edit in edits
            .iter()
            .rev()
            .filter(|edit| edit.place.name == source.name)
        {
            text.replace_range(edit.place.start..edit.place.end, &edit.insert);
        }
        after.set(&source.name, &text);
    }
    after
}

/// What a text of this name says.
fn text_of<'w>(workspace: &'w Workspace, name: &str) -> &'w str {
    let mut texts = workspace.texts().iter();
    &texts.find(|one| one.name == name).unwrap().text
}

/// A few texts that stand together.
fn together() -> Workspace {
    let project = project();
    let mut workspace = Workspace::default();
    for source in project.texts() {
        if source.name.contains("common.luat") || source.name.contains("muong_ang_154") {
            workspace.set(&source.name, &source.text);
        }
    }
    workspace
}

#[test]
fn a_name_given_and_taken_back_leaves_the_texts_as_they_were() {
    let workspace = together();
    let name = "rules/muong_ang_154/muong_ang_154.luat";
    let text = text_of(&workspace, name).to_owned();
    let mut n_renamed = 0;
    let declared = workspace.outline(name).remove(0).children;
    let label = |at: usize| text[at..].find("/ \"").map(|found| at + found + 3);
    let ids = declared.iter().map(|item| item.selection.start);
    let words = ids
        .clone()
        .step_by(41)
        .chain(ids.filter_map(label).step_by(41));
    for at in words {
        let Some((place, old)) = workspace.renamable(name, at) else {
            continue;
        };
        let new = if old.is_ascii() {
            "zz_renamed"
        } else {
            "tên thử nghiệm"
        };
        let edits = workspace
            .rename(name, at, new)
            .unwrap_or_else(|refusal| panic!("{old}: {refusal:?}"));
        assert!(!edits.is_empty() && place.start <= at);
        let after = edited(&workspace, &edits);
        let before = edits
            .iter()
            .filter(|edit| edit.place.name == name && edit.place.end <= at);
        let (gone, come) = before.fold((0, 0), |(gone, come), edit| {
            let place = &edit.place;
            (gone + place.end - place.start, come + edit.insert.len())
        });
        let at = at + come - gone;
        let back = after
            .rename(name, at, &old)
            .unwrap_or_else(|refusal| panic!("{old}: {refusal:?}"));
        assert_eq!(back.len(), edits.len(), "{old}");
        for (one, other) in workspace.texts().iter().zip(edited(&after, &back).texts()) {
            assert!(one.text == other.text, "{old} in {}", one.name);
        }
        n_renamed += 1;
    }
    assert!(n_renamed >= 4, "{n_renamed}");
}

#[test]
fn a_text_translated_and_back_is_the_text_laid_out() {
    let mut workspace = together();
    let name = "rules/muong_ang_154/muong_ang_154.luat";
    let own = workspace.language(name).unwrap();
    let other = if own == Language::Vi {
        Language::En
    } else {
        Language::Vi
    };
    let laid = workspace.format(name).unwrap();
    let once = workspace.translate(name, other).unwrap();
    workspace.set(name, &once);
    assert_eq!(workspace.language(name), Some(other));
    assert_eq!(workspace.translate(name, other).unwrap(), once);
    assert_eq!(workspace.translate(name, own).unwrap(), laid);
}

#[test]
fn what_becomes_of_a_new_name() {
    insta::glob!("../../editor/rename", "*.luat", |path| {
        let text = std::fs::read_to_string(path).expect("the case is readable");
        let (clean, at) = cursors(&text);
        let asked = clean.lines().filter_map(|line| line.strip_prefix("#> "));
        let mut workspace = Workspace::default();
        workspace.set("case.luat", &clean);
        let mut page = String::new();
        for new in asked {
            writeln!(page, "→ {new}").unwrap();
            match workspace.rename("case.luat", at[0], new) {
                Ok(edits) => {
                    let after = edited(&workspace, &edits);
                    let after = after.texts()[0].text.to_string();
                    for (old, new) in clean
                        .lines()
                        .zip(after.lines())
                        .filter(|(old, new)| old != new)
                    {
                        writeln!(page, "  - {}\n  + {}", old.trim_start(), new.trim_start())
                            .unwrap();
                    }
                }
                Err(refusal) => {
                    writeln!(
                        page,
                        "  {}: {}\n  {}",
                        refusal.code, refusal.message.vi, refusal.message.en
                    )
                    .unwrap();
                }
            }
        }
        insta::assert_snapshot!(page);
    });
}
