//! Levels and rules as people name them: by id, or as the rules call them, in either language.

use luat_core::run::program::{Label, LevelId, Program, RuleId};
use luat_grammar::diagnostic::Text;
use luat_grammar::ids::bare;
use luat_grammar::names::folded;

use crate::failure::Failure;

/// The level of this id or name.
pub(crate) fn level_named(program: &Program, asked: &str) -> Result<LevelId, Failure> {
    let levels = &program.levels;
    let by_name = || {
        [false, true].into_iter().find_map(|plainly| {
            let mut found = levels
                .iter()
                .filter(|level| is_called(&level.label, asked, plainly));
            let only = found.next().filter(|_| found.next().is_none())?;
            program.level_named(&only.id)
        })
    };
    program.level_named(asked).or_else(by_name).ok_or_else(|| {
        let known = levels.iter().map(|level| called(&level.id, &level.label));
        let (en, vi): (Vec<String>, Vec<String>) = known.map(|one| (one.en, one.vi)).unzip();
        let (en, vi) = (en.join(", "), vi.join(", "));
        Failure::Asked(Text::new(
            format!("no level {asked}; there are: {en}"),
            format!("không có cấp {asked}; có các cấp: {vi}"),
        ))
    })
}

/// The rules of this id or title, which several documents may have.
pub(crate) fn rules_named(program: &Program, asked: &str) -> Result<Vec<RuleId>, Failure> {
    let by_title = |plainly| {
        let rules = program.rules.iter();
        let found = rules.filter(move |rule| is_called(&rule.label, asked, plainly));
        let mut ids: Vec<RuleId> = found
            .flat_map(|rule| {
                let document = &program.documents[rule.document.index()].id;
                program.rules_named(&format!("{document}.{}", rule.id))
            })
            .collect();
        ids.dedup();
        ids
    };
    let found = [program.rules_named(asked), by_title(false), by_title(true)];
    let found = found.into_iter().find(|found| !found.is_empty());
    found.ok_or_else(|| {
        let rules = program.rules.iter();
        no_such_rule(asked, rules.map(|rule| (rule.id.as_str(), &rule.label)))
    })
}

/// That no rule is called so, with those that nearly are.
pub(crate) fn no_such_rule<'r>(
    asked: &str,
    known: impl Iterator<Item = (&'r str, &'r Label)>,
) -> Failure {
    let wanted = plain(asked);
    let mut known: Vec<(usize, &str, &Label)> = known
        .map(|(id, label)| (distance(&wanted, id, label), id, label))
        .collect();
    known.sort_by_key(|(far, id, _)| (*far, *id));
    let nearest = known.iter().take(NEAREST);
    let (en, vi): (Vec<String>, Vec<String>) = nearest
        .map(|(_, id, label)| called(id, label))
        .map(|one| (one.en, one.vi))
        .unzip();
    let (en, vi) = (en.join(", "), vi.join(", "));
    Failure::Asked(Text::new(
        format!("no rule {asked}; the nearest: {en}"),
        format!("không có quy định {asked}; gần nhất là: {vi}"),
    ))
}

/// So many names are offered for one that is not known.
const NEAREST: usize = 3;

/// Whether a label is what somebody typed, whatever its case, blanks and, if `plainly`, its tone marks.
pub(crate) fn is_called(label: &Label, asked: &str, plainly: bool) -> bool {
    let read = |text: &str| {
        if plainly { plain(text) } else { folded(text) }
    };
    let asked = read(asked);
    [&label.en, &label.en_many, &label.vi]
        .into_iter()
        .any(|name| !name.is_empty() && read(name) == asked)
}

/// Letters without any marks, one blank between words.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    bare(&words.join(" "))
}

/// How far what was typed is from a rule's id, its titles, or some words in a row of them.
fn distance(wanted: &str, id: &str, label: &Label) -> usize {
    let names = [id, &label.en, &label.vi].map(plain);
    let far = names.iter().map(|name| {
        if name.contains(wanted) {
            0
        } else {
            strsim::damerau_levenshtein(wanted, name)
        }
    });
    far.min().unwrap_or(usize::MAX)
}

/// `xa (xã)`.
fn called(id: &str, label: &Label) -> Text {
    let beside = |name: &str| {
        if name.is_empty() || name == id {
            id.to_owned()
        } else {
            format!("{id} ({name})")
        }
    };
    Text::new(beside(&label.en), beside(&label.vi))
}
