//! What of a report decides when its requirements are judged; the rest is facts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::desk::Desk;
use super::plan::Plan;
use super::scan::Spelled;
use super::slots::Keys;
use crate::run::calendar::period::Period;
use crate::run::evaluate::{Request, severity};
use crate::run::facts::read::Vocabulary;
use crate::run::facts::{Body, Facts, Reported};
use crate::run::limits::Limits;
use crate::run::ordered::Map;
use crate::run::program::{LevelId, Program, Schedule};
use crate::run::verdict::{Severity, Status};

/// Judges reports by one program, as of one day, for their statuses alone.
///
/// ```
/// # use luat_core::author::{check, compile};
/// # use luat_grammar::{parse, source::Source};
/// use luat_core::run::evaluate::Request;
/// use luat_core::run::facts;
/// use luat_core::run::statuses::Statuses;
/// use luat_core::run::verdict::Status;
///
/// # let text = "language en\ndocument d \"D\" / \"D\"\n  in force from 2024-01-01\nlevel xa \"commune | communes\" / \"xã\"\npopulation heads \"head | heads\" / \"trưởng bản\" per xa\n  state trained \"trained\" / \"được tập huấn\" in the period\nrule r \"R\" / \"R\"\n  cite article 1\n  bearer xa\n  annually over 20% of heads trained\n";
/// # let program = compile(check(&parse(&[Source::new("d.luat", text)])).rules.as_ref().unwrap());
/// let as_of = luat_core::run::calendar::iso::parse_date("2026-01-10").unwrap();
/// let statuses = Statuses::new(&program, Request { as_of, periods: Vec::new() });
/// let report = |trained: u32| {
///     let text = format!(
///         r#"{{"body": {{"level": "xa", "id": "a"}}, "periods": {{"2025": {{"heads": 10, "heads.trained": {trained}}}}}}}"#
///     );
///     facts::read::read(&program, &text).unwrap()
/// };
/// // Made once, it serves every report of its shape.
/// let plan = statuses.plan(&report(2)).unwrap();
/// let mut told = plan.statuses();
/// for (trained, expected) in [(2, Status::NotMet), (3, Status::Met)] {
///     let slots = plan.slots(&report(trained)).unwrap();
///     plan.judge(&slots, &mut told);
///     assert_eq!(told, [expected]);
/// }
/// ```
#[derive(Debug)]
pub struct Statuses<'p> {
    pub(super) program: &'p Program,
    pub(super) request: Request,
    pub(super) limits: Limits,
    /// Of each level.
    keys: Vec<Keys>,
    spelled: Vec<Spelled>,
    /// The bodies that documents single out.
    singled_out: BTreeSet<(LevelId, String)>,
    /// The bodies that end, or take over from others.
    in_succession: BTreeSet<(LevelId, String)>,
}

/// What of a report decides when its requirements are judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    pub(super) level: LevelId,
    /// Of the bodies that documents single out, itself and those it says it lies within.
    pub(super) within: Vec<(LevelId, String)>,
    /// In order; whether each is declared final.
    pub(super) periods: Vec<(Period, bool)>,
}

impl<'p> Statuses<'p> {
    /// Prepares the names of a program, and what its requirements read.
    pub fn new(program: &'p Program, request: Request) -> Self {
        let vocabulary = Vocabulary::new(program);
        let levels = (0..).map(LevelId).take(program.levels.len());
        let documents = program.documents.iter();
        let successions = program.successions.iter();
        let keys: Vec<Keys> = levels
            .map(|level| Keys::new(program, &vocabulary, level))
            .collect();
        let spelled = keys.iter().map(|keys| Spelled::new(keys, program));
        Self {
            program,
            request,
            limits: Limits::default(),
            spelled: spelled.collect(),
            keys,
            singled_out: documents
                .filter_map(|document| document.applies_to.clone())
                .collect(),
            in_succession: successions
                .flat_map(|one| one.of.iter().map(|of| &of.body).chain([&one.to]))
                .cloned()
                .collect(),
        }
    }

    /// Judges reports of at most such a size.
    #[must_use]
    pub const fn within(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The rules.
    pub const fn program(&self) -> &'p Program {
        self.program
    }

    /// What is asked of reports.
    pub const fn request(&self) -> &Request {
        &self.request
    }

    /// How grave a status is, where it is a miss.
    pub fn severity(&self, requirement: usize, status: Status) -> Option<Severity> {
        let requirement = self.program.requirements.get(requirement)?;
        status
            .is_miss()
            .then(|| severity(self.program, requirement))
    }

