//! Texts read again after a change give what they would give if they were read for the first time.

use luat_grammar::source::Source;
use luat_grammar::syntax::Declaration;
use luat_grammar::{Parsed, parse, parse_again};
use proptest::prelude::*;
use proptest::sample::Index;

const COMMON: &str = include_str!("../../rules/common.luat");
const RULES: &str = include_str!("../../rules/bac_giang_draft/bac_giang_draft.luat");

const FORMS: [&str; 2] = [
    include_str!("valid/every_form_en.luat"),
    include_str!("valid/every_form_vi.luat"),
];

fn sources(common: &str, rules: &str) -> [Source; 2] {
    [
        Source::new("common.luat", common),
        Source::new("rules.luat", rules),
    ]
}

/// All that a reading tells.
fn told(parsed: &Parsed) -> String {
    let names: Vec<_> = parsed.names.iter().collect();
    format!(
        "{:?}\n{:?}\n{names:?}",
        parsed.documents, parsed.diagnostics
    )
}

/// What a writer does to a text.
#[derive(Debug, Clone)]
enum Change {
    /// Types something at a place.
    Types(Index, &'static str),
    /// Deletes some characters.
    Deletes(Index, usize),
    /// Takes a line out.
    Cuts(Index),
    /// Takes the end of a line out, so that the next one goes on with it.
    Joins(Index),
    /// Copies a line to another place.
    Copies(Index, Index),
    /// Deletes a quotation mark.
    Unquotes(Index),
    /// Deletes the first word of a line, mostly a keyword.
    Beheads(Index),
    /// Deletes the second half of a line.
    Halves(Index),
    /// Lets two quoted names change places.
    Swaps(Index, Index),
    /// Declares something before a line without indentation.
    Declares(Index, &'static str),
    /// Takes back what was done last, and before that by the next one.
    Mends,
}

fn changes() -> impl Strategy<Value = Change> {
    let typed = prop::sample::select(vec![
        "a",
        "1",
        " ",
        "\n",
        ",",
        ":",
        ".",
        "\"",
        "(",
        "#",
        "xã",
        "và ",
        "  - ",
        "_x",
        "\u{301}",
        "bản, tổ dân phố",
        "\nquy định r \"R\"\n",
        "ngôn ngữ en\n",
        "đúng ",
    ]);
    // Names that are keywords, begin like others, or are numbers and units to some; ids that are words of sentences,
    // and that hide those of a text that is used.
    let declared = prop::sample::select(vec![
        "số lượng khong \"not | nots\" / \"không\" theo commune\n",
        "số lượng nam \"year | years\" / \"năm\" theo commune\n",
        "đối tượng truong \"head | heads\" / \"trưởng\" theo commune\n",
        "việc hop \"held\" / \"tổ chức\" theo commune\n",
        "số tiền quy_vnd \"fund\" / \"quỹ\" tính bằng VND theo commune\n",
        "tham số trade \"rate\" / \"mức\" 15% từ ngày 01/01/2025\n",
        "dùng common\n",
        "count present \"present\" / \"có mặt\" per commune\n",
        "quy định quy \"R\"\n  căn cứ Điều 1\n",
        "quy định commune \"R\"\n",
        "việc ban \"banned\" / \"ban bố\" theo commune\n",
        "cấp thon \"hamlet | hamlets\" / \"thôn\"\n",
        "số lượng commune \"thing | things\" / \"món\" theo commune\n",
        "population leaders_too \"village leaders\" / \"người nòng cốt\" per district\n  state trained \"trained\" / \"được tập huấn\"\n",
    ]);
    let at = any::<Index>;
    let two = any::<(Index, Index)>;
    prop_oneof![
        6 => (at(), typed).prop_map(|(at, what)| Change::Types(at, what)),
        3 => (at(), 1..9_usize).prop_map(|(at, many)| Change::Deletes(at, many)),
        1 => at().prop_map(Change::Cuts),
        2 => at().prop_map(Change::Joins),
        1 => two().prop_map(|(from, to)| Change::Copies(from, to)),
        2 => at().prop_map(Change::Unquotes),
        2 => at().prop_map(Change::Beheads),
        2 => at().prop_map(Change::Halves),
        2 => two().prop_map(|(one, other)| Change::Swaps(one, other)),
        3 => (at(), declared).prop_map(|(at, what)| Change::Declares(at, what)),
        6 => Just(Change::Mends),
    ]
}

fn change(text: &str, change: &Change) -> String {
    match change {
        Change::Types(at, what) => splice(text, at.index(text.len() + 1), 0, what),
        Change::Deletes(at, many) => splice(text, at.index(text.len() + 1), *many, ""),
        Change::Cuts(at) => with_line(text, *at, |_| String::new()),
        Change::Joins(at) => with_line(text, *at, |line| line.trim_end().to_owned()),
        Change::Copies(from, to) => {
            let mut copied = String::new();
            with_line(text, *from, |line| {
                line.clone_into(&mut copied);
                String::new()
            });
            with_line(text, *to, |line| copied + line)
        }
        Change::Unquotes(at) => {
            let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
            match quotes.as_slice() {
                [] => text.to_owned(),
                quotes => splice(text, *at.get(quotes), 1, ""),
            }
        }
        Change::Beheads(at) => with_line(text, *at, |line| {
            let words = line.trim_start();
            let indent = &line[..line.len() - words.len()];
            let rest = words.find(' ').map_or("\n", |at| &words[at + 1..]);
            format!("{indent}{rest}")
        }),
        Change::Halves(at) => with_line(text, *at, |line| {
            let half = (0..=line.len() / 2).rfind(|at| line.is_char_boundary(*at));
            format!("{}\n", &line[..half.unwrap_or(0)])
        }),
        Change::Swaps(one, other) => {
            let mut parts: Vec<&str> = text.split('"').collect();
            let quoted = parts.len() / 2;
            if quoted > 0 {
                parts.swap(2 * one.index(quoted) + 1, 2 * other.index(quoted) + 1);
            }
            parts.join("\"")
        }
        Change::Declares(at, what) => {
            let openings = text.match_indices('\n').filter(|(at, _)| {
                let next = text[at + 1..].chars().next();
                next.is_some_and(char::is_alphabetic)
            });
            let openings: Vec<usize> = openings.map(|(at, _)| at + 1).collect();
            match openings.as_slice() {
                [] => text.to_owned(),
                openings => splice(text, *at.get(openings), 0, what),
            }
        }
        Change::Mends => text.to_owned(),
    }
}

/// So many characters from a byte on, or from where its character starts, gone for others.
fn splice(text: &str, at: usize, gone: usize, with: &str) -> String {
    let at = (0..=at).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let rest: String = text[at..].chars().skip(gone).collect();
    format!("{}{with}{rest}", &text[..at])
}

/// A line, with its end, given another wording.
fn with_line(text: &str, at: Index, wording: impl FnOnce(&str) -> String) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return String::new();
    }
    let at = at.index(lines.len());
    let word = wording(lines[at]);
    [
        &lines[..at].concat(),
        word.as_str(),
        &lines[at + 1..].concat(),
    ]
    .concat()
}

