//! Reports made up for made-up rules: mostly right, with gaps, and now and then wrong.

use std::fmt::Write as _;

use super::World;
use crate::random::Random;

/// A report, and when and for what it is judged.
#[derive(Debug, Clone)]
pub struct Case {
    /// The report, as JSON text.
    pub report: String,
    /// The day of the check.
    pub as_of: &'static str,
    /// The periods asked for; none: those reported.
    pub periods: Vec<&'static str>,
}

const DAYS: [&str; 8] = [
    "2024-12-31",
    "2025-02-14",
    "2025-06-30",
    "2025-12-31",
    "2026-01-10",
    "2026-07-01",
    "2027-01-01",
    "2031-01-01",
];

const PERIODS: [&str; 8] = [
    "2024",
    "2025",
    "2025",
    "2026",
    "2026",
    "2025-Q1",
    "2025-H1",
    "2024-2025",
];

/// What may stand for a fact, right for some and wrong for others.
pub const VALUES: [&str; 24] = [
    "0",
    "1",
    "2",
    "3",
    "7",
    "20",
    "131",
    "12.5",
    "\"40000000.25\"",
    "true",
    "false",
    "\"2025-03-01\"",
    "\"2025-11-30\"",
    "\"2026-02-14\"",
    "\"2024-12-31\"",
    "\"2025-04-29T16:30\"",
    "\"town\"",
    "\"island\"",
    "\"land\"",
    "null",
    "{\"unknown\":\"lost\"}",
    "{\"not_applicable\":\"none here\"}",
    "{\"from\":\"2025-01-02\",\"to\":\"2025-06-30\"}",
    "{\"from\":\"2025-06-02\"}",
];

/// What is wrong for every fact.
pub const WRONG: [&str; 12] = [
    "-3",
    "1e400",
    "\"2025-02-30\"",
    "\"a\"",
    "{}",
    "[1,2]",
    "[{\"name\":\"x\"}]",
    "{\"unknown\":7}",
    "99999999999999999999999999999999999999999",
    "{\"from\":\"2025-06-02\",\"to\":\"2025-01-01\"}",
    "[{\"id\":\"m1\"},{\"id\":\"m1\"}]",
    "\"40.000\"",
];

impl Case {
    /// A report of a body of some level, with bodies below.
    pub fn new(world: &World, random: &mut Random) -> Self {
        let levels: Vec<(usize, &str)> = world.levels().collect();
        let at = random.below(levels.len());
        let mut report = String::new();
        body(world, random, &levels[at..], "b", &mut report);
        let mut periods = Vec::new();
        if random.one_in(4) {
            periods.push(*random.of(&["2025", "2026", "2025-Q1", "2025-H1"]));
        }
        if random.one_in(12) {
            periods.push(*random.of(&["standing", "by 2030-12-31", "2024"]));
        }
        Self {
            report,
            as_of: DAYS[random.below(DAYS.len())],
            periods,
        }
    }
}

fn body(
    world: &World,
    random: &mut Random,
    levels: &[(usize, &str)],
    id: &str,
    report: &mut String,
) {
    let Some(((at, level), lower)) = levels.split_first() else {
        return;
    };
    _ = write!(
        report,
        "{{\"body\":{{\"level\":\"{level}\",\"id\":\"{id}\"}},\"periods\":{{"
    );
    let mut told: Vec<&str> = Vec::new();
    for _ in 0..=random.below(3) {
        let period = *random.of(&PERIODS);
        if !told.contains(&period) {
            told.push(period);
        }
    }
    for (position, period) in told.iter().enumerate() {
        let comma = if position > 0 { "," } else { "" };
        _ = write!(
            report,
            "{comma}\"{period}\":{{{}}}",
            facts(world, random, *at).join(",")
        );
    }
    report.push('}');
    if !lower.is_empty() && !random.one_in(3) {
        report.push_str(",\"below\":[");
        for row in 0..=random.below(3) {
            if row > 0 {
                report.push(',');
            }
            // Now and then the same body twice.
            let name = if random.one_in(40) { 0 } else { row };
            body(world, random, lower, &format!("{id}{name}"), report);
        }
        report.push(']');
    }
    report.push('}');
}

