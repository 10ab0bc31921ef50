//! The JSON of an explanation: the tree of a sentence with the value at each node.

use jiff_core::civil::Date;

use super::measure::{Done, bound, done, in_unit, in_unit_bare, unit_key};
use super::{
    LateBy, Measure, RuleSet, VERSION, Verdict, collection_key, date, fact_key, late_by,
    modality_key, one_verdict, range, rule_set, truth_key,
};
use crate::run::because::{Count, Explained, Node, Outlook, RowKey, Turn, Value, What};
use crate::run::calendar::iso;
use crate::run::program::{Combination, Edge, Past, Program, Reduction, Stretch};

/// A verdict with its reasons.
#[derive(Debug, serde::Serialize)]
pub struct Because<'a> {
    /// The verdict.
    pub verdict: Verdict<'a>,
    /// How it came about; absent where time alone decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<BecauseNode<'a>>,
}

/// The verdicts on some rules with their reasons.
#[derive(Debug, serde::Serialize)]
pub struct Explanations<'a> {
    /// The version of this shape.
    pub luat: u32,
    /// By which rules and which engine it was judged.
    pub ruleset: RuleSet<'a>,
    /// The day as of which it was judged.
    pub as_of: String,
    /// In the order of verdicts.
    pub explanations: Vec<Because<'a>>,
}

/// One node: what is looked at, what it came to, what that stands on.
#[derive(Debug, serde::Serialize)]
pub struct BecauseNode<'a> {
    /// The kind of node, as a code.
    pub what: &'static str,
    /// Of a sentence: its modality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<&'static str>,
    /// The bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    /// Keys of the collections looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<&'a str>,
    /// Path of the fact or member, or the key of a definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Of `at_least`: how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// Of a line of a score: its number, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Of a line of a score: the most points it can give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<String>,
    /// Of a row of a table: what it stands for in each key of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub row: Vec<RowKeyJson<'a>>,
    /// How a last day was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<DayCount<'a>>,
    /// Of a deed done after its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_by: Option<LateBy>,
    /// What silent bodies can still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook: Option<ToCome<'a>>,
    /// What it came to; absent where there is nothing to be said.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub value: Option<BecauseValue<'a>>,
    /// What that stands on, in the order of the sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<BecauseNode<'a>>,
}

/// What a node came to; its key tells the kind.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub enum BecauseValue<'a> {
    /// A quantity.
    Number {
        /// `19`, `8..10`.
        value: String,
        /// Its unit, where it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'a str>,
    },
    /// So many of so many.
    Measure {
        /// What was measured.
        measure: Measure<'a>,
    },
    /// Whether it holds.
    Truth {
        /// `yes`, `no`, `unknown`.
        holds: &'static str,
    },
    /// An answer.
    Status {
        /// The status.
        status: &'static str,
    },
    /// What is reported of a deed.
    Deed {
        /// A day, true or false; absent when not reported.
        #[serde(skip_serializing_if = "Option::is_none")]
        done: Option<Done>,
    },
    /// A day.
    Date {
        /// The day.
        date: String,
    },
}

/// What a row stands for in one key of its table.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKeyJson<'a> {
    /// The ids of options.
    Options(Vec<&'a str>),
    /// A stretch of numbers, as ends: `>= 200`, `< 500`.
    Band(Vec<String>),
    /// Whatever no other row names.
    Rest,
}

/// How a last day was counted.
#[derive(Debug, serde::Serialize)]
pub struct DayCount<'a> {
    /// The event's day, itself not counted.
    pub from: String,
    /// Of a limit in hours, which runs from the event itself: when on that day, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_time: Option<String>,
    /// The calendar that says which days are off; absent: weekends alone are, or it is counted by the hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Named<'a>>,
    /// Of a limit in working days: the days counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<String>,
    /// Days skipped, each with its name (empty: a weekend).
    pub skipped: Vec<NamedDay<'a>>,
    /// The end before it was moved.
    pub counted_to: String,
    /// The days off that moved it.
    pub moved_over: Vec<NamedDay<'a>>,
    /// The last day that serves.
    pub due: String,
    /// Of a limit in hours: when on that day, where that is known; `24:00` is its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_time: Option<String>,
    /// Present and true when it lies past the days off that are announced.
    #[serde(skip_serializing_if = "super::is_false")]
    pub provisional: bool,
}

/// A day off.
#[derive(Debug, serde::Serialize)]
pub struct NamedDay<'a> {
    /// The day.
    pub day: String,
    /// Its English name.
    pub en: &'a str,
    /// Its Vietnamese name.
    pub vi: &'a str,
}

