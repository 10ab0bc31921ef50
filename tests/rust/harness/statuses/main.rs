//! Statuses by plans, and those of reports in columns, are those of the evaluator, on every case there is.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it cannot read, and tells what it saw"
)]

mod columns;
mod shipped;
mod thresholds;

use std::collections::BTreeMap;

use luat_core::author;
use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts::read::Reader;
use luat_core::run::facts::{Body, Facts, Moment, Value};
use luat_core::run::ordered::Map;
use luat_core::run::program::{FactId, Program};
use luat_core::run::statuses::{Desk, Plan, Slots, Statuses, Tells, Told};
use luat_core::run::verdict::{Outcome, Status, Verdict};
use luat_grammar::parse;
use luat_grammar::source::Source;
use luat_tests::conformance::Suite;
use luat_tests::generated;
use luat_tests::project;
use luat_tests::random::Random;

/// Sets of rules made up, and reports on each.
const MADE_UP: (u64, usize) = (40, 20);

/// How often each text is changed.
const MUTATIONS: usize = 4;

/// What was judged.
#[derive(Debug, Default)]
struct Seen {
    /// Reports as they stand in the cases.
    cases: usize,
    /// Reports of one body, and those of them that have a plan.
    reports: usize,
    planned: usize,
    /// Texts read, and those of them that needed no full reader.
    texts: usize,
    scanned: usize,
    /// Verdicts, and those that a plan told without the evaluator.
    verdicts: usize,
    told: usize,
    /// Rows in columns, and those of them that were judged so.
    rows: usize,
    in_columns: usize,
    /// Cases that were judged in columns just as they are; the others by what keeps them out.
    whole: usize,
    not_whole: BTreeMap<&'static str, usize>,
}

impl Seen {
    /// Judges each body of a report by itself, both ways.
    fn report<'s>(
        &mut self,
        name: &str,
        (statuses, request): (&'s Statuses<'_>, &Request),
        plans: &mut Vec<Plan<'s>>,
        (program, facts): (&Program, &Facts),
    ) {
        if !facts.problems.is_empty() || !facts.body.below.is_empty() {
            assert!(statuses.plan(facts).is_none(), "{name}");
        }
        let mut stack = vec![&facts.body];
        while let Some(body) = stack.pop() {
            stack.extend(&body.below);
            let facts = Facts {
                body: alone(body),
                problems: Vec::new(),
            };
            self.reports += 1;
            let slots = |plan: &Plan<'_>| plan.slots(&facts);
            if !plans.iter().any(|plan| slots(plan).is_some()) {
                plans.extend(statuses.plan(&facts));
            }
            let planned = plans.iter().find_map(|plan| Some((plan, slots(plan)?)));
            if let Some((plan, slots)) = planned {
                self.planned += 1;
                let outcome = evaluate(program, &facts, request);
                self.body(name, plan, &slots, &outcome);
            }
        }
    }

    fn body(&mut self, name: &str, plan: &Plan<'_>, slots: &Slots, outcome: &Outcome) {
        let expected = outcome.verdicts.iter();
        let expected: Vec<(usize, &str, Status)> = expected
            .map(|verdict| (verdict.requirement, verdict.period.as_str(), verdict.status))
            .collect();
        let mut told = plan.statuses();
        // The first time what is told may be learned, the second time it is known.
        for time in 0..2 {
            let asked = plan.judge(slots, &mut told);
            let found = plan.verdicts().iter().zip(&told);
            let found: Vec<(usize, &str, Status)> = found
                .map(|(planned, status)| (planned.requirement, planned.period.as_str(), *status))
                .collect();
            assert_eq!(found, expected, "{name}");
            if time == 1 {
                self.verdicts += told.len();
                self.told += told.len().saturating_sub(asked);
            }
        }
    }

    /// Judges a text, and texts nearly the same, from its bytes and by the full reader.
    fn text(
        &mut self,
        name: &str,
        desk: &mut Desk<'_>,
        all: &All<'_>,
        text: &str,
        random: &mut Random,
    ) {
        // A plan is made when a shape is met again.
        for _ in 0..2 {
            self.one_text(name, desk, all, text);
        }
        for _ in 0..MUTATIONS {
            let changed = changed(text, random);
            self.one_text(name, desk, all, &changed);
        }
    }

    fn one_text(&mut self, name: &str, desk: &mut Desk<'_>, all: &All<'_>, text: &str) {
        let facts = all.reader.read(text);
        let told = desk.judge(text);
        let (facts, told) = match (facts, told) {
            (Ok(facts), Ok(told)) => (facts, told),
            (Err(expected), Err(found)) => {
                assert_eq!(found, expected);
                return;
            }
            (expected, found) => {
                unreachable!("{name}: {text}\n{found:?}\nbeside {:?}", expected.err())
            }
        };
        let outcome = evaluate(all.program, &facts, all.request);
        let is_planned = matches!(told, Told::Planned { .. });
        assert!(!is_planned || facts.problems.is_empty(), "{name}: {text}");
        self.texts += 1;
        self.scanned += usize::from(is_planned);
        let expected: Vec<Tells<'_>> = outcome.verdicts.iter().map(tells).collect();
        assert_eq!(told.each().collect::<Vec<_>>(), expected, "{name}: {text}");
    }

    /// So many of a hundred verdicts at least are told without the evaluator, and so many of a hundred texts
    /// without the full reader.
    fn floor(&self, what: &str, (told, scanned): (usize, usize)) {
        println!("{what}: {self:#?}");
        // Whatever is not whole in columns is so for a reason, and no case is passed over.
        let not_whole: usize = self.not_whole.values().sum();
        assert!(self.whole > 0, "{what}: {self:?}");
        assert_eq!(self.whole + not_whole, self.cases, "{what}: {self:?}");
        assert!(self.told * 100 >= self.verdicts * told, "{what}: {self:?}");
        assert!(
            self.scanned * 100 >= self.texts * scanned,
            "{what}: {self:?}"
        );
        assert!(self.in_columns * 100 >= self.rows * 95, "{what}: {self:?}");
    }
}

