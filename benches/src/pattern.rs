//! Rules made from a pattern.

use luat_grammar::source::Source;

/// Syllables of made-up place names: two or three of them tell one unit of the pattern from another.
const SYLLABLES: &[&str] = &[
    "lạc", "hòa", "vĩnh", "thịnh", "phú", "xuân", "đông", "tây", "sơn", "thủy", "bình", "minh",
    "quang", "trung", "hưng", "long", "khánh", "đức", "tân", "mỹ", "yên", "bảo", "ngọc", "kim",
    "thạch", "nghĩa", "lương", "trạch", "điền", "cát",
];

/// The levels that everything else is reported by.
const LEVELS: &str = r#"ngôn ngữ vi

văn bản made_{k} "Made rules" / "Quy định mẫu"
  số              "1/NQ-HĐND"
  ngày ban hành   02/01/2024
  có hiệu lực     từ 02/01/2024
  tình trạng      có hiệu lực

cấp huyen  "district | districts" / "huyện"
cấp xa     "commune | communes" / "xã, thị trấn"  thuộc huyện

"#;

/// One unit: what is declared in it bears its name, so that no two units declare the same.
const UNIT: &str = r#"# Việc làm ở vùng {v}: ai được tập huấn, ai báo cáo, làm việc gì và khi nào xong.

đối tượng officers_{e}  "officer of {w} | officers of {w}" / "cán bộ vùng {v}"  theo huyện, xã, thị trấn
  ghi chú  "assigned to follow the work; the head of the body is not counted" / "được giao theo dõi công việc; không tính người đứng đầu"
  trạng thái  trained  "trained in {w}" / "được tập huấn ở vùng {v}"  trong kỳ
  trạng thái  trained_to_date  "trained in {w} to date" / "đã được tập huấn ở vùng {v}"  lũy kế
    xác nhận bởi  "head of the body" / "người đứng đầu"

đối tượng petitions_{e}  "petition from {w} | petitions from {w}" / "kiến nghị vùng {v}"  theo xã, thị trấn trong kỳ
  ngày       received  "received from {w}" / "nhận được kiến nghị vùng {v}"
  ngày       answered  "answered to {w}" / "được trả lời ở vùng {v}"
  số lượng   signers   "people signing in {w}" / "người ký tên ở vùng {v}"
  thông tin  urgent    "urgent in {w}" / "thuộc diện khẩn cấp ở vùng {v}"

việc plan_{e}  "issue the plan of {w}" / "ban hành kế hoạch vùng {v}"  theo huyện, xã, thị trấn
  xác nhận bởi  "district Steering Committee" / "Ban Chỉ đạo huyện"

thông tin online_{e}  "{w} is online" / "ứng dụng công nghệ ở vùng {v}"  theo xã, thị trấn

số lượng meetings_{e}  "meeting in {w} | meetings in {w}" / "hội nghị vùng {v}"  theo xã, thị trấn

số tiền budget_{e}  "budget of {w}" / "kinh phí vùng {v}"  theo xã, thị trấn tính bằng VND

tham số floor_{e}  "floor of {w}" / "mức sàn vùng {v}"  = {a}% từ 02/01/2024, {b}% từ 01/01/2027

định nghĩa share_{e}  "share online in {w}" / "tỷ lệ ứng dụng ở vùng {v}"  = tỷ lệ xã, thị trấn ứng dụng công nghệ ở vùng {v}

nguyên tắc openness_{e}  "Work in {w} is open" / "Việc làm ở vùng {v} phải công khai"
  căn cứ  Điều {n} khoản 1 điểm a ý 1

quy định training_{e}  "Training in {w}" / "Tập huấn ở vùng {v}"
  căn cứ   Điều {n} khoản 2 điểm a nêu "Hằng năm có trên {a}%"
  chủ thể  huyện
  hằng năm trên {a}% cán bộ vùng {v} được tập huấn ở vùng {v}
  phấn đấu đến năm 2030 trên {c}% cán bộ vùng {v} đã được tập huấn ở vùng {v}

