//! What judging reports costs, for the quantified targets of a resolution, beside what is written by hand for just these.
//!
//! `cargo bench -p luat-benches --bench statuses`

use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use luat_benches::targets::{AS_OF, Figures, KEYS, Report, TARGETS, by_hand, program};
use luat_benches::{most_memory, time};
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts::Facts;
use luat_core::run::facts::read::Reader;
use luat_core::run::program::Program;
use luat_core::run::statuses::{Desk, Plan, Slots, Statuses, Told};
use luat_core::run::verdict::Status;

/// Reports held in memory: few enough for the processor's own memory, many enough to tell nothing in advance.
const IN_MEMORY: usize = 512;

/// What asks this program to judge half of the lines, beside another.
const HALF: &str = "--half";
/// How often one thread and two are held against each other.
const ROUNDS: usize = 9;
/// Bytes of lines that a thread takes at a time, as a batch does.
const PIECE: usize = 1 << 16;

/// Lines of JSON.
const LINES: u64 = 100_000;

fn main() {
    let program = program();
    let Some(as_of) = iso::parse_date(AS_OF) else {
        return println!("{AS_OF} is no day");
    };
    let request = Request::on(as_of);
    let statuses = Statuses::new(&program, request.clone());
    if std::env::args().any(|argument| argument == HALF) {
        return half(&statuses);
    }
    println!(
        "judging reports: {TARGETS} targets, {} figures a report\n",
        KEYS.len()
    );
    memory(&statuses);
    in_memory(&program, &request);
    from_text(&statuses);
}

/// How much memory is held at most after some reports, and after ten times as many.
fn memory(statuses: &Statuses<'_>) {
    let mut desk = statuses.desk();
    let mut line = String::new();
    let mut told = Vec::new();
    for reports in [10_000, 100_000] {
        for number in 0..reports {
            line.clear();
            Figures::made(number % 1000).line(number, &mut line);
            assert!(matches!(desk.judge(&line), Ok(told) if told.each().count() == TARGETS));
        }
        told.push(format!("{} after {reports} reports", most_memory()));
    }
    println!("memory held at most: {}\n", told.join(", "));
}

/// Reports from lines of JSON to their statuses.
fn from_text(statuses: &Statuses<'_>) {
    let numbers = 0..LINES;
    let mut text = String::new();
    for number in numbers.clone() {
        Figures::made(number).line(number, &mut text);
    }
    let mut desk = statuses.desk();
    for (number, line) in numbers.zip(text.lines()) {
        let expected = by_hand(&Figures::made(number));
        let told = desk.judge(line);
        let told = told.iter().flat_map(Told::each).map(|one| one.status);
        assert!(told.eq(expected), "{line}");
        let typed = serde_json::from_str::<Report<'_>>(line);
        assert!(typed.is_ok_and(|report| by_hand(&report.periods.figures) == expected));
        assert!(Figures::scanned(line.as_bytes()).is_some_and(|all| by_hand(&all) == expected));
    }
    let typed = time(|| {
        let each = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Report<'_>>(line).ok());
        each.map(|report| met(&by_hand(&report.periods.figures)))
            .sum::<usize>()
    });
    let scanned = time(|| {
        let each = text
            .lines()
            .filter_map(|line| Figures::scanned(line.as_bytes()));
        each.map(|figures| met(&by_hand(&figures))).sum::<usize>()
    });
    let planned = time(|| all_met(&mut desk, &text));
    let some: Vec<&str> = text.lines().take(300).collect();
    let reader = Reader::new(statuses.program());
    let whole = time(|| {
        let facts = some.iter().filter_map(|line| reader.read(line).ok());
        facts
            .map(|facts| {
                evaluate(statuses.program(), &facts, statuses.request())
                    .verdicts
                    .len()
            })
            .sum::<usize>()
    });
    let lines = usize::try_from(LINES).unwrap_or(1);
    println!(
        "lines of JSON of {} bytes each, reports a second on one thread",
        text.len() / lines
    );
    let rate = |what: &str, took: Duration, lines: usize| {
        let one = each(took, lines).as_nanos().max(1);
        let hundredths = each(typed, LINES.try_into().unwrap_or(1)).as_nanos() * 100 / one;
        println!(
            "{what:>42}  {:>9}  {:>5}.{:02}×",
            1_000_000_000_000 / one,
            hundredths / 100,
            hundredths % 100
        );
    };
    rate("by hand, with a typed reader", typed, lines);
    rate("by hand, with a scanner for just this", scanned, lines);
    rate("by a plan", planned, lines);
    rate("read and evaluated whole", whole, some.len());
    threads(statuses, &text);
}