/// What reports are judged by.
struct All<'a> {
    program: &'a Program,
    request: &'a Request,
    reader: &'a Reader<'a>,
}

fn tells(verdict: &Verdict) -> Tells<'_> {
    Tells {
        level: &verdict.body.level,
        id: &verdict.body.id,
        requirement: verdict.requirement,
        period: &verdict.period,
        status: verdict.status,
    }
}

/// Characters that make a report another, or none.
const SIGNS: [&str; 16] = [
    "0", "1", "7", "9", "-", ".", "e", "\"", "\\", "{", "}", "[", ",", ":", " ", "á",
];

/// A text with one character or one stretch changed.
fn changed(text: &str, random: &mut Random) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let place = |random: &mut Random| *random.of(&places);
    let (from, to) = (place(random), place(random));
    let (from, to) = (from.min(to), from.max(to));
    let next = places
        .iter()
        .copied()
        .find(|at| *at > from)
        .unwrap_or(text.len());
    let sign = *random.of(&SIGNS);
    let number = random.below(200).to_string();
    let entries: Vec<&str> = text.split(',').collect();
    match random.below(8) {
        // One is replaced, put in, or left out.
        0 => [&text[..from], sign, &text[next..]].concat(),
        1 => [&text[..from], sign, &text[from..]].concat(),
        2 => [&text[..from], &text[next..]].concat(),
        // A stretch is left out, or written again.
        3 => [&text[..from], &text[to..]].concat(),
        4 => [&text[..to], &text[from..]].concat(),
        // An entry is told again, perhaps elsewhere, or with another number.
        5 => {
            let mut entries = entries.clone();
            let again = *random.of(&entries);
            entries.insert(random.below(entries.len()), again);
            entries.join(",")
        }
        6 => {
            let mut entries = entries.clone();
            let at = random.below(entries.len());
            let other = random.below(entries.len());
            entries.swap(at, other);
            entries.join(",")
        }
        _ => {
            let digits = |c: char| c.is_ascii_digit();
            let mut entries: Vec<String> = entries.iter().map(|one| (*one).to_owned()).collect();
            let at = random.below(entries.len());
            if let Some((key, value)) = entries[at].rsplit_once(':') {
                let rest = value.trim_start_matches(digits);
                entries[at] = format!("{key}:{number}{rest}");
            }
            entries.join(",")
        }
    }
}

