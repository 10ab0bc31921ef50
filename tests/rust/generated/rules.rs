//! Rules made up: declarations first, then sentences that fit them.

use std::fmt::Write as _;

use crate::random::Random;

/// Levels from the widest: id, names.
const LEVELS: [(&str, &str, &str); 3] = [
    ("province", "province | provinces", "tỉnh"),
    ("district", "district | districts", "huyện"),
    ("commune", "commune | communes", "xã"),
];

/// Populations: id, one, many, in Vietnamese, and whether they happen in a period.
const POPULATIONS: [(&str, &str, &str, &str, bool); 5] = [
    ("officers", "officer", "officers", "công chức", false),
    ("heads", "hamlet head", "hamlet heads", "trưởng bản", false),
    (
        "households",
        "household",
        "households",
        "hộ gia đình",
        false,
    ),
    ("decisions", "decision", "decisions", "quyết định", true),
    ("meetings", "meeting", "meetings", "cuộc họp", true),
];

/// States: id, English, Vietnamese, how they are counted.
const STATES: [(&str, &str, &str, &str); 4] = [
    ("trained", "trained", "được bồi dưỡng", "in the period"),
    ("published", "published", "được công khai", "in the period"),
    ("informed", "informed", "được thông tin", "to date"),
    ("certified", "certified", "có chứng chỉ", "as it stands"),
];

const BOUNDS: [&str; 12] = [
    "over 15%",
    "at least 20%",
    "over half",
    "at least two thirds",
    "under 40%",
    "at most 75%",
    "at least 12.5%",
    "over 99%",
    "between 10% and 60%",
    "at least a quarter",
    "100%",
    "over 33.3%",
];

/// A population of a world.
#[derive(Debug, Clone)]
pub struct Population {
    /// Its id.
    pub id: &'static str,
    one: &'static str,
    many: &'static str,
    vi: &'static str,
    happens: bool,
    /// Positions of its states.
    states: Vec<usize>,
    /// The levels that report it.
    pub per: Vec<usize>,
}

impl Population {
    /// Ids of its members' states.
    pub fn states(&self) -> impl Iterator<Item = &'static str> {
        self.states.iter().map(|at| STATES[*at].0)
    }
}

/// What there is to make rules of.
#[derive(Debug, Clone)]
pub struct World {
    /// How many levels, counted from the widest.
    first: usize,
    /// What is reported member by member or in totals.
    pub populations: Vec<Population>,
}

impl World {
    /// Some levels with some populations.
    pub fn new(random: &mut Random) -> Self {
        let first = random.below(LEVELS.len());
        let all: Vec<usize> = (first..LEVELS.len()).collect();
        let mut populations = Vec::new();
        for (id, one, many, vi, happens) in POPULATIONS {
            if random.one_in(3) && !populations.is_empty() {
                continue;
            }
            let mut states: Vec<usize> = (0..STATES.len()).filter(|_| !random.one_in(3)).collect();
            if states.is_empty() {
                states.push(random.below(STATES.len()));
            }
            let mut per: Vec<usize> = all.iter().copied().filter(|_| random.one_in(2)).collect();
            if per.is_empty() {
                per.push(*random.of(&all));
            }
            populations.push(Population {
                id,
                one,
                many,
                vi,
                happens,
                states,
                per,
            });
        }
        Self { first, populations }
    }

    /// The levels there are, from the widest.
    pub fn levels(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let levels = LEVELS.iter().enumerate().skip(self.first);
        levels.map(|(at, (id, ..))| (at, *id))
    }

    /// A text of rules over this.
    pub fn text(&self, random: &mut Random) -> String {
        let mut text = String::from("language en\ndocument made_up \"Made up\" / \"Thử nghiệm\"\n");
        let until = if random.one_in(6) {
            " to 2026-06-30"
        } else {
            ""
        };
        let from = random.of(&["2024-01-01", "2025-01-01", "2025-03-15", "2026-02-01"]);
        _ = writeln!(text, "  in force from {from}{until}");
        if random.one_in(8) {
            text.push_str("  status draft\n");
        }
        text.push_str("  calendar vietnam\n");
        if random.one_in(5) {
            text.push_str("  throughout 2026 to 2030\n");
        }
        self.declarations(&mut text);
        let rules = 3 + random.below(6);
        for number in 0..rules {
            self.rule(&mut text, random, number);
        }
        text
    }

