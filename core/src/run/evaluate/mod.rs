//! Program, facts and a day in; verdicts out.
//!
//! A requirement is judged twice while its period runs: as if what is reported were all there will
//! be (`Tense::Settled`), which gives `so_far`, and with everything that may still change left open
//! (`Tense::Running`), which gives the verdict where that is decided already.

mod address;
mod agenda;
mod cases;
mod deeds;
mod each;
mod explain;
mod goal;
mod judgement;
mod ledger;
mod line;
mod may;
mod members;
pub(in crate::run) mod next_facts;
mod occasions;
mod outlook;
mod quantity;
mod remedy;
mod reworded;
mod scope;
mod score;
mod share;
mod succession;
mod table;
mod tally;
mod terms;
#[cfg(feature = "statuses")]
mod timetable;
mod value;
mod worth;

use std::rc::Rc;

use jiff_core::civil::Date;

use super::because::{Explained, Node};
use super::facts::path::Path;
use super::facts::{Body, Facts, Reported};
use super::interval::Truth;
use super::number::Number;
use super::program::{
    Condition, Document, Goal, LevelId, Modality, Part, Program, Requirement, RuleId, Schedule,
};
use super::reads::Reads;
use super::verdict::{
    BodyName, Counted, Outcome, Pace, Reason, Remedy, Severity, Status, Step, Verdict,
};
use crate::run::calendar::period::Period;
use crate::run::ordered::sort;
pub(in crate::run) use agenda::{Bound, Time, agenda};
use cases::judges_what_happens;
pub(in crate::run) use cases::needs_days_of_cases;
use judgement::Judgement;
use ledger::Ledger;
use may::May;
pub use occasions::PeriodName;
use occasions::{Asked, Occasion, occasions, reported_below};
use scope::{Judge, Scope, Tense};
use succession::Tenure;
pub(in crate::run) use succession::{in_stead, taken_over};
use terms::Terms;
pub use value::value;
#[cfg(feature = "statuses")]
pub(in crate::run) use {tally::is_of_facts, timetable::Sitting};

/// What is asked of a report.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day as of which it is judged.
    pub as_of: Date,
    /// The periods to be judged; empty: those that the report speaks of, milestones and standing duties.
    pub periods: Vec<PeriodName>,
}

impl Request {
    /// All that a report speaks of, as of a day.
    pub const fn on(as_of: Date) -> Self {
        Self {
            as_of,
            periods: Vec::new(),
        }
    }
}

/// Judges a report: every requirement, every body that bears it, every period asked for.
pub fn evaluate(program: &Program, facts: &Facts, request: &Request) -> Outcome {
    let docket = Docket::new(facts, request);
    let walk = docket.walk(program, &[]);
    let (mut judged, next_facts) = walk.whole(&facts.body);
    Outcome {
        as_of: request.as_of,
        body: name(program, &facts.body),
        counted: walk.counted(&facts.body),
        verdicts: judged.drain(..).map(|judged| judged.verdict).collect(),
        next_facts,
        problems: facts.problems.clone(),
    }
}

/// What a form asks of a report.
pub(in crate::run) struct Standing {
    /// The verdicts, without what they lack.
    pub verdicts: Vec<Verdict>,
    /// What they lack, the most useful first: each path, and as it is told.
    pub missing: Vec<(Rc<Path>, String)>,
    /// Conditions that decide whether a score counts.
    pub counted: Vec<Counted>,
}

/// How the requirements of a report stand, and what would decide those that are open.
pub(in crate::run) fn standing(program: &Program, facts: &Facts, request: &Request) -> Standing {
    let docket = Docket::new(facts, request);
    let walk = docket.walk(program, &[]);
    let mut judged = walk.all(&facts.body);
    Standing {
        missing: next_facts::most_useful(&mut judged, &name(program, &facts.body)).collect(),
        verdicts: judged.into_iter().map(|judged| judged.verdict).collect(),
        counted: walk.counted(&facts.body),
    }
}

