//! What an editor is told over JSON: the answers kept in `tests/editor/asked.json`, which the page's engine repeats
//! (`tests/js/node/editor.test.mjs`).

use luat_core::author::editor::Workspace;
use luat_core::wire::editor::{Asked, Offsets};
use luat_grammar::Language;
use luat_tests::project;
use serde::Serialize;
use serde_json::{Value, json};

/// A text in each language, of which one uses the other, with letters of two UTF-16 units, and one with faults.
const TEXTS: [(&str, &str); 3] = [
    (
        "chung.luat",
        r#"ngôn ngữ vi
văn bản chung "Từ ngữ chung" / "Common words"
  có hiệu lực từ 01/01/2025
cấp commune "commune | communes" / "xã"
đối tượng hamlet_heads "hamlet head | hamlet heads" / "trưởng bản" theo xã
  trạng thái trained "trained" / "được tập huấn" trong kỳ
"#,
    ),
    (
        "tap_huan.luat",
        r#"ngôn ngữ vi
văn bản tap_huan "Tập huấn" / "Training"
  có hiệu lực từ 01/01/2025
dùng chung
# 𝄞 hai đơn vị UTF-16, rồi tới tên gọi
việc plan "a plan issued" / "ban hành kế hoạch" theo xã
quy định training "Tập huấn trưởng bản" / "Training of heads"
  căn cứ Điều 1
  chủ thể xã
  hằng năm, trên 15% trưởng bản được tập huấn
quy định yearly_plan "Kế hoạch" / "Plan"
  căn cứ Điều 2 khoản 1
  chủ thể xã
  hằng năm, ban hành kế hoạch
  hằng quý,   ban hành  kế hoạch
tình huống "Đủ người"
  tính đến 10/01/2026
  cho xã a
  biết hamlet_heads = 100, hamlet_heads.trained = 16 trong 2025
  kỳ vọng training đạt trong 2025
"#,
    ),
    (
        "faulty.luat",
        r#"language en
document faulty "Faulty" / "Có lỗi"
  in force from 2025-01-01
level ward "ward | wards" / "phường"
count files "file | files" / "hồ sơ" per ward
count files "record | records" / "bản ghi" per ward
rule few "Few 𝄞 files" / "Ít hồ sơ"
  cite article 1
  bearer ward
  annually at least 5 fils
  annually at least 5 files within
  hằng năm at least 5 files
rule none "None" / "Không"
  cite article 2
"#,
    ),
];

/// One question with its answer.
#[derive(Serialize)]
struct Told {
    /// The method of the page's workspace.
    ask: &'static str,
    /// What it is given.
    of: Vec<Value>,
    answer: Value,
}

struct Interview<'w> {
    workspace: &'w Workspace,
    told: Vec<Told>,
}

impl Interview<'_> {
    /// The UTF-16 offset at which some words of a text begin.
    fn at(&self, name: &str, words: &str) -> usize {
        let text = super::text_of(self.workspace, name);
        let at = text.find(words).unwrap();
        let units = Offsets::new(text).utf16(at);
        assert_eq!(units, text[..at].encode_utf16().count());
        units
    }

    fn ask(&mut self, ask: &'static str, of: Vec<Value>) {
        let asked = Asked::of(self.workspace);
        let name = of[0].as_str().unwrap();
        let number = |at: usize| usize::try_from(of[at].as_u64().unwrap()).unwrap();
        let language = |at: usize| match of[at].as_str() {
            Some("vi") => Language::Vi,
            _ => Language::En,
        };
        let answer = match ask {
            "diagnostics" => json!(asked.diagnostics(name)),
            "tokens" => json!(asked.tokens(name)),
            "outline" => json!(asked.outline(name)),
            "folds" => json!(asked.folds(name)),
            "complete" => json!(asked.complete(name, number(1), language(2))),
            "hover" => json!(asked.hover(name, number(1), language(2))),
            "definition" => json!(asked.definition(name, number(1))),
            "references" => json!(asked.references(name, number(1))),
            "renamable" => json!(asked.renamable(name, number(1))),
            "rename" => json!(asked.rename(name, number(1), of[2].as_str().unwrap())),
            "format" => json!(asked.laid(name, None)),
            "translate" => json!(asked.laid(name, Some(language(1)))),
            _ => json!(asked.fixes(name, number(1), number(2))),
        };
        self.told.push(Told { ask, of, answer });
    }
}

#[test]
fn what_a_page_is_told() {
    let mut workspace = Workspace::default();
    for (name, text) in TEXTS {
        workspace.set(name, text);
    }
    let mut interview = Interview {
        workspace: &workspace,
        told: Vec::new(),
    };
    for (name, text) in TEXTS.into_iter().chain([("nowhere.luat", "")]) {
        for ask in ["diagnostics", "tokens", "outline", "folds", "format"] {
            interview.ask(ask, vec![json!(name)]);
        }
        for language in ["vi", "en"] {
            interview.ask("translate", vec![json!(name), json!(language)]);
        }
        interview.ask(
            "fixes",
            vec![json!(name), json!(0), json!(text.encode_utf16().count())],
        );
    }
    let (own, shared) = ("tap_huan.luat", "chung.luat");
    // A name of another text, a rule, a deed behind letters of two units, a keyword, a comment, the end.
    let places = [
        (own, "trưởng bản được tập huấn\nquy"),
        (own, "yearly_plan"),
        (own, "ban hành kế hoạch\n"),
        (own, "chủ thể"),
        (own, "𝄞"),
        (shared, "hamlet_heads"),
        (shared, "xã\"\nđối"),
        ("faulty.luat", "fils"),
        ("faulty.luat", "files within"),
    ];
    for (name, words) in places {
        let at = json!(interview.at(name, words));
        for ask in ["definition", "references", "renamable"] {
            interview.ask(ask, vec![json!(name), at.clone()]);
        }
        for language in ["vi", "en"] {
            interview.ask("hover", vec![json!(name), at.clone(), json!(language)]);
            interview.ask("complete", vec![json!(name), at.clone(), json!(language)]);
        }
        for new in ["già làng", "xã", "new_id", "\""] {
            interview.ask("rename", vec![json!(name), at.clone(), json!(new)]);
        }
    }
    // Past the end is the end.
    interview.ask("complete", vec![json!(own), json!(1_000_000), json!("vi")]);
    let kept = json!({
        "texts": TEXTS.map(|(name, text)| json!({ "name": name, "text": text })),
        "asked": interview.told,
    });
    let kept = serde_json::to_string_pretty(&kept).unwrap() + "\n";
    project::assert_kept("tests/editor/asked.json", &kept);
}

#[test]
fn offsets_are_told_both_ways() {
    for (_, text) in TEXTS {
        let offsets = Offsets::new(text);
        let mut units = 0;
        for (at, letter) in text.char_indices() {
            assert_eq!((offsets.utf16(at), offsets.byte(units)), (units, at));
            units += letter.len_utf16();
        }
        assert_eq!(offsets.byte(units), text.len());
        assert_eq!(offsets.byte(units + 7), text.len());
    }
}
