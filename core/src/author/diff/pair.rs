//! Which newer rule and requirement took the place of which older one.

use super::aspect::Side;
use crate::run::program::{Program, Requirement, Rule, RuleId, Schedule};

/// Pairs of positions: older and newer, in the order of the older.
pub(super) type Pairs = Vec<(usize, usize)>;

/// Pairs items by keys, the surest key first: what one key has paired, the next does not look at.
/// Of several items with one key the first goes with the first. An empty key pairs nothing.
pub(super) fn pairs(n_old: usize, n_new: usize, keys: &[&dyn Fn(bool, usize) -> Vec<u8>]) -> Pairs {
    let mut paired: Pairs = Vec::new();
    let mut left_old: Vec<usize> = (0..n_old).collect();
    let mut left_new: Vec<usize> = (0..n_new).collect();
    for key in keys {
        let mut offered: Vec<(Vec<u8>, usize)> =
            left_new.iter().map(|at| (key(true, *at), *at)).collect();
        left_old.retain(|old| {
            let own = key(false, *old);
            let found = offered
                .iter()
                .position(|(other, _)| !own.is_empty() && *other == own);
            let Some(found) = found else {
                return true;
            };
            let (_, new) = offered.remove(found);
            left_new.retain(|at| *at != new);
            paired.push((*old, new));
            false
        });
    }
    paired.sort_unstable();
    paired
}

/// Rules: by document and id, by id, by title, by what they ask, by place in the law.
pub(super) fn rules(before: &Side<'_>, after: &Side<'_>) -> Vec<(RuleId, RuleId)> {
    let of = |is_new: bool| if is_new { after } else { before };
    let rule = |is_new: bool, at: usize| of(is_new).program.rules.get(at);
    let key = |is_new: bool, at: usize, tell: &dyn Fn(&Side<'_>, &Rule) -> Vec<u8>| {
        rule(is_new, at).map_or_else(Vec::new, |rule| tell(of(is_new), rule))
    };
    let document = |side: &Side<'_>, rule: &Rule| {
        let document = side.program.documents.get(rule.document.index());
        document.map_or_else(String::new, |document| document.id.clone())
    };
    let whole = |is_new: bool, at: usize| {
        key(is_new, at, &|side, rule| {
            format!("{}.{}", document(side, rule), rule.id).into_bytes()
        })
    };
    let id = |is_new: bool, at: usize| key(is_new, at, &|_, rule| rule.id.clone().into_bytes());
    let title = |is_new: bool, at: usize| {
        key(is_new, at, &|_, rule| {
            let label = &rule.label;
            if label.en.is_empty() && label.vi.is_empty() {
                Vec::new()
            } else {
                format!("{}/{}", label.en, label.vi).into_bytes()
            }
        })
    };
    let asked = |is_new: bool, at: usize| {
        let side = of(is_new);
        let id = RuleId(u32::try_from(at).unwrap_or(u32::MAX));
        let own = side
            .program
            .requirements
            .iter()
            .filter(|one| one.rule == id);
        own.flat_map(|one| side.meaning(&one.goal)).collect()
    };
    let place = |is_new: bool, at: usize| {
        key(is_new, at, &|side, rule| {
            if rule.cites.is_empty() {
                return Vec::new();
            }
            let mut place = document(side, rule).into_bytes();
            place.extend(side.meaning(&rule.cites));
            place
        })
    };
    let (n_old, n_new) = (before.program.rules.len(), after.program.rules.len());
    let found = pairs(n_old, n_new, &[&whole, &id, &title, &asked, &place]);
    found
        .into_iter()
        .filter_map(|(old, new)| Some((RuleId(old.try_into().ok()?), RuleId(new.try_into().ok()?))))
        .collect()
}

/// Of each older requirement, by position, the newer one in its place.
pub(super) fn requirements(
    before: &Side<'_>,
    after: &Side<'_>,
    rules: &[(RuleId, RuleId)],
) -> Vec<Option<usize>> {
    let mut found = vec![None; before.program.requirements.len()];
    for (old, new) in rules {
        let (olds, news) = (of_rule(before.program, *old), of_rule(after.program, *new));
        for (from, to) in within(before, after, &olds, &news) {
            let pair = (olds.get(from), news.get(to));
            if let (Some(from), Some(to)) = pair
                && let Some(slot) = found.get_mut(*from)
            {
                *slot = Some(*to);
            }
        }
    }
    found
}

/// Positions of the requirements of a rule.
pub(super) fn of_rule(program: &Program, rule: RuleId) -> Vec<usize> {
    let all = program.requirements.iter().enumerate();
    all.filter(|(_, one)| one.rule == rule)
        .map(|(at, _)| at)
        .collect()
}

/// Requirements of one rule: those that ask the same, then those that stand at the same place.
fn within(before: &Side<'_>, after: &Side<'_>, olds: &[usize], news: &[usize]) -> Pairs {
    let at = |is_new: bool, at: usize| {
        let (side, all) = if is_new {
            (after, news)
        } else {
            (before, olds)
        };
        let position = *all.get(at)?;
        Some((side, side.program.requirements.get(position)?))
    };
    let key = |is_new: bool, position: usize, tell: &dyn Fn(&Side<'_>, &Requirement) -> Vec<u8>| {
        at(is_new, position).map_or_else(Vec::new, |(side, one)| tell(side, one))
    };
    let same = |is_new: bool, position: usize| {
        key(is_new, position, &|side, one| {
            let mut all = side.meaning(&one.goal);
            all.extend(side.meaning(&one.schedule));
            all.extend(side.meaning(&one.condition));
            all.extend(side.meaning(&one.from));
            all.extend(side.meaning(&one.modality));
            all
        })
    };
    let place = |is_new: bool, position: usize| {
        key(is_new, position, &|side, one| {
            let mut all = line(side, one);
            all.extend(side.meaning(&one.from));
            all
        })
    };
    let asked =
        |is_new: bool, position: usize| key(is_new, position, &|side, one| side.meaning(&one.goal));
    let in_line = |is_new: bool, position: usize| key(is_new, position, &line);
    let number = |is_new: bool, position: usize| {
        key(is_new, position, &|side, one| {
            let mut all = side.meaning(&one.number);
            all.extend(side.meaning(&one.part));
            all
        })
    };
    let keys: [&dyn Fn(bool, usize) -> Vec<u8>; 5] = [&same, &place, &asked, &in_line, &number];
    pairs(olds.len(), news.len(), &keys)
}

/// The line of a requirement through the wordings of its rule.
fn line(side: &Side<'_>, of: &Requirement) -> Vec<u8> {
    let mut all = side.meaning(&of.number);
    all.extend(side.meaning(&of.part));
    match of.schedule {
        Schedule::Standing { .. } => all.push(0),
        Schedule::Periodic { kind, .. } => {
            all.push(1);
            all.extend(side.meaning(&kind));
        }
        Schedule::By { .. } => all.push(2),
        Schedule::Events => all.push(3),
        Schedule::Cases => all.push(4),
    }
    all
}