/// The verdicts on some rules, each with the tree of its sentence and the value at each node. Of the
/// members of an `each`, the first 50 are told one by one.
pub fn explain(
    program: &Program,
    facts: &Facts,
    request: &Request,
    rules: &[RuleId],
) -> Vec<Explained> {
    let docket = Docket::new(facts, request);
    explained(&docket.walk(program, rules), facts)
}

/// As [`explain`] of a report that speaks of more periods than are told, with all members told one by one.
pub(in crate::run) fn explain_in_full(
    program: &Program,
    facts: &Facts,
    (as_of, more): (Date, Vec<Period>),
    rules: &[RuleId],
) -> Vec<Explained> {
    let docket = Docket::speaking_of(facts, as_of, more);
    let walk = Walk {
        members_shown: usize::MAX,
        ..docket.walk(program, rules)
    };
    explained(&walk, facts)
}

fn explained(walk: &Walk<'_>, facts: &Facts) -> Vec<Explained> {
    let (judged, _) = walk.whole(&facts.body);
    judged
        .into_iter()
        .filter(|judged| walk.explained.contains(&judged.verdict.rule))
        .map(|judged| Explained {
            verdict: judged.verdict,
            tree: judged.tree,
        })
        .collect()
}

/// What is to be judged of a report; the same for as long as the report speaks of the same periods.
#[derive(Debug)]
pub(in crate::run) struct Docket {
    as_of: Date,
    asked: Asked,
}

impl Docket {
    pub(in crate::run) fn new(facts: &Facts, request: &Request) -> Self {
        if request.periods.is_empty() {
            return Self::speaking_of(facts, request.as_of, Vec::new());
        }
        Self {
            as_of: request.as_of,
            asked: Asked::Named(request.periods.clone()),
        }
    }

    /// What is to be judged of a report as if it spoke of more periods than it does.
    fn speaking_of(facts: &Facts, as_of: Date, more: Vec<Period>) -> Self {
        let mut periods = succession::periods(&facts.body);
        periods.extend(more);
        sort(&mut periods);
        periods.dedup();
        Self {
            as_of,
            asked: Asked::Reported(periods),
        }
    }

    pub(in crate::run) fn walk<'w>(
        &'w self,
        program: &'w Program,
        explained: &'w [RuleId],
    ) -> Walk<'w> {
        Walk {
            program,
            as_of: self.as_of,
            asked: &self.asked,
            reads: &program.derived().reads,
            explained,
            members_shown: explain::MEMBERS_SHOWN,
        }
    }
}

/// The requirements of a program line by line, all wordings of one together, each line with the
/// position of its first.
pub(crate) fn lines(program: &Program) -> impl Iterator<Item = (usize, &[Requirement])> {
    let mut next = 0;
    let lines = program.requirements.chunk_by(Requirement::is_same_line);
    lines.map(move |line| {
        let first = next;
        next += line.len();
        (first, line)
    })
}

/// A verdict with the facts that are missing for it and, where asked for, its tree.
#[derive(Debug, Clone)]
pub(in crate::run) struct Judged {
    pub(in crate::run) verdict: Verdict,
    pub(in crate::run) missing: Vec<Path>,
    tree: Option<Node>,
}

/// A body as verdicts name it.
pub fn name(program: &Program, body: &Body) -> BodyName {
    BodyName {
        level: program.levels[body.level.index()].id.clone(),
        id: body.id.clone(),
    }
}

/// A way through a report, body by body.
pub(in crate::run) struct Walk<'w> {
    program: &'w Program,
    as_of: Date,
    asked: &'w Asked,
    reads: &'w [Reads],
    /// The rules whose trees are wanted.
    explained: &'w [RuleId],
    /// So many members of an `each` are told one by one in them.
    members_shown: usize,
}

