//! How a last day was counted, in words: from which day, which days were left out, what moved its end.

use jiff_core::civil::{Date, Time};

use super::number::{clock, date};
use super::{Language, list};
use crate::run::because::Count;
use crate::run::calendar::iso;
use crate::run::program::Label;

/// Working days up to this many are told one by one.
const DAYS_SHOWN: usize = 10;

/// The end: a day, or of hours a time on its day where that is known.
pub(super) fn end(count: &Count, language: Language) -> String {
    match last_moment(count) {
        Some(time) => clock(iso::print_end(time), count.due, language),
        None => date(count.due, language),
    }
}

/// What the end is called.
pub(super) fn last(count: &Count, language: Language) -> &'static str {
    if last_moment(count).is_some() {
        language.pick("last moment", "thời điểm cuối cùng")
    } else {
        language.pick("last day", "ngày cuối cùng")
    }
}

fn last_moment(count: &Count) -> Option<Time> {
    Some(count.hours.as_ref()?.due?.time())
}

/// From which day it was counted, and by which calendar; of hours from which moment.
pub(super) fn start(count: &Count, language: Language) -> String {
    let from = date(count.from, language);
    if let Some(hours) = &count.hours {
        return by_the_hour(hours.from.map(|from| from.time()), count, language);
    }
    let counted = if count.due < count.from {
        language.pick(
            format!("counted back from the day before {from}"),
            format!("tính ngược từ ngày liền trước ngày {from}"),
        )
    } else {
        language.pick(
            format!("counted from the day after {from}"),
            format!("tính từ ngày tiếp theo ngày {from}"),
        )
    };
    match &count.calendar {
        Some(calendar) => {
            let name = language.one(calendar);
            language.pick(
                format!("{counted}, by the calendar “{name}”"),
                format!("{counted}, theo lịch “{name}”"),
            )
        }
        None => counted,
    }
}

/// Hours run from the event itself, on days off and through the night.
fn by_the_hour(event: Option<Time>, count: &Count, language: Language) -> String {
    let Some(time) = event else {
        let day = date(count.from, language);
        return language.pick(
            format!("counted by the hour from a time on {day} that is not told"),
            format!("tính theo giờ từ một thời điểm trong ngày {day}, chưa rõ giờ nào"),
        );
    };
    let from = clock(iso::print_time(time), count.from, language);
    if count.due < count.from {
        language.pick(
            format!("counted back by the hour from {from}"),
            format!("tính ngược theo giờ từ {from}"),
        )
    } else {
        language.pick(
            format!("counted by the hour from {from}"),
            format!("tính theo giờ từ {from}"),
        )
    }
}

/// The working days counted; none for a limit in other days.
pub(super) fn working_days(count: &Count, language: Language) -> Option<String> {
    let days: Vec<Date> = count
        .days
        .iter()
        .filter(|(_, off)| off.is_none())
        .map(|(day, _)| *day)
        .collect();
    let (first, last) = days.first().zip(days.last())?;
    if days.len() > DAYS_SHOWN {
        let (n, first, last) = (days.len(), date(*first, language), date(*last, language));
        return Some(language.pick(
            format!("{n} working days counted, from {first} to {last}"),
            format!("tính {n} ngày làm việc, từ {first} đến {last}"),
        ));
    }
    let days: Vec<String> = days.iter().map(|day| date(*day, language)).collect();
    let lead = language.pick("working days counted:", "các ngày làm việc được tính:");
    Some(format!("{lead} {}", days.join(", ")))
}

/// The days off left out; none where no day was.
pub(super) fn skipped(count: &Count, language: Language) -> Option<String> {
    let skipped: Vec<(Date, &Label)> = count
        .days
        .iter()
        .filter_map(|(day, off)| off.as_ref().map(|off| (*day, off)))
        .collect();
    if skipped.is_empty() {
        return None;
    }
    let told: Vec<String> = skipped
        .chunk_by(|one, other| one.1 == other.1 && !one.1.vi.is_empty())
        .map(|run| told_run(run, language))
        .collect();
    let lead = language.pick("not counted:", "không tính:");
    Some(format!("{lead} {}", told.join(", ")))
}

/// Days off of one name that follow one another.
fn told_run(run: &[(Date, &Label)], language: Language) -> String {
    let day = |at: Option<&(Date, &Label)>| at.map(|(day, _)| date(*day, language));
    let (first, last) = (
        day(run.first()).unwrap_or_default(),
        day(run.last()).unwrap_or_default(),
    );
    let days = if first == last {
        first
    } else {
        language.pick(format!("{first} to {last}"), format!("{first} đến {last}"))
    };
    match run.first().map(|(_, off)| language.one(off)) {
        Some(name) if !name.is_empty() => format!("{days} ({name})"),
        _ => days,
    }
}

/// What moved the end, from which day to which; none where it stands.
pub(super) fn moved(count: &Count, language: Language) -> Option<String> {
    if count.moved_over.is_empty() {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    for (_, off) in &count.moved_over {
        let name = match language.one(off) {
            "" => language.pick("the weekend", "ngày nghỉ cuối tuần"),
            name => name,
        };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    let names = list(&names, language.pick("and", "và"));
    let (from, to) = (date(count.counted_to, language), date(count.due, language));
    Some(language.pick(
        format!("{names} moved this from {from} to {to}"),
        format!("{names} dời hạn từ {from} sang {to}"),
    ))
}

/// That the last day may still move.
pub(super) fn provisional(count: &Count, language: Language) -> Option<&'static str> {
    count.provisional.then(|| {
        language.pick(
            "provisional: days off are not announced that far ahead",
            "tạm tính: lịch nghỉ đến ngày đó chưa được công bố",
        )
    })
}
