//! Where a printed text was understood otherwise than meant.

use std::collections::BTreeSet;

use super::errors;
use super::layout::{Page, Place};
use super::same::Same;
use crate::Parsed;
use crate::source::{LineIndex, Span};
use crate::syntax::{Declaration, Document, Header, Line};

/// The lines of the tree whose printed text says something else, or is faulty.
pub(super) fn places(
    meant: &Document,
    read: &Document,
    parsed: &Parsed,
    page: &Page,
) -> BTreeSet<Place> {
    let faulty = faulty_lines(read, parsed, page);
    if !faulty.is_empty() {
        // A line with a fault is left out of the tree, and the lines after it would be compared with their neighbours.
        return faulty;
    }
    let mut places = BTreeSet::new();
    match (&meant.header, &read.header) {
        (Some(meant), Some(read)) => places.extend(header(&meant.node, &read.node)),
        (Some(_), None) | (None, Some(_)) => places.extend([(0, 0)]),
        (None, None) => {}
    }
    if meant.declarations.len() == read.declarations.len() {
        for (number, (meant, read)) in meant
            .declarations
            .iter()
            .zip(&read.declarations)
            .enumerate()
        {
            places.extend(
                declaration(&meant.node, &read.node)
                    .into_iter()
                    .map(|line| (number + 1, line)),
            );
        }
    }
    places
}

fn faulty_lines(read: &Document, parsed: &Parsed, page: &Page) -> BTreeSet<Place> {
    let index = LineIndex::new(&page.text);
    let place = |span: Span| {
        let line = index.line_column(&page.text, span.start).line as usize;
        page.places.get(line.saturating_sub(1)).copied().flatten()
    };
    errors(parsed, read.source).filter_map(place).collect()
}

fn header(meant: &Header, read: &Header) -> Vec<Place> {
    if meant.same(read) {
        return Vec::new();
    }
    lines(&meant.members, &read.members)
        .into_iter()
        .map(|line| (0, line))
        .collect()
}

