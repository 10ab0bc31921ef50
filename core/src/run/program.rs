//! A compiled rule set: all that is needed to judge a report, and nothing of its text but labels.
//!
//! Plain data, immutable once compiled. Ids are positions in the vectors of [`Program`].

mod score;
mod table;

use std::sync::OnceLock;

use jiff_core::civil::Date;

pub use score::{Earned, Growth, Score, ScoreLine};
pub use table::{Cell, Edge, Key, Row, Stretch, Table};

use super::calendar::Calendar;
use super::calendar::period::{Period, PeriodKind};
use super::derived::Derived;
use super::number::Number;

macro_rules! index {
    ($(#[$doc:meta] $name:ident),* $(,)?) => { $(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in the program's vector.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}

index! {
    /// Position of a [`Document`].
    DocumentId,
    /// Position of a [`Level`].
    LevelId,
    /// Position of a [`Collection`].
    CollectionId,
    /// Position of a [`Fact`].
    FactId,
    /// Position of a [`Rule`].
    RuleId,
    /// Position of a [`Version`].
    VersionId,
    /// Position of a [`Definition`].
    DefinitionId,
    /// Position of a [`Calendar`].
    CalendarId,
}

/// A name in both languages, singular and plural where they differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// English, singular.
    pub en: String,
    /// English, plural.
    pub en_many: String,
    /// Vietnamese.
    pub vi: String,
}

/// A compiled rule set.
#[derive(Debug, Clone)]
pub struct Program {
    /// Ids of its documents with a header, joined by `+`.
    pub id: String,
    /// `sha256:…` over its meaning: not over comments, layout, order or the language written in.
    pub digest: String,
    /// Documents.
    pub documents: Vec<Document>,
    /// Levels.
    pub levels: Vec<Level>,
    /// Populations, and levels as sets of bodies.
    pub collections: Vec<Collection>,
    /// Facts that can be reported.
    pub facts: Vec<Fact>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// The wordings of rules, and the repeals that ended them, in the order of rules and days.
    pub versions: Vec<Version>,
    /// Requirements, in the order in which verdicts are told: document, citation, rule, number.
    pub requirements: Vec<Requirement>,
    /// Named expressions.
    pub definitions: Vec<Definition>,
    /// Calendars that documents name.
    pub calendars: Vec<Calendar>,
    /// Bodies that take over from others, by their level and id.
    pub successions: Vec<Succession>,
    /// What follows from all that.
    pub(crate) derived: OnceLock<Derived>,
}

impl Program {
    /// Whether the members of a collection happen in a period.
    pub(crate) fn happens(&self, of: CollectionId) -> bool {
        let of = self.collections.get(of.index());
        of.is_some_and(|of| of.kind.happens())
    }

    /// Where the law says a requirement in a version of its rule: the first citation of its
    /// sentence, else of the version.
    pub fn cite<'p>(
        &'p self,
        requirement: &'p Requirement,
        version: VersionId,
    ) -> Option<&'p Citation> {
        let own = requirement.cites.first();
        own.filter(|_| requirement.version == version)
            .or_else(|| self.versions[version.index()].cites.first())
    }

    /// The level of this id.
    pub fn level_named(&self, id: &str) -> Option<LevelId> {
        let levels = (0..).map(LevelId).zip(&self.levels);
        levels
            .into_iter()
            .find_map(|(found, level)| (level.id == id).then_some(found))
    }

    /// Whether bodies of one level lie within bodies of another.
    pub fn lies_within(&self, level: LevelId, above: LevelId) -> bool {
        let within = |id: LevelId| self.levels.get(id.index()).and_then(|level| level.within);
        // Bounded, so that a broken program cannot hold it in a circle.
        std::iter::successors(within(level), |id| within(*id))
            .take(self.levels.len())
            .any(|id| id == above)
    }

    /// The levels directly below `from` through which bodies of `targets` are reached.
    pub fn levels_towards(&self, from: LevelId, targets: &[LevelId]) -> Vec<LevelId> {
        let mut found = Vec::new();
        for target in targets {
            let mut level = *target;
            while let Some(above) = self.levels[level.index()].within {
                if above == from {
                    if !found.contains(&level) {
                        found.push(level);
                    }
                    break;
                }
                level = above;
            }
        }
        found
    }

    /// The rules of that id, or of that id within a document: `muong_ang_154.hamlet_heads_trained`.
    pub fn rules_named(&self, asked: &str) -> Vec<RuleId> {
        let is_asked = |rule: &Rule| {
            let document = &self.documents[rule.document.index()].id;
            let within = asked
                .strip_prefix(document.as_str())
                .and_then(|rest| rest.strip_prefix('.'));
            rule.id == asked || within == Some(&rule.id)
        };
        (0..)
            .map(RuleId)
            .zip(&self.rules)
            .filter(|(_, rule)| is_asked(rule))
            .map(|(id, _)| id)
            .collect()
    }

    /// The ids of documents, joined by `+`: the id of a rule set.
    pub(crate) fn joined_ids(documents: &[Document]) -> String {
        let ids: Vec<&str> = documents
            .iter()
            .map(|document| document.id.as_str())
            .collect();
        ids.join("+")
    }
}

