//! Periods and the facts reported under them.

use jiff_core::civil::Date;

use super::reading::{PeriodRead, Place, Reading};
use crate::run::calendar::period::Period;
use crate::run::facts::names::Target;
use crate::run::facts::value::{Fault, read_size, read_total, read_value};
use crate::run::facts::{ProblemCode, Reported, Value};
use crate::run::json::{Json, Object, shorten};
use crate::run::ordered::{Map, Set};
use crate::run::program::FactId;

impl Reading<'_, '_> {
    /// Brings together what is reported under one period, also where its key is written twice.
    pub(super) fn sort_periods<'j>(
        &mut self,
        place: &Place,
        reported: &'j Object,
        periods: &mut Map<Period, Vec<(&'j str, &'j Json)>>,
    ) {
        let mut years: usize = periods.keys().map(|period| period.years()).sum();
        for (key, json) in reported.iter() {
            let Ok(period) = key.parse::<Period>() else {
                self.problem(
                    place,
                    ProblemCode::UnknownPeriod,
                    "",
                    Some(shorten(key)),
                    None,
                );
                continue;
            };
            let entries = match json {
                Json::Null => continue,
                Json::Object(entries) => entries,
                Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
                    let place = Place {
                        period: Some(period),
                        ..place.clone()
                    };
                    self.wrong_type(&place, "", json, "{}");
                    continue;
                }
            };
            let is_new = !periods.contains_key(&period);
            let limits = &self.vocabulary.limits;
            let is_first = !self.periods.contains(&period);
            let limit = if years + period.years() > limits.periods {
                Some(limits.periods)
            } else {
                let is_full = is_first && self.is_full(0, period.years());
                is_full.then_some(limits.times)
            };
            if let Some(limit) = limit.filter(|_| is_new) {
                let found = Some(format!("> {limit}"));
                self.problem(place, ProblemCode::TooLarge, "periods", found, None);
                return;
            }
            if is_first {
                self.periods.insert(period);
                self.years += period.years();
            }
            if is_new {
                years += period.years();
            } else {
                self.problem(place, ProblemCode::Duplicate, "", Some(shorten(key)), None);
            }
            periods.entry(period).or_default().extend(entries.iter());
        }
    }

    pub(super) fn period(
        &mut self,
        place: &Place,
        period: Period,
        entries: &[(&str, &Json)],
    ) -> Reported {
        let place = Place {
            period: Some(period),
            ..place.clone()
        };
        let mut reported = Reported {
            period,
            closed: false,
            values: Map::new(),
            members: Map::new(),
        };
        let mut seen = Set::new();
        let mut twice = Set::new();
        let before = (self.problems.len(), self.members);
        let mut after = Vec::with_capacity(entries.len());
        for (key, json) in entries {
            if seen.insert(*key) {
                self.entry(&place, &mut reported, key, json);
            } else {
                twice.insert(*key);
            }
            after.push((self.problems.len(), self.members));
        }
        self.outline.push(PeriodRead {
            body: place.body.clone(),
            period,
            before,
            after,
        });
        for key in twice {
            self.problem(
                &place,
                ProblemCode::Duplicate,
                shorten(key),
                Some(shorten(key)),
                None,
            );
            self.spoil(&place, &mut reported, key);
        }
        reported
    }

    /// One key of a period.
    pub(in crate::run::facts) fn entry(
        &mut self,
        place: &Place,
        reported: &mut Reported,
        key: &str,
        json: &Json,
    ) {
        if key == "final" {
            match json {
                Json::Null => {}
                Json::Bool(closed) => reported.closed = *closed,
                other => self.wrong_type(place, "final", other, "true, false"),
            }
            return;
        }
        match self.target(place, key) {
            None => {
                let names = self.names;
                self.unknown_name(place, &shorten(key), key, || {
                    names.explain(place.level, key)
                });
            }
            Some(Target::Fact(id)) => {
                if let Some(value) = self.value(place, id, || key.to_owned(), json) {
                    reported.values.insert(id, value);
                }
            }
            Some(Target::Collection(id)) => {
                let (total, roster) = match json {
                    Json::Array(rows) => match self.roster(place, id, key, rows) {
                        Some(roster) => (None, Some(roster)),
                        None => (Some(Value::Faulty), None),
                    },
                    _ => (
                        self.settle(place, || key.to_owned(), json, read_size(json)),
                        None,
                    ),
                };
                if total.is_some() || roster.is_some() {
                    let entry = reported.members.entry(id).or_default();
                    entry.total = total;
                    entry.roster = roster;
                }
            }
            Some(Target::Total(collection, id)) => {
                let Some(kind) = self.names.fact(id).map(|fact| &fact.kind) else {
                    return;
                };
                if let Some(value) =
                    self.settle(place, || key.to_owned(), json, read_total(kind, json))
                {
                    reported
                        .members
                        .entry(collection)
                        .or_default()
                        .totals
                        .insert(id, value);
                }
            }
        }
    }

    /// A key given twice: which of them holds is not known.
    fn spoil(&mut self, place: &Place, reported: &mut Reported, key: &str) {
        match self.target(place, key) {
            // Twice final may be twice the same; what is open is the safer reading.
            None => reported.closed &= key != "final",
            Some(Target::Fact(id)) => {
                reported.values.insert(id, Value::Faulty);
            }
            Some(Target::Collection(id)) => {
                let entry = reported.members.entry(id).or_default();
                entry.total = Some(Value::Faulty);
                entry.roster = None;
            }
            Some(Target::Total(collection, id)) => {
                reported
                    .members
                    .entry(collection)
                    .or_default()
                    .totals
                    .insert(id, Value::Faulty);
            }
        }
    }

    /// A value as read, or its problem.
    fn settle(
        &mut self,
        place: &Place,
        fact: impl Fn() -> String,
        json: &Json,
        read: Result<Option<Value>, Fault>,
    ) -> Option<Value> {
        read.unwrap_or_else(|fault| {
            self.problem(
                place,
                fault.code,
                fact(),
                Some(json.shown()),
                Some(fault.expected),
            );
            Some(Value::Faulty)
        })
    }

    /// A fact of a body or of a member.
    pub(super) fn value(
        &mut self,
        place: &Place,
        id: FactId,
        path: impl Fn() -> String,
        json: &Json,
    ) -> Option<Value> {
        let kind = self.names.fact(id).map(|fact| &fact.kind)?;
        let value = self.settle(place, &path, json, read_value(kind, json))?;
        let timing = &self.names.program().derived().timing;
        let is_early =
            |date: Date, period: Period| timing.is_bound_to_period(id) && date < period.start;
        let is_late = |date: Date, period: Period| timing.is_day_of_case(id) && period.end < date;
        let (early, late) = match (&value, place.period) {
            (Value::Moment(moment), Some(period)) => {
                (is_early(moment.date, period), is_late(moment.date, period))
            }
            _ => (false, false),
        };
        if early || late {
            let expected = place.period.map(|period| period.to_string());
            self.problem(
                place,
                ProblemCode::OutsidePeriod,
                path(),
                Some(json.shown()),
                expected,
            );
            // A case is one, whatever its day: those who count it look at that.
            return Some(if early { Value::Faulty } else { value });
        }
        Some(value)
    }
}
