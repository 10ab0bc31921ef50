//! What is required, in words.

use super::super::condition::{Teller, facts_named, forbidden};
use super::super::subject::{Named, name, share_subject};
use super::super::threshold::ends;
use super::super::{Language, list};
use super::quantity::{bound, is_count, pool, quantity};
use super::{condition, required, teller};
use crate::run::number::Number;
use crate::run::program::{
    Bound, Clause, Combination, Condition, Goal, Part, Past, Program, Quantity, Relation, Rounding,
    Unit,
};

pub(super) fn goal(program: &Program, of: &Goal, language: Language) -> String {
    match of {
        Goal::Share {
            pool: members,
            weights,
            bound: asked,
            rounding,
        } => {
            let of_whom = if weights.is_empty() {
                pool(program, members, language)
            } else {
                share_subject(program, of, language).unwrap_or_default()
            };
            let asked = bound(program, asked, language);
            let told = language.pick(
                format!("{asked} of {of_whom}"),
                format!("{asked} {of_whom}"),
            );
            match rounding {
                Some(how) => format!("{told}, {}", rounded(*how, language)),
                None => told,
            }
        }
        Goal::Ratio {
            part,
            whole,
            bound: asked,
        } => {
            let part = quantity(program, part, &Unit::Plain, language);
            let whole = quantity(program, whole, &Unit::Plain, language);
            let asked = bound(program, asked, language);
            // A name that ends in the very word would have it twice.
            let part = if language == Language::En && part.ends_with(" to") {
                format!("“{part}”")
            } else {
                part
            };
            language.pick(
                format!("{asked} as the ratio of {part} to {whole}"),
                format!("tỷ lệ giữa {part} và {whole}: {asked}"),
            )
        }
        Goal::Compare {
            quantity: of,
            bound: asked,
        } => compared(program, of, asked, ": ", language),
        Goal::Deeds { facts, limit } => {
            let facts = facts_named(program, facts, language);
            match limit {
                Some(limit) => format!("{facts} {}", required::limit(program, limit, language)),
                None => facts,
            }
        }
        Goal::Refrain { facts } => forbidden(program, facts, language),
        Goal::Each { pool: of, goals } => each(program, of, goals, language),
        Goal::Combined { how, parts } => combined(program, *how, parts, language),
    }
}

/// A quantity against its bound: `1 to 2 training classes`, `budget: at least 5,000,000 VND`, the latter with a mark between.
pub(super) fn compared(
    program: &Program,
    of: &Quantity,
    asked: &Bound,
    mark: &str,
    language: Language,
) -> String {
    if let Some(named) = holds(program, of, asked, language) {
        return named;
    }
    let none = is_none(asked);
    let told = bound(program, asked, language);
    let one = matches!(&asked.relation, Relation::AtLeast(Quantity::Number(n)) | Relation::Exactly(Quantity::Number(n)) if *n == Number::ONE);
    match of {
        Quantity::Fact(_) | Quantity::Size(_) if asked.unit == Unit::Plain => {
            let what = match (of, name(program, of, one, language)) {
                (Quantity::Fact(_), Some(Named::Counted(what))) => what,
                _ => counted(program, of, one, language),
            };
            if none {
                language.pick(format!("no {what}"), format!("không có {what}"))
            } else if is_worked_out(asked) {
                format!("{what}{mark}{told}")
            } else {
                format!("{told} {what}")
            }
        }
        Quantity::Fact(_) if asked.unit == Unit::Date => {
            format!("{} {told}", quantity(program, of, &asked.unit, language))
        }
        _ => no_worse(program, of, asked, language).unwrap_or_else(|| {
            format!(
                "{}{mark}{told}",
                quantity(program, of, &asked.unit, language)
            )
        }),
    }
}

/// Of a growth that must not be below nothing: `budget: not less than last year`.
fn no_worse(program: &Program, of: &Quantity, asked: &Bound, language: Language) -> Option<String> {
    let Quantity::Growth(growth) = of else {
        return None;
    };
    let is_no_less =
        matches!(&asked.relation, Relation::AtLeast(Quantity::Number(n)) if *n == Number::ZERO);
    is_no_less.then_some(())?;
    let told = name(program, &growth.of, false, language)?.into_words();
    let is_counted = is_count(program, &growth.of);
    let of = if language == Language::Vi && is_counted && !told.starts_with("số ") {
        format!("số {told}")
    } else {
        told
    };
    let least = match (growth.falls, is_counted) {
        (true, false) => language.pick("not more than", "không cao hơn"),
        (true, true) => language.pick("not more than", "không nhiều hơn"),
        (false, false) => language.pick("not less than", "không thấp hơn"),
        (false, true) => language.pick("not less than", "không ít hơn"),
    };
    let before = match growth.since {
        Past::LastYear => language.pick("last year", "năm trước"),
        Past::PreviousPeriod => language.pick("in the previous period", "kỳ trước"),
    };
    Some(format!("{of}: {least} {before}"))
}

