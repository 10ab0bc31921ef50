//! Quantities and bounds in words, worked-out ones included.

use jiff_core::civil::Date;

use super::super::condition::{denied_clause, without_article};
use super::super::number::date;
use super::super::path::{counted, is_clause, is_deed, is_noun};
use super::super::predicate::{denied_vi, is_one_of, of_whom, said_vi};
use super::super::required::{length, related};
use super::super::subject::{Named, name, pool_name};
use super::super::table::stretch;
use super::super::threshold::{ends, of_bound};
use super::super::{Language, list};
use super::goal::{clause, of_members, rounded};
use super::{condition, number};
use crate::run::number::Number;
use crate::run::program::{
    Bound, Cell, Condition, Earned, Fact, FactId, FactKind, Goal, Growth, Key, Owner, Part, Past,
    Program, Quantity, Reduction, Row, Score, Table, Unit,
};

/// A bound, whatever its numbers are worked out from.
pub(super) fn bound(program: &Program, of: &Bound, language: Language) -> String {
    let (relation, from, to) = ends(&of.relation);
    let plain = |end: &Quantity| matches!(end, Quantity::Number(_));
    let alone = matches!((from, to), (Quantity::Parameter(_), None));
    if alone || (plain(from) && to.is_none_or(plain)) {
        return of_bound(of, language);
    }
    let end = from;
    let from = quantity(program, from, &of.unit, language);
    let to = to.map(|to| quantity(program, to, &of.unit, language));
    let ends = (from.as_str(), to.as_deref().unwrap_or_default());
    let told = related(relation, of.unit == Unit::Date, ends, language);
    // What a day is worked out from is no day itself, or has the word in its name.
    let is_day_said = of.unit == Unit::Date && !ends.0.starts_with(|c: char| c.is_ascii_digit());
    let is_moved = matches!(end, Quantity::Moved { .. });
    if of.unit == Unit::Date && (is_moved || (is_day_said && ends.0.starts_with("ngày "))) {
        return told.replacen("ngày ", "", 1);
    }
    told
}

/// A quantity; numbers in it are told in `unit`.
pub(super) fn quantity(
    program: &Program,
    of: &Quantity,
    unit: &Unit,
    language: Language,
) -> String {
    let told = |of: &Quantity| quantity(program, of, unit, language);
    let within = |of: &Quantity| part_of(program, of, unit, language);
    match of {
        Quantity::Number(of) => number(*of, unit, language),
        Quantity::Fact(_) => named(program, of, language),
        Quantity::Definition(_) => format!("“{}”", named(program, of, language)),
        Quantity::Size(members) => {
            let members = pool(program, members, language);
            language.pick(format!("number of {members}"), format!("số {members}"))
        }
        Quantity::Share(members) => {
            let members = pool(program, members, language);
            language.pick(format!("share of {members}"), format!("tỷ lệ {members}"))
        }
        Quantity::Over(how, over) => over_members(program, *how, over, language),
        Quantity::Add(left, right) => format!("{} + {}", within(left), within(right)),
        Quantity::Subtract(left, right) => format!("{} − {}", within(left), within(right)),
        // A factor or divisor is a plain number, whatever the product is told in; of each that is counted an amount.
        Quantity::Multiply(left, right) => {
            let factor = |of: &Quantity, other: &Quantity| {
                let is_rate = matches!(of, Quantity::Number(_)) && is_count(program, other);
                let amount = matches!(unit, Unit::Of(_)).then(|| unit.clone());
                let unit = amount.filter(|_| is_rate);
                part_of(
                    program,
                    of,
                    &unit.unwrap_or_else(|| factor_unit(of)),
                    language,
                )
            };
            format!("{} × {}", factor(left, right), factor(right, left))
        }
        Quantity::Divide(left, right) => {
            let divisor = part_of(program, right, &Unit::Plain, language);
            format!(
                "{} ÷ {divisor}",
                part_of(program, left, &Unit::Plain, language)
            )
        }
        Quantity::Greatest(of) => extreme(
            &of.iter().map(told).collect::<Vec<_>>(),
            ("greater", "greatest"),
            ("lớn hơn", "lớn nhất"),
            language,
        ),
        Quantity::Least(of) => extreme(
            &of.iter().map(told).collect::<Vec<_>>(),
            ("lesser", "least"),
            ("nhỏ hơn", "nhỏ nhất"),
            language,
        ),
        Quantity::If(when, then, otherwise) => {
            let when = condition(program, when, language);
            let (then, otherwise) = (told(then), told(otherwise));
            language.pick(
                format!("{then} if {when}, else {otherwise}"),
                format!("{then} nếu {when}, còn lại {otherwise}"),
            )
        }
        Quantity::Past(of, which) => format!("{} {}", within(of), past(*which, language)),
        Quantity::Parameter(values) => {
            since(values, &|value| number(value, unit, language), language)
        }
        Quantity::Rounded(of, how) => format!("{}, {}", told(of), rounded(*how, language)),
        Quantity::InUnit(of, _, own) => quantity(program, of, own, language),
        Quantity::Table(of) => table(program, of, unit, language),
        Quantity::Moved {
            day,
            length: by,
            back,
        } => {
            let (day, by) = (told(day), length(*by, language));
            if *back {
                language.pick(format!("{by} before {day}"), format!("{by} trước {day}"))
            } else {
                language.pick(format!("{by} after {day}"), format!("{by} sau {day}"))
            }
        }
        Quantity::Score(of) => score(program, of, language),
        Quantity::Growth(growth) => name(program, of, false, language).map_or_else(
            || changed(program, growth, unit, language),
            Named::into_words,
        ),
    }
}

