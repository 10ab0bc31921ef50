//! Texts that read, texts that do not, and laws of reading that hold for any text.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use luat_grammar::diagnostic::{Diagnostic, Severity};
use luat_grammar::format::same_tree;
use luat_grammar::source::{LineIndex, Source};
use luat_grammar::syntax::{
    Bound, Comparator, Declaration, Document, ExprKind, Period, Requirement, RuleMember,
};
use luat_grammar::{Language, MAX_FINDINGS, Parsed, codes, parse, parse_again};
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use unicode_normalization::UnicodeNormalization;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut found: Vec<PathBuf> = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "luat"));
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "the cases are files")]
fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    Source::new(name, std::fs::read_to_string(path).unwrap())
}

fn rendered(parsed: &Parsed) -> String {
    let mut text = String::new();
    for finding in &parsed.diagnostics {
        let given = &parsed.sources[finding.span().source.0 as usize].text;
        let index = LineIndex::new(given);
        let place = index.line_column(given, finding.span().start);
        writeln!(
            text,
            "{}:{} {} {}",
            place.line, place.column, finding.code.0, finding.message.en
        )
        .unwrap();
        writeln!(text, "    {}", finding.message.vi).unwrap();
        for label in &finding.labels {
            let words = &given[label.span.start as usize..label.span.end as usize];
            writeln!(
                text,
                "  | [{words}] {}",
                [&*label.text.en, &*label.text.vi].join(" / ")
            )
            .unwrap();
        }
        if let Some(help) = &finding.help {
            writeln!(text, "  = {}\n    {}", help.en, help.vi).unwrap();
        }
    }
    text
}

fn read(text: &str) -> Parsed {
    parse(&[Source::new("text.luat", text)])
}

#[test]
fn sound_texts_read_one_way() {
    let sources: Vec<Source> = files("valid").iter().map(|path| source(path)).collect();
    let parsed = parse(&sources);
    assert_eq!(rendered(&parsed), "");
}

#[test]
fn every_fault_is_told_once_in_both_languages() {
    for path in files("faults") {
        let parsed = parse(&[source(&path)]);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::with_settings!({prepend_module_to_snapshot => false, snapshot_path => "faults", omit_expression => true}, {
            insta::assert_snapshot!(name, rendered(&parsed));
        });
    }
}

#[test]
fn faults_have_registered_codes_and_words() {
    let known = codes::all();
    for path in files("faults") {
        for finding in parse(&[source(&path)]).diagnostics {
            assert!(
                known.iter().any(|entry| entry.code == finding.code),
                "{:?}",
                finding.code
            );
            assert!(!finding.message.en.is_empty() && !finding.message.vi.is_empty());
            assert!(
                finding.help.is_some() || !finding.labels[0].text.en.is_empty(),
                "{finding:?}"
            );
        }
    }
}

#[test]
fn codes_are_unique() {
    let mut known: Vec<&str> = codes::all().iter().map(|entry| entry.code.0).collect();
    let n_codes = known.len();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), n_codes);
}

#[test]
fn decomposed_text_reads_as_the_composed_one_and_keeps_its_own_spans() {
    for path in files("valid").iter().chain(&files("faults")) {
        let composed = source(path);
        let decomposed = Source::new(
            composed.name.clone(),
            composed.text.nfd().collect::<String>(),
        );
        let (one, other) = (parse(&[composed]), parse(&[decomposed]));
        assert!(
            same_tree(&one.documents[0], &other.documents[0]),
            "{}",
            path.display()
        );
        let words = |parsed: &Parsed| -> Vec<String> {
            let text = &parsed.sources[0].text;
            parsed
                .diagnostics
                .iter()
                .map(|finding| {
                    text[finding.span().start as usize..finding.span().end as usize]
                        .nfc()
                        .collect()
                })
                .collect()
        };
        assert_eq!(words(&one), words(&other), "{}", path.display());
    }
}

const FRAME: &str = r#"
document d "D"
level district "district | districts" / "huyện"
population hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" per district
  state trained "trained" / "được tập huấn" in the period
act reconciled "a reconciliation held" / "tổ chức hoà giải" per district
act review "a yearly review held" / "sơ kết hằng năm" per district
rule r "R"
  bearer district
"#;

fn requirements(document: &Document) -> Vec<&RuleMember> {
    let rules = document
        .declarations
        .iter()
        .filter_map(|declaration| match &declaration.node {
            Declaration::Rule(rule) => Some(&rule.members),
            _ => None,
        });
    rules
        .flatten()
        .map(|member| &member.node)
        .filter(|member| matches!(member, RuleMember::Sentence(_) | RuleMember::Shared { .. }))
        .collect()
}

