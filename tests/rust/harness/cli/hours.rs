//! Deeds whose time is more than a day: hours are counted, or they have to last.

use std::fs;

use luat_cli::Exit;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::{json, luat};

const RULES: &str = r#"ngôn ngữ vi

văn bản incidents "Incidents" / "Sự cố"
  có hiệu lực từ 01/01/2026

cấp ward "ward | wards" / "phường"

việc posted "list posted" / "niêm yết danh mục" theo phường

đối tượng cases "incident | incidents" / "sự cố" theo phường trong kỳ
  ngày found "found" / "phát hiện"
  ngày told "reported" / "báo cáo"
  ngày closed "closed" / "khép lại"

quy định told_soon "Report" / "Báo cáo"
  căn cứ Điều 1
  chủ thể phường
  mỗi sự cố báo cáo trong vòng 24 giờ kể từ khi phát hiện

quy định closed_soon "Closing" / "Khép lại"
  căn cứ Điều 2
  chủ thể phường
  mỗi sự cố khép lại trong vòng 30 ngày kể từ ngày phát hiện

quy định list_posted "List" / "Niêm yết"
  căn cứ Điều 3
  chủ thể phường
  Hằng năm niêm yết danh mục trong thời gian ít nhất 30 ngày
"#;

fn home() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let rules = home.path().join("ward.luat");
    fs::write(&rules, RULES).unwrap();
    (home, rules.display().to_string())
}

#[test]
fn a_form_asks_for_the_hour_where_hours_count_and_for_two_days_where_it_has_to_last() {
    let (_home, rules) = home();
    let asked = ["form", &rules, "--level", "ward", "--period", "2026"];
    let told = luat(&[&asked[..], &["--format", "json"]].concat());
    let form = json(&told.out);
    let times: Vec<(String, String)> = crate::fields(&form)
        .iter()
        .filter_map(|field| Some((field["key"].to_string(), field["time"].as_str()?.to_owned())))
        .collect();
    let own = |key: &str, time: &str| (format!("\"{key}\""), time.to_owned());
    assert_eq!(
        times,
        [
            own("posted", "span"),
            own("found", "hour"),
            own("told", "hour")
        ]
    );
    let vi = luat(&asked).out;
    let day = "……/……/…………";
    for line in [
        format!("niêm yết danh mục: ☐ đã làm từ ngày {day} đến ngày {day}  ☐ chưa làm"),
        format!("phát hiện: ☐ lúc …… giờ …… ngày {day}  ☐ chưa có"),
        format!("khép lại: ☐ ngày {day}  ☐ chưa có"),
    ] {
        assert!(vi.contains(&line), "{line}\n{vi}");
    }
    let en = luat(&[&asked[..], &["--lang", "en"]].concat()).out;
    for line in [
        format!("list posted: ☐ done from {day} to {day}  ☐ not done so far"),
        format!("found: ☐ at ……:…… on {day}  ☐ not so far"),
    ] {
        assert!(en.contains(&line), "{line}\n{en}");
    }
}

/// Statuses of the three rules, as a table of them says.
fn statuses(posted: &str, found: &str, told: &str) -> String {
    let (home, rules) = home();
    let (bodies, cases) = (home.path().join("wards.csv"), home.path().join("cases.csv"));
    fs::write(
        &bodies,
        format!("level,body,period,posted\nward,a,2026,{posted}\n"),
    )
    .unwrap();
    let row = format!("ward,a,2026,c1,{found},{told}\n");
    fs::write(
        &cases,
        format!("level,body,period,cases.id,found,told\n{row}"),
    )
    .unwrap();
    let (bodies, cases) = (bodies.display().to_string(), cases.display().to_string());
    let told = luat(&[
        "batch",
        &rules,
        "--reports",
        &bodies,
        "--rosters",
        &cases,
        "--as-of",
        "2027-01-10",
    ]);
    assert_ne!(told.exit, Exit::Unusable, "{}", told.err);
    let record = json(told.out.lines().next().unwrap());
    let result = &record["result"];
    assert_eq!(
        result["problems"],
        serde_json::json!([]),
        "{posted} {found}"
    );
    let verdicts = result["verdicts"].as_array().unwrap().iter();
    let statuses = verdicts.map(|verdict| verdict["status"].as_str().unwrap());
    statuses.collect::<Vec<_>>().join(" ")
}

#[test]
fn hours_and_spans_are_read_from_tables_as_they_are_typed() {
    for (found, told) in [
        ("2026-05-01T22:00+07:00", "2026-05-02T21:00+07:00"),
        ("2026-05-01 22:00", "2026-05-02 21:00"),
        ("01/05/2026 22:00", "02/05/2026 21:00"),
        ("22:00 01/05/2026", "21:00 02/05/2026"),
        ("22h00 01/05/2026", "21h ngày 2/5/2026"),
        ("22 giờ ngày 01/05/2026", "21 giờ 30 phút ngày 02/05/2026"),
        ("1/5/2026 22:00:00", "2/5/2026 21:00:00"),
    ] {
        let posted = "từ 1/3/2026 đến 31/3/2026";
        assert_eq!(statuses(posted, found, told), "met unknown met", "{found}");
    }
    let late = statuses("1/3/2026 - 20/3/2026", "1/5/2026 22:00", "2/5/2026 22:01");
    assert_eq!(late, "late unknown not_met");
}

#[test]
fn a_cell_of_a_workbook_tells_its_hour() {
    let (home, rules) = home();
    let mut book = Workbook::new();
    let bodies = book.add_worksheet();
    for (row, cells) in (0..).zip([["level", "body", "period"], ["ward", "a", "2026"]]) {
        bodies.write_row(row, 0, cells).unwrap();
    }
    let cases = book.add_worksheet();
    let headings = ["level", "body", "period", "cases.id", "found", "told"];
    cases.write_row(0, 0, headings).unwrap();
    cases.write_row(1, 0, ["ward", "a", "2026", "c1"]).unwrap();
    let format = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    for (column, day, minute) in [(4, 1, 0), (5, 2, 1)] {
        let moment = ExcelDateTime::from_ymd(2026, 5, day).unwrap();
        let moment = moment.and_hms(22, minute, 0).unwrap();
        cases
            .write_datetime_with_format(1, column, &moment, &format)
            .unwrap();
    }
    let file = home.path().join("ward.xlsx");
    book.save(&file).unwrap();
    let file = file.display().to_string();
    let told = luat(&["batch", &rules, "--reports", &file, "--as-of", "2027-01-10"]);
    let result = &json(told.out.lines().next().unwrap())["result"];
    assert_eq!(result["problems"], serde_json::json!([]));
    assert_eq!(result["verdicts"][0]["due_time"], "22:00", "{result}");
    assert_eq!(result["verdicts"][0]["status"], "late");
}
