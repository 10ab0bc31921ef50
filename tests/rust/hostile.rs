//! Texts and reports of about a megabyte that nobody writes who means well, each with what it is.

use std::fmt::Write as _;

use luat_core::run::calendar::iso;
use luat_core::run::evaluate::{PeriodName, Request};
use luat_core::run::facts::read::MOST_PERIODS;
use luat_core::{Ruleset, author, wire};
use luat_grammar::parse;
use luat_grammar::source::Source;
use serde_json::json;

use crate::sha256;

/// About so many bytes are asked of each where times are taken.
pub const MEGABYTE: usize = 1 << 20;

/// The head of most texts.
const HEAD: &str = r#"language en
document d "A" / "B"
  in force from 2020-01-01
  calendar vietnam
level district "district | districts" / "huyện"
level commune "commune | communes" / "xã" within district
count votes "votes" / "phiếu" per district
amount budget "budget" / "kinh phí" per district in VND
act plan "a plan issued" / "ban hành kế hoạch" per district
population heads "head | heads" / "trưởng bản" per district
  state trained "trained" / "được tập huấn" in the period
  state certified "certified" / "có chứng chỉ" as it stands
  fact rural "rural" / "ở nông thôn"
  date asked "asked" / "được hỏi"
  date answered "answered" / "trả lời"
  count cases "cases" / "vụ việc"
"#;

/// What reports are judged by.
const RULES: [&str; 9] = [
    "annually over 15% of heads trained",
    "each quarter at least 2 heads where rural",
    "annually a plan issued",
    "annually each head where rural answered within 5 working days of asked",
    "annually each head answered within 5 days of asked",
    "annually budget at least 10000000 VND",
    "annually votes at most 100% of votes",
    "by 2030-12-31 at least 80% of heads certified",
    "annually over 50% of communes with a plan issued",
];

/// What is sent.
pub enum Sent {
    /// A rule text.
    Text(String),
    /// A report, and the periods asked for, on the rules of [`rules`].
    Report(String, Vec<String>),
}

/// Something to send.
pub struct Hostile {
    /// What it is.
    pub name: &'static str,
    /// What is sent.
    pub sent: Sent,
}

/// The rules that reports are judged by.
pub fn rules() -> String {
    let mut text = HEAD.replace(
        "act plan \"a plan issued\" / \"ban hành kế hoạch\" per district\n",
        "act plan \"a plan issued\" / \"ban hành kế hoạch\" per district, commune\n",
    );
    for (at, sentence) in RULES.iter().enumerate() {
        text.push_str(&rule(&format!("r{at}"), sentence));
    }
    let of_communes = rule("of_communes", "monthly a plan issued");
    text + &of_communes.replace("bearer district", "bearer commune")
}

fn rule(id: &str, sentence: &str) -> String {
    format!(
        "rule {id} \"Rule {id}\" / \"Quy định {id}\"\n  cite article 1\n  bearer district\n  {sentence}\n"
    )
}

fn with(body: &str) -> String {
    format!("{HEAD}{body}")
}

fn sentence(sentence: &str) -> String {
    with(&rule("r", sentence))
}

/// As many lines as fit, each with its number.
fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 1000);
    let mut at = 0;
    while text.len() < size {
        text.push_str(&line(at));
        at += 1;
    }
    text
}

fn joined(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |text, at| text + &line(at))
}

fn filled(size: usize, piece: &str) -> String {
    piece.repeat(size / piece.len())
}

/// All of them, of about so many bytes each.
pub fn all(size: usize) -> Vec<Hostile> {
    let texts = texts(size).into_iter().map(|(name, text)| Hostile {
        name,
        sent: Sent::Text(text),
    });
    let reports = reports(size).into_iter().map(|(name, report)| Hostile {
        name,
        sent: Sent::Report(report, vec!["2025".to_owned()]),
    });
    let years = (size / 100).min(MOST_PERIODS);
    let many: Vec<String> = (1..=years).map(|year| format!("{year:04}")).collect();
    let few = r#"{"body":{"level":"district","id":"d"},"periods":{"2025":{"heads":3}}}"#;
    let days = |years: usize| vec![format!("0001-01-01..{years:04}-12-31")];
    let asked = [
        ("periods asked for, as many as may be", many.clone()),
        ("a period asked for, as long as may be", days(years)),
        ("a period asked for, as long as there is", days(9999)),
        (
            "the same period asked for again and again",
            vec!["2025".to_owned(); years],
        ),
        (
            "days asked for by the thousand",
            many.iter().map(|year| format!("by {year}-06-30")).collect(),
        ),
    ];
    let asked = asked.map(|(name, periods)| Hostile {
        name,
        sent: Sent::Report(few.to_owned(), periods),
    });
    texts.chain(reports).chain(asked).collect()
}

