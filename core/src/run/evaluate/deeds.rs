//! Deeds and states of one body or member: done or not, and in time or late.

use jiff_core::civil::Date;

use super::judgement::Judgement;
use super::may::May;
use super::scope::{Deed, Frame, Judge, Scope, Tense, Window};
use super::terms::Terms;
use crate::run::calendar::days_off::Direction;
use crate::run::calendar::limits::{Due, NoDue, end_of_day};
use crate::run::calendar::period::Period;
use crate::run::calendar::{Calendar, Reckoner};
use crate::run::facts::{Body, Moment, Reported, Value};
use crate::run::interval::Truth;
use crate::run::number::Number;
use crate::run::ordered::sort_by_key;
use crate::run::program::{Event, FactId, FactKind, Goal, Length, Limit, Owner, TimeUnit};
use crate::run::verdict::{DeedState, LateBy, LateUnit, Reason, Status};

/// A day as a number, so that days can be compared and subtracted like any quantity.
pub(super) fn day_number(date: Date) -> Number {
    let epoch = jiff_core::civil::date(1970, 1, 1);
    Number::from(i64::from(epoch.until(date)))
}

/// The day that a number stands for; none where it is no whole day of the years that can be named.
pub(super) fn date_of(day: Number) -> Option<Date> {
    let epoch = jiff_core::civil::date(1970, 1, 1);
    epoch.checked_add(i32::try_from(day.to_i64()?).ok()?).ok()
}

/// Counted back by nothing, so that a day off moves nothing.
const ON_THE_DAY: Length = Length {
    amount: 0,
    unit: TimeUnit::Days,
};

/// The event a limit hangs on, as far as it is known.
enum Anchor {
    At(Moment),
    /// It is reported as not having come.
    NotCome,
    Unknown,
    NotApplicable,
}