/// Bodies that end, and the one that takes over from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The body that takes over: level and id.
    pub to: (LevelId, String),
    /// The first day on which the others are no more.
    pub from: Date,
    /// The bodies that end, in the order of level and id.
    pub of: Vec<Predecessor>,
    /// Where the law says it.
    pub cites: Vec<Citation>,
}

/// A body that ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Predecessor {
    /// The body: level and id.
    pub body: (LevelId, String),
    /// Several bodies take it over, each a part of it.
    pub in_part: bool,
}

impl Succession {
    /// Whether this body takes over.
    pub fn is_to(&self, level: LevelId, id: &str) -> bool {
        self.to.0 == level && self.to.1 == id
    }

    /// How it names a body that ends, if it does.
    pub fn predecessor(&self, level: LevelId, id: &str) -> Option<&Predecessor> {
        let is_it = |one: &&Predecessor| one.body.0 == level && one.body.1 == id;
        self.of.iter().find(is_it)
    }

    /// Whether the bodies end within a period, so that it is judged for the one that takes over.
    pub fn is_within(&self, period: Period) -> bool {
        period.start < self.from && self.from <= period.end
    }
}

/// A document as far as verdicts need it.
#[derive(Debug, Clone)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Title.
    pub label: Label,
    /// Its number, `154/NQ-HĐND`.
    pub number: Option<String>,
    /// A draft or plan: verdicts are advisory.
    pub advisory: bool,
    /// First day in force.
    pub from: Date,
    /// Last day in force, when it ends.
    pub to: Option<Date>,
    /// Its calendar, for working days.
    pub calendar: Option<CalendarId>,
    /// First and last day of the years in which standing duties are to be reached.
    pub horizon: Option<(Date, Date)>,
    /// The one body it binds, with those within; none: every body.
    pub applies_to: Option<(LevelId, String)>,
}

/// A kind of reporting body.
#[derive(Debug, Clone)]
pub struct Level {
    /// Id, as reports name it.
    pub id: String,
    /// Names.
    pub label: Label,
    /// The level above.
    pub within: Option<LevelId>,
    /// The level as a set that is counted.
    pub collection: CollectionId,
}

/// A set whose members are counted.
#[derive(Debug, Clone)]
pub struct Collection {
    /// Key in reports: `hamlet_heads`, or the level's id.
    pub key: String,
    /// Names.
    pub label: Label,
    /// What its members are.
    pub kind: CollectionKind,
    /// Facts of its members, first the day on which what happens does; of a level, all facts that its bodies report.
    pub facts: Vec<FactId>,
    /// Explanation for those who report.
    pub note: Option<Label>,
}