fn texts(size: usize) -> Vec<(&'static str, String)> {
    let half = "(".repeat(size / 2);
    vec![
        (
            "brackets that open",
            sentence(&format!("annually heads at least {half}")),
        ),
        (
            "brackets that open and close",
            sentence(&format!(
                "annually heads at least {half}1{}",
                ")".repeat(size / 2)
            )),
        ),
        (
            "brackets that open, a few a line",
            lines(size, |_| format!("{}\n", "(".repeat(200))),
        ),
        (
            "brackets as deep as is read, in each rule",
            with(&lines(size, |at| {
                rule(
                    &format!("r{at}"),
                    &format!(
                        "annually heads at least {}1{}",
                        "(".repeat(60),
                        ")".repeat(60)
                    ),
                )
            })),
        ),
        (
            "nots in a row",
            sentence(&format!(
                "if {}heads at least 1, annually a plan issued",
                filled(size, "not ")
            )),
        ),
        (
            "ands in a row",
            sentence(&format!(
                "if {}heads at least 1, annually a plan issued",
                filled(size, "heads at least 1 and ")
            )),
        ),
        (
            "a sum of a megabyte",
            sentence(&format!(
                "annually heads at least {}1",
                filled(size, "1 + ")
            )),
        ),
        (
            "sums as long as a line may be",
            with(&lines(size, |at| {
                rule(
                    &format!("r{at}"),
                    &format!("annually heads at least {}1", "votes + ".repeat(1_500)),
                )
            })),
        ),
        (
            "bullets deeper and deeper",
            sentence(&format!(
                "all of:\n{}",
                joined(0..1_000, |at| format!("{}- all of:\n", "  ".repeat(at)))
            )),
        ),
        (
            "bullets without end",
            sentence(&format!(
                "annually all of:\n{}",
                filled(size, "    - a plan issued\n")
            )),
        ),
        ("one line of blanks", filled(size, " ")),
        ("one line of one word", filled(size, "a")),
        (
            "one line of names",
            sentence(&filled(size, "heads trained ")),
        ),
        ("lines of one letter", filled(size, "a\n")),
        ("empty lines", filled(size, "\n")),
        ("quotes", filled(size, "\"")),
        ("an open quote a line", filled(size, "rule r \"R\n")),
        (
            "names without end",
            with(&format!("rule r \"{}\"\n", filled(size, "R"))),
        ),
        (
            "a name of many words",
            with(&format!(
                "count c \"{}\" / \"x\" per district\n",
                filled(size, "a ")
            )),
        ),
        ("comments", filled(size, "# a\n")),
        ("one comment", format!("# {}\n", filled(size, "a"))),
        ("nul", filled(size, "\0")),
        (
            "letters with combining marks",
            with(&format!("rule r \"{}\"\n", filled(size, "a\u{323}\u{302}"))),
        ),
        ("combining marks alone", filled(size, "\u{301}")),
        (
            "combining marks in many orders",
            with(&lines(size, |at| {
                format!(
                    "# a{}\n",
                    if at % 2 == 0 {
                        "\u{323}\u{302}".repeat(300)
                    } else {
                        "\u{302}\u{323}".repeat(300)
                    }
                )
            })),
        ),
        ("letters nobody has", filled(size, "\u{10ffff}")),
        ("carriage returns", filled(size, "\r")),
        (
            "faulty lines with a carriage return each",
            filled(size, "rule x\r"),
        ),
        (
            "comments that seem to go on",
            filled(size, "# a\u{b}rule x\u{b}"),
        ),
        (
            "many rules",
            with(&lines(size, |at| {
                rule(&format!("r{at}"), "annually over 15% of heads trained")
            })),
        ),
        (
            "many rules of one id",
            with(&lines(size, |_| {
                rule("r", "annually over 15% of heads trained")
            })),
        ),
        (
            "many counts",
            with(&lines(size, |at| {
                format!("count c{at} \"counted thing {at}\" / \"thứ đếm {at}\" per district\n")
            })),
        ),
        (
            "many counts of one name",
            with(&lines(size, |at| {
                format!("count c{at} \"thing\" / \"thứ\" per district\n")
            })),
        ),
        (
            "many counts of one id",
            with(&lines(size, |at| {
                format!("count c \"thing {at}\" / \"thứ {at}\" per district\n")
            })),
        ),
        (
            "names that are the beginning of each other",
            with(&lines(size, |at| {
                format!(
                    "count c{at} \"{}{at}\" / \"{}{at}\" per district\n",
                    "a ".repeat(at % 100),
                    "ă ".repeat(at % 100)
                )
            })),
        ),
        (
            "sentences of names that are the beginning of each other",
            format!(
                "{}{}",
                with(&joined(1..60, |at| format!(
                    "count c{at} \"{}\" / \"{}\" per district\n",
                    "a ".repeat(at).trim_end(),
                    "ă ".repeat(at).trim_end()
                ))),
                lines(size, |at| rule(
                    &format!("r{at}"),
                    &format!("annually {} at least 1", "a ".repeat(100))
                ))
            ),
        ),
        (
            "levels",
            lines(size, |at| {
                format!("level l{at} \"level {at}\" / \"cấp {at}\"\n")
            }),
        ),
        (
            "levels below each other",
            lines(size, |at| {
                format!(
                    "level l{at} \"level {at}\" / \"cấp {at}\" within l{}\n",
                    at + 1
                )
            }),
        ),
        (
            "words that nothing knows",
            with(&lines(size, |at| {
                rule(
                    &format!("r{at}"),
                    &format!("annually over 15% of hedas traned{at}"),
                )
            })),
        ),
        (
            "keywords nearly right",
            with(&lines(size, |at| format!("conut c{at} \"a\" / \"b\"\n"))),
        ),
        (
            "amounts of units that nothing knows",
            with(&lines(size, |at| {
                rule(&format!("r{at}"), "annually budget at least 5 XYZ")
            })),
        ),
        (
            "names that nothing declares",
            with(&lines(size, |at| {
                format!("define d{at} \"d{at}\" / \"đ{at}\" = vote{at} + votse{at}\n")
            })),
        ),
        (
            "definitions on each other",
            with(&lines(size, |at| {
                format!(
                    "define d{at} \"defined {at}\" / \"định nghĩa {at}\" = defined {} + 1\n",
                    at + 1
                )
            })),
        ),
        (
            "definitions on all",
            with(&lines(size, |at| {
                format!("define d{at} \"defined {at}\" / \"định nghĩa {at}\" = votes + votes\n")
            })),
        ),
        ("broken lines", with(&filled(size, "rule ???\n"))),
        (
            "keywords alone",
            filled(size, "annually at least each of where within "),
        ),
        (
            "keywords alone, a line each",
            filled(size, "annually\nat least\neach\n"),
        ),
        (
            "huge numbers",
            with(&lines(size, |at| {
                rule(
                    &format!("r{at}"),
                    &format!("annually over {}% of heads trained", "9".repeat(29)),
                )
            })),
        ),
        (
            "a number of a million digits",
            sentence(&format!("annually heads at least {}", filled(size, "9"))),
        ),
        (
            "a number with an exponent",
            sentence("annually heads at least 10^100000"),
        ),
        ("numbers", filled(size, "1 ")),
        ("dates", filled(size, "2025-01-01 ")),
        (
            "documents",
            lines(size, |at| {
                format!("document d{at} \"A\" / \"B\"\n  in force from 2020-01-01\n")
            }),
        ),
        ("uses", with(&lines(size, |at| format!("use d{at}\n")))),
        (
            "citations",
            with(&format!(
                "rule r \"R\" / \"R\"\n  bearer district\n{}  annually a plan issued\n",
                filled(size, "  cite article 1\n")
            )),
        ),
        (
            "one citation",
            with(&format!(
                "rule r \"R\" / \"R\"\n  bearer district\n  cite {}\n  annually a plan issued\n",
                filled(size, "article 1, ")
            )),
        ),
        (
            "bearers",
            with(&format!(
                "rule r \"R\" / \"R\"\n{}  annually a plan issued\n",
                filled(size, "  bearer district\n")
            )),
        ),
        (
            "sentences of one rule",
            with(&format!(
                "{}{}",
                rule("r", "annually a plan issued"),
                filled(size, "  annually over 15% of heads trained\n")
            )),
        ),
        (
            "states of one population",
            format!(
                "{HEAD}{}",
                lines(size, |at| format!(
                    "  state s{at} \"stated {at}\" / \"nêu {at}\" in the period\n"
                ))
            ),
        ),
        (
            "days off",
            with(&format!(
                "calendar c \"C\" / \"C\"\n{}",
                lines(size, |at| format!(
                    "  holiday 2025-01-{:02} \"H{at}\" / \"N{at}\"\n",
                    at % 28 + 1
                ))
            )),
        ),
        (
            "scenarios",
            with(&format!(
                "{}{}",
                rule("r", "annually over 15% of heads trained"),
                lines(size, |at| format!(
                    "scenario \"S{at}\"\n  as of 2026-01-10\n  report district d\n    2025\n      heads 100\n      heads trained 16\n  expect r met\n"
                ))
            )),
        ),
    ]
}

