//! Verdicts: what the engine answers. Codes and numbers, no prose; `words` turns them into text.

use jiff_core::civil::{Date, Time};

use super::calendar::period::Period;
use super::counts::Counts;
use super::facts::Problem;
pub use super::interval::{Range, Truth};
use super::number::Number;
use super::program::{CollectionId, FactId, Program, RuleId, Unit, VersionId};

/// The answer to a report.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The day as of which it was judged.
    pub as_of: Date,
    /// The reporting body.
    pub body: BodyName,
    /// Sorted by body as reported, document, citation, rule, requirement, period.
    pub verdicts: Vec<Verdict>,
    /// Paths of the missing facts that would decide most, the most useful first.
    pub next_facts: Vec<String>,
    /// What is wrong with the facts.
    pub problems: Vec<Problem>,
    /// The reporting body's own part in rules of the bodies above it that count it.
    pub counted: Vec<Counted>,
}

/// Whether a body counts for a share or number that a rule asks of a body above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The rule.
    pub rule: RuleId,
    /// Position of the requirement in the program.
    pub requirement: usize,
    /// The verdict's period in which it is counted.
    pub period: String,
    /// Whether it counts, as things stand.
    pub counts: Truth,
}

/// A body as a verdict names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyName {
    /// Id of its level.
    pub level: String,
    /// Its id.
    pub id: String,
}

/// The verdict on one requirement, for one body and one period.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each marks something of its own, and none excludes another"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The rule.
    pub rule: RuleId,
    /// Position of the requirement in the program.
    pub requirement: usize,
    /// The wording it stood on, or the repeal that lifted the rule.
    pub version: VersionId,
    /// Who is judged.
    pub body: BodyName,
    /// `2025`, `2025-H1`, `by 2030-12-31`, `standing`.
    pub period: String,
    /// The last day on which it could be met.
    pub due: Option<Date>,
    /// Of a limit in hours: when on that day; midnight is its end.
    pub due_time: Option<Time>,
    /// The due date lies past the days off that are announced.
    pub due_provisional: bool,
    /// The answer.
    pub status: Status,
    /// Of a miss: how grave it is. Beside pending and unknown: the miss is certain, late or not met.
    pub severity: Option<Severity>,
    /// Why this answer.
    pub reason: Reason,
    /// It stands on a person's word.
    pub attested: bool,
    /// What was measured.
    pub measure: Option<Measure>,
    /// While pending or unknown: how it would be judged as it stands. Beside met: more may happen while the period runs.
    pub so_far: Option<Status>,
    /// Of a deed done after its time.
    pub late_by: Option<LateBy>,
    /// Of a milestone still open: what is still needed a year.
    pub pace: Option<Pace>,
    /// The least change that would meet it; several steps are all needed.
    pub remedy: Vec<Remedy>,
    /// Paths of facts that are missing, the most useful first.
    pub missing: Vec<String>,
    /// The period whose report was read, where it is not the verdict's own.
    pub read_from: Option<String>,
    /// Totals of several groups were added up, where a person may be counted twice.
    pub counted_twice: bool,
    /// A deed is dated before the event from which its limit counts, often a year mistyped.
    pub before_event: bool,
    /// Of `each`: the members that are not met, late, pending or unknown, or done before their event, and why. Where there must
    /// be none: those that there are.
    pub members: Vec<MemberVerdict>,
    /// Bodies that ended within the period, whose facts were added to the body's own.
    pub taken_over: Vec<TakenOver>,
}

impl Verdict {
    /// Whether it is about a period that was over before its text was in force, so that nothing was asked in it.
    pub fn precedes(&self, program: &Program) -> bool {
        let requirement = program.requirements.get(self.requirement);
        let period = self.period.parse::<Period>();
        let is_over = requirement
            .zip(period.ok())
            .is_some_and(|(requirement, period)| period.end < requirement.from);
        let by_time = matches!(self.reason, Reason::BeforeFirstPeriod | Reason::NotInForce);
        is_over && by_time && self.status == Status::NotApplicable
    }
}

