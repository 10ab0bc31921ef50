//! Prints limits in time.

use super::names::Amount;
use super::printer::{Printer, spaced};
use crate::Language;
use crate::keywords::Keyword;
use crate::syntax::{EventRef, TimeLimit};

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
                self.after(Keyword::AtLeast, &self.duration(length))
            }
            (TimeLimit::Order { after: true, event }, _) => self.dated(Keyword::After, event),
            (
                TimeLimit::Order {
                    after: false,
                    event,
                },
                _,
            ) => self.dated(Keyword::Before, event),
        }
    }

    /// `before EVENT`, in Vietnamese `trước ngày EVENT`, without a second `ngày` before a name that has one.
    fn dated(self, keyword: Keyword, event: &EventRef) -> String {
        let event = self.event(event);
        if self.language == Language::En {
            return self.after(keyword, &event);
        }
        let day = Keyword::Days.printed(Language::Vi);
        let first = event
            .trim_start_matches('"')
            .split(' ')
            .next()
            .unwrap_or_default();
        let has_day = first.to_lowercase() == day;
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