fn body(rest: &str) -> String {
    format!(r#"{{"body":{{"level":"district","id":"d"}},{rest}}}"#)
}

fn facts(facts: &str) -> String {
    body(&format!(r#""periods":{{"2025":{{{facts}}}}}"#))
}

/// As many entries as fit, parted by commas.
fn entries(size: usize, entry: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 1000);
    let mut at = 0;
    while text.len() < size {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&entry(at));
        at += 1;
    }
    text
}

fn reports(size: usize) -> Vec<(&'static str, String)> {
    vec![
        ("lists in lists", filled(size, "[")),
        ("objects in objects", filled(size, "{\"a\":")),
        (
            "bodies below each other",
            filled(size, r#"{"body":{"level":"district","id":"d"},"below":["#),
        ),
        (
            "a fact nested deep",
            facts(&format!(r#""heads":{}1{}"#, "[".repeat(60), "]".repeat(60))),
        ),
        (
            "unknown keys",
            facts(&entries(size, |at| format!(r#""head{at}":1"#))),
        ),
        (
            "unknown keys, nearly known",
            facts(&entries(size, |at| format!(r#""heads.traine{at}":1"#))),
        ),
        (
            "unknown keys of letters nobody has",
            facts(&entries(size, |at| format!("\"\u{10ffff}{at}\":1"))),
        ),
        (
            "one key again and again",
            facts(&entries(size, |_| r#""heads":1"#.to_owned())),
        ),
        (
            "one key of a megabyte",
            facts(&format!(r#""{}":1"#, filled(size, "a"))),
        ),
        (
            "one text of a megabyte",
            facts(&format!(r#""heads":"{}""#, filled(size, "a"))),
        ),
        (
            "one text of escapes",
            facts(&format!(r#""heads":"{}""#, filled(size, "\\u0041"))),
        ),
        (
            "one text of combining marks",
            facts(&format!(r#""heads":"{}""#, filled(size, "\u{301}"))),
        ),
        (
            "an id of a megabyte",
            format!(
                r#"{{"body":{{"level":"district","id":"{}"}}}}"#,
                filled(size, "a")
            ),
        ),
        (
            "a level of a megabyte",
            format!(
                r#"{{"body":{{"level":"{}","id":"a"}}}}"#,
                filled(size, "district")
            ),
        ),
        (
            "a number of a million digits",
            facts(&format!(r#""heads":{}"#, filled(size, "9"))),
        ),
        (
            "a fraction of a million digits",
            facts(&format!(r#""budget":0.{}"#, filled(size, "9"))),
        ),
        (
            "numbers out of any range",
            facts(r#""heads":1e999999999,"heads.trained":1e-999999999,"budget":10e100000"#),
        ),
        (
            "amounts as large as there are",
            facts(
                r#""heads":9223372036854775807,"heads.trained":170141183460469231731687303715884105727,"budget":"170141183460469231731687303715884105727","votes":9223372036854775807"#,
            ),
        ),
        (
            "a list of blanks",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |_| "{}".to_owned())
            )),
        ),
        (
            "a list of nulls",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |_| "null".to_owned())
            )),
        ),
        (
            "a list of members of one id",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |_| r#"{"id":"h"}"#.to_owned())
            )),
        ),
        (
            "a list of members",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| format!(r#"{{"id":"h{at}"}}"#))
            )),
        ),
        (
            "a list of members, half of what they did known",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| match at % 3 {
                    0 => format!(r#"{{"id":"h{at}","rural":true,"asked":"2025-03-03"}}"#),
                    1 => format!(
                        r#"{{"id":"h{at}","trained":true,"asked":"2025-03-03","answered":"2025-04-0{}"}}"#,
                        at % 9 + 1
                    ),
                    _ => format!(r#"{{"id":"h{at}","answered":"2025-04-03"}}"#),
                })
            )),
        ),
        (
            "a list of members with wrong values",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"id":"h{at}","rural":"maybe","asked":"2025-13-03","colour":1}}"#
                ))
            )),
        ),
        (
            "periods",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(size, |at| format!(
                    r#""{:04}-{:02}":{{"heads":1}}"#,
                    at / 12 + 1,
                    at % 12 + 1
                ))
            )),
        ),
        (
            "a period as long as there is",
            body(r#""periods":{"0001-01-01..9999-12-31":{"heads":1}}"#),
        ),
        (
            "periods of a thousand years",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(size, |at| format!(
                    r#""{:04}-01-01..{:04}-12-{:02}":{{"heads":1}}"#,
                    at / 31 + 1,
                    at / 31 + 1000,
                    at % 31 + 1
                ))
            )),
        ),
        (
            "periods that are none",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(size, |at| format!(r#""p{at}":{{}}"#))
            )),
        ),
        (
            "periods of days",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(size, |at| format!(
                    r#""2025-01-01..20{:02}-{:02}-{:02}":{{}}"#,
                    26 + at / 336 % 70,
                    at / 28 % 12 + 1,
                    at % 28 + 1
                ))
            )),
        ),
        (
            "the same period",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(size, |_| r#""2025":{}"#.to_owned())
            )),
        ),
        (
            "bodies below",
            body(&format!(
                r#""below":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"body":{{"level":"commune","id":"c{at}"}},"periods":{{"2025":{{"plan":true}}}}}}"#
                ))
            )),
        ),
        (
            "bodies below, of one id",
            body(&format!(
                r#""below":[{}]"#,
                entries(size, |_| r#"{"body":{"level":"commune","id":"c"}}"#
                    .to_owned())
            )),
        ),
        (
            "bodies below, of no level",
            body(&format!(
                r#""below":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"body":{{"level":"comune","id":"c{at}"}}}}"#
                ))
            )),
        ),
        (
            "bodies before",
            body(&format!(
                r#""predecessors":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"body":{{"level":"district","id":"c{at}"}},"periods":{{"2025":{{"heads":1}}}}}}"#
                ))
            )),
        ),
        (
            "unknown keys of the report",
            body(&entries(size, |at| format!(r#""k{at}":1"#))),
        ),
        (
            "members with long ids, alike but for their ends",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"id":"{}{at:06}"}}"#,
                    "h".repeat(240)
                ))
            )),
        ),
        (
            "members whose days are as far apart as days can be",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| match at % 3 {
                    0 => format!(
                        r#"{{"id":"h{at}","rural":true,"asked":"0001-01-01","answered":"9999-12-31"}}"#
                    ),
                    1 => format!(r#"{{"id":"h{at}","rural":true,"asked":"9999-12-31"}}"#),
                    _ => format!(r#"{{"id":"h{at}","rural":true,"asked":"0001-01-01"}}"#),
                })
            )),
        ),
        (
            "members with a million reasons",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"id":"h{at}","asked":{{"unknown":"{}"}}}}"#,
                    "vì sao ".repeat(20)
                ))
            )),
        ),
        (
            "numbers of many digits",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(size, |at| format!(
                    r#"{{"id":"h{at}","cases":{}.{}}}"#,
                    "9".repeat(40),
                    "1".repeat(40)
                ))
            )),
        ),
        (
            "keys written with escapes",
            facts(&entries(size, |at| {
                format!(r#""\u0068\u0065\u0061\u0064\u0073{at}":1"#)
            })),
        ),
        (
            "a body of a long name, within many",
            format!(
                r#"{{"body":{{"level":"district","id":"d","name":"{}"}},"within":[{}]}}"#,
                filled(size / 2, "Mường Ảng "),
                entries(size / 2, |at| format!(r#""district:d{at}""#))
            ),
        ),
        (
            "bodies below times periods",
            body(&format!(
                r#""periods":{{{}}},"below":[{}]"#,
                (0..60)
                    .map(|at| format!(r#""{}-{:02}":{{"heads":3}}"#, 2021 + at / 12, at % 12 + 1))
                    .collect::<Vec<_>>()
                    .join(","),
                entries(size, |at| format!(
                    r#"{{"body":{{"level":"commune","id":"c{at}"}},"periods":{{"2025-01":{{"plan":true}}}}}}"#
                ))
            )),
        ),
        (
            "values alone",
            format!("[{}]", entries(size, |_| "1".to_owned())),
        ),
        ("blanks", filled(size, " ")),
        ("half a report", body("\"periods\":{")),
    ]
}

/// The file of a text that is sent.
pub const NAME: &str = "hostile.luat";
/// As of when reports are judged.
pub const AS_OF: &str = "2026-01-10";

/// As other targets try them: a JSON line each, of about so many bytes, with the SHA-256 of what is answered natively; the
/// first line holds the rules by which reports are judged.
///
/// # Errors
/// An answer is no JSON.
pub fn lines_of_json(size: usize) -> Result<String, serde_json::Error> {
    let rules = rules();
    let compiled = Ruleset::compile(&[Source::new("rules.luat", rules.as_str())]);
    let mut lines = json!({"name": NAME, "rules": rules, "asOf": AS_OF}).to_string();
    for one in all(size) {
        let line = match one.sent {
            Sent::Text(text) => {
                let told = told_of_text(&text)?;
                json!({"name": one.name, "text": text, "sha256": told})
            }
            Sent::Report(report, periods) => {
                let told = compiled.as_ref().ok();
                let told = told.and_then(|rules| told_of_report(rules, &report, &periods));
                json!({"name": one.name, "report": report, "periods": periods, "sha256": told})
            }
        };
        // Writing to a string cannot fail.
        let _ = write!(lines, "\n{line}");
    }
    Ok(lines)
}

fn told_of_text(text: &str) -> Result<String, serde_json::Error> {
    let sources = [Source::new(NAME, text)];
    let mut parsed = parse(&sources);
    let mut checked = author::check(&parsed);
    parsed.diagnostics.append(&mut checked.diagnostics);
    let findings = wire::diagnostics::diagnostics(&sources, &parsed.diagnostics);
    wire::to_compact(&findings.diagnostics).map(|told| sha256(&told))
}

/// Nothing where it is refused.
fn told_of_report(rules: &Ruleset, report: &str, periods: &[String]) -> Option<String> {
    let told = rules.check_json(report, &request(periods)?).ok()?;
    Some(sha256(&told))
}

/// What is asked of a report; nothing where that is more than is asked on behalf of others.
pub fn request(periods: &[String]) -> Option<Request> {
    let periods: Vec<PeriodName> = periods
        .iter()
        .map(|period| period.parse().ok())
        .collect::<Option<_>>()?;
    let as_of = iso::parse_date(AS_OF)?;
    (!PeriodName::are_too_many(&periods)).then_some(Request { as_of, periods })
}