/// A body that ended within a period judged for its successor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// The body.
    pub body: BodyName,
    /// Only a part of it came to the successor: what that part reports was added.
    pub in_part: bool,
    /// The first day on which it is no more.
    pub from: Date,
}

/// The answer for one member of an `each`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberVerdict {
    /// Its path: `decisions[d1]` or `commune:ang-to`.
    pub member: String,
    /// The answer.
    pub status: Status,
    /// Why.
    pub reason: Reason,
    /// The last day that serves.
    pub due: Option<Date>,
    /// Of a limit in hours: when on that day.
    pub due_time: Option<Time>,
    /// By how much it is late.
    pub late_by: Option<LateBy>,
    /// It was done before the event from which its limit counts.
    pub before_event: bool,
    /// What was measured of it.
    pub measure: Option<Measure>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Met.
    Met,
    /// Done, but after its time: a miss.
    Late,
    /// Not met.
    NotMet,
    /// Not due yet, and not decided.
    Pending,
    /// The facts do not decide it.
    Unknown,
    /// It does not apply.
    NotApplicable,
}

impl Status {
    /// All, in the order of summaries.
    pub const ALL: [Self; 6] = [
        Self::Met,
        Self::Late,
        Self::NotMet,
        Self::Pending,
        Self::Unknown,
        Self::NotApplicable,
    ];

    /// The one at a position in [`Self::ALL`].
    pub const fn at(position: u8) -> Option<Self> {
        // One by one, so that no list is looked up where there are many.
        Some(match position {
            0 => Self::Met,
            1 => Self::Late,
            2 => Self::NotMet,
            3 => Self::Pending,
            4 => Self::Unknown,
            5 => Self::NotApplicable,
            _ => return None,
        })
    }

    /// Its key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Late => "late",
            Self::NotMet => "not_met",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Whether the duty was missed.
    pub const fn is_miss(self) -> bool {
        matches!(self, Self::Late | Self::NotMet)
    }
}

/// How grave a miss is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A duty was missed.
    Breach,
    /// A target to strive for was missed.
    Shortfall,
    /// Something encouraged or requested was not done.
    Note,
    /// A draft's or plan's rule was missed: nothing binds yet.
    Advisory,
}

impl Severity {
    /// Its key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Shortfall => "shortfall",
            Self::Note => "note",
            Self::Advisory => "advisory",
        }
    }
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A share was compared with its bound.
    Share,
    /// A count was compared with its bound.
    Count,
    /// A quantity was compared with its bound.
    Comparison,
    /// A deed was done or not.
    Deed,
    /// Each member was judged.
    Each,
    /// Several parts were judged together.
    Combined,
    /// A time limit was kept.
    InTime,
    /// A deed was done after its time.
    Late,
    /// A limit passed and the deed is reported as not done.
    Overdue,
    /// Facts are missing.
    MissingFacts,
    /// The day is known, and its time of day decides.
    TimeOfDay,
    /// Facts have problems.
    FaultyFacts,
    /// A sum or product does not fit exact arithmetic.
    Overflow,
    /// The period or limit is still running.
    Running,
    /// The period has not begun.
    NotBegun,
    /// Nobody to count.
    EmptyPopulation,
    /// There was nothing in the earlier period of which growth could be a share.
    NothingBefore,
    /// The law prescribes nothing for this case.
    NotPrescribed,
    /// The condition does not hold.
    Condition,
    /// Whether the condition holds is not known.
    ConditionUnknown,
    /// An exception holds.
    Exception,
    /// The fact was declared not applicable.
    DeclaredNotApplicable,
    /// Before the first whole period in force.
    BeforeFirstPeriod,
    /// Not in force on the day that decides.
    NotInForce,
    /// The text is in force; the years for which the sentence asks it had not begun.
    PhaseNotBegun,
    /// The text had run out.
    Expired,
    /// The years for which the sentence asks it were over.
    PhaseOver,
    /// The text was repealed.
    Repealed,
    /// The text was suspended for a time.
    Suspended,
    /// A later wording took its place.
    Amended,
    /// The text of the law refuses this date (no such day of the month).
    NoSuchDay,
}

