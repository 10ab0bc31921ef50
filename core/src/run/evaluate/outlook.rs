//! What those whose answer is not known can still change in a share or number of bodies.

use super::address;
use super::scope::{Frame, Judge, Scope, Tense};
use super::tally::Tally;
use crate::run::because::{Outlook, Turn, Who};
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::program::{Bound, CollectionKind, Goal, Part, Quantity, Relation};

impl Judge<'_> {
    /// What silent bodies can change; none where no body is silent, their number is not known, or
    /// more of them would not simply help or harm.
    pub(super) fn outlook(&self, scope: &Scope<'_>, goal: &Goal, tense: Tense) -> Option<Outlook> {
        let (pool, bound) = match goal {
            Goal::Share {
                pool,
                weights,
                bound,
                ..
            } if weights.is_empty() => (pool.as_slice(), bound),
            Goal::Compare {
                quantity: Quantity::Size(pool),
                bound,
            } => (pool.as_slice(), bound),
            Goal::Share { .. }
            | Goal::Ratio { .. }
            | Goal::Compare { .. }
            | Goal::Deeds { .. }
            | Goal::Refrain { .. }
            | Goal::Each { .. }
            | Goal::Combined { .. } => return None,
        };
        let of = pool.first()?.collection;
        let are_bodies = |part: &Part| {
            let kind = &self.program.collections[part.collection.index()].kind;
            matches!(kind, CollectionKind::Bodies(_))
        };
        if !pool.iter().all(are_bodies) {
            return None;
        }
        let tally = self.tally(scope, pool, &[], Tense::Settled);
        let whole = tally.base().and_then(Range::exact)?;
        let holding = tally.holding()?;
        let least = holding.from?;
        let silent = holding.to?.checked_sub(least)?.to_i64()?;
        if silent < 1 {
            return None;
        }
        let meets = |more: i64| {
            let holding = least.checked_add(Number::from(more))?;
            match self.keeps_with(scope, goal, bound, holding, whole) {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            }
        };
        let turn = match turn(silent, is_floor(bound)?, meets)? {
            Turn::Needs(_) | Turn::AtMost(_) if silent == 1 => Turn::Alone(self.who(scope, pool)),
            turn => turn,
        };
        Some(Outlook {
            of,
            silent,
            running: tense == Tense::Running,
            turn,
        })
    }

    /// Whether the bound holds with so many of so many.
    fn keeps_with(
        &self,
        scope: &Scope<'_>,
        goal: &Goal,
        bound: &Bound,
        holding: Number,
        whole: Number,
    ) -> Truth {
        let (of, achieved) = (Range::exactly(whole), Range::exactly(holding));
        let tense = Tense::Settled;
        match goal {
            Goal::Share {
                rounding: Some(rounding),
                ..
            } => self.quota_keeps(scope, of, achieved, bound, *rounding, tense),
            Goal::Share { .. } => {
                let mut tally = Tally::default();
                match tally.total(of, achieved) {
                    Some(()) => self.share_keeps(scope, &tally, bound, tense),
                    None => Truth::Unknown,
                }
            }
            _ => self.keeps(scope, achieved, bound, tense),
        }
    }

    /// The only body whose answer is not known; none where it has not reported at all.
    fn who(&self, scope: &Scope<'_>, pool: &[Part]) -> Option<Who> {
        let mut found = Vec::new();
        for part in pool {
            self.each_member(scope, part, Tense::Settled, |member, counts| {
                if let (Truth::Unknown, Frame::Body(body)) = (counts, member.frame) {
                    found.push(Who {
                        path: address::body(&self.name(body)),
                        name: body.name.clone(),
                    });
                }
            });
        }
        match found.len() {
            1 => found.pop(),
            _ => None,
        }
    }
}

/// Whether more of those counted help; none where they may do both.
const fn is_floor(bound: &Bound) -> Option<bool> {
    match bound.relation {
        Relation::Over(_) | Relation::AtLeast(_) => Some(true),
        Relation::Under(_) | Relation::AtMost(_) => Some(false),
        Relation::Exactly(_) | Relation::Not(_) | Relation::Between(..) => None,
    }
}

/// How many of the silent turn the answer; `meets` changes at most once between none of them and all.
fn turn(silent: i64, floor: bool, meets: impl Fn(i64) -> Option<bool>) -> Option<Turn> {
    match (meets(0)?, meets(silent)?) {
        (true, true) => return Some(Turn::Met),
        (false, false) => return Some(Turn::NotMet),
        (first, _) if first == floor => return None,
        _ => {}
    }
    // Below `low` the answer is that of none, from `high` on that of all.
    let (mut low, mut high) = (0, silent);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if meets(middle)? == floor {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(if floor {
        Turn::Needs(high)
    } else {
        Turn::AtMost(low)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_is_the_least_that_helps_or_the_most_that_does_no_harm() {
        assert_eq!(turn(5, true, |n| Some(n >= 3)), Some(Turn::Needs(3)));
        assert_eq!(turn(5, true, |n| Some(n >= 5)), Some(Turn::Needs(5)));
        assert_eq!(turn(5, true, |_| Some(true)), Some(Turn::Met));
        // What helps never does harm: of such an answer nothing is told.
        assert_eq!(turn(5, true, |n| Some(n < 3)), None);
        assert_eq!(turn(5, true, |_| Some(false)), Some(Turn::NotMet));
        assert_eq!(turn(5, false, |n| Some(n <= 2)), Some(Turn::AtMost(2)));
        assert_eq!(turn(5, false, |n| Some(n < 1)), Some(Turn::AtMost(0)));
        assert_eq!(turn(5, true, |_| None), None);
    }
}
