//! Where facts are read from: the body or member in question, and the period.

use jiff_core::civil::Date;

use super::ledger::Ledger;
use crate::run::calendar::Calendar;
use crate::run::calendar::period::{Period, PeriodKind};
use crate::run::facts::path::Path;
use crate::run::facts::{Body, Member, Members, Moment, Reported, Value};
use crate::run::program::{CollectionId, Fact, FactId, LevelId, Owner, Past, Program};
use crate::run::verdict::BodyName;

/// All that stays the same while one requirement is judged for one body and one period.
pub(super) struct Judge<'p> {
    pub(super) program: &'p Program,
    pub(super) as_of: Date,
    /// The last day on which a deed without a limit of its own serves.
    pub(super) last_day: Option<Date>,
    pub(super) calendar: Option<&'p Calendar>,
    /// First and last days of the times in which the rule was suspended: nothing done then was forbidden.
    pub(super) lapses: &'p [(Date, Date)],
    /// Whose verdict is being worked out, and for which period: addresses are told relative to it.
    pub(super) asker: &'p BodyName,
    pub(super) label: &'p str,
    /// How what has not been done yet is taken; none: whether it will be is not known.
    pub(super) awaited: Option<Awaited>,
    /// A deed that counts, of several bodies together, as the one that tells its day did it, whatever the others did.
    pub(super) by_one: Option<FactId>,
    /// So many members of an `each` are told one by one in a tree.
    pub(super) members_shown: usize,
    pub(super) ledger: Ledger,
}

/// What becomes of a deed that is reported as not done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Awaited {
    /// It comes on the day of the check, later, or never.
    Later,
    /// It comes on the day of the check.
    Soon,
    /// It never comes.
    Never,
}

/// Whether things may still change before the judgement falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// What is reported is all there will be.
    Settled,
    /// The period still runs: flows may grow, snapshots may change.
    Running,
}

/// Which report is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    /// A period for itself: what is reported under it, and deeds dated within it.
    Period(Period),
    /// How things stand: what is reported under this period, and deeds done in it or before.
    Standing(Option<Period>),
}

impl Window {
    pub(super) fn period(self) -> Option<Period> {
        match self {
            Self::Period(period) => Some(period),
            Self::Standing(period) => period,
        }
    }
}

/// The body or member whose facts are asked for, within the ones around it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) frame: Frame<'s>,
    pub(super) window: Window,
    /// Of a period, cases that did not happen between these days do not count; of how things stand, deeds told of periods
    /// that were over before the first of them do not. None: all that are told count.
    pub(super) span: Option<(Date, Date)>,
    pub(super) outer: Option<&'s Scope<'s>>,
}

/// One level of a scope.
#[derive(Clone, Copy)]
pub(super) enum Frame<'s> {
    Body(&'s Body),
    Member(CollectionId, &'s Member),
}

/// A fact that was looked up. What is blank, unknown or faulty has been noted in the ledger.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'s> {
    Given(&'s Value),
    NotApplicable,
    Nothing,
    /// No body in scope reports it; bodies below may.
    Elsewhere,
}

/// What is reported of a deed, a state or a date, whenever it lies.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    At(Moment),
    Lasting(Date, Option<Date>),
    Yes,
    No,
    Blank,
    NotApplicable,
}

impl<'s> Scope<'s> {
    pub(super) fn of_body(body: &'s Body, window: Window) -> Self {
        Self {
            frame: Frame::Body(body),
            window,
            span: None,
            outer: None,
        }
    }

    /// The same, where all that is told counts.
    pub(super) const fn of_whole_period(&self) -> Self {
        Self {
            span: None,
            ..*self
        }
    }

    /// The same of an earlier period; none where there is none before.
    pub(super) fn earlier(&self, past: Past) -> Option<Self> {
        let period = self.window.period()?;
        let period = match past {
            Past::LastYear => period.last_year(),
            Past::PreviousPeriod => period.previous(),
        }?;
        let window = match self.window {
            Window::Period(_) => Window::Period(period),
            Window::Standing(_) => Window::Standing(Some(period)),
        };
        Some(Self {
            window,
            ..self.of_whole_period()
        })
    }