/// `the greater of 50 and 2% × files`; of more than two the greatest.
fn extreme(
    of: &[String],
    (one_en, most_en): (&str, &str),
    (one_vi, most_vi): (&str, &str),
    language: Language,
) -> String {
    let two = of.len() == 2;
    let of = list(of, language.pick("and", "và"));
    match (language, two) {
        (Language::En, true) => format!("the {one_en} of {of}"),
        (Language::En, false) => format!("the {most_en} of {of}"),
        (Language::Vi, true) => format!("số {one_vi} giữa {of}"),
        (Language::Vi, false) => format!("số {most_vi} trong {of}"),
    }
}

/// By how much something without a name has changed.
fn changed(program: &Program, of: &Growth, unit: &Unit, language: Language) -> String {
    let told = quantity(program, &of.of, unit, language);
    let how = if of.falls {
        language.pick("decrease of", "mức giảm của")
    } else {
        language.pick("increase of", "mức tăng của")
    };
    let since = match of.since {
        Past::LastYear => language.pick("since last year", "so với năm trước"),
        Past::PreviousPeriod => language.pick("since the previous period", "so với kỳ trước"),
    };
    format!("{how} {told} {since}")
}

/// Members and which of them count: `communes where region is midlands with a dialogue held`.
pub(super) fn pool(program: &Program, parts: &[Part], language: Language) -> String {
    let is_plain = |part: &Part| part.filter.is_none() && part.holds.as_ref().is_none_or(is_plain);
    if parts.iter().all(is_plain) {
        return pool_name(program, parts, false, language).unwrap_or_default();
    }
    let told: Vec<String> = parts
        .iter()
        .map(|one| part(program, one, language))
        .collect();
    list(&told, language.pick("and", "và"))
}

/// Whether the shorter words for a pool tell all of a condition.
fn is_plain(holds: &Condition) -> bool {
    match holds {
        Condition::Fact(_) => true,
        Condition::All(parts) => !parts.is_empty() && parts.iter().all(is_plain),
        Condition::Constant(_)
        | Condition::Is(..)
        | Condition::Not(_)
        | Condition::Any(_)
        | Condition::Compare(..)
        | Condition::Goal(_) => false,
    }
}

/// Members, those of them that are looked at, and what holds of these: `hamlets that have a convention review it`.
fn part(program: &Program, of: &Part, language: Language) -> String {
    let mut told = language
        .many(&program.collections[of.collection.index()].label)
        .to_owned();
    let teller = of_members(program, of, language);
    if let Some(filter) = &of.filter {
        told = chosen(program, &told, filter, language).unwrap_or_else(|| {
            let lead = match filter {
                Condition::Compare(_, bound) if bound.unit == Unit::Date => {
                    language.pick("", "mà ")
                }
                Condition::Compare(of, _)
                    if matches!(**of, Quantity::Fact(_) | Quantity::Size(_)) =>
                {
                    language.pick("with ", "có ")
                }
                _ => language.pick("where ", "mà "),
            };
            format!("{told} {lead}{}", bracketed(filter, teller.whole(filter)))
        });
    }
    match &of.holds {
        Some(Condition::Fact(fact)) => counted(&told, &program.facts[fact.index()], language),
        Some(holds) => {
            let lead = match holds {
                Condition::Goal(goal)
                    if matches!(**goal, Goal::Deeds { .. } | Goal::Refrain { .. }) =>
                {
                    ""
                }
                Condition::Not(_) => language.pick("where ", ""),
                Condition::Compare(..) => language.pick("with ", "có "),
                _ => language.pick("for which ", "có "),
            };
            format!("{told} {lead}{}", bracketed(holds, teller.whole(holds)))
        }
        None => told,
    }
}

