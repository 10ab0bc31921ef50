//! Two exceptions that can hold at once leave open which of them counts.

use luat_grammar::diagnostic::Diagnostic;

use super::Checker;
use super::fault::text;
use crate::author::model::Exception;
use crate::run::number::Number;
use crate::run::program::{Bound, Condition, Part, Quantity, Relation};

impl Checker<'_> {
    /// Tells pairs of exceptions that can hold at once.
    pub(super) fn exclusive(&mut self, exceptions: &[Exception]) {
        for (at, second) in exceptions.iter().enumerate() {
            let Some(first) = exceptions
                .get(..at)
                .into_iter()
                .flatten()
                .find(|first| !exclude(&first.when, &second.when))
            else {
                continue;
            };
            self.faults.push(
                Diagnostic::error("E0374", second.span, text("two exceptions can hold at once", "hai trường hợp ngoại lệ có thể cùng xảy ra"))
                    .label(text("which of the two counts then?", "khi đó áp dụng trường hợp nào?"))
                    .also(first.span, text("the other exception", "trường hợp kia"))
                    .help(text(
                        "say which comes first: add `and not …` with the other's condition",
                        "nêu rõ trường hợp nào được ưu tiên: thêm `và không …` với điều kiện của trường hợp kia",
                    )),
            );
        }
    }
}

/// Whether two conditions can be seen never to hold at once.
fn exclude(one: &Condition, other: &Condition) -> bool {
    let (one, other) = (parts(one), parts(other));
    one.iter()
        .any(|left| other.iter().any(|right| contradict(left, right)))
}

fn parts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::All(all) => all.iter().flat_map(parts).collect(),
        other => vec![other],
    }
}

fn contradict(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::Constant(false), _) | (_, Condition::Constant(false)) => true,
        (Condition::Not(denied), held) | (held, Condition::Not(denied)) if **denied == *held => {
            true
        }
        (Condition::Not(denied), held) | (held, Condition::Not(denied)) => {
            // `not (a or b)` denies each of them; `not (a and b)` is at odds with both together only.
            matches!(&**denied, Condition::Any(any) if any.contains(held))
        }
        (Condition::Is(choice, option), Condition::Is(other_choice, other_option)) => {
            choice == other_choice && option != other_option
        }
        (Condition::Compare(quantity, bound), Condition::Compare(other_quantity, other_bound)) => {
            quantity == other_quantity && apart(bound, other_bound)
        }
        _ => false,
    }
}

/// Whether no number keeps both bounds.
fn apart(one: &Bound, other: &Bound) -> bool {
    let (Some((low, high)), Some((other_low, other_high))) =
        (range(&one.relation), range(&other.relation))
    else {
        return false;
    };
    let below = |high: Option<(Number, bool)>, low: Option<(Number, bool)>| match (high, low) {
        (Some((high, closed)), Some((low, open))) => {
            high < low || (high == low && !(closed && open))
        }
        _ => false,
    };
    below(high, other_low) || below(other_high, low)
}

/// An end of a range: where, and whether that number is in it; none where it has no end.
pub(in crate::author) type End = Option<(Number, bool)>;

/// Whether a quantity counts or sums up over such members alone.
pub(in crate::author) fn counts_only(quantity: &Quantity, are: impl Fn(&Part) -> bool) -> bool {
    match quantity {
        Quantity::Size(pool) => pool.iter().all(are),
        Quantity::Over(_, facts) => facts.iter().all(|(part, _)| are(part)),
        _ => false,
    }
}

/// Whether a bound allows so many, or none: more of them are what breaks it.
pub(in crate::author) fn is_ceiling(relation: &Relation) -> bool {
    match relation {
        Relation::Under(_) | Relation::AtMost(_) => true,
        Relation::Exactly(Quantity::Number(number)) => *number == Number::ZERO,
        _ => false,
    }
}

/// The numbers that keep a bound, where its limits are written out.
pub(in crate::author) fn range(relation: &Relation) -> Option<(End, End)> {
    let number = |quantity: &Quantity| match quantity {
        Quantity::Number(number) => Some(*number),
        _ => None,
    };
    Some(match relation {
        Relation::Over(limit) => (Some((number(limit)?, false)), None),
        Relation::AtLeast(limit) => (Some((number(limit)?, true)), None),
        Relation::Under(limit) => (None, Some((number(limit)?, false))),
        Relation::AtMost(limit) => (None, Some((number(limit)?, true))),
        Relation::Exactly(limit) => (Some((number(limit)?, true)), Some((number(limit)?, true))),
        Relation::Between(least, most) => {
            (Some((number(least)?, true)), Some((number(most)?, true)))
        }
        Relation::Not(_) => return None,
    })
}
