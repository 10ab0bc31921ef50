//! What a body is asked to report for a period, and why: what a form is made from.
//!
//! Nothing is decided here: what a rule reads is told by [`reads`], when it is
//! judged and what a report leaves open by [`evaluate`](super::evaluate).

mod progress;
mod target;

use std::borrow::Cow;

use jiff_core::civil::Date;

use super::calendar::period::{Grid, Period};
use super::evaluate::{
    Bound, PeriodName, Request, Time, agenda, in_stead, needs_days_of_cases, standing, taken_over,
};
use super::facts::path::Path;
use super::facts::{Body, Facts, Reported};
use super::program::{CollectionId, FactId, LevelId, Past, Program, Schedule};
use super::reads::{self, Grain, Guard, Read, Thing};
use super::verdict::TakenOver;
use crate::run::ordered::{Map, sort_by_key};
use progress::Progress;
use target::targets;
pub use target::{Target, reportable};

/// Most years that the period of a form may touch: what is asked for grows with the months in it, and what that costs
/// with their square.
pub const MOST_YEARS: i16 = 30;

/// Whose form, and for when.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The level of the body.
    pub level: LevelId,
    /// The period to report for; shorter ones within it are asked for, too.
    pub period: Period,
    /// The day as of which a report is judged; none: the period's last.
    pub as_of: Option<Date>,
}

/// Whether a period touches more than [`MOST_YEARS`] years; who asks on behalf of others refuses that.
pub fn is_too_long(period: Period) -> bool {
    period.end.year() - period.start.year() >= MOST_YEARS
}

/// What a body of a level is asked to report for a period.
#[derive(Debug, Clone)]
pub struct Form<'p> {
    /// The level.
    pub level: LevelId,
    /// The period.
    pub period: Period,
    /// The day as of which the report was judged.
    pub as_of: Date,
    /// Given a report: bodies that ended within the period, whose reports stand under `predecessors`.
    pub predecessors: Vec<TakenOver>,
    /// The body's own facts, then each collection; the period's own before shorter and earlier ones.
    pub sections: Vec<Section<'p>>,
    /// Given a report: paths of the missing facts that would decide most, the most useful first.
    pub next_facts: Option<Vec<String>>,
}

/// What is reported under one period of the body itself, or of one collection.
#[derive(Debug, Clone)]
pub struct Section<'p> {
    /// The period under which it is reported.
    pub period: Period,
    /// The collection; none: the body itself.
    pub of: Option<CollectionId>,
    /// What is told once: the body's facts, or the number of members and totals over them.
    pub fields: Vec<Field<'p>>,
    /// Of a collection: what can be told of each member instead.
    pub columns: Vec<Field<'p>>,
    /// Of a collection: some rule tells members apart, so that totals do not serve it.
    pub one_by_one: bool,
}

/// One thing to report.
#[derive(Debug, Clone)]
pub struct Field<'p> {
    /// What it leads to.
    pub target: Target,
    /// Its path from the body: the key in the report, with the period where it is not the form's own.
    pub path: Path,
    /// A date before this day is a mistake.
    pub not_before: Option<Date>,
    /// How closely its time is asked for; of a number, by the day.
    pub grain: Grain,
    /// The requirements that read it.
    pub needs: Vec<Need<'p>>,
    /// Given a report: what is still to be done.
    pub state: Option<State>,
}

/// A requirement that reads a fact.
#[derive(Debug, Clone)]
pub struct Need<'p> {
    /// Position of the requirement.
    pub requirement: usize,
    /// The period of its verdict.
    pub period: String,
    /// What must hold for the fact to matter to it; empty: it always does.
    pub guards: Vec<Guard<'p>>,
}

/// How a field stands in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is missing, and decides something.
    Missing {
        /// Its place in the order of `next_facts`, from 1.
        place: usize,
        /// The paths that are missing, members one by one.
        paths: Vec<String>,
    },
    /// It is given.
    Given,
    /// It is blank; a rule that reads it is open yet, though what it lacks first is something else.
    Open,
    /// It is blank, and every rule that reads it is decided or does not apply.
    Settled,
}

/// What a body of a level is asked to report; with a report, what that leaves open.
///
/// A report of another level is not looked at.
pub fn form<'p>(program: &'p Program, asked: &Asked, report: Option<&Facts>) -> Form<'p> {
    let as_of = asked.as_of.unwrap_or(asked.period.end);
    let report = report.filter(|report| report.body.level == asked.level);
    let (bound, is_known) = match &report {
        Some(_) => (Bound::ThisBody, true),
        None => (Bound::Anybody, false),
    };
    let facts = report.map_or_else(|| Cow::Owned(blank(asked.level)), Cow::Borrowed);
    let facts = opened(facts, asked.period);
    let request = Request {
        as_of,
        periods: names(program, asked.period),
    };
    let around = Request {
        periods: [
            names(program, asked.period),
            of_several_years(program, asked.period),
        ]
        .concat(),
        ..request.clone()
    };
    let mut fields = gather(program, asked, &facts, &around, bound);
    fields.extend(gather_in_stead(program, asked, &facts, &around));
    let predecessors = taken_over(program, &facts.body, asked.period);
    let mut sections = sections(sorted(fields));
    let next_facts = is_known.then(|| {
        let standing = standing(program, &facts, &request);
        let progress = Progress::new(program, asked, &facts.body, &standing);
        for section in &mut sections {
            for field in section.fields.iter_mut().chain(&mut section.columns) {
                field.state = Some(progress.state(section.period, field));
            }
        }
        let told = standing.missing.into_iter().map(|(_, told)| told);
        told.collect()
    });
    Form {
        level: asked.level,
        period: asked.period,
        as_of,
        predecessors,
        sections,
        next_facts,
    }
}

