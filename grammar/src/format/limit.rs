//! Prints limits in time.

use super::names::Amount;
use super::printer::{Printer, spaced};
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{EventRef, Order, TimeLimit, TimeUnit};

impl Printer<'_> {
    pub(super) fn limit(self, limit: &TimeLimit) -> String {
        match (limit, self.language) {
            (TimeLimit::Within { length, of }, _) => {
                let within = self.after(Keyword::Within, &self.duration(length));
                spaced(&[&within, &self.dated(Keyword::Since, of)])
            }
            (TimeLimit::Before { length, event }, Language::En) => {
                let least = self.after(Keyword::AtLeast, &self.duration(length));
                spaced(&[&least, &self.dated(Keyword::Before, event)])
            }
            (TimeLimit::Before { length, event }, Language::Vi) => {
                let least = self.after(Keyword::AtLeast, &self.duration(length));
                spaced(&[&self.dated(Keyword::Before, event), &least])
            }
            (TimeLimit::Lasting { length }, Language::En) => spaced(&[
                self.word(Keyword::ForAtLeast),
                self.word(Keyword::AtLeast),
                &self.duration(length),
            ]),
            (TimeLimit::Lasting { length }, Language::Vi) => {
                // `ít nhất 2 ngày` alone could be the number of days on which something is done.
                let stays = match length.unit {
                    TimeUnit::Days | TimeUnit::WorkingDays => self.word(Keyword::ForAtLeast),
                    TimeUnit::ConsecutiveDays
                    | TimeUnit::Hours
                    | TimeUnit::Weeks
                    | TimeUnit::Months
                    | TimeUnit::Years => "",
                };
                let least = self.after(Keyword::AtLeast, &self.duration(length));
                spaced(&[stays, &least])
            }
            (TimeLimit::Order { order, event }, _) => match order {
                Order::Before => self.dated(Keyword::Before, event),
                Order::By => self.at_the_latest(event),
                Order::After => self.dated(Keyword::After, event),
            },
        }
    }

    /// `by EVENT`, in Vietnamese `chậm nhất vào ngày EVENT`.
    fn at_the_latest(self, event: &EventRef) -> String {
        match self.language {
            Language::En => self.after(Keyword::By, &self.event(event)),
            Language::Vi => {
                let event = self.event(event);
                let lead = if begins_with_day(&event) {
                    "chậm nhất là"
                } else {
                    "chậm nhất vào ngày"
                };
                spaced(&[lead, &event])
            }
        }
    }

    /// `before EVENT`, in Vietnamese `trước ngày EVENT`, without a second `ngày` before a name that has one.
    fn dated(self, keyword: Keyword, event: &EventRef) -> String {
        let event = self.event(event);
        if self.language == Language::En {
            return self.after(keyword, &event);
        }
        let day = Keyword::Days.printed(Language::Vi);
        let has_day = begins_with_day(&event);
        let form = keyword
            .forms(Language::Vi)
            .iter()
            .find(|form| form.ends_with(day) != has_day);
        spaced(&[form.copied().unwrap_or_default(), &event])
    }

    fn event(self, event: &EventRef) -> String {
        match event {
            EventRef::Fact(fact) => self.name(fact, Amount::One),
            EventRef::EndOfPeriod(_) => self.word(Keyword::EndOfPeriod).to_owned(),
        }
    }
}

/// Whether the Vietnamese name of an event says itself that it is a day.
fn begins_with_day(event: &str) -> bool {
    let first = event
        .trim_start_matches('"')
        .split(' ')
        .next()
        .unwrap_or_default();
    first.to_lowercase() == Keyword::Days.printed(Language::Vi)
}
