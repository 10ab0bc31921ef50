//! `luat fmt`: rule files laid out, or turned into the other language.

use std::path::{Path, PathBuf};

use luat_grammar::diagnostic::{Diagnostic, Severity, Text};
use luat_grammar::format::FormatError;
use luat_grammar::source::{LineIndex, Source, SourceId};

use crate::Exit;
use crate::args::FormatArguments;
use crate::failure::Failure;
use crate::files;
use crate::rules::{self, Rules};
use crate::session::Session;

/// Lays out the files given; those with faults are left alone and told.
pub(crate) fn format(
    session: &mut Session<'_, '_>,
    arguments: &FormatArguments,
) -> Result<Exit, Failure> {
    let read = session.read_rules(&arguments.files)?;
    let paths: Vec<PathBuf> = read
        .parsed
        .sources
        .iter()
        .take(read.given)
        .map(|source| PathBuf::from(&source.name))
        .collect();
    let mut exit = Exit::Fine;
    for (id, path) in (0..).map(SourceId).zip(&paths) {
        let one = one_file(session, arguments, &read, (id, path))?;
        exit = worse(exit, one);
    }
    Ok(exit)
}

fn one_file(
    session: &mut Session<'_, '_>,
    arguments: &FormatArguments,
    read: &Rules,
    (id, path): (SourceId, &Path),
) -> Result<Exit, Failure> {
    let faults: Vec<Diagnostic> = read
        .parsed
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error && rules::concerns(one, id))
        .cloned()
        .collect();
    if !faults.is_empty() {
        session.diagnostics(&read.parsed.sources, &faults);
        session.note(&left_alone(path));
        return Ok(Exit::Unusable);
    }
    let index = id.0 as usize;
    let (Some(source), Some(document)) = (
        read.parsed.sources.get(index),
        read.parsed.documents.iter().find(|one| one.source == id),
    ) else {
        return Ok(Exit::Fine);
    };
    let language = arguments.language.chosen().unwrap_or(document.language);
    let text = match luat_grammar::format::format(&read.parsed, id, language) {
        Ok(text) => text,
        Err(error) => {
            session.note(&refused(source, error));
            session.note(&left_alone(path));
            return Ok(Exit::Unusable);
        }
    };
    if text == *source.text {
        return Ok(Exit::Fine);
    }
    if arguments.check {
        session.print(&format!("{}\n", path.display()))?;
        return Ok(Exit::Found);
    }
    files::write_whole(path, text.as_bytes())?;
    Ok(Exit::Fine)
}

/// Why a text is left as it was, and where.
fn refused(source: &Source, error: FormatError) -> Text {
    let place = match error {
        FormatError::Unfaithful(span) | FormatError::NamesAlike(span) => {
            let lines = LineIndex::new(&source.text);
            let line = lines.line_column(&source.text, span.start).line;
            format!("{}:{line}", source.name)
        }
        FormatError::UnknownSource | FormatError::Faulty => source.name.clone(),
    };
    let why = error.message();
    Text::new(
        format!("{place}: {}", why.en),
        format!("{place}: {}", why.vi),
    )
}

fn left_alone(path: &Path) -> Text {
    Text::new(
        format!("{}: left as it was", path.display()),
        format!("{}: giữ nguyên, không sửa", path.display()),
    )
}

fn worse(one: Exit, other: Exit) -> Exit {
    if one.code() >= other.code() {
        one
    } else {
        other
    }
}
