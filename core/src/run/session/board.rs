//! The verdicts on a report, each where it can be worked out again by itself.

use crate::run::counts::Summary;
use crate::run::evaluate::next_facts::{Lacks, Ranking, tell};
use crate::run::evaluate::{Docket, Judged, Request, lines, name};
use crate::run::facts::kept::{Kept, Touched};
use crate::run::ordered::{Map, Set};
use crate::run::program::Program;
use crate::run::verdict::{BodyName, Outcome, Status, Verdict};

/// Which lines of requirements read what; a line is told by the position of its first wording.
pub(super) struct Readers {
    facts: Vec<Vec<usize>>,
    collections: Vec<Vec<usize>>,
    /// Where each line begins and ends.
    ends: Map<usize, usize>,
}

impl Readers {
    pub(super) fn new(program: &Program) -> Self {
        let mut readers = Self {
            facts: vec![Vec::new(); program.facts.len()],
            collections: vec![Vec::new(); program.collections.len()],
            ends: Map::new(),
        };
        for (first, line) in lines(program) {
            readers.ends.insert(first, first + line.len());
            for reads in program.derived().reads.iter().skip(first).take(line.len()) {
                for fact in &reads.facts {
                    note(&mut readers.facts, fact.index(), first);
                }
                for collection in &reads.collections {
                    note(&mut readers.collections, collection.index(), first);
                }
            }
        }
        readers
    }

    /// The lines that read something touched, in order.
    fn of(&self, touched: &Touched) -> Set<usize> {
        if touched.all {
            return self.ends.keys().copied().collect();
        }
        let facts = touched
            .facts
            .iter()
            .filter_map(|id| self.facts.get(id.index()));
        let collections = touched.collections.iter();
        let collections = collections.filter_map(|id| self.collections.get(id.index()));
        facts.chain(collections).flatten().copied().collect()
    }
}

fn note(readers: &mut [Vec<usize>], of: usize, line: usize) {
    if let Some(lines) = readers.get_mut(of)
        && lines.last() != Some(&line)
    {
        lines.push(line);
    }
}

/// All verdicts on a report.
pub(super) struct Board {
    docket: Docket,
    /// In the order of results.
    cells: Vec<Cell>,
    /// Of each seat: its cells, by the line.
    of_seat: Vec<Map<usize, usize>>,
    lacks: Lacks,
    pub(super) next_facts: Vec<String>,
    pub(super) summary: Summary,
}

/// The verdicts on one body by one line of requirements.
struct Cell {
    body: BodyName,
    line: usize,
    entries: Vec<Entry>,
}

/// A verdict and what it lacks.
struct Entry {
    verdict: Verdict,
    /// As it was asked for.
    lacking: Vec<usize>,
    /// The same as told, the most useful first.
    told: Vec<usize>,
}

/// What is another than it was.
#[derive(Debug, Default)]
pub(super) struct Difference {
    /// The verdicts that are new or others, in the order of results: cell, and position in it.
    changed: Set<(usize, usize)>,
    pub(super) gone: Vec<Verdict>,
    pub(super) next_facts: bool,
}

impl Board {
    /// Judges a report whole.
    pub(super) fn new(program: &Program, kept: &Kept, request: &Request) -> Self {
        let docket = Docket::new(&kept.facts, request);
        let mut lacks = Lacks::default();
        let mut cells = Vec::new();
        let walk = docket.walk(program, &[]);
        walk.each_line(&kept.facts.body, &mut |body, line, judged| {
            let entries = judged.into_iter();
            cells.push(Cell {
                body: name(program, body),
                line,
                entries: entries.map(|one| Entry::new(&mut lacks, one)).collect(),
            });
        });
        let mut board = Self {
            of_seat: seated(program, kept, &cells),
            docket,
            cells,
            lacks,
            next_facts: Vec::new(),
            summary: Summary::default(),
        };
        board.summary = board.verdicts().collect();
        board.rank(program, kept, &mut Difference::default());
        board
    }

