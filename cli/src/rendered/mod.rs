//! `luat render`: the rules of a document as people read them, article by article.

mod page;

use luat_core::author::coverage::page::Page as CoverPage;
use luat_core::author::coverage::{Catalogue, cover};
use luat_core::author::model::RuleSet;
use luat_core::run::program::{DocumentId, Program};
use luat_core::words::Language;
use luat_grammar::diagnostic::Text;

use crate::Exit;
use crate::args::{Format, RenderArguments, RenderFormat};
use crate::cover::{broken_repeat, read_catalogue};
use crate::failure::Failure;
use crate::render::page::{Page, Print};
use crate::session::Session;
use page::Told;

/// Tells the rules of one document, else of those that the files given hold.
pub(crate) fn render_rules(
    session: &mut Session<'_, '_>,
    arguments: &RenderArguments,
) -> Result<Exit, Failure> {
    debug_assert_eq!(session.format(), Format::Text);
    let rules = session.read_rules(&arguments.rules)?;
    let Some((found, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let documents = documents(&program, &found, &rules.given_ids(), arguments)?;
    let catalogue: Option<Catalogue> = arguments
        .catalogue
        .as_deref()
        .map(read_catalogue)
        .transpose()?;
    let coverage = match (&catalogue, &arguments.catalogue) {
        (Some(catalogue), Some(path)) => Some(
            cover(&rules.parsed, &found, catalogue)
                .map_err(|error| broken_repeat(path, &error.0))?,
        ),
        _ => None,
    };
    let part = |language: Language| {
        let covered = catalogue.as_ref().zip(coverage.as_ref());
        let told = Told {
            program: &program,
            rules: &found,
            parsed: &rules.parsed,
            documents: &documents,
            coverage: covered.map(|(catalogue, coverage)| {
                CoverPage::new(catalogue, coverage, &program, language)
            }),
            language,
        };
        told.part()
    };
    let language = session.language().into();
    let page = match arguments.format {
        RenderFormat::Text => Page::new(Some(language), part).print(Print::Text),
        RenderFormat::Markdown => Page::new(Some(language), part).print(Print::Markdown),
        RenderFormat::Html => Page::new(Some(language), part).print(Print::Html),
    };
    session.print(&page)?;
    Ok(Exit::Fine)
}

/// The document asked for, else those of the files given that hold rules.
fn documents(
    program: &Program,
    found: &RuleSet,
    given: &[String],
    arguments: &RenderArguments,
) -> Result<Vec<DocumentId>, Failure> {
    let all = (0..).map(DocumentId).zip(&program.documents);
    let Some(asked) = &arguments.doc else {
        return Ok(all
            .filter(|(_, document)| given.contains(&document.id))
            .map(|(id, _)| id)
            .collect());
    };
    let one = all
        .into_iter()
        .find(|(_, document)| document.id == *asked)
        .map(|(id, _)| vec![id]);
    one.ok_or_else(|| {
        let ids: Vec<&str> = found
            .documents()
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let known = ids.join(", ");
        Failure::Asked(Text::new(
            format!("no document {asked}; there are: {known}"),
            format!("không có văn bản {asked}; có các văn bản: {known}"),
        ))
    })
}
