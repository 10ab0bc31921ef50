//! `luat test --mutate`: which changes of the rules the scenarios notice.

use std::fmt::Write as _;

use luat_core::author::model::RuleSet;
use luat_core::author::mutate::{Fate, Mutant, Subject, subjects, try_out};
use luat_core::wire::scenarios::place;
use luat_core::words::{self, Language};
use luat_grammar::source::Source;
use serde::Serialize;

use crate::Exit;
use crate::args::{Format, TestArguments};
use crate::cores::share_out;
use crate::failure::Failure;
use crate::render::{BOLD, DIM, GREEN, RED, clean, pick, styled};
use crate::rules::Rules;
use crate::session::Session;

/// What became of the changes of a file, or of all.
#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Counts {
    noticed: usize,
    survived: usize,
    refused: usize,
    same: usize,
}

#[derive(Serialize)]
struct Told<'a> {
    survivors: Vec<Survivor<'a>>,
    files: Vec<File<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Survivor<'a> {
    file: &'a str,
    line: u32,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    #[serde(flatten)]
    counts: Counts,
}

/// Changes the rules of the files given, one word at a time, and tells what no scenario noticed.
pub(crate) fn mutate(
    session: &mut Session<'_, '_>,
    arguments: &TestArguments,
    rules: &Rules,
    found: &RuleSet,
) -> Result<Exit, Failure> {
    let asked: Vec<Subject> = subjects(&rules.parsed)
        .into_iter()
        .filter(|subject| (subject.source.0 as usize) < rules.given)
        .collect();
    let tried = share_out(
        &asked,
        |subject| try_out(&rules.parsed, found, *subject),
        |done| session.progress(&format!("{done}/{}", asked.len())),
    );
    session.progress("");
    let mutants: Vec<Mutant> = tried.into_iter().flatten().collect();
    let sources = &rules.parsed.sources;
    let total = Counts::of(&mutants);
    match session.format() {
        Format::Json => session.json(&told(sources, &mutants, total))?,
        Format::Text => {
            let page = page(sources, &mutants, total, session.language().into());
            session.print(&page)?;
        }
    }
    let enough = arguments
        .min
        .is_none_or(|least| total.noticed * 100 >= usize::from(least) * total.judged());
    Ok(if enough { Exit::Fine } else { Exit::Found })
}

impl Counts {
    fn of<'m>(mutants: impl IntoIterator<Item = &'m Mutant>) -> Self {
        let mut counts = Self::default();
        for mutant in mutants {
            match mutant.fate {
                Fate::Noticed => counts.noticed += 1,
                Fate::Survived => counts.survived += 1,
                Fate::Refused => counts.refused += 1,
                Fate::Same => counts.same += 1,
            }
        }
        counts
    }

    /// Those that a scenario could have noticed.
    const fn judged(self) -> usize {
        self.noticed + self.survived
    }
}

fn told<'a>(sources: &'a [Source], mutants: &'a [Mutant], summary: Counts) -> Told<'a> {
    let survivors = survivors(mutants)
        .filter_map(|mutant| {
            let place = place(sources, mutant.span)?;
            Some(Survivor {
                file: place.file,
                line: place.number,
                before: &mutant.before,
                after: &mutant.after,
            })
        })
        .collect();
    let files = files(sources, mutants)
        .into_iter()
        .map(|(file, counts)| File { file, counts })
        .collect();
    Told {
        survivors,
        files,
        summary,
    }
}

fn survivors(mutants: &[Mutant]) -> impl Iterator<Item = &Mutant> {
    mutants
        .iter()
        .filter(|mutant| mutant.fate == Fate::Survived)
}

/// Files that hold something to change, and what became of it.
fn files<'a>(sources: &'a [Source], mutants: &[Mutant]) -> Vec<(&'a str, Counts)> {
    (0..)
        .zip(sources)
        .filter_map(|(at, source)| {
            let mut own = mutants
                .iter()
                .filter(|mutant| mutant.span.source.0 == at)
                .peekable();
            own.peek()?;
            Some((source.name.as_str(), Counts::of(own)))
        })
        .collect()
}

fn page(sources: &[Source], mutants: &[Mutant], total: Counts, language: Language) -> String {
    let mut page = String::new();
    for mutant in survivors(mutants) {
        let Some(place) = place(sources, mutant.span) else {
            continue;
        };
        let after = if mutant.after.is_empty() {
            pick(language, "(left out)", "(bỏ đi)")
        } else {
            &mutant.after
        };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{}", styled(DIM, &clean(&place.at())));
        let _ = writeln!(page, "  {} {}", styled(GREEN, "-"), clean(&mutant.before));
        let _ = writeln!(page, "  {} {}", styled(RED, "+"), clean(after));
    }
    if !page.is_empty() {
        page.insert_str(
            0,
            &format!(
                "{}\n\n",
                styled(
                    BOLD,
                    pick(
                        language,
                        "No scenario notices these changes:",
                        "Không tình huống nào nhận ra các chỗ sửa sau:"
                    )
                )
            ),
        );
        page.push('\n');
    }
    let files = files(sources, mutants);
    for (file, counts) in &files {
        let _ = writeln!(page, "{}: {}", clean(file), counted(*counts, language));
    }
    if files.len() != 1 {
        let all = pick(language, "in all", "tổng cộng");
        let _ = writeln!(page, "{}: {}", styled(BOLD, all), counted(total, language));
    }
    page
}

/// `97 of 102 changes noticed (95.0%); 12 refused by the checker, 3 mean the same`.
fn counted(counts: Counts, language: Language) -> String {
    let (noticed, judged) = (counts.noticed, counts.judged());
    let share = words::share(noticed, judged, language);
    let mut text = pick(
        language,
        format!("{noticed} of {judged} changes noticed ({share})"),
        format!("nhận ra {noticed} trong {judged} chỗ sửa ({share})"),
    );
    let refused = (
        counts.refused,
        pick(
            language,
            "refused by the checker",
            "bị bước kiểm tra văn bản từ chối",
        ),
    );
    let same = (
        counts.same,
        pick(language, "with the same meaning", "không đổi nghĩa"),
    );
    for (n, words) in [refused, same] {
        if n > 0 {
            let _ = write!(text, "; {n} {words}");
        }
    }
    text
}
