//! What an editor is told of rule texts, in cases that people can read: a text with `‸` for the
//! cursor, and beside it what is offered or told there.

use std::fmt::Write as _;
use std::path::Path;

use luat_core::author::editor::Workspace;
use luat_grammar::Language;

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
