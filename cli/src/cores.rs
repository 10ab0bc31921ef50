//! Work shared out over all cores of the machine.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many pieces of work may be begun ahead of the one whose answer is awaited, for each worker:
/// what bounds the memory that answers out of turn can take.
const AHEAD: usize = 4;

/// As many workers as the machine has cores for.
pub(crate) fn all() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Does some work with each item; the answers come in the order of the items. `done` hears how many
/// are through.
pub(crate) fn share_out<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(usize),
) -> Vec<R> {
    let mut answers = Vec::with_capacity(items.len());
    let Ok(()) = in_order(all(), items.iter(), work, |answer| {
        answers.push(answer);
        done(answers.len());
        Ok::<(), Infallible>(())
    });
    answers
}

/// Does some work with each item of a stream, of which only a few are held at a time, and hands on the
/// answers in the order of the items. An answer that cannot be taken ends the work.
pub(crate) fn in_order<T: Send, R: Send, E>(
    workers: NonZero<usize>,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let queue = Queue {
        state: Mutex::new(State {
            items,
            begun: 0,
            taken: 0,
            is_over: false,
        }),
        moved: Condvar::new(),
        ahead: workers.get() * AHEAD,
    };
    let (answer, answered) = mpsc::channel();
    thread::scope(|scope| {
        let _stopped = StopsIfItPanics(&queue);
        for _ in 0..workers.get() {
            let (answer, queue, work) = (answer.clone(), &queue, &work);
            scope.spawn(move || {
                let _stopped = StopsIfItPanics(queue);
                while let Some((at, item)) = queue.next() {
                    // The receiver is gone only once an answer could not be taken.
                    let _ = answer.send((at, work(item)));
                }
            });
        }
        drop(answer);
        let mut early = BTreeMap::new();
        let mut taken = 0;
        for (at, one) in answered {
            early.insert(at, one);
            while let Some(one) = early.remove(&taken) {
                if let Err(error) = take(one) {
                    queue.stop();
                    return Err(error);
                }
                taken += 1;
                queue.taken(taken);
            }
        }
        Ok(())
    })
}

/// An answer that never comes, or is never taken, must not be waited for: whoever panics ends the work.
struct StopsIfItPanics<'q, I>(&'q Queue<I>);

impl<I> Drop for StopsIfItPanics<'_, I> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

/// Items waiting for a worker.
struct Queue<I> {
    state: Mutex<State<I>>,
    /// An answer was taken, or the work is over.
    moved: Condvar,
    /// How many items may be begun whose answers are not taken.
    ahead: usize,
}

struct State<I> {
    items: I,
    begun: usize,
    taken: usize,
    is_over: bool,
}

impl<I: Iterator> Queue<I> {
    /// The next item with its number, as soon as it is not too far ahead.
    fn next(&self) -> Option<(usize, I::Item)> {
        let mut state = self.lock();
        // The answer that is awaited is being worked out by another worker, so this wait ends.
        while !state.is_over && state.begun >= state.taken + self.ahead {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.is_over {
            return None;
        }
        let Some(item) = state.items.next() else {
            state.is_over = true;
            drop(state);
            self.moved.notify_all();
            return None;
        };
        let at = state.begun;
        state.begun += 1;
        Some((at, item))
    }
}

impl<I> Queue<I> {
    /// So many answers are taken by now.
    fn taken(&self, taken: usize) {
        self.lock().taken = taken;
        self.moved.notify_all();
    }

    /// Nothing more is to be begun.
    fn stop(&self) {
        self.lock().is_over = true;
        self.moved.notify_all();
    }

    /// A worker that panicked has left nothing half done here.
    fn lock(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn workers(count: usize) -> NonZero<usize> {
        NonZero::new(count).unwrap()
    }

    #[test]
    fn answers_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        let mut heard = 0;
        let answers = share_out(&items, |n| n * 2, |done| heard = done);
        assert_eq!(answers, (0..100).map(|n| n * 2).collect::<Vec<_>>());
        assert_eq!(heard, 100);
    }

    #[test]
    fn no_item_is_begun_far_ahead_of_the_answers_taken() {
        let begun = AtomicUsize::new(0);
        let items = (0..1000).inspect(|_| {
            begun.fetch_add(1, Ordering::Relaxed);
        });
        let mut taken = 0;
        let all = in_order(
            workers(3),
            items,
            |n| n,
            |n| {
                taken += 1;
                assert_eq!(n + 1, taken);
                assert!(begun.load(Ordering::Relaxed) <= n + 3 * AHEAD + 1);
                Ok::<(), ()>(())
            },
        );
        assert_eq!((all, taken), (Ok(()), 1000));
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_worker_that_panics_ends_the_work() {
        let all = in_order(
            workers(2),
            0..1000,
            |n| assert!(n != 3, "a mistake"),
            |()| Ok::<(), Infallible>(()),
        );
        assert_eq!(all, Ok(()), "it is not answered");
    }

    #[test]
    #[should_panic(expected = "it is not taken")]
    fn a_taker_that_panics_ends_the_work() {
        let all = in_order(
            workers(2),
            0..1000,
            |n| n,
            |n| {
                assert!(n != 3, "it is not taken");
                Ok::<(), Infallible>(())
            },
        );
        assert_eq!(all, Ok(()));
    }

    #[test]
    fn an_answer_that_cannot_be_taken_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let items = (0..1_000_000).inspect(|_| {
            begun.fetch_add(1, Ordering::Relaxed);
        });
        let ended = in_order(
            workers(2),
            items,
            |n| n,
            |n| if n == 5 { Err(n) } else { Ok(()) },
        );
        assert_eq!(ended, Err(5));
        assert!(begun.load(Ordering::Relaxed) < 1000);
    }
}