impl Walk<'_> {
    /// Judges a report's body and all below it; answers that and what to ask for first.
    fn whole(&self, body: &Body) -> (Vec<Judged>, Vec<String>) {
        let mut all = self.all(body);
        let next_facts = next_facts::order(&mut all, &name(self.program, body));
        (all, next_facts)
    }

    /// As far as it is known before what is missing is put in order.
    fn all(&self, body: &Body) -> Vec<Judged> {
        let mut all = Vec::new();
        self.each_line(body, &mut |_, _, judged| all.extend(judged));
        all
    }

    /// Judges a report's body and all below it, line by line: whose, the position of the line's
    /// first wording, and its verdicts.
    pub(in crate::run) fn each_line(
        &self,
        body: &Body,
        take: &mut dyn FnMut(&Body, usize, Vec<Judged>),
    ) {
        self.body(body, &[], None, take);
    }

    fn body(
        &self,
        body: &Body,
        above: &[(LevelId, String)],
        away: Option<Date>,
        take: &mut dyn FnMut(&Body, usize, Vec<Judged>),
    ) {
        let program = self.program;
        let tenure = &Tenure::of(program, body, away);
        let stand_ins = succession::stand_ins(program, body);
        for (first, line) in lines(program) {
            let wordings = wordings(first, line, body.level);
            if let Some((_, requirement)) = wordings.first()
                && is_bound(self.document(requirement), body, above)
            {
                let mut judged = self.line(&wordings, body, tenure);
                if !stand_ins.is_empty() {
                    self.tell_taken_over(&mut judged, body);
                }
                take(body, first, judged);
            } else if !stand_ins.is_empty() {
                let wordings: Vec<(usize, &Requirement)> = (first..).zip(line).collect();
                let mut judged = self.line_taken_over(&wordings, &stand_ins, body, above);
                self.tell_taken_over(&mut judged, body);
                take(body, first, judged);
            }
        }
        let mut around = above.to_vec();
        around.push((body.level, body.id.clone()));
        for below in &body.below {
            self.body(below, &around, away, take);
        }
        for predecessor in &body.predecessors {
            let ended = succession::ended(program, predecessor);
            self.body(predecessor, above, ended, take);
        }
    }

    /// Judges again a line that is known to bind a body, where none in the report takes over from another.
    pub(in crate::run) fn again(
        &self,
        first: usize,
        line: &[Requirement],
        body: &Body,
    ) -> Vec<Judged> {
        let tenure = Tenure::of(self.program, body, None);
        self.line(&wordings(first, line, body.level), body, &tenure)
    }

    fn document(&self, requirement: &Requirement) -> &Document {
        &self.program.documents[self.program.rules[requirement.rule.index()]
            .document
            .index()]
    }

    /// The part of a body in rules that count the bodies of its level.
    pub(in crate::run) fn counted(&self, body: &Body) -> Vec<Counted> {
        let own = self.program.levels[body.level.index()].collection;
        let mut counted = Vec::new();
        for (position, requirement) in self.program.requirements.iter().enumerate() {
            let (Goal::Share { pool, .. }, Some(reads)) =
                (&requirement.goal, self.reads.get(position))
            else {
                continue;
            };
            let Some(part) = pool.iter().find(|part| part.collection == own) else {
                continue;
            };
            if requirement.bearers.contains(&body.level)
                || !is_bound(self.document(requirement), body, &[])
            {
                continue;
            }
            let of = (requirement, reads);
            for occasion in occasions(self.program, of, body, self.asked, self.as_of) {
                if occasion.settled_by_time.is_none() {
                    let counts = self.case(requirement, body, &occasion, |judge, scope, _| {
                        judge.counts(scope, part)
                    });
                    let period = occasion.label;
                    counted.extend(counts.map(|counts| Counted {
                        rule: requirement.rule,
                        requirement: position,
                        period,
                        counts,
                    }));
                }
            }
        }
        counted
    }

    /// Sets up a judge for one requirement, body and occasion.
    fn case<R>(
        &self,
        requirement: &Requirement,
        body: &Body,
        occasion: &Occasion,
        judge: impl FnOnce(&Judge<'_>, &Scope<'_>, &Terms) -> R,
    ) -> R {
        let asker = name(self.program, body);
        let calendar = self.document(requirement).calendar;
        let case = Judge {
            program: self.program,
            as_of: self.as_of,
            last_day: occasion.last_day(),
            lapses: &occasion.lapses,
            calendar: calendar.and_then(|id| self.program.calendars.get(id.index())),
            asker: &asker,
            label: &occasion.label,
            awaited: None,
            by_one: None,
            members_shown: self.members_shown,
            ledger: Ledger::default(),
        };
        let terms = Terms {
            due: occasion.deed_due,
            none_counts_as_met: requirement.none_counts_as_met,
            in_force: Some((requirement.from, requirement.to, requirement.ended)),
            since: (requirement.entry == requirement.from)
                .then(|| self.program.versions[requirement.version.index()].from),
            entry: Some(occasion.since.unwrap_or(requirement.entry)),
            events_only: false,
            of_condition: false,
        };
        let scope = Scope {
            span: occasion.span,
            ..Scope::of_body(body, occasion.window)
        };
        judge(&case, &scope, &terms)
    }

    fn judge(
        &self,
        position: usize,
        requirement: &Requirement,
        body: &Body,
        occasion: &Occasion,
        events_only: bool,
    ) -> Judged {
        self.case(requirement, body, occasion, |judge, scope, terms| {
            let terms = &Terms {
                events_only,
                ..*terms
            };
            let wanted =
                self.explained.contains(&requirement.rule) && occasion.settled_by_time.is_none();
            // On the side, so that what it looks up beside the verdict's own facts is not noted as missing.
            let tree = wanted.then(|| {
                let judge = judge.on_the_side();
                judge.explain(scope, requirement, terms, occasion.tense)
            });
            let passed = occasion.settled_by_time.and(occasion.bound_on);
            let passed = passed.and_then(|days| judge.passed(scope, requirement, days, terms));
            let answer = match (occasion.settled_by_time, passed) {
                (_, Some(judgement)) => Answer::plain(judgement),
                (Some((status, reason)), None) => {
                    let reason = terms.not_yet(reason, occasion.decided_on);
                    let due = (status == Status::Pending)
                        .then(|| judge.due_after_period(scope, &requirement.goal));
                    Answer::plain(Judgement {
                        due: due.flatten(),
                        ..Judgement::new(status, reason)
                    })
                }
                (None, None) => judge.answer(scope, requirement, occasion, terms),
            };
            let verdict = self.verdict(position, requirement, occasion, &answer, (judge, body));
            let missing = match verdict.status {
                Status::Unknown | Status::Pending => {
                    let is_undecided = verdict.status == Status::Unknown;
                    let missing = judge.ledger.take_missing(is_undecided);
                    succession::by_part(self.program, body, missing)
                }
                _ => Vec::new(),
            };
            Judged {
                verdict,
                missing,
                tree,
            }
        })
    }

    /// Whether what is judged by what has happened so far may still come to another answer: its period runs on.
    fn may_still_happen(
        &self,
        requirement: &Requirement,
        occasion: &Occasion,
        body: &Body,
    ) -> bool {
        let as_it_stands = match requirement.schedule {
            Schedule::Events | Schedule::Cases | Schedule::Standing { .. } => true,
            Schedule::Periodic { .. } | Schedule::By { .. } => false,
        };
        let runs_on = |period: Period| {
            let is_of_it = |one: &&Reported| one.period == period;
            let told = body.periods.iter().find(is_of_it);
            period.contains(self.as_of) && !told.is_some_and(|one| one.closed)
        };
        as_it_stands
            && self.as_of <= occasion.decided_on
            && judges_what_happens(self.program, &requirement.goal)
            && occasion.window.period().is_some_and(runs_on)
    }

    fn verdict(
        &self,
        position: usize,
        requirement: &Requirement,
        occasion: &Occasion,
        answer: &Answer,
        (judge, body): (&Judge<'_>, &Body),
    ) -> Verdict {
        let judgement = &answer.judgement;
        let version = match judgement.reason {
            Reason::Repealed | Reason::Suspended | Reason::Amended => requirement.ended_by,
            _ => None,
        };
        let version = version.unwrap_or(requirement.version);
        let due = judgement.due;
        let is_reported = |period: &Period| {
            let all = std::iter::once(body).chain(&body.predecessors);
            all.flat_map(reported_below)
                .any(|reported| reported.period == *period)
        };
        let read = occasion
            .window
            .period()
            .filter(|_| occasion.settled_by_time.is_none())
            .filter(is_reported)
            .map(|period| period.to_string());
        Verdict {
            rule: requirement.rule,
            requirement: position,
            version,
            body: judge.asker.clone(),
            period: occasion.label.clone(),
            due: due.map(|due| due.day).or(occasion.due),
            due_time: due.and_then(|due| due.time()),
            due_provisional: due.is_some_and(|due| due.provisional),
            status: judgement.status,
            severity: judgement
                .may
                .only_miss()
                .then(|| severity(self.program, requirement)),
            reason: judgement.reason,
            attested: requirement.attested,
            measure: judgement.measure.clone(),
            so_far: answer.so_far.or_else(|| {
                let is_met = judgement.status == Status::Met;
                (is_met && self.may_still_happen(requirement, occasion, body))
                    .then_some(Status::Met)
            }),
            late_by: judgement.late_by,
            pace: answer.pace.clone(),
            remedy: answer.remedy.clone(),
            missing: Vec::new(),
            read_from: read.filter(|read| *read != occasion.label),
            counted_twice: judge.ledger.is_counted_twice()
                && !matches!(judgement.status, Status::NotApplicable),
            before_event: judge.ledger.is_before_event(),
            members: judgement.members.clone(),
            taken_over: Vec::new(),
        }
    }
}