/// A name in both languages.
#[derive(Debug, serde::Serialize)]
pub struct Named<'a> {
    /// In English.
    pub en: &'a str,
    /// In Vietnamese.
    pub vi: &'a str,
}

/// What silent bodies can still change.
#[derive(Debug, serde::Serialize)]
pub struct ToCome<'a> {
    /// `met`, `not_met` (whatever they report), `needs`, `at_most`, `alone`.
    pub turn: &'static str,
    /// How many are silent.
    pub silent: String,
    /// Of `needs` and `at_most`: how many of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_them: Option<String>,
    /// Of `alone`: path of the body that decides, where it has reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<&'a str>,
    /// Present and true while those who have answered may change, too.
    #[serde(skip_serializing_if = "super::is_false")]
    pub running: bool,
}

/// Explanations in their JSON shape.
pub fn explanations<'a>(
    program: &'a Program,
    as_of: Date,
    explained: &'a [Explained],
) -> Explanations<'a> {
    Explanations {
        luat: VERSION,
        ruleset: rule_set(program),
        as_of: date(as_of),
        explanations: explained.iter().map(|one| because(program, one)).collect(),
    }
}

/// An explanation in its JSON shape.
pub fn because<'a>(program: &'a Program, explained: &'a Explained) -> Because<'a> {
    Because {
        verdict: one_verdict(program, &explained.verdict),
        tree: explained.tree.as_ref().map(|tree| node(program, tree)),
    }
}

fn node<'a>(program: &'a Program, of: &'a Node) -> BecauseNode<'a> {
    let key = |id| collection_key(program, id);
    let mut told = BecauseNode {
        what: what_key(&of.what),
        modality: None,
        required: None,
        of: Vec::new(),
        path: None,
        least: None,
        line: None,
        most: None,
        row: Vec::new(),
        count: None,
        late_by: None,
        outlook: None,
        value: value(program, &of.value),
        parts: of.parts.iter().map(|part| node(program, part)).collect(),
    };
    match &of.what {
        What::Sentence(modality) => told.modality = Some(modality_key(*modality)),
        What::Share(required) | What::Bound(required) => told.required = Some(bound(required)),
        What::Members(collection) => told.of = vec![key(*collection)],
        What::Each(collections) => told.of = collections.iter().map(|id| key(*id)).collect(),
        What::Fact(_, path) | What::Deed(_, path) | What::Refrain(_, path) | What::Member(path) => {
            told.path = Some(path.clone());
        }
        What::Counted(_, fact) | What::Option(fact, _) => {
            told.path = Some(fact_key(program, *fact));
        }
        What::Definition(id) => told.path = Some(program.definitions[id.index()].id.clone()),
        What::Combined(Combination::AtLeast(least)) => told.least = Some(*least),
        What::Due(count) => told.count = Some(day_count(count)),
        What::Late(late) => told.late_by = Some(late_by(*late)),
        What::Outlook(outlook) => {
            told.of = vec![key(outlook.of)];
            told.outlook = Some(to_come(outlook));
        }
        What::AppliesIf
        | What::ExceptWhen
        | What::Not
        | What::All
        | What::Any
        | What::Combined(Combination::AllOf | Combination::AnyOf)
        | What::Number
        | What::Arithmetic(_)
        | What::Extreme { .. }
        | What::Over(_)
        | What::Either
        | What::Past(_)
        | What::Parameter
        | What::Growth { .. }
        | What::Rounded
        | What::Moved { .. } => {}
        What::Points { line, most } => {
            told.line = Some(*line);
            told.most = Some(most.to_string());
        }
        What::Row(keys) => told.row = keys.iter().map(row_key).collect(),
    }
    told
}

fn row_key(key: &RowKey) -> RowKeyJson<'_> {
    match key {
        RowKey::Options(options) => {
            RowKeyJson::Options(options.iter().map(|(id, _)| id.as_str()).collect())
        }
        RowKey::Band(Stretch { low, high }, unit) => {
            let end = |edge: &Edge, closed: &str, open: &str| {
                let sign = if edge.included { closed } else { open };
                format!("{sign} {}", in_unit(edge.at, unit))
            };
            let low = low.iter().map(|edge| end(edge, ">=", ">"));
            let high = high.iter().map(|edge| end(edge, "<=", "<"));
            RowKeyJson::Band(low.chain(high).collect())
        }
        RowKey::Rest => RowKeyJson::Rest,
    }
}

