//! Texts and reports of about a megabyte that nobody writes who means well, each with what it is.

use std::fmt::Write as _;

/// About so many bytes each.
const SIZE: usize = 1 << 20;

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
fn lines(line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(SIZE + 1000);
    let mut at = 0;
    while text.len() < SIZE {
        text.push_str(&line(at));
        at += 1;
    }
    text
}

fn joined(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |text, at| text + &line(at))
}

fn filled(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

/// All of them.
pub fn all() -> Vec<Hostile> {
    let texts = texts().into_iter().map(|(name, text)| Hostile {
        name,
        sent: Sent::Text(text),
    });
    let reports = reports().into_iter().map(|(name, report)| Hostile {
        name,
        sent: Sent::Report(report, vec!["2025".to_owned()]),
    });
    let many: Vec<String> = (1..=9999).map(|year| format!("{year:04}")).collect();
    let few = r#"{"body":{"level":"district","id":"d"},"periods":{"2025":{"heads":3}}}"#;
    let days = vec!["0001-01-01..9999-12-31".to_owned()];
    let asked = [
        ("a period asked for of each year there is", many.clone()),
        ("a period as long as there is", days),
        (
            "the same period asked for ten thousand times",
            vec!["2025".to_owned(); 10_000],
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

fn texts() -> Vec<(&'static str, String)> {
    let half = "(".repeat(SIZE / 2);
    vec![
        (
            "brackets that open",
            sentence(&format!("annually heads at least {half}")),
        ),
        (
            "brackets that open and close",
            sentence(&format!(
                "annually heads at least {half}1{}",
                ")".repeat(SIZE / 2)
            )),
        ),
        (
            "brackets that open, a few a line",
            lines(|_| format!("{}\n", "(".repeat(200))),
        ),
        (
            "brackets as deep as is read, in each rule",
            with(&lines(|at| {
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
                filled("not ")
            )),
        ),
        (
            "ands in a row",
            sentence(&format!(
                "if {}heads at least 1, annually a plan issued",
                filled("heads at least 1 and ")
            )),
        ),
        (
            "a sum of a megabyte",
            sentence(&format!("annually heads at least {}1", filled("1 + "))),
        ),
        (
            "sums as long as a line may be",
            with(&lines(|at| {
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
                filled("    - a plan issued\n")
            )),
        ),
        ("one line of blanks", filled(" ")),
        ("one line of one word", filled("a")),
        ("one line of names", sentence(&filled("heads trained "))),
        ("lines of one letter", filled("a\n")),
        ("empty lines", filled("\n")),
        ("quotes", filled("\"")),
        ("an open quote a line", filled("rule r \"R\n")),
        (
            "names without end",
            with(&format!("rule r \"{}\"\n", filled("R"))),
        ),
        (
            "a name of many words",
            with(&format!(
                "count c \"{}\" / \"x\" per district\n",
                filled("a ")
            )),
        ),
        ("comments", filled("# a\n")),
        ("one comment", format!("# {}\n", filled("a"))),
        ("nul", filled("\0")),
        (
            "letters with combining marks",
            with(&format!("rule r \"{}\"\n", filled("a\u{323}\u{302}"))),
        ),
        ("combining marks alone", filled("\u{301}")),
        (
            "combining marks in many orders",
            with(&lines(|at| {
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
        ("letters nobody has", filled("\u{10ffff}")),
        ("carriage returns", filled("\r")),
        (
            "many rules",
            with(&lines(|at| {
                rule(&format!("r{at}"), "annually over 15% of heads trained")
            })),
        ),
        (
            "many rules of one id",
            with(&lines(|_| rule("r", "annually over 15% of heads trained"))),
        ),
        (
            "many counts",
            with(&lines(|at| {
                format!("count c{at} \"counted thing {at}\" / \"thứ đếm {at}\" per district\n")
            })),
        ),
        (
            "many counts of one name",
            with(&lines(|at| {
                format!("count c{at} \"thing\" / \"thứ\" per district\n")
            })),
        ),
        (
            "many counts of one id",
            with(&lines(|at| {
                format!("count c \"thing {at}\" / \"thứ {at}\" per district\n")
            })),
        ),
        (
            "names that are the beginning of each other",
            with(&lines(|at| {
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
                lines(|at| rule(
                    &format!("r{at}"),
                    &format!("annually {} at least 1", "a ".repeat(100))
                ))
            ),
        ),
        (
            "levels",
            lines(|at| format!("level l{at} \"level {at}\" / \"cấp {at}\"\n")),
        ),
        (
            "levels below each other",
            lines(|at| {
                format!(
                    "level l{at} \"level {at}\" / \"cấp {at}\" within l{}\n",
                    at + 1
                )
            }),
        ),
        (
            "words that nothing knows",
            with(&lines(|at| {
                rule(
                    &format!("r{at}"),
                    &format!("annually over 15% of hedas traned{at}"),
                )
            })),
        ),
        (
            "names that nothing declares",
            with(&lines(|at| {
                format!("define d{at} \"d{at}\" / \"đ{at}\" = vote{at} + votse{at}\n")
            })),
        ),
        (
            "definitions on each other",
            with(&lines(|at| {
                format!(
                    "define d{at} \"defined {at}\" / \"định nghĩa {at}\" = defined {} + 1\n",
                    at + 1
                )
            })),
        ),
        (
            "definitions on all",
            with(&lines(|at| {
                format!("define d{at} \"defined {at}\" / \"định nghĩa {at}\" = votes + votes\n")
            })),
        ),
        ("broken lines", with(&filled("rule ???\n"))),
        (
            "keywords alone",
            filled("annually at least each of where within "),
        ),
        (
            "keywords alone, a line each",
            filled("annually\nat least\neach\n"),
        ),
        (
            "huge numbers",
            with(&lines(|at| {
                rule(
                    &format!("r{at}"),
                    &format!("annually over {}% of heads trained", "9".repeat(29)),
                )
            })),
        ),
        (
            "a number of a million digits",
            sentence(&format!("annually heads at least {}", filled("9"))),
        ),
        (
            "a number with an exponent",
            sentence("annually heads at least 10^100000"),
        ),
        ("numbers", filled("1 ")),
        ("dates", filled("2025-01-01 ")),
        (
            "documents",
            lines(|at| format!("document d{at} \"A\" / \"B\"\n  in force from 2020-01-01\n")),
        ),
        ("uses", with(&lines(|at| format!("use d{at}\n")))),
        (
            "citations",
            with(&format!(
                "rule r \"R\" / \"R\"\n  bearer district\n{}  annually a plan issued\n",
                filled("  cite article 1\n")
            )),
        ),
        (
            "one citation",
            with(&format!(
                "rule r \"R\" / \"R\"\n  bearer district\n  cite {}\n  annually a plan issued\n",
                filled("article 1, ")
            )),
        ),
        (
            "bearers",
            with(&format!(
                "rule r \"R\" / \"R\"\n{}  annually a plan issued\n",
                filled("  bearer district\n")
            )),
        ),
        (
            "sentences of one rule",
            with(&format!(
                "{}{}",
                rule("r", "annually a plan issued"),
                filled("  annually over 15% of heads trained\n")
            )),
        ),
        (
            "states of one population",
            format!(
                "{HEAD}{}",
                lines(|at| format!("  state s{at} \"stated {at}\" / \"nêu {at}\" in the period\n"))
            ),
        ),
        (
            "days off",
            with(&format!(
                "calendar c \"C\" / \"C\"\n{}",
                lines(|at| format!(
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
                lines(|at| format!(
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
fn entries(entry: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(SIZE + 1000);
    let mut at = 0;
    while text.len() < SIZE {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&entry(at));
        at += 1;
    }
    text
}

fn reports() -> Vec<(&'static str, String)> {
    vec![
        ("lists in lists", filled("[")),
        ("objects in objects", filled("{\"a\":")),
        (
            "bodies below each other",
            filled(r#"{"body":{"level":"district","id":"d"},"below":["#),
        ),
        (
            "a fact nested deep",
            facts(&format!(r#""heads":{}1{}"#, "[".repeat(60), "]".repeat(60))),
        ),
        (
            "unknown keys",
            facts(&entries(|at| format!(r#""head{at}":1"#))),
        ),
        (
            "unknown keys, nearly known",
            facts(&entries(|at| format!(r#""heads.traine{at}":1"#))),
        ),
        (
            "unknown keys of letters nobody has",
            facts(&entries(|at| format!("\"\u{10ffff}{at}\":1"))),
        ),
        (
            "one key again and again",
            facts(&entries(|_| r#""heads":1"#.to_owned())),
        ),
        (
            "one key of a megabyte",
            facts(&format!(r#""{}":1"#, filled("a"))),
        ),
        (
            "one text of a megabyte",
            facts(&format!(r#""heads":"{}""#, filled("a"))),
        ),
        (
            "one text of escapes",
            facts(&format!(r#""heads":"{}""#, filled("\\u0041"))),
        ),
        (
            "one text of combining marks",
            facts(&format!(r#""heads":"{}""#, filled("\u{301}"))),
        ),
        (
            "an id of a megabyte",
            format!(
                r#"{{"body":{{"level":"district","id":"{}"}}}}"#,
                filled("a")
            ),
        ),
        (
            "a level of a megabyte",
            format!(
                r#"{{"body":{{"level":"{}","id":"a"}}}}"#,
                filled("district")
            ),
        ),
        (
            "a number of a million digits",
            facts(&format!(r#""heads":{}"#, filled("9"))),
        ),
        (
            "a fraction of a million digits",
            facts(&format!(r#""budget":0.{}"#, filled("9"))),
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
            facts(&format!(r#""heads":[{}]"#, entries(|_| "{}".to_owned()))),
        ),
        (
            "a list of nulls",
            facts(&format!(r#""heads":[{}]"#, entries(|_| "null".to_owned()))),
        ),
        (
            "a list of members of one id",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(|_| r#"{"id":"h"}"#.to_owned())
            )),
        ),
        (
            "a list of members",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(|at| format!(r#"{{"id":"h{at}"}}"#))
            )),
        ),
        (
            "a list of members, half of what they did known",
            facts(&format!(
                r#""heads":[{}]"#,
                entries(|at| match at % 3 {
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
                entries(|at| format!(
                    r#"{{"id":"h{at}","rural":"maybe","asked":"2025-13-03","colour":1}}"#
                ))
            )),
        ),
        (
            "periods",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(|at| format!(r#""{:04}-{:02}":{{"heads":1}}"#, at / 12 + 1, at % 12 + 1))
            )),
        ),
        (
            "periods that are none",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(|at| format!(r#""p{at}":{{}}"#))
            )),
        ),
        (
            "periods of days",
            body(&format!(
                r#""periods":{{{}}}"#,
                entries(|at| format!(
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
                entries(|_| r#""2025":{}"#.to_owned())
            )),
        ),
        (
            "bodies below",
            body(&format!(
                r#""below":[{}]"#,
                entries(|at| format!(
                    r#"{{"body":{{"level":"commune","id":"c{at}"}},"periods":{{"2025":{{"plan":true}}}}}}"#
                ))
            )),
        ),
        (
            "bodies below, of one id",
            body(&format!(
                r#""below":[{}]"#,
                entries(|_| r#"{"body":{"level":"commune","id":"c"}}"#.to_owned())
            )),
        ),
        (
            "bodies below, of no level",
            body(&format!(
                r#""below":[{}]"#,
                entries(|at| format!(r#"{{"body":{{"level":"comune","id":"c{at}"}}}}"#))
            )),
        ),
        (
            "bodies before",
            body(&format!(
                r#""predecessors":[{}]"#,
                entries(|at| format!(
                    r#"{{"body":{{"level":"district","id":"c{at}"}},"periods":{{"2025":{{"heads":1}}}}}}"#
                ))
            )),
        ),
        (
            "unknown keys of the report",
            body(&entries(|at| format!(r#""k{at}":1"#))),
        ),
        ("values alone", format!("[{}]", entries(|_| "1".to_owned()))),
        ("blanks", filled(" ")),
        ("half a report", body("\"periods\":{")),
    ]
}

/// As the tests of other targets read it: one JSON line each.
pub fn lines_of_json() -> String {
    let mut text = String::new();
    let rules = rules();
    for one in all() {
        let line = match one.sent {
            Sent::Text(text) => serde_json::json!({"name": one.name, "text": text}),
            Sent::Report(report, periods) => {
                serde_json::json!({"name": one.name, "rules": rules, "report": report, "periods": periods})
            }
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{line}");
    }
    text
}
