//! A session tells at every step what a check of the report as it stands would tell.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{Request, evaluate};
use luat_core::run::facts;
use luat_core::run::form::{Asked, State, form};
use luat_core::run::json::Json;
use luat_core::run::program::Program;
use luat_core::run::session::Session;
use luat_core::wire;
use luat_grammar::source::Source;
use luat_tests::generated::{Block, VALUES, WRONG};
use luat_tests::project;
use luat_tests::random::Random;
use serde_json::Value;

/// What is entered beside the values of made-up reports.
const MORE: [&str; 8] = [
    "19",
    "250",
    "[]",
    "[{\"id\": \"h1\"}, {\"id\": \"m1\"}, {\"id\": \"h3\"}]",
    "[1, 2]",
    "{\"id\": \"m2\", \"trained\": true}",
    "null",
    "null",
];

const KEYS: [&str; 4] = ["final", "2024/final", "nothing_of_that_name", "2025/x.y"];

/// What a session has told so far, put together.
#[derive(Default, PartialEq, Debug)]
struct Heard {
    verdicts: BTreeMap<String, Value>,
    next_facts: Value,
    problems: Value,
    summary: Value,
}

impl Heard {
    fn of(result: &Value) -> Self {
        let verdicts = result["verdicts"].as_array().unwrap();
        Self {
            verdicts: verdicts.iter().map(|one| (key(one), one.clone())).collect(),
            next_facts: result["next_facts"].clone(),
            problems: result["problems"].clone(),
            summary: result["summary"].clone(),
        }
    }

    fn hear(&mut self, change: &Value) {
        for gone in change["gone"].as_array().unwrap() {
            assert!(self.verdicts.remove(gone.as_str().unwrap()).is_some());
        }
        for verdict in change["verdicts"].as_array().unwrap() {
            let was = self.verdicts.insert(key(verdict), verdict.clone());
            assert_ne!(was.as_ref(), Some(verdict), "told though it is the same");
        }
        let told = |kept: &mut Value, name: &str| {
            if let Some(value) = change.get(name) {
                assert_ne!(kept, value, "told though they are the same: {name}");
                *kept = value.clone();
            }
        };
        told(&mut self.next_facts, "next_facts");
        told(&mut self.problems, "problems");
        self.summary = change["summary"].clone();
    }
}

fn key(verdict: &Value) -> String {
    let text = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let body = &verdict["body"];
    format!(
        "{}/{}/{}/{}/{}:{}/{}",
        text(verdict, "document"),
        text(verdict, "rule"),
        verdict["requirement"],
        text(verdict, "part"),
        text(body, "level"),
        text(body, "id"),
        text(verdict, "period")
    )
}

fn check(program: &Program, report: &str, request: &Request) -> String {
    let facts = facts::read::read(program, report).unwrap();
    let outcome = evaluate(program, &facts, request);
    wire::to_compact(&wire::outcome(program, &outcome)).unwrap()
}

/// Paths that a form of the report would enter, and those that verdicts name.
fn paths(program: &Program, session: &Session, result: &Value) -> Vec<String> {
    let mut paths: BTreeSet<String> = KEYS.map(str::to_owned).into();
    let level = result["body"]["level"].as_str().unwrap();
    let level = program.level_named(level).unwrap();
    for period in ["2024", "2025", "2026"].map(|key| key.parse().unwrap()) {
        let asked = Asked {
            level,
            period,
            as_of: None,
        };
        for section in form(program, &asked, None).sections {
            paths.extend(section.fields.iter().map(|field| {
                let own = field.path.period.unwrap_or(section.period);
                field.path.clone().in_period(own).to_string()
            }));
            for column in &section.columns {
                for member in ["h1", "m1", "0 a"] {
                    let mut path = column.path.clone();
                    path.member = Some(member.to_owned());
                    paths.insert(path.to_string());
                    path.fact = None;
                    paths.insert(path.to_string());
                }
            }
        }
    }
    paths.extend(session.next_facts().iter().cloned());
    for verdict in result["verdicts"].as_array().unwrap() {
        let body = &verdict["body"];
        let of = facts::path::Id(body["id"].as_str().unwrap()).to_string();
        let named = verdict["missing"].as_array().unwrap().iter();
        let named = named.filter_map(Value::as_str);
        paths.extend(named.filter(|path| !path.contains(':')).map(|path| {
            let period = verdict["period"].as_str().unwrap();
            let is_period = period
                .parse::<luat_core::run::calendar::period::Period>()
                .is_ok();
            let within = if path.contains('/') || !is_period {
                String::new()
            } else {
                format!("{period}/")
            };
            format!("{}:{of}/{within}{path}", body["level"].as_str().unwrap())
        }));
    }
    paths.into_iter().collect()
}