quy định plan_issued_{e}  "Plan of {w}" / "Kế hoạch vùng {v}"
  căn cứ   Điều {n} khoản 2 điểm b
  chủ thể  huyện, xã, thị trấn
  hằng năm ban hành kế hoạch vùng {v}

quy định answers_{e}  "Answers to {w}" / "Trả lời kiến nghị vùng {v}"
  căn cứ   Điều {n} khoản 3
  chủ thể  xã, thị trấn
  mỗi kiến nghị vùng {v} được trả lời ở vùng {v} trong vòng {d} ngày kể từ ngày nhận được kiến nghị vùng {v}
  mỗi kiến nghị vùng {v} mà thuộc diện khẩn cấp ở vùng {v} và người ký tên ở vùng {v} ít nhất {d}, được trả lời ở vùng {v} trong vòng 5 ngày kể từ ngày nhận được kiến nghị vùng {v}

quy định online_by_{e}  "{w} online" / "Ứng dụng công nghệ ở vùng {v}"
  căn cứ   Điều {n} khoản 4
  chủ thể  huyện
  đến năm 2030:
    - trên {c}% xã, thị trấn ứng dụng công nghệ ở vùng {v}
    - ít nhất mức sàn vùng {v} cán bộ vùng {v} đã được tập huấn ở vùng {v}

quy định meetings_held_{e}  "Meetings in {w}" / "Hội nghị vùng {v}"
  căn cứ   Điều {n} khoản 5
  chủ thể  xã, thị trấn
  hằng năm ít nhất {m} hội nghị vùng {v}
  nếu kinh phí vùng {v} ít nhất {b} triệu đồng hoặc ứng dụng công nghệ ở vùng {v}, hằng năm ban hành kế hoạch vùng {v}

"#;

/// A text holds at most so many bytes: longer ones are made of several.
const MOST: usize = 5_000_000;

/// A rule text of about so many bytes, without a fault, each name declared once.
///
/// The same seed gives the same text.
pub fn rules(bytes: usize, seed: u64) -> String {
    let mut text = LEVELS.replace("{k}", &seed.to_string());
    let mut dice = Dice(seed | 1);
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&unit(number, &mut dice));
        number += 1;
    }
    text
}

/// Rule texts of about so many bytes together.
pub fn texts(bytes: usize) -> Vec<Source> {
    let n_texts = bytes.div_ceil(MOST);
    let seeds = (1..).take(n_texts);
    seeds
        .map(|seed| Source::new(format!("made_{seed}.luat"), rules(bytes / n_texts, seed)))
        .collect()
}

fn unit(number: usize, dice: &mut Dice) -> String {
    let name = name(number);
    let percent = 10 + dice.below(30);
    let figures = [
        ("{v}", name.clone()),
        ("{w}", format!("place {number}x")),
        ("{e}", format!("u{number}")),
        ("{a}", percent.to_string()),
        ("{b}", (percent + 10).to_string()),
        ("{c}", (percent + 50).to_string()),
        ("{d}", (6 + dice.below(40)).to_string()),
        ("{m}", (1 + dice.below(12)).to_string()),
        ("{n}", (1 + number).to_string()),
    ];
    figures
        .iter()
        .fold(UNIT.to_owned(), |text, (place, words)| {
            text.replace(place, words)
        })
}

/// A number as syllables, each number its own.
fn name(number: usize) -> String {
    let mut rest = number;
    let mut syllables: Vec<&str> = Vec::new();
    for _ in 0..3 {
        syllables.extend(SYLLABLES.get(rest % SYLLABLES.len()));
        rest /= SYLLABLES.len();
    }
    syllables.join(" ")
}

/// Numbers that look thrown; Knuth's multiplier.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// A position below a limit.
    pub(crate) fn index(&mut self, limit: u64) -> usize {
        usize::try_from(self.below(limit)).unwrap_or(0)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
