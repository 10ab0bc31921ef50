//! `luat cover`: which statements of a source document the rules hold, and how.

mod html;
mod json;
mod markdown;
mod text;

use std::path::Path;

use luat_core::author::coverage::page::Page;
use luat_core::author::coverage::{Catalogue, Held, cover};
use luat_grammar::diagnostic::Text;

use crate::args::{CoverArguments, CoverFormat};
use crate::failure::Failure;
use crate::session::Session;
use crate::{Exit, files};

/// Lists each statement of a catalogue with what holds it. A missing one is a finding; with
/// `--strict` so is one that is held less fully than the catalogue asks.
pub(crate) fn cover_catalogue(
    session: &mut Session<'_, '_>,
    arguments: &CoverArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let catalogue = read_catalogue(&arguments.catalogue)?;
    let coverage = cover(&rules.parsed, &found, &catalogue)
        .map_err(|error| broken_repeat(&arguments.catalogue, &error.0))?;
    let page = || Page::new(&catalogue, &coverage, &program, session.language().into());
    match arguments.format {
        CoverFormat::Json => {
            let told = json::told(&catalogue, &coverage, &program);
            session.json(&told)?;
        }
        CoverFormat::Text => {
            let page = text::render(&page());
            session.print(&page)?;
        }
        CoverFormat::Markdown => {
            let page = markdown::render(&page());
            session.print(&page)?;
        }
        CoverFormat::Html => {
            let page = html::render(&page());
            session.print(&page)?;
        }
    }
    if !coverage.is_named {
        session.note(&named_by_none(&catalogue.document.id));
    }
    let complete = coverage.count(Held::Missing) == 0;
    let full = !arguments.strict || coverage.weak() == 0;
    Ok(if complete && full {
        Exit::Fine
    } else {
        Exit::Found
    })
}

fn named_by_none(id: &str) -> Text {
    Text::new(
        format!(
            "no document names this catalogue, so nothing in it can be covered: write `catalogue \"{id}\"` in the header of the document that it lists"
        ),
        format!(
            "không văn bản nào gắn với danh mục này nên không nội dung nào được tính: ghi `danh mục \"{id}\"` ở phần đầu văn bản mà danh mục liệt kê"
        ),
    )
}

/// A catalogue of statements.
pub(crate) fn read_catalogue(path: &Path) -> Result<Catalogue, Failure> {
    let text = files::read_text(path)?;
    serde_json::from_str(&text).map_err(|error| not_a_catalogue(path, &error.to_string()))
}

fn not_a_catalogue(path: &Path, error: &str) -> Failure {
    let path = path.display();
    Failure::Asked(Text::new(
        format!("{path} is not a catalogue of statements: {error}"),
        format!("{path} không phải là danh mục nội dung: {error}"),
    ))
}

/// That a catalogue contradicts itself.
pub(crate) fn broken_repeat(path: &Path, id: &str) -> Failure {
    let path = path.display();
    Failure::Asked(Text::new(
        format!("{path}: {id} repeats a statement that is not listed, or is itself a repetition"),
        format!(
            "{path}: {id} lặp lại một nội dung không có trong danh mục, hoặc bản thân nội dung ấy đã là nội dung lặp lại"
        ),
    ))
}