    pub(super) fn within(&'s self, frame: Frame<'s>) -> Self {
        Self {
            frame,
            window: self.window,
            span: self.span,
            outer: Some(self),
        }
    }

    /// The nearest body around: the one in question, or the one that reports the member.
    pub(super) fn body(&self) -> &'s Body {
        let mut scope = *self;
        loop {
            match (scope.frame, scope.outer) {
                (Frame::Body(body), _) => return body,
                (Frame::Member(..), Some(outer)) => scope = *outer,
                (Frame::Member(..), None) => {
                    unreachable!("INVARIANT: members are entered from a body")
                }
            }
        }
    }

    /// What the body in question reports under the period read.
    pub(super) fn reported(&self) -> Option<&'s Reported> {
        let period = self.window.period()?;
        self.body()
            .periods
            .iter()
            .find(|reported| reported.period == period)
    }

    /// What the body in question reports of a collection.
    pub(super) fn members(&self, collection: CollectionId) -> Option<&'s Members> {
        self.reported()?.members.get(&collection)
    }

    fn frame_of(&self, owner: &Owner) -> Option<Scope<'s>> {
        let mut scope = *self;
        loop {
            let owns = match (scope.frame, owner) {
                (Frame::Body(body), Owner::Bodies(levels)) => levels.contains(&body.level),
                (Frame::Member(collection, _), Owner::Members(of)) => collection == *of,
                _ => false,
            };
            if owns {
                return Some(scope);
            }
            scope = *scope.outer?;
        }
    }
}

impl Judge<'_> {
    pub(super) fn fact(&self, id: FactId) -> &Fact {
        // INVARIANT: a program's ids are positions of its own vectors; `compile` and `load` see to it.
        &self.program.facts[id.index()]
    }

    pub(super) fn level_collection(&self, level: LevelId) -> CollectionId {
        self.program.levels[level.index()].collection
    }

    /// The whole path of a fact that the body in question would report.
    pub(super) fn path(&self, scope: &Scope<'_>, path: Path) -> Path {
        let body = self.name(scope.body());
        Path {
            period: scope.window.period(),
            ..path.at_body(body.level, body.id)
        }
    }

    pub(super) fn collection_key(&self, collection: CollectionId) -> &str {
        &self.program.collections[collection.index()].key
    }

    /// The path under which totals of a collection's fact are reported: `hamlet_heads.trained`.
    pub(super) fn total_path(&self, collection: CollectionId, fact: FactId) -> Path {
        Path::of_members(self.collection_key(collection), &self.fact(fact).name)
    }

    pub(super) fn name(&self, body: &Body) -> BodyName {
        BodyName {
            level: self.program.levels[body.level.index()].id.clone(),
            id: body.id.clone(),
        }
    }

    /// The path of a fact of whoever is in scope.
    pub(super) fn fact_path(&self, scope: &Scope<'_>, fact: FactId) -> Path {
        let name = &self.fact(fact).name;
        let path = match scope.frame {
            Frame::Member(collection, member) => {
                Path::of_member(self.collection_key(collection), &member.id, name)
            }
            Frame::Body(_) => Path::of(name),
        };
        self.path(scope, path)
    }

    /// Notes that the time of day of a deed is asked for.
    pub(super) fn miss_time(&self, scope: &Scope<'_>, id: FactId) {
        if let Some(owner) = scope.frame_of(&self.fact(id).owner) {
            self.ledger.miss_time(self.fact_path(&owner, id));
        }
    }

    /// Looks up a count, amount, choice or yes/no fact of whoever in scope owns it.
    pub(super) fn find<'s>(&self, scope: &Scope<'s>, id: FactId) -> Found<'s> {
        let fact = self.fact(id);
        let Some(owner) = scope.frame_of(&fact.owner) else {
            return Found::Elsewhere;
        };
        let value = match owner.frame {
            Frame::Member(_, member) => member.values.get(&id),
            Frame::Body(_) => owner
                .reported()
                .and_then(|reported| reported.values.get(&id)),
        };
        match value {
            Some(Value::NotApplicable(_)) => Found::NotApplicable,
            Some(Value::Faulty) => {
                self.ledger.fault();
                Found::Nothing
            }
            Some(Value::Unknown(_)) | None => {
                self.ledger.miss(self.fact_path(&owner, id));
                Found::Nothing
            }
            Some(value) => Found::Given(value),
        }
    }

    /// Looks up a deed, a state or a date of whoever in scope owns it.
    pub(super) fn deed(&self, scope: &Scope<'_>, id: FactId) -> Deed {
        let fact = self.fact(id);
        let Some(owner) = scope.frame_of(&fact.owner) else {
            self.ledger.miss(self.path(scope, Path::of(&fact.name)));
            return Deed::Blank;
        };
        let value = match owner.frame {
            Frame::Member(_, member) => member.values.get(&id),
            Frame::Body(body) if fact.kind.has_day() => {
                let since = owner.span.map(|(first, _)| first);
                dated_deed(body, (owner.window, since), id, self.as_of)
            }
            Frame::Body(_) => owner
                .reported()
                .and_then(|reported| reported.values.get(&id)),
        };
        let value = match value {
            Some(Value::Partly(parts)) => {
                let [day, rest] = parts.as_ref();
                Some(if self.by_one == Some(id) { day } else { rest })
            }
            value => value,
        };
        let deed = value.map_or(Deed::Blank, Deed::read);
        if matches!(value, Some(Value::Faulty)) {
            self.ledger.fault();
        } else if matches!(deed, Deed::Blank) {
            let path = self.fact_path(&owner, id);
            let year = match owner.frame {
                Frame::Body(body) if fact.kind.has_day() => untold_year(body, owner.window, id),
                Frame::Body(_) | Frame::Member(..) => None,
            };
            self.ledger.miss(Path {
                period: year.or(path.period),
                ..path
            });
        }
        deed
    }
}

