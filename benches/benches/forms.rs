//! What a form waits for: its rules loaded, and each fact entered.
//!
//! `cargo bench -p luat-benches --bench forms`; `scripts/bench-page` measures both in a page.

use std::error::Error;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use luat_benches::targets::{AS_OF, Figures, KEYS, by_hand, program};
use luat_benches::{time, time_for};
use luat_core::author::{check, compile};
use luat_core::run::artefact;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::Request;
use luat_core::run::json::Json;
use luat_core::run::program::Program;
use luat_core::run::session::Session;
use luat_grammar::parse;
use luat_grammar::source::Source;
use sha2::{Digest as _, Sha256};

/// How often a figure is entered in a run.
const A_RUN: u32 = 64;
/// How long each figure is entered again and again.
const A_FIGURE: Duration = Duration::from_millis(40);

fn main() -> Result<(), Box<dyn Error>> {
    println!("loading rules that were built, beside the sum over their bytes that guards them\n");
    let common = include_str!("../../rules/common.luat");
    let shipped = [
        (
            "muong_ang_154.luat",
            include_str!("../../rules/muong_ang_154/muong_ang_154.luat"),
        ),
        (
            "law_10_2022.luat",
            include_str!("../../rules/law_10_2022/law_10_2022.luat"),
        ),
    ];
    for (name, text) in shipped {
        let sources = [Source::new("common.luat", common), Source::new(name, text)];
        let rules = check(&parse(&sources))
            .rules
            .ok_or("the rules have faults")?;
        let bytes = artefact::encode(&compile(&rules));
        let hand = time(|| Sha256::digest(&bytes));
        let load = time(|| artefact::decode(&bytes).map(|program| program.requirements.len()));
        row(&format!("{name}, {} bytes", bytes.len()), load, hand);
    }
    println!(
        "\na fact entered in a report of {} figures, beside all targets judged by hand\n",
        KEYS.len()
    );
    entering(&Rc::new(program()))
}

fn entering(program: &Rc<Program>) -> Result<(), Box<dyn Error>> {
    let as_of = iso::parse_date(AS_OF).ok_or("no day")?;
    let mut figures = Figures::made(1);
    let mut line = String::new();
    figures.line(1, &mut line);
    let begin = || {
        Session::new(
            Rc::clone(program),
            Json::parse(&line)?,
            Request::on(as_of),
            None,
        )
    };
    let mut session = begin()?;
    let mut hand = Duration::ZERO;
    let mut all = Vec::new();
    for key in KEYS {
        // One of two numbers, so that each time something is another.
        let numbers = || (0..A_RUN).map(|nth| nth % 2);
        let took = time_for(A_FIGURE, || {
            let changes = numbers().map(|number| {
                let number = Json::Number(number.to_string());
                let change = session.set(key, number);
                change.map_or(0, |change| change.verdicts().count())
            });
            changes.sum::<usize>()
        });
        all.push(took / A_RUN);
        hand += time_for(A_FIGURE, || {
            let changes = numbers().map(|number| {
                if let Some(figure) = figures.at_mut(key) {
                    *figure = number.into();
                }
                by_hand(black_box(&figures)).len()
            });
            changes.sum::<usize>()
        });
    }
    hand /= A_RUN;
    all.sort_unstable();
    let n_keys = u32::try_from(KEYS.len())?;
    let median = all.get(all.len() / 2).copied().unwrap_or_default();
    row("median of all figures", median, hand / n_keys);
    row(
        "the slowest",
        all.last().copied().unwrap_or_default(),
        hand / n_keys,
    );
    Ok(())
}

fn row(what: &str, took: Duration, hand: Duration) {
    println!(
        "{what:>36}  {:>8} ns  by hand {:>8} ns  {:>6}×",
        took.as_nanos(),
        hand.as_nanos(),
        took.as_nanos() / hand.as_nanos().max(1)
    );
}