impl Collection {
    /// The fact that tells on which day what happens in a period did: by that day it is a case of the text in force.
    pub(crate) fn day_of_case(&self, facts: &[Fact]) -> Option<FactId> {
        let first = self.facts.first().filter(|_| self.kind.happens())?;
        let fact = facts.get(first.index())?;
        matches!(fact.kind, FactKind::Date).then_some(*first)
    }
}

/// What the members of a collection are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CollectionKind {
    /// People or things, reported by bodies of these levels.
    Population {
        /// Who reports it.
        per: Vec<LevelId>,
        /// They happen in a period, so their number only grows while it runs.
        events: bool,
    },
    /// The bodies of a level.
    Bodies(LevelId),
}

impl CollectionKind {
    /// Whether its members happen in a period.
    pub(crate) const fn happens(&self) -> bool {
        matches!(self, Self::Population { events: true, .. })
    }
}

/// Something that can be reported.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its id alone: `trained`, `plan`.
    pub name: String,
    /// Names.
    pub label: Label,
    /// Whose fact it is.
    pub owner: Owner,
    /// What is reported.
    pub kind: FactKind,
    /// The office whose word it is.
    pub attested_by: Option<Label>,
    /// Explanation for those who report.
    pub note: Option<Label>,
}

/// Whose fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Of a body of one of these levels.
    Bodies(Vec<LevelId>),
    /// Of each member of a population.
    Members(CollectionId),
}

/// What is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// A state, counted in the period.
    StateInPeriod,
    /// A state, counted to date: never falls.
    StateToDate,
    /// A state as it stands: may fall.
    StateNow,
    /// A deed, done or not, best reported by its date.
    Act,
    /// A date or moment, or `false` while it has not come.
    Date,
    /// A whole number that only grows while a period runs.
    Count,
    /// An exact amount of a unit.
    Amount(String),
    /// One of these options: id and names.
    Choice(Vec<(String, Label)>),
    /// Yes or no.
    YesNo,
}

impl FactKind {
    /// Whether it is told by the day on which it was done or came.
    pub(crate) const fn has_day(&self) -> bool {
        matches!(self, Self::Act | Self::Date)
    }

    /// The least by which what is reported can differ: one dong, a hundredth of what another unit measures, or one.
    pub(crate) fn grain(&self) -> Number {
        let parts = match self {
            Self::Amount(unit) => match unit.as_str() {
                "VND" => 1,
                "thousand VND" => 1_000,
                "million VND" => 1_000_000,
                "billion VND" => 1_000_000_000,
                _ => 100,
            },
            _ => 1,
        };
        Number::ratio(1, parts).unwrap_or(Number::ONE)
    }

    /// Whether its total over members is a number of members; of the others it is a sum.
    pub fn is_yes_or_no(&self) -> bool {
        match self {
            Self::StateInPeriod
            | Self::StateToDate
            | Self::StateNow
            | Self::Act
            | Self::Date
            | Self::YesNo => true,
            Self::Count | Self::Amount(_) | Self::Choice(_) => false,
        }
    }
}

/// A rule as far as verdicts need it.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Title.
    pub label: Label,
    /// Its document.
    pub document: DocumentId,
    /// Where the law says it.
    pub cites: Vec<Citation>,
}

/// What a verdict stood on: a wording of a rule, or the repeal that ended it.
#[derive(Debug, Clone)]
pub struct Version {
    /// The document that set it: the rule's own, or the one that amends or repeals.
    pub document: DocumentId,
    /// The day from which it holds.
    pub from: Date,
    /// Where that document says it; verdicts carry the first.
    pub cites: Vec<Citation>,
}

/// The units of citations by their keys, from the widest to the narrowest.
pub const UNITS: [&str; 11] = [
    "instrument",
    "annex",
    "part",
    "chapter",
    "section",
    "article",
    "clause",
    "point",
    "indent",
    "paragraph",
    "statement",
];

/// A place in a document: units from the widest, e.g. `("article", "1")`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The unit, one of [`UNITS`], and its value.
    pub parts: Vec<(&'static str, String)>,
}