impl Judge<'_> {
    /// A judge of the same, for whom a deed of several bodies together was done on the day that one of them tells;
    /// none where no other may have done it earlier.
    pub(super) fn by_one(&self, scope: &Scope<'_>, id: FactId) -> Option<Self> {
        let owner = scope.frame_of(&self.fact(id).owner)?;
        if owner.body().told.is_empty() {
            return None;
        }
        let by_one = Judge {
            by_one: Some(id),
            ..self.on_the_side()
        };
        let by_all = matches!(self.deed_silently(scope, id), Deed::Yes | Deed::Blank);
        let has_day = matches!(by_one.deed(scope, id), Deed::At(_) | Deed::Lasting(..));
        (by_all && has_day).then_some(by_one)
    }
}

impl Deed {
    pub(super) fn read(value: &Value) -> Self {
        match value {
            Value::Moment(moment) => Self::At(*moment),
            Value::Lasting(from, to) => Self::Lasting(*from, *to),
            Value::Bool(true) => Self::Yes,
            Value::Bool(false) => Self::No,
            Value::NotApplicable(_) => Self::NotApplicable,
            Value::Number(_)
            | Value::Option(_)
            | Value::Unknown(_)
            | Value::Partly(_)
            | Value::Faulty => Self::Blank,
        }
    }
}