/// A condition is worked out as 1 where it holds, else as 0; a named one is told by its name.
fn holds(program: &Program, of: &Quantity, asked: &Bound, language: Language) -> Option<String> {
    let is_one = matches!(
        &asked.relation,
        Relation::Exactly(Quantity::Number(n)) | Relation::AtLeast(Quantity::Number(n))
            if *n == Number::ONE
    );
    if !is_one {
        return None;
    }
    let Quantity::Definition(id) = of else {
        return truth(of).map(|when| condition(program, when, language));
    };
    let definition = &program.definitions[id.index()];
    truth(&definition.value).map(|_| format!("“{}”", language.one(&definition.label)))
}

/// The condition that a quantity stands for, if it is no number.
pub(in crate::words) fn truth(of: &Quantity) -> Option<&Condition> {
    let Quantity::If(when, then, otherwise) = of else {
        return None;
    };
    let (one, zero) = (
        Quantity::Number(Number::ONE),
        Quantity::Number(Number::ZERO),
    );
    (**then == one && **otherwise == zero).then_some(when)
}

/// Members counted, without the words that there are so many.
fn counted(program: &Program, of: &Quantity, one: bool, language: Language) -> String {
    match of {
        Quantity::Size(members) if !one || members.iter().any(|part| part.filter.is_some()) => {
            pool(program, members, language)
        }
        _ => name(program, of, one, language).map_or_else(
            || quantity(program, of, &Unit::Plain, language),
            Named::into_words,
        ),
    }
}

/// Whether a bound is more than a number: what is counted would not be told from what it is worked out of.
fn is_worked_out(asked: &Bound) -> bool {
    let (_, from, to) = ends(&asked.relation);
    let is_plain = |end: &Quantity| matches!(end, Quantity::Number(_) | Quantity::Parameter(_));
    !is_plain(from) || to.is_some_and(|to| !is_plain(to))
}

fn is_none(asked: &Bound) -> bool {
    asked.unit == Unit::Plain
        && matches!(
            &asked.relation,
            Relation::Exactly(Quantity::Number(n)) | Relation::AtMost(Quantity::Number(n))
                if *n == Number::ZERO
        )
}

pub(super) fn rounded(how: Rounding, language: Language) -> &'static str {
    match how {
        Rounding::Down => language.pick("rounded down", "làm tròn xuống"),
        Rounding::Up => language.pick("rounded up", "làm tròn lên"),
        Rounding::HalfUp => language.pick("rounded to the nearest", "làm tròn đến số gần nhất"),
    }
}

/// What is asked of each member; several populations are told apart only where that differs.
fn each(program: &Program, of: &[Part], goals: &[Goal], language: Language) -> String {
    let told: Vec<String> = goals
        .iter()
        .map(|one| goal(program, one, language))
        .collect();
    let of_each = |parts: &[Part], told: &str| {
        let members = pool(program, parts, language);
        language.pick(
            format!("each of {members}: {told}"),
            format!("từng {members}: {told}"),
        )
    };
    match told.split_first() {
        Some((first, rest)) if rest.iter().all(|one| one == first) => of_each(of, first),
        _ => {
            let all: Vec<String> = of
                .iter()
                .zip(&told)
                .map(|(part, told)| of_each(std::slice::from_ref(part), told))
                .collect();
            list(&all, language.pick("and", "và"))
        }
    }
}

fn combined(program: &Program, how: Combination, parts: &[Clause], language: Language) -> String {
    let lead = match how {
        Combination::AllOf => language
            .pick("all of", "tất cả các nội dung sau")
            .to_owned(),
        Combination::AnyOf => language
            .pick("any of", "ít nhất một trong các nội dung sau")
            .to_owned(),
        Combination::AtLeast(least) => language.pick(
            format!("at least {least} of"),
            format!("ít nhất {least} trong các nội dung sau"),
        ),
    };
    let parts: Vec<String> = (1..)
        .zip(parts)
        .map(|(at, part)| format!("({at}) {}", clause(program, part, language)))
        .collect();
    format!("{lead}: {}", parts.join("; "))
}

pub(super) fn clause(program: &Program, of: &Clause, language: Language) -> String {
    let told = goal(program, &of.goal, language);
    match &of.condition {
        Some(when) => {
            let when = condition(program, when, language);
            language.pick(format!("{told}, if {when}"), format!("{told}, nếu {when}"))
        }
        None => told,
    }
}

/// That something holds of members that have been named already.
pub(super) fn of_members<'p>(
    program: &'p Program,
    part: &Part,
    language: Language,
) -> Teller<'p, super::Full> {
    Teller {
        among: Some(part.collection),
        detail: super::Full { mark: " " },
        ..teller(program, language)
    }
}