/// Members chosen by one fact of theirs: `sites at risk`, `xã mà tổ chức đối thoại`.
fn chosen(
    program: &Program,
    members: &str,
    filter: &Condition,
    language: Language,
) -> Option<String> {
    let (fact, denied) = match filter {
        Condition::Fact(fact) => (*fact, false),
        Condition::Not(inner) => match **inner {
            Condition::Fact(fact) => (fact, true),
            _ => return None,
        },
        _ => return None,
    };
    let fact = &program.facts[fact.index()];
    let name = language.one(&fact.label);
    if language == Language::Vi {
        let said = if denied {
            denied_vi(members, fact)
        } else {
            said_vi(members, fact)
        };
        return Some(format!("{members} mà {said}"));
    }
    let is_of_bodies = matches!(fact.owner, Owner::Bodies(_));
    let link = match denied {
        _ if is_clause(fact) => {
            let said = if denied {
                denied_clause(name)
            } else {
                name.to_owned()
            };
            return Some(format!("{members} where {said}"));
        }
        _ if is_bodys_kind(program, fact) => {
            if denied {
                "that are not"
            } else {
                "that are"
            }
        }
        true if is_noun(fact) => {
            return Some(format!("{members} without {}", without_article(name)));
        }
        false if is_noun(fact) => "with",
        true if is_of_bodies && is_deed(fact) => "that do not",
        false if is_of_bodies && is_deed(fact) => "that",
        _ if fact.kind == FactKind::YesNo => return Some(of_whom(members, fact, denied)),
        true => "that are not",
        false => return Some(format!("{members} {name}")),
    };
    Some(format!("{members} {link} {name}"))
}

/// Whether an English name says what a body is: `an island commune`.
fn is_bodys_kind(program: &Program, fact: &Fact) -> bool {
    let Owner::Bodies(levels) = &fact.owner else {
        return false;
    };
    let mut levels = levels.iter();
    levels.any(|level| is_one_of(&program.levels[level.index()].label.en, fact))
}

/// What is put together by `and` or `or` is held together beside other words.
fn bracketed(condition: &Condition, told: String) -> String {
    match condition {
        Condition::All(parts) | Condition::Any(parts) if parts.len() > 1 => format!("({told})"),
        _ => told,
    }
}

/// A quantity within another one.
fn part_of(program: &Program, of: &Quantity, unit: &Unit, language: Language) -> String {
    let told = quantity(program, of, unit, language);
    match of {
        Quantity::InUnit(of, _, own) => part_of(program, of, own, language),
        Quantity::Add(..)
        | Quantity::Subtract(..)
        | Quantity::Multiply(..)
        | Quantity::Divide(..)
        | Quantity::If(..)
        | Quantity::Rounded(..)
        | Quantity::Parameter(_)
        | Quantity::Table(_) => format!("({told})"),
        Quantity::Number(_)
        | Quantity::Fact(_)
        | Quantity::Size(_)
        | Quantity::Share(_)
        | Quantity::Over(..)
        | Quantity::Greatest(_)
        | Quantity::Least(_)
        | Quantity::Past(..)
        | Quantity::Definition(_)
        | Quantity::Moved { .. }
        | Quantity::Score(_)
        | Quantity::Growth(_) => told,
    }
}

/// Whether a quantity is how many of something there are.
pub(super) fn is_count(program: &Program, of: &Quantity) -> bool {
    let is_counted = |fact: FactId| {
        let fact = program.facts.get(fact.index());
        fact.is_some_and(|fact| matches!(fact.kind, FactKind::Count))
    };
    match of {
        Quantity::Size(_) => true,
        Quantity::Fact(fact) => is_counted(*fact),
        Quantity::Over(_, parts) => parts.iter().all(|(_, fact)| is_counted(*fact)),
        Quantity::Past(inner, _) => is_count(program, inner),
        _ => false,
    }
}

/// A factor below one is a share of something.
fn factor_unit(of: &Quantity) -> Unit {
    match of {
        Quantity::Number(of) if !of.is_integer() => Unit::Percent,
        _ => Unit::Plain,
    }
}

fn named(program: &Program, of: &Quantity, language: Language) -> String {
    name(program, of, false, language)
        .map(Named::into_words)
        .unwrap_or_default()
}

fn past(which: Past, language: Language) -> &'static str {
    match which {
        Past::LastYear => language.pick("last year", "năm trước"),
        Past::PreviousPeriod => language.pick("in the previous period", "kỳ trước"),
    }
}

