//! A share of several groups pooled, beside requirements that ask for all of a group.

use luat_grammar::diagnostic::Diagnostic;

use super::in_force::Wording;
use super::pairs::{adds_nothing, carries_out, same_case, same_time, strength, weaker};
use super::{Findings, text};
use crate::author::check::exclusive::range;
use crate::author::model::{RuleSet, Sentence, Timing};
use crate::run::number::Number;
use crate::run::program::{CollectionKind, Goal, LevelId, Part};

/// So many requirements for all are looked at with each share; it keeps a huge text from taking long.
const NEIGHBOURS: usize = 256;

/// A sentence that asks for a share.
struct Share<'r> {
    wording: &'r Wording<'r>,
    sentence: &'r Sentence,
    pool: &'r [Part],
    /// It asks for all of them.
    all: bool,
}

/// Lints of shares beside what asks for all of those counted, or of some of them.
pub(super) fn lint(rules: &RuleSet, wordings: &[Wording<'_>], findings: &mut Findings) {
    let mut shares: Vec<Share<'_>> = Vec::new();
    for wording in wordings {
        for sentence in &wording.rule.sentences {
            let goals = sentence.goals.iter();
            shares.extend(goals.filter_map(|(_, goal)| share(wording, sentence, goal)));
        }
    }
    let (all, some): (Vec<_>, Vec<_>) = shares.into_iter().partition(|share| share.all);
    for share in &some {
        if let Some((finding, binding)) = idle(rules, share, &all) {
            let allows = (&share.wording.rule.allows, &binding.wording.rule.allows);
            findings.add(finding, &[allows.0, allows.1]);
        }
    }
}

fn share<'r>(
    wording: &'r Wording<'r>,
    sentence: &'r Sentence,
    goal: &'r Goal,
) -> Option<Share<'r>> {
    let Goal::Share {
        pool,
        weights,
        bound,
        rounding: None,
    } = goal
    else {
        return None;
    };
    let (low, high) = range(&bound.relation)?;
    let (low, _) = low.filter(|_| weights.is_empty())?;
    let all = low == Number::ONE;
    // What is bounded from above as well asks for no more.
    (all || high.is_none()).then_some(Share {
        wording,
        sentence,
        pool,
        all,
    })
}

/// What is found of a share, and the first requirement that makes it so.
fn idle<'m, 'r>(
    rules: &RuleSet,
    share: &Share<'r>,
    all: &'m [Share<'r>],
) -> Option<(Diagnostic, &'m Share<'r>)> {
    let able: Vec<&Share<'_>> = all
        .iter()
        .filter(|other| binds(share, other))
        .take(NEIGHBOURS)
        .collect();
    let covering = |part: &Part, how: &dyn Fn(&Share<'_>, &Part) -> bool| {
        let mut able = able.iter();
        able.find(|other| other.pool.contains(part) && how(other, part))
            .copied()
    };
    let whole = |other: &Share<'_>, part: &Part| holds_of_all(rules, share, other, part);
    let covered: Option<Vec<&Share<'_>>> = share
        .pool
        .iter()
        .map(|part| covering(part, &whole))
        .collect();
    if let Some(covered) = covered {
        let first = *covered.first()?;
        let local = carries_out(rules, share.wording, first.wording);
        let mut found = if local {
            weaker(share.sentence, first.sentence)
        } else {
            adds_nothing(share.sentence, first.sentence)
        };
        for other in covered.iter().skip(1) {
            let span = other.sentence.goal_span;
            if found.labels.iter().all(|label| label.span != span) {
                found = found.also(span, text("and so does this", "và yêu cầu này cũng vậy"));
            }
        }
        return Some((found, first));
    }
    let some = |other: &Share<'_>, part: &Part| holds_of_some(rules, share, other, part);
    let first = share.pool.iter().find_map(|part| covering(part, &some))?;
    Some((partly(share.sentence, first.sentence), first))
}

/// Whether what asks for all binds no less, in the same case and at every time at which the share is asked.
fn binds(share: &Share<'_>, all: &Share<'_>) -> bool {
    let pairwise = all.pool == share.pool
        && same_time(&share.sentence.timing, &all.sentence.timing)
        && share_a_level(share, all);
    // Two by two they have been compared already.
    !pairwise
        && strength(all.sentence) >= strength(share.sentence)
        && share.wording.meets(all.wording)
        && same_case((share.wording, share.sentence), (all.wording, all.sentence))
        && always(&share.sentence.timing, &all.sentence.timing)
}

/// Whether what holds at the times of the second holds at those of the first.
fn always(share: &Timing, all: &Timing) -> bool {
    match (share, all) {
        (
            _,
            Timing::Standing {
                throughout: None,
                since: None,
                ..
            },
        )
        | (Timing::By { .. }, Timing::Periodic { .. }) => true,
        _ => same_time(share, all),
    }
}

fn share_a_level(one: &Share<'_>, other: &Share<'_>) -> bool {
    let bearers = &other.wording.rule.bearers;
    one.wording
        .rule
        .bearers
        .iter()
        .any(|level| bearers.contains(level))
}

/// Whether all of a part is asked of the same body, or of every level below that reports the part.
fn holds_of_all(rules: &RuleSet, share: &Share<'_>, all: &Share<'_>, part: &Part) -> bool {
    let mut below = reporters(rules, part)
        .filter(|level| !share.wording.rule.bearers.contains(level))
        .peekable();
    share_a_level(share, all)
        || below.peek().is_some() && below.all(|level| all.wording.rule.bearers.contains(&level))
}

/// Whether all of a part is asked of some body whose report counts.
fn holds_of_some(rules: &RuleSet, share: &Share<'_>, all: &Share<'_>, part: &Part) -> bool {
    share_a_level(share, all)
        || reporters(rules, part).any(|level| all.wording.rule.bearers.contains(&level))
}

/// The levels whose bodies report a population.
fn reporters<'r>(rules: &'r RuleSet, part: &Part) -> impl Iterator<Item = LevelId> + 'r {
    let set = rules.collections.get(part.collection.index());
    let levels = match set.map(|set| &set.kind) {
        Some(CollectionKind::Population { per, .. }) => per.as_slice(),
        Some(CollectionKind::Bodies(_)) | None => &[],
    };
    levels.iter().copied()
}

fn partly(share: &Sentence, all: &Sentence) -> Diagnostic {
    Diagnostic::warning(
        "L0015",
        share.goal_span,
        text(
            "of some of those counted here, another requirement asks for all",
            "một phần đối tượng tính ở đây đã có yêu cầu khác đòi tất cả",
        ),
    )
    .also(
        all.goal_span,
        text("this asks for all of them", "yêu cầu này đòi tất cả"),
    )
    .help(text(
        "check which of the two is meant; where the document says both, keep both and write `allow L0015 \"…\"`",
        "xem lại ý định của văn bản; nếu văn bản quy định cả hai thì giữ cả hai và ghi `cho phép L0015 \"…\"`",
    ))
}