fn facts(world: &World, random: &mut Random, level: usize) -> Vec<String> {
    let mut facts = Vec::new();
    let mut add = |random: &mut Random, key: &str, value: String| {
        if !random.one_in(3) {
            let other: Option<&str> = match random.below(25) {
                0 => Some(*random.of(&WRONG)),
                1 => Some(*random.of(&VALUES)),
                _ => None,
            };
            let value = other.unwrap_or(&value);
            facts.push(format!("\"{key}\":{value}"));
        }
    };
    for key in ["plan", "dialogue", "gift", "session"] {
        let value = deed(random);
        add(random, key, value);
    }
    let market = random.of(&["true", "false"]);
    add(random, "market", (*market).to_owned());
    for key in ["classes", "complaints"] {
        let value = random.below(9).to_string();
        add(random, key, value);
    }
    let budget = random.of(&["1000000", "\"2500000.5\"", "60000000", "0"]);
    add(random, "budget", (*budget).to_owned());
    let place = random.of(&["\"town\"", "\"island\"", "\"other\""]);
    add(random, "place", (*place).to_owned());
    for population in world
        .populations
        .iter()
        .filter(|one| one.per.contains(&level))
    {
        if random.one_in(2) {
            let rows = rows(random, population);
            add(random, population.id, rows);
        } else {
            let size = random.below(40);
            add(random, population.id, size.to_string());
            for state in population.states() {
                let of = random.below(size + 1).to_string();
                add(random, &format!("{}.{state}", population.id), of);
            }
        }
    }
    for (below, id) in world.levels().filter(|(below, _)| *below > level) {
        if random.one_in(5) {
            let size = (below - level + random.below(4)).to_string();
            add(random, id, size);
            if random.one_in(3) {
                let of = random.below(3).to_string();
                add(random, &format!("{id}.dialogue"), of);
            }
        }
    }
    if random.one_in(6) {
        facts.push("\"final\":true".to_owned());
    }
    if random.one_in(30) {
        facts.push("\"no_such_fact\":1".to_owned());
    }
    if random.one_in(60)
        && let Some(first) = facts.first().cloned()
    {
        facts.push(first);
    }
    facts
}

fn deed(random: &mut Random) -> String {
    if random.one_in(4) {
        return (*random.of(&["false", "true", "\"2025-05-05T09:00\""])).to_owned();
    }
    let (year, month, day) = (
        2024 + random.below(3),
        1 + random.below(12),
        1 + random.below(28),
    );
    format!("\"{year}-{month:02}-{day:02}\"")
}

fn rows(random: &mut Random, population: &super::rules::Population) -> String {
    let mut rows = Vec::new();
    for row in 0..random.below(7) {
        let mut cells = vec![format!("\"id\":\"m{row}\"")];
        for state in population.states() {
            match random.below(5) {
                0 => {}
                1 => cells.push(format!("\"{state}\":{}", deed(random))),
                2 => cells.push(format!("\"{state}\":false")),
                _ => cells.push(format!("\"{state}\":true")),
            }
        }
        for day in ["issued", "signed"] {
            if !random.one_in(4) {
                cells.push(format!("\"{day}\":{}", deed(random)));
            }
        }
        if !random.one_in(4) {
            cells.push(format!("\"present\":{}", random.below(60)));
        }
        if !random.one_in(4) {
            cells.push(format!("\"area\":\"{}.5\"", random.below(200)));
        }
        if !random.one_in(4) {
            cells.push(format!("\"poor\":{}", random.one_in(2)));
        }
        if !random.one_in(4) {
            cells.push(format!(
                "\"matter\":{}",
                random.of(&["\"land\"", "\"money\"", "\"x\""])
            ));
        }
        rows.push(format!("{{{}}}", cells.join(",")));
    }
    format!("[{}]", rows.join(","))
}
