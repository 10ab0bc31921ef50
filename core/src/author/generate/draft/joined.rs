//! Sentences that join several parts: one part is left open, the others are kept or missed.

use luat_grammar::syntax::{Combination, GivenValue, Line, Sentence};

use super::slot::Slot;
use super::{Draft, Ground, Value, assumed_of, of_sentence, whole};

/// Of so many other parts both ends are tried.
const MOST_TRIED: usize = 4;

/// For each part, the ways of reporting on it while it decides.
pub(super) fn parts(
    ground: Ground<'_>,
    how: Combination,
    parts: &[Line<Sentence>],
) -> Vec<Vec<Draft>> {
    let drafts: Vec<Vec<Draft>> = parts
        .iter()
        .map(|part| of_part(ground, &part.node))
        .collect();
    let others = drafts.len().saturating_sub(1);
    let kept = match how {
        Combination::AllOf => others,
        Combination::AnyOf => 0,
        Combination::AtLeast(least) => others.min((least as usize).saturating_sub(1)),
    };
    let group = |(at, own): (usize, &Vec<Draft>)| {
        let rest: Vec<&Draft> = drafts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .filter_map(|(_, drafts)| drafts.first())
            .collect();
        // Whether a number keeps its bound when it is high or when it is low is found by trying.
        let ways = 1_u32 << rest.len().min(MOST_TRIED);
        let joined = own.iter().flat_map(|own| {
            (0..ways).map(|way| {
                let mut draft = own.clone();
                for (number, other) in rest.iter().enumerate() {
                    let is_high = number >= MOST_TRIED || way & (1 << number) == 0;
                    draft.join(ground, other, number < kept, is_high);
                }
                draft
            })
        });
        joined.collect()
    };
    drafts.iter().enumerate().map(group).collect()
}

fn of_part(ground: Ground<'_>, part: &Sentence) -> Vec<Draft> {
    let conditions = [&part.leads.condition, &part.condition];
    let conditions: Vec<_> = conditions
        .into_iter()
        .flatten()
        .map(|condition| &condition.node)
        .collect();
    let assumed = assumed_of(ground, &conditions);
    let mut drafts = of_sentence(ground, part);
    for draft in &mut drafts {
        draft.assume(ground, &assumed);
    }
    drafts
}

impl Draft {
    /// Adds what another draft speaks of, its open place filled so that it is kept, or missed.
    fn join(&mut self, ground: Ground<'_>, other: &Self, is_kept: bool, is_high: bool) {
        let value = match &other.slot {
            Slot::Answer => Value::Fixed(GivenValue::Bool(is_kept)),
            Slot::Days if is_kept => Value::Anchor,
            Slot::Moments { .. } if is_kept => Value::AnchorAtNine,
            Slot::Days | Slot::Moments { .. } => Value::Fixed(GivenValue::Bool(false)),
            Slot::Numbers { tried, .. } => {
                let end = if is_high { tried.last() } else { tried.first() };
                Value::Fixed(whole(end.copied().unwrap_or_default()))
            }
            Slot::Options(options) => {
                let option = if is_kept {
                    options.first()
                } else {
                    options.last()
                };
                match option {
                    Some(option) => Value::Fixed(GivenValue::Option(option.clone())),
                    None => return,
                }
            }
        };
        for line in &other.lines {
            let facts = line.facts.iter().map(|(fact, own)| {
                let own = match own {
                    Value::Open => value.clone(),
                    Value::OpenEnd(from) if is_kept => {
                        Value::Fixed(GivenValue::Span(*from, Some(ground.time.as_of)))
                    }
                    Value::OpenEnd(_) => Value::Fixed(GivenValue::Bool(false)),
                    known => known.clone(),
                };
                (fact.clone(), own)
            });
            if line.earlier.is_some() {
                let mut line = line.clone();
                line.facts = facts.collect();
                self.lines.insert(0, line);
            } else {
                self.add(&line.of, facts.collect());
            }
        }
    }
}