/// The wordings of a line that a level bears, with their positions.
fn wordings(first: usize, line: &[Requirement], level: LevelId) -> Vec<(usize, &Requirement)> {
    (first..)
        .zip(line)
        .filter(|(_, requirement)| requirement.bearers.contains(&level))
        .collect()
}

fn is_bound(document: &Document, body: &Body, above: &[(LevelId, String)]) -> bool {
    document.applies_to.as_ref().is_none_or(|to| {
        (body.level, &body.id) == (to.0, &to.1) || body.within.contains(to) || above.contains(to)
    })
}

/// How grave a miss is, by how strongly it was asked; drafts and plans bind nobody yet.
pub(in crate::run) fn severity(program: &Program, requirement: &Requirement) -> Severity {
    let rule = &program.rules[requirement.rule.index()];
    let set_by = program.versions[requirement.version.index()].document;
    let mut documents = [rule.document, set_by].into_iter();
    if documents.any(|id| program.documents[id.index()].advisory) {
        return Severity::Advisory;
    }
    match requirement.modality {
        Modality::Must | Modality::MustNot => Severity::Breach,
        Modality::Strive => Severity::Shortfall,
        Modality::Encouraged | Modality::Requested => Severity::Note,
    }
}

/// A judgement with what is told beside it.
struct Answer {
    judgement: Judgement,
    so_far: Option<Status>,
    remedy: Vec<Remedy>,
    pace: Option<Pace>,
}