/// Enters facts at random and compares every step with a check of the whole.
fn fill_in(
    program: &Rc<Program>,
    report: &str,
    request: &Request,
    random: &mut Random,
    steps: usize,
) {
    let json = Json::parse(report).unwrap();
    let mut session = Session::new(Rc::clone(program), json, request.clone(), None).unwrap();
    let told = |session: &Session| {
        wire::to_compact(&wire::outcome(session.program(), &session.outcome())).unwrap()
    };
    let mut result = told(&session);
    assert_eq!(result, check(program, report, request));
    let mut heard = Heard::of(&serde_json::from_str(&result).unwrap());
    let mut done = String::new();
    let mut known = paths(program, &session, &serde_json::from_str(&result).unwrap());
    for step in 0..steps {
        if step % 8 == 7 {
            known = paths(program, &session, &serde_json::from_str(&result).unwrap());
        }
        let path = random.of(&known).clone();
        let value = *match random.below(6) {
            0 => random.of(&MORE),
            1 => random.of(&WRONG),
            _ => random.of(&VALUES),
        };
        done.extend([path.as_str(), " = ", value, "\n"]);
        match session.set(&path, Json::parse(value).unwrap()) {
            Err(_) => {}
            Ok(change) => {
                let told = wire::change::change(&change);
                heard.hear(&serde_json::to_value(told).unwrap());
            }
        }
        let now = wire::to_compact(session.report()).unwrap();
        result = told(&session);
        assert_eq!(result, check(program, &now, request), "{report}\n{done}");
        let whole = Heard::of(&serde_json::from_str(&result).unwrap());
        assert_eq!(heard, whole, "{report}\n{done}");
    }
}

fn request(as_of: &str, periods: &[&str]) -> Request {
    Request {
        as_of: iso::parse_date(as_of).unwrap(),
        periods: periods.iter().map(|one| one.parse().unwrap()).collect(),
    }
}

#[test]
fn over_the_rules_as_shipped() {
    let sources: Vec<_> = project::rule_files("rules")
        .iter()
        .filter(|path| {
            !path
                .components()
                .any(|part| part.as_os_str() == "scenarios")
        })
        .map(|path| project::source(path))
        .collect();
    let program = Rc::new(project::compile(&sources).unwrap_or_else(|errors| panic!("{errors}")));
    let reports = project::root().join("rules/muong_ang_154/reports");
    let report = |name: &str| project::read(&reports.join(name));
    let empty = |level: &str, id: &str| {
        format!(r#"{{"body":{{"level":"{level}","id":"{id}"}},"periods":{{"2025":{{}}}}}}"#)
    };
    let mut random = Random::new(1);
    for (report, as_of) in [
        (report("muong-ang-2025-2026.json"), "2026-11-20"),
        (report("breaks-every-rule.json"), "2026-02-01"),
        (report("bad-input.json"), "2025-08-01"),
        (empty("district", "muong-ang"), "2025-12-01"),
        (empty("commune", "ang-to"), "2026-01-10"),
    ] {
        fill_in(&program, &report, &request(as_of, &[]), &mut random, 24);
        fill_in(
            &program,
            &report,
            &request(as_of, &["2025"]),
            &mut random,
            12,
        );
    }
}

#[test]
fn a_form_asks_first_for_what_a_check_asks_first() {
    let rules = r#"language en
document d "D" / "D"
  in force from 2020-01-01
level ward "ward" / "phường"
act plan "a plan issued" / "ban hành kế hoạch" per ward
population officers "officer | officers" / "công chức" per ward
  state trained "trained" / "được bồi dưỡng" in the period
  state certified "certified" / "có chứng chỉ" in the period
rule a "A" / "A"
  cite article 1
  bearer ward
  annually at least 15% of officers trained
rule b "B" / "B"
  cite article 2
  bearer ward
  annually at least 30% of officers certified
rule c "C" / "C"
  cite article 3
  bearer ward
  annually a plan issued
"#;
    let program = project::compile(&[Source::new("rules.luat", rules)]);
    let program = program.unwrap_or_else(|errors| panic!("{errors}"));
    let report = r#"{"body":{"level":"ward","id":"w"},"periods":{"2025":{"officers.trained":4}}}"#;
    let request = request("2026-02-01", &["2025"]);
    let checked: Value = serde_json::from_str(&check(&program, report, &request)).unwrap();
    let json = Json::parse(report).unwrap();
    let session = Session::new(Rc::new(program), json, request, None).unwrap();

    let form = session.form(None, None);
    let asked = form.next_facts.as_ref().unwrap();
    assert_eq!(checked["next_facts"], serde_json::json!(asked));
    // The number of officers decides two verdicts.
    assert_eq!(asked[0], "2025/officers");
    let missing = form.sections.iter().flat_map(|section| &section.fields);
    let mut missing: Vec<(usize, &str)> = missing
        .filter_map(|field| match field.state.as_ref()? {
            State::Missing { place, paths } => Some((*place, paths[0].as_str())),
            _ => None,
        })
        .collect();
    missing.sort_unstable();
    let places = (1..).zip(asked.iter().map(String::as_str));
    assert_eq!(missing, places.collect::<Vec<_>>());
}

#[test]
fn over_rules_made_up() {
    for seed in 0..20 {
        let Block { program, cases, .. } =
            Block::new(seed, 4).unwrap_or_else(|errors| panic!("{errors}"));
        let program = Rc::new(program);
        let mut random = Random::new(seed);
        for case in &cases {
            let request = request(case.as_of, &case.periods);
            fill_in(&program, &case.report, &request, &mut random, 24);
        }
    }
}
