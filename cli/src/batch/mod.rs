//! `luat batch`: many reports judged, one a line.

mod cut;
mod earlier;
mod input;
mod judge;
mod kept;
mod lines;
mod output;
mod parquet;
mod table;
mod tally;
mod xlsx;

use luat_core::Ruleset;
use luat_core::run::artefact::ENGINE;
use luat_core::run::json::MOST_BYTES;
use luat_core::run::statuses::Statuses;
use luat_core::{wire, words};
use luat_grammar::diagnostic::Text;

use crate::args::{BatchArguments, BatchFormat};
use crate::cores::{all, in_order};
use crate::failure::Failure;
use crate::session::Session;
use crate::tables::Keys;
use crate::{Exit, files};
pub(crate) use cut::{Cutter, bare};
use input::Input;
use judge::Desks;
pub(crate) use judge::{Judge, Judged};
use lines::Lines;
pub(crate) use lines::{ENOUGH_BYTES, Line, MOST_LINES, Piece};
use output::{Output, Run};
use tally::Tally;

/// Most lines that cannot be used that are told one by one; records tell all.
const MOST_TOLD: usize = 20;

/// Judges each report of some files, in their order, and tells what they come to.
pub(crate) fn batch(
    session: &mut Session<'_, '_>,
    arguments: &BatchArguments,
) -> Result<Exit, Failure> {
    let Some(program) = session.program(&arguments.rules)? else {
        return Ok(Exit::Unusable);
    };
    let limits = arguments.sizes.limits();
    let rules = Ruleset::from(program).within(limits);
    let program = rules.program();
    let request = session.request(&arguments.when)?;
    let language = words::Language::from(session.language());
    let named = |paths: &[std::path::PathBuf]| {
        let each = paths.iter();
        each.map(|path| path.display().to_string()).collect()
    };
    let run = Run {
        rules: program.digest.clone(),
        engine: ENGINE.to_owned(),
        as_of: wire::date(request.as_of),
        periods: request.periods.iter().map(ToString::to_string).collect(),
        format: arguments.format,
        language: (arguments.format == BatchFormat::Xlsx)
            .then(|| language.pick("en", "vi").to_owned()),
        statuses: arguments.statuses,
        reports: named(&arguments.reports),
        rosters: named(&arguments.rosters),
        numbers: arguments.numbers,
        limits: [limits.bodies, limits.periods, limits.members],
        inputs: Input::all(arguments.reports.iter().chain(&arguments.rosters)),
        replaces: arguments.force,
    };
    let keys = Keys::of(program);
    let mut lines = Lines::of(arguments, &keys, session.take_stdin())?;
    let (mut output, earlier) = Output::open(arguments, &run, program)?;
    lines.pass_over(earlier.reports)?;
    if earlier.bytes == 0 {
        output.write(session, &first_row(arguments.format))?;
    }
    let statuses = arguments
        .statuses
        .then(|| Statuses::new(program, request.clone()).within(limits));
    let judge = Judge {
        rules: &rules,
        request,
        format: arguments.format,
        longest: MOST_BYTES,
        language,
        desks: statuses.as_ref().map(Desks::new),
    };
    let mut told = Told {
        tally: earlier.tally,
        faults: 0,
        size: Lines::size(&arguments.reports),
    };
    let workers = arguments.threads.unwrap_or_else(all);
    let done = in_order(
        workers,
        lines,
        |piece| piece.map(|piece| judge.piece(&piece)),
        |judged| {
            if session.is_unheard() {
                return Err(Ended::Unheard);
            }
            let judged = judged.map_err(Ended::Failed)?;
            told.add(session, &judged);
            let written = output.write(session, &judged.records);
            written.map_err(Ended::Failed)
        },
    );
    session.progress("");
    let tally = told.tally;
    match done {
        Ok(()) => {}
        Err(Ended::Failed(failure)) => return Err(failure),
        // What the rest would weigh is not known; nothing weighs more than a line that cannot be used.
        Err(Ended::Unheard) if tally.unusable > 0 => return Ok(Exit::Unusable),
        Err(Ended::Unheard) => return Ok(Exit::Unheard),
    }
    output.finish(&run, &tally, program, language)?;
    if let Some(path) = &arguments.summary {
        let text = wire::to_pretty(&tally.told(program)).unwrap_or_default();
        files::write_whole(path, format!("{text}\n").as_bytes())?;
    }
    let page = tally.page(program, session.language().into());
    session.aside(&page);
    session.note(&tally.sentence());
    Ok(exit(&tally))
}

/// Why a run ended before all was judged.
enum Ended {
    Failed(Failure),
    /// Nobody reads the records any more.
    Unheard,
}

/// What stands above all records.
fn first_row(format: BatchFormat) -> Vec<u8> {
    match format {
        BatchFormat::Ndjson => Vec::new(),
        BatchFormat::Csv => table::headings(),
        BatchFormat::Parquet | BatchFormat::Xlsx => kept::headings(),
    }
}

/// What was told so far.
struct Told {
    tally: Tally,
    faults: usize,
    size: Option<u64>,
}

impl Told {
    fn add(&mut self, session: &mut Session<'_, '_>, judged: &Judged) {
        self.tally.add_all(&judged.tally);
        for (place, why) in &judged.faults {
            self.faults += 1;
            if self.faults <= MOST_TOLD {
                session.progress("");
                session.note(&Text::new(
                    format!("{place}: {}", why.en),
                    format!("{place}: {}", why.vi),
                ));
            }
        }
        let reports = self.tally.judged + self.tally.unusable;
        let share = self.size.filter(|size| *size > 0);
        let share = share.map(|size| format!(" · {}%", judged.read.saturating_mul(100) / size));
        session.progress(&format!("{reports}{}", share.unwrap_or_default()));
    }
}

/// A line that cannot be used weighs more than a breach: something was not judged.
fn exit(tally: &Tally) -> Exit {
    if tally.unusable > 0 {
        Exit::Unusable
    } else if tally.breaches > 0 {
        Exit::Found
    } else {
        Exit::Fine
    }
}