fn over_members(
    program: &Program,
    how: Reduction,
    over: &[(Part, FactId)],
    language: Language,
) -> String {
    let how = match how {
        Reduction::Sum => language.pick("sum of", "tổng"),
        Reduction::Average => language.pick("average of", "trung bình"),
        Reduction::Least => language.pick("least", "nhỏ nhất của"),
        Reduction::Greatest => language.pick("greatest", "lớn nhất của"),
    };
    let over: Vec<String> = over
        .iter()
        .map(|(part, fact)| {
            let fact = language.many(&program.facts[fact.index()].label);
            let members = pool(program, std::slice::from_ref(part), language);
            language.pick(
                format!("{fact} over {members}"),
                format!("{fact} của {members}"),
            )
        })
        .collect();
    format!("{how} {}", list(&over, language.pick("and", "và")))
}

/// What a quantity is, line by line: the rows of a table, the lines of a score.
pub(super) fn lines(
    program: &Program,
    of: &Quantity,
    unit: &Unit,
    language: Language,
) -> Vec<String> {
    match of {
        Quantity::Table(of) => rows(program, of, unit, language),
        Quantity::Score(of) => score_lines(program, of, language),
        Quantity::InUnit(of, _, own) => lines(program, of, own, language),
        Quantity::Rounded(of, how) => {
            let mut told = lines(program, of, unit, language);
            told.push(rounded(*how, language).to_owned());
            told
        }
        _ => vec![quantity(program, of, unit, language)],
    }
}

fn table(program: &Program, of: &Table, unit: &Unit, language: Language) -> String {
    rows(program, of, unit, language).join("; ")
}

fn rows(program: &Program, of: &Table, unit: &Unit, language: Language) -> Vec<String> {
    of.rows
        .iter()
        .map(|row| {
            let keys: Vec<String> = row
                .cells
                .iter()
                .zip(&of.keys)
                .map(|(cell, key)| self::cell(program, cell, key, language))
                .collect();
            format!("{}: {}", keys.join(", "), values(row, unit, language))
        })
        .collect()
}

fn cell(program: &Program, of: &Cell, key: &Key, language: Language) -> String {
    match (of, key) {
        (Cell::Options(of), Key::Choice { fact, .. }) => {
            let fact = &program.facts[fact.index()];
            let FactKind::Choice(options) = &fact.kind else {
                return String::new();
            };
            let names: Vec<&str> = of
                .iter()
                .filter_map(|at| options.get(*at as usize))
                .map(|(_, label)| language.one(label))
                .collect();
            names.join(language.pick(" or ", " hoặc "))
        }
        (Cell::Band(of), Key::Number { unit, .. }) => stretch(*of, unit, language),
        (Cell::Options(_) | Cell::Band(_) | Cell::Rest, _) => {
            language.pick("otherwise", "còn lại").to_owned()
        }
    }
}

fn values(row: &Row, unit: &Unit, language: Language) -> String {
    let told = |value| number(value, unit, language);
    match &row.values[..] {
        [] => language.pick("not prescribed", "không quy định").to_owned(),
        [(_, only)] => told(*only),
        values => since(values, &told, language),
    }
}

/// Values, each with the day from which it holds; the first may hold from ever.
fn since(values: &[(Date, Number)], told: &dyn Fn(Number) -> String, language: Language) -> String {
    if let [(Date::MIN, first), later @ ..] = values {
        let later = later.iter().map(|(from, value)| {
            let (value, day) = (told(*value), date(*from, language));
            language.pick(format!("from {day} {value}"), format!("từ {day}: {value}"))
        });
        let all: Vec<String> = std::iter::once(told(*first)).chain(later).collect();
        return all.join("; ");
    }
    let values = values.iter().map(|(from, value)| {
        let (value, day) = (told(*value), date(*from, language));
        language.pick(format!("{value} from {day}"), format!("{value} từ {day}"))
    });
    let values: Vec<String> = values.collect();
    list(&values, language.pick("and", "và"))
}

fn score(program: &Program, of: &Score, language: Language) -> String {
    score_lines(program, of, language).join("; ")
}

fn score_lines(program: &Program, of: &Score, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = of
        .lines
        .iter()
        .map(|line| {
            let most = number(line.most, &Unit::Points, language);
            let earned = match &line.earned {
                Earned::Whole(of) => clause(program, of, language),
                Earned::ProRata { clause: of, .. } => {
                    let told = clause(program, of, language);
                    language.pick(
                        format!("{told}, pro rata"),
                        format!("{told}, theo tỷ lệ đạt được"),
                    )
                }
                Earned::Points(of) => quantity(program, of, &Unit::Points, language),
            };
            language.pick(
                format!("up to {most}: {earned}"),
                format!("tối đa {most}: {earned}"),
            )
        })
        .collect();
    if of.none_counts_as_met {
        let none = language.pick(
            "what does not apply earns all its points",
            "nội dung không áp dụng được tính đủ điểm",
        );
        lines.push(none.to_owned());
    }
    lines
}
