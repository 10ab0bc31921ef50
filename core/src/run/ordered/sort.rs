//! Stable sorting.

use std::cmp::Ordering;

/// Sorts items; those that are equal keep their order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts items by a key; those of equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts items as they compare; those that are equal keep their order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let swaps = swaps(
        items.len(),
        &mut |one, other| match (items.get(one), items.get(other)) {
            (Some(one), Some(other)) => compare(one, other).is_gt(),
            _ => false,
        },
    );
    for (one, other) in swaps {
        items.swap(one, other);
    }
}

/// The swaps that sort `length` items, told whether the item at one place belongs after another.
fn swaps(length: usize, is_after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<(usize, usize)> {
    if (1..length).all(|at| !is_after(at - 1, at)) {
        return Vec::new();
    }
    let order = merged((0..length).collect(), is_after);
    let mut goes_to = vec![0; length];
    for (place, item) in order.into_iter().enumerate() {
        if let Some(goal) = goes_to.get_mut(item) {
            *goal = place;
        }
    }
    let mut swaps = Vec::new();
    for at in 0..length {
        while let Some(goal) = goes_to.get(at).copied().filter(|goal| *goal != at) {
            swaps.push((at, goal));
            goes_to.swap(at, goal);
        }
    }
    swaps
}

/// Places in the order of their items, by merging runs of doubling length.
fn merged(mut order: Vec<usize>, is_after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut run = 1;
    while run < order.len() {
        let mut next = Vec::with_capacity(order.len());
        for pair in order.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([one, lefts @ ..], [other, rights @ ..]) = (left, right) {
                if is_after(*one, *other) {
                    next.push(*other);
                    right = rights;
                } else {
                    next.push(*one);
                    left = lefts;
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        order = next;
        run *= 2;
    }
    order
}
