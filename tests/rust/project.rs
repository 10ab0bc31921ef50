//! The project's own files, and rules compiled from them.

use std::path::{Path, PathBuf};

use luat_core::author;
use luat_core::run::program::Program;
use luat_grammar::Parsed;
use luat_grammar::diagnostic::{Diagnostic, Severity};
use luat_grammar::source::{LineIndex, Source};

/// The project's root folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// All `.luat` files below a folder of the project, sorted by path.
pub fn rule_files(below: &str) -> Vec<PathBuf> {
    files(below, "luat")
}

/// All files of an ending below a folder of the project, sorted by path.
pub fn files(below: &str, wanted: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(below)];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == wanted) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A source under its path within the project.
pub fn source(path: &Path) -> Source {
    let name = path
        .strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string();
    Source::new(name, read(path))
}

/// A file's text.
pub fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8(bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Holds a text against the one kept under a path of the project; with `LUAT_ACCEPT=1` it is the one kept from here on.
pub fn assert_kept(path: &str, text: &str) {
    let file = root().join(path);
    #[expect(
        clippy::disallowed_methods,
        reason = "a harness is told by its caller to accept"
    )]
    if std::env::var("LUAT_ACCEPT").is_ok() {
        let folder = file.parent().map(std::fs::create_dir_all);
        let written = folder.and_then(|_| std::fs::write(&file, text).ok());
        assert!(written.is_some(), "{path} cannot be written");
    }
    assert!(
        read(&file) == text,
        "{path} differs; accept it with LUAT_ACCEPT=1 and read the difference"
    );
}

/// Parses, checks and compiles.
///
/// # Errors
/// What is wrong, as lines for a person.
pub fn compile(sources: &[Source]) -> Result<Program, String> {
    let parsed = luat_grammar::parse(sources);
    let checked = author::check(&parsed);
    let errors = errors(&parsed, &checked.diagnostics);
    match checked.rules {
        Some(rules) if errors.is_empty() => Ok(author::compile(&rules)),
        _ => Err(errors.join("\n")),
    }
}

/// All errors of parser and checker, as lines for a person.
pub fn errors(parsed: &Parsed, checked: &[Diagnostic]) -> Vec<String> {
    let found = parsed.diagnostics.iter().chain(checked);
    let errors = found.filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| told(parsed, diagnostic)).collect()
}

/// `FILE:LINE:COLUMN: CODE message`.
pub fn told(parsed: &Parsed, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.span();
    let Some(source) = parsed.sources.get(span.source.0 as usize) else {
        return diagnostic.message.en.clone();
    };
    let place = LineIndex::new(&source.text).line_column(&source.text, span.start);
    let (code, message) = (diagnostic.code.0, &diagnostic.message.en);
    format!(
        "{}:{}:{}: {code} {message}",
        source.name, place.line, place.column
    )
}
