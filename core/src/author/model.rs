//! The model: a rule set whose names are resolved and whose sentences are typed.
//!
//! Only [`check`](super::check()) builds one, so whoever holds a [`RuleSet`] holds one without
//! errors. Positions are those of the program that is compiled from it. Expressions stand in their
//! final form, which needs no second one; what a sentence leaves to its surroundings (leads,
//! exceptions, the document's days) is put together in [`compile`](super::compile()).

use jiff_core::civil::Date;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, CitationUnit};

use super::scenario::Scenario;
use crate::run::calendar::Calendar;
use crate::run::program::{
    CalendarId, Collection, CollectionId, Condition, Definition, DocumentId, DueDay, Fact, Goal,
    Label, Level, LevelId, Succession,
};

/// A rule set without errors.
#[derive(Debug, Clone)]
pub struct RuleSet {
    pub(super) documents: Vec<Document>,
    pub(super) levels: Vec<Level>,
    pub(super) collections: Vec<Collection>,
    pub(super) facts: Vec<Fact>,
    pub(super) definitions: Vec<Definition>,
    pub(super) calendars: Vec<Calendar>,
    pub(super) successions: Vec<Succession>,
    pub(super) rules: Vec<Rule>,
    pub(super) principles: Vec<Principle>,
    pub(super) scenarios: Vec<Scenario>,
}

impl RuleSet {
    /// Documents that have a header.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Rules, in the order of the texts.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Statements kept for coverage, never judged.
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// Scenarios, in the order of the texts.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }
}

/// A document with a header.
#[derive(Debug, Clone)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Where its id stands.
    pub span: Span,
    /// Title.
    pub label: Label,
    /// Its number.
    pub number: Option<String>,
    /// A draft or plan.
    pub advisory: bool,
    /// First day in force.
    pub from: Date,
    /// Where that day stands.
    pub from_span: Span,
    /// Last day in force, when it ends.
    pub to: Option<Date>,
    /// Its calendar.
    pub calendar: Option<CalendarId>,
    /// Id of the document that it carries out.
    pub implements: Option<String>,
    /// Years in which standing duties are to be reached.
    pub horizon: Option<(Date, Date)>,
    /// The one body it binds.
    pub applies_to: Option<(LevelId, String)>,
    /// The list of statements its rules should cover, and the instrument within that list.
    pub catalogue: Option<(String, Option<String>)>,
    /// Lints it silences where they are about none of its rules, and why.
    pub allows: Vec<(String, String)>,
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Where its id stands.
    pub span: Span,
    /// Title.
    pub label: Label,
    /// Its document.
    pub document: DocumentId,
    /// Where the law says it, for the sentences that have no citations of their own.
    pub cites: Vec<Citation>,
    /// Levels whose bodies bear it.
    pub bearers: Vec<LevelId>,
    /// A share or `each` over nobody is met.
    pub none_counts_as_met: bool,
    /// Lints it silences, and why.
    pub allows: Vec<(String, String)>,
    /// Its exceptions, in the order of the text.
    pub exceptions: Vec<Exception>,
    /// Its sentences, in the order of the text; those that only permit are left out.
    pub sentences: Vec<Sentence>,
    /// What later texts do to it, in the order of their days; none of them overlap.
    pub changes: Vec<Change>,
}

impl Rule {
    /// The rule in each of its wordings, the first as it was made.
    pub fn wordings(&self) -> impl Iterator<Item = &Self> {
        let amended = self
            .changes
            .iter()
            .filter_map(|change| change.wording.as_ref());
        std::iter::once(self).chain(amended)
    }
}

/// An amendment, a repeal or a suspension of a rule.
#[derive(Debug, Clone)]
pub struct Change {
    /// The document that makes it.
    pub document: DocumentId,
    /// Where it names the rule.
    pub span: Span,
    /// First day on which it holds.
    pub from: Date,
    /// Last day, after which the former wording holds again.
    pub to: Option<Date>,
    /// The rule as amended; none where it is repealed or suspended.
    pub wording: Option<Rule>,
    /// Where the changing document says it.
    pub cites: Vec<Citation>,
}

impl Change {
    /// Where the changing document says it.
    pub fn places(&self) -> Vec<crate::run::program::Citation> {
        super::compile::citations(&self.cites)
    }
}

/// A principle: a statement that no machine can check.
#[derive(Debug, Clone)]
pub struct Principle {
    /// Id.
    pub id: String,
    /// Title.
    pub label: Label,
    /// Id of its document.
    pub document: String,
    /// Where the law says it.
    pub cites: Vec<Citation>,
}

impl Principle {
    /// Where the law says it.
    pub fn places(&self) -> Vec<crate::run::program::Citation> {
        super::compile::citations(&self.cites)
    }
}

/// A place in a legal document.
#[derive(Debug, Clone)]
pub struct Citation {
    /// From the widest unit to the narrowest.
    pub parts: Vec<(CitationUnit, String)>,
    /// Where it stands.
    pub span: Span,
}

/// `except when C`.
#[derive(Debug, Clone)]
pub struct Exception {
    /// When it displaces the rule.
    pub when: Condition,
    /// Where it stands.
    pub span: Span,
}

/// A sentence that asks something.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Number within the rule, from 1.
    pub number: u32,
    /// Where the law says it; none: where it says the rule.
    pub cites: Vec<Citation>,
    /// Position of the exception it belongs to; none: the rule itself.
    pub exception: Option<usize>,
    /// How strongly it asks.
    pub modality: crate::run::program::Modality,
    /// When it is judged.
    pub timing: Timing,
    /// It applies only where this holds.
    pub condition: Option<Condition>,
    /// What is required: one goal, or one a population for `for each of A, B`.
    pub goals: Vec<(Option<CollectionId>, Goal)>,
    /// It stands on a person's word.
    pub attested: bool,
    /// The whole sentence.
    pub span: Span,
    /// Its requirement alone.
    pub goal_span: Span,
}

/// When a sentence is judged, as its leads say.
#[derive(Debug, Clone)]
pub enum Timing {
    /// No period, deadline or limit.
    Standing {
        /// `throughout 2025 to 2030`.
        throughout: Option<(Date, Date)>,
        /// `at all times` stands in it: it binds on each day, and no years are given to reach it.
        always: bool,
        /// First day on which it binds, where that is not the text's own: `starting 2027`.
        since: Option<Date>,
    },
    /// Periods.
    Periodic {
        /// Each gives a requirement of its own.
        periods: Vec<syntax::Period>,
        /// First day of the first period.
        starting: Option<Date>,
        /// The day within the period by which it is due.
        due: Option<DueDay>,
        /// The years in which it recurs, when the text bounds them: first day and last.
        within: (Option<Date>, Option<Date>),
    },
    /// Once.
    By {
        /// The last day that serves.
        due: Date,
        /// Where it stands.
        span: Span,
    },
    /// A time limit without a period.
    Events {
        /// First day on which it binds, where that is not the text's own.
        since: Option<Date>,
    },
    /// What is asked of cases that happen, without a period.
    Cases {
        /// First day on which it binds, where that is not the text's own.
        since: Option<Date>,
    },
}
