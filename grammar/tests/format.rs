//! Printing keeps what a text says, in both languages.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use std::path::{Path, PathBuf};

use luat_grammar::Language;
use luat_grammar::diagnostic::Severity;
use luat_grammar::format::{FormatError, format, same_tree};
use luat_grammar::source::{Source, SourceId};
use luat_grammar::{Parsed, parse};

const NAMES: &str = include_str!("format/names.en.luat");
const SENTENCES: &str = include_str!("format/sentences.en.luat");

fn read(sources: &[(&str, &str)]) -> Parsed {
    let sources: Vec<Source> = sources
        .iter()
        .map(|(name, text)| Source::new(*name, *text))
        .collect();
    parse(&sources)
}

fn errors(parsed: &Parsed) -> Vec<String> {
    let errors = parsed
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| describe(parsed, finding)).collect()
}

fn describe(parsed: &Parsed, finding: &luat_grammar::diagnostic::Diagnostic) -> String {
    let span = finding.span();
    let source = &parsed.sources[span.source.0 as usize];
    let place = source
        .text
        .get(span.start as usize..span.end as usize)
        .unwrap_or("?");
    format!(
        "{} {}: {} ({place})",
        finding.code.0, source.name, finding.message.en
    )
}

/// Replaces one text by another and reads all again.
fn with(parsed: &Parsed, at: SourceId, text: &str) -> Parsed {
    let mut sources = parsed.sources.clone();
    sources[at.0 as usize] = Source::new(sources[at.0 as usize].name.clone(), text);
    parse(&sources)
}

/// Formats a text and checks all that formatting promises; answers both forms, its own language first.
fn keeps_its_promises(parsed: &Parsed, at: SourceId) -> [String; 2] {
    assert_eq!(errors(parsed), Vec::<String>::new());
    let document = |parsed: &Parsed| {
        parsed
            .documents
            .iter()
            .find(|document| document.source == at)
            .unwrap()
            .clone()
    };
    let meant = document(parsed);
    let own = meant.language;
    let print = |parsed: &Parsed, language: Language| {
        format(parsed, at, language)
            .unwrap_or_else(|error| panic!("{error:?} in {}", parsed.sources[at.0 as usize].name))
    };

    let formatted = print(parsed, own);
    let again = with(parsed, at, &formatted);
    assert!(
        same_tree(&meant, &document(&again)),
        "the tree of the formatted text differs:\n{formatted}"
    );
    assert_eq!(print(&again, own), formatted, "formatting twice differs");

    let translated = print(&again, own.other());
    let abroad = with(parsed, at, &translated);
    assert!(
        same_tree(&meant, &document(&abroad)),
        "the tree of the translated text differs:\n{translated}"
    );
    assert_eq!(document(&abroad).language, own.other());
    assert_eq!(
        print(&abroad, own.other()),
        translated,
        "formatting the translation changes it"
    );
    assert_eq!(print(&abroad, own), formatted, "the way back differs");
    [formatted, translated]
}

#[test]
fn every_declaration_has_its_layout() {
    let parsed = read(&[("names.luat", NAMES)]);
    let [english, vietnamese] = keeps_its_promises(&parsed, SourceId(0));
    compare(&english, "names.en.luat");
    compare(&vietnamese, "names.vi.luat");
}

#[test]
fn every_sentence_has_its_layout() {
    let parsed = read(&[("names.luat", NAMES), ("sentences.luat", SENTENCES)]);
    let [english, vietnamese] = keeps_its_promises(&parsed, SourceId(1));
    compare(&english, "sentences.en.luat");
    compare(&vietnamese, "sentences.vi.luat");
}

/// Compares with a file beside; `UPDATE=1` writes it, to be read as a change.
#[allow(clippy::disallowed_methods, reason = "tests read files and settings")]
fn compare(text: &str, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/format")
        .join(name);
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap());
}

#[test]
fn the_rules_as_shipped_keep_their_meaning() {
    let mut paths = Vec::new();
    rule_texts(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules"),
        &mut paths,
    );
    paths.sort();
    for path in &paths {
        let sources: Vec<Source> = used(path, &paths).iter().map(|path| text(path)).collect();
        keeps_its_promises(&parse(&sources), SourceId(0));
    }
}

/// A text and those that it uses, itself first.
fn used(path: &Path, all: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = vec![path.to_owned()];
    let mut at = 0;
    while let Some(path) = found.get(at) {
        let text = text(path).text;
        let names = text
            .lines()
            .filter_map(|line| line.strip_prefix("dùng ").or(line.strip_prefix("use ")));
        for name in names.map(str::trim) {
            let texts = all
                .iter()
                .filter(|path| path.file_stem().is_some_and(|stem| stem == name));
            let new: Vec<PathBuf> = texts
                .filter(|path| !found.contains(path))
                .cloned()
                .collect();
            found.extend(new);
        }
        at += 1;
    }
    found
}