/// A dated deed counts in every period that holds its date, unless it is told of one that ended before: it is what was
/// asked then, done late. How things stand knows all that was done before; of what years are given for, all that is told of
/// periods that were not over before.
fn dated_deed(
    body: &Body,
    (window, since): (Window, Option<Date>),
    id: FactId,
    as_of: Date,
) -> Option<&Value> {
    let reported = |at: &dyn Fn(&Reported) -> bool, is: &dyn Fn(&Value) -> bool| {
        body.periods
            .iter()
            .rev()
            .filter(|r| at(r))
            .filter_map(|r| r.values.get(&id))
            .find(|value| is(value))
    };
    // What is planned for a day to come says nothing of another period.
    let done_on = |value: &Value| first_day(value).filter(|date| *date <= as_of);
    let said_no = |value: &Value| matches!(value, Value::Bool(false));
    // Why nothing is known is no more than a blank: what is told elsewhere counts.
    let told = |value: &Value| !matches!(value, Value::Unknown(_));
    match window {
        Window::Period(period) => {
            let within = |value: &Value| first_day(value).is_some_and(|day| period.contains(day));
            let own = reported(&|r| r.period == period, &told);
            let decides = |value: &&Value| within(value) || matches!(value, Value::Faulty);
            own.filter(decides)
                .or_else(|| reported(&|r| period.start <= r.period.end, &within))
                .or(own)
                .or_else(|| {
                    reported(
                        &|r| r.period.start <= period.start && period.end <= r.period.end,
                        &said_no,
                    )
                })
                .or_else(|| told_year_by_year(body, period, id))
        }
        Window::Standing(latest) => {
            let latest = latest?;
            let counts = |end: Date| since.is_none_or(|since| since <= end);
            let serves = |value: &Value| counts(latest.end) || done_on(value).is_some_and(counts);
            let own = reported(&|r| r.period == latest, &|value| {
                told(value) && serves(value)
            });
            if let Some(value) = own.filter(|value| !said_no(value)) {
                return Some(value);
            }
            let done =
                |value: &Value| done_on(value).is_some() || matches!(value, Value::Bool(true));
            // A later or longer period may tell the day, whatever is told of this one; done later, it may be another deed.
            let later = |r: &Reported| latest.end < r.period.end;
            let by_then = |value: &Value| done_on(value).is_some_and(|date| date <= latest.end);
            reported(
                &|r| r.period.end <= latest.end && counts(r.period.end),
                &done,
            )
            .or_else(|| reported(&later, &by_then))
            .or(own)
        }
    }
}

/// Of a period of several years, the last year of which nothing is told.
fn untold_year(body: &Body, window: Window, id: FactId) -> Option<Period> {
    let Window::Period(period) = window else {
        return None;
    };
    let last = Period::containing(period.end, PeriodKind::Year).filter(|_| period.years() > 1);
    let mut years = std::iter::successors(last, |year| year.previous())
        .take_while(|year| year.shares_a_day(period.start, period.end));
    years.find(|year| {
        let told = body.reported(*year);
        told.is_none_or(|told| !told.values.contains_key(&id))
    })
}

/// Of a period of several years, what reports of its parts tell: it was done in one of them, or in none of all.
fn told_year_by_year(body: &Body, period: Period, id: FactId) -> Option<&Value> {
    let parts = body.periods.iter();
    let parts = parts.filter(|r| r.period.shares_a_day(period.start, period.end));
    let told = parts.filter_map(|r| Some((r.period, r.values.get(&id)?)));
    let is = |wanted: bool| {
        told.clone()
            .filter(move |(_, value)| **value == Value::Bool(wanted))
    };
    if period.years() < 2 {
        return None;
    }
    if let Some((_, done)) = is(true).find(|(part, _)| part.is_within(period)) {
        return Some(done);
    }
    // They stand in the order of their first days.
    let mut next = Some(period.start);
    let mut last = None;
    for (part, value) in is(false) {
        if next.is_some_and(|next| part.start <= next && next <= part.end) {
            next = part.end.tomorrow().ok();
            last = Some(value);
        }
    }
    last.filter(|_| next.is_none_or(|next| period.end < next))
}

/// The day that is told of a deed, its first.
pub(super) fn first_day(value: &Value) -> Option<Date> {
    match value {
        Value::Partly(parts) => parts[0].day(),
        told => told.day(),
    }
}