/// How strongly something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// A duty.
    Must,
    /// A target to strive for.
    Strive,
    /// Encouraged.
    Encouraged,
    /// Asked of a body outside the issuer's power.
    Requested,
    /// A prohibition.
    MustNot,
}

/// One requirement, with everything its sentence and its rule say about it.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Its rule.
    pub rule: RuleId,
    /// Number within the rule, from 1, in the order of the text.
    pub number: u32,
    /// Told apart within the number: `for each of A, B` gives one requirement a population.
    pub part: Option<CollectionId>,
    /// Where the law says this sentence; none: where it says the rule.
    pub cites: Vec<Citation>,
    /// How strongly it is asked.
    pub modality: Modality,
    /// Levels whose bodies bear it.
    pub bearers: Vec<LevelId>,
    /// When it is judged.
    pub schedule: Schedule,
    /// What is required.
    pub goal: Goal,
    /// It applies only where this holds.
    pub condition: Option<Condition>,
    /// It is displaced where this holds.
    pub exception: Option<Condition>,
    /// A share or `each` over nobody is met.
    pub none_counts_as_met: bool,
    /// It stands on a person's word.
    pub attested: bool,
    /// The wording it is part of.
    pub version: VersionId,
    /// First day on which the rule bound in any wording: whole periods count from it.
    pub entry: Date,
    /// First day of this text in force.
    pub from: Date,
    /// Last day of this text in force.
    pub to: Option<Date>,
    /// Why it ended.
    pub ended: Ended,
    /// What ended it: the next wording, or the repeal.
    pub ended_by: Option<VersionId>,
}

impl Requirement {
    /// Whether two requirements are one in different wordings of their rule: each period is judged by one of them.
    pub fn is_same_line(&self, other: &Self) -> bool {
        let same_time = match (self.schedule, other.schedule) {
            (Schedule::Standing { .. }, Schedule::Standing { .. })
            | (Schedule::Events, Schedule::Events)
            | (Schedule::Cases, Schedule::Cases) => true,
            (Schedule::By { due }, Schedule::By { due: other }) => due == other,
            (Schedule::Periodic { kind, .. }, Schedule::Periodic { kind: other, .. }) => {
                kind == other
            }
            _ => false,
        };
        same_time && (self.rule, self.number, self.part) == (other.rule, other.number, other.part)
    }
}

/// Why a text is no longer in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Its own term ran out, or it has not ended.
    Expired,
    /// The years for which the sentence itself asks it are over; the text is still in force.
    PhaseOver,
    /// It was repealed.
    Repealed,
    /// It was suspended for a time.
    Suspended,
    /// A later wording took its place.
    Amended,
}

/// When a requirement is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    /// At the as-of date, on the latest report.
    Standing {
        /// The years in which it is to be reached, from the sentence or the document.
        horizon: Option<(Date, Date)>,
    },
    /// Every period of a kind.
    Periodic {
        /// The kind.
        kind: PeriodKind,
        /// First day of the first period, when the text says so.
        starting: Option<Date>,
        /// The day within the period by which it is due; none: its last.
        due: Option<DueDay>,
    },
    /// Once, by the end of a day.
    By {
        /// The last day that serves.
        due: Date,
    },
    /// A time limit without a period: in each period reported, over its events.
    Events,
    /// What is asked of cases without a period: in each period reported, over those that happened in it.
    Cases,
}

/// A day that every period has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueDay {
    /// `by 15 December each year`: month and day, in the period's last year.
    OfYear(i8, i8),
    /// `by day 15 of the last month`, or the month's last day where it is shorter.
    OfLastMonth(i8),
}

impl DueDay {
    /// That day of a period; a month or year that is too short for it ends sooner.
    pub(crate) fn within(self, period: Period) -> Option<Date> {
        match self {
            Self::OfYear(month, day) => {
                let date = Date::new_constrain(period.end.year(), month, day).ok()?;
                if period.contains(date) {
                    Some(date)
                } else {
                    Date::new_constrain(period.start.year(), month, day).ok()
                }
            }
            Self::OfLastMonth(day) => {
                Date::new_constrain(period.end.year(), period.end.month(), day).ok()
            }
        }
    }
}

