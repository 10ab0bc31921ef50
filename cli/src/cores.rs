//! Work shared out over all cores of the machine.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does some work with each item; the answers come in the order of the items. `done` hears how many
/// are through.
pub(crate) fn share_out<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(usize),
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (answer, answered) = mpsc::channel();
    let mut answers = thread::scope(|scope| {
        for _ in 0..workers.min(items.len()) {
            let (answer, next, work) = (answer.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else {
                        return;
                    };
                    // The receiver lives as long as the scope.
                    let _ = answer.send((at, work(item)));
                }
            });
        }
        drop(answer);
        let mut answers = Vec::with_capacity(items.len());
        for one in answered {
            answers.push(one);
            done(answers.len());
        }
        answers
    });
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        let mut heard = 0;
        let answers = share_out(&items, |n| n * 2, |done| heard = done);
        assert_eq!(answers, (0..100).map(|n| n * 2).collect::<Vec<_>>());
        assert_eq!(heard, 100);
    }
}
