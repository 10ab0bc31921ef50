//! The order in which verdicts are told: document, citation, rule, number, period, population.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use luat_grammar::syntax::CitationUnit;

use crate::run::program::{Citation, Program, Requirement, RuleId, Schedule, UNITS};

/// Letters in the order of Vietnamese lists of points, which skip f, j, w and z.
const LETTERS: &str = "aăâbcdđeêghiklmnoôơpqrstuưvxy";

/// A unit's key.
pub(super) fn unit_key(unit: CitationUnit) -> &'static str {
    match unit {
        CitationUnit::Instrument => "instrument",
        CitationUnit::Annex => "annex",
        CitationUnit::Part => "part",
        CitationUnit::Chapter => "chapter",
        CitationUnit::Section => "section",
        CitationUnit::Article => "article",
        CitationUnit::Clause => "clause",
        CitationUnit::Point => "point",
        CitationUnit::Indent => "indent",
        CitationUnit::Paragraph => "paragraph",
        CitationUnit::Statement => "statement",
    }
}

/// Puts rules and requirements in order; rules are told apart by position, so those move first.
pub(super) fn sort(program: &mut Program) {
    let mut order: Vec<usize> = (0..program.rules.len()).collect();
    order.sort_by(
        |one, other| match (program.rules.get(*one), program.rules.get(*other)) {
            (Some(one), Some(other)) => one
                .document
                .cmp(&other.document)
                .then_with(|| first_citations(one.cites.first(), other.cites.first()))
                .then_with(|| one.id.cmp(&other.id)),
            _ => Ordering::Equal,
        },
    );
    let mut place = vec![RuleId(0); order.len()];
    for (to, from) in (0..).zip(&order) {
        if let Some(slot) = place.get_mut(*from) {
            *slot = RuleId(to);
        }
    }
    program.rules = order
        .iter()
        .filter_map(|at| program.rules.get(*at).cloned())
        .collect();
    for requirement in &mut program.requirements {
        requirement.rule = place
            .get(requirement.rule.index())
            .copied()
            .unwrap_or(requirement.rule);
    }
    let places = places(program);
    let mut requirements = std::mem::take(&mut program.requirements);
    let place = |of: &Requirement| places.get(&(of.rule, of.number)).and_then(Option::as_ref);
    let document = |of: &Requirement| program.rules.get(of.rule.index()).map(|rule| rule.document);
    requirements.sort_by(|one, other| {
        let documents = document(one).cmp(&document(other));
        documents
            .then_with(|| first_citations(place(one), place(other)))
            .then_with(|| told(one).cmp(&told(other)))
    });
    program.requirements = requirements;
}

/// Where each sentence of each rule stands in the rule's document, by its first wording.
fn places(program: &Program) -> BTreeMap<(RuleId, u32), Option<Citation>> {
    let mut places = BTreeMap::new();
    for requirement in &program.requirements {
        let key = (requirement.rule, requirement.number);
        let Some(rule) = program.rules.get(requirement.rule.index()) else {
            continue;
        };
        let version = program.versions.get(requirement.version.index());
        let is_own = version.is_some_and(|version| version.document == rule.document);
        let own = requirement.cites.first().filter(|_| is_own);
        places
            .entry(key)
            .or_insert_with(|| own.or(rule.cites.first()).cloned());
    }
    places
}

/// Wordings of one requirement stand side by side, in the order of their days.
fn told(requirement: &Requirement) -> impl Ord + use<> {
    let (kind, other) = match requirement.schedule {
        Schedule::Periodic { kind, .. } => (Some(kind), (0, None)),
        Schedule::Standing { .. } => (None, (1, None)),
        Schedule::By { due } => (None, (2, Some(due))),
        Schedule::Events => (None, (3, None)),
        Schedule::Cases => (None, (4, None)),
    };
    (
        requirement.rule,
        requirement.number,
        kind,
        other,
        requirement.part,
        requirement.from,
    )
}

/// A rule without a citation comes after those with one.
fn first_citations(one: Option<&Citation>, other: Option<&Citation>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => citations(one, other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// The order of two places in a document.
pub(super) fn citations(one: &Citation, other: &Citation) -> Ordering {
    for ((unit, value), (other_unit, other_value)) in one.parts.iter().zip(&other.parts) {
        let order = rank(unit)
            .cmp(&rank(other_unit))
            .then_with(|| values(unit, value, other_value));
        if order != Ordering::Equal {
            return order;
        }
    }
    one.parts.len().cmp(&other.parts.len())
}

fn rank(unit: &str) -> usize {
    UNITS
        .iter()
        .position(|known| *known == unit)
        .unwrap_or(UNITS.len())
}

/// The order of two values of a unit: `2` before `10`, `d` before `đ`, chapter IX before X.
fn values(unit: &str, one: &str, other: &str) -> Ordering {
    if matches!(unit, "annex" | "part" | "chapter" | "section")
        && let (Some(one), Some(other)) = (roman(one), roman(other))
    {
        return one.cmp(&other);
    }
    natural(one)
        .cmp(&natural(other))
        .then_with(|| one.cmp(other))
}

/// A part of a unit's number or letter, in the order of laws.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::author) enum Piece {
    /// How many digits, and which.
    Number(usize, String),
    /// The place in the alphabet, and the letter.
    Letter(usize, char),
}

/// Runs of digits as numbers, letters by their place in the Vietnamese alphabet.
pub(in crate::author) fn natural(value: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut digits = String::new();
    for character in value.to_lowercase().chars().chain(['\0']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            let significant = digits.trim_start_matches('0').to_owned();
            pieces.push(Piece::Number(significant.len(), significant));
            digits.clear();
        }
        if character != '\0' {
            pieces.push(Piece::Letter(
                LETTERS
                    .chars()
                    .position(|letter| letter == character)
                    .unwrap_or(usize::MAX),
                character,
            ));
        }
    }
    pieces
}

fn roman(value: &str) -> Option<i32> {
    let worth = |letter| match letter {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let letters = value.chars().map(worth).collect::<Option<Vec<i32>>>()?;
    if !(1..20).contains(&letters.len()) {
        return None;
    }
    let following = letters.iter().skip(1).copied().chain([0]);
    // A smaller letter before a larger one is taken off.
    let signed = letters
        .iter()
        .zip(following)
        .map(|(letter, next)| if next > *letter { -letter } else { *letter });
    Some(signed.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(parts: &[(&'static str, &str)]) -> Citation {
        Citation {
            parts: parts
                .iter()
                .map(|(unit, value)| (*unit, (*value).to_owned()))
                .collect(),
        }
    }

    #[test]
    fn places_stand_as_a_reader_finds_them() {
        let ordered = [
            place(&[("article", "2")]),
            place(&[("article", "2"), ("clause", "1"), ("point", "d")]),
            place(&[("article", "2"), ("clause", "1"), ("point", "đ")]),
            place(&[("article", "2"), ("clause", "1"), ("point", "e")]),
            place(&[("article", "2"), ("clause", "2")]),
            place(&[("article", "2"), ("clause", "2.1")]),
            place(&[("article", "2"), ("clause", "10")]),
            place(&[("article", "10")]),
        ];
        for pair in ordered.windows(2) {
            if let [before, after] = pair {
                assert_eq!(
                    citations(before, after),
                    Ordering::Less,
                    "{before:?} {after:?}"
                );
            }
        }
    }

    #[test]
    fn chapters_count_in_roman_numerals() {
        assert_eq!(
            [
                roman("IV"),
                roman("IX"),
                roman("XII"),
                roman("1"),
                roman("")
            ],
            [Some(4), Some(9), Some(12), None, None]
        );
    }
}
