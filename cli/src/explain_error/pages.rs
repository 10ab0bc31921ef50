//! The pages of all codes: the sections of `docs/errors.md` and `docs/errors.vi.md`, carried in the command.

use luat_grammar::Language;
use serde::Serialize;

const EN: &str = include_str!("../../../docs/errors.md");
const VI: &str = include_str!("../../../docs/errors.vi.md");

/// The section of a code.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Page {
    /// `E0203`, `not_whole`.
    pub(crate) code: &'static str,
    /// The kind of findings it is among.
    pub(crate) kind: &'static str,
    /// What it is about, in a few words.
    pub(crate) title: &'static str,
    /// What is wrong and why it matters; Markdown.
    pub(crate) why: String,
    /// What is wrong.
    pub(crate) wrong: Vec<&'static str>,
    /// What is right instead.
    pub(crate) right: Vec<&'static str>,
    /// The section as it stands in the document.
    #[serde(skip)]
    pub(crate) markdown: &'static str,
}

/// All sections, in the order of the document.
pub(crate) fn pages(language: Language) -> Vec<Page> {
    let text = match language {
        Language::En => EN,
        Language::Vi => VI,
    };
    let mut found = Vec::new();
    for part in text.split("\n## ").skip(1) {
        let (kind, rest) = part.split_once('\n').unwrap_or((part, ""));
        let sections = rest.split("\n### ").skip(1);
        found.extend(sections.filter_map(|section| page(kind, section)));
    }
    found
}

fn page(kind: &'static str, section: &'static str) -> Option<Page> {
    let (code, markdown) = section.split_once('\n')?;
    let markdown = markdown.trim_matches('\n');
    let (title, rest) = markdown.split_once('\n').unwrap_or((markdown, ""));
    let mut page = Page {
        code,
        kind,
        title,
        why: String::new(),
        wrong: Vec::new(),
        right: Vec::new(),
        markdown,
    };
    for (at, part) in rest.split("```").enumerate() {
        if at % 2 == 0 {
            let words = part.lines().filter(|line| !HEADS.contains(line));
            page.why
                .push_str(words.collect::<Vec<_>>().join("\n").trim());
            continue;
        }
        let (info, text) = part.split_once('\n').unwrap_or((part, ""));
        if is_wrong(info) || page.wrong.is_empty() {
            page.wrong.push(text.trim_end());
        } else {
            page.right.push(text.trim_end());
        }
    }
    Some(page)
}

/// What stands above the examples.
const HEADS: [&str; 4] = ["Wrong:", "Right:", "Sai:", "Đúng:"];

/// Whether an example shows what is wrong: it names the code that is found there.
fn is_wrong(info: &str) -> bool {
    ["error=", "warning=", "problem=", "refused="]
        .iter()
        .any(|key| info.contains(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_codes() {
        let codes = |language| {
            let pages = pages(language);
            pages.iter().map(|page| page.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(Language::En), codes(Language::Vi));
    }

    #[test]
    fn every_page_says_why_and_shows_what_is_wrong_and_what_is_right() {
        for language in [Language::En, Language::Vi] {
            for page in pages(language) {
                assert!(page.why.len() > 20, "{}: {}", page.code, page.why);
                let no_example = page.why.starts_with(match language {
                    Language::En => "No example here",
                    Language::Vi => "Không có ví dụ",
                });
                assert_eq!(page.wrong.is_empty(), no_example, "{}", page.code);
                assert_eq!(page.right.is_empty(), no_example, "{}", page.code);
            }
        }
    }
}
