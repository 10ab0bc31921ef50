//! Remedies and paces as sentences.

use super::number::{self, number};
use super::path::{Place, Thing, counted, is_deed};
use super::{Language, list};
use crate::run::number::Number;
use crate::run::program::{Fact, FactKind, Program};
use crate::run::verdict::{Pace, Remedy, Step};

/// One step of the least change: `3 more hamlet heads trained` / `thêm 3 trưởng bản được tập huấn`.
pub(super) fn remedy(program: &Program, remedy: &Remedy, language: Language) -> String {
    match remedy.step {
        Step::More(amount) => change(
            program,
            remedy,
            (amount, language.pick("more", "thêm")),
            language,
        ),
        Step::Fewer(amount) => change(
            program,
            remedy,
            (amount, language.pick("fewer", "bớt")),
            language,
        ),
        Step::Do => {
            let names: Vec<String> = paths(remedy)
                .map(|path| super::path(program, path, language))
                .collect();
            format!(
                "{} {}",
                language.pick("still to be done:", "cần thực hiện:"),
                list(&names, language.pick("or", "hoặc"))
            )
        }
    }
}

/// How fast an open milestone must be worked for: `10 a year in the 4 years left`.
pub(super) fn pace(pace: &Pace, language: Language) -> String {
    let (per_year, years) = (number(pace.per_year, language), pace.years);
    match (language, years) {
        (Language::En, 0) => format!("all {per_year} in this year"),
        (Language::Vi, 0) => format!("toàn bộ {per_year} trong năm nay"),
        (Language::En, 1) => format!("{per_year} a year in the 1 year left"),
        (Language::En, _) => format!("{per_year} a year in the {years} years left"),
        (Language::Vi, _) => format!("mỗi năm {per_year} trong {years} năm còn lại"),
    }
}

fn paths(remedy: &Remedy) -> impl Iterator<Item = &str> {
    std::iter::once(remedy.fact.as_str()).chain(remedy.or.iter().map(String::as_str))
}

fn change(
    program: &Program,
    remedy: &Remedy,
    (amount, word): (Number, &str),
    language: Language,
) -> String {
    let one = amount == Number::ONE;
    let place = Place::read(program, &remedy.fact);
    let shown = number(amount, language);
    let Some((members, state)) = pooled(program, remedy, one, language) else {
        let names: Vec<String> = paths(remedy)
            .map(|path| super::path(program, path, language))
            .collect();
        let names = list(&names, language.pick("or", "hoặc"));
        let shown = unit(&place.thing).map_or(shown, |unit| {
            // By how much what is told in per cent is more.
            let unit = if unit == "%" {
                "percentage points"
            } else {
                unit
            };
            number::amount(amount, unit, language)
        });
        return language.pick(
            format!("{names}: {shown} {word}"),
            format!("{names}: {word} {shown}"),
        );
    };
    let what = state.map_or(members.clone(), |fact| counted(&members, fact, language));
    let phrase = match (language, state) {
        // A verb that would have to agree stands first: `hold a dialogue: 1 more commune`.
        (Language::En, Some(fact)) if is_deed(fact) => {
            format!("{}: {shown} {word} {members}", fact.label.en)
        }
        (Language::En, _) => format!("{shown} {word} {what}"),
        (Language::Vi, _) => format!("{word} {shown} {what}"),
    };
    place.before(program, &phrase, language)
}

/// Who is counted, in the number needed, and by what, where all the paths count members or things.
fn pooled<'p>(
    program: &'p Program,
    remedy: &Remedy,
    one: bool,
    language: Language,
) -> Option<(String, Option<&'p Fact>)> {
    let mut members: Vec<String> = Vec::new();
    let mut state: Option<&'p Fact> = None;
    for path in paths(remedy) {
        let (label, fact) = match Place::read(program, path).thing {
            Thing::Collection(collection) => (&collection.label, None),
            Thing::Counted(collection, fact) if !is_quantity(&fact.kind) => {
                (&collection.label, Some(fact))
            }
            Thing::Fact(fact) if fact.kind == FactKind::Count => (&fact.label, None),
            Thing::Counted(..)
            | Thing::Fact(_)
            | Thing::OfMember(..)
            | Thing::Member(..)
            | Thing::Body
            | Thing::Nothing => return None,
        };
        members.push(
            if one {
                language.one(label)
            } else {
                language.many(label)
            }
            .to_owned(),
        );
        state = state.or(fact);
    }
    let members = list(&members, language.pick("or", "hoặc"));
    Some((members, state))
}

fn is_quantity(kind: &FactKind) -> bool {
    matches!(
        kind,
        FactKind::Count | FactKind::Amount(_) | FactKind::Choice(_)
    )
}

fn unit<'p>(thing: &Thing<'p>) -> Option<&'p str> {
    match thing {
        Thing::Fact(fact) | Thing::Counted(_, fact) | Thing::OfMember(_, _, fact) => {
            match &fact.kind {
                FactKind::Amount(unit) => Some(unit),
                _ => None,
            }
        }
        Thing::Collection(_) | Thing::Member(..) | Thing::Body | Thing::Nothing => None,
    }
}
