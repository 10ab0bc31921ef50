//! Deeds, on a day left open.

use luat_grammar::syntax::{Duration, EventRef, Ref, TimeLimit, TimeUnit};

use super::slot::{HOUR, Slot};
use super::{Draft, Path, Value, time};

/// Deeds, all on the day left open; where no day decides, whether they were done. What a limit runs from is
/// of the same holder where it belongs to it.
pub(super) fn deeds(
    acts: &[Ref],
    holder: &Path,
    limit: Option<&TimeLimit>,
    time: &time::Frame,
) -> Vec<Draft> {
    if acts.is_empty() {
        return Vec::new();
    }
    let event = match limit {
        Some(
            TimeLimit::Within { of: event, .. }
            | TimeLimit::Before { event, .. }
            | TimeLimit::Order { event, .. },
        ) => match event {
            EventRef::Fact(event) => Some(event),
            EventRef::EndOfPeriod(_) => None,
        },
        Some(TimeLimit::Lasting { .. }) | None => None,
    };
    let distance = limit.and_then(in_hours);
    let lasts = matches!(limit, Some(TimeLimit::Lasting { .. }));
    let open = if lasts {
        Value::OpenEnd(time.anchor())
    } else {
        Value::Open
    };
    let slots = match distance {
        Some(distance) => vec![Slot::Moments { distance }],
        None if lasts => vec![Slot::Days],
        None => vec![Slot::Days, Slot::Answer],
    };
    let draft = |slot: Slot| {
        let mut draft = Draft::of(Vec::new(), slot);
        if let Some(event) = event {
            let at = if distance.is_some() {
                Value::AnchorAtNine
            } else {
                Value::Anchor
            };
            let own = holder.last().is_some_and(|(set, _)| belongs(event, set));
            let of = if own { holder.clone() } else { Vec::new() };
            draft.add(&of, vec![(event.clone(), at)]);
        }
        let acts = acts.iter().map(|act| (act.clone(), open.clone()));
        draft.add(holder, acts.collect());
        draft
    };
    slots.into_iter().map(draft).collect()
}

/// Whether a fact is of the members of a population.
pub(super) fn belongs(fact: &Ref, set: &Ref) -> bool {
    fact.id.starts_with(&format!("{}.", set.id))
}

/// How many minutes a limit by the clock leaves, counted back where it comes before its event.
fn in_hours(limit: &TimeLimit) -> Option<i64> {
    let minutes = |length: &Duration| {
        let amount = length.amount.node;
        let minutes = amount.numerator.checked_mul(i128::from(HOUR))?;
        let minutes = i64::try_from(minutes / amount.denominator.max(1)).ok()?;
        (length.unit == TimeUnit::Hours).then_some(minutes)
    };
    match limit {
        TimeLimit::Within { length, .. } => minutes(length),
        TimeLimit::Before { length, .. } => minutes(length).map(|minutes| -minutes),
        TimeLimit::Lasting { .. } | TimeLimit::Order { .. } => None,
    }
}
