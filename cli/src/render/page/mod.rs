//! A page as people read it, in one language or in both, whatever it is printed as.
//!
//! Whoever fills a page gives plain text; each way of printing takes out of it what it would take
//! for its own.

mod html;
mod markdown;
mod text;

use luat_core::words::Language;

pub(crate) use html::{closing, escaped, opening};

/// A page; in both languages one part follows the other.
pub(crate) struct Page {
    pub(crate) parts: Vec<Part>,
}

/// A page in one language.
pub(crate) struct Part {
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// What stands on a page, one below the other.
pub(crate) enum Block {
    /// A heading below the title: 2, 3.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A list, each item with what stands below it.
    List(Vec<Item>),
    /// A table.
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<String>>,
    },
}

/// An item of a list.
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) below: Vec<String>,
}

/// How a page is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Print {
    Text,
    Markdown,
    Html,
}

impl Item {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            below: Vec::new(),
        }
    }
}

impl Block {
    /// A list without anything below its items.
    pub(crate) fn list(items: impl IntoIterator<Item = String>) -> Self {
        Self::List(items.into_iter().map(Item::new).collect())
    }
}

impl Page {
    /// A page in the language chosen, else in both, Vietnamese first.
    pub(crate) fn new(chosen: Option<Language>, part: impl Fn(Language) -> Part) -> Self {
        let languages = chosen.map_or_else(|| vec![Language::Vi, Language::En], |one| vec![one]);
        Self {
            parts: languages.into_iter().map(part).collect(),
        }
    }

    /// The page, printed.
    pub(crate) fn print(&self, how: Print) -> String {
        match how {
            Print::Text => text::render(self),
            Print::Markdown => markdown::render(self),
            Print::Html => html::render(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let hostile = "<script>alert(1)</script> | `x` [a](b) & \"c\" 'd' \u{202e}";
        Page::new(Some(Language::En), |language| Part {
            language,
            title: hostile.to_owned(),
            blocks: vec![
                Block::Heading(2, hostile.to_owned()),
                Block::Text(hostile.to_owned()),
                Block::List(vec![Item {
                    text: hostile.to_owned(),
                    below: vec![hostile.to_owned()],
                }]),
                Block::Table {
                    head: vec!["What"],
                    rows: vec![vec![hostile.to_owned()]],
                },
            ],
        })
    }

    #[test]
    fn nothing_given_becomes_markup() {
        let html = page().print(Print::Html);
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains('\u{202e}'), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
        let markdown = page().print(Print::Markdown);
        assert!(!markdown.replace("\\<", "").contains('<'), "{markdown}");
        assert!(!markdown.contains("[a]("), "{markdown}");
        assert!(markdown.contains("\\|"), "{markdown}");
    }

    #[test]
    fn without_a_language_a_page_has_both() {
        let page = Page::new(None, |language| Part {
            language,
            title: "T".to_owned(),
            blocks: Vec::new(),
        });
        let html = page.print(Print::Html);
        assert!(html.contains("lang=\"vi\"") && html.contains("lang=\"en\""));
    }
}
