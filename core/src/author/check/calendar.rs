//! Calendars: days off, and what becomes of a limit that ends on one.

use std::collections::BTreeMap;

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Source, Span};
use luat_grammar::syntax::{
    self, CalendarLine, Declaration, EndRule, HeaderMember, MonthEnd, Sector,
};

use super::Checker;
use super::declare::{Entries, Text, label};
use super::fault::text;
use crate::run::calendar::{Calendar, SpecialDay, VIETNAM, iso};
use crate::run::program::Label;

/// The calendar that ships with the engine.
const SHIPPED: &str = "vietnam";

/// No holiday lasts longer; a longer one is a slip in a year.
const LONGEST_HOLIDAY: i32 = 31;

impl<'t> Checker<'t> {
    /// Reads the calendars, in the order of their ids. The engine's own is read when a document
    /// picks it and no text given replaces it.
    pub(super) fn calendars(&mut self, entries: &Entries<'t>, texts: &[Text<'t>]) {
        for entry in &entries.calendars {
            let calendar = self.calendar(entry.node);
            self.table.calendars.push(calendar);
        }
        let headers = texts.iter().filter_map(|text| text.tree.header.as_ref());
        let picked = headers
            .flat_map(|header| &header.node.members)
            .any(|line| matches!(&line.node, HeaderMember::Calendar(id) if id.node == SHIPPED));
        if picked
            && !self
                .table
                .calendars
                .iter()
                .any(|calendar| calendar.id == SHIPPED)
        {
            self.shipped_calendar();
        }
    }

    fn shipped_calendar(&mut self) {
        let parsed = luat_grammar::parse(&[Source::new("vietnam.luat", VIETNAM)]);
        for line in parsed
            .documents
            .iter()
            .flat_map(|document| &document.declarations)
        {
            if let Declaration::Calendar(tree) = &line.node {
                let calendar = self.calendar(tree);
                self.table.calendars.push(calendar);
            }
        }
    }

    fn calendar(&mut self, tree: &syntax::Calendar) -> Calendar {
        let mut calendar = Calendar {
            id: tree.id.node.clone(),
            label: label(&tree.label),
            weekend: vec![6, 7],
            days: Vec::new(),
            month_end_clamps: true,
            weekend_rolls: true,
            holiday_rolls: true,
            known_until: None,
        };
        let mut seen = BTreeMap::new();
        for line in &tree.lines {
            match &line.node {
                CalendarLine::Weekend(days) => {
                    calendar.weekend = days.iter().map(|day| day.node).collect();
                    calendar.weekend.sort_unstable();
                    calendar.weekend.dedup();
                }
                CalendarLine::Holiday {
                    from,
                    to,
                    label: names,
                    sector,
                    source,
                } => {
                    let last = to.as_ref().map_or(from.node, |to| to.node);
                    let off = Special {
                        off: true,
                        label: label(names),
                        sector: *sector,
                        source: source.as_ref().map(|one| one.node.clone()),
                    };
                    if !(0..LONGEST_HOLIDAY).contains(&from.node.until(last)) {
                        self.faults.push(holiday_span(line.span));
                        continue;
                    }
                    let mut day = Some(from.node);
                    while let Some(date) = day.filter(|date| *date <= last) {
                        self.special_day(&mut calendar, &mut seen, date, line.span, &off);
                        day = date.tomorrow().ok();
                    }
                }
                CalendarLine::Workday {
                    day,
                    label: names,
                    sector,
                    source,
                } => {
                    let names = names.as_ref().map(label).unwrap_or_default();
                    let worked = Special {
                        off: false,
                        label: names,
                        sector: *sector,
                        source: source.as_ref().map(|one| one.node.clone()),
                    };
                    self.special_day(&mut calendar, &mut seen, day.node, line.span, &worked);
                }
                CalendarLine::MonthEnd(rule) => {
                    calendar.month_end_clamps = rule.node == MonthEnd::LastDay;
                }
                CalendarLine::WeekendEnd(rule) => {
                    calendar.weekend_rolls = rule.node == EndRule::Rolls;
                }
                CalendarLine::HolidayEnd(rule) => {
                    calendar.holiday_rolls = rule.node == EndRule::Rolls;
                }
                CalendarLine::KnownUntil(day) => calendar.known_until = Some(day.node),
                CalendarLine::Note(_) => {}
            }
        }
        calendar.days.sort_by_key(|day| (day.day, day.public));
        calendar
    }

    fn special_day(
        &mut self,
        calendar: &mut Calendar,
        seen: &mut BTreeMap<(Date, Option<bool>), Span>,
        day: Date,
        span: Span,
        what: &Special,
    ) {
        let public = what.sector.map(|sector| sector == Sector::Public);
        if let Some(before) = seen.insert((day, public), span) {
            self.faults.push(
                Diagnostic::error(
                    "E0391",
                    span,
                    text(
                        format!("{} is stated twice", iso::print(day)),
                        format!("ngày {} được nêu hai lần", iso::print(day)),
                    ),
                )
                .also(before, text("first stated here", "nêu lần đầu ở đây"))
                .help(text("keep one of the two", "giữ lại một dòng")),
            );
            return;
        }
        calendar.days.push(SpecialDay {
            day,
            off: what.off,
            public,
            label: what.label.clone(),
            source: what.source.clone(),
        });
    }
}

/// What is said of a day that differs from its day of the week.
struct Special {
    off: bool,
    label: Label,
    sector: Option<Sector>,
    source: Option<String>,
}

fn holiday_span(span: Span) -> Diagnostic {
    Diagnostic::error(
        "E0392",
        span,
        text(
            "the holiday ends before it begins, or lasts over a month",
            "kỳ nghỉ kết thúc trước khi bắt đầu, hoặc dài hơn một tháng",
        ),
    )
    .help(text(
        "check the years of both dates",
        "kiểm tra năm của cả hai ngày",
    ))
}
