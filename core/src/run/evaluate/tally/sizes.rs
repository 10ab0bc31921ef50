//! A count of members, size by size: for how many it may hold if there are so many.

use super::{Tally, Uncertain};
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;

/// More sizes than this are not gone through one by one.
const MOST_SIZES: usize = 256;

/// Nor are those of more members than this: their sums would not fit.
const MOST_KNOWN: i64 = i64::MAX / 2;

/// For how many it may hold, from the least to the greatest.
type Held = (i64, i64);

/// What a part adds: how many members, and for how many of them it may hold.
type Way = (usize, Held);

impl Tally {
    /// What holds whatever the size, as far as there is anybody; none where the sizes are not known one by one.
    pub(in super::super) fn size_by_size(
        &self,
        keeps: &dyn Fn((Range, Range)) -> Truth,
    ) -> Option<Truth> {
        let sizes = self.sizes()?.into_iter();
        sizes
            .filter(|(size, _)| *size > Number::ZERO)
            .map(|(size, held)| keeps((Range::exactly(size), held)))
            .reduce(|a, b| if a == b { a } else { Truth::Unknown })
    }

    /// Whether the share of whoever there is may be such a one; also where the sizes are not known one by one.
    pub(in super::super) fn may_have_share(&self, is_such: &dyn Fn(Number) -> bool) -> bool {
        let any = |(size, held): (Range, Range)| {
            let ends = held.from.zip(held.to).zip(size.exact());
            let whole = ends
                .and_then(|((least, most), size)| Some((least.to_i64()?..=most.to_i64()?, size)));
            whole.map_or(Truth::Unknown, |(mut held, size)| {
                let share = |n: i64| Number::from(n).checked_div(size);
                Truth::from(held.any(|n| share(n).is_none_or(is_such)))
            })
        };
        self.size_by_size(&any) != Some(Truth::False)
    }

    /// Each size that is still possible, with for how many it may then hold; none where these are too many,
    /// or no whole numbers.
    fn sizes(&self) -> Option<Vec<(Number, Range)>> {
        let (yes, open) = (self.yes.to_i64()?, self.open.to_i64()?);
        let known = self.no.to_i64()?.checked_add(yes)?.checked_add(open)?;
        if known > MOST_KNOWN {
            return None;
        }
        let mut sizes = vec![Some((yes, yes.checked_add(open)?))];
        for part in &self.uncertain {
            sizes = joined(&sizes, &ways(*part)?)?;
        }
        let possible = sizes.into_iter().zip(known..);
        let told = possible.filter_map(|(held, size)| {
            let (least, most) = held?;
            let range = Range::between(Number::from(least), Number::from(most));
            Some((Number::from(size), range))
        });
        Some(told.collect())
    }
}

fn ways(part: Uncertain) -> Option<Vec<Way>> {
    match part {
        Uncertain::Member { weight, holds } => {
            if weight != Range::between(Number::ZERO, Number::ONE) {
                return None;
            }
            let held = match holds {
                Truth::True => (1, 1),
                Truth::False => (0, 0),
                Truth::Unknown => (0, 1),
            };
            Some(vec![(0, (0, 0)), (1, held)])
        }
        Uncertain::Total { base, yes, misses } => {
            let least = yes.from.unwrap_or(Number::ZERO).to_i64()?;
            let first = base.from.unwrap_or(Number::ZERO).to_i64()?.max(least);
            let greatest = base.to?.to_i64()?;
            let most = yes.to.map_or(Some(greatest), Number::to_i64)?;
            let within = usize::try_from(greatest).ok()? <= MOST_SIZES;
            let misses = misses.map_or(Some(i64::MAX), Number::to_i64)?;
            let way = |size: i64| {
                let least = least.max(size.saturating_sub(misses));
                Some((usize::try_from(size).ok()?, (least, most.min(size))))
            };
            within.then(|| (first..=greatest).map(way).collect())?
        }
    }
}

/// All sums of a size so far and what a part adds.
fn joined(sizes: &[Option<Held>], ways: &[Way]) -> Option<Vec<Option<Held>>> {
    let most = ways.iter().map(|(more, _)| *more).max()?;
    let mut sums = vec![None; sizes.len() + most];
    if sums.len() > MOST_SIZES {
        return None;
    }
    for (size, held) in sizes.iter().enumerate() {
        let Some((least, greatest)) = *held else {
            continue;
        };
        for (more, (low, high)) in ways {
            let sum = (least + low, greatest + high);
            if let Some(place) = sums.get_mut(size + more) {
                *place = Some(place.map_or(sum, |(a, b): Held| (a.min(sum.0), b.max(sum.1))));
            }
        }
    }
    Some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_sizes_are_gone_through_than_are_allowed() {
        let sizes = [Some((0, 0)); MOST_SIZES - 1];
        let most = joined(&sizes, &[(0, (0, 0)), (1, (0, 1))]).map(|sums| sums.len());
        assert_eq!(most, Some(MOST_SIZES));
        assert_eq!(joined(&sizes, &[(0, (0, 0)), (2, (0, 1))]), None);
        assert_eq!(joined(&sizes, &[(0, (0, 0)), (9, (0, 1))]), None);
    }
}
