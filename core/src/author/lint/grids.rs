//! Years, quarters and months that are not those of the calendar.

use jiff_core::civil::Date;
use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::syntax::Period;

use super::in_force::Wording;
use super::text;
use crate::author::compile::{TERM, long_period_start};
use crate::author::model::{Sentence, Timing};
use crate::run::calendar::period::{self, PeriodKind};
use crate::words::{Language, date};

/// A duty that starts amid a period of the calendar has periods of its own; reports are of those of the calendar.
pub(super) fn lint(wording: &Wording<'_>, findings: &mut Vec<Diagnostic>) {
    for sentence in &wording.rule.sentences {
        let Timing::Periodic {
            periods, starting, ..
        } = &sentence.timing
        else {
            continue;
        };
        let Some(first) = starting else {
            findings.extend(running_term(periods, wording, sentence));
            continue;
        };
        if let Some(own) = periods.iter().find_map(|period| amid(*period, *first)) {
            let next = own.end.tomorrow().unwrap_or(own.end);
            let (ends, from) = (own.end, next.year());
            findings.push(
                Diagnostic::warning(
                    "L0018",
                    sentence.span,
                    text(
                        format!(
                            "these periods are not those of the calendar: the first ends on {}",
                            date(ends, Language::En)
                        ),
                        format!(
                            "các kỳ này không trùng với năm, quý, tháng dương lịch: kỳ đầu tiên kết thúc ngày {}",
                            date(ends, Language::Vi)
                        ),
                    ),
                )
                .label(text(
                    "reports of calendar years and quarters are not read",
                    "báo cáo theo năm, quý dương lịch không được đọc",
                ))
                .help(text(
                    format!("for calendar years from then on write `annually starting {from} …`"),
                    format!("nếu là từng năm dương lịch từ đó trở đi, ghi `hằng năm bắt đầu từ năm {from} …`"),
                )),
            );
        }
    }
}

/// A duty of each term binds from the first whole one: of the one that runs when the text enters into force, nothing is asked.
fn running_term(
    periods: &[Period],
    wording: &Wording<'_>,
    sentence: &Sentence,
) -> Option<Diagnostic> {
    let (since, _) = wording.since;
    let (first, months) = periods.iter().find_map(|period| {
        let Period::Term(months) = period else {
            return None;
        };
        Some((long_period_start(*period, since)?, months.unwrap_or(TERM)))
    })?;
    (first.year() > since.year() + 1).then_some(())?;
    let begun = i32::from(first.year()) * 12 + i32::from(first.month()) - 1 - i32::from(months);
    let running = begun.div_euclid(12);
    Some(
        Diagnostic::warning(
            "L0021",
            sentence.span,
            text(
                format!(
                    "nothing is asked of the term that is running; the first one judged begins on {}",
                    date(first, Language::En)
                ),
                format!(
                    "không yêu cầu gì trong nhiệm kỳ đang diễn ra; nhiệm kỳ đầu tiên được xét bắt đầu ngày {}",
                    date(first, Language::Vi)
                ),
            ),
        )
        .help(text(
            format!("where the running term counts, write `each term starting {running} …`"),
            format!("nếu tính cả nhiệm kỳ đang diễn ra, ghi `mỗi nhiệm kỳ bắt đầu từ năm {running} …`"),
        )),
    )
}

/// The first period of a duty, where it begins amid one of the calendar.
fn amid(period: Period, first: Date) -> Option<period::Period> {
    let kind = match period {
        Period::Month => PeriodKind::Month,
        Period::Quarter => PeriodKind::Quarter,
        Period::Year => PeriodKind::Year,
        // Half-years, spans and terms from a day of their own are counted from that day.
        Period::HalfYear | Period::Years(_) | Period::Term(_) | Period::AllTimes => return None,
    };
    let of_calendar = period::Period::containing(first, kind)?;
    let own = period::Grid::new(kind, Some(first), first)?.containing(first)?;
    (of_calendar.start != first).then_some(own)
}