const fn what_key(what: &What) -> &'static str {
    match what {
        What::Sentence(_) => "sentence",
        What::AppliesIf => "applies_if",
        What::ExceptWhen => "except_when",
        What::Share(_) => "share",
        What::Bound(_) => "bound",
        What::Members(_) => "members",
        What::Fact(..) => "fact",
        What::Counted(..) => "counted",
        What::Option(..) => "option",
        What::Not => "not",
        What::All | What::Combined(Combination::AllOf) => "all",
        What::Any | What::Combined(Combination::AnyOf) => "any",
        What::Combined(Combination::AtLeast(_)) => "at_least",
        What::Deed(..) => "deed",
        What::Refrain(..) => "refrain",
        What::Due(_) => "due",
        What::Late(_) => "late",
        What::Outlook(_) => "outlook",
        What::Each(_) => "each",
        What::Member(_) => "member",
        What::Number => "number",
        What::Arithmetic('+') | What::Over(Reduction::Sum) => "sum",
        What::Arithmetic('-') => "difference",
        What::Arithmetic('*') => "product",
        What::Arithmetic(_) => "quotient",
        What::Extreme { greatest: true } | What::Over(Reduction::Greatest) => "greatest",
        What::Extreme { greatest: false } | What::Over(Reduction::Least) => "least",
        What::Over(Reduction::Average) => "average",
        What::Either => "either",
        What::Past(Past::LastYear) => "last_year",
        What::Past(Past::PreviousPeriod) => "previous_period",
        What::Parameter => "parameter",
        What::Definition(_) => "definition",
        What::Points { .. } => "points",
        What::Growth { falls: false, .. } => "increase",
        What::Growth { falls: true, .. } => "decrease",
        What::Row(_) => "row",
        What::Rounded => "rounded",
        What::Moved { back: false, .. } => "later",
        What::Moved { back: true, .. } => "earlier",
    }
}

fn value<'a>(program: &'a Program, of: &'a Value) -> Option<BecauseValue<'a>> {
    Some(match of {
        Value::None => return None,
        Value::Range(found, unit) => BecauseValue::Number {
            value: range(*found, |number| in_unit_bare(number, unit)),
            unit: unit_key(unit),
        },
        Value::Measure(measure) => BecauseValue::Measure {
            measure: Measure::new(program, measure),
        },
        Value::Truth(truth) => BecauseValue::Truth {
            holds: truth_key(*truth),
        },
        Value::Status(status) => BecauseValue::Status {
            status: status.key(),
        },
        Value::Deed(state) => BecauseValue::Deed { done: done(*state) },
        Value::Date(day) => BecauseValue::Date { date: date(*day) },
    })
}

fn day_count(count: &Count) -> DayCount<'_> {
    let skipped = count
        .days
        .iter()
        .filter_map(|(day, off)| off.as_ref().map(|off| (day, off)));
    let hours = count.hours.as_ref();
    let from = hours.and_then(|hours| hours.from);
    let due = hours.and_then(|hours| hours.due);
    DayCount {
        from: date(count.from),
        from_time: from.map(|from| iso::print_time(from.time()).to_string()),
        calendar: count.calendar.as_ref().map(|calendar| Named {
            en: &calendar.en,
            vi: &calendar.vi,
        }),
        counted: count
            .days
            .iter()
            .filter(|(_, off)| off.is_none())
            .map(|(day, _)| date(*day))
            .collect(),
        skipped: skipped
            .map(|(day, off)| NamedDay {
                day: date(*day),
                en: &off.en,
                vi: &off.vi,
            })
            .collect(),
        counted_to: date(count.counted_to),
        moved_over: count
            .moved_over
            .iter()
            .map(|(day, off)| NamedDay {
                day: date(*day),
                en: &off.en,
                vi: &off.vi,
            })
            .collect(),
        due: date(count.due),
        due_time: due.map(|due| iso::print_end(due.time())),
        provisional: count.provisional,
    }
}

fn to_come(outlook: &Outlook) -> ToCome<'_> {
    let (turn, of_them, who) = match &outlook.turn {
        Turn::Met => ("met", None, None),
        Turn::NotMet => ("not_met", None, None),
        Turn::Needs(n) => ("needs", Some(n), None),
        Turn::AtMost(n) => ("at_most", Some(n), None),
        Turn::Alone(who) => ("alone", None, who.as_ref()),
    };
    ToCome {
        turn,
        silent: outlook.silent.to_string(),
        of_them: of_them.map(i64::to_string),
        who: who.map(|who| who.path.as_str()),
        running: outlook.running,
    }
}
