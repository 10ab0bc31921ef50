//! Names given the wrong way round: the Vietnamese one in the place of the English one.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::ids::bare;
use luat_grammar::syntax::{Declaration, Document, Label, Line, Member, Phrase};

use super::text;

/// Labels of a text whose halves stand in each other's places for sure, told.
pub(in crate::author) fn lint(tree: &Document) -> Vec<Diagnostic> {
    let header = tree
        .header
        .iter()
        .filter_map(|line| line.node.title.as_ref());
    let declared = tree.declarations.iter().flat_map(|line| labels(&line.node));
    header.chain(declared).filter_map(told).collect()
}

fn labels(declaration: &Declaration) -> Vec<&Label> {
    let with = |label, members| {
        let members: &[Line<Member>] = members;
        let of_members = members.iter().filter_map(|line| match &line.node {
            Member::Fact(fact) => Some(&fact.label),
            Member::Option(option) => Some(&option.label),
            Member::Note(_) | Member::AttestedBy(_) => None,
        });
        std::iter::once(label).chain(of_members).collect()
    };
    match declaration {
        Declaration::Level(node) => with(&node.label, &node.members),
        Declaration::Act(node) => with(&node.label, &node.members),
        Declaration::Population(node) => with(&node.label, &node.members),
        Declaration::Fact(node) => with(&node.label, &node.members),
        Declaration::Group(node) => vec![&node.label],
        Declaration::Parameter(node) => vec![&node.label],
        Declaration::Define(node) => vec![&node.label],
        Declaration::Table(node) => vec![&node.label],
        Declaration::Score(node) => vec![&node.label],
        Declaration::Calendar(node) => vec![&node.label],
        Declaration::Rule(node) => node.label.iter().collect(),
        Declaration::Principle(node) => node.label.iter().collect(),
        Declaration::Use(_)
        | Declaration::Amend(_)
        | Declaration::Repeal(_)
        | Declaration::Scenario(_)
        | Declaration::Successor(_) => Vec::new(),
    }
}

fn told(label: &Label) -> Option<Diagnostic> {
    let (en, vi) = (label.en.first()?, label.vi.first()?);
    if !is_vietnamese(&en.one) || !is_foreign(&vi.one) {
        return None;
    }
    let (first, second) = (&en.one, &vi.one);
    let told = Diagnostic::warning(
        "L0017",
        label.span,
        text(
            format!(
                "the names stand the wrong way round: `{first}` is Vietnamese, `{second}` is not"
            ),
            format!("hai tên đặt ngược chỗ: `{first}` là tiếng Việt, `{second}` thì không"),
        ),
    );
    let quoted = |one: &str, many: Option<&str>| match many {
        Some(many) => format!("\"{one} | {many}\""),
        None => format!("\"{one}\""),
    };
    // Of an English name two forms are both numbers of one name.
    let right = match label.vi.as_slice() {
        [one, many] => quoted(&one.one, Some(&many.one)),
        all => alternatives(all, quoted),
    };
    Some(told.write(&format!("{right} / {}", alternatives(&label.en, quoted))))
}

fn alternatives(phrases: &[Phrase], quoted: impl Fn(&str, Option<&str>) -> String) -> String {
    let phrases = phrases.iter();
    let quoted = phrases.map(|phrase| quoted(&phrase.one, phrase.many.as_deref()));
    quoted.collect::<Vec<_>>().join(" | ")
}

/// Whether a name is Vietnamese for sure: it has letters of that language, and every word is a syllable of it.
fn is_vietnamese(name: &str) -> bool {
    !name.is_ascii() && words(name).all(|word| is_syllable(&bare(word)))
}

/// Whether a name is none of Vietnamese for sure: no letter tells it, and some word is no syllable of it.
fn is_foreign(name: &str) -> bool {
    name.is_ascii() && words(name).any(|word| !is_syllable(&word.to_lowercase()))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| !word.is_empty())
}

/// Whether letters without marks can be a syllable of Vietnamese: what it begins with, vowels, what it ends with.
fn is_syllable(word: &str) -> bool {
    const BEGINNINGS: [&str; 27] = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h",
        "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];
    const ENDINGS: [&str; 9] = ["", "ng", "nh", "ch", "c", "m", "n", "p", "t"];
    let is_vowels = |rest: &str| {
        let one = (1..=3).contains(&rest.len());
        one && rest.bytes().all(|letter| b"aeiouy".contains(&letter))
    };
    let begun = BEGINNINGS
        .iter()
        .filter_map(|beginning| word.strip_prefix(beginning));
    let mut parts = begun.flat_map(|rest| {
        let ended = ENDINGS.iter();
        ended.filter_map(move |ending| rest.strip_suffix(ending))
    });
    // `gì` is `g` and `i`, `giếng` `gi` and `ê`; `y` alone is a word, too.
    parts.any(is_vowels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_vietnamese_are_known() {
        for word in "thon nghieng quoc gi gieng y uy khuyen chuyen nghe bien phap xa".split(' ') {
            assert!(is_syllable(word), "{word}");
        }
        for word in "village commune plan head school class ward district".split(' ') {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn names_that_may_be_meant_are_left_alone() {
        assert!(is_vietnamese("thôn") && is_foreign("village | villages"));
        assert!(
            !is_vietnamese("heads of Mường Ảng"),
            "a name of a place in an English one"
        );
        assert!(!is_foreign("xe ban"), "a Vietnamese name without marks");
        assert!(
            !is_foreign("tài khoản VNeID"),
            "a foreign word in a Vietnamese name"
        );
    }
}
