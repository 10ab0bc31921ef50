//! Reports in tables, and verdicts as tables.

mod damage;
mod files;

use std::fs;
use std::path::Path;

use luat_cli::Exit;
use parquet::basic::{Compression, GzipLevel};
use serde_json::Value;

use crate::batch::broken_off;
use crate::{Told, fixture, json, luat};
use files::{Grid, grid};

const DAY: [&str; 2] = ["--as-of", "2026-02-01"];

/// Communes and their district, in four ways to write the same.
const COMMUNES: &str = r#"{"body": {"level": "commune", "id": "ang-to", "name": "Ẳng Tở"}, "periods": {"2025": {"final": true, "heads": 17, "heads.trained": 4, "plan": "2025-03-01", "counter": true, "code": false, "region": "delta", "budget": "75000000.5"}, "2025-H1": {"review": "2025-06-30"}}}
{"body": {"level": "commune", "id": "01"}, "periods": {"2025": {"heads": {"unknown": "đang sao sổ"}, "plan": false, "budget": 1250}}}
"#;
const COMMUNES_TABLE: &str = "\
level,body,name,period,final,heads,heads.trained,plan,counter,code,region,budget,review
commune,ang-to,Ẳng Tở,2025,có,17,4,01/03/2025,x,không,Đồng bằng sông Hồng,\"75.000.000,5\",
commune,ang-to,,2025-H1,,,,,,,,,30/6/2025
commune,01,,2025,,\"{\"\"unknown\"\": \"\"đang sao sổ\"\"}\",,chưa,,,,1250,
";

/// Judges reports, with the rules of open offices.
fn judged(home: &Path, files: &[&str], more: &[&str]) -> Told {
    let rules = fixture("form/offices.luat");
    let files: Vec<String> = files
        .iter()
        .map(|name| home.join(name).display().to_string())
        .collect();
    let mut given = vec!["batch", &rules, "--lang", "en", "--reports"];
    given.extend(files.iter().map(String::as_str));
    luat(&[&given, &DAY[..], more].concat())
}

/// What became of each report, without where it stands.
fn results(told: &Told) -> Vec<Value> {
    let records = told.out.lines().map(json);
    records
        .map(|mut record| {
            let record = record.as_object_mut().unwrap();
            record
                .remove("result")
                .or_else(|| record.remove("error"))
                .unwrap()
        })
        .collect()
}

fn put(home: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(home.join(name), content).unwrap();
}

/// What is said of a table that cannot be used.
fn refused(content: impl AsRef<[u8]>, name: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), name, content);
    let told = judged(home.path(), &[name], &[]);
    assert_eq!(
        (told.exit, told.out.as_str()),
        (Exit::Unusable, ""),
        "{}",
        told.err
    );
    told.err
}

/// What is said of the only report of a table.
fn faulty(table: &str, more: &[&str]) -> (String, String) {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.csv", table);
    let told = judged(home.path(), &["it.csv"], more);
    let found = results(&told).pop().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&found["code"]), text(&found["message"]["en"]))
}

#[test]
fn a_table_says_what_lines_of_json_say_in_every_format() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.ndjson", COMMUNES);
    let expected = judged(home.path(), &["it.ndjson"], &[]);
    assert_eq!(expected.exit, Exit::Found, "{}", expected.err);
    let expected = results(&expected);
    assert_eq!(expected.len(), 2);
    let table = grid(COMMUNES_TABLE);
    put(home.path(), "it.csv", COMMUNES_TABLE);
    put(home.path(), "semicolons.CSV", table.csv(';'));
    put(
        home.path(),
        "tabs.csv",
        format!("\u{feff}{}", table.csv('\t')),
    );
    put(
        home.path(),
        "windows.csv",
        COMMUNES_TABLE.replace('\n', "\r\n"),
    );
    put(home.path(), "it.parquet", table.parquet());
    put(
        home.path(),
        "snappy.parquet",
        table.packed(Compression::SNAPPY),
    );
    let gzip = Compression::GZIP(GzipLevel::default());
    put(home.path(), "gzip.parquet", table.packed(gzip));
    put(
        home.path(),
        "texts.xlsx",
        files::workbook(&[("Xã", &table, false)]),
    );
    put(
        home.path(),
        "typed.xlsx",
        files::workbook(&[("Xã", &table, true)]),
    );
    for name in [
        "it.csv",
        "semicolons.CSV",
        "tabs.csv",
        "windows.csv",
        "it.parquet",
        "snappy.parquet",
        "gzip.parquet",
        "texts.xlsx",
        "typed.xlsx",
    ] {
        let told = judged(home.path(), &[name], &[]);
        assert_eq!(told.exit, Exit::Found, "{name}: {}", told.err);
        assert_eq!(results(&told), expected, "{name}");
    }
}