/// A report of a body that says nothing.
fn blank(level: LevelId) -> Facts {
    Facts {
        body: Body {
            level,
            id: String::new(),
            name: None,
            within: Vec::new(),
            periods: Vec::new(),
            below: Vec::new(),
            predecessors: Vec::new(),
            since: None,
            told: Vec::new(),
        },
        problems: Vec::new(),
    }
}

/// The report with the period in it, blank where it says nothing under it yet.
fn opened(mut facts: Cow<'_, Facts>, period: Period) -> Cow<'_, Facts> {
    let order = |period: Period| (period.start, std::cmp::Reverse(period.end));
    let periods = &facts.body.periods;
    let place = periods.binary_search_by_key(&order(period), |reported| order(reported.period));
    if let Err(place) = place {
        let reported = Reported {
            period,
            closed: false,
            values: Map::new(),
            members: Map::new(),
        };
        facts.to_mut().body.periods.insert(place, reported);
    }
    facts
}

/// All that is judged on the period: what is periodic in it, what stands, and milestones ahead.
fn names(program: &Program, period: Period) -> Vec<PeriodName> {
    let ahead = program.requirements.iter().filter_map(|requirement| {
        if let Schedule::By { due } = requirement.schedule {
            (period.start <= due).then_some(PeriodName::By(due))
        } else {
            None
        }
    });
    [PeriodName::Period(period), PeriodName::Standing]
        .into_iter()
        .chain(ahead)
        .collect()
}

/// The periods of several years of which a period has some days: what is to be done in them is asked in each of their years.
fn of_several_years(program: &Program, span: Period) -> Vec<PeriodName> {
    let grids = program.requirements.iter().filter_map(|requirement| {
        let Schedule::Periodic { kind, starting, .. } = requirement.schedule else {
            return None;
        };
        Grid::new(kind, starting, requirement.entry)
    });
    let around = grids.flat_map(|grid| grid.overlapping(span));
    let around = around.filter(|period| period.years() > 1);
    around.map(PeriodName::Period).collect()
}

/// Where a field stands: by period, then by collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// The form's own period first, then those within it, then earlier ones.
    nearness: u8,
    period: Period,
    of: Option<CollectionId>,
}

type Fields<'p> = Vec<(Place, Field<'p>)>;

/// The fields in the order of the form: by place, and then of the law; how many there are comes first.
fn gather<'p>(
    program: &'p Program,
    asked: &Asked,
    facts: &Facts,
    request: &Request,
    bound: Bound,
) -> Fields<'p> {
    let mut gathering = Gathering {
        program,
        asked,
        fields: Fields::new(),
    };
    for (bearer, _) in (0..).map(LevelId).zip(&program.levels) {
        if bearer == asked.level || program.lies_within(asked.level, bearer) {
            for time in agenda(program, bearer, facts, request, bound) {
                gathering.requirement(bearer, &time);
            }
        }
    }
    gathering.fields
}

/// What a body is asked for in the stead of those that ended within the period.
fn gather_in_stead<'p>(
    program: &'p Program,
    asked: &Asked,
    facts: &Facts,
    request: &Request,
) -> Fields<'p> {
    let mut fields = Fields::new();
    for (body, from) in in_stead(program, &facts.body) {
        let asked = Asked {
            level: body.level,
            ..*asked
        };
        let facts = Facts {
            body,
            problems: Vec::new(),
        };
        let own = gather(program, &asked, &facts, request, Bound::InStead(from));
        fields.extend(own.into_iter().filter(|(place, _)| {
            let period = place.period;
            period.start < from && from <= period.end
        }));
    }
    fields
}

