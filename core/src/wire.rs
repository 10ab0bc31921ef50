//! The JSON of a result: the only place where its keys and the order of its keys are written.
//!
//! Exact quantities are strings (`"131"`, `"0.145"`, `"19/131"`), since JSON numbers lose digits in
//! many readers; what only counts entries of the result itself (`requirement`, `summary`,
//! `late_by.amount`) is a number. A key without a value is absent, never null. The same outcome
//! gives the same bytes on every platform.

pub mod batch;
pub mod because;
pub mod change;
#[cfg(feature = "author")]
pub mod diagnostics;
#[cfg(feature = "author")]
pub mod diff;
pub mod due;
#[cfg(feature = "editor")]
pub mod editor;
pub mod form;
mod measure;
pub mod receipt;
#[cfg(feature = "author")]
pub mod scenarios;
pub mod schema;
#[cfg(feature = "editor")]
pub mod sentences;

use jiff_core::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::run::artefact::ENGINE;
use crate::run::calendar::iso;
use crate::run::counts::{self, Counts};
use crate::run::facts::{self, ProblemCode};
use crate::run::number::Number;
use crate::run::program::{Citation, CollectionId, FactId, Modality, Owner, Program, VersionId};
use crate::run::verdict::{self, LateUnit, Range, Status, Step, Truth};

pub(crate) use measure::day;
pub use measure::{Deed, Done, Measure};

/// The version of these shapes, told as `"luat": 1` at the head of every result.
pub const VERSION: u32 = 1;

/// The answer to a report.
#[derive(Debug, serde::Serialize)]
pub struct Outcome<'a> {
    /// The version of this shape.
    pub luat: u32,
    /// By which rules and which engine it was judged.
    pub ruleset: RuleSet<'a>,
    /// The reporting body.
    pub body: Body<'a>,
    /// The day as of which it was judged, `2026-01-10`.
    pub as_of: String,
    /// Sorted by body as reported, document, citation, rule, requirement, period.
    pub verdicts: Vec<Verdict<'a>>,
    /// The reporting body's own part in rules of the bodies above it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted<'a>>,
    /// Paths of the missing facts that would decide most, the most useful first.
    pub next_facts: &'a [String],
    /// What is wrong with the facts.
    pub problems: Vec<Problem<'a>>,
    /// How many verdicts of which status.
    pub summary: Summary,
}

/// By which rules and which engine a report was judged.
#[derive(Debug, serde::Serialize)]
pub struct RuleSet<'a> {
    /// Ids of the documents, joined by `+`.
    pub id: &'a str,
    /// `sha256:…` over the meaning of the rules.
    pub digest: &'a str,
    /// The engine's version.
    pub engine: &'static str,
}

/// A body by its level and id.
#[derive(Debug, serde::Serialize)]
pub struct Body<'a> {
    /// Id of its level.
    pub level: &'a str,
    /// Its id.
    pub id: &'a str,
}

/// The verdict on one requirement, for one body and one period.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of its own in the result"
)]
#[derive(Debug, serde::Serialize)]
pub struct Verdict<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// Number of the requirement within the rule, from 1.
    pub requirement: u32,
    /// Of `for each of A, B`: the population it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// Who is judged.
    pub body: Body<'a>,
    /// The wording it stood on, or the repeal that lifted the rule.
    pub version: Version<'a>,
    /// Where the document of that version says it.
    pub cite: Cite<'a>,
    /// `must`, `strive`, `encouraged`, `requested`, `must_not`.
    pub modality: &'static str,
    /// `2025`, `2025-H1`, `2025-2026`, `by 2030-12-31`, `standing`.
    pub period: &'a str,
    /// The last day on which it could be met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Of a limit in hours: when on that day, `10:00`; `24:00` is its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_time: Option<String>,
    /// Present and true when `due` lies past the days off that are announced.
    #[serde(skip_serializing_if = "is_false")]
    pub due_provisional: bool,
    /// `met`, `late`, `not_met`, `pending`, `unknown`, `not_applicable`.
    pub status: &'static str,
    /// Of a miss, also of one that is certain while pending or unknown: `breach`, `shortfall`, `note`, `advisory`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<&'static str>,
    /// Why, as a code.
    pub reason: &'static str,
    /// Present and true when it stands on a person's word.
    #[serde(skip_serializing_if = "is_false")]
    pub attested: bool,
    /// What was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure<'a>>,
    /// While pending or unknown: the status as it stands in the report. Beside met: more may happen while the period runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub so_far: Option<&'static str>,
    /// Of a deed done after its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_by: Option<LateBy>,
    /// Of a milestone still open: what is needed a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace<'a>>,
    /// The least change that would meet it; several steps are all needed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedy: Vec<Remedy<'a>>,
    /// The period whose report was read, where it is not the verdict's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_from: Option<&'a str>,
    /// Present and true when totals were added up in which a person may stand twice.
    #[serde(skip_serializing_if = "is_false")]
    pub counted_twice: bool,
    /// Present and true when a deed is dated before the event from which its limit counts.
    #[serde(skip_serializing_if = "is_false")]
    pub before_event: bool,
    /// Of `each`: the members that are not met, late, pending or unknown, or done before their event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member<'a>>,
    /// Bodies that ended within the period, whose facts were added to the body's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken_over: Vec<TakenOver<'a>>,
    /// Paths of facts that are missing, the most useful first.
    pub missing: &'a [String],
}