#[test]
fn bodies_below_and_members_stand_in_rows_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    put(
        home.path(),
        "it.ndjson",
        r#"{"body": {"level": "district", "id": "ma"}, "periods": {"2025": {"commune": 2}}, "below": [{"body": {"level": "commune", "id": "at"}, "periods": {"2025": {"plan": true, "decisions": [{"id": "1", "issued": "2025-03-03", "published": "2025-03-04"}, {"id": "2", "issued": "2025-04-01", "published": false}]}}}, {"body": {"level": "commune", "id": "an"}, "periods": {"2025": {"plan": false}, "2025-H1": {"heads": [{"id": "x", "trained": true}]}}}]}
{"body": {"level": "commune", "id": "xa"}, "within": ["district:other"], "periods": {"2025": {"decisions": [{"id": "7", "issued": "2025-12-31"}]}}}
"#,
    );
    let bodies = grid(
        "level,body,period,below,within,commune,plan\n\
         district,ma,2025,,,2,\n\
         commune,at,2025,district:ma,,,có\n\
         commune,an,2025,district:ma,,,không\n\
         commune,xa,2025,,district:other,,\n",
    );
    let decisions = grid(
        "level,body,period,decisions.id,issued,published\n\
         commune,at,2025,1,3/3/2025,4/3/2025\n\
         commune,at,2025,2,1/4/2025,chưa\n\
         commune,xa,2025,7,31/12/2025,\n",
    );
    let heads = grid("level,body,period,heads.id,trained\ncommune,an,2025-H1,x,x\n");
    let expected = results(&judged(home.path(), &["it.ndjson"], &[]));
    assert_eq!(expected[0]["problems"], json("[]"));
    for ending in ["csv", "parquet"] {
        let name = |stem: &str| {
            home.path()
                .join(format!("{stem}.{ending}"))
                .display()
                .to_string()
        };
        for (stem, table) in [
            ("bodies", &bodies),
            ("decisions", &decisions),
            ("heads", &heads),
        ] {
            put(home.path(), &format!("{stem}.{ending}"), table.of(ending));
        }
        let more = ["--rosters", &name("decisions"), &name("heads")];
        let told = judged(home.path(), &[&format!("bodies.{ending}")], &more);
        assert_eq!(results(&told), expected, "{ending}: {}", told.err);
    }
    // A workbook keeps its members in sheets of its own, in whatever order.
    let mut turned = decisions.clone();
    turned.0[1..].reverse();
    let members: [(&str, &Grid, bool); 4] = [
        ("Ghi chú", &grid("Số liệu năm 2025\n"), false),
        ("Đơn vị", &bodies, true),
        ("Quyết định", &decisions, true),
        ("Trưởng bản", &heads, true),
    ];
    put(home.path(), "it.xlsx", files::workbook(&members));
    let told = judged(home.path(), &["it.xlsx"], &[]);
    assert_eq!(results(&told), expected, "{}", told.err);
    assert!(
        told.out.contains("it.xlsx#Đơn vị\",\"line\":5"),
        "{}",
        told.out
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_not_guessed() {
    let table = "level,body,period,budget\ncommune,at,2025,1.250\n";
    let (code, message) = faulty(table, &[]);
    assert_eq!(code, "ambiguous_number");
    assert_eq!(
        message,
        "row 2, column budget: “1.250” can be 1250 or 1.25; name the way numbers are written with --numbers vi or --numbers en"
    );
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.csv", table);
    for (norm, budget) in [("vi", "1250"), ("en", "1.25")] {
        let told = judged(home.path(), &["it.csv"], &["--numbers", norm]);
        put(
            home.path(),
            "it.ndjson",
            format!(
                r#"{{"body": {{"level": "commune", "id": "at"}}, "periods": {{"2025": {{"budget": {budget}}}}}}}"#
            ),
        );
        assert_eq!(
            results(&told),
            results(&judged(home.path(), &["it.ndjson"], &[]))
        );
    }
}

#[test]
fn a_row_that_cannot_be_used_is_told_and_the_rest_goes_on() {
    let home = tempfile::tempdir().unwrap();
    put(
        home.path(),
        "it.csv",
        b"level,body,period,heads,budget\n\
          commune,a,2025,3,\n\
          ,b,2025,3,\n\
          \n\
          commune,c,,3,\n\
          commune,a,2024,3,\n\
          commune,d,2025,3,,,more\n\
          commune,\xff,2025,3,\n\
          town,e,2025,3,\n\
          commune,f,2025,three,\n\
          commune,,2025,,\n\
          commune,g,2025,3,\n",
    );
    let told = judged(home.path(), &["it.csv"], &[]);
    assert_eq!(told.exit, Exit::Unusable);
    let records = told.out.lines().map(json);
    let told: Vec<String> = records
        .map(|record| match record["error"]["code"].as_str() {
            Some(code) => format!("{} {code}", record["line"]),
            None => format!("{} {}", record["line"], record["result"]["body"]["id"]),
        })
        .collect();
    assert_eq!(
        told,
        [
            "2 \"a\"",
            "3 no_key",
            "5 no_key",
            "6 rows_apart",
            "7 too_many_cells",
            "8 not_utf8",
            "9 unknown_level",
            "10 \"f\"",
            "12 \"g\"",
        ]
    );
}

#[test]
fn members_of_nobody_are_told() {
    let home = tempfile::tempdir().unwrap();
    put(
        home.path(),
        "bodies.csv",
        "level,body,period\ncommune,a,2025\n",
    );
    put(
        home.path(),
        "heads.csv",
        "level,body,period,heads.id,trained\ncommune,b,2025,1,x\ncommune,b,2025,2,x\n",
    );
    let heads = home.path().join("heads.csv");
    let told = judged(
        home.path(),
        &["bodies.csv"],
        &["--rosters", heads.to_str().unwrap()],
    );
    assert_eq!(told.exit, Exit::Unusable);
    assert!(
        told.err
            .contains("heads.csv:2: row 2: commune:b is not among the reports at this place"),
        "{}",
        told.err
    );
    let below = "level,body,period,below\ncommune,a,2025,district:x\n";
    assert_eq!(faulty(below, &[]).0, "not_below");
    let below = "level,body,period,below\ndistrict,x,2025,\ncommune,a,2025,district:y\n";
    assert_eq!(faulty(below, &[]).0, "not_below");
}

#[test]
fn headings_are_keys_or_end_with_them() {
    let home = tempfile::tempdir().unwrap();
    put(
        home.path(),
        "it.csv",
        "Cấp [level];Mã đơn vị [body];Kỳ [period];\"Trưởng bản, cả tổ trưởng / hamlet heads [heads]\";\ncommune;a;2025;3;\n",
    );
    let told = judged(home.path(), &["it.csv"], &[]);
    assert_ne!(told.exit, Exit::Unusable, "{}", told.err);
    for (table, said) in [
        (
            "level,body,period,heads.traned\n",
            "it.csv: no report has a column “heads.traned”; did you mean “heads.trained”?",
        ),
        (
            "level,body,period,heads,heads\n",
            "it.csv: there are two columns “heads”",
        ),
        (
            "level,period,heads\n",
            "it.csv: the first row has no heading “body”",
        ),
        ("", "it.csv: the first row has no heading “body”"),
        ("level,body,period,decisions.id\n", "--rosters"),
    ] {
        let told = refused(table, "it.csv");
        assert!(told.contains(said), "{told}");
    }
    let wide: Vec<String> = (0..10_000).map(|at| format!("c{at}")).collect();
    assert!(refused(wide.join(","), "it.csv").contains("more than 4096 columns"));
}

#[test]
fn hostile_files_are_refused() {
    let table = grid(COMMUNES_TABLE);
    let parquet = table.parquet();
    for kept in [0, 3, 11, parquet.len() / 2, parquet.len() - 1] {
        let told = refused(&parquet[..kept], "it.parquet");
        assert!(told.contains("it cannot be read as Parquet"), "{told}");
    }
    let book = files::workbook(&[("Xã", &table, false)]);
    for kept in [0, 100, book.len() / 2, book.len() - 1] {
        let told = refused(&book[..kept], "it.xlsx");
        assert!(told.contains("it cannot be read as xlsx"), "{told}");
    }
    // Written by another program, with what it takes unless told otherwise.
    let packed = fs::read(fixture("tables/zstd.parquet")).unwrap();
    assert!(
        refused(packed, "it.parquet").contains("it is compressed with ZSTD, which is not read")
    );
    // The head of its first page, behind the mark of the format, asks for two gigabytes.
    let snappy = table.packed(Compression::SNAPPY);
    assert_eq!((snappy[4], snappy[6]), (0x15, 0x15));
    let greedy = [&snappy[..7], b"\x80\xd0\xac\xf3\x0e", &snappy[8..]].concat();
    let told = refused(greedy, "it.parquet");
    assert!(
        told.contains("a page has more than 67108864 bytes"),
        "{told}"
    );
    let other = files::zipped(&[("hello.txt", b"hello".to_vec())]);
    assert!(refused(other, "it.xlsx").contains("it cannot be read as xlsx"));
    let empty = files::workbook(&[("Xã", &grid("một,hai\n"), false)]);
    assert!(refused(empty, "it.xlsx").contains("no heading “body”"));
    // Nothing of what is damaged in the middle brings the command down.
    for at in (0..parquet.len()).step_by(parquet.len() / 24) {
        let home = tempfile::tempdir().unwrap();
        let mut damaged = parquet.clone();
        damaged[at] ^= 0x55;
        put(home.path(), "it.parquet", damaged);
        judged(home.path(), &["it.parquet"], &[]);
    }
    let quote = format!("level,body,period\ncommune,\"{}", "a\0,\n".repeat(1000));
    // Rows that name no body and tell no fact are passed over.
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.csv", quote);
    let found = results(&judged(home.path(), &["it.csv"], &[]));
    assert_eq!(
        (found.len(), &found[0]["code"]),
        (1, &Value::from("open_quote"))
    );
}

/// Each record of a table: its line, and the body judged or what is wrong.
fn told_by_line(table: &str, more: &[&str]) -> (Exit, Vec<String>) {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.csv", table);
    let told = judged(home.path(), &["it.csv"], more);
    let records = told.out.lines().map(json).map(|record| {
        let about = match record["error"]["code"].as_str() {
            Some(code) => code,
            None => record["result"]["body"]["id"].as_str().unwrap(),
        };
        format!("{} {about}", record["line"])
    });
    (told.exit, records.collect())
}

#[test]
fn a_quotation_mark_left_open_costs_its_own_row_alone() {
    let rows = |marred: &str| {
        let rows = (0..100).map(|at| match at {
            5 => format!("{marred}\n"),
            _ => format!("commune,c{at},2025,41,3\n"),
        });
        format!(
            "level,body,period,heads,heads.trained\n{}",
            rows.collect::<String>()
        )
    };
    for (marred, column) in [
        ("\"commune,c5,2025,41,3", "level"),
        ("commune,\"c5,2025,41,3", "body"),
        ("commune,c5,\"2025,41,3", "period"),
        ("commune,c5,2025,41,\"3", "heads.trained"),
        ("commune,c5,2025,41,3,\"", "6"),
        ("commune,c5,2025,\"41\n(with the deputies)\",3", "heads"),
    ] {
        for table in [rows(marred), rows(marred).replace('\n', "\r\n")] {
            let (exit, told) = told_by_line(&table, &[]);
            assert_eq!(exit, Exit::Unusable);
            let lines = 100 + marred.matches('\n').count();
            assert_eq!(told.len(), lines, "{marred}");
            assert_eq!(
                (told[4].as_str(), told[5].as_str()),
                ("6 c4", "7 open_quote")
            );
            assert_eq!(told.last(), Some(&format!("{} c99", lines + 1)));
            let head: String = table.lines().take(7).collect::<Vec<_>>().join("\n");
            let (_, message) = faulty(&head, &[]);
            let place = format!("row 7, column {column}: the quotation mark");
            assert!(message.starts_with(&place), "{message}");
        }
    }
    // Where another mark closes it rows later, no row is taken for a part of a cell.
    let (exit, told) = told_by_line(
        "level,body,period,heads,heads.trained\ncommune,a,2025,41,\"3\ncommune,b,2025,41,3\ncommune,c,2025,41,3\"\n",
        &[],
    );
    assert_eq!(
        (exit, told),
        (
            Exit::Unusable,
            vec![
                "2 open_quote".to_owned(),
                "3 b".to_owned(),
                "4 c".to_owned()
            ]
        )
    );
    // Lines that end as on old machines are lines.
    let (_, told) = told_by_line(
        "level,body,period\rcommune,\"a,2025\r\rcommune,b,2025\r",
        &[],
    );
    assert_eq!(told, ["2 open_quote", "4 b"]);
    let open = refused("level,body,\"period\ncommune,a,2025\n", "it.csv");
    assert!(
        open.contains("row 1, column 3: the quotation mark"),
        "{open}"
    );
}

#[test]
fn what_is_not_read_may_stand_on_several_lines() {
    let table = |note: &str| {
        format!(
            "\"cấp\nlevel [level]\",body,period,,heads\ncommune,a,2025,{note},3\ncommune,b,2025,,3\n"
        )
    };
    let (exit, told) = told_by_line(&table("\"asked \"\"twice\"\",\nnot answered\n\nyet\""), &[]);
    assert_ne!(exit, Exit::Unusable);
    assert_eq!(told, ["3 a", "7 b"]);
    // A mark that closes it amid a cell was meant to open another.
    let (_, told) = told_by_line(
        &format!("{}commune,c,2025,\"why\",3\n", table("\"why")),
        &[],
    );
    assert_eq!(told, ["3 open_quote", "4 b", "5 c"]);
    let (_, told) = told_by_line(&table("\"why"), &[]);
    assert_eq!(told, ["3 open_quote", "4 b"]);
    let long = format!("\"{}\"", "why\n".repeat(200));
    let (_, told) = told_by_line(&table(&long), &[]);
    assert_eq!(
        (told[0].as_str(), told.last()),
        ("3 open_quote", Some(&"204 b".to_owned()))
    );
}

#[test]
fn members_behind_a_row_that_cannot_be_used_keep_their_bodies() {
    let home = tempfile::tempdir().unwrap();
    put(
        home.path(),
        "bodies.csv",
        "level,body,period\ncommune,a,2025\ncommune,b,2025\n",
    );
    for (row, code) in [
        ("commune,\"a,2025,2,x", "open_quote"),
        ("commune,,2025,2,x", "no_key"),
    ] {
        let heads = format!(
            "level,body,period,heads.id,trained\ncommune,a,2025,1,x\n{row}\ncommune,b,2025,1,x\n"
        );
        put(home.path(), "heads.csv", heads);
        let heads = home.path().join("heads.csv");
        let told = judged(
            home.path(),
            &["bodies.csv"],
            &["--rosters", heads.to_str().unwrap()],
        );
        let found = results(&told);
        assert_eq!((found.len(), &found[0]["code"]), (2, &Value::from(code)));
        let message = found[0]["message"]["en"].as_str().unwrap();
        assert!(
            message.contains("heads.csv: row 3, column body: "),
            "{message}"
        );
        put(
            home.path(),
            "it.ndjson",
            r#"{"body": {"level": "commune", "id": "b"}, "periods": {"2025": {"heads": [{"id": "1", "trained": true}]}}}"#,
        );
        assert_eq!(
            found[1],
            results(&judged(home.path(), &["it.ndjson"], &[]))[0]
        );
    }
}

#[test]
fn a_body_of_which_a_row_cannot_be_used_is_judged_by_none() {
    let (exit, told) = told_by_line(
        "level,body,period,heads\n\
         commune,a,2025,3,,more\n\
         commune,a,2024,3\n\
         commune,b,2025,3\n\
         commune,b,2024,3,,more\n\
         commune,c,2025,\"3\n\
         commune,d,2025,3\n\
         commune,a,2023,3\n\
         commune,c,2024,3\n",
        &[],
    );
    assert_eq!(exit, Exit::Unusable);
    assert_eq!(
        told,
        [
            "2 too_many_cells",
            "4 too_many_cells",
            "6 open_quote",
            "7 d",
            "8 rows_apart",
            "9 rows_apart",
        ]
    );
}

/// Verdicts in a file of some format.
fn written(home: &Path, format: &str, more: &[&str]) -> (Told, Vec<u8>) {
    let output = home.join(format!("out.{format}"));
    let given = ["--format", format, "-o", output.to_str().unwrap()];
    let told = judged(home, &["it.csv"], &[&given, more].concat());
    (told, fs::read(output).unwrap())
}

#[test]
fn verdicts_are_rows_in_every_format() {
    let home = tempfile::tempdir().unwrap();
    let table = format!("{COMMUNES_TABLE}commune,=1+1,,2025,,7,,,,,,,\ncommune,,,2025,,7,,,,,,,\n");
    put(home.path(), "it.csv", table);
    let (told, csv) = written(home.path(), "csv", &[]);
    assert_eq!(told.exit, Exit::Unusable);
    let csv = grid(std::str::from_utf8(&csv).unwrap()).0;
    let (_, parquet) = written(home.path(), "parquet", &["--threads", "1"]);
    let (_, again) = written(home.path(), "parquet", &["--threads", "3", "--force"]);
    assert!(
        parquet == again,
        "any number of threads gives the same bytes"
    );
    let rows = files::of_parquet(parquet);
    assert_eq!(rows.len(), csv.len() - 1);
    for (row, of_csv) in rows.iter().zip(&csv[1..]) {
        let plain: Vec<&str> = of_csv
            .iter()
            .map(|cell| cell.trim_start_matches('\''))
            .collect();
        assert_eq!(row[..plain.len()], plain);
        assert!(
            !row[plain.len()].is_empty() && !row[plain.len() + 1].is_empty(),
            "{row:?}"
        );
    }
    let (_, book) = written(home.path(), "xlsx", &[]);
    let sheets = files::of_workbook(book);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Verdicts", "Summary"]);
    let (verdicts, summary) = (&sheets[0].1, &sheets[1].1);
    assert_eq!(verdicts.len(), csv.len());
    for (row, of_csv) in verdicts.iter().zip(&csv).skip(1) {
        // Status and severity stand in words.
        assert_eq!((&row[..10], &row[12..17]), (&of_csv[..10], &of_csv[12..17]));
    }
    assert!(
        verdicts.iter().any(|row| row[3] == "'=1+1"),
        "no formula comes from a report"
    );
    assert_eq!(verdicts[1][10..12], ["met", ""]);
    assert_eq!(verdicts[1][17], "Training");
    let all = summary.iter().find(|row| row[1] == "all rules").unwrap();
    assert_eq!(all[0], "commune");
    assert_eq!(summary.last().unwrap()[0], told.err.lines().last().unwrap());
}

#[test]
fn statuses_alone_leave_the_rest_of_each_row_empty() {
    let home = tempfile::tempdir().unwrap();
    let table = format!("{COMMUNES_TABLE}commune,,,2025,,7,,,,,,,\n");
    put(home.path(), "it.csv", table);
    // Of a row of a report that cannot be used all is told.
    let lean = |rows: Vec<Vec<String>>| {
        rows.into_iter().enumerate().map(|(at, mut row)| {
            if at > 0 && row[16].is_empty() {
                for more in [9, 12, 13, 14, 15, 18] {
                    row.get_mut(more).into_iter().for_each(String::clear);
                }
            }
            row
        })
    };
    let of_csv = |more: &[&str]| {
        let (_, csv) = written(home.path(), "csv", more);
        grid(std::str::from_utf8(&csv).unwrap()).0
    };
    let csv: Vec<Vec<String>> = lean(of_csv(&["--force"])).collect();
    assert_eq!(of_csv(&["--statuses", "--force"]), csv);
    let (_, parquet) = written(home.path(), "parquet", &["--statuses"]);
    for (row, of_csv) in files::of_parquet(parquet).iter().zip(&csv[1..]) {
        assert_eq!(row[..17], *of_csv);
        assert_eq!(row[17].is_empty(), of_csv[16].is_empty(), "{row:?}");
    }
    let of_workbook = |more: &[&str]| {
        let (_, book) = written(home.path(), "xlsx", more);
        files::of_workbook(book)
    };
    let (whole, told) = (
        of_workbook(&["--force"]),
        of_workbook(&["--statuses", "--force"]),
    );
    assert_eq!(told[0].1, lean(whole[0].1.clone()).collect::<Vec<_>>());
    assert_eq!(told[1], whole[1]);
}

#[test]
fn a_table_appears_whole_and_is_named() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.csv", COMMUNES_TABLE);
    for format in ["parquet", "xlsx"] {
        let (_, whole) = written(home.path(), format, &[]);
        let (_, again) = written(home.path(), format, &["--force"]);
        assert!(whole == again, "the same reports give the same bytes");
        let output = home.path().join(format!("out.{format}"));
        fs::remove_file(&output).unwrap();
        // What is left without a note of its run is nobody's.
        let part = home.path().join(format!("out.{format}.part"));
        fs::write(&part, "level,body").unwrap();
        let name = output.to_str().unwrap();
        let given = ["--format", format, "-o", name];
        for more in [&[][..], &["--resume"]] {
            let refused = judged(home.path(), &["it.csv"], &[&given[..], more].concat());
            let told = "was left by a run that did not end";
            assert!(refused.err.contains(told), "{}", refused.err);
        }
        assert!(!output.exists());
        let anew = [&given[..], &["--force"]].concat();
        let told = judged(home.path(), &["it.csv"], &anew);
        assert_eq!(told.exit, Exit::Found, "{}", told.err);
        assert!(fs::read(&output).unwrap() == whole && !part.exists());
        let none = judged(home.path(), &["it.csv"], &["--format", format]);
        assert!(none.err.contains("--output"), "{}", none.err);
    }
}