/// How long one thread took, two threads, and two programs, where they could be started.
type Round = (Duration, Duration, Option<Duration>);

/// One thread beside two, by the clock; and beside two programs of one thread each, which share nothing: more than these
/// the machine does not give.
fn threads(statuses: &Statuses<'_>, text: &str) {
    let pieces = pieces(text);
    let one = || clock(|| all_of(statuses, &pieces, &AtomicUsize::new(0)));
    let two = || {
        clock(|| {
            let next = AtomicUsize::new(0);
            std::thread::scope(|scope| {
                let other = scope.spawn(|| all_of(statuses, &pieces, &next));
                all_of(statuses, &pieces, &next) + other.join().unwrap_or(0)
            })
        })
    };
    // In turn, so that all of them meet the machine in the same moods.
    let rounds = (0..ROUNDS).map(|_| (one(), two(), two_programs()));
    let rounds: Vec<Round> = rounds.collect();
    let ratio = |of: fn(&Round) -> Option<u128>| {
        let mut all: Vec<u128> = rounds.iter().filter_map(of).collect();
        all.sort_unstable();
        all.get(all.len() / 2).copied()
    };
    let own = ratio(|(one, two, _)| Some(hundredths(*one, *two)));
    let machine = ratio(|(one, _, programs)| Some(hundredths(*one, (*programs)?)));
    println!("\nby the clock, the median of {ROUNDS} rounds");
    for (what, told) in [
        ("two threads", own),
        ("two programs that share nothing", machine),
    ] {
        match told {
            Some(told) => println!("{what:>42}  {}.{:02}× one thread", told / 100, told % 100),
            None => println!("{what:>42}  cannot be started"),
        }
    }
}

/// So many hundredths of the second is the first.
fn hundredths(one: Duration, two: Duration) -> u128 {
    one.as_nanos() * 100 / two.as_nanos().max(1)
}

/// Some lines each, so that the slower of two threads leaves more of them to the other.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let end = rest.as_bytes().get(PIECE..);
        let end = end.and_then(|more| more.iter().position(|byte| *byte == b'\n'));
        let (piece, more) = rest.split_at(end.map_or(rest.len(), |end| PIECE + end + 1));
        pieces.push(piece);
        rest = more;
    }
    pieces
}

/// Judges pieces until none is left.
fn all_of(statuses: &Statuses<'_>, pieces: &[&str], next: &AtomicUsize) -> usize {
    let (mut desk, mut met) = (statuses.desk(), 0);
    while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
        met += all_met(&mut desk, piece);
    }
    met
}

/// How long this program, started twice, takes for half of the lines each: the slower of both, from when both are ready.
fn two_programs() -> Option<Duration> {
    let program = std::env::current_exe().ok()?;
    let start = |_| {
        let mut command = Command::new(&program);
        let command = command.arg(HALF).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).spawn().ok()
    };
    let mut both: Vec<Child> = (0..2).map(start).collect::<Option<_>>()?;
    let mut answers = Vec::new();
    for child in &mut both {
        answers.push(BufReader::new(child.stdout.take()?).lines());
    }
    // Each says that it is ready.
    for answer in &mut answers {
        answer.next()?.ok()?;
    }
    for child in &mut both {
        // It begins when it is left alone.
        drop(child.stdin.take()?);
    }
    let mut slower = Duration::ZERO;
    for answer in &mut answers {
        slower = slower.max(Duration::from_nanos(answer.next()?.ok()?.parse().ok()?));
    }
    for child in &mut both {
        child.wait().ok()?;
    }
    Some(slower)
}

/// One of two programs: makes half of the lines, waits for the other, and tells how long it takes.
fn half(statuses: &Statuses<'_>) {
    let mut text = String::new();
    for number in 0..LINES / 2 {
        Figures::made(number).line(number, &mut text);
    }
    let pieces = pieces(&text);
    let judge = || all_of(statuses, &pieces, &AtomicUsize::new(0));
    black_box(judge());
    println!("ready");
    let _ = std::io::stdin().read(&mut [0]);
    println!("{}", clock(judge).as_nanos());
}