    pub(super) fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        let entries = self.cells.iter().flat_map(|cell| &cell.entries);
        entries.map(|entry| &entry.verdict)
    }

    /// The verdicts that are new or others.
    pub(super) fn changed<'b>(
        &'b self,
        difference: &'b Difference,
    ) -> impl Iterator<Item = &'b Verdict> {
        let entries = difference.changed.iter();
        let entries = entries.filter_map(|(cell, at)| self.cells.get(*cell)?.entries.get(*at));
        entries.map(|entry| &entry.verdict)
    }

    pub(super) fn outcome(&self, program: &Program, kept: &Kept, request: &Request) -> Outcome {
        let body = &kept.facts.body;
        Outcome {
            as_of: request.as_of,
            body: name(program, body),
            verdicts: self.verdicts().cloned().collect(),
            next_facts: self.next_facts.clone(),
            problems: kept.facts.problems.clone(),
            counted: self.docket.walk(program, &[]).counted(body),
        }
    }

    /// Judges again what reads something touched, for its body and those above that look at it.
    pub(super) fn again(
        &mut self,
        program: &Program,
        kept: &Kept,
        readers: &Readers,
        touched: &Touched,
    ) -> Difference {
        let mut difference = Difference::default();
        let lines = readers.of(touched);
        let mut next = Some(touched.seat);
        let mut is_ranked = true;
        while let Some(seat) = next {
            let Some(body) = kept.body(seat) else { break };
            for first in &lines {
                let Some(cell) = self.of_seat.get(seat).and_then(|cells| cells.get(first)) else {
                    continue;
                };
                let end = readers.ends.get(first).copied().unwrap_or(*first);
                let Some(line) = program.requirements.get(*first..end) else {
                    continue;
                };
                let judged = self.docket.walk(program, &[]).again(*first, line, body);
                let entries = judged.into_iter();
                let entries = entries
                    .map(|one| Entry::new(&mut self.lacks, one))
                    .collect();
                let at = *cell;
                if let Some(cell) = self.cells.get_mut(at) {
                    for entry in &cell.entries {
                        self.summary.take(&entry.verdict);
                    }
                    is_ranked &= cell.renew(at, entries, &mut difference);
                    for entry in &cell.entries {
                        self.summary.add(&entry.verdict);
                    }
                }
            }
            next = kept.seats().get(seat).and_then(|seat| seat.above);
        }
        if !is_ranked {
            self.rank(program, kept, &mut difference);
        }
        difference
    }

    /// Orders what is missing; verdicts that tell it in another order are others.
    fn rank(&mut self, program: &Program, kept: &Kept, difference: &mut Difference) {
        let entries = self.cells.iter().flat_map(|cell| &cell.entries);
        let lacking = entries.map(|entry| (entry.verdict.status, entry.lacking.as_slice()));
        let ranking = Ranking::of(&self.lacks, lacking);
        for (at, cell) in self.cells.iter_mut().enumerate() {
            for (position, entry) in cell.entries.iter_mut().enumerate() {
                let sorted = ranking.sort(&entry.lacking);
                if sorted != entry.told {
                    tell(&mut entry.verdict, &self.lacks, &sorted);
                    entry.told = sorted;
                    difference.changed.insert((at, position));
                }
            }
        }
        let next_facts = ranking.told(&self.lacks, &name(program, &kept.facts.body));
        difference.next_facts |= next_facts != self.next_facts;
        self.next_facts = next_facts;
    }

    /// What this board tells otherwise than an earlier one.
    pub(super) fn difference(&self, earlier: Self) -> Difference {
        let mut difference = Difference {
            next_facts: self.next_facts != earlier.next_facts,
            ..Difference::default()
        };
        let cells = earlier.cells.into_iter();
        let mut was: Map<(BodyName, usize), Vec<Verdict>> = cells
            .map(|cell| {
                let verdicts = cell.entries.into_iter().map(|entry| entry.verdict);
                ((cell.body, cell.line), verdicts.collect())
            })
            .collect();
        for (at, cell) in self.cells.iter().enumerate() {
            let mut was = was
                .remove(&(cell.body.clone(), cell.line))
                .unwrap_or_default();
            // They come in one order nearly always: what is taken stands at the end, so that nothing is moved for it.
            was.reverse();
            for (position, entry) in cell.entries.iter().enumerate() {
                let same = was
                    .iter()
                    .rposition(|one| one.period == entry.verdict.period);
                if same.map(|same| was.remove(same)).as_ref() != Some(&entry.verdict) {
                    difference.changed.insert((at, position));
                }
            }
            difference.gone.extend(was.into_iter().rev());
        }
        difference
            .gone
            .extend(was.into_iter().flat_map(|(_, verdicts)| verdicts));
        difference
    }
}

/// The cells of each seat.
fn seated(program: &Program, kept: &Kept, cells: &[Cell]) -> Vec<Map<usize, usize>> {
    let seats = kept.seats().iter().enumerate();
    let seats: Map<BodyName, usize> = seats
        .filter_map(|(at, _)| Some((name(program, kept.body(at)?), at)))
        .collect();
    let mut of_seat = vec![Map::new(); seats.len()];
    for (at, cell) in cells.iter().enumerate() {
        let seat = seats
            .get(&cell.body)
            .and_then(|seat| of_seat.get_mut(*seat));
        if let Some(cells) = seat {
            cells.insert(cell.line, at);
        }
    }
    of_seat
}

impl Entry {
    fn new(lacks: &mut Lacks, judged: Judged) -> Self {
        Self {
            lacking: lacks.numbers(judged.missing),
            verdict: judged.verdict,
            told: Vec::new(),
        }
    }

    /// Whether it weighs the same when missing facts are ranked.
    fn ranks_as(&self, other: &Self) -> bool {
        let is_unknown = |entry: &Self| entry.verdict.status == Status::Unknown;
        self.lacking == other.lacking
            && (self.lacking.is_empty() || is_unknown(self) == is_unknown(other))
    }
}

impl Cell {
    /// Takes the entries judged anew; answers whether missing facts rank as before.
    fn renew(&mut self, at: usize, entries: Vec<Entry>, difference: &mut Difference) -> bool {
        let mut was = std::mem::replace(&mut self.entries, entries);
        // As in `difference`.
        was.reverse();
        let mut is_ranked = true;
        for (position, entry) in self.entries.iter_mut().enumerate() {
            let same = was
                .iter()
                .rposition(|one| one.verdict.period == entry.verdict.period);
            let Some(mut same) = same.map(|same| was.remove(same)) else {
                difference.changed.insert((at, position));
                is_ranked &= entry.lacking.is_empty();
                continue;
            };
            is_ranked &= entry.ranks_as(&same);
            // What is missing is compared as it is told, once it is ranked.
            let missing = std::mem::take(&mut same.verdict.missing);
            if entry.verdict != same.verdict {
                difference.changed.insert((at, position));
            }
            entry.verdict.missing = missing;
            entry.told = same.told;
        }
        is_ranked &= was.iter().all(|gone| gone.lacking.is_empty());
        difference
            .gone
            .extend(was.into_iter().rev().map(|entry| entry.verdict));
        is_ranked
    }
}
