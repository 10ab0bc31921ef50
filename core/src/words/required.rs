//! Bounds and time limits in words: what is required.

use super::Language;
use super::number::{Cut, in_unit, range};
use crate::run::number::Number;
use crate::run::program::{Event, FactKind, Length, Limit, Program, TimeUnit, Unit};
use crate::run::verdict::{RelationKind, Required};

/// A bound in words: `over 15%`, `1 to 2`, `no later than 2026-06-30`.
pub(super) fn required(required: &Required, language: Language) -> String {
    required_beside(required, &[], language)
}

/// A bound in words beside what was reached, from which its digits must tell it.
pub(super) fn required_beside(
    required: &Required,
    reached: &[Number],
    language: Language,
) -> String {
    let show = |number: Number, cut: Cut| in_unit(number, &required.unit, reached, cut, language);
    if let Some(told) = open(required, language) {
        return told;
    }
    let from = range(required.from, show, language);
    if is_whole(required) {
        return from;
    }
    if is_none(required) {
        return language.pick("none", "không có").to_owned();
    }
    let to = required
        .to
        .map(|to| range(to, show, language))
        .unwrap_or_default();
    let is_date = required.unit == Unit::Date;
    related(required.relation, is_date, (&from, &to), language)
}

/// A bound that is itself not known yet, of which only one end is.
fn open(required: &Required, language: Language) -> Option<String> {
    let show = |number: Number, cut: Cut| in_unit(number, &required.unit, &[], cut, language);
    let known = match (required.from.from, required.from.to) {
        (Some(from), None) if from != Number::ZERO => {
            let from = show(from, Cut::Down);
            language.pick(format!("{from} or more"), format!("từ {from} trở lên"))
        }
        (None, Some(to)) => {
            let to = show(to, Cut::Up);
            language.pick(format!("{to} or less"), format!("từ {to} trở xuống"))
        }
        _ => return None,
    };
    let not_known = language.pick("a level not known yet", "mức chưa xác định");
    let alone = required.to.is_none();
    alone.then(|| {
        let not_known = format!("{not_known}, {known}");
        related(required.relation, false, (&not_known, ""), language)
    })
}

/// How something is compared with what has been told already: `over 15%`, `not before 2026-06-30`.
pub(super) fn related(
    relation: RelationKind,
    is_date: bool,
    (from, to): (&str, &str),
    language: Language,
) -> String {
    let lead = match relation {
        RelationKind::Over if is_date => language.pick("after", "sau ngày"),
        RelationKind::AtLeast if is_date => language.pick("not before", "không trước ngày"),
        RelationKind::Under if is_date => language.pick("before", "trước ngày"),
        RelationKind::AtMost if is_date => language.pick("no later than", "chậm nhất ngày"),
        RelationKind::Exactly if is_date => language.pick("on", "đúng ngày"),
        RelationKind::Over => language.pick("over", "trên"),
        RelationKind::AtLeast => language.pick("at least", "ít nhất"),
        RelationKind::Under => language.pick("under", "dưới"),
        RelationKind::AtMost => language.pick("at most", "không quá"),
        RelationKind::Exactly => language.pick("exactly", "đúng"),
        RelationKind::Not => language.pick("other than", "khác"),
        RelationKind::Between => {
            return language.pick(format!("{from} to {to}"), format!("từ {from} đến {to}"));
        }
    };
    format!("{lead} {from}")
}

/// The known numbers of a bound: what a value beside it must not be shown as.
pub(super) fn bounds(required: &Required) -> Vec<Number> {
    let ends = [Some(required.from), required.to];
    ends.into_iter()
        .flatten()
        .flat_map(|range| [range.from, range.to])
        .flatten()
        .collect()
}

/// All of a population: `100%` alone says it.
fn is_whole(required: &Required) -> bool {
    let of_all = matches!(
        required.relation,
        RelationKind::Exactly | RelationKind::AtLeast
    );
    of_all && required.unit == Unit::Percent && required.from.exact() == Some(Number::ONE)
}

/// `no X`.
fn is_none(required: &Required) -> bool {
    let nothing = matches!(
        required.relation,
        RelationKind::Exactly | RelationKind::AtMost
    );
    nothing && required.unit == Unit::Plain && required.from.exact() == Some(Number::ZERO)
}

/// A time limit in words: `within 5 working days of issued`.
pub(super) fn limit(program: &Program, limit: &Limit, language: Language) -> String {
    match limit {
        Limit::Within(time, of) => {
            let event = if time.unit == TimeUnit::Hours {
                moment(program, *of, language)
            } else {
                event(program, *of, language)
            };
            let time = length(*time, language);
            language.pick(
                format!("within {time} of {event}"),
                format!("trong {time} kể từ {event}"),
            )
        }
        Limit::Before(time, of) => {
            let (time, event) = (length(*time, language), event(program, *of, language));
            language.pick(
                format!("at least {time} before {event}"),
                format!("trước {event} ít nhất {time}"),
            )
        }
        Limit::Lasting(time) => {
            let time = length(*time, language);
            language.pick(
                format!("for at least {time}"),
                format!("trong ít nhất {time}"),
            )
        }
        Limit::EarlierThan(of) => format!(
            "{} {}",
            language.pick("before", "trước"),
            event(program, *of, language)
        ),
        Limit::By(of) => {
            let event = event(program, *of, language);
            language.pick(
                format!("on the day of {event} at the latest"),
                format!("chậm nhất vào {event}"),
            )
        }
        Limit::LaterThan(of) => format!(
            "{} {}",
            language.pick("after", "sau"),
            event(program, *of, language)
        ),
    }
}

pub(super) fn length(length: Length, language: Language) -> String {
    let one = length.amount == 1;
    let unit = match length.unit {
        TimeUnit::Hours => language.pick(if one { "hour" } else { "hours" }, "giờ"),
        TimeUnit::Days => language.pick(if one { "day" } else { "days" }, "ngày"),
        TimeUnit::ConsecutiveDays => language.pick(
            if one {
                "consecutive day"
            } else {
                "consecutive days"
            },
            "ngày liên tục",
        ),
        TimeUnit::WorkingDays => language.pick(
            if one { "working day" } else { "working days" },
            "ngày làm việc",
        ),
        TimeUnit::Months => language.pick(if one { "month" } else { "months" }, "tháng"),
        TimeUnit::Years => language.pick(if one { "year" } else { "years" }, "năm"),
    };
    format!("{} {unit}", length.amount)
}

/// An event by its hour: `khi nhận tin`, not the day of it.
fn moment(program: &Program, of: Event, language: Language) -> String {
    let told = event(program, of, language);
    match (of, language) {
        (Event::Fact(fact), Language::Vi) => {
            let name = &program.facts[fact.index()].label.vi;
            if told == *name {
                told
            } else {
                format!("khi {name}")
            }
        }
        _ => told,
    }
}

fn event(program: &Program, event: Event, language: Language) -> String {
    match event {
        Event::EndOfPeriod => language
            .pick("the end of the period", "ngày kết thúc kỳ")
            .to_owned(),
        Event::Fact(fact) => {
            let fact = &program.facts[fact.index()];
            let name = language.one(&fact.label);
            match (language, &fact.kind) {
                (Language::En, _) => format!("“{name}”"),
                (Language::Vi, FactKind::Date | FactKind::Act) if !name.starts_with("ngày") => {
                    format!("ngày {name}")
                }
                (Language::Vi, _) => name.to_owned(),
            }
        }
    }
}