    fn declarations(&self, text: &mut String) {
        let mut above = None;
        for (_, (id, en, vi)) in LEVELS.iter().enumerate().skip(self.first) {
            let within = above.map_or_else(String::new, |above| format!(" within {above}"));
            _ = writeln!(text, "level {id} \"{en}\" / \"{vi}\"{within}");
            above = Some(*id);
        }
        let every: Vec<&str> = self.levels().map(|(_, id)| id).collect();
        let every = every.join(", ");
        _ = write!(
            text,
            "act plan \"a plan issued\" / \"ban hành kế hoạch\" per {every}\n\
             act dialogue \"a dialogue held\" / \"tổ chức đối thoại\" per {every}\n\
             act gift \"a gift accepted\" / \"nhận quà\" per {every}\n\
             date session \"the council's session\" / \"kỳ họp của Hội đồng\" per {every}\n\
             fact market \"a night market\" / \"có chợ đêm\" per {every}\n\
             count classes \"training class | training classes\" / \"lớp bồi dưỡng\" per {every}\n\
             count complaints \"complaint | complaints\" / \"đơn khiếu nại\" per {every}\n\
             amount budget \"training budget\" / \"kinh phí bồi dưỡng\" per {every} in VND\n\
             choice place \"kind of place\" / \"loại địa bàn\" per {every}\n\
             \x20 option town \"a town\" / \"đô thị\"\n\
             \x20 option island \"an island\" / \"hải đảo\"\n\
             \x20 option other \"elsewhere\" / \"nơi khác\"\n\
             parameter floor \"training floor\" / \"mức sàn\" 15% from 2024-01-01, 25% from 2026-01-01\n\
             table norm \"norm of classes\" / \"định mức lớp\" by kind of place\n\
             \x20 a town: 3\n  an island: 1\n  otherwise: 2, 4 from 2026-01-01\n"
        );
        for one in &self.populations {
            let per: Vec<&str> = one.per.iter().map(|at| LEVELS[*at].0).collect();
            let happens = if one.happens { " in the period" } else { "" };
            _ = writeln!(
                text,
                "population {} \"{} | {}\" / \"{}\" per {}{happens}",
                one.id,
                one.one,
                one.many,
                one.vi,
                per.join(", ")
            );
            for at in &one.states {
                let (id, en, vi, how) = STATES[*at];
                _ = writeln!(text, "  state {id} \"{en}\" / \"{vi}\" {how}");
            }
            text.push_str(
                "  date issued \"issued\" / \"được ban hành\"\n\
                 \x20 date signed \"signed\" / \"được ký\"\n\
                 \x20 count present \"people present\" / \"người có mặt\"\n\
                 \x20 amount area \"floor area\" / \"diện tích sàn\" in m2\n\
                 \x20 fact poor \"poor\" / \"nghèo\"\n\
                 \x20 choice matter \"matter\" / \"lĩnh vực\"\n\
                 \x20   option land \"land\" / \"đất đai\"\n\
                 \x20   option money \"money\" / \"tiền\"\n",
            );
        }
    }

    fn rule(&self, text: &mut String, random: &mut Random, number: usize) {
        let (level, bearer) = *random.of(&self.levels().collect::<Vec<_>>());
        _ = writeln!(
            text,
            "rule r{number} \"Rule {number}\" / \"Quy định {number}\"\n  cite article {}\n  bearer {bearer}",
            number + 1
        );
        if random.one_in(4) {
            text.push_str("  none counts as met\n");
        }
        let sentences = 1 + random.below(3);
        for _ in 0..sentences {
            let sentence = self.sentence(random, level);
            _ = writeln!(text, "  {sentence}");
        }
    }

    /// Populations that bodies of a level, or of one below, report.
    fn counted(&self, level: usize) -> Vec<&Population> {
        let known = |one: &&Population| one.per.iter().any(|at| *at >= level);
        self.populations.iter().filter(known).collect()
    }

    fn sentence(&self, random: &mut Random, level: usize) -> String {
        let condition = match random.below(9) {
            0 => "if a night market, ",
            1 => "if kind of place is an island, ",
            2 => "if training classes over 2, ",
            3 => "unless a night market and kind of place is a town, ",
            _ => "",
        };
        let modality = *random.of(&["", "", "", "strive ", "encouraged ", "requested ", "must "]);
        let below = LEVELS
            .get(level + 1)
            .map(|(_, names, _)| names.split_once(" | ").map_or("", |(_, many)| many));
        let counted = self.counted(level);
        match random.below(12) {
            0..=3 if !counted.is_empty() => {
                let whom = *random.of(&counted);
                let share = share(random, whom);
                format!("{modality}{condition}{share}")
            }
            4 if !counted.is_empty() => {
                let whom = *random.of(&counted);
                format!("{modality}{condition}{}", each(random, whom))
            }
            5 if counted.len() > 1 => {
                let (a, b) = (counted[0], counted[1]);
                let shared = |at: &&usize| b.states.contains(at) && a.happens == b.happens;
                let Some(state) = a.states.iter().find(shared) else {
                    return format!("{modality}{condition}annually a plan issued");
                };
                let (_, state, _, how) = STATES[*state];
                let how = if a.happens { "in the period" } else { how };
                let when = time(random, how);
                let (bound, a, b) = (random.of(&BOUNDS), a.many, b.many);
                if random.one_in(2) {
                    format!("{modality}{condition}{when}{bound} of {a} and {b} {state}")
                } else {
                    format!("{modality}{condition}{when}{bound} for each of {a} and {b} {state}")
                }
            }
            6 if below.is_some() => {
                let many = below.unwrap_or_default();
                let bound = random.of(&["100%", "over half", "at least 80%", "over 66.6%"]);
                let what = *random.of(&[
                    "with a dialogue held",
                    "with a plan issued",
                    "with a night market",
                    "where training classes at least 2",
                ]);
                format!("{modality}{condition}annually {bound} of {many} {what}")
            }
            7 => format!("{modality}{condition}{}", compared(random)),
            8 => combined(random, modality, condition),
            9 => format!("{condition}must not a gift accepted"),
            _ => format!("{modality}{condition}{}", deed(random)),
        }
    }
}

