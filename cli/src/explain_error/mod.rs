//! `luat explain-error`: what a code means, why it matters, and what to write instead.

pub(crate) mod pages;

use std::fmt::Write as _;

use luat_grammar::diagnostic::Text;
use serde::Serialize;

use crate::Exit;
use crate::args::{ExplainErrorArguments, PageFormat};
use crate::failure::Failure;
use crate::render::{BOLD, CYAN, DIM, GREEN, RED, pick, styled};
use crate::session::Session;
use pages::{Page, pages};

#[derive(Serialize)]
struct Told<'a> {
    pages: &'a [Page],
}

/// Tells the page of a code, or which codes there are.
pub(crate) fn explain_error(
    session: &mut Session<'_, '_>,
    arguments: &ExplainErrorArguments,
) -> Result<Exit, Failure> {
    let mut pages = pages(session.language());
    if let Some(asked) = &arguments.code {
        let found = |page: &Page| page.code.eq_ignore_ascii_case(asked);
        if !pages.iter().any(found) {
            return Err(no_such_code(&pages, asked));
        }
        pages.retain(found);
    }
    let language = session.language().into();
    match arguments.format {
        PageFormat::Json => session.json(&Told { pages: &pages })?,
        PageFormat::Markdown => session.print(&markdown(&pages))?,
        PageFormat::Text if arguments.code.is_none() => session.print(&list(&pages, language))?,
        PageFormat::Text => {
            let told: Vec<String> = pages.iter().map(|page| text(page, language)).collect();
            session.print(&told.join("\n"))?;
        }
    }
    Ok(Exit::Fine)
}

fn markdown(pages: &[Page]) -> String {
    let sections = pages
        .iter()
        .map(|page| format!("### {}\n\n{}\n", page.code, page.markdown));
    sections.collect::<Vec<_>>().join("\n")
}

/// All codes, by kind.
fn list(pages: &[Page], language: luat_core::words::Language) -> String {
    let mut widest = 0;
    let mut told = String::new();
    let mut kind = "";
    for page in pages {
        if page.kind != kind {
            kind = page.kind;
            let alike = pages.iter().filter(|page| page.kind == kind);
            widest = alike.map(|page| page.code.len()).max().unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(told, "{}", styled(BOLD, kind));
        }
        let _ = writeln!(
            told,
            "  {} {}",
            styled(CYAN, &format!("{:widest$}", page.code)),
            page.title
        );
    }
    let command = pick(
        language,
        "luat explain-error E0203 --lang en",
        "luat explain-error E0203 --lang vi",
    );
    let lead = pick(language, "the page of a code:", "xem trang của một mã:");
    let _ = writeln!(told, "{} {command}", styled(DIM, lead));
    told
}

fn text(page: &Page, language: luat_core::words::Language) -> String {
    let mut told = format!("{} {}\n\n", styled(BOLD, page.code), page.title);
    // Writing to a string cannot fail.
    let _ = writeln!(told, "{}", plain(&page.why));
    let wrong = styled(RED, pick(language, "Wrong:", "Sai:"));
    let right = styled(GREEN, pick(language, "Right:", "Đúng:"));
    for (lead, examples) in [(wrong, &page.wrong), (right, &page.right)] {
        if examples.is_empty() {
            continue;
        }
        let _ = writeln!(told, "\n{lead}");
        for (at, example) in examples.iter().enumerate() {
            if at > 0 {
                told.push('\n');
            }
            for line in example.lines() {
                let _ = writeln!(told, "    {line}");
            }
        }
    }
    told
}

/// A paragraph without the marks of Markdown: links are their words.
fn plain(markdown: &str) -> String {
    let mut told = String::new();
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once('[') {
        told.push_str(before);
        let link = after
            .split_once("](")
            .and_then(|(words, after)| Some((words, after.split_once(')')?.1)));
        if let Some((words, after)) = link {
            told.push_str(words);
            rest = after;
        } else {
            told.push('[');
            rest = after;
        }
    }
    told + rest
}

fn no_such_code(pages: &[Page], asked: &str) -> Failure {
    let asked_lower = asked.to_lowercase();
    let far = |page: &Page| {
        let code = page.code.to_lowercase();
        let shared = code.contains(&asked_lower) && !asked_lower.is_empty();
        let far = strsim::damerau_levenshtein(&code, &asked_lower);
        (shared || far <= FARTHEST).then_some((far, page.code))
    };
    let mut near: Vec<(usize, &str)> = pages.iter().filter_map(far).collect();
    near.sort_unstable();
    near.dedup();
    let near: Vec<&str> = near.into_iter().take(MOST).map(|(_, code)| code).collect();
    let near = near.join(", ");
    Failure::Asked(if near.is_empty() {
        Text::new(
            format!("no code {asked}; `luat explain-error` lists all of them"),
            format!("không có mã {asked}; `luat explain-error` liệt kê mọi mã"),
        )
    } else {
        Text::new(
            format!("no code {asked}; near it: {near}"),
            format!("không có mã {asked}; gần giống có: {near}"),
        )
    })
}

/// A slip in a code changes so many of its letters.
const FARTHEST: usize = 2;

/// So many codes are offered.
const MOST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_by_its_words() {
        assert_eq!(
            plain("told as [E0109](#e0109), `[a]` or [b"),
            "told as E0109, `[a]` or [b"
        );
    }
}
