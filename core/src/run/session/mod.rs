//! A report while it is filled in: a fact is entered, and what changes is told.
//!
//! Only the fact entered is read again, and only the requirements that read it are judged again,
//! by the code that reads and judges a report whole; so a session tells at any time what a check of
//! the report as it stands would tell.

mod board;

use std::rc::Rc;

use jiff_core::civil::Date;

use super::calendar::period::{Period, PeriodKind};
use super::counts::Summary;
use super::evaluate::{PeriodName, Request};
use super::facts::edit::{EditError, Edited, Spot, enter};
use super::facts::kept::Kept;
use super::facts::path::{NotAPath, Path};
use super::facts::read::{ReadError, Vocabulary};
use super::facts::{Facts, Problem};
use super::form::{self, Form};
use super::json::Json;
use super::program::Program;
use super::verdict::{Outcome, Verdict};
use board::{Board, Difference, Readers};

/// A report being filled in, with its verdicts.
pub struct Session {
    program: Rc<Program>,
    vocabulary: Vocabulary,
    request: Request,
    period: Period,
    report: Json,
    kept: Kept,
    readers: Readers,
    board: Board,
}

/// What became another by entering a fact.
pub struct Change<'s> {
    program: &'s Program,
    board: &'s Board,
    kept: &'s Kept,
    difference: Difference,
    problems: bool,
}

/// A fact that cannot be entered; the report stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// Not the path of a fact.
    #[error(transparent)]
    Path(#[from] NotAPath),
    /// Nothing that could stand there.
    #[error(transparent)]
    Value(#[from] EditError),
    /// The report with it could not be read.
    #[error(transparent)]
    Report(#[from] ReadError),
}

impl Session {
    /// Begins with a report; a path that names no period means `period`, or else the last that is
    /// asked for or reported and not [too long](form::is_too_long) for a form, or the year of the day of the check.
    ///
    /// # Errors
    /// When the report cannot be used at all.
    pub fn new(
        program: Rc<Program>,
        report: Json,
        request: Request,
        period: Option<Period>,
    ) -> Result<Self, ReadError> {
        let vocabulary = Vocabulary::new(&program);
        let kept = Kept::read(&program, &vocabulary, &report)?;
        let board = Board::new(&program, &kept, &request);
        Ok(Self {
            period: period
                .or_else(|| last_period(&request, &kept.facts))
                .unwrap_or_else(|| year_of(&request)),
            readers: Readers::new(&program),
            program,
            vocabulary,
            request,
            report,
            kept,
            board,
        })
    }

    /// Enters a fact at its path; `null` makes it a blank.
    ///
    /// # Errors
    /// When there is no such place, or nothing that could stand there; wrong facts are problems.
    pub fn set(&mut self, path: &str, value: Json) -> Result<Change<'_>, SetError> {
        let spot = Spot::new(path.parse::<Path>()?, self.period);
        let (difference, problems) = match enter(&mut self.report, &spot, value)? {
            Edited::Nothing => (Difference::default(), false),
            edited => self.entered(&spot, edited)?,
        };
        Ok(Change {
            program: &self.program,
            board: &self.board,
            kept: &self.kept,
            difference,
            problems,
        })
    }

    /// Reads and judges what an edit touched; what is other in verdicts, and whether in problems.
    fn entered(&mut self, spot: &Spot, edited: Edited) -> Result<(Difference, bool), ReadError> {
        let (program, vocabulary) = (&*self.program, &self.vocabulary);
        let kept = &mut self.kept;
        let touched = match edited {
            Edited::Period => None,
            _ => kept.again(program, vocabulary, &self.report, spot, edited),
        };
        if let Some(touched) = touched {
            let again = self.board.again(program, kept, &self.readers, &touched);
            return Ok((again, touched.problems));
        }
        let now = Kept::read(program, vocabulary, &self.report)?;
        let was = std::mem::replace(kept, now);
        let board = Board::new(program, kept, &self.request);
        let earlier = std::mem::replace(&mut self.board, board);
        let problems = was.facts.problems != kept.facts.problems;
        Ok((self.board.difference(earlier), problems))
    }

    /// The outcome of the report as it now stands.
    pub fn outcome(&self) -> Outcome {
        self.board.outcome(&self.program, &self.kept, &self.request)
    }

    /// What the reporting body is asked for, and what of it is missing as the report now stands.
    pub fn form(&self, period: Option<Period>, as_of: Option<Date>) -> Form<'_> {
        let asked = form::Asked {
            level: self.kept.facts.body.level,
            period: period.unwrap_or(self.period),
            as_of: Some(as_of.unwrap_or(self.request.as_of)),
        };
        form::form(&self.program, &asked, Some(&self.kept.facts))
    }

    /// The report as it now stands.
    pub fn report(&self) -> &Json {
        &self.report
    }

    /// The period that a path without one means.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The rules judged by.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// All verdicts as they now stand.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.board.verdicts()
    }

    /// Paths of the missing facts that would decide most, the most useful first.
    pub fn next_facts(&self) -> &[String] {
        &self.board.next_facts
    }

    /// What is wrong with the facts as they now stand.
    pub fn problems(&self) -> &[Problem] {
        &self.kept.facts.problems
    }
}

impl Change<'_> {
    /// The verdicts that are new or others, in the order of results.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.board.changed(&self.difference)
    }

    /// The rules judged by.
    pub fn program(&self) -> &Program {
        self.program
    }

    /// The verdicts that are no more, as they were.
    pub fn gone(&self) -> &[Verdict] {
        &self.difference.gone
    }

    /// How many verdicts of which status there now are.
    pub fn summary(&self) -> Summary {
        self.board.summary
    }

    /// What is wrong with the facts, where that is another list than before.
    pub fn problems(&self) -> Option<&[Problem]> {
        self.problems.then_some(&*self.kept.facts.problems)
    }

    /// What to ask for first, where that is another list than before.
    pub fn next_facts(&self) -> Option<&[String]> {
        self.difference
            .next_facts
            .then_some(&*self.board.next_facts)
    }
}

/// The last period asked for by name, or else reported.
fn last_period(request: &Request, facts: &Facts) -> Option<Period> {
    let named = request.periods.iter().rev().filter_map(|name| match name {
        PeriodName::Period(period) => Some(*period),
        PeriodName::By(_) | PeriodName::Standing => None,
    });
    let reported = facts.body.periods.iter().rev();
    let reported = reported.map(|reported| reported.period);
    // A report names periods as long as it likes; one that no form is made for is nobody's choice.
    let mut all = named.chain(reported);
    all.find(|period| !form::is_too_long(*period))
}

/// The year of the day of the check.
fn year_of(request: &Request) -> Period {
    let day = request.as_of;
    Period::containing(day, PeriodKind::Year).unwrap_or(Period {
        start: day,
        end: day,
    })
}