impl Population {
    /// A state of its members, and how such are counted.
    fn state(&self, random: &mut Random) -> (&'static str, &'static str) {
        let (_, state, _, how) = STATES[*random.of(&self.states)];
        (state, if self.happens { "in the period" } else { how })
    }
}

/// When something counted in a way is asked for.
fn time(random: &mut Random, how: &str) -> &'static str {
    let periodic = [
        "annually ",
        "annually ",
        "quarterly ",
        "half-yearly ",
        "every 2 years starting 2025 ",
        "each term ",
    ];
    let lasting = [
        "annually ",
        "by 2030 ",
        "by 2026-06-30 ",
        "before 2027-01-01 ",
        "",
    ];
    let times = if how == "in the period" {
        &periodic[..]
    } else {
        &lasting[..]
    };
    random.of::<&str>(times)
}

fn share(random: &mut Random, whom: &Population) -> String {
    let (state, how) = whom.state(random);
    let when = time(random, how);
    let bound = *random.of(&BOUNDS);
    let many = whom.many;
    match random.below(9) {
        0 => format!("{when}{bound} of {many} where poor {state}"),
        1 => format!("{when}{bound} of {many} where matter is land {state}"),
        2 => format!("{when}{bound} of floor area of {many} {state}"),
        3 => format!("{when}at least {} {many} {state}", 1 + random.below(9)),
        4 => {
            let (other, also) = whom.state(random);
            if how == also && state != other {
                format!("{when}{bound} of {many} {state} and {other}")
            } else {
                format!("{when}{bound} of {many} {state}")
            }
        }
        5 => format!("{when}at least 15% of {many} {state} rounded up"),
        6 if how == "in the period" => {
            format!(
                "annually share of {many} {state} increases by at least 5 percentage points compared with last year"
            )
        }
        7 => format!("{when}at least training floor of {many} {state}"),
        _ => format!("{when}{bound} of {many} {state}"),
    }
}

fn each(random: &mut Random, whom: &Population) -> String {
    let (state, how) = whom.state(random);
    let one = whom.one;
    let some = 1 + random.below(20);
    match random.below(7) {
        0 => format!("annually each {one}, at least {some} people present"),
        1 => format!("annually each {one} where matter is land, {state}"),
        2 => format!("each {one} signed within {} months of issued", 1 + some / 4),
        3 => format!("each {one} signed within 72 hours of issued"),
        4 => format!(
            "annually at least 95% of {} signed within {some} days of issued",
            whom.many
        ),
        5 if how != "in the period" => format!("each {one} {state}"),
        5 => format!("annually each {one} {state}"),
        _ => format!("each {one} where poor, signed within {some} working days of issued"),
    }
}

fn compared(random: &mut Random) -> String {
    let n = random.below(12);
    match random.below(10) {
        0 => format!("annually at least {n} training classes"),
        1 => format!("annually {n} to {} training classes", n + 3),
        2 => "annually no complaints".to_owned(),
        3 => "annually training budget at least training budget last year".to_owned(),
        4 => "annually training budget between 1000000 VND and 50000000.5 VND".to_owned(),
        5 => "annually training classes at least norm of classes".to_owned(),
        6 => "annually complaints decrease by at least 10% compared with last year".to_owned(),
        7 => format!("quarterly at least {n} training classes"),
        8 => "annually complaints at most training classes * 2 + 1".to_owned(),
        _ => format!("annually training classes at least the greater of {n} and complaints / 3"),
    }
}

fn deed(random: &mut Random) -> String {
    let deed = *random.of(&["a plan issued", "a dialogue held"]);
    match random.below(9) {
        0 => format!(
            "by {} {deed}",
            random.of(&["2026-06-30", "2025-12-31", "2027"])
        ),
        1 => format!("by 15 December each year {deed}"),
        2 => "annually a plan issued and a dialogue held".to_owned(),
        3 => format!(
            "{deed} within {} working days of the council's session",
            1 + random.below(9)
        ),
        4 => format!("{deed} at least 3 days before the council's session"),
        5 => "a plan issued before the council's session".to_owned(),
        6 => format!("quarterly {deed}"),
        7 => format!("throughout 2026 to 2030 {deed}"),
        _ => format!("annually {deed}"),
    }
}

fn combined(random: &mut Random, modality: &str, condition: &str) -> String {
    let how = *random.of(&["any of", "all of", "at least 2 of"]);
    format!(
        "{modality}{condition}annually {how}:\n    - a plan issued\n    - a dialogue held\n    - at least {} training classes",
        1 + random.below(6)
    )
}
