//! What an amendment changes: two rule sets held against each other, by what they mean.
//!
//! Texts are not compared: a text laid out anew, put in another order or turned into the other
//! language means the same, and differs in nothing. Parts are compared by the meaning of their
//! bytes, with ids for positions, and told in words.

mod aspect;
mod declared;
mod pair;
mod principles;
mod rules;
mod summary;
mod told;
mod touched;
mod verdicts;
mod years;

use luat_grammar::diagnostic::Text;

use crate::author::model::Principle;
use crate::run::program::{Program, RuleId};
use crate::words::Language;
use aspect::Side;
pub use aspect::{Aspect, AspectKind};
pub use summary::{Move, Moves, Summary, summary};
pub use told::{FlipWords, flip_words};
pub use verdicts::{Compared, Flip, compare};

/// What differs between two rule sets.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Documents, rules, principles, then what rules stand on, each in the order of the newer program.
    pub changes: Vec<Change>,
    /// Facts that the newer rules read and the older do not: to be collected anew.
    pub asked_anew: Vec<Asked>,
    /// Facts that the older rules read and the newer do not.
    pub no_longer_asked: Vec<Asked>,
    /// Of each older requirement, by position: the newer one that took its place.
    requirements: Vec<Option<usize>>,
}

impl Difference {
    /// Adds what becomes of principles, which no program holds; each side's stand in the texts that its program
    /// was compiled from.
    #[must_use]
    pub fn with_principles(
        mut self,
        old: (&Program, &[Principle]),
        new: (&Program, &[Principle]),
    ) -> Self {
        let is_told_before = |change: &Change| matches!(change.kind, Kind::Document | Kind::Rule);
        let at = self.changes.iter().rposition(is_told_before);
        let at = at.map_or(0, |last| last + 1);
        self.changes.splice(at..at, principles::changes(old, new));
        self
    }

    /// Whether the two mean the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// A thing that was added, removed or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// What became of it.
    pub how: How,
    /// Its id: of what was removed the older, else the newer.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Where the law says it, where it does.
    pub cite: Option<Text>,
    /// Of a rule: its position in the older and in the newer program.
    pub rule: (Option<RuleId>, Option<RuleId>),
    /// What differs; of what was added or removed, what it says.
    pub aspects: Vec<Aspect>,
    /// Of what rules stand on: the newer rules that do (of what was removed, the older), by id.
    pub touches: Vec<String>,
}

/// What can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A document.
    Document,
    /// A rule.
    Rule,
    /// A statement that is never judged.
    Principle,
    /// A named expression, table or score.
    Definition,
    /// A level of bodies.
    Level,
    /// A population.
    Population,
    /// A fact that is reported.
    Fact,
    /// A calendar.
    Calendar,
    /// Bodies that take over from others.
    Successor,
    /// Something that changes the meaning without a name of its own.
    Other,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// Of a rule: a text ends it.
    Repealed,
    /// Of a rule: a text halts it.
    Suspended,
}

/// A fact that is asked of those who report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its key in reports.
    pub fact: String,
    /// Its name.
    pub name: Text,
    /// Ids of the levels whose bodies report it.
    pub levels: Vec<String>,
    /// The names of those levels.
    pub by: Text,
    /// Ids of the rules that read it.
    pub rules: Vec<String>,
}

/// Holds a newer rule set against an older one.
pub fn diff(old: &Program, new: &Program) -> Difference {
    let (before, after) = (Side::new(old), Side::new(new));
    let matched = pair::rules(&before, &after);
    let requirements = pair::requirements(&before, &after, &matched);
    let (asked_anew, no_longer_asked) = touched::asked_by_one(&after, &before);
    let mut found = Difference {
        changes: Vec::new(),
        asked_anew,
        no_longer_asked,
        requirements,
    };
    if old.digest == new.digest {
        return found;
    }
    found.changes = declared::documents(&before, &after);
    let rules = rules::changes(&before, &after, &matched, &found.requirements);
    found.changes.extend(rules);
    found.changes.extend(declared::others(&before, &after));
    if found.changes.is_empty() {
        found.changes.push(otherwise());
    }
    found
}

/// What no part tells: the digests differ all the same.
fn otherwise() -> Change {
    Change {
        kind: Kind::Other,
        how: How::Changed,
        id: String::new(),
        title: Text::new(
            "the order in which things are told or numbered",
            "thứ tự sắp xếp hoặc cách đánh số",
        ),
        cite: None,
        rule: (None, None),
        aspects: Vec::new(),
        touches: Vec::new(),
    }
}

impl Kind {
    /// A stable name, for machines.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Rule => "rule",
            Self::Principle => "principle",
            Self::Definition => "definition",
            Self::Level => "level",
            Self::Population => "population",
            Self::Fact => "fact",
            Self::Calendar => "calendar",
            Self::Successor => "successor",
            Self::Other => "other",
        }
    }

    /// What it is called.
    pub fn words(self, language: Language) -> &'static str {
        let (en, vi) = match self {
            Self::Document => ("document", "văn bản"),
            Self::Rule => ("rule", "quy định"),
            Self::Principle => ("principle", "nguyên tắc"),
            Self::Definition => ("definition", "định nghĩa"),
            Self::Level => ("level", "cấp"),
            Self::Population => ("population", "đối tượng"),
            Self::Fact => ("reported fact", "số liệu báo cáo"),
            Self::Calendar => ("calendar", "lịch"),
            Self::Successor => ("successor", "đơn vị kế thừa"),
            Self::Other => ("other", "nội dung khác"),
        };
        language.pick(en, vi)
    }
}

impl How {
    /// A stable name, for machines.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Repealed => "repealed",
            Self::Suspended => "suspended",
        }
    }

    /// What it is called.
    pub fn words(self, language: Language) -> &'static str {
        let (en, vi) = match self {
            Self::Added => ("added", "thêm mới"),
            Self::Removed => ("removed", "bị bỏ"),
            Self::Changed => ("changed", "được sửa đổi"),
            Self::Repealed => ("repealed", "bị bãi bỏ"),
            Self::Suspended => ("suspended", "tạm ngưng hiệu lực"),
        };
        language.pick(en, vi)
    }
}