impl Answer {
    fn plain(judgement: Judgement) -> Self {
        Self {
            judgement,
            so_far: None,
            remedy: Vec::new(),
            pace: None,
        }
    }
}

impl Judge<'_> {
    fn answer(
        &self,
        scope: &Scope<'_>,
        requirement: &Requirement,
        occasion: &Occasion,
        terms: &Terms,
    ) -> Answer {
        let (applies, not_applicable) = self.applies(scope, requirement, occasion.tense);
        if applies == Truth::False {
            return Answer::plain(Judgement::new(Status::NotApplicable, not_applicable));
        }
        let mut settled = self.goal(scope, &requirement.goal, Tense::Settled, terms);
        // Until its years end, what is missed can still be made good.
        if occasion.in_horizon {
            settled = settled.that_may(May::ANY);
        }
        if occasion.in_horizon && settled.status == Status::NotMet {
            let remedy = self.remedies(scope, &requirement.goal, &settled, terms);
            let judgement = Judgement {
                status: Status::Pending,
                may: May::ANY,
                reason: Reason::Running,
                ..settled
            };
            return Answer {
                judgement,
                so_far: Some(Status::NotMet),
                remedy,
                pace: None,
            };
        }
        let remedy = self.remedies(scope, &requirement.goal, &settled, terms);
        let so_far = match (applies, self.applies(scope, requirement, Tense::Settled).0) {
            (_, Truth::False) => Status::NotApplicable,
            _ => settled.status,
        };
        if applies == Truth::Unknown {
            // Whether or not the condition holds, it does not apply.
            let now = self.goal(scope, &requirement.goal, occasion.tense, terms);
            if now.status == Status::NotApplicable {
                return Answer::plain(now);
            }
            settled.status = if occasion.tense == Tense::Running {
                Status::Pending
            } else {
                Status::Unknown
            };
            settled.reason = Reason::ConditionUnknown;
            settled.may = May::ANY;
            return Answer {
                judgement: settled,
                so_far: Some(so_far),
                remedy,
                pace: None,
            };
        }
        let judgement = match occasion.tense {
            Tense::Settled => settled,
            Tense::Running => {
                let running = self.goal(scope, &requirement.goal, Tense::Running, terms);
                // The numbers shown are those reported, not what they may still become.
                Judgement {
                    measure: settled.measure,
                    ..running
                }
            }
        };
        let judgement = match &requirement.goal {
            Goal::Compare { quantity, bound } if judgement.status == Status::NotMet => Judgement {
                members: self.contrary(scope, quantity, bound),
                ..judgement
            },
            _ => judgement,
        };
        let open = matches!(judgement.status, Status::Pending) && occasion.tense == Tense::Running;
        let pace = if open {
            self.pace(&remedy, occasion)
        } else {
            None
        };
        let remedy = if judgement.status == Status::NotMet || open {
            remedy
        } else {
            Vec::new()
        };
        Answer {
            so_far: open.then_some(so_far),
            judgement,
            remedy,
            pace,
        }
    }

    /// What a ceiling comes to that was passed on the days on which the text still bound.
    fn passed(
        &self,
        scope: &Scope<'_>,
        requirement: &Requirement,
        days: (Date, Date),
        terms: &Terms,
    ) -> Option<Judgement> {
        let judge = self.on_the_side();
        let scope = Scope {
            span: Some(days),
            ..*scope
        };
        let (applies, _) = judge.applies(&scope, requirement, Tense::Settled);
        let judgement = judge.goal(&scope, &requirement.goal, Tense::Settled, terms);
        (applies == Truth::True && judgement.status == Status::NotMet).then_some(judgement)
    }

    /// Whether a body counts among those looked at; none where it is not looked at.
    fn counts(&self, body: &Scope<'_>, part: &Part) -> Option<Truth> {
        let holds = |condition: &Option<Condition>| {
            condition
                .as_ref()
                .map_or(Truth::True, |c| self.condition(body, c, Tense::Settled))
        };
        let selected = holds(&part.filter);
        (selected != Truth::False).then(|| selected.and(holds(&part.holds)))
    }

    /// Whether the requirement applies at all, and why not.
    fn applies(
        &self,
        scope: &Scope<'_>,
        requirement: &Requirement,
        tense: Tense,
    ) -> (Truth, Reason) {
        let scope = &scope.of_whole_period();
        let condition = requirement
            .condition
            .as_ref()
            .map_or(Truth::True, |c| self.condition(scope, c, tense));
        if condition == Truth::False {
            return (Truth::False, Reason::Condition);
        }
        let displaced = requirement
            .exception
            .as_ref()
            .map_or(Truth::False, |c| self.condition(scope, c, tense));
        (condition.and(displaced.not()), Reason::Exception)
    }

    /// What an open milestone still needs a year: what lacks over the years left, rounded up. Left are
    /// the years up to the deadline's own that are neither over nor reported.
    fn pace(&self, remedy: &[Remedy], occasion: &Occasion) -> Option<Pace> {
        let scope::Window::Standing(reported) = occasion.window else {
            return None;
        };
        let [only] = remedy else { return None };
        let Step::More(more) = only.step else {
            return None;
        };
        let after = reported.and_then(|period| period.end.tomorrow().ok());
        let first = after.map_or(self.as_of.year(), |day| day.year().max(self.as_of.year()));
        let years = i64::from(occasion.due?.year()) + 1 - i64::from(first);
        let per_year = more.checked_div(Number::from(years.max(1)))?.ceil()?;
        Some(Pace {
            fact: only.fact.clone(),
            more,
            years: u32::try_from(years).ok()?,
            per_year,
        })
    }
}