impl Judge<'_> {
    /// What is reported of a deed that is held against a limit, for the measure of a verdict.
    pub(super) fn deed_state(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        limit: Option<&Limit>,
    ) -> DeedState {
        let by_one = self.by_one(scope, fact);
        let by_one = by_one.map(|judge| judge.deed(scope, fact));
        let has_come = |deed: &Deed| match deed {
            Deed::At(moment) => moment.date <= self.as_of,
            Deed::Lasting(from, _) => *from <= self.as_of,
            _ => false,
        };
        let by_one = by_one.filter(has_come);
        match by_one.unwrap_or_else(|| self.deed_silently(scope, fact)) {
            Deed::At(moment) if moment.date <= self.as_of => DeedState::Done(Some(moment.date)),
            Deed::Lasting(from, _) if from <= self.as_of => DeedState::Done(Some(from)),
            Deed::Yes => DeedState::Done(None),
            told @ (Deed::No | Deed::Blank) => {
                let over = limit.and_then(|limit| self.over(scope, fact, limit));
                match (over, told) {
                    (Some(moment), _) => DeedState::Done(Some(moment.date)),
                    (None, Deed::No) => DeedState::NotDone,
                    (None, _) => DeedState::Blank,
                }
            }
            Deed::At(_) | Deed::Lasting(..) => DeedState::NotDone,
            Deed::NotApplicable => DeedState::Blank,
        }
    }

    /// What another period tells of a deed whose limit runs beyond the period of its event.
    fn over(&self, scope: &Scope<'_>, fact: FactId, limit: &Limit) -> Option<Moment> {
        let (length, event, direction) = match limit {
            Limit::Within(length, event) => (*length, *event, Direction::Forward),
            Limit::Before(length, event) => (*length, *event, Direction::Back),
            Limit::By(event) => (ON_THE_DAY, *event, Direction::Back),
            Limit::EarlierThan(_) | Limit::LaterThan(_) | Limit::Lasting(_) => return None,
        };
        let Event::Fact(of) = event else { return None };
        let moment = self.on_the_side().event_moment(scope, event)?;
        let due = self.due_from(length, moment, direction).ok()?;
        self.told_over(scope, (fact, of), moment, &due)
    }

    /// The last day, or moment, so long after or before an event.
    fn due_from(&self, length: Length, moment: Moment, direction: Direction) -> Result<Due, NoDue> {
        let plain = Calendar::without_holidays();
        let reckoner = self.calendar.unwrap_or(&plain).public();
        match direction {
            Direction::Forward => reckoner.due_within(length, moment),
            Direction::Back => reckoner.due_before(length, moment),
        }
    }

    /// Judges one deed.
    pub(super) fn judge_deed(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        limit: Option<&Limit>,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let by_all = || self.judge_deed_by_all(scope, fact, limit, tense, terms);
        let Some(by_one) = self.by_one(scope, fact) else {
            return by_all();
        };
        let told = by_one.judge_deed_by_all(scope, fact, limit, tense, terms);
        // What is done earlier serves as well, unless it must follow something.
        let decides = match limit {
            Some(Limit::LaterThan(_)) => Status::NotMet,
            _ => Status::Met,
        };
        if told.status == decides {
            return told;
        }
        let done = May::be(Status::Met).or(May::be(Status::Late));
        match told.status {
            Status::Late => by_all().that_may(done),
            _ => by_all(),
        }
    }

    fn judge_deed_by_all(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        limit: Option<&Limit>,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        match limit {
            None => self.plain_deed(scope, fact, tense, terms),
            Some(Limit::Within(length, event)) => self.anchored(
                scope,
                fact,
                (*length, *event, Direction::Forward),
                tense,
                terms,
            ),
            Some(Limit::Before(length, event)) => self.anchored(
                scope,
                fact,
                (*length, *event, Direction::Back),
                tense,
                terms,
            ),
            Some(Limit::Lasting(length)) => self.lasting(scope, fact, *length, tense),
            Some(Limit::EarlierThan(event)) => {
                let ordered = self.ordered(scope, fact, *event, terms, true);
                self.to_the_end(scope, fact, ordered, tense, terms)
            }
            Some(Limit::By(event)) => {
                let by_event = self.by_event(scope, fact, *event, tense, terms);
                self.to_the_end(scope, fact, by_event, tense, terms)
            }
            Some(Limit::LaterThan(event)) => {
                let ordered = self.ordered(scope, fact, *event, terms, false);
                let is_open = ordered.status == Status::Pending;
                let never = || self.never_comes(scope, *event, tense, terms);
                let never = is_open.then(never).flatten();
                never.unwrap_or_else(|| self.to_the_end(scope, fact, ordered, tense, terms))
            }
        }
    }

    /// The last day of the time for which a body is judged, where that has ended: what has no other last day is due on it.
    fn end_of_time(&self, scope: &Scope<'_>, tense: Tense, terms: &Terms) -> Option<Date> {
        let is_of_body = matches!(scope.frame, Frame::Body(_)) && !terms.of_condition;
        let ended = is_of_body && tense == Tense::Settled && !terms.events_only;
        self.last_day.filter(|_| ended)
    }

    /// What hangs on an event that did not come in the time for which it is judged does not apply.
    fn never_comes(
        &self,
        scope: &Scope<'_>,
        event: Event,
        tense: Tense,
        terms: &Terms,
    ) -> Option<Judgement> {
        let last = self.end_of_time(scope, tense, terms)?;
        // A day that is named for other deeds ends no year.
        let last = match scope.window {
            Window::Period(period) => last.max(period.end),
            Window::Standing(_) => last,
        };
        (last < self.as_of).then_some(())?;
        matches!(self.anchor(scope, event), Anchor::NotCome)
            .then(|| Judgement::new(Status::NotApplicable, Reason::Condition))
    }

    /// What has its order from an event alone, and is judged for a time, is due by the end of that.
    fn to_the_end(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        judgement: Judgement,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let Some(last) = self.end_of_time(scope, tense, terms) else {
            return judgement;
        };
        let is_open = judgement.status == Status::Pending;
        let not_done = || Judgement::new(Status::NotMet, Reason::Overdue);
        match (judgement.status, self.deed_silently(scope, fact)) {
            (
                Status::Met | Status::Pending,
                Deed::At(Moment { date, .. }) | Deed::Lasting(date, _),
            ) if last < date && date <= self.as_of => Judgement::late(days_late(last, date)),
            (_, Deed::At(Moment { date, .. }) | Deed::Lasting(date, _))
                if is_open && self.as_of < date =>
            {
                not_done()
            }
            (_, Deed::No) if is_open => not_done(),
            (_, Deed::Blank) if is_open => self.undecided().that_may(May::BE_DONE),
            _ => judgement,
        }
    }

    /// Judges deeds that must not be done: one done decides, and only the end shows that none was.
    pub(super) fn judge_abstention(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let by_one = self.by_one(scope, fact);
        let told = by_one.map(|judge| judge.judge_abstention(scope, fact, tense, terms));
        if let Some(told) = told.filter(|told| told.status == Status::NotMet) {
            return told;
        }
        // What was done after the last day was not done in the period; what was done before the rule bound was not forbidden.
        let by_then = |day: Date| day <= self.as_of && self.last_day.is_none_or(|last| day <= last);
        // A report of the time before the rule bound says nothing of what was done since.
        let is_earlier = matches!((scope.window.period(), terms.entry), (Some(read), Some(entry)) if read.end < entry);
        let bound = |first: Date, last: Date| {
            terms.entry.is_none_or(|entry| entry <= last) && !self.is_lapsed(first, last)
        };
        let counts = |deed: Deed| match deed {
            Deed::At(moment) => by_then(moment.date) && bound(moment.date, moment.date),
            Deed::Lasting(from, to) => by_then(from) && bound(from, to.unwrap_or(Date::MAX)),
            Deed::Yes => !is_earlier,
            Deed::No | Deed::Blank | Deed::NotApplicable => false,
        };
        // What was done in a year of which it bound on some days alone, nobody knows whether then.
        let scope = &match (scope.window, terms.entry) {
            (Window::Standing(_), Some(entry)) if !is_earlier => Scope {
                span: Some((entry, Date::MAX)),
                ..*scope
            },
            (Window::Period(period), Some(entry)) if period.start < entry => Scope {
                span: scope.span.or(Some((entry, period.end))),
                ..*scope
            },
            _ => *scope,
        };
        let mut deed = self.deed(scope, fact);
        let is_dated = matches!(deed, Deed::At(_) | Deed::Lasting(..));
        if is_dated && !counts(deed) || matches!(deed, Deed::Yes) {
            deed = self.told_beside(scope, fact, &counts).unwrap_or(deed);
        }
        if matches!(deed, Deed::Yes) && self.was_while_lapsed(scope, fact) {
            deed = Deed::No;
        }
        if matches!(deed, Deed::Yes) && self.may_have_been_beside(scope, fact) {
            self.ledger.miss(self.fact_path(scope, fact));
            return self.decided(Truth::Unknown, Reason::Deed, tense);
        }
        let done = match deed {
            deed @ (Deed::At(_) | Deed::Lasting(..) | Deed::Yes | Deed::No) => counts(deed),
            Deed::Blank if tense == Tense::Running => {
                return Judgement::running().that_may(May::BE_KEPT);
            }
            Deed::Blank => return self.undecided().that_may(May::BE_KEPT),
            Deed::NotApplicable => {
                return Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable);
            }
        };
        match (done, tense) {
            (false, _) if is_earlier => self.undecided().that_may(May::BE_KEPT),
            (true, _) => Judgement::new(Status::NotMet, Reason::Deed),
            (false, Tense::Settled) => Judgement::new(Status::Met, Reason::Deed),
            (false, Tense::Running) => Judgement::running().that_may(May::BE_KEPT),
        }
    }

    /// Whether a deed that is told as done, without its day, may have been done before, or after, the days that are
    /// looked at.
    fn may_have_been_beside(&self, scope: &Scope<'_>, fact: FactId) -> bool {
        let (Some((first, _)), Owner::Bodies(_)) = (scope.span, &self.fact(fact).owner) else {
            return false;
        };
        let lapsed = |period: Period| {
            let mut lapses = self.lapses.iter();
            lapses.any(|(from, to)| period.shares_a_day(*from, *to))
        };
        let mut told = told_done(scope.body(), fact);
        match scope.window {
            Window::Period(_) => true,
            Window::Standing(_) => {
                let ends_before =
                    |period: Period| self.last_day.is_some_and(|last| last < period.end);
                told.all(|period| period.start < first || ends_before(period) || lapsed(period))
            }
        }
    }

    /// Whether a deed is told as done, without its day, of a period that was over by then.
    fn is_told_done_by(&self, scope: &Scope<'_>, fact: FactId, due: Date) -> bool {
        if !matches!(self.fact(fact).owner, Owner::Bodies(_)) {
            return false;
        }
        let counts = |period: Period| match scope.window {
            Window::Period(read) => read.start <= period.start,
            Window::Standing(_) => scope.span.is_none_or(|(first, _)| first <= period.end),
        };
        told_done(scope.body(), fact).any(|period| period.end <= due && counts(period))
    }

    /// Whether a deed that is told as done, without its day, was done while the rule was suspended.
    fn was_while_lapsed(&self, scope: &Scope<'_>, fact: FactId) -> bool {
        let (false, Owner::Bodies(_)) = (self.lapses.is_empty(), &self.fact(fact).owner) else {
            return false;
        };
        let mut told = told_done(scope.body(), fact).peekable();
        told.peek().is_some() && told.all(|period| self.is_lapsed(period.start, period.end))
    }

    /// Of how things stand, what is told beside the latest and counts.
    fn told_beside(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        counts: &dyn Fn(Deed) -> bool,
    ) -> Option<Deed> {
        let (Window::Standing(Some(latest)), Owner::Bodies(_)) =
            (scope.window, &self.fact(fact).owner)
        else {
            return None;
        };
        let told = scope.body().periods.iter();
        let told = told.filter(|reported| reported.period.end <= latest.end);
        let mut deeds = told.filter_map(|reported| reported.values.get(&fact).map(Deed::read));
        deeds.find(|deed| matches!(deed, Deed::At(_) | Deed::Lasting(..)) && counts(*deed))
    }

    fn plain_deed(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let kind = &self.fact(fact).kind;
        let may_fall = matches!(kind, FactKind::StateNow | FactKind::YesNo);
        // How things stand is told by the period that holds the day; a deed has a day of its own.
        let is_state = !matches!(kind, FactKind::Act | FactKind::Date);
        let met = || {
            if may_fall && tense == Tense::Running {
                Judgement::running()
            } else {
                Judgement::new(Status::Met, Reason::Deed)
            }
        };
        let not_done = || match tense {
            Tense::Running => Judgement::running(),
            Tense::Settled if terms.due.is_some() => {
                Judgement::new(Status::NotMet, Reason::Overdue)
            }
            Tense::Settled => Judgement::new(Status::NotMet, Reason::Deed),
        };
        let judgement = match self.deed(scope, fact) {
            Deed::At(Moment { date, .. }) | Deed::Lasting(date, _) if date > self.as_of => {
                not_done()
            }
            Deed::At(Moment { date, .. }) | Deed::Lasting(date, _) => {
                match self.last_day.filter(|last| date > *last) {
                    None => met(),
                    Some(last) => Judgement::late(days_late(last, date)),
                }
            }
            // Done, but without a date: in time if the report's own period ends in time.
            Deed::Yes => match (terms.due, scope.window.period()) {
                (Some(due), Some(period))
                    if tense == Tense::Settled
                        && period.end > due
                        && !is_state
                        && !self.is_told_done_by(scope, fact, due) =>
                {
                    let may = May::be(Status::Met).or(May::be(Status::Late));
                    return self.undecided().that_may(may);
                }
                _ => met(),
            },
            Deed::No => not_done(),
            Deed::Blank if tense == Tense::Running => Judgement::running(),
            Deed::Blank => self.undecided(),
            Deed::NotApplicable => {
                Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable)
            }
        };
        judgement.that_may(May::BE_DONE)
    }

    /// The last day for deeds whose limit counts from the end of their period, before that has begun.
    pub(super) fn due_after_period(&self, scope: &Scope<'_>, goal: &Goal) -> Option<Due> {
        let Goal::Deeds {
            limit: Some(Limit::Within(length, Event::EndOfPeriod)),
            ..
        } = goal
        else {
            return None;
        };
        let plain = Calendar::without_holidays();
        let reckoner = self.calendar.unwrap_or(&plain).public();
        let end = self.event_moment(scope, Event::EndOfPeriod)?;
        reckoner.due_within(*length, end).ok()
    }

    /// A deed that is due on the day of an event; done before the event has come, it is in time.
    fn by_event(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        event: Event,
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        if let (Anchor::NotCome, false) = (self.anchor(scope, event), terms.events_only) {
            if let Some(over) = terms.over(self.as_of) {
                return over;
            }
            if terms.may_miss_an_event(self.as_of) {
                return Judgement::new(Status::Pending, Reason::NotBegun);
            }
            return match self.deed(scope, fact) {
                Deed::At(moment) if moment.date <= self.as_of => {
                    Judgement::new(Status::Met, Reason::InTime)
                }
                Deed::Lasting(from, _) if from <= self.as_of => {
                    Judgement::new(Status::Met, Reason::InTime)
                }
                Deed::Yes => Judgement::new(Status::Met, Reason::InTime),
                Deed::NotApplicable => {
                    Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable)
                }
                Deed::At(_) | Deed::Lasting(..) | Deed::No | Deed::Blank => Judgement::running(),
            };
        }
        let done = match self.deed_silently(scope, fact) {
            Deed::At(moment) => moment.date <= self.as_of,
            Deed::Lasting(from, _) => from <= self.as_of,
            Deed::Yes | Deed::No | Deed::Blank | Deed::NotApplicable => false,
        };
        let on_the_day = (ON_THE_DAY, event, Direction::Back);
        let judgement = self.anchored(scope, fact, on_the_day, tense, terms);
        if done && judgement.due.is_none() {
            let may = May::be(Status::Met).or(May::be(Status::Late));
            return judgement.that_may(may.or(May::be(Status::NotApplicable)));
        }
        judgement
    }

    /// A deed that is due on a day reckoned from an event.
    fn anchored(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        (length, event, direction): (Length, Event, Direction),
        tense: Tense,
        terms: &Terms,
    ) -> Judgement {
        let moment = match self.anchor(scope, event) {
            Anchor::At(moment) => moment,
            _ if terms.events_only => {
                return Judgement::new(Status::NotApplicable, Reason::NotInForce);
            }
            Anchor::NotCome => {
                let not_begun = || Judgement::new(Status::Pending, Reason::NotBegun);
                return terms
                    .over(self.as_of)
                    .or_else(|| self.never_comes(scope, event, tense, terms))
                    .unwrap_or_else(not_begun);
            }
            Anchor::Unknown => return self.undecided(),
            Anchor::NotApplicable => {
                return Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable);
            }
        };
        if let Some(reason) = terms.out_of_force(moment.date) {
            return Judgement::new(Status::NotApplicable, reason);
        }
        let plain = Calendar::without_holidays();
        let reckoner = self.calendar.unwrap_or(&plain).public();
        let Ok(due) = self.due_from(length, moment, direction) else {
            self.ledger.refuse_day();
            return Judgement::new(Status::Unknown, Reason::NoSuchDay);
        };
        // What had to be done before the rule bound, nobody could be held to.
        if terms.entry.is_some_and(|entry| due.day < entry) {
            return Judgement::new(Status::NotApplicable, Reason::NotInForce);
        }
        let mut deed = self.deed(scope, fact);
        if let (Deed::No | Deed::Blank, Event::Fact(event)) = (deed, event) {
            let over = self.told_over(scope, (fact, event), moment, &due);
            deed = over.map_or(deed, Deed::At);
        }
        let judgement = self.against(scope, (fact, deed), (length, event), (reckoner, &due));
        let done = match deed {
            Deed::At(done) => Some(done),
            Deed::Lasting(from, _) => Some(day_alone(from)),
            Deed::Yes | Deed::No | Deed::Blank | Deed::NotApplicable => None,
        };
        // What has been done was done in time or late.
        let has_been = done.is_some_and(|done| done.date <= self.as_of);
        let may = if has_been || matches!(deed, Deed::Yes) {
            May::be(Status::Met).or(May::be(Status::Late))
        } else {
            May::BE_DONE
        };
        let counts_on = direction == Direction::Forward && matches!(event, Event::Fact(_));
        let before_event = counts_on && done.is_some_and(|done| in_order(done, moment, true));
        if before_event {
            self.ledger.precede();
        }
        Judgement {
            due: Some(due),
            before_event,
            ..judgement.that_may(may)
        }
    }

    /// Of a limit that runs over the end of the period of its event, or counts back beyond its beginning, the day that
    /// another period tells: the nearest, where no other event lies between.
    fn told_over(
        &self,
        scope: &Scope<'_>,
        (fact, event): (FactId, FactId),
        of: Moment,
        due: &Due,
    ) -> Option<Moment> {
        let Window::Period(period) = scope.window else {
            return None;
        };
        let is_after = due.day > period.end;
        let body = match scope.frame {
            Frame::Body(body) => body,
            Frame::Member(collection, member) => {
                let members = is_after.then(|| scope.members(collection)).flatten()?;
                let days = members.told_elsewhere.get(&(event, fact))?;
                let Deed::At(day) = days.get(&member.id).map(Deed::read)? else {
                    return None;
                };
                return Some(day).filter(|day| day.date <= self.as_of);
            }
        };
        if !is_after && period.start <= due.day {
            return None;
        }
        let beside = |one: &&Reported| {
            if is_after {
                period.end < one.period.end
            } else {
                let next = one.period.end.tomorrow();
                one.period.start < period.start && next.is_ok_and(|next| period.start <= next)
            }
        };
        let told = |fact: FactId| {
            let others = body.periods.iter().filter(beside);
            others.filter_map(move |one| match one.values.get(&fact).map(Deed::read) {
                Some(Deed::At(moment)) => Some(moment),
                Some(Deed::Lasting(from, _)) => Some(day_alone(from)),
                _ => None,
            })
        };
        let is_of_another = |deed: Date| {
            let (from, to) = (deed.min(of.date), deed.max(of.date));
            let mut others = told(event).filter(|other| other.date != of.date);
            others.any(|other| from <= other.date && other.date <= to)
        };
        let mut deeds: Vec<Moment> = told(fact)
            .filter(|deed| deed.date <= self.as_of && (deed.date >= of.date) == is_after)
            .filter(|deed| !is_of_another(deed.date))
            .collect();
        sort_by_key(&mut deeds, |deed| deed.date);
        if is_after {
            deeds.first().copied()
        } else {
            deeds.last().copied()
        }
    }

    /// A deed against the last day, or moment, for it.
    fn against(
        &self,
        scope: &Scope<'_>,
        (fact, deed): (FactId, Deed),
        (length, event): (Length, Event),
        (reckoner, due): (Reckoner<'_>, &Due),
    ) -> Judgement {
        let not_done = || match due.has_passed(self.as_of) {
            Truth::True => Judgement::new(Status::NotMet, Reason::Overdue),
            Truth::False => Judgement::running(),
            Truth::Unknown => self.lacks_times(scope, event, None),
        };
        let (done, unit) = match deed {
            Deed::At(done) => (done, length.unit),
            Deed::Lasting(from, _) if length.unit == TimeUnit::Hours => {
                (day_alone(from), TimeUnit::Hours)
            }
            Deed::Lasting(from, _) => (day_alone(from), TimeUnit::Days),
            Deed::No => return not_done(),
            Deed::Yes if due.serves(day_alone(self.as_of)) == Truth::True => {
                return Judgement::new(Status::Met, Reason::InTime);
            }
            Deed::Blank if due.has_passed(self.as_of) == Truth::False => {
                return Judgement::running();
            }
            Deed::Yes | Deed::Blank => return self.undecided(),
            Deed::NotApplicable => {
                return Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable);
            }
        };
        if done.date > self.as_of {
            return not_done();
        }
        match (due.serves(done), reckoner.late_by(unit, due, done)) {
            (Truth::True, _) => Judgement::new(Status::Met, Reason::InTime),
            (Truth::False, Some(late_by)) => Judgement::late(late_by),
            (Truth::False, None) => self.undecided(),
            (Truth::Unknown, _) => {
                let timeless = done.time.is_none().then_some(fact);
                self.lacks_times(scope, event, timeless)
            }
        }
    }

    /// The day of an event, or of a deed, is known, and its time of day would decide.
    fn lacks_times(&self, scope: &Scope<'_>, event: Event, deed: Option<FactId>) -> Judgement {
        let timeless = self
            .event_moment(scope, event)
            .is_some_and(|at| at.time.is_none());
        if let Event::Fact(event) = event
            && timeless
        {
            self.miss_time(scope, event);
        }
        if let Some(deed) = deed {
            self.miss_time(scope, deed);
        }
        Judgement::new(Status::Unknown, Reason::TimeOfDay)
    }

    /// What must last so long: `for at least 30 consecutive days`.
    fn lasting(&self, scope: &Scope<'_>, fact: FactId, length: Length, tense: Tense) -> Judgement {
        let plain = Calendar::without_holidays();
        let reckoner = self.calendar.unwrap_or(&plain).public();
        let end_of = |from: Date| reckoner.earliest_end(length, from);
        let (from, to) = match self.deed(scope, fact) {
            Deed::Lasting(from, to) => (from, to.filter(|to| *to <= self.as_of)),
            // Begun, and not said how long: it lasts until something says otherwise only while that is reported.
            Deed::At(moment) if moment.date <= self.as_of => {
                return match end_of(moment.date) {
                    Ok(due) if due.day > self.as_of => Judgement {
                        due: Some(due),
                        ..Judgement::running()
                    },
                    Ok(due) => Judgement {
                        due: Some(due),
                        ..self.undecided()
                    },
                    Err(_) => Judgement::new(Status::Unknown, Reason::NoSuchDay),
                };
            }
            Deed::At(_) | Deed::No | Deed::Blank if tense == Tense::Running => {
                return Judgement::running();
            }
            Deed::At(_) | Deed::No => return Judgement::new(Status::NotMet, Reason::Deed),
            Deed::Yes | Deed::Blank => return self.undecided(),
            Deed::NotApplicable => {
                return Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable);
            }
        };
        if from > self.as_of {
            return Judgement::running();
        }
        let Ok(due) = end_of(from) else {
            return Judgement::new(Status::Unknown, Reason::NoSuchDay);
        };
        let judgement = match to {
            Some(to) if to >= due.day => Judgement::new(Status::Met, Reason::InTime),
            Some(_) => Judgement::new(Status::NotMet, Reason::Deed),
            None if self.as_of >= due.day => Judgement::new(Status::Met, Reason::InTime),
            None => Judgement::running(),
        };
        Judgement {
            due: Some(due),
            ..judgement
        }
    }

    /// Order alone: earlier than the day of an event, or not before it.
    fn ordered(
        &self,
        scope: &Scope<'_>,
        fact: FactId,
        event: Event,
        terms: &Terms,
        earlier: bool,
    ) -> Judgement {
        let event = match self.anchor(scope, event) {
            Anchor::At(moment) => Some(moment),
            _ if terms.events_only => {
                return Judgement::new(Status::NotApplicable, Reason::NotInForce);
            }
            Anchor::NotCome => {
                if let Some(over) = terms.over(self.as_of) {
                    return over;
                }
                if terms.may_miss_an_event(self.as_of) {
                    return Judgement::new(Status::Pending, Reason::NotBegun);
                }
                None
            }
            Anchor::Unknown => return self.undecided(),
            Anchor::NotApplicable => {
                return Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable);
            }
        };
        if let Some(reason) = event.and_then(|event| terms.out_of_force(event.date)) {
            return Judgement::new(Status::NotApplicable, reason);
        }
        let deed = match self.deed(scope, fact) {
            Deed::At(moment) if moment.date <= self.as_of => Some(moment),
            Deed::Lasting(from, _) if from <= self.as_of => Some(Moment {
                date: from,
                time: None,
            }),
            Deed::At(_) | Deed::Lasting(..) | Deed::No => None,
            Deed::Yes if earlier && event.is_some_and(|event| event.date > self.as_of) => {
                return Judgement::new(Status::Met, Reason::Deed);
            }
            Deed::Yes | Deed::Blank => return self.undecided(),
            Deed::NotApplicable => {
                return Judgement::new(Status::NotApplicable, Reason::DeclaredNotApplicable);
            }
        };
        let kept = match (deed, event) {
            // The event may still come later on that very day.
            (Some(deed), None) if earlier && deed.date == self.as_of => {
                return Judgement::running();
            }
            // Of two on one day, nobody says which came first: a duty is kept, a condition does not hold.
            (Some(deed), Some(event)) if terms.of_condition && !earlier => {
                in_order(deed, event, false) && !is_same_day(deed, event)
            }
            (Some(deed), Some(event)) => in_order(deed, event, earlier),
            (Some(_), None) => earlier,
            // If it comes at all, it comes after the day of the check.
            (None, Some(event)) if terms.of_condition && !earlier && event.date < self.as_of => {
                true
            }
            // Nothing was done: late for what had to come first, nothing wrong yet with what must follow.
            (None, Some(event)) if earlier && event.date <= self.as_of => false,
            (None, _) => return Judgement::running(),
        };
        Judgement::new(
            if kept { Status::Met } else { Status::NotMet },
            Reason::Deed,
        )
    }

    /// The moment of an event, when it is known.
    pub(super) fn event_moment(&self, scope: &Scope<'_>, event: Event) -> Option<Moment> {
        match self.anchor(scope, event) {
            Anchor::At(moment) => Some(moment),
            Anchor::NotCome | Anchor::Unknown | Anchor::NotApplicable => None,
        }
    }

    fn anchor(&self, scope: &Scope<'_>, event: Event) -> Anchor {
        match event {
            Event::EndOfPeriod => match scope.window.period() {
                Some(period) => Anchor::At(Moment {
                    date: period.end,
                    time: end_of_day(period.end),
                }),
                None => Anchor::Unknown,
            },
            Event::Fact(fact) => match self.deed(scope, fact) {
                Deed::At(moment) => Anchor::At(moment),
                Deed::Lasting(from, _) => Anchor::At(Moment {
                    date: from,
                    time: None,
                }),
                Deed::No => Anchor::NotCome,
                Deed::Yes | Deed::Blank => Anchor::Unknown,
                Deed::NotApplicable => Anchor::NotApplicable,
            },
        }
    }
}

/// The periods of which a body tells that something was done, without its day.
fn told_done(body: &Body, fact: FactId) -> impl Iterator<Item = Period> {
    let told = body.periods.iter();
    told.filter(move |reported| reported.values.get(&fact) == Some(&Value::Bool(true)))
        .map(|reported| reported.period)
}

fn in_order(deed: Moment, event: Moment, earlier: bool) -> bool {
    match (deed.time.zip(event.time), earlier) {
        (Some((deed, event)), true) => deed < event,
        (Some((deed, event)), false) => deed >= event,
        (None, true) => deed.date < event.date,
        (None, false) => deed.date >= event.date,
    }
}

/// Whether both lie on one day, and not both have a time of day.
fn is_same_day(deed: Moment, event: Moment) -> bool {
    deed.time.zip(event.time).is_none() && deed.date == event.date
}

fn day_alone(date: Date) -> Moment {
    Moment { date, time: None }
}

fn days_late(due: Date, date: Date) -> LateBy {
    LateBy {
        amount: u32::try_from(due.until(date)).unwrap_or(0),
        unit: LateUnit::Days,
        at_least: false,
    }
}