/// A body that ended within a period judged for its successor.
#[derive(Debug, serde::Serialize)]
pub struct TakenOver<'a> {
    /// The body.
    #[serde(flatten)]
    pub body: Body<'a>,
    /// Present and true when only a part of it came to the successor.
    #[serde(skip_serializing_if = "is_false")]
    pub in_part: bool,
    /// The first day on which it is no more.
    pub from: String,
}

/// Whether the reporting body counts for a share or number asked of a body above it.
#[derive(Debug, serde::Serialize)]
pub struct Counted<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// Number of the requirement within the rule, from 1.
    pub requirement: u32,
    /// Of `for each of A, B`: the population it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// Where the law says it.
    pub cite: Cite<'a>,
    /// The period of the verdict in which it is counted.
    pub period: &'a str,
    /// `yes`, `no`, `unknown`, as things stand.
    pub counts: &'static str,
}

/// A wording of a rule, or its repeal, by the document that set it and its first day.
#[derive(Debug, serde::Serialize)]
pub struct Version<'a> {
    /// Id of the document: the rule's own, or the one that amends or repeals.
    pub document: &'a str,
    /// The day from which it holds.
    pub from: String,
}

/// A citation as an object of units, from the widest: `{"article": "1", "clause": "2"}`.
#[derive(Debug)]
pub struct Cite<'a>(Option<&'a Citation>);

/// By how much a deed was late.
#[derive(Debug, serde::Serialize)]
pub struct LateBy {
    /// How many.
    pub amount: u32,
    /// `hours`, `days`, `working_days`.
    pub unit: &'static str,
    /// Present and true when it may be more, for a time of day is not known.
    #[serde(skip_serializing_if = "is_false")]
    pub at_least: bool,
}

/// What an open milestone still needs.
#[derive(Debug, serde::Serialize)]
pub struct Pace<'a> {
    /// Path of the fact that must grow.
    pub fact: &'a str,
    /// How many lack.
    pub more: String,
    /// Years left up to the deadline's own, that are neither over nor reported.
    pub years: u32,
    /// How many a year.
    pub per_year: String,
}

/// One step of a remedy; exactly one of `more`, `fewer` and `do` is present.
#[derive(Debug, serde::Serialize)]
pub struct Remedy<'a> {
    /// Path of the fact.
    pub fact: &'a str,
    /// So many more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<String>,
    /// So many fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewer: Option<String>,
    /// Present and true: do it.
    #[serde(rename = "do", skip_serializing_if = "is_false")]
    pub deed: bool,
    /// Paths by which the same could be done instead.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub or: &'a [String],
}

/// The answer for one member of an `each`.
#[derive(Debug, serde::Serialize)]
pub struct Member<'a> {
    /// Its path: `decisions[d1]`, `commune:ang-to`.
    pub member: &'a str,
    /// Its status.
    pub status: &'static str,
    /// Why.
    pub reason: &'static str,
    /// The last day that serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Of a limit in hours: when on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_time: Option<String>,
    /// By how much it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_by: Option<LateBy>,
    /// Present and true when it is dated before the event from which its limit counts.
    #[serde(skip_serializing_if = "is_false")]
    pub before_event: bool,
    /// What was measured of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure<'a>>,
}

/// Something wrong with a fact.
#[derive(Debug, serde::Serialize)]
pub struct Problem<'a> {
    /// What is wrong, as a code.
    pub code: &'static str,
    /// Whose fact, as `LEVEL:ID`.
    pub body: &'a str,
    /// Under which period key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'a str>,
    /// The path of the fact within the period, or the key as written.
    pub fact: &'a str,
    /// What was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<&'a str>,
    /// What was expected, or the nearest known name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<&'a str>,
}

