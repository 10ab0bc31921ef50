//! Cases of a period in which the text binds on some days alone: those that happened on them count.

use jiff_core::civil::Date;

use super::goal::hangs_on_event;
use super::scope::{Deed, Frame, Judge, Scope, Window, first_day};
use crate::run::calendar::period::Period;
use crate::run::facts::path::Path;
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{
    Collection, CollectionId, FactId, FactKind, Goal, Part, Program, Quantity, Relation,
    Requirement, Schedule,
};
use crate::run::reads::days_of_change;

/// Whether a goal is judged deed by deed, or case by case: what was done, or happened, on a day on which the text
/// binds is judged, however few days of the period these are. Totals and shares are those of a whole period.
pub(super) fn judges_by_day(program: &Program, goal: &Goal) -> bool {
    let happens = |part: &Part| program.happens(part.collection);
    match goal {
        Goal::Refrain { .. } => true,
        Goal::Deeds { .. } => hangs_on_event(goal),
        Goal::Each { pool, .. } => pool.iter().all(happens),
        Goal::Compare { quantity, bound } => {
            let (Relation::Exactly(most) | Relation::AtMost(most)) = &bound.relation else {
                return false;
            };
            *most == Quantity::Number(Number::ZERO)
                && match quantity {
                    Quantity::Size(pool) => pool.iter().all(happens),
                    Quantity::Over(_, parts) => parts.iter().all(|(part, _)| happens(part)),
                    _ => false,
                }
        }
        Goal::Combined { parts, .. } => parts.iter().all(|part| judges_by_day(program, &part.goal)),
        Goal::Share { .. } | Goal::Ratio { .. } => false,
    }
}

/// Whether a goal is judged by what happens, of which there may be more while a period runs: something forbidden, or another case.
pub(super) fn judges_what_happens(program: &Program, goal: &Goal) -> bool {
    let any_happens = |pool: &[Part]| pool.iter().any(|part| program.happens(part.collection));
    match goal {
        Goal::Refrain { .. } => true,
        Goal::Each { pool, .. } | Goal::Share { pool, .. } => any_happens(pool),
        // So many have happened, whatever follows.
        Goal::Compare { bound, .. }
            if matches!(bound.relation, Relation::AtLeast(_) | Relation::Over(_)) =>
        {
            false
        }
        Goal::Compare { quantity, .. } => match quantity {
            Quantity::Size(pool) => any_happens(pool),
            Quantity::Over(_, parts) => parts
                .iter()
                .any(|(part, _)| program.happens(part.collection)),
            _ => false,
        },
        Goal::Combined { parts, .. } => parts
            .iter()
            .any(|part| judges_what_happens(program, &part.goal)),
        Goal::Deeds { .. } | Goal::Ratio { .. } => false,
    }
}

/// Whether the days of cases tell which of them count, of a period in which the text binds on some days alone, or what each is
/// held against, where that becomes another within the period.
pub(in crate::run) fn needs_days_of_cases(
    program: &Program,
    requirement: &Requirement,
    period: Period,
) -> bool {
    let ends = |to: Date| to < period.end;
    let is_whole = requirement.from <= period.start && !requirement.to.is_some_and(ends);
    let goal = &requirement.goal;
    let by_day = || {
        matches!(requirement.schedule, Schedule::Cases)
            || judges_by_day(program, goal)
            || is_ceiling_on_cases(program, goal)
    };
    let changes = |day: &Date| period.start < *day && *day <= period.end;
    !is_whole && by_day() || days_of_change(program, requirement).iter().any(changes)
}

/// Whether a goal bounds from above how many cases there are: once there are more, no day to come makes them fewer.
pub(super) fn is_ceiling_on_cases(program: &Program, goal: &Goal) -> bool {
    let happens = |part: &Part| program.happens(part.collection);
    match goal {
        Goal::Compare {
            quantity: Quantity::Size(pool),
            bound,
        } => {
            matches!(bound.relation, Relation::AtMost(_) | Relation::Under(_))
                && pool.iter().all(happens)
        }
        _ => false,
    }
}