    /// The plan for reports like this one; none where only the evaluator judges such reports.
    ///
    /// That is so of reports that have problems, tell of other bodies, list members one by one, or
    /// of a body that ends or takes over from another.
    pub fn plan(&self, facts: &Facts) -> Option<Plan<'_>> {
        let shape = self.shape(facts)?;
        Some(Plan::new(self, shape))
    }

    /// The plan for reports of bodies of a level over some periods, each with whether it is final, that say they lie
    /// within some bodies, such as `district:muong-ang`; none where the rules do not know these, or when such reports are
    /// judged hangs on what they tell.
    pub fn plan_of(
        &self,
        level: &str,
        periods: &[(Period, bool)],
        within: &[&str],
    ) -> Option<Plan<'_>> {
        let around = within.iter().map(|body| {
            let (level, id) = body.split_once(':')?;
            Some((self.program.level_named(level)?, id))
        });
        let around: Vec<(LevelId, &str)> = around.collect::<Option<_>>()?;
        let level = self.program.level_named(level)?;
        let mut periods = periods.to_vec();
        periods.sort_by_key(|(period, _)| (period.start, Reverse(period.end)));
        let is_repeated = periods.windows(2).any(|two| match two {
            [(one, _), (other, _)] => one == other,
            _ => false,
        });
        let shape = Shape {
            level,
            within: self.singled_out((level, ""), &around),
            periods,
        };
        (!is_repeated && self.is_fixed(&shape)).then(|| Plan::new(self, shape))
    }

    /// Whether rules speak of just this body: it is singled out, ends, or takes over from another.
    pub fn speak_of(&self, level: &str, id: &str) -> bool {
        let level = self.program.level_named(level);
        level.is_some_and(|level| {
            let is_singled_out = !self.singled_out((level, id), &[]).is_empty();
            is_singled_out || !self.is_plain(level, id)
        })
    }

    pub(super) fn shape(&self, facts: &Facts) -> Option<Shape> {
        let body = &facts.body;
        let listed = |body: &Body| {
            let mut periods = body.periods.iter();
            periods.any(|reported| reported.members.values().any(|one| one.roster.is_some()))
        };
        let own = (body.level, body.id.as_str());
        let alone = body.below.is_empty() && body.predecessors.is_empty() && body.told.is_empty();
        if !alone
            || body.since.is_some()
            || !facts.problems.is_empty()
            || listed(body)
            || !self.is_plain(own.0, own.1)
        {
            return None;
        }
        let around = body.within.iter().map(|(level, id)| (*level, id.as_str()));
        let periods = body.periods.iter();
        let shape = Shape {
            level: body.level,
            within: self.singled_out(own, &around.collect::<Vec<_>>()),
            periods: periods
                .map(|reported| (reported.period, reported.closed))
                .collect(),
        };
        self.is_fixed(&shape).then_some(shape)
    }

    /// Whether when reports of a shape are judged hangs on nothing that they tell: the events of a period within
    /// another are judged where it tells of them.
    pub(super) fn is_fixed(&self, shape: &Shape) -> bool {
        let lies_within = |inner: Period| {
            let mut periods = shape.periods.iter();
            periods.any(|(outer, _)| inner != *outer && inner.is_within(*outer))
        };
        let mut requirements = self.program.requirements.iter();
        !shape.periods.iter().any(|(period, _)| lies_within(*period))
            || !requirements.any(|one| {
                matches!(one.schedule, Schedule::Events | Schedule::Cases)
                    && one.bearers.contains(&shape.level)
            })
    }

    /// Where one thread judges reports.
    pub fn desk(&self) -> Desk<'_> {
        Desk::new(self)
    }

    pub(super) fn keys(&self, level: LevelId) -> Option<&Keys> {
        self.keys.get(level.index())
    }

    pub(super) fn spelled(&self, level: LevelId) -> Option<(&Keys, &Spelled)> {
        let at = level.index();
        self.keys.get(at).zip(self.spelled.get(at))
    }

    /// Whether a body neither ends nor takes over from another.
    pub(super) fn is_plain(&self, level: LevelId, id: &str) -> bool {
        let mut all = self.in_succession.iter();
        !all.any(|(other, of)| *other == level && of == id)
    }

    /// Of a body and those it lies within, the ones that documents single out.
    pub(super) fn singled_out(
        &self,
        own: (LevelId, &str),
        around: &[(LevelId, &str)],
    ) -> Vec<(LevelId, String)> {
        let all = self.singled_out.iter();
        let is_met = |one: &&(LevelId, String)| {
            let one = (one.0, one.1.as_str());
            one == own || around.contains(&one)
        };
        all.filter(is_met).cloned().collect()
    }
}

impl Shape {
    /// A body of this shape that reports nothing.
    pub(super) fn body(&self) -> Body {
        let periods = self.periods.iter().map(|(period, closed)| Reported {
            period: *period,
            closed: *closed,
            values: Map::new(),
            members: Map::new(),
        });
        Body {
            level: self.level,
            id: String::new(),
            name: None,
            within: self.within.clone(),
            periods: periods.collect(),
            below: Vec::new(),
            predecessors: Vec::new(),
            since: None,
            told: Vec::new(),
        }
    }
}
