//! Rules as given on the command line: read, with what they use, checked and compiled.

use std::path::{Path, PathBuf};

use luat_core::author::model::RuleSet;
use luat_core::author::{self, Allowed};
use luat_core::run::artefact;
use luat_core::run::program::Program;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Source, SourceId};
use luat_grammar::syntax::Declaration;
use luat_grammar::{Language, Parsed};

use crate::failure::Failure;
use crate::files::{self, Folders};

/// Rule texts, read.
pub(crate) struct Rules {
    /// The texts and their trees: first those given, then those that they use.
    pub(crate) parsed: Parsed,
    /// How many were given.
    pub(crate) given: usize,
}

/// Rule texts, checked.
pub(crate) struct Checked {
    /// The rules; none where there are errors.
    pub(crate) rules: Option<RuleSet>,
    /// All findings, in the order of the texts.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Lints that a rule allows.
    pub(crate) allowed: Vec<Allowed>,
}

/// The program of one file of compiled rules; none where the paths are of rule texts.
pub(crate) fn compiled(paths: &[PathBuf]) -> Result<Option<Program>, Failure> {
    let [path] = paths else { return Ok(None) };
    if path.extension().is_none_or(|end| end != artefact::ENDING) {
        return Ok(None);
    }
    let loaded = artefact::decode(&files::read_bytes(path)?);
    loaded
        .map(Some)
        .map_err(|error| Failure::Artefact(path.clone(), error))
}

impl Rules {
    /// Reads the files meant by `paths`, and all that they use.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let files = files::rule_files(paths)?;
        let mut sources = files
            .iter()
            .map(|path| files::read_source(path))
            .collect::<Result<Vec<_>, _>>()?;
        let given = sources.len();
        let mut folders = Folders::default();
        loop {
            let parsed = luat_grammar::parse(&sources);
            let more = used(&parsed, &mut folders)?;
            if more.is_empty() {
                return Ok(Self { parsed, given });
            }
            sources.extend(more);
        }
    }

    /// Ids of the documents of the files given.
    pub(crate) fn given_ids(&self) -> Vec<String> {
        let given = self.parsed.documents.iter();
        let headers = given
            .filter(|document| (document.source.0 as usize) < self.given)
            .filter_map(|document| document.header.as_ref());
        headers.map(|header| header.node.id.node.clone()).collect()
    }

    /// The language of the first file.
    pub(crate) fn language(&self) -> Language {
        self.parsed
            .documents
            .first()
            .map(|document| document.language)
            .unwrap_or_default()
    }

    /// Checks what was read.
    pub(crate) fn check(&self) -> Checked {
        let checked = author::check(&self.parsed);
        let mut diagnostics = self.parsed.diagnostics.clone();
        diagnostics.extend(checked.diagnostics);
        diagnostics.sort_by_key(|one| (one.span(), one.code));
        Checked {
            rules: checked.rules,
            diagnostics,
            allowed: checked.allowed,
        }
    }
}

/// Whether a finding lies in a text.
pub(crate) fn concerns(diagnostic: &Diagnostic, source: SourceId) -> bool {
    diagnostic.span().source == source
}

/// Texts that `use` lines ask for and that are not among those given.
fn used(parsed: &Parsed, folders: &mut Folders) -> Result<Vec<Source>, Failure> {
    let mut found: Vec<Source> = Vec::new();
    for document in &parsed.documents {
        let Some(source) = parsed.sources.get(document.source.0 as usize) else {
            continue;
        };
        for declaration in &document.declarations {
            let Declaration::Use(name) = &declaration.node else {
                continue;
            };
            let name = &name.node;
            if !parsed
                .sources
                .iter()
                .chain(&found)
                .any(|source| is_named(source, name))
                && let Some(path) = folders.find_used(name, Path::new(&source.name))
            {
                found.push(files::read_source(&path)?);
            }
        }
    }
    Ok(found)
}

fn is_named(source: &Source, name: &str) -> bool {
    Path::new(&source.name)
        .file_stem()
        .is_some_and(|stem| stem == name)
}