/// A run by the clock.
#[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
fn clock(run: impl FnOnce() -> usize) -> Duration {
    let begun = Instant::now();
    black_box(run());
    begun.elapsed()
}

fn all_met(desk: &mut Desk<'_>, text: &str) -> usize {
    let mut sum = 0;
    for line in text.lines() {
        if let Ok(Told::Planned { statuses, .. }) = desk.judge(line) {
            sum += met(statuses);
        }
    }
    sum
}

/// One report in memory: what it takes to its statuses.
fn in_memory(program: &Program, request: &Request) {
    let numbers = 0..u64::try_from(IN_MEMORY).unwrap_or(0);
    let figures: Vec<Figures> = numbers.clone().map(Figures::made).collect();
    let reader = Reader::new(program);
    let read = |number: u64| {
        let mut line = String::new();
        Figures::made(number).line(number, &mut line);
        reader.read(&line).ok()
    };
    let facts: Vec<Facts> = numbers.filter_map(read).collect();
    let statuses = Statuses::new(program, request.clone());
    let Some(plan) = facts.first().and_then(|facts| statuses.plan(facts)) else {
        return println!("no plan");
    };
    let slots: Vec<Slots> = facts.iter().filter_map(|facts| plan.slots(facts)).collect();
    agree(&plan, &figures, &slots, &facts, program, request);
    let hand = time(|| {
        let each = figures.iter().map(|figures| met(&by_hand(figures)));
        each.sum::<usize>()
    });
    let mut told = plan.statuses();
    let mut planned = || {
        let each = slots.iter().map(|slots| {
            plan.judge(slots, &mut told);
            met(&told)
        });
        each.sum::<usize>()
    };
    let planned = time(&mut planned);
    let whole = time(|| {
        let each = facts.iter().take(64);
        each.map(|facts| evaluate(program, facts, request).verdicts.len())
            .sum::<usize>()
    });
    let making = time(|| facts.first().map(|facts| statuses.plan(facts)).is_some());
    let (hand, planned) = (each(hand, IN_MEMORY), each(planned, IN_MEMORY));
    println!("one report in memory, to its statuses");
    row("by hand", hand, hand);
    row("by a plan", planned, hand);
    row(
        "evaluated, with remedies and measures",
        each(whole, 64),
        hand,
    );
    println!("{:>42}  {:>9}\n", "making the plan, once", shown(making));
}

/// All ways tell the same of every report.
fn agree(
    plan: &Plan<'_>,
    figures: &[Figures],
    slots: &[Slots],
    facts: &[Facts],
    program: &Program,
    request: &Request,
) {
    assert_eq!((slots.len(), facts.len()), (figures.len(), figures.len()));
    let mut told = plan.statuses();
    for ((figures, slots), facts) in figures.iter().zip(slots).zip(facts) {
        plan.judge(slots, &mut told);
        let verdicts = evaluate(program, facts, request).verdicts;
        let evaluated: Vec<Status> = verdicts.iter().map(|verdict| verdict.status).collect();
        assert_eq!(told, evaluated);
        assert_eq!(told, by_hand(figures));
    }
    let asked: usize = slots.iter().map(|slots| plan.judge(slots, &mut told)).sum();
    println!(
        "left to the evaluator: {asked} of {} statuses\n",
        slots.len() * TARGETS
    );
}

fn met(statuses: &[Status]) -> usize {
    let mut met = 0;
    for status in statuses {
        met += usize::from(*status == Status::Met);
    }
    met
}

fn each(all: Duration, n: usize) -> Duration {
    // In picoseconds, so that nothing is lost: written as nanoseconds.
    all.saturating_mul(1000) / u32::try_from(n).unwrap_or(1)
}

fn row(what: &str, took: Duration, hand: Duration) {
    let tenths = took.as_nanos() * 10 / hand.as_nanos().max(1);
    println!(
        "{what:>42}  {:>9}  {:>5}.{}×",
        shown(took / 1000),
        tenths / 10,
        tenths % 10
    );
}

fn shown(time: Duration) -> String {
    match time.as_nanos() {
        few @ ..10_000 => format!("{few} ns"),
        more @ ..10_000_000 => format!("{} µs", more / 1000),
        many => format!("{} ms", many / 1_000_000),
    }
}
