//! A watch that counts the time a processor gave to this program, so that others do not disturb it.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// At least so long something is repeated.
const LEAST: Duration = Duration::from_millis(400);

/// How long one run takes: the mean of as many as fill the least time, after one that does not count.
pub fn time<T>(run: impl FnMut() -> T) -> Duration {
    time_for(LEAST, run)
}

/// As [`time`], with another least time: below some ten milliseconds it says little.
#[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
pub fn time_for<T>(least: Duration, mut run: impl FnMut() -> T) -> Duration {
    black_box(run());
    let mut n_runs = 0;
    let (busy, wall) = (busy(), Instant::now());
    loop {
        black_box(run());
        n_runs += 1;
        let spent = match (busy, self::busy()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => wall.elapsed(),
        };
        if spent >= least {
            return spent / n_runs;
        }
    }
}

/// The processor time of this program, where the system tells it (Linux); it is counted in steps of some milliseconds.
#[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
fn busy() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// How the second grows with the first: 1 is in step, 2 with the square. A line is laid through the logarithms.
#[expect(clippy::float_arithmetic, reason = "a fit is no verdict")]
pub fn slope(points: &[(f64, f64)]) -> f64 {
    let n = points.iter().fold(0.0, |n, _| n + 1.0);
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|one| one.0), mean(|one| one.1));
    let up: f64 = logs.iter().map(|one| (one.0 - x) * (one.1 - y)).sum();
    let along: f64 = logs.iter().map(|one| (one.0 - x).powi(2)).sum();
    up / along
}