#[test]
fn a_share_with_symbol_and_period() {
    let parsed = read(&format!("{FRAME}  annually ≥15% of hamlet heads trained\n"));
    assert_eq!(rendered(&parsed), "");
    let [RuleMember::Sentence(sentence)] = requirements(&parsed.documents[0])[..] else {
        panic!()
    };
    assert_eq!(sentence.leads.periods[0].node, Period::Year);
    let Requirement::Share(share) = &sentence.requirement.node else {
        panic!()
    };
    let Bound::Compare(Comparator::AtLeast, value) = &share.bound.node else {
        panic!()
    };
    let ExprKind::Percent(percent) = &value.kind else {
        panic!()
    };
    assert_eq!((percent.numerator, percent.denominator), (15, 1));
    assert_eq!(share.predicate[0].refs[0].id, "hamlet_heads.trained");
    let span = share.predicate[0].span;
    assert_eq!(
        &parsed.sources[0].text[span.start as usize..span.end as usize],
        "trained"
    );
}

#[test]
fn what_word_processors_paste_is_understood() {
    let pasted = "\u{FEFF}".to_owned()
        + &FRAME.replace("rule r \"R\"", "rule r \u{201C}R\u{201D}")
        + "  annually\u{A0}≥\u{202F}15\u{A0}% of hamlet\u{A0}heads trained\r\n";
    assert_eq!(rendered(&read(&pasted)), "");
}

#[test]
fn spellings_of_one_word_agree() {
    let vi = FRAME.replace(
        "rule r \"R\"\n  bearer district",
        "rule r \"R\"\n  bearer huyện",
    );
    let text = format!("{vi}  tổ chức hòa giải\n  SƠ KẾT HÀNG NĂM\n");
    assert_eq!(rendered(&read(&text)), "");
}

#[test]
fn a_broken_declaration_still_gives_its_name() {
    let text = "document d \"D\"\nlevel district \"district | districts\" / \"huyện\"\npopulation heads \"head | heads\" / \"trưởng bản\"\n  state trained \"trained\" / \"được tập huấn\"\nrule r \"R\"\n  bearer district\n  over 15% of heads trained\n";
    let codes: Vec<&str> = read(text)
        .diagnostics
        .iter()
        .map(|finding| finding.code.0)
        .collect();
    assert_eq!(codes.len(), 2, "{codes:?}");
}

#[test]
fn documents_see_one_another_only_through_use() {
    let shared = Source::new(
        "rules/common.luat",
        FRAME.replace("document d", "document common"),
    );
    let text = "document e \"E\"\nuse common\nrule r \"R\"\n  bearer district\n  over 15% of hamlet heads trained\n";
    let with_use = parse(&[shared.clone(), Source::new("rules/e/e.luat", text)]);
    assert_eq!(rendered(&with_use), "");
    let without = parse(&[
        shared,
        Source::new("rules/e/e.luat", text.replace("use common\n", "")),
    ]);
    assert_eq!(without.diagnostics.len(), 2);
}

#[test]
fn two_texts_of_one_id_are_one_fault() {
    let twice = parse(&[Source::new("a.luat", FRAME), Source::new("b.luat", FRAME)]);
    assert_eq!(twice.diagnostics.len(), 1, "{}", rendered(&twice));
}

#[test]
fn ambiguous_names_are_an_error_with_both_readings() {
    let text = format!("{FRAME}  annually over 15% of hamlet heads trained\n").replace(
        "act reconciled",
        "population workers \"worker | workers\" / \"người lao động\" per district\n  state disabled \"with disabilities\" / \"khuyết tật\" as it stands\npopulation disabled_workers \"worker with disabilities | workers with disabilities\" / \"người lao động khuyết tật\" per district\n  state disabled \"with disabilities\" / \"khuyết tật\" as it stands\nact reconciled",
    );
    let text = format!("{text}  at least 3 workers with disabilities\n");
    let parsed = read(&text);
    assert_eq!(parsed.diagnostics.len(), 1, "{}", rendered(&parsed));
    assert!(parsed.diagnostics[0].message.en.contains("two ways"));
    let quoted = read(&text.replace(
        "3 workers with disabilities",
        "3 \"workers with disabilities\"",
    ));
    assert_eq!(rendered(&quoted), "");
}

#[test]
fn deep_and_long_texts_are_refused_and_never_overflow() {
    for opening in [
        "(",
        "not ",
        "if ",
        "number of hamlet heads where ",
        "the greater of ",
        "1 + ",
        "trained and ",
    ] {
        let text = format!(
            "{FRAME}\ndefine x \"x\" / \"x\" = {}",
            opening.repeat(20_000 / opening.len())
        );
        assert!(!read(&text).diagnostics.is_empty());
        let text = format!("{FRAME}  if {}", opening.repeat(3_000 / opening.len()));
        assert!(!read(&text).diagnostics.is_empty());
    }
    let mut bullets = String::new();
    for depth in 0..200 {
        writeln!(bullets, "{}- all of:", " ".repeat(depth + 4)).unwrap();
    }
    assert!(
        !read(&format!("{FRAME}  all of:\n{bullets}"))
            .diagnostics
            .is_empty()
    );
}