/// In the order of the form; what is asked for twice stands once.
fn sorted(mut fields: Fields<'_>) -> Fields<'_> {
    sort_by_key(&mut fields, |(place, field)| (*place, field.order()));
    let mut sorted: Fields<'_> = Vec::with_capacity(fields.len());
    for (place, field) in fields {
        let known = sorted
            .iter_mut()
            .find(|(known, one)| (*known, one.target) == (place, field.target));
        match known {
            Some((_, known)) => {
                known.needs.extend(field.needs);
                known.grain = known.grain.max(field.grain);
            }
            None => sorted.push((place, field)),
        }
    }
    sorted
}

struct Gathering<'a, 'p> {
    program: &'p Program,
    asked: &'a Asked,
    fields: Fields<'p>,
}

/// The day by which the members of a population that happens count.
fn day_of_case(program: &Program, thing: Thing) -> Option<(CollectionId, FactId)> {
    let Thing::Members(of) = thing else {
        return None;
    };
    let set = program.collections.get(of.index())?;
    Some((of, set.day_of_case(&program.facts)?))
}

impl<'p> Gathering<'_, 'p> {
    fn requirement(&mut self, bearer: LevelId, time: &Time) {
        let program = self.program;
        let Some(requirement) = program.requirements.get(time.requirement) else {
            return;
        };
        let asked = self.asked.period;
        let judged = time.period.unwrap_or(asked);
        let is_around = judged.years() > 1 && judged.shares_a_day(asked.start, asked.end);
        if !is_around && !judged.is_within(asked) {
            return;
        }
        let by_day = needs_days_of_cases(program, requirement, judged);
        reads::each(program, requirement, &mut |read| {
            let Some(period) = back(judged, read.past) else {
                return;
            };
            let mut ask = |read: &Read<'_, 'p>| {
                for target in targets(program, self.asked.level, bearer, read) {
                    // What was done in several years is told year by year, all else of them at their end.
                    if is_around && self.is_deed(target) {
                        self.note(target, asked, time, read);
                    } else if period.end <= asked.end {
                        self.note(target, period, time, read);
                    }
                }
            };
            ask(&read);
            // By its day a case is one of the text in force.
            let day = day_of_case(program, read.thing).filter(|_| by_day);
            if let Some((of, day)) = day {
                let among = [read.among, &[of]].concat();
                ask(&Read {
                    thing: Thing::Fact(day),
                    among: &among,
                    one_by_one: true,
                    grain: Grain::Day,
                    ..read
                });
            }
        });
    }

    fn is_deed(&self, target: Target) -> bool {
        let Target::Fact(fact) = target else {
            return false;
        };
        let fact = self.program.facts.get(fact.index());
        fact.is_some_and(|fact| fact.kind.has_day())
    }

    fn note(&mut self, target: Target, period: Period, time: &Time, read: &Read<'_, 'p>) {
        let place = Place {
            nearness: if period == self.asked.period {
                0
            } else {
                1 + u8::from(!period.is_within(self.asked.period))
            },
            period,
            of: target.collection(),
        };
        let known = self
            .fields
            .iter_mut()
            .find(|(known, field)| (*known, field.target) == (place, target));
        if let Some((_, field)) = known {
            field.need(time, read);
        } else {
            let mut field = self.field(target, period);
            field.need(time, read);
            self.fields.push((place, field));
        }
    }

    fn field(&self, target: Target, period: Period) -> Field<'p> {
        let path = target.path(self.program);
        let is_bound = |fact: FactId| self.program.derived().timing.is_bound_to_period(fact);
        let moment = target.moment().filter(|fact| is_bound(*fact));
        Field {
            target,
            path: if period == self.asked.period {
                path
            } else {
                path.in_period(period)
            },
            not_before: moment.map(|_| period.start),
            grain: Grain::Day,
            needs: Vec::new(),
            state: None,
        }
    }
}

impl<'p> Field<'p> {
    fn order(&self) -> (bool, Option<usize>, Target) {
        let first = self.needs.iter().map(|need| need.requirement).min();
        let is_size = matches!(self.target, Target::Size(_));
        (!is_size, first, self.target)
    }

    /// Read in two ways, it matters where what guards both holds.
    fn need(&mut self, time: &Time, read: &Read<'_, 'p>) {
        let guards = read.guards;
        if self.target.moment().is_some() {
            self.grain = self.grain.max(read.grain);
        }
        let known = self
            .needs
            .iter_mut()
            .find(|need| need.requirement == time.requirement && need.period == time.label);
        match known {
            Some(need) => need.guards.retain(|guard| guards.contains(guard)),
            None => self.needs.push(Need {
                requirement: time.requirement,
                period: time.label.clone(),
                guards: guards.to_vec(),
            }),
        }
    }
}

fn back(period: Period, steps: &[Past]) -> Option<Period> {
    steps.iter().try_fold(period, |period, step| match step {
        Past::LastYear => period.last_year(),
        Past::PreviousPeriod => period.previous(),
    })
}

/// Fields put together by where they stand.
fn sections(fields: Fields<'_>) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (place, field) in fields {
        let same = |section: &Section| (section.period, section.of) == (place.period, place.of);
        if !sections.last().is_some_and(same) {
            sections.push(Section {
                period: place.period,
                of: place.of,
                fields: Vec::new(),
                columns: Vec::new(),
                one_by_one: false,
            });
        }
        let Some(section) = sections.last_mut() else {
            continue;
        };
        match field.target {
            Target::Column(..) => section.columns.push(field),
            Target::Fact(_) | Target::Size(_) | Target::Total(..) => section.fields.push(field),
        }
    }
    for section in &mut sections {
        section.one_by_one = section.columns.iter().any(|column| {
            let is_same = |field: &Field| field.path == column.path;
            !section.fields.iter().any(is_same)
        });
    }
    sections
}