#[allow(clippy::disallowed_methods, reason = "tests read files")]
fn text(path: &Path) -> Source {
    Source::new(
        path.to_string_lossy(),
        std::fs::read_to_string(path).unwrap(),
    )
}

fn rule_texts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rule_texts(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "luat") {
            found.push(path);
        }
    }
}

#[test]
fn a_text_with_errors_is_left_alone() {
    let parsed = read(&[("a.luat", "language en\nrule r \"R\"\n  bearer nobody\n")]);
    assert_eq!(
        format(&parsed, SourceId(0), Language::En),
        Err(FormatError::Faulty)
    );
    assert_eq!(
        format(&parsed, SourceId(7), Language::En),
        Err(FormatError::UnknownSource)
    );
}

#[test]
fn names_alike_in_the_other_language_keep_a_text_in_its_own() {
    let text = "ngôn ngữ vi\n\
        cấp xa \"commune | communes\" / \"xã\"\n\
        việc den \"support\" / \"lắp đèn\" theo xã\n\
        việc rac \"support\" / \"thu gom rác\" theo xã\n\
        quy định q \"Q\"\n\
        chủ thể xã\n\
        hằng năm lắp đèn\n\
        hằng tháng thu gom rác\n";
    let parsed = read(&[("a.luat", text)]);
    let laid = format(&parsed, SourceId(0), Language::Vi).unwrap();
    assert!(laid.contains("hằng tháng thu gom rác"), "{laid}");
    let FormatError::NamesAlike(span) = format(&parsed, SourceId(0), Language::En).unwrap_err()
    else {
        panic!("turned, or refused for something else");
    };
    assert_eq!(
        &text[span.start as usize..span.end as usize],
        "\"support\" / \"thu gom rác\""
    );
    let mended = read(&[("a.luat", &text.replacen("support", "lamps", 1))]);
    assert!(format(&mended, SourceId(0), Language::En).is_ok());
}

#[test]
fn a_name_that_would_be_misread_is_quoted() {
    let text = "language en\n\
        document d  \"D\" / \"D\"\n\
        level commune  \"commune | communes\" / \"xã\"\n\
        population owners  \"owner | owners\" / \"chủ sở hữu\"  per commune\n  \
          state  voting  \"voting\" / \"biểu quyết\"  in the period\n\
        population present  \"owner voting | owners voting\" / \"người dự\"  per commune\n  \
          state  agreed  \"agreed\" / \"tán thành\"  in the period\n\
        rule r  \"R\" / \"R\"\n  \
          bearer  commune\n  \
          over 50% of \"owners\" voting\n";
    let parsed = read(&[("d.luat", text)]);
    keeps_its_promises(&parsed, SourceId(0));
}

#[test]
fn tidying_folds_what_means_the_same() {
    let untidy = "language vi\n\n\n\
        document d \"D\" / \"D\"\n\n\n\n\
        level commune \"commune\" / \"xã\"   # cấp xã   \n\
        act dialogue \"dialogue held\"/\"đối thoại\" per commune\n\
        rule r \"R\" / \"R\"\n\
        bearer xã\n\
        Mỗi năm đối thoại\n\n\n";
    let untidy = untidy
        .replace("document", "văn bản")
        .replace("level", "cấp")
        .replace("act ", "việc ")
        .replace(" per ", " theo ");
    let untidy = untidy
        .replace("rule", "quy định")
        .replace("bearer", "chủ thể");
    let parsed = read(&[("d.luat", &untidy)]);
    let [formatted, _] = keeps_its_promises(&parsed, SourceId(0));
    let expected = "ngôn ngữ vi\n\n\
        văn bản d  \"D\" / \"D\"\n\n\
        cấp commune  \"commune\" / \"xã\"  # cấp xã\n\
        việc dialogue  \"dialogue held\" / \"đối thoại\"  theo xã\n\
        quy định r  \"R\" / \"R\"\n  \
          chủ thể  xã\n  \
          hằng năm đối thoại\n";
    assert_eq!(formatted, expected);
}

#[test]
fn a_note_in_one_language_stays_so() {
    let text = "language vi\n\
        văn bản d  \"D\" / \"D\"\n  \
          ghi chú  \"chỉ có tiếng Việt\"\n";
    let parsed = read(&[("d.luat", text)]);
    let [vietnamese, english] = keeps_its_promises(&parsed, SourceId(0));
    assert_eq!(vietnamese, text.replacen("language", "ngôn ngữ", 1));
    assert!(
        english.contains("note  \"\" / \"chỉ có tiếng Việt\""),
        "{english}"
    );
}

#[test]
fn quotes_within_quotes_are_kept() {
    let text = "language en\ndocument d  “the \"short\" title” / “tên \"ngắn\" gọn”\n";
    let parsed = read(&[("d.luat", text)]);
    let [english, _] = keeps_its_promises(&parsed, SourceId(0));
    assert_eq!(english, text);
}
