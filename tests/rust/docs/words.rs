//! Tables of words, written from the one table of keywords.

use luat_grammar::Language;
use luat_grammar::keywords::{Class, Keyword};

const OPEN: &str = "<!-- words: ";
const CLOSE: &str = "<!-- end -->";

/// A page with its tables of words written anew.
///
/// # Errors
/// A marker that names no class of keywords, or has no end.
pub fn tables(page: &str, language: Language) -> Result<String, String> {
    let mut told = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (name, after) = after.split_once(" -->").ok_or("a marker without its end")?;
        let (_, after) = after
            .split_once(CLOSE)
            .ok_or_else(|| format!("no {CLOSE} after {name}"))?;
        let class = class(name).ok_or_else(|| format!("no class of keywords is called {name}"))?;
        let table = table(class, language);
        told.extend([before, OPEN, name, " -->\n", &table, CLOSE]);
        rest = after;
    }
    told.push_str(rest);
    Ok(told)
}

fn class(name: &str) -> Option<Class> {
    Keyword::ALL
        .iter()
        .map(|keyword| keyword.class())
        .find(|class| format!("{class:?}") == name)
}

fn table(class: Class, language: Language) -> String {
    let (head, columns) = match language {
        Language::En => ("| English | Vietnamese |", [Language::En, Language::Vi]),
        Language::Vi => ("| Tiếng Việt | Tiếng Anh |", [Language::Vi, Language::En]),
    };
    let keywords = Keyword::ALL
        .iter()
        .filter(|keyword| keyword.class() == class);
    let rows = keywords.map(|keyword| {
        format!(
            "| {} | {} |\n",
            cell(*keyword, columns[0]),
            cell(*keyword, columns[1])
        )
    });
    format!("\n{head}\n|---|---|\n{}\n", rows.collect::<String>())
}

/// All forms, the printed one in bold.
fn cell(keyword: Keyword, language: Language) -> String {
    let forms = keyword.forms(language).iter().enumerate();
    let forms: Vec<String> = forms
        .map(|(at, form)| {
            if at == 0 {
                format!("**`{form}`**")
            } else {
                format!("`{form}`")
            }
        })
        .collect();
    forms.join(", ")
}
