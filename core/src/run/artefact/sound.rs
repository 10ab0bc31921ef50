//! What must hold between the parts of a program, so that judging by it always ends.

use crate::run::program::{DefinitionId, Level, Table};

/// Deepest tree of levels.
const MOST_LEVELS: usize = 64;

/// The most bytes a definition may come to once all it names is put in its place. What rule text may
/// define stays far below.
const HEAVIEST: usize = 1 << 20;

/// The deepest nesting it may then have.
const DEEPEST: u32 = 1 << 10;

/// A definition as far as others stand on it.
#[derive(Default)]
pub(super) struct Ground {
    /// The definitions it names, as often as it names them.
    pub(super) names: Vec<DefinitionId>,
    /// Its bytes.
    pub(super) weight: usize,
    /// Its nesting.
    pub(super) depth: u32,
}

/// Whether levels form a tree.
pub(super) fn is_tree(levels: &[Level]) -> bool {
    levels.iter().all(|level| {
        let mut above = level.within;
        for _ in 0..MOST_LEVELS {
            let Some(id) = above else { return true };
            above = levels.get(id.index()).and_then(|level| level.within);
        }
        false
    })
}

impl Table {
    /// Whether there is one row for each combination of steps.
    pub(super) fn is_full(&self) -> bool {
        let mut combinations = 1_usize;
        for key in &self.keys {
            // INVARIANT: never more than there are cells, so that nothing overflows.
            combinations = combinations.saturating_mul(key.n_steps());
            if combinations == 0 || combinations > self.grid.len() {
                return false;
            }
        }
        combinations == self.grid.len()
    }
}

/// Whether no definition stands on itself, and none grows out of bounds by what it names.
pub(super) fn is_grounded(definitions: &[Ground]) -> bool {
    let mut named_by: Vec<Vec<usize>> = vec![Vec::new(); definitions.len()];
    let mut totals: Vec<Total> = Vec::new();
    for (at, ground) in definitions.iter().enumerate() {
        for id in &ground.names {
            if let Some(by) = named_by.get_mut(id.index()) {
                by.push(at);
            }
        }
        totals.push(Total {
            open: ground.names.len(),
            weight: ground.weight,
            below: 0,
        });
    }
    let mut settled: Vec<usize> = (0..definitions.len())
        .filter(|at| definitions[*at].names.is_empty())
        .collect();
    let mut next = 0;
    while let Some(at) = settled.get(next).copied() {
        next += 1;
        let weight = totals[at].weight;
        let depth = totals[at].below + definitions[at].depth;
        if weight > HEAVIEST || depth > DEEPEST {
            return false;
        }
        for by in &named_by[at] {
            let total = &mut totals[*by];
            total.open -= 1;
            total.weight = total.weight.saturating_add(weight);
            total.below = total.below.max(depth);
            if total.open == 0 {
                settled.push(*by);
            }
        }
    }
    settled.len() == definitions.len()
}

/// What a definition comes to with those it names that are settled.
struct Total {
    open: usize,
    weight: usize,
    below: u32,
}
