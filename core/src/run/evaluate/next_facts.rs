//! Which missing facts are worth asking for first.

use std::cmp::Reverse;
use std::rc::Rc;

use super::Judged;
use super::address::relative;
use crate::run::facts::path::{ByMember, Path};
use crate::run::ordered::{Map, sort_by_key};
use crate::run::verdict::{BodyName, Status, Verdict};

/// How much a fact would decide.
#[derive(Debug, Clone, Copy, Default)]
struct Use {
    /// Of verdicts that are unknown: those it decides alone, and those it has a part in.
    unknown: (usize, usize),
    /// The same of verdicts that are pending.
    pending: (usize, usize),
}

/// Missing facts, each with a number of its own.
#[derive(Debug, Default)]
pub(in crate::run) struct Lacks {
    numbers: Map<ByMember<Rc<Path>>, usize>,
    paths: Vec<Rc<Path>>,
}

impl Lacks {
    /// The numbers of paths; those new here are given the next ones.
    pub(in crate::run) fn numbers(&mut self, paths: Vec<Path>) -> Vec<usize> {
        let number = |path| {
            let path = Rc::new(path);
            let known = self.numbers.entry(ByMember(Rc::clone(&path)));
            *known.or_insert_with(|| {
                self.paths.push(path);
                self.paths.len() - 1
            })
        };
        paths.into_iter().map(number).collect()
    }
}

/// An order of missing facts over all verdicts: by those that are unknown, then by those that are
/// pending, then by which was asked for first.
#[derive(Debug, Default)]
pub(in crate::run) struct Ranking {
    /// The most useful first.
    order: Vec<usize>,
    /// The place of each in that order.
    places: Vec<usize>,
}

impl Ranking {
    /// Ranks what verdicts lack, given in their order.
    pub(in crate::run) fn of<'v>(
        lacks: &Lacks,
        verdicts: impl Iterator<Item = (Status, &'v [usize])>,
    ) -> Self {
        let mut order = Vec::new();
        let mut weights = vec![None::<Use>; lacks.paths.len()];
        for (status, lacking) in verdicts {
            let alone = usize::from(lacking.len() == 1);
            for number in lacking {
                let Some(used) = weights.get_mut(*number) else {
                    continue;
                };
                if used.is_none() {
                    order.push(*number);
                }
                let used = used.get_or_insert_default();
                let tally = if status == Status::Unknown {
                    &mut used.unknown
                } else {
                    &mut used.pending
                };
                *tally = (tally.0 + alone, tally.1 + 1);
            }
        }
        // Stable: of equal use, what was asked for first.
        sort_by_key(&mut order, |number| {
            let used = weights.get(*number).copied().flatten().unwrap_or_default();
            Reverse((used.unknown, used.pending))
        });
        let mut places = vec![0; lacks.paths.len()];
        for (place, number) in order.iter().enumerate() {
            if let Some(known) = places.get_mut(*number) {
                *known = place;
            }
        }
        Self { order, places }
    }

    /// What one verdict lacks, the most useful first.
    pub(in crate::run) fn sort(&self, lacking: &[usize]) -> Vec<usize> {
        let mut sorted = lacking.to_vec();
        sort_by_key(&mut sorted, |number| self.places.get(*number).copied());
        sorted
    }

    /// All of it, as paths from a body.
    pub(in crate::run) fn told(&self, lacks: &Lacks, body: &BodyName) -> Vec<String> {
        let all = self.order.iter().filter_map(|at| lacks.paths.get(*at));
        all.map(|path| relative(path, body, "")).collect()
    }
}

/// Says on a verdict what it lacks, in the order given.
pub(in crate::run) fn tell(verdict: &mut Verdict, lacks: &Lacks, sorted: &[usize]) {
    let paths = sorted.iter().filter_map(|at| lacks.paths.get(*at));
    verdict.missing = paths
        .map(|path| relative(path, &verdict.body, &verdict.period))
        .collect();
}

/// Puts each verdict's missing facts in order of use, and answers that order over all verdicts.
pub(super) fn order(judged: &mut [Judged], body: &BodyName) -> Vec<String> {
    let (lacks, lacking, ranking) = ranked(judged);
    for (one, lacking) in judged.iter_mut().zip(&lacking) {
        tell(&mut one.verdict, &lacks, &ranking.sort(lacking));
    }
    ranking.told(&lacks, body)
}

/// That order alone, as paths and as they are told; what a verdict lacks is not told on it.
pub(super) fn most_useful(
    judged: &mut [Judged],
    body: &BodyName,
) -> impl Iterator<Item = (Rc<Path>, String)> {
    let (lacks, _, ranking) = ranked(judged);
    let told = ranking.told(&lacks, body);
    let paths = ranking.order.into_iter();
    paths
        .filter_map(move |at| lacks.paths.get(at).map(Rc::clone))
        .zip(told)
}

/// What verdicts lack, what each of them lacks, and the order of use.
fn ranked(judged: &mut [Judged]) -> (Lacks, Vec<Vec<usize>>, Ranking) {
    let mut lacks = Lacks::default();
    let lacking: Vec<Vec<usize>> = judged
        .iter_mut()
        .map(|one| lacks.numbers(std::mem::take(&mut one.missing)))
        .collect();
    let statuses = judged.iter().map(|one| one.verdict.status);
    let ranking = Ranking::of(&lacks, statuses.zip(lacking.iter().map(Vec::as_slice)));
    (lacks, lacking, ranking)
}