/// A condition: true, false or not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always or never.
    Constant(bool),
    /// A state, act or yes/no fact holds; a date has come.
    Fact(FactId),
    /// A choice is this option, by position.
    Is(FactId, u32),
    /// Not.
    Not(Box<Condition>),
    /// All hold; of none: true.
    All(Vec<Condition>),
    /// Some holds; of none: false.
    Any(Vec<Condition>),
    /// A quantity keeps a bound.
    Compare(Box<Quantity>, Box<Bound>),
    /// A requirement holds of the body or member in scope.
    Goal(Box<Goal>),
}

/// An exact quantity; counts, shares (as ratios), amounts, and dates as days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// A number.
    Number(Number),
    /// A count or amount of the member or body in scope, or a date's day.
    Fact(FactId),
    /// How many: those selected for whom all holds.
    Size(Vec<Part>),
    /// The share for whom it holds among those selected.
    Share(Vec<Part>),
    /// A fact over the members selected.
    Over(Reduction, Vec<(Part, FactId)>),
    /// Left plus right.
    Add(Box<Quantity>, Box<Quantity>),
    /// Left minus right.
    Subtract(Box<Quantity>, Box<Quantity>),
    /// Left times right.
    Multiply(Box<Quantity>, Box<Quantity>),
    /// Left by right.
    Divide(Box<Quantity>, Box<Quantity>),
    /// The greatest.
    Greatest(Vec<Quantity>),
    /// The least.
    Least(Vec<Quantity>),
    /// One or the other.
    If(Box<Condition>, Box<Quantity>, Box<Quantity>),
    /// The quantity in an earlier period.
    Past(Box<Quantity>, Past),
    /// A parameter's value in force at the end of the period judged; from each day on, ascending.
    Parameter(Vec<(Date, Number)>),
    /// A named expression.
    Definition(DefinitionId),
    /// Rounded as the law says.
    Rounded(Box<Quantity>, Rounding),
    /// The same told in another unit: so many times, and the unit in which it stands itself.
    InUnit(Box<Quantity>, Number, Unit),
    /// What a table gives.
    Table(Box<Table>),
    /// A day so many working days, months or years later, or earlier.
    Moved {
        /// The day.
        day: Box<Quantity>,
        /// How far.
        length: Length,
        /// Earlier.
        back: bool,
    },
    /// The points of a score.
    Score(Box<Score>),
    /// By how much something has changed.
    Growth(Box<Growth>),
}

/// What is worked out over members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduction {
    /// Sum.
    Sum,
    /// Average.
    Average,
    /// Least.
    Least,
    /// Greatest.
    Greatest,
}

/// Which earlier period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// The same period a year before.
    LastYear,
    /// The period just before, of the same length.
    PreviousPeriod,
}

/// How a quota is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Down.
    Down,
    /// Up.
    Up,
    /// A half up.
    HalfUp,
}

/// A named expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Id.
    pub id: String,
    /// Names.
    pub label: Label,
    /// Its value.
    pub value: Quantity,
    /// How its value is shown.
    pub unit: Unit,
}

/// How a quantity is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A plain number.
    Plain,
    /// A ratio shown as a percentage.
    Percent,
    /// A ratio shown as a fraction, as the law wrote it.
    Fraction,
    /// An amount of a unit.
    Of(String),
    /// Points of a score.
    Points,
    /// A difference of percentages, as a ratio.
    PercentagePoints,
    /// A day.
    Date,
}

/// A bound on a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// How it is compared.
    pub relation: Relation,
    /// How its numbers are shown.
    pub unit: Unit,
}