/// Texts as they are after each change, that both parsers must agree on.
fn follow(texts: [&str; 2], changes: Vec<(bool, Change)>) -> Result<(), TestCaseError> {
    let mut texts = texts.map(str::to_owned);
    let mut before = Vec::new();
    let mut parsed = parse_again(Parsed::default(), &sources(&texts[0], &texts[1]));
    for (in_common, one) in changes {
        if let Change::Mends = one {
            texts = before.pop().unwrap_or(texts);
        } else {
            before.push(texts.clone());
            let text = &mut texts[usize::from(!in_common)];
            *text = change(text, &one);
        }
        let now = sources(&texts[0], &texts[1]);
        parsed = parse_again(parsed, &now);
        prop_assert_eq!(told(&parsed), told(&parse(&now)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_read_again_is_what_is_read_afresh(
        changes in prop::collection::vec((any::<bool>(), changes()), 1..7),
    ) {
        follow([COMMON, RULES], changes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn so_is_every_form(changes in prop::collection::vec((any::<bool>(), changes()), 1..7)) {
        follow(FORMS, changes)?;
    }
}

/// Where the lines of the rules of a text stand in memory: they stay where they are taken over.
fn homes(parsed: &Parsed) -> Vec<*const u8> {
    let declarations = parsed
        .documents
        .iter()
        .flat_map(|document| &document.declarations);
    let rules = declarations.filter_map(|line| match &line.node {
        Declaration::Rule(rule) => Some(rule.members.as_ptr().cast()),
        _ => None,
    });
    rules.collect()
}

/// That after a change all rules but a few stand where they stood.
fn assert_stays(changed: &str) {
    let parsed = parse_again(Parsed::default(), &sources(COMMON, RULES));
    let before = homes(&parsed);
    let now = sources(COMMON, changed);
    let parsed = parse_again(parsed, &now);
    let after = homes(&parsed);
    let stayed = before.iter().filter(|home| after.contains(home)).count();
    assert!(
        before.len() > 5 && stayed + 4 >= before.len(),
        "{stayed} of {}",
        before.len()
    );
    assert_eq!(told(&parsed), told(&parse(&now)));
}

#[test]
fn only_what_stands_near_a_change_is_read_again() {
    assert_stays(&RULES.replacen("hằng năm ", "hằng quý ", 1));
}

#[test]
fn a_rule_that_loses_its_line_leaves_the_others_as_they_were() {
    let at = RULES.match_indices("\nquy định ").nth(3).unwrap().0;
    let (above, below) = RULES.split_at(at);
    assert_stays(&format!("{}{}", above.trim_end(), below.trim_start()));
}

#[test]
fn an_id_being_typed_that_is_a_word_of_sentences_touches_none() {
    let at = RULES.match_indices("quy định ").nth(3).unwrap().0;
    let (above, below) = RULES.split_at(at);
    assert_stays(&format!("{above}quy định {below}"));
    assert_stays(&format!(
        "{above}việc ban \"banned\" / \"ban bố\" theo commune\n\n{below}"
    ));
}

#[test]
fn a_name_that_changes_has_its_sentences_read_again() {
    let words = "được tập huấn về hương ước, quy ước";
    let changed = COMMON.replace(words, "được tập huấn rồi");
    let now = sources(&changed, RULES);
    let parsed = parse_again(
        parse_again(Parsed::default(), &sources(COMMON, RULES)),
        &now,
    );
    assert_eq!(told(&parsed), told(&parse(&now)));
}

#[test]
fn what_stands_below_the_last_declaration_is_told_again() {
    let text = "language en\n\ndocument case \"Case\" / \"Thử\"\n  in force from 2024-11-13\n\nlevel ward \"ward | wards\" / \"phường\"\n���\n\n�";
    let fresh = parse(&[Source::new("a.luat", text)]);
    assert_eq!(fresh.diagnostics.len(), 2, "{:?}", fresh.diagnostics);
    for (place, _) in text.char_indices() {
        let line_end = text[place..]
            .find('\n')
            .map_or(text.len(), |end| place + end);
        for before in [
            text[..place].to_owned(),
            [&text[..place], &text[line_end..]].concat(),
        ] {
            let was = parse_again(Parsed::default(), &[Source::new("a.luat", before.clone())]);
            let now = parse_again(was, &[Source::new("a.luat", text)]);
            assert_eq!(told(&now), told(&fresh), "{before:?}");
        }
    }
}