/// How many verdicts of which status; those on a person's word apart.
#[derive(Debug, serde::Serialize)]
pub struct Summary {
    /// Verdicts worked out from what is counted.
    #[serde(flatten)]
    pub computed: Counts,
    /// Verdicts that stand on a person's word, when there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attested: Option<Counts>,
}

fn rule_set(program: &Program) -> RuleSet<'_> {
    RuleSet {
        id: &program.id,
        digest: &program.digest,
        engine: ENGINE,
    }
}

/// The result in its JSON shape, borrowed from the outcome.
pub fn outcome<'a>(program: &'a Program, outcome: &'a verdict::Outcome) -> Outcome<'a> {
    Outcome {
        luat: VERSION,
        ruleset: rule_set(program),
        body: body(&outcome.body),
        as_of: date(outcome.as_of),
        verdicts: outcome
            .verdicts
            .iter()
            .map(|verdict| one_verdict(program, verdict))
            .collect(),
        counted: outcome
            .counted
            .iter()
            .map(|one| counted(program, one))
            .collect(),
        next_facts: &outcome.next_facts,
        problems: outcome.problems.iter().map(problem).collect(),
        summary: summary(outcome.verdicts.iter().collect()),
    }
}

/// JSON text for people: two spaces a step, without a line break at the end.
///
/// # Errors
///
/// Never for the shapes of this module; the signature is `serde_json`'s.
pub fn to_pretty<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value)
}

/// JSON text on one line, for machines.
///
/// # Errors
///
/// Never for the shapes of this module; the signature is `serde_json`'s.
pub fn to_compact<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

/// Counts by status in their JSON shape.
fn summary(of: counts::Summary) -> Summary {
    Summary {
        computed: of.computed,
        attested: (of.attested.total() > 0).then_some(of.attested),
    }
}

/// The key of a fact in reports and paths: `plan`, `hamlet_heads.trained`.
pub fn fact_key(program: &Program, fact: FactId) -> String {
    let fact = &program.facts[fact.index()];
    match &fact.owner {
        Owner::Bodies(_) => fact.name.clone(),
        Owner::Members(collection) => {
            format!("{}.{}", collection_key(program, *collection), fact.name)
        }
    }
}

/// The key of a modality in JSON.
pub const fn modality_key(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => "must",
        Modality::Strive => "strive",
        Modality::Encouraged => "encouraged",
        Modality::Requested => "requested",
        Modality::MustNot => "must_not",
    }
}

/// The key of a problem in JSON and in the documentation.
pub const fn problem_key(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::UnknownName => "unknown_name",
        ProblemCode::WrongLevel => "wrong_level",
        ProblemCode::UnknownLevel => "unknown_level",
        ProblemCode::UnknownPeriod => "unknown_period",
        ProblemCode::WrongType => "wrong_type",
        ProblemCode::Negative => "negative",
        ProblemCode::NotWhole => "not_whole",
        ProblemCode::UnknownOption => "unknown_option",
        ProblemCode::InvalidDate => "invalid_date",
        ProblemCode::MoreThanPopulation => "more_than_population",
        ProblemCode::TotalsContradict => "totals_contradict",
        ProblemCode::Duplicate => "duplicate",
        ProblemCode::OutsidePeriod => "outside_period",
        ProblemCode::EndsBeforeStart => "ends_before_start",
        ProblemCode::Overflow => "overflow",
        ProblemCode::TooLarge => "too_large",
        ProblemCode::NotAPredecessor => "not_a_predecessor",
        ProblemCode::PredecessorMissing => "predecessor_missing",
        ProblemCode::AfterItsEnd => "after_its_end",
        ProblemCode::PartsUnlike => "parts_unlike",
    }
}

/// An object with a key for each status.
impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Status::ALL.len()))?;
        for (status, count) in self.iter() {
            map.serialize_entry(status.key(), &count)?;
        }
        map.end()
    }
}

impl Serialize for Cite<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = self.0.map_or(&[][..], |citation| &citation.parts);
        let mut map = serializer.serialize_map(Some(parts.len()))?;
        for (unit, value) in parts {
            map.serialize_entry(unit, value)?;
        }
        map.end()
    }
}