/// How a quantity is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// `>`.
    Over(Quantity),
    /// `≥`.
    AtLeast(Quantity),
    /// `<`.
    Under(Quantity),
    /// `≤`.
    AtMost(Quantity),
    /// `=`.
    Exactly(Quantity),
    /// `≠`.
    Not(Quantity),
    /// Both included.
    Between(Quantity, Quantity),
}

impl Relation {
    /// What is compared with: one quantity, or the lower and the upper of two.
    pub fn limits(&self) -> impl Iterator<Item = &Quantity> {
        let (first, second) = match self {
            Self::Over(limit)
            | Self::AtLeast(limit)
            | Self::Under(limit)
            | Self::AtMost(limit)
            | Self::Exactly(limit)
            | Self::Not(limit) => (limit, None),
            Self::Between(low, high) => (low, Some(high)),
        };
        std::iter::once(first).chain(second)
    }
}

/// Members of one collection: who is looked at, and who of them counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The collection.
    pub collection: CollectionId,
    /// Only members for whom this holds are looked at.
    pub filter: Option<Condition>,
    /// Those counted are the ones for whom this holds; none: all.
    pub holds: Option<Condition>,
}

/// What is required.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A share of the members pooled.
    Share {
        /// Who, and who counts.
        pool: Vec<Part>,
        /// A quantity of each member by which it weighs, one a part; empty: one each.
        weights: Vec<FactId>,
        /// The bound.
        bound: Bound,
        /// The share is turned into a whole number of members, rounded as said.
        rounding: Option<Rounding>,
    },
    /// One quantity among another, as a share.
    Ratio {
        /// The part.
        part: Quantity,
        /// The whole.
        whole: Quantity,
        /// The bound.
        bound: Bound,
    },
    /// A number within bounds: a count, a size, or any comparison.
    Compare {
        /// What.
        quantity: Quantity,
        /// The bound.
        bound: Bound,
    },
    /// Deeds done, states reached, dates come; all of them, each in time.
    Deeds {
        /// The facts.
        facts: Vec<FactId>,
        /// When they serve.
        limit: Option<Limit>,
    },
    /// Deeds that must not be done.
    Refrain {
        /// The facts.
        facts: Vec<FactId>,
    },
    /// A goal of each member.
    Each {
        /// Which members.
        pool: Vec<Part>,
        /// One goal a part.
        goals: Vec<Goal>,
    },
    /// So many of several.
    Combined {
        /// How many.
        how: Combination,
        /// Of what.
        parts: Vec<Clause>,
    },
}

impl Goal {
    /// Whether nothing is to be done for it: what is forbidden is due on no day.
    pub fn only_forbids(&self) -> bool {
        match self {
            Self::Refrain { .. } => true,
            Self::Each { goals, .. } => goals.iter().all(Self::only_forbids),
            Self::Combined { parts, .. } => parts.iter().all(|part| part.goal.only_forbids()),
            Self::Share { .. } | Self::Ratio { .. } | Self::Compare { .. } | Self::Deeds { .. } => {
                false
            }
        }
    }
}

/// A part of a combined goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What is required.
    pub goal: Goal,
    /// It applies only where this holds.
    pub condition: Option<Condition>,
}

/// How many of several parts must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combination {
    /// All.
    AllOf,
    /// One.
    AnyOf,
    /// So many.
    AtLeast(u32),
}

/// A time limit on deeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// At most so long after an event.
    Within(Length, Event),
    /// At least so long before an event.
    Before(Length, Event),
    /// Lasting at least so long.
    Lasting(Length),
    /// Not after the event has come.
    EarlierThan(Event),
    /// Not before the event has come.
    LaterThan(Event),
    /// On the day of the event at the latest.
    By(Event),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many; whole.
    pub amount: u32,
    /// Of what.
    pub unit: TimeUnit,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Calendar days without a break.
    ConsecutiveDays,
    /// Working days of the document's calendar.
    WorkingDays,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// The event a limit hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A date or act of the member or body in scope.
    Fact(FactId),
    /// The last day of the period judged.
    EndOfPeriod,
}