fn spans_lie_on_characters(parsed: &Parsed) {
    let spans = parsed
        .diagnostics
        .iter()
        .flat_map(|finding: &Diagnostic| finding.labels.iter().map(|label| label.span));
    for span in spans {
        let text = &parsed.sources[span.source.0 as usize].text;
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?}"
        );
    }
}

/// Pieces that rule texts are made of.
const PIECES: &[&str] = &[
    "\n",
    "  ",
    "\n\n",
    "- ",
    ":",
    ",",
    "(",
    ")",
    "%",
    "15",
    "1.000",
    "0,5",
    "2030",
    "2025-02-30",
    "13/11/2024",
    "\"",
    "\"x\"",
    " / ",
    "=",
    "#c",
    "over ",
    "at least ",
    "of ",
    "hamlet heads ",
    "trained ",
    "annually ",
    "by ",
    "if ",
    "unless ",
    "where ",
    "each ",
    "all of",
    "and ",
    "or ",
    "within ",
    "days ",
    "before ",
    "rule r2 \"x\"",
    "population p ",
    "state s ",
    "per district ",
    "hằng năm ",
    "trên ",
    "trưởng bản ",
    "được tập huấn ",
    "đến năm ",
    "scenario \"s\"",
    "given ",
    "expect ",
    "in ",
    "language vi\n",
    "document ",
    "use ",
    "\u{301}",
    "đ",
    "\u{A0}",
    "¤",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        spans_lie_on_characters(&read(&text));
    }

    #[test]
    fn any_pieces_are_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        spans_lie_on_characters(&read(&format!("{FRAME}  {}", pieces.concat())));
    }

    #[test]
    fn any_change_is_read(at in any::<prop::sample::Index>(), length in 0_usize..40, piece in prop::sample::select(PIECES)) {
        let paths = files("faults");
        let text = source(&paths[at.index(paths.len())]).text;
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        let from = at.index(starts.len());
        let to = starts.get(from + length).copied().unwrap_or(text.len());
        spans_lie_on_characters(&read(&format!("{}{piece}{}", &text[..starts[from]], &text[to..])));
    }
}

#[test]
fn the_language_is_said_or_follows_from_the_first_keyword() {
    let language = |text: &str| read(text).documents[0].language;
    assert_eq!(language("ngôn ngữ vi\n"), Language::Vi);
    assert_eq!(language("language vi\n"), Language::Vi);
    assert_eq!(language("# ghi chú\nvăn bản d \"D\"\n"), Language::Vi);
    assert_eq!(language("document d \"D\"\n"), Language::En);
}

/// So many lines of which each is one fault.
fn broken(lines: usize) -> String {
    "document d \"D\" / \"D\"\n".to_owned() + &"rule ???\n".repeat(lines)
}

fn findings(text: &str) -> Vec<Diagnostic> {
    parse(&[Source::new("d.luat", text)]).diagnostics
}

#[test]
fn of_more_faults_than_are_told_the_place_of_the_next_is() {
    let all = findings(&broken(MAX_FINDINGS));
    assert_eq!(all.len(), MAX_FINDINGS);
    assert!(all.iter().all(|finding| finding.code.0 != "E0020"));
    let text = broken(MAX_FINDINGS + 7);
    let more = findings(&text);
    let (last, first) = more.split_last().unwrap();
    assert_eq!(first, all);
    assert_eq!((last.code.0, last.severity), ("E0020", Severity::Error));
    let lines = text.get(..last.span().start as usize).unwrap().lines();
    assert_eq!(lines.count(), MAX_FINDINGS + 2);
}

#[test]
fn beyond_the_faults_that_are_told_none_is_worked_out() {
    let sentence = "rule r \"R\" / \"R\"\n  hedas traned\n";
    let text = broken(MAX_FINDINGS).replacen("rule", &format!("{sentence}rule"), 1);
    let found = findings(&text);
    let (first, told) = found.split_first().unwrap();
    assert_eq!((first.code.0, told.len()), ("E0020", MAX_FINDINGS));
    assert_eq!(first.span().start as usize, text.find("hedas").unwrap());
    assert!(told.iter().all(|finding| finding.code == told[0].code));
}

#[test]
fn too_many_faults_are_told_alike_when_a_text_is_read_again() {
    let (few, many) = (broken(MAX_FINDINGS - 1), broken(MAX_FINDINGS + 1));
    let mut parsed = Parsed::default();
    for text in [&few, &many, &few, &format!("{many}rule ???\n"), &many, &few] {
        let now = [Source::new("d.luat", text.as_str())];
        parsed = parse_again(parsed, &now);
        assert_eq!(parsed.diagnostics, parse(&now).diagnostics);
    }
}