#[test]
fn an_interrupted_run_over_a_table_goes_on_behind_the_last_whole_report() {
    let home = tempfile::tempdir().unwrap();
    let rows = (0..400).map(|at| format!("commune,c{at},2025,{at},{}\n", at / 7));
    put(
        home.path(),
        "it.csv",
        format!(
            "level,body,period,heads,heads.trained\n{}",
            rows.collect::<String>()
        ),
    );
    let rules = fixture("form/offices.luat");
    let table = home.path().join("it.csv").display().to_string();
    for format in ["ndjson", "csv", "parquet", "xlsx"] {
        let [whole, output] = ["whole", "out"].map(|name| {
            home.path()
                .join(format!("{name}.{format}"))
                .display()
                .to_string()
        });
        let given = |output: &str, more: &[&str]| {
            let given = [
                "batch",
                &rules,
                "--reports",
                &table,
                "-",
                "--as-of",
                "2026-02-01",
                "--format",
                format,
                "-o",
                output,
            ];
            given
                .iter()
                .chain(more)
                .map(|one| (*one).to_owned())
                .collect::<Vec<String>>()
        };
        let run = |arguments: Vec<String>| {
            luat(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let told = run(given(&whole, &[]));
        let whole = fs::read(whole).unwrap();
        let begun = given(&output, &[]);
        let begun: Vec<&str> = begun.iter().map(String::as_str).collect();
        assert_eq!(broken_off(b"", &begun), Exit::Unusable);
        let part = format!("{output}.part");
        let done = fs::read(&part).unwrap();
        fs::write(&part, &done[..done.len() * 2 / 3]).unwrap();
        let resumed = run(given(&output, &["--resume"]));
        assert_eq!((resumed.exit, resumed.err), (told.exit, told.err));
        assert!(fs::read(&output).unwrap() == whole, "{format}");
    }
}

/// A sheet whose cells can be found by their headings.
fn fill(sheet: &mut Grid, row: usize, cells: &[(&str, &str)]) {
    for &(key, text) in cells {
        let is_it = |heading: &String| heading.ends_with(&format!("[{key}]"));
        let at = sheet.0[0].iter().position(is_it);
        text.clone_into(&mut sheet.0[row][at.unwrap_or_else(|| panic!("no {key}"))]);
    }
}

#[test]
fn a_blank_workbook_filled_in_is_a_report() {
    let home = tempfile::tempdir().unwrap();
    let blank = home.path().join("blank.xlsx").display().to_string();
    let rules = fixture("form/offices.luat");
    let form = [
        "form", &rules, "--level", "commune", "--period", "2025", "--lang", "vi", "--xlsx", &blank,
    ];
    let told = luat(&form);
    assert_eq!(
        (told.exit, told.out.as_str(), told.err.as_str()),
        (Exit::Fine, "", "")
    );
    let refused = luat(&form);
    assert_eq!(refused.exit, Exit::Unusable);
    assert!(refused.err.contains("đã có tệp"), "{}", refused.err);

    let sheets = files::of_workbook(fs::read(&blank).unwrap());
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["xã", "quyết định", "trưởng bản"]);
    let mut sheets: Vec<Grid> = sheets.into_iter().map(|(_, rows)| Grid(rows)).collect();
    let headings = &sheets[0].0[0];
    assert_eq!(headings[0], "cấp\nlevel\n[level]");
    assert!(
        headings.contains(
            &"kinh phí thực hiện dân chủ (đồng)\nbudget for democracy (VND)\n[budget]".to_owned()
        ),
        "{headings:?}"
    );
    let periods: Vec<&str> = sheets[0].0[1..].iter().map(|row| row[3].as_str()).collect();
    assert_eq!(
        periods,
        ["năm 2025", "6 tháng đầu năm 2025", "6 tháng cuối năm 2025"]
    );
    assert_eq!(sheets[2].0[0][3], "số hiệu, mã\nnumber or id\n[heads.id]");

    // As it is, it reports nothing of nobody.
    let empty = judged(home.path(), &["blank.xlsx"], &[]);
    assert_eq!(
        (empty.exit, empty.out.as_str()),
        (Exit::Fine, ""),
        "{}",
        empty.err
    );

    let own = [
        ("body", "ang-to"),
        ("name", "Ẳng Tở"),
        ("heads", "2"),
        ("plan", "01/03/2025"),
        ("counter", "không"),
        ("region", "Đồng bằng sông Hồng"),
        ("budget", "12.500.000,5"),
    ];
    fill(&mut sheets[0], 1, &own);
    fill(
        &mut sheets[0],
        2,
        &[("body", "ang-to"), ("review", "30/06/2025")],
    );
    for (row, trained) in [(1, "có"), (2, "không")] {
        let id = format!("tb{row}");
        fill(
            &mut sheets[2],
            row,
            &[("body", "ang-to"), ("heads.id", &id), ("trained", trained)],
        );
    }
    fill(
        &mut sheets[1],
        1,
        &[
            ("body", "ang-to"),
            ("decisions.id", "12"),
            ("issued", "03/03/2025"),
            ("published", "05/03/2025"),
        ],
    );
    let book: Vec<(&str, &Grid, bool)> = ["xã", "quyết định", "trưởng bản"]
        .into_iter()
        .zip(&sheets)
        .map(|(name, grid)| (name, grid, true))
        .collect();
    put(home.path(), "filled.xlsx", files::workbook(&book));
    put(
        home.path(),
        "it.ndjson",
        r#"{"body": {"level": "commune", "id": "ang-to", "name": "Ẳng Tở"}, "periods": {"2025": {"plan": "2025-03-01", "counter": false, "region": "delta", "budget": "12500000.5", "heads": [{"id": "tb1", "trained": true}, {"id": "tb2", "trained": false}], "decisions": [{"id": "12", "issued": "2025-03-03", "published": "2025-03-05"}]}, "2025-H1": {"review": "2025-06-30"}}}"#,
    );
    let expected = results(&judged(home.path(), &["it.ndjson"], &[]));
    assert_eq!(expected[0]["problems"], json("[]"));
    let told = judged(home.path(), &["filled.xlsx"], &[]);
    assert_eq!(results(&told), expected, "{}", told.err);
}

/// Facts that cannot be used as they are typed: a day that is none, half a class, a period that has no such key.
const FAULTY: &str = "\
level,body,period,heads,heads.trained,plan
commune,a,2025,17,4,31/02/2025
commune,a,năm hai lăm,17,4,
commune,b,2025,17,18,
";

#[test]
fn what_cannot_be_used_of_a_report_is_told_with_its_place_and_counted() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "it.csv", FAULTY);
    let told = judged(home.path(), &["it.csv"], &["--format", "csv"]);
    for line in [
        "it.csv:2: commune:a, 2025, issue an implementation plan (plan): ",
        "it.csv:2: commune:a: “năm hai lăm” is not a period; ",
        "it.csv:4: commune:b, 2025, hamlet heads trained (heads.trained): ",
        "reports judged: 2; ",
        "; facts with problems: 3, in 2 of the reports; lines that cannot be used: 0",
    ] {
        assert!(told.err.contains(line), "{line}\n{}", told.err);
    }
    let rows: Vec<&str> = told
        .out
        .lines()
        .filter(|row| !row.ends_with(','))
        .skip(1)
        .collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| row.rsplit_once("it.csv,").unwrap().1)
        .collect();
    assert_eq!(
        rows,
        [
            "2,commune,a,,,,năm hai lăm,,,,,,,,,unknown_period",
            "2,commune,a,,,,plan,2025,,,,,,,,invalid_date",
            "4,commune,b,,,,heads.trained,2025,,,,,,,,more_than_population",
        ]
    );
    let summary = home.path().join("sum.json");
    let book = home.path().join("out.xlsx");
    let (sum, out) = (summary.display().to_string(), book.display().to_string());
    judged(
        home.path(),
        &["it.csv"],
        &["--format", "xlsx", "-o", &out, "--summary", &sum],
    );
    let counted = json(&fs::read_to_string(summary).unwrap());
    assert_eq!(
        (&counted["problems"], &counted["faulty"]),
        (&Value::from(3), &Value::from(2))
    );
    let sheets = files::of_workbook(fs::read(book).unwrap());
    let faulty = sheets[0].1.iter().find(|row| row[16] == "invalid_date");
    let told = &faulty.unwrap()[18];
    assert!(
        told.starts_with("commune:a, 2025, issue an implementation plan (plan): "),
        "{told}"
    );
}

#[test]
fn a_period_is_read_as_it_is_called() {
    for (period, key) in [
        ("năm 2025", "2025"),
        ("Quý I/2025", "2025-Q1"),
        ("quý 2 năm 2025", "2025-Q2"),
        ("Q3/2025", "2025-Q3"),
        ("quý IV-2025", "2025-Q4"),
        ("6 tháng đầu năm 2025", "2025-H1"),
        ("6 tháng cuối năm 2025", "2025-H2"),
        ("tháng 7/2025", "2025-07"),
        ("tháng 07 năm 2025", "2025-07"),
        ("giai đoạn 2024 - 2025", "2024-2025"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let table = |period: &str| format!("level,body,period,heads\ncommune,a,{period},17\n");
        put(home.path(), "it.csv", table(period));
        put(home.path(), "key.csv", table(key));
        let [told, expected] = ["it.csv", "key.csv"].map(|name| judged(home.path(), &[name], &[]));
        assert_eq!(results(&told), results(&expected), "{period}");
        assert!(!expected.out.contains("unknown_period"), "{key}");
    }
}
