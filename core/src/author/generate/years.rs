//! How long limits are, in years.

use luat_grammar::syntax::{Duration, Requirement, Sentence, TimeLimit, TimeUnit};

/// Limits of more years than these are left to be written by hand: each of their days would be tried.
pub(super) const MOST_YEARS: i16 = 5;

/// How many years a limit of a sentence leaves.
pub(super) fn years_left(sentence: &Sentence) -> i16 {
    let years = limits(sentence).find_map(|limit| match limit {
        TimeLimit::Within { length, .. } | TimeLimit::Lasting { length } => years_of(length),
        TimeLimit::Before { .. } | TimeLimit::Order { .. } => None,
    });
    years.unwrap_or_default().min(MOST_YEARS)
}

/// The whole years of a length of time.
pub(super) fn years_of(length: &Duration) -> Option<i16> {
    let amount = length.amount.node.numerator / length.amount.node.denominator.max(1);
    match length.unit {
        TimeUnit::Years => i16::try_from(amount).ok(),
        TimeUnit::Months => i16::try_from(amount / 12).ok(),
        TimeUnit::Hours
        | TimeUnit::Days
        | TimeUnit::ConsecutiveDays
        | TimeUnit::WorkingDays
        | TimeUnit::Weeks => None,
    }
}

/// The time limits of a sentence.
pub(super) fn limits(sentence: &Sentence) -> impl Iterator<Item = &TimeLimit> {
    let of_each = match &sentence.requirement.node {
        Requirement::Each(each) => each.limit.as_ref(),
        _ => None,
    };
    let all = sentence.limit.iter().chain(of_each);
    all.map(|limit| &limit.node)
}
