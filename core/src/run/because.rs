//! Why a verdict is what it is: the tree of its sentence with the value at each node.
//!
//! Data only; it is built by the evaluator itself (`evaluate::explain`), so that it cannot differ
//! from the verdict, and told by `words` and `wire`.

use jiff_core::civil::{Date, DateTime};

use super::interval::{Range, Truth};
use super::number::Number;
use super::program::{
    CollectionId, Combination, DefinitionId, FactId, Label, Length, Modality, Past, Reduction,
    Stretch, Unit,
};
use super::verdict::{DeedState, LateBy, Measure, Required, Status, Verdict};

/// A verdict with its reasons.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The verdict.
    pub verdict: Verdict,
    /// How it came about; none where time alone decided.
    pub tree: Option<Node>,
}

/// One node: what is looked at, what it came to, and what that stands on.
#[derive(Debug, Clone)]
pub struct Node {
    /// What is looked at.
    pub what: What,
    /// What it came to.
    pub value: Value,
    /// What that stands on, in the order of the sentence.
    pub parts: Vec<Node>,
}

/// What a node looks at.
#[derive(Debug, Clone)]
pub enum What {
    /// The whole sentence.
    Sentence(Modality),
    /// The condition under which it applies.
    AppliesIf,
    /// The exception that displaces it.
    ExceptWhen,
    /// A share against its bound.
    Share(Required),
    /// A quantity against its bound.
    Bound(Required),
    /// Those looked at.
    Members(CollectionId),
    /// A fact, with its path.
    Fact(FactId, String),
    /// A state counted over a collection.
    Counted(CollectionId, FactId),
    /// A choice that should be an option.
    Option(FactId, Label),
    /// Something that should not hold.
    Not,
    /// All of several.
    All,
    /// Any of several.
    Any,
    /// So many of several.
    Combined(Combination),
    /// A deed that must be done.
    Deed(FactId, String),
    /// A deed that must not be done.
    Refrain(FactId, String),
    /// The last day that serves, and how it was counted.
    Due(Count),
    /// It was done after its time.
    Late(LateBy),
    /// What those whose answer is not known can still change.
    Outlook(Outlook),
    /// Each member of collections.
    Each(Vec<CollectionId>),
    /// One member, by its path.
    Member(String),
    /// A number as written.
    Number,
    /// A sum, difference, product or quotient: `+ - * /`.
    Arithmetic(char),
    /// The greatest or least of several.
    Extreme {
        /// The greatest.
        greatest: bool,
    },
    /// A fact over members.
    Over(Reduction),
    /// One of two, by a condition.
    Either,
    /// The same in an earlier period.
    Past(Past),
    /// A parameter's value at the time.
    Parameter,
    /// A named expression.
    Definition(DefinitionId),
    /// A line of a score: its number, from 1, and the most points it can give.
    Points {
        /// Its number.
        line: u32,
        /// The most points.
        most: Number,
    },
    /// By how much something has changed since an earlier period.
    Growth {
        /// How much it has fallen.
        falls: bool,
        /// As a share of what it was.
        relative: bool,
    },
    /// A row of a table, by its keys.
    Row(Vec<RowKey>),
    /// Rounded as the law says.
    Rounded,
    /// A day so much later, or earlier.
    Moved {
        /// How much.
        length: Length,
        /// Earlier.
        back: bool,
    },
}

/// What a row of a table stands for in one key.
#[derive(Debug, Clone)]
pub enum RowKey {
    /// These options: id and names.
    Options(Vec<(String, Label)>),
    /// A stretch of numbers.
    Band(Stretch, Unit),
    /// Whatever no other row names.
    Rest,
}

/// How a last day was counted.
#[derive(Debug, Clone)]
pub struct Count {
    /// The event's day; not counted itself.
    pub from: Date,
    /// Each day passed, with the name of the day off it was skipped for (empty: a weekend).
    pub days: Vec<(Date, Option<Label>)>,
    /// The end before it was moved.
    pub counted_to: Date,
    /// The days off that moved it.
    pub moved_over: Vec<(Date, Label)>,
    /// The end.
    pub due: Date,
    /// It lies past the days off announced.
    pub provisional: bool,
    /// The calendar that says which days are off; none: weekends alone are, or it is counted by the hour.
    pub calendar: Option<Label>,
    /// Of a limit in hours, which runs from the event itself: its two ends.
    pub hours: Option<Hours>,
}

/// The ends of a limit in hours, as far as the time of day of its event is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// When the event came.
    pub from: Option<DateTime>,
    /// When the limit ends.
    pub due: Option<DateTime>,
}

/// What those whose answer is not known can still change in a share or number of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// What they are.
    pub of: CollectionId,
    /// How many they are, at least one.
    pub silent: i64,
    /// The time still runs, so that those who have answered may change, too.
    pub running: bool,
    /// What they can change.
    pub turn: Turn,
}

/// What silent bodies can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Nothing: it is met whatever they report.
    Met,
    /// Nothing: it is not met whatever they report.
    NotMet,
    /// It is met if so many of them do what is asked.
    Needs(i64),
    /// It is met while no more than so many of them do it.
    AtMost(i64),
    /// The only one decides; none where it has not reported at all.
    Alone(Option<Who>),
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Its path: `commune:ang-to`.
    pub path: String,
    /// Its name, where the report gives one.
    pub name: Option<String>,
}

/// What a node came to.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing to be said.
    None,
    /// A quantity.
    Range(Range, Unit),
    /// So many of so many.
    Measure(Box<Measure>),
    /// Whether it holds.
    Truth(Truth),
    /// An answer.
    Status(Status),
    /// What is reported of a deed.
    Deed(DeedState),
    /// A day.
    Date(Date),
}