impl Scope<'_> {
    /// The same for what is asked of each case: a limit that counts from an event is judged by the text of that day.
    pub(super) fn looked_at_for(&self, goal: &Goal) -> Self {
        if hangs_on_event(goal) {
            self.of_whole_period()
        } else {
            *self
        }
    }
}

impl Judge<'_> {
    /// Whether a case happened on one of the days of its period that are looked at: the day of its first date counts.
    pub(super) fn falls_within(&self, member: &Scope<'_>) -> Truth {
        let (Window::Period(period), Frame::Member(collection, _)) = (member.window, member.frame)
        else {
            return Truth::True;
        };
        let of = &self.program.collections[collection.index()];
        if !of.kind.happens() {
            return Truth::True;
        }
        let day = self.day_of_cases(of);
        let day = day.and_then(|day| Self::first_day_of(member, day));
        if day.is_some_and(|day| period.end < day) {
            self.ledger.fault();
            return Truth::Unknown;
        }
        let Some((from, to)) = member.span else {
            return Truth::True;
        };
        let is_in_force = |day: Date| from <= day && day <= to && !self.is_lapsed(day, day);
        let is_to_come = |(first, last): &(Date, Date)| *first <= period.end && self.as_of < *last;
        let told = self.dates(collection).map(|date| self.deed(member, date));
        match told
            .into_iter()
            .find(|deed| !matches!(deed, Deed::NotApplicable))
        {
            Some(Deed::At(moment)) => Truth::from(is_in_force(moment.date)),
            Some(Deed::Lasting(first, _)) => Truth::from(is_in_force(first)),
            // It comes after the day of the check, if it comes at all.
            Some(Deed::No) if self.lapses.iter().any(is_to_come) => Truth::Unknown,
            Some(Deed::No) if to == period.end => Truth::True,
            Some(Deed::No) if self.as_of >= to => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// The case that is looked at, or within which something is, its period, and the fact that tells its day.
    pub(super) fn case_of<'s>(&self, scope: &'s Scope<'s>) -> Option<(Scope<'s>, Period, FactId)> {
        let mut around = std::iter::successors(Some(scope), |scope| scope.outer);
        around.find_map(|one| {
            let (Window::Period(period), Frame::Member(collection, _)) = (one.window, one.frame)
            else {
                return None;
            };
            let of = &self.program.collections[collection.index()];
            Some((*one, period, self.day_of_cases(of)?))
        })
    }

    /// The day that a case tells of itself.
    pub(super) fn first_day_of(case: &Scope<'_>, day: FactId) -> Option<Date> {
        match case.frame {
            Frame::Member(_, row) => first_day(row.values.get(&day)?),
            Frame::Body(_) => None,
        }
    }

    /// The fact that tells on which day each case happened.
    fn day_of_cases(&self, of: &Collection) -> Option<FactId> {
        let day = of.day_of_case(&self.program.facts);
        day.filter(|day| self.program.derived().timing.is_day_of_case(*day))
    }

    /// Whether the rule was suspended from one day to another.
    pub(super) fn is_lapsed(&self, first: Date, last: Date) -> bool {
        let mut lapses = self.lapses.iter();
        lapses.any(|(from, to)| *from <= first && last <= *to)
    }

    /// Whether of so many cases told by their number alone some may have happened on other days.
    pub(super) fn may_be_outside(
        &self,
        scope: &Scope<'_>,
        collection: CollectionId,
        number: Range,
    ) -> bool {
        let of = &self.program.collections[collection.index()];
        let may_be = scope.span.is_some()
            && matches!(scope.window, Window::Period(_))
            && of.kind.happens()
            && number.exact() != Some(Number::ZERO);
        if may_be && self.dates(collection).next().is_some() {
            self.ledger.miss(self.path(scope, Path::of(&of.key)));
        }
        may_be
    }

    /// The dates of its members, first the one by which what happens is known.
    pub(super) fn dates(&self, collection: CollectionId) -> impl Iterator<Item = FactId> {
        let of = &self.program.collections[collection.index()];
        let facts = of.facts.iter().copied();
        facts.filter(|fact| matches!(self.fact(*fact).kind, FactKind::Date))
    }
}
