//! What an amendment changes for those who have reported: whose verdicts flip, and why.

use std::collections::BTreeMap;
use std::iter::repeat_n;

use super::Difference;
use crate::run::evaluate::{Request, evaluate, lines};
use crate::run::facts::{Body, Facts};
use crate::run::program::{Program, Schedule};
use crate::run::verdict::{BodyName, Status, Verdict};

/// The verdicts of one report by the older and by the newer rules.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The reporting body.
    pub body: BodyName,
    /// Verdicts that differ, in the order of the newer rules; those of rules that are gone last.
    pub flips: Vec<Flip>,
    /// How many verdicts there were in all, by either.
    pub verdicts: u32,
}

/// A verdict that differs.
#[derive(Debug, Clone)]
pub struct Flip {
    /// Who is judged.
    pub body: BodyName,
    /// Its name, where the report gives one.
    pub name: Option<String>,
    /// Id of the rule, in the newer program where it is there.
    pub rule_id: Option<String>,
    /// By the older rules; none where they do not ask it.
    pub before: Option<Verdict>,
    /// By the newer rules; none where they do not ask it.
    pub after: Option<Verdict>,
}

/// Judges one report by both rule sets.
pub fn compare(
    difference: &Difference,
    (old, before): (&Program, &Facts),
    (new, after): (&Program, &Facts),
    request: &Request,
) -> Compared {
    let olds = evaluate(old, before, request).verdicts;
    let news = evaluate(new, after, request).verdicts;
    let mut names = BTreeMap::new();
    gather_names(new, &after.body, &mut names);
    let key = |program: &Program, verdict: &Verdict, requirement: usize| {
        let milestone = program
            .requirements
            .get(verdict.requirement)
            .is_some_and(|one| matches!(one.schedule, Schedule::By { .. }));
        let period = (!milestone).then(|| verdict.period.clone());
        (verdict.body.clone(), requirement, period)
    };
    let line = Lines::new(difference, old, new);
    let mut left: BTreeMap<_, Vec<Verdict>> = BTreeMap::new();
    for verdict in olds {
        let place = line.of_old(verdict.requirement);
        left.entry(key(old, &verdict, place))
            .or_default()
            .push(verdict);
    }
    let mut compared = Compared {
        body: crate::run::evaluate::name(new, &after.body),
        flips: Vec::new(),
        verdicts: 0,
    };
    let mut note = |before: Option<Verdict>, after: Option<Verdict>| {
        compared.verdicts += 1;
        let told = |of: &Option<Verdict>| of.as_ref().map(|one| (one.status, one.severity));
        if told(&before) == told(&after) {
            return;
        }
        let Some(body) = after
            .as_ref()
            .or(before.as_ref())
            .map(|one| one.body.clone())
        else {
            return;
        };
        compared.flips.push(Flip {
            name: names.get(&body).cloned(),
            rule_id: rule_id((old, &before), (new, &after)),
            body,
            before,
            after,
        });
    };
    for verdict in news {
        let place = line.of_new(verdict.requirement);
        let before = left
            .get_mut(&key(new, &verdict, place))
            .filter(|known| !known.is_empty())
            .map(|known| known.remove(0));
        note(before, Some(verdict));
    }
    let mut gone: Vec<Verdict> = left.into_values().flatten().collect();
    gone.sort_by_key(|verdict| verdict.requirement);
    for verdict in gone {
        note(Some(verdict), None);
    }
    compared
}

impl Flip {
    /// The older status and the newer.
    pub fn statuses(&self) -> (Option<Status>, Option<Status>) {
        let status = |of: &Option<Verdict>| of.as_ref().map(|one| one.status);
        (status(&self.before), status(&self.after))
    }
}

fn rule_id(
    (old, before): (&Program, &Option<Verdict>),
    (new, after): (&Program, &Option<Verdict>),
) -> Option<String> {
    let of = |program: &Program, verdict: &Option<Verdict>| {
        let rule = verdict.as_ref()?.rule;
        program.rules.get(rule.index()).map(|rule| rule.id.clone())
    };
    of(new, after).or_else(|| of(old, before))
}

/// Positions of lines of requirements, so that wordings of one requirement are one.
struct Lines {
    /// Of each older requirement: the newer line, else a number past all of them.
    old: Vec<usize>,
    /// Of each newer requirement: its line.
    new: Vec<usize>,
}

impl Lines {
    fn new(difference: &Difference, old: &Program, new: &Program) -> Self {
        let lines = |program: &Program| -> Vec<usize> {
            let lines = lines(program).enumerate();
            lines
                .flat_map(|(line, (_, wordings))| repeat_n(line, wordings.len()))
                .collect()
        };
        let (of_old, of_new) = (lines(old), lines(new));
        let past = of_new.len();
        // A line goes where the first of its wordings that is still there has gone.
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, line) in of_old.iter().enumerate() {
            let to = difference.requirements.get(at).copied().flatten();
            if let Some(to) = to.and_then(|to| of_new.get(to)) {
                place.entry(*line).or_insert(*to);
            }
        }
        let old = of_old
            .iter()
            .map(|line| place.get(line).copied().unwrap_or(past + line))
            .collect();
        Self { old, new: of_new }
    }

    fn of_old(&self, at: usize) -> usize {
        self.old.get(at).copied().unwrap_or(usize::MAX)
    }

    fn of_new(&self, at: usize) -> usize {
        self.new.get(at).copied().unwrap_or(usize::MAX)
    }
}

fn gather_names(program: &Program, body: &Body, names: &mut BTreeMap<BodyName, String>) {
    if let Some(name) = &body.name {
        names.insert(crate::run::evaluate::name(program, body), name.clone());
    }
    for below in body.below.iter().chain(&body.predecessors) {
        gather_names(program, below, names);
    }
}