impl Reason {
    /// Its key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Count => "count",
            Self::Comparison => "comparison",
            Self::Deed => "deed",
            Self::Each => "each",
            Self::Combined => "combined",
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Overdue => "overdue",
            Self::MissingFacts => "missing_facts",
            Self::TimeOfDay => "time_of_day",
            Self::FaultyFacts => "faulty_facts",
            Self::Overflow => "overflow",
            Self::Running => "running",
            Self::NotBegun => "not_begun",
            Self::EmptyPopulation => "empty_population",
            Self::NothingBefore => "nothing_before",
            Self::NotPrescribed => "not_prescribed",
            Self::Condition => "condition",
            Self::ConditionUnknown => "condition_unknown",
            Self::Exception => "exception",
            Self::DeclaredNotApplicable => "declared_not_applicable",
            Self::BeforeFirstPeriod => "before_first_period",
            Self::NotInForce => "not_in_force",
            Self::PhaseNotBegun => "phase_not_begun",
            Self::Expired => "expired",
            Self::PhaseOver => "phase_over",
            Self::Repealed => "repealed",
            Self::Suspended => "suspended",
            Self::Amended => "amended",
            Self::NoSuchDay => "no_such_day",
        }
    }
}

/// What was measured, as it stands in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// So many of so many.
    Share {
        /// For whom it holds.
        achieved: Range,
        /// Of how many.
        of: Range,
        /// The bound.
        required: Required,
    },
    /// A quantity against a bound.
    Quantity {
        /// Its value.
        value: Range,
        /// The bound.
        required: Required,
        /// How the value is shown.
        unit: Unit,
    },
    /// Deeds and states, each with what is reported.
    Deeds(Vec<(FactId, DeedState)>),
    /// How many members have which status.
    Each {
        /// Counts by status.
        counts: Counts,
        /// The collections judged.
        of: Vec<CollectionId>,
    },
    /// The status of each part.
    Combined(Vec<Status>),
}

/// What is reported of a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeedState {
    /// Done on a day, or done without a date.
    Done(Option<Date>),
    /// Not done so far.
    NotDone,
    /// Not reported.
    Blank,
}

/// A bound with its numbers worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// How it is compared.
    pub relation: RelationKind,
    /// The number, or the lower of two.
    pub from: Range,
    /// The upper of two.
    pub to: Option<Range>,
    /// How they are shown.
    pub unit: Unit,
}

/// How a quantity is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// `>`.
    Over,
    /// `≥`.
    AtLeast,
    /// `<`.
    Under,
    /// `≤`.
    AtMost,
    /// `=`.
    Exactly,
    /// `≠`.
    Not,
    /// Both included.
    Between,
}

/// By how much a deed was late, in the unit of its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateBy {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: LateUnit,
    /// It may be more: a time of day is not known.
    pub at_least: bool,
}

/// Units in which lateness is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LateUnit {
    /// Minutes, of what is late by less than an hour.
    Minutes,
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
}

/// What an open milestone still needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Path of the fact that must grow.
    pub fact: String,
    /// How many lack.
    pub more: Number,
    /// Years up to the deadline's own that are not over and not reported yet; 0 where its own is reported.
    pub years: u32,
    /// How many a year, rounded up.
    pub per_year: Number,
}

/// One step of the least change that would meet a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Path of the fact.
    pub fact: String,
    /// What to do with it.
    pub step: Step,
    /// Other facts by which the same could be done instead (pooled groups).
    pub or: Vec<String>,
}

/// A change of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many more.
    More(Number),
    /// So many fewer.
    Fewer(Number),
    /// Do it.
    Do,
}