fn one_verdict<'a>(program: &'a Program, verdict: &'a verdict::Verdict) -> Verdict<'a> {
    let requirement = &program.requirements[verdict.requirement];
    let rule = &program.rules[verdict.rule.index()];
    Verdict {
        document: &program.documents[rule.document.index()].id,
        rule: &rule.id,
        requirement: requirement.number,
        part: requirement.part.map(|part| collection_key(program, part)),
        body: body(&verdict.body),
        version: version(program, verdict.version),
        cite: Cite(program.cite(requirement, verdict.version)),
        modality: modality_key(requirement.modality),
        period: &verdict.period,
        due: verdict.due.map(date),
        due_time: verdict.due_time.map(iso::print_end),
        due_provisional: verdict.due_provisional,
        status: verdict.status.key(),
        severity: verdict.severity.map(verdict::Severity::key),
        reason: verdict.reason.key(),
        attested: verdict.attested,
        measure: verdict
            .measure
            .as_ref()
            .map(|measure| Measure::new(program, measure)),
        so_far: verdict.so_far.map(Status::key),
        late_by: verdict.late_by.map(late_by),
        pace: verdict.pace.as_ref().map(pace),
        remedy: verdict.remedy.iter().map(remedy).collect(),
        read_from: verdict.read_from.as_deref(),
        counted_twice: verdict.counted_twice,
        before_event: verdict.before_event,
        members: verdict
            .members
            .iter()
            .map(|one| member(program, one))
            .collect(),
        taken_over: verdict.taken_over.iter().map(taken_over).collect(),
        missing: &verdict.missing,
    }
}

fn taken_over(one: &verdict::TakenOver) -> TakenOver<'_> {
    TakenOver {
        body: body(&one.body),
        in_part: one.in_part,
        from: date(one.from),
    }
}

fn version(program: &Program, id: VersionId) -> Version<'_> {
    let version = &program.versions[id.index()];
    Version {
        document: &program.documents[version.document.index()].id,
        from: date(version.from),
    }
}

fn counted<'a>(program: &'a Program, counted: &'a verdict::Counted) -> Counted<'a> {
    let requirement = &program.requirements[counted.requirement];
    let rule = &program.rules[counted.rule.index()];
    Counted {
        document: &program.documents[rule.document.index()].id,
        rule: &rule.id,
        requirement: requirement.number,
        part: requirement.part.map(|part| collection_key(program, part)),
        cite: Cite(program.cite(requirement, requirement.version)),
        period: &counted.period,
        counts: truth_key(counted.counts),
    }
}

/// The key of a truth value in JSON.
pub(crate) const fn truth_key(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}

fn member<'a>(program: &'a Program, member: &'a verdict::MemberVerdict) -> Member<'a> {
    Member {
        member: &member.member,
        status: member.status.key(),
        reason: member.reason.key(),
        due: member.due.map(date),
        due_time: member.due_time.map(iso::print_end),
        late_by: member.late_by.map(late_by),
        before_event: member.before_event,
        measure: member
            .measure
            .as_ref()
            .map(|measure| Measure::new(program, measure)),
    }
}

fn body(name: &verdict::BodyName) -> Body<'_> {
    Body {
        level: &name.level,
        id: &name.id,
    }
}

fn late_by(late: verdict::LateBy) -> LateBy {
    let unit = match late.unit {
        LateUnit::Minutes => "minutes",
        LateUnit::Hours => "hours",
        LateUnit::Days => "days",
        LateUnit::WorkingDays => "working_days",
    };
    LateBy {
        amount: late.amount,
        unit,
        at_least: late.at_least,
    }
}

fn pace(pace: &verdict::Pace) -> Pace<'_> {
    Pace {
        fact: &pace.fact,
        more: pace.more.to_string(),
        years: pace.years,
        per_year: pace.per_year.to_string(),
    }
}

fn remedy(remedy: &verdict::Remedy) -> Remedy<'_> {
    let (more, fewer, deed) = match remedy.step {
        Step::More(amount) => (Some(amount.to_string()), None, false),
        Step::Fewer(amount) => (None, Some(amount.to_string()), false),
        Step::Do => (None, None, true),
    };
    Remedy {
        fact: &remedy.fact,
        more,
        fewer,
        deed,
        or: &remedy.or,
    }
}

/// A problem in its JSON shape.
pub fn problem(problem: &facts::Problem) -> Problem<'_> {
    Problem {
        code: problem_key(problem.code),
        body: &problem.body,
        period: problem.period.as_deref(),
        fact: &problem.fact,
        found: problem.found.as_deref(),
        expected: problem.expected.as_deref(),
    }
}

fn collection_key(program: &Program, collection: CollectionId) -> &str {
    &program.collections[collection.index()].key
}

/// A date as JSON writes it: `2026-01-10`.
pub fn date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `8`, `8..10`, and `8..` or `..10` where an end is open.
fn range(range: Range, show: impl Fn(Number) -> String) -> String {
    if let Some(exact) = range.exact() {
        return show(exact);
    }
    let end = |number: Option<Number>| number.map(&show).unwrap_or_default();
    format!("{}..{}", end(range.from), end(range.to))
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}
