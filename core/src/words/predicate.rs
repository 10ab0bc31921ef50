//! What holds of somebody, as a clause: `are urgent`, `affect a third party`, `là hộ nghèo`, `không có công đoàn`.

use super::path::{is_clause, is_noun, is_thing};
use crate::run::program::Fact;

/// Words of which something may be a kind: `hộ gia đình` and `hộ nghèo`, `người dân` and `người cao tuổi`.
const KINDS: [&str; 10] = [
    "bản",
    "hộ",
    "khu",
    "người",
    "nhà",
    "phường",
    "thôn",
    "trẻ",
    "trường",
    "xã",
];

/// Whether a Vietnamese name says what its owner is, not what it has or does: `xã đảo` of a `xã`, `nữ`.
fn is_kind(owner: &str, name: &str) -> bool {
    let first = |words: &str| words.split(' ').next().unwrap_or_default().to_lowercase();
    let of_owner = name
        .strip_prefix(owner)
        .is_some_and(|rest| rest.starts_with(' '));
    let of_its_kind = first(owner) == first(name) && KINDS.contains(&first(name).as_str());
    of_owner || of_its_kind || matches!(name, "nam" | "nữ")
}

/// Whether an English noun with its article says what its owner is: `a festival town` of a `town`.
pub(super) fn is_one_of(owner: &str, fact: &Fact) -> bool {
    is_noun(fact)
        && fact
            .label
            .en
            .strip_suffix(owner)
            .is_some_and(|rest| rest.ends_with(' '))
}

/// A fact as a Vietnamese predicate: `công khai`, `có công đoàn`, `là hộ nghèo`.
pub(super) fn said_vi(owner: &str, fact: &Fact) -> String {
    let name = &fact.label.vi;
    if is_kind(owner, name) {
        format!("là {name}")
    } else if is_thing(fact) {
        format!("có {name}")
    } else {
        name.clone()
    }
}

/// A fact denied: `không công khai`, `không có công đoàn`, `chưa được tập huấn`, `không phải là hộ nghèo`.
pub(super) fn denied_vi(owner: &str, fact: &Fact) -> String {
    denied(&said_vi(owner, fact))
}

/// A Vietnamese predicate denied; `không được …` would forbid, so what is not done to somebody is not done yet.
pub(super) fn denied(said: &str) -> String {
    let not = if said.starts_with("được ") {
        "chưa"
    } else if said.starts_with("là ") {
        "không phải"
    } else {
        "không"
    };
    let said = said.strip_prefix("đã ").unwrap_or(said);
    format!("{not} {said}")
}

/// Members of whom a yes or no holds, or does not, in English: `requests that are urgent`, `sites at risk`.
pub(super) fn of_whom(members: &str, fact: &Fact, denied: bool) -> String {
    if denied {
        return format!("{members} that {}", denied_of_many(fact));
    }
    let name = &fact.label.en;
    match of_many(fact) {
        SaidOfMany::Verb(verb) => format!("{members} that {verb}"),
        SaidOfMany::Described => format!("{members} that are {name}"),
        SaidOfMany::Behind => format!("{members} {name}"),
    }
}

/// A yes or no denied of several in English: `are not urgent`, `do not affect a third party`.
pub(super) fn denied_of_many(fact: &Fact) -> String {
    match of_many(fact) {
        SaidOfMany::Verb(verb) => format!("do not {verb}"),
        SaidOfMany::Described | SaidOfMany::Behind => format!("are not {}", fact.label.en),
    }
}

/// How an English name that is neither a noun nor a sentence is said of several.
enum SaidOfMany {
    /// A verb of one of them, now of several: `affect a third party`.
    Verb(String),
    /// A word that describes them, which needs its `are`: `urgent`.
    Described,
    /// Words that stand behind a noun as they are: `at risk`, `answered`.
    Behind,
}

/// How a yes or no of members is said of several.
fn of_many(fact: &Fact) -> SaidOfMany {
    let name = &fact.label.en;
    if is_noun(fact) || is_clause(fact) {
        return SaidOfMany::Behind;
    }
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    match plural_verb(first) {
        Some(verb) if !rest.is_empty() => SaidOfMany::Verb(format!("{verb} {rest}")),
        _ if rest.is_empty() && !is_participle(first) => SaidOfMany::Described,
        _ => SaidOfMany::Behind,
    }
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing")
}

/// A verb of the third person as several do it: `affects` is `affect`, `has` is `have`.
fn plural_verb(word: &str) -> Option<String> {
    match word {
        "has" => return Some("have".to_owned()),
        "is" => return Some("are".to_owned()),
        "does" => return Some("do".to_owned()),
        "goes" => return Some("go".to_owned()),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    for end in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(end) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    let stem = word.strip_suffix('s')?;
    let is_verb = !["s", "u", "i"].iter().any(|end| stem.ends_with(end));
    (is_verb && stem.len() > 1).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_told_of_several() {
        for (one, several) in [
            ("affects", Some("affect")),
            ("has", Some("have")),
            ("carries", Some("carry")),
            ("passes", Some("pass")),
            ("reaches", Some("reach")),
            ("urgent", None),
            ("previous", None),
            ("loss", None),
        ] {
            assert_eq!(plural_verb(one).as_deref(), several, "{one}");
        }
    }

    #[test]
    fn what_somebody_is_differs_from_what_it_has_or_does() {
        assert!(is_kind("xã", "xã đảo") && is_kind("hộ gia đình", "hộ nghèo"));
        assert!(is_kind("thành viên", "nữ"));
        assert!(!is_kind("công trình", "công khai") && !is_kind("xã", "xây chợ"));
    }
}