/// What a body reports, as text; none where it is not written plainly.
fn written(program: &Program, body: &Body) -> Option<String> {
    let value = |value: &Value| match value {
        Value::Number(number) => Some(number.to_string()).filter(|text| !text.contains('/')),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Moment(Moment { date, time: None }) => Some(format!("\"{}\"", iso::print(*date))),
        Value::Unknown(_) => Some(r#"{"unknown":"lost"}"#.to_owned()),
        Value::NotApplicable(_) => Some(r#"{"not_applicable":"none here"}"#.to_owned()),
        Value::Moment(_)
        | Value::Lasting(..)
        | Value::Partly(_)
        | Value::Option(_)
        | Value::Faulty => None,
    };
    let name = |id: FactId| program.facts[id.index()].name.as_str();
    let mut periods = Vec::new();
    for reported in &body.periods {
        let mut entries = vec![format!("\"final\":{}", reported.closed)];
        for (id, told) in &reported.values {
            entries.push(format!("\"{}\":{}", name(*id), value(told)?));
        }
        for (of, members) in &reported.members {
            let key = &program.collections[of.index()].key;
            if let Some(total) = &members.total {
                entries.push(format!("\"{key}\":{}", value(total)?));
            }
            for (id, total) in &members.totals {
                entries.push(format!("\"{key}.{}\":{}", name(*id), value(total)?));
            }
        }
        periods.push(format!("\"{}\":{{{}}}", reported.period, entries.join(",")));
    }
    let level = &program.levels[body.level.index()].id;
    Some(format!(
        r#"{{"luat":1,"body":{{"level":"{level}","id":"a"}},"periods":{{{}}}}}"#,
        periods.join(",")
    ))
}

fn sound(values: &Map<FactId, Value>) -> Map<FactId, Value> {
    let sound = values.iter().filter(|(_, value)| **value != Value::Faulty);
    sound.map(|(id, value)| (*id, value.clone())).collect()
}

/// A body by itself, without lists and faults.
fn alone(body: &Body) -> Body {
    let mut body = body.clone();
    body.below.clear();
    body.predecessors.clear();
    body.told.clear();
    body.since = None;
    for reported in &mut body.periods {
        reported.values = sound(&reported.values);
        let members = std::mem::take(&mut reported.members).into_iter();
        let told = members.map(|(of, mut members)| {
            members.roster = None;
            members.totals = sound(&members.totals);
            members.total.take_if(|value| *value == Value::Faulty);
            (of, members)
        });
        let told = told.filter(|(_, one)| one.total.is_some() || !one.totals.is_empty());
        reported.members = told.collect();
    }
    body
}

fn request(as_of: &str, periods: &[impl AsRef<str>]) -> Request {
    let periods = periods.iter().map(|one| one.as_ref().parse().unwrap());
    Request {
        as_of: iso::parse_date(as_of).unwrap(),
        periods: periods.collect(),
    }
}

/// Reports of one program, judged by plans that serve all that are asked alike.
fn judge(
    seen: &mut Seen,
    name: &str,
    program: &Program,
    cases: impl IntoIterator<Item = (String, Request)>,
) {
    let reader = Reader::new(program);
    let mut alike: BTreeMap<String, (Request, Vec<String>)> = BTreeMap::new();
    for (report, request) in cases {
        let asked = format!("{request:?}");
        let of = alike.entry(asked).or_insert((request, Vec::new()));
        of.1.push(report);
    }
    let mut random = Random::new(7);
    for (request, reports) in alike.into_values() {
        let statuses = Statuses::new(program, request.clone());
        let (mut plans, mut desk) = (Vec::new(), statuses.desk());
        let all = All {
            program,
            request: &request,
            reader: &reader,
        };
        for report in reports {
            seen.cases += 1;
            seen.one_text(name, &mut desk, &all, &report);
            let Ok(facts) = reader.read(&report) else {
                *seen.not_whole.entry("it cannot be read").or_default() += 1;
                continue;
            };
            let outcome = evaluate(program, &facts, &request);
            match columns::whole(name, &statuses, &facts, &outcome) {
                Ok(()) => seen.whole += 1,
                Err(why) => *seen.not_whole.entry(why).or_default() += 1,
            }
            seen.report(name, (&statuses, &request), &mut plans, (program, &facts));
            let written = written(program, &alone(&facts.body));
            if let Some(text) = written {
                seen.text(name, &mut desk, &all, &text, &mut random);
                columns::agree(seen, name, &statuses, &reader, &facts.body, &mut random);
            }
        }
    }
}

#[test]
fn the_cases_written_by_hand_are_told_alike() {
    let mut seen = Seen::default();
    for file in project::files("tests/conformance", "json") {
        let Ok(suite) = Suite::read(&file) else {
            continue;
        };
        let program = project::compile(&suite.sources()).unwrap();
        let cases = suite.cases.iter();
        let cases = cases.map(|case| (case.text(), request(&case.as_of, &case.periods)));
        judge(&mut seen, &file.display().to_string(), &program, cases);
    }
    seen.floor("written by hand", (53, 50));
}

#[test]
fn the_rules_as_shipped_are_told_alike() {
    let files = project::rule_files("rules");
    let sources: Vec<Source> = files.iter().map(|file| project::source(file)).collect();
    let rules = author::check(&parse(&sources)).rules.unwrap();
    let program = author::compile(&rules);
    let none: [&str; 0] = [];
    let scenarios = rules.scenarios().iter().map(|scenario| {
        let as_of = iso::print(scenario.as_of).to_string();
        (scenario.report.clone(), request(&as_of, &none))
    });
    let mut seen = Seen::default();
    judge(&mut seen, "scenarios", &program, scenarios);
    for file in project::files("rules", "json") {
        let text = project::source(&file).text.to_string();
        let days = ["2026-01-10", "2026-11-20"];
        let cases = days.into_iter().flat_map(|as_of| {
            let asked: [&[&str]; 2] = [&[], &["2026", "by 2030-12-31"]];
            asked.map(|periods| (text.clone(), request(as_of, periods)))
        });
        judge(&mut seen, &file.display().to_string(), &program, cases);
    }
    seen.floor("as shipped", (50, 10));
}

#[test]
fn rules_made_up_are_told_alike() {
    let mut seen = Seen::default();
    for seed in 0..MADE_UP.0 {
        let block = generated::Block::new(seed, MADE_UP.1).unwrap();
        let cases = block.cases.into_iter();
        let cases = cases.map(|case| (case.report, request(case.as_of, &case.periods)));
        judge(&mut seen, &format!("seed {seed}"), &block.program, cases);
    }
    seen.floor("made up", (70, 10));
}

#[test]
fn plans_serve_all_threads() {
    fn serves_all<T: Send + Sync>() {}
    fn goes_to_another<T: Send>() {}
    serves_all::<Statuses<'_>>();
    serves_all::<Plan<'_>>();
    goes_to_another::<Desk<'_>>();
}
