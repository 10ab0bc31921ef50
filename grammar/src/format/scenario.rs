//! Prints the lines of scenarios and calendars. Rules stand by their ids there; facts by name, and by
//! their ids, as in a report, where a name would be misread.

use super::expression::Strength;
use super::layout::{Columns, Row};
use super::names::Amount;
use super::numbers;
use super::printer::{Printer, quoted, spaced};
use super::words;
use crate::Language;
use crate::keywords::Keyword;
use crate::source::Spanned;
use crate::syntax::{
    CalendarLine, Date, GivenValue, Ident, Label, Line, Number, Point, Ref, ScenarioLine, Sector,
    Tick,
};

impl Printer<'_> {
    pub(super) fn scenario_lines<'t>(
        self,
        lines: &'t [Line<ScenarioLine>],
        rows: &mut Vec<Row<'t>>,
    ) {
        for (number, line) in lines.iter().enumerate() {
            let printer = self.at((self.place.0, number + 1));
            let (keyword, rest) = printer.scenario_line(&line.node);
            rows.push(printer.row(
                &line.trivia,
                1,
                Columns::Members,
                vec![printer.word(keyword).to_owned(), rest],
            ));
        }
    }

    fn scenario_line(self, line: &ScenarioLine) -> (Keyword, String) {
        match line {
            ScenarioLine::AsOf(date) => (Keyword::AsOf, self.date(date.node)),
            ScenarioLine::For { level, body } => {
                let body = body.as_ref().map_or("", |body| &body.node);
                (
                    Keyword::ForBody,
                    spaced(&[&self.name(level, Amount::One), body]),
                )
            }
            ScenarioLine::Final(period) => (Keyword::Final, self.period_key(&period.node)),
            ScenarioLine::Given { of, facts, period } => {
                let owner = of.last().map(|(of, _)| of.id.as_str());
                let whose: Vec<String> = of
                    .iter()
                    .map(|(of, id)| format!("{} {}:", self.name(of, Amount::One), id.node))
                    .collect();
                let facts: Vec<String> = facts
                    .iter()
                    .map(|(fact, value)| self.given(owner, fact, &value.node))
                    .collect();
                (
                    Keyword::Given,
                    spaced(&[
                        &whose.join(" "),
                        &facts.join(", "),
                        &self.in_period(period.as_ref()),
                    ]),
                )
            }
            ScenarioLine::ExpectStatus {
                rule,
                called,
                requirement,
                status,
                period,
            } => {
                let which = self.which(rule, called.as_ref(), *requirement);
                let status = self.word(words::status(status.node));
                (
                    Keyword::Expect,
                    spaced(&[&which, status, &self.in_period(period.as_ref())]),
                )
            }
            ScenarioLine::ExpectRemedy {
                rule,
                called,
                requirement,
                amount,
                more,
                fact,
                period,
            } => {
                let which = self.which(rule, called.as_ref(), *requirement);
                let change = self.change(
                    &amount.node,
                    if *more { Keyword::More } else { Keyword::Fewer },
                );
                let needs = self.after(Keyword::Needs, &change);
                (
                    Keyword::Expect,
                    spaced(&[
                        &which,
                        &needs,
                        &self.fact(None, fact),
                        &self.in_period(period.as_ref()),
                    ]),
                )
            }
            ScenarioLine::ExpectValue {
                name,
                value,
                period,
            } => {
                let value = self.expr(value, Strength::Sum);
                (
                    Keyword::Expect,
                    spaced(&[&name.id, "=", &value, &self.in_period(period.as_ref())]),
                )
            }
            ScenarioLine::Review { tick, note } => (
                Keyword::Review,
                self.ticked(tick.node, note.as_ref().map(|note| note.node.as_str())),
            ),
        }
    }

    /// `[ ] right  [x] wrong  "…"`.
    fn ticked(self, tick: Tick, note: Option<&str>) -> String {
        let bracket = |keyword, of| {
            let mark = if tick == of { "[x]" } else { "[ ]" };
            format!("{mark} {}", self.word(keyword))
        };
        let mut cells = vec![
            bracket(Keyword::Right, Tick::Right),
            bracket(Keyword::Wrong, Tick::Wrong),
        ];
        cells.extend(note.map(quoted));
        cells.join("  ")
    }

    /// `1 more`, in Vietnamese `thêm 1`.
    fn change(self, amount: &Number, change: Keyword) -> String {
        let (amount, change) = (self.number(amount), self.word(change));
        match self.language {
            Language::En => spaced(&[&amount, change]),
            Language::Vi => spaced(&[change, &amount]),
        }
    }

    fn which(
        self,
        rule: &Ident,
        called: Option<&Ref>,
        requirement: Option<Spanned<u32>>,
    ) -> String {
        let rule = called.map_or_else(
            || rule.node.clone(),
            |called| quoted(self.names.title(called)),
        );
        let requirement =
            requirement.map(|number| self.after(Keyword::Requirement, &number.node.to_string()));
        spaced(&[&rule, &requirement.unwrap_or_default()])
    }

    fn in_period(self, period: Option<&Spanned<String>>) -> String {
        let Some(period) = period else {
            return String::new();
        };
        let key = self.period_key(&period.node);
        if milestone(&period.node).is_some() {
            key
        } else {
            self.after(Keyword::InPeriod, &key)
        }
    }

    /// A period as a report keys it: `2025-H1`; a milestone as a deadline.
    fn period_key(self, key: &str) -> String {
        let milestone = milestone(key).map(|day| numbers::point(Point::Day(day), self.language));
        milestone.map_or_else(|| key.to_owned(), |day| self.after(Keyword::By, &day))
    }

    /// `FACT = VALUE`.
    fn given(self, owner: Option<&str>, fact: &Ref, value: &GivenValue) -> String {
        let value = match value {
            GivenValue::Number(number) => self.number(number),
            GivenValue::Date(date) => self.date(*date),
            GivenValue::Text(text) => quoted(text),
            GivenValue::Bool(true) => self.word(Keyword::True).to_owned(),
            GivenValue::Bool(false) => self.word(Keyword::False).to_owned(),
            GivenValue::Option(option) if self.names.mistrusts(self.place) => {
                option.id.rsplit('.').next().unwrap_or_default().to_owned()
            }
            GivenValue::Option(option) => self.name(option, Amount::One),
            GivenValue::Unknown(why) => self.after(Keyword::Unknown, &quoted(why)),
            GivenValue::NotApplicable(why) => self.after(Keyword::NotApplicable, &quoted(why)),
            GivenValue::Span(from, to) => {
                let to = to
                    .map(|to| self.after(Keyword::To, &self.date(to)))
                    .unwrap_or_default();
                spaced(&[&self.after(Keyword::From, &self.date(*from)), &to])
            }
        };
        spaced(&[&self.fact(owner, fact), "=", &value])
    }

    /// A fact: of one member by the name it has there, in totals after the name of its population.
    fn fact(self, owner: Option<&str>, fact: &Ref) -> String {
        let of_owner = owner.and_then(|owner| fact.id.strip_prefix(owner)?.strip_prefix('.'));
        if self.names.mistrusts(self.place) {
            return of_owner.unwrap_or(&fact.id).to_owned();
        }
        if of_owner.is_some() {
            return self.name(fact, Amount::One);
        }
        let name = self.name(fact, Amount::Many);
        // What bodies of a level report in total has no name of its own.
        let path = fact.id.split_once('.').filter(|_| name != fact.id);
        let population = path.map(|(population, _)| Ref {
            document: fact.document.clone(),
            id: population.to_owned(),
            span: fact.span,
        });
        let population = population.map(|of| self.name(&of, Amount::Many));
        spaced(&[&population.unwrap_or_default(), &name])
    }

    pub(super) fn calendar_lines<'t>(
        self,
        lines: &'t [Line<CalendarLine>],
        rows: &mut Vec<Row<'t>>,
    ) {
        for (number, line) in lines.iter().enumerate() {
            let printer = self.at((self.place.0, number + 1));
            let mut cells = printer.calendar_line(&line.node);
            cells.retain(|cell| !cell.is_empty());
            rows.push(printer.row(&line.trivia, 1, Columns::Members, cells));
        }
    }

    fn calendar_line(self, line: &CalendarLine) -> Vec<String> {
        let word = |keyword| self.word(keyword).to_owned();
        match line {
            CalendarLine::Weekend(days) => {
                let days: Vec<&str> = days
                    .iter()
                    .map(|day| words::counted(Keyword::Monday, day.node, self.language))
                    .collect();
                vec![word(Keyword::Weekend), days.join(", ")]
            }
            CalendarLine::Holiday {
                from,
                to,
                label,
                sector,
                source,
            } => {
                vec![
                    word(Keyword::Holiday),
                    self.days(from.node, to.map(|to| to.node)),
                    self.day_tail(Some(label), *sector, source.as_ref()),
                ]
            }
            CalendarLine::Workday {
                day,
                label,
                sector,
                source,
            } => {
                vec![
                    word(Keyword::Workday),
                    self.date(day.node),
                    self.day_tail(label.as_ref(), *sector, source.as_ref()),
                ]
            }
            CalendarLine::MonthEnd(rule) => {
                vec![word(Keyword::MonthEnd), word(words::month_end(rule.node))]
            }
            CalendarLine::WeekendEnd(rule) => {
                vec![word(Keyword::WeekendEnd), word(words::end_rule(rule.node))]
            }
            CalendarLine::HolidayEnd(rule) => {
                vec![word(Keyword::HolidayEnd), word(words::end_rule(rule.node))]
            }
            CalendarLine::KnownUntil(date) => vec![word(Keyword::KnownUntil), self.date(date.node)],
            CalendarLine::Note(note) => vec![word(Keyword::Note), self.label(note)],
        }
    }

    fn days(self, from: Date, to: Option<Date>) -> String {
        let to = to.map(|to| self.after(Keyword::To, &self.date(to)));
        spaced(&[&self.date(from), &to.unwrap_or_default()])
    }

    fn day_tail(
        self,
        names: Option<&Label>,
        sector: Option<Sector>,
        source: Option<&Spanned<String>>,
    ) -> String {
        let sector =
            sector.map(|sector| self.after(Keyword::ForBody, self.word(words::sector(sector))));
        let source = source.map(|source| self.after(Keyword::Source, &quoted(&source.node)));
        spaced(&[
            &names.map(|label| self.label(label)).unwrap_or_default(),
            &sector.unwrap_or_default(),
            &source.unwrap_or_default(),
        ])
    }
}

/// The day of the key `by 2030-12-31`.
fn milestone(key: &str) -> Option<Date> {
    let mut parts = key.strip_prefix("by ")?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
