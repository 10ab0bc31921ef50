//! When a requirement is judged, in words.

use super::super::Language;
use super::super::number::date;
use super::super::place::month;
use crate::run::calendar::period::PeriodKind;
use crate::run::program::{DueDay, Ended, Goal, Program, Requirement, Schedule};
use jiff_core::civil::Date;

/// The months of a year.
const YEAR: u16 = 12;

pub(super) fn timing(program: &Program, of: &Requirement, language: Language) -> String {
    let told = match (&of.goal, of.schedule) {
        // Until then it must not happen; done later it is no miss.
        (Goal::Refrain { .. }, Schedule::By { due }) => until(due, language),
        _ => schedule(of.schedule, language),
    };
    let (Ended::PhaseOver, Some(to)) = (of.ended, of.to) else {
        return told;
    };
    if let Schedule::Periodic {
        kind: PeriodKind::Year,
        starting,
        due: None,
    } = of.schedule
        && starting.unwrap_or(of.from) == to.first_of_year()
        && to == to.last_of_year()
    {
        let year = to.year();
        return language.pick(format!("in {year}"), format!("trong năm {year}"));
    }
    let document = &program.documents[program.rules[of.rule.index()].document.index()];
    let phase = match of.schedule {
        Schedule::Periodic {
            starting: Some(_), ..
        } => until(to, language),
        _ if document.from < of.entry || of.entry == of.entry.first_of_year() => {
            throughout(of.entry, to, language)
        }
        _ => until(to, language),
    };
    format!("{told}, {phase}")
}

fn throughout(from: Date, to: Date, language: Language) -> String {
    let whole = from == from.first_of_year() && to == to.last_of_year();
    let (first, last) = if whole {
        (from.year().to_string(), to.year().to_string())
    } else {
        (date(from, language), date(to, language))
    };
    language.pick(
        format!("from {first} to {last}"),
        if whole {
            format!("trong giai đoạn {first}–{last}")
        } else {
            format!("từ ngày {first} đến ngày {last}")
        },
    )
}

fn until(to: Date, language: Language) -> String {
    if to == to.last_of_year() {
        let year = to.year();
        return language.pick(
            format!("until the end of {year}"),
            format!("đến hết năm {year}"),
        );
    }
    let day = date(to, language);
    language.pick(format!("until {day}"), format!("đến hết ngày {day}"))
}

pub(super) fn schedule(of: Schedule, language: Language) -> String {
    match of {
        Schedule::Standing { horizon: None } => {
            language.pick("at all times", "thường xuyên").to_owned()
        }
        Schedule::Standing {
            horizon: Some((from, to)),
        } => {
            let (from, to) = (date(from, language), date(to, language));
            language.pick(
                format!("at all times, to be reached from {from} to {to}"),
                format!("thường xuyên, phải đạt được trong giai đoạn từ {from} đến {to}"),
            )
        }
        Schedule::Periodic {
            kind,
            starting,
            due,
        } => {
            let mut told = every(kind, language);
            if let Some(due) = due {
                told.push_str(", ");
                told.push_str(&due_day(due, kind, language));
            }
            if let Some(starting) = starting {
                told.push_str(&match kind {
                    // The year counts from the first day that the text is in force.
                    PeriodKind::Year if starting == starting.first_of_year() => {
                        let year = starting.year();
                        language.pick(
                            format!(", starting {year}"),
                            format!(", bắt đầu từ năm {year}"),
                        )
                    }
                    _ => {
                        let day = date(starting, language);
                        language.pick(
                            format!(", starting {day}"),
                            format!(", bắt đầu từ ngày {day}"),
                        )
                    }
                });
            }
            told
        }
        Schedule::By { due } => {
            let day = date(due, language);
            language.pick(format!("by {day}"), format!("chậm nhất ngày {day}"))
        }
        Schedule::Events => language
            .pick("each time it arises", "mỗi khi phát sinh")
            .to_owned(),
        Schedule::Cases => language.pick("in each period", "trong mỗi kỳ").to_owned(),
    }
}

/// How often, without the day by which.
pub(super) fn frequency(of: Schedule, language: Language) -> String {
    match of {
        Schedule::Periodic { kind, .. } => every(kind, language),
        Schedule::By { .. } | Schedule::Standing { .. } | Schedule::Events | Schedule::Cases => {
            schedule(of, language)
        }
    }
}

fn every(kind: PeriodKind, language: Language) -> String {
    match kind {
        PeriodKind::Month => language.pick("every month", "hằng tháng").to_owned(),
        PeriodKind::Quarter => language.pick("every quarter", "hằng quý").to_owned(),
        PeriodKind::HalfYear => language
            .pick("every half-year", "6 tháng một lần")
            .to_owned(),
        PeriodKind::Year => language.pick("every year", "hằng năm").to_owned(),
        PeriodKind::Years(years) => language.pick(
            format!("every {years} years"),
            format!("{years} năm một lần"),
        ),
        PeriodKind::Months(months) if months % YEAR == 0 => {
            let years = months / YEAR;
            language.pick(
                format!("every {years} years"),
                format!("{years} năm một lần"),
            )
        }
        PeriodKind::Months(months) => language.pick(
            format!("every {months} months"),
            format!("{months} tháng một lần"),
        ),
    }
}

/// The day by which it is due, as every period has it.
pub(super) fn due_day(due: DueDay, kind: PeriodKind, language: Language) -> String {
    match due {
        DueDay::OfYear(of, day) => {
            let of_year = match kind {
                PeriodKind::Years(_) | PeriodKind::Months(_) => {
                    language.pick(" of its last year", " của năm cuối kỳ")
                }
                PeriodKind::Month
                | PeriodKind::Quarter
                | PeriodKind::HalfYear
                | PeriodKind::Year => "",
            };
            language.pick(
                format!("by {day} {}{of_year}", month(of)),
                format!("chậm nhất ngày {day}/{of}{of_year}"),
            )
        }
        DueDay::OfLastMonth(day) if kind == PeriodKind::Month => {
            language.pick(format!("by day {day}"), format!("chậm nhất ngày {day}"))
        }
        DueDay::OfLastMonth(day) => language.pick(
            format!("by day {day} of the last month"),
            format!("chậm nhất ngày {day} của tháng cuối kỳ"),
        ),
    }
}