/// The numbers of the lines of a declaration that differ.
fn declaration(meant: &Declaration, read: &Declaration) -> Vec<usize> {
    if meant.same(read) {
        return Vec::new();
    }
    match (meant, read) {
        (Declaration::Level(meant), Declaration::Level(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Population(meant), Declaration::Population(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Act(meant), Declaration::Act(read)) => lines(&meant.members, &read.members),
        (Declaration::Fact(meant), Declaration::Fact(read)) => lines(&meant.members, &read.members),
        (Declaration::Parameter(meant), Declaration::Parameter(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Define(meant), Declaration::Define(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Table(meant), Declaration::Table(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Score(meant), Declaration::Score(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Principle(meant), Declaration::Principle(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Rule(meant), Declaration::Rule(read)) => lines(&meant.members, &read.members),
        (Declaration::Amend(meant), Declaration::Amend(read))
        | (Declaration::Repeal(meant), Declaration::Repeal(read)) => {
            lines(&meant.members, &read.members)
        }
        (Declaration::Scenario(meant), Declaration::Scenario(read)) => {
            lines(&meant.lines, &read.lines)
        }
        (Declaration::Calendar(meant), Declaration::Calendar(read)) => {
            lines(&meant.lines, &read.lines)
        }
        (Declaration::Successor(meant), Declaration::Successor(read)) => {
            lines(&meant.members, &read.members)
        }
        _ => vec![0],
    }
}

/// The numbers of the lines that differ, from 1; 0 stands for the line that opens the declaration.
fn lines<T: Same>(meant: &[Line<T>], read: &[Line<T>]) -> Vec<usize> {
    if meant.len() != read.len() {
        return (0..=meant.len()).collect();
    }
    let differ: Vec<usize> = meant
        .iter()
        .zip(read)
        .enumerate()
        .filter(|(_, (meant, read))| !meant.same(read))
        .map(|(number, _)| number + 1)
        .collect();
    if differ.is_empty() { vec![0] } else { differ }
}

/// Where the declaration of a place stands in the text as given.
pub(super) fn span(document: &Document, (number, _): Place) -> Span {
    let declaration = number
        .checked_sub(1)
        .and_then(|number| document.declarations.get(number))
        .map(|line| line.span);
    let header = document.header.as_ref().map(|line| line.span);
    declaration
        .or(header)
        .unwrap_or(Span::new(document.source, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::source::Source;

    /// A line of every kind that a declaration has, and what it might be misread as.
    const LINES: &[(&str, &str)] = &[
        ("  number \"1\"", "  number \"2\""),
        (
            "  fact market \"a market\" / \"chợ\"",
            "  fact market \"a fair\" / \"chợ\"",
        ),
        ("  note \"an office\"", "  note \"an agency\""),
        ("  note \"in writing\"", "  note \"orally\""),
        (
            "  option town \"a town\" / \"đô thị\"",
            "  option town \"a city\" / \"đô thị\"",
        ),
        ("  cite article 2", "  cite article 3"),
        ("  cite article 4", "  cite article 5"),
        ("  over 5: 2", "  over 5: 3"),
        ("  10 points: a plan issued", "  20 points: a plan issued"),
        ("  cite article 6", "  cite article 7"),
        ("  bearer ward", "  bearer town_hall"),
        (
            "  holiday 2027-01-01 \"Rest\"",
            "  holiday 2027-01-02 \"Rest\"",
        ),
        ("  as of 2026-01-10", "  as of 2026-01-11"),
    ];

    const TEXT: &str = r#"language en
document d "D" / "D"
  number "1"
  in force from 2026-01-01
level ward "ward | wards" / "phường"
  fact market "a market" / "chợ"
level town_hall "town hall | town halls" / "ủy ban"
act plan "a plan issued" / "ban hành kế hoạch" per ward
  note "in writing"
population officers "officer | officers" / "công chức" per ward
  note "an office"
choice place "kind of place" / "loại địa bàn" per ward
  option town "a town" / "đô thị"
parameter floor "floor" / "sàn" 15% from 2026-01-01
  cite article 2
define quota "quota" / "định mức" = 2
  cite article 4
table norm "norm" / "mức" by number of officers
  over 5: 2
  otherwise: 1
score openness "openness" / "công khai"
  10 points: a plan issued
principle nearness "Near" / "Gần dân"
  cite article 6
rule r "R" / "R"
  bearer ward
  annually a plan issued
calendar c "C" / "C"
  holiday 2027-01-01 "Rest"
scenario "S"
  as of 2026-01-10
"#;

    fn read(text: &str) -> Parsed {
        let parsed = parse(&[Source::new("d.luat", text)]);
        assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
        parsed
    }

    /// Where two texts differ, as declarations and lines of them.
    fn differing(meant: &str, found: &str) -> Vec<Place> {
        let (meant, found) = (read(meant), read(found));
        let page = Page {
            text: found.sources[0].text.to_string(),
            places: Vec::new(),
        };
        let places = places(&meant.documents[0], &found.documents[0], &found, &page);
        places.into_iter().collect()
    }

    #[test]
    fn what_is_read_as_meant_is_no_place() {
        assert_eq!(differing(TEXT, TEXT), []);
    }

    #[test]
    fn each_line_read_otherwise_is_told_alone() {
        for (meant, found) in LINES {
            assert_eq!(TEXT.matches(meant).count(), 1, "{meant}");
            let places = differing(TEXT, &TEXT.replace(meant, found));
            assert!(
                matches!(places[..], [(_, line)] if line > 0),
                "{meant}: {places:?}"
            );
            let head = span(&read(TEXT).documents[0], places[0]);
            let between = &TEXT[head.start as usize..TEXT.find(meant).expect("it is there")];
            let mut lines = between.lines();
            let declares = |line: &str| !line.starts_with(' ');
            assert!(lines.next().is_some_and(declares), "{meant}: {between}");
            assert!(!lines.any(declares), "{meant}: {between}");
        }
    }

    #[test]
    fn a_head_read_otherwise_is_told_as_the_first_line() {
        for (meant, found) in [
            ("level ward \"ward", "level ward \"quarter"),
            ("document d \"D\"", "document d \"E\""),
            (
                "define quota \"quota\" / \"định mức\" = 2",
                "define quota \"quota\" / \"định mức\" = 3",
            ),
        ] {
            let places = differing(TEXT, &TEXT.replace(meant, found));
            assert!(matches!(places[..], [(_, 0)]), "{meant}: {places:?}");
        }
    }

    #[test]
    fn lines_come_or_gone_leave_none_of_the_declaration_sure() {
        let fewer = TEXT.replace("  cite article 6\n", "");
        assert_eq!(differing(TEXT, &fewer).len(), 2);
        let headless = TEXT.replace(
            "document d \"D\" / \"D\"\n  number \"1\"\n  in force from 2026-01-01\n",
            "",
        );
        assert_eq!(differing(TEXT, &headless), [(0, 0)]);
    }
}
