//! Prints the lines of rules, principles, defines and parameters.

use super::layout::{Columns, Row};
use super::printer::{Printer, quoted, spaced};
use super::words;
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{Citation, CitationUnit, Line, RuleMember};

impl Printer<'_> {
    pub(super) fn rule_members<'t>(self, members: &'t [Line<RuleMember>], rows: &mut Vec<Row<'t>>) {
        let mut in_exception = 0;
        for (number, line) in members.iter().enumerate() {
            let printer = self.at((self.place.0, number + 1));
            let trivia = &line.trivia;
            let word = |keyword| printer.word(keyword).to_owned();
            let columns =
                |keyword, rest| printer.row(trivia, 1, Columns::Members, vec![word(keyword), rest]);
            match &line.node {
                RuleMember::Cite(citations) => {
                    let cells = vec![word(Keyword::Cite), printer.citations(citations)];
                    rows.push(printer.row(trivia, 1 + in_exception, Columns::Members, cells));
                }
                RuleMember::Bearer(levels) => {
                    rows.push(columns(Keyword::Bearer, printer.levels(levels)));
                }
                RuleMember::Note(note) => rows.push(columns(Keyword::Note, printer.label(note))),
                RuleMember::Allow { code, reason } => {
                    rows.push(columns(
                        Keyword::Allow,
                        spaced(&[&code.node, &quoted(&reason.node)]),
                    ));
                }
                RuleMember::NoneCountsAsMet => {
                    rows.push(printer.row(
                        trivia,
                        1,
                        Columns::None,
                        vec![word(Keyword::NoneCountsAsMet)],
                    ));
                }
                RuleMember::ExceptWhen(condition) => {
                    in_exception = 1;
                    let text =
                        printer.after(Keyword::ExceptWhen, &printer.condition_text(condition));
                    rows.push(printer.row(trivia, 1, Columns::None, vec![text]));
                }
                RuleMember::Sentence(sentence) => {
                    printer.sentence(sentence, trivia, 1 + in_exception, "", rows);
                }
                RuleMember::Shared { leads, bullets } => {
                    let text = printer.shared(leads);
                    rows.push(printer.row(trivia, 1 + in_exception, Columns::None, vec![text]));
                    printer.bullets(bullets, 2 + in_exception, rows);
                }
            }
        }
    }

    pub(super) fn citations(self, citations: &[Citation]) -> String {
        let citations: Vec<String> = citations
            .iter()
            .map(|citation| self.citation(citation))
            .collect();
        citations.join("; ")
    }

    /// `article 1 clause 2 point b says "trên 15%"`.
    fn citation(self, citation: &Citation) -> String {
        let parts = citation.parts.iter().map(|(unit, value)| match unit {
            CitationUnit::Instrument => self.after(words::citation_unit(*unit), &quoted(value)),
            _ => self.after(words::citation_unit(*unit), value),
        });
        let says = citation
            .says
            .iter()
            .map(|says| self.after(Keyword::Says, &quoted(&says.node)));
        let parts: Vec<String> = parts.chain(says).collect();
        parts.join(" ")
    }

    /// `2025 to 2030`, in Vietnamese `2025-2030`.
    pub(super) fn years(self, from: i16, to: i16) -> String {
        match self.language {
            Language::En => format!("{from} {} {to}", self.word(Keyword::To)),
            Language::Vi => format!("{from}-{to}"),
        }
    }
}
