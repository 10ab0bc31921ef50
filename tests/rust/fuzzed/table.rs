//! Tables of reports, by the whole command: whatever stands in a file `.csv`, `luat batch` answers.
//!
//! The first line says how numbers are written (`vi`, `en` or nothing); below it stands the table.

use std::ffi::OsString;
use std::sync::LazyLock;

use luat_cli::{Exit, Io, run};
use luat_core::run::calendar::iso;
use serde_json::Value;
use tempfile::TempDir;

use super::first_line;
use crate::project;

struct Place {
    home: TempDir,
    rules: OsString,
}

/// Rules compiled, and a folder in memory where the machine has one.
static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let memory = std::path::Path::new("/dev/shm");
    let home = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    let home = home.unwrap_or_else(|error| panic!("no folder: {error}"));
    let rules = home.path().join("rules.luatc").into_os_string();
    let texts = project::root().join("tests/cli/form/offices.luat");
    let words = [
        "luat".into(),
        "build".into(),
        texts.into(),
        "-o".into(),
        rules.clone(),
    ];
    let (exit, _, said) = command(&words);
    assert_eq!(exit, Exit::Fine, "{said}");
    Place { home, rules }
});

/// Of a table of whatever bytes.
pub fn holds(bytes: &[u8]) {
    let (numbers, table) = first_line(bytes);
    let place = &*PLACE;
    let file = place.home.path().join("it.csv");
    std::fs::write(&file, table).unwrap_or_else(|error| panic!("no file: {error}"));
    let mut words: Vec<OsString> = ["luat", "batch"].map(Into::into).to_vec();
    words.push(place.rules.clone());
    words.extend(["--reports".into(), file.into()]);
    words.extend(["--threads", "1", "--as-of", "2026-02-01", "--lang", "en"].map(Into::into));
    if let b"vi" | b"en" = numbers {
        words.push("--numbers".into());
        words.push(String::from_utf8_lossy(numbers).into_owned().into());
    }
    let (exit, told, said) = command(&words);
    let (mut lines, mut last) = (0, 0);
    for line in told.lines() {
        let record: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        // One or the other, in the order of the table.
        let answered = record.get("result").is_some() != record.get("error").is_some();
        assert!(answered, "{line}");
        let number = record["line"].as_u64().unwrap_or_default();
        assert!(number >= last, "{line}");
        (lines, last) = (lines + 1, number);
    }
    let is_unusable = told.contains("\"error\":{");
    assert!(!is_unusable || exit == Exit::Unusable, "{told}{said}");
    assert!(lines > 0 || !said.is_empty(), "nothing is said");
}

/// Tables of the tests and the documentation.
pub fn seeds() -> Vec<Vec<u8>> {
    const TABLES: [&str; 6] = [
        "level,body,name,period,final,heads,heads.trained,plan,counter,code,region,budget,review\ncommune,ang-to,Ẳng Tở,2025,có,17,4,01/03/2025,x,không,Đồng bằng sông Hồng,\"75.000.000,5\",\ncommune,ang-to,,2025-H1,,,,,,,,,30/6/2025\ncommune,01,,2025,,\"{\"\"unknown\"\": \"\"đang sao sổ\"\"}\",,chưa,,,,1250,\n",
        "level;body;period;heads;heads.trained\r\ncommune;a;2025;1.234;12,5\r\ncommune;b;2025;=1;-3\r\n",
        "\u{feff}level\tbody\tperiod\tplan\ncommune\ta\t2025\t45000\ncommune\ta\t2025-Q1\tkhông\n",
        "level,body,below,period,heads\ndistrict,d,,2025,\ncommune,a,d,2025,4\ncommune,b,d,2025,5\n",
        "body,heads\na,1\n",
        "level,body,period,heads,note\ncommune,\"a\nb\",2025,\"1\"\"2\",\n,,,,\ncommune,c,20255,x,\n",
    ];
    let seed = |(at, table): (usize, &&str)| format!("{}\n{table}", ["", "vi", "en"][at % 3]);
    TABLES
        .iter()
        .enumerate()
        .map(|one| seed(one).into_bytes())
        .collect()
}

fn command(words: &[OsString]) -> (Exit, String, String) {
    let (mut told, mut said) = (Vec::new(), Vec::new());
    let exit = run(
        words,
        &mut Io {
            stdin: &mut std::io::empty(),
            stdout: &mut told,
            stderr: &mut said,
            watched: false,
            today: iso::parse_date("2026-02-01").unwrap_or_else(|| panic!("a day")),
            language: None,
        },
    );
    let text = |bytes| String::from_utf8(bytes).unwrap_or_else(|error| panic!("{error}"));
    (exit, text(told), text(said))
}
