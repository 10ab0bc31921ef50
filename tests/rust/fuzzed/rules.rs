//! Rule text: read, checked, compiled, laid out, translated, and asked about at a place.

use std::ops::Range;

use luat_core::author::editor::Workspace;
use luat_core::author::{self, diff};
use luat_core::run::artefact;
use luat_core::run::program::Program;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::format::{FormatError, format};
use luat_grammar::source::{Source, SourceId, Span};
use luat_grammar::{Language, Parsed, parse, parse_again};

use super::short_files;
use crate::conformance::Suite;
use crate::{generated, project};

const NAME: &str = "text.luat";

/// Of a text of whatever bytes.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let place = place(&text, bytes);
    let (parsed, program) = read(&text);
    if let Some(program) = &program {
        compiled(program);
    }
    laid_out(&parsed, program.as_ref());
    read_again(&text, place);
    asked(&text, place);
}

/// Texts of the tests and the documentation, and texts made up.
pub fn seeds() -> Vec<Vec<u8>> {
    let folders = [
        "grammar/tests",
        "core/tests",
        "tests/cli",
        "tests/editor",
        "tests/english",
        "cli/src/new",
        "rules",
    ];
    let mut seeds = short_files(&folders, "luat");
    for file in project::files("tests/conformance", "json") {
        if let Ok(suite) = Suite::read(&file) {
            let sources = suite.sources().into_iter();
            seeds.extend(sources.map(|source| source.text.as_bytes().to_vec()));
        }
    }
    for seed in 0..12 {
        if let Ok(block) = generated::Block::new(seed, 0) {
            seeds.push(block.text.into_bytes());
        }
    }
    seeds.retain(|seed| seed.len() < 12_000);
    seeds
}

/// A place in the text that its bytes decide.
fn place(text: &str, bytes: &[u8]) -> usize {
    let sum = bytes.iter().fold(bytes.len(), |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(*byte))
    });
    let at = sum % (text.len() + 1);
    let mut places = (0..=at).rev();
    places
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

fn source(text: &str) -> [Source; 1] {
    [Source::new(NAME, text)]
}

/// Reads and checks; findings lie inside the text, and errors go with a program that is none.
fn read(text: &str) -> (Parsed, Option<Program>) {
    let parsed = parse(&source(text));
    let checked = author::check(&parsed);
    for finding in parsed.diagnostics.iter().chain(&checked.diagnostics) {
        told_well(&parsed.sources, finding);
    }
    let errors = project::errors(&parsed, &checked.diagnostics);
    assert_eq!(checked.rules.is_none(), !errors.is_empty(), "{errors:?}");
    let program = checked.rules.as_ref().map(author::compile);
    (parsed, program)
}

fn told_well(sources: &[Source], finding: &Diagnostic) {
    assert!(!finding.labels.is_empty(), "{finding:?}");
    let labels = finding.labels.iter().map(|label| label.span);
    let fixes = finding.fixes.iter().map(|fix| fix.span);
    for span in labels.chain(fixes) {
        assert!(lies_inside(sources, span), "{finding:?}");
    }
    for message in [Some(&finding.message), finding.help.as_ref()] {
        let said = message.is_none_or(|said| !said.en.is_empty() && !said.vi.is_empty());
        assert!(said, "{finding:?}");
    }
}

fn lies_inside(sources: &[Source], span: Span) -> bool {
    let text = sources.get(span.source.0 as usize).map(|one| &one.text);
    text.is_some_and(|text| text.get(span.start as usize..span.end as usize).is_some())
}

/// What is built is loaded as it was, and is no change.
fn compiled(program: &Program) {
    let bytes = artefact::encode(program);
    let loaded = artefact::decode(&bytes);
    let loaded = loaded.unwrap_or_else(|error| panic!("what was built is not loaded: {error}"));
    assert!(artefact::encode(&loaded) == bytes, "other bytes");
    assert_eq!(loaded.digest, program.digest);
    let diff = diff::diff(program, &loaded);
    assert!(diff.is_empty(), "{diff:?}");
}

/// Laid out, a text says the same; laid out again it stays, and by way of the other language as well.
fn laid_out(parsed: &Parsed, program: Option<&Program>) {
    let Some(language) = parsed.documents.first().map(|document| document.language) else {
        return;
    };
    let laid = match format(parsed, SourceId(0), language) {
        Ok(laid) => laid,
        Err(FormatError::Unfaithful(_)) if program.is_some() => {
            panic!("a sound text cannot be laid out")
        }
        Err(_) => return,
    };
    let (again, same) = read(&laid);
    assert_eq!(format(&again, SourceId(0), language).as_ref(), Ok(&laid));
    let digest = program.map(|program| &program.digest);
    assert_eq!(same.as_ref().map(|same| &same.digest), digest, "{laid}");
    let Ok(other) = format(parsed, SourceId(0), language.other()) else {
        return;
    };
    let (translated, same) = read(&other);
    assert_eq!(same.as_ref().map(|same| &same.digest), digest, "{other}");
    assert_eq!(format(&translated, SourceId(0), language), Ok(laid));
}

/// Read after a change, a text is what it is when read afresh.
fn read_again(text: &str, place: usize) {
    let line_end = text[place..]
        .find('\n')
        .map_or(text.len(), |end| place + end);
    for before in [
        &text[..place],
        &[&text[..place], &text[line_end..]].concat(),
    ] {
        let was = parse_again(Parsed::default(), &source(before));
        let now = parse_again(was, &source(text));
        let fresh = parse(&source(text));
        assert_eq!(now.diagnostics, fresh.diagnostics);
        let trees = |parsed: &Parsed| format!("{:?}", parsed.documents);
        assert_eq!(trees(&now), trees(&fresh));
    }
}

/// What an editor asks lies inside the text, in its order where it has one.
fn asked(text: &str, at: usize) {
    let mut workspace = Workspace::default();
    workspace.set(NAME, text);
    let inside = |span: &Range<usize>| text.get(span.clone()).is_some();
    let mut end = 0;
    for token in workspace.tokens(NAME) {
        assert!(inside(&token.span) && end <= token.span.start, "{token:?}");
        end = token.span.end;
    }
    for span in workspace.folds(NAME) {
        assert!(inside(&span), "{span:?}");
    }
    for item in workspace.outline(NAME) {
        assert!(inside(&item.span) && inside(&item.selection), "{item:?}");
    }
    let language = workspace.language(NAME).unwrap_or(Language::Vi);
    for offered in workspace.complete(NAME, at, language) {
        let replaced = &offered.replaces;
        let holds = inside(replaced) && replaced.start <= at && at <= replaced.end;
        assert!(holds, "{at}: {offered:?}");
    }
    if let Some(told) = workspace.hover(NAME, at, language) {
        assert!(inside(&told.span), "{at}");
    }
    let places = workspace.references(NAME, at).into_iter();
    for place in places.chain(workspace.definition(NAME, at)) {
        assert!(inside(&(place.start..place.end)), "{at}: {place:?}");
    }
    for fix in workspace.fixes(NAME, 0..text.len()) {
        for edit in fix.edits {
            assert!(inside(&(edit.place.start..edit.place.end)), "{edit:?}");
        }
    }
    if workspace.renamable(NAME, at).is_some() {
        for edit in workspace.rename(NAME, at, "zz_new").unwrap_or_default() {
            assert!(inside(&(edit.place.start..edit.place.end)), "{edit:?}");
        }
    }
}
