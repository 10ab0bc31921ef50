//! One respect in which something differs, in words before and after.

use std::rc::Rc;

use luat_grammar::diagnostic::Text;

use crate::run::artefact::{Coded, Names, meaning};
use crate::run::program::{Citation, Label, Program};
use crate::words::{self, Language};

/// One respect in which something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aspect {
    /// Which.
    pub kind: AspectKind,
    /// Of a rule with several: the number of the requirement, the newer one's where there is one.
    pub requirement: Option<u32>,
    /// What it was; none where there was nothing.
    pub before: Option<Text>,
    /// What it is; none where there is nothing any more.
    pub after: Option<Text>,
}

/// In which respect something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AspectKind {
    /// A whole requirement.
    Requirement,
    /// How much is asked.
    Threshold,
    /// Within which time.
    TimeLimit,
    /// What is asked.
    What,
    /// How strongly it is asked.
    Modality,
    /// Whose duty it is.
    Bearer,
    /// In which period or by which day.
    When,
    /// In which cases.
    Condition,
    /// In which cases not.
    Exception,
    /// What becomes of it where there is nobody, or on whose word it stands.
    Terms,
    /// From when to when it is in force.
    InForce,
    /// Where the law says it.
    Citation,
    /// Its id.
    Id,
    /// Its title or names.
    Name,
    /// The document it stands in.
    Document,
    /// Whether it binds.
    Status,
    /// The body it binds.
    AppliesTo,
    /// The calendar it goes by.
    Calendar,
    /// What it stands for.
    Value,
    /// What is reported, and by whom.
    Reported,
    /// What explains it to those who report.
    Note,
    /// Its place among levels, or among bodies.
    Place,
    /// Days off and how ends of limits move.
    Days,
}

impl AspectKind {
    /// Whether a verdict can come out otherwise for it.
    pub const fn decides(self) -> bool {
        match self {
            Self::Requirement
            | Self::Threshold
            | Self::TimeLimit
            | Self::What
            | Self::Modality
            | Self::Bearer
            | Self::When
            | Self::Condition
            | Self::Exception
            | Self::Terms
            | Self::InForce
            | Self::Status
            | Self::AppliesTo
            | Self::Calendar
            | Self::Value
            | Self::Reported
            | Self::Place
            | Self::Days => true,
            Self::Citation | Self::Id | Self::Name | Self::Document | Self::Note => false,
        }
    }

    /// A stable name, for machines.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Requirement => "requirement",
            Self::Threshold => "threshold",
            Self::TimeLimit => "time_limit",
            Self::What => "what",
            Self::Modality => "modality",
            Self::Bearer => "bearer",
            Self::When => "when",
            Self::Condition => "condition",
            Self::Exception => "exception",
            Self::Terms => "terms",
            Self::InForce => "in_force",
            Self::Citation => "citation",
            Self::Id => "id",
            Self::Name => "name",
            Self::Document => "document",
            Self::Status => "status",
            Self::AppliesTo => "applies_to",
            Self::Calendar => "calendar",
            Self::Value => "value",
            Self::Reported => "reported",
            Self::Note => "note",
            Self::Place => "place",
            Self::Days => "days",
        }
    }

    /// What it is called.
    pub fn words(self, language: Language) -> &'static str {
        let (en, vi) = match self {
            Self::Requirement => ("requirement", "yêu cầu"),
            Self::Threshold => ("how much is asked", "mức yêu cầu"),
            Self::TimeLimit => ("time limit", "thời hạn"),
            Self::What => ("what is asked", "nội dung yêu cầu"),
            Self::Modality => ("how strongly it is asked", "tính chất"),
            Self::Bearer => ("whose duty it is", "chủ thể thực hiện"),
            Self::When => ("when it is judged", "kỳ, hạn thực hiện"),
            Self::Condition => ("in which cases", "trường hợp áp dụng"),
            Self::Exception => ("exceptions", "trường hợp ngoại lệ"),
            Self::Terms => ("terms", "cách tính"),
            Self::InForce => ("in force", "hiệu lực"),
            Self::Citation => ("place in the law", "căn cứ"),
            Self::Id => ("id", "mã"),
            Self::Name => ("name", "tên gọi"),
            Self::Document => ("document", "văn bản"),
            Self::Status => ("status", "tình trạng"),
            Self::AppliesTo => ("applies to", "đơn vị áp dụng"),
            Self::Calendar => ("calendar", "lịch"),
            Self::Value => ("value", "giá trị"),
            Self::Reported => ("what is reported", "cách báo cáo"),
            Self::Note => ("note", "ghi chú"),
            Self::Place => ("place", "vị trí"),
            Self::Days => ("days off", "ngày nghỉ"),
        };
        language.pick(en, vi)
    }
}

impl Aspect {
    /// The change in words: `from at least 15% to at least 20%`.
    pub fn words(&self, language: Language) -> String {
        let text = |of: &Text| language.pick(&of.en, &of.vi).clone();
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before == after => {
                let same = text(after);
                language.pick(
                    format!("{same} (in a detail that the words do not show)"),
                    format!("{same} (khác ở chi tiết không thể hiện trong lời văn)"),
                )
            }
            (Some(before), Some(after)) if self.kind == AspectKind::InForce => {
                let (before, after) = (text(before), text(after));
                language.pick(
                    format!("now {after} (before: {before})"),
                    format!("nay {after} (trước đây: {before})"),
                )
            }
            (None, Some(after)) if self.kind == AspectKind::InForce => text(after),
            (Some(before), Some(after)) => {
                let (before, after) = (text(before), text(after));
                language.pick(
                    format!("from “{before}” to “{after}”"),
                    format!("từ “{before}” thành “{after}”"),
                )
            }
            (None, Some(after)) => {
                let after = text(after);
                language.pick(format!("added: {after}"), format!("thêm: {after}"))
            }
            (Some(before), None) => {
                let before = text(before);
                language.pick(format!("removed: {before}"), format!("bỏ: {before}"))
            }
            (None, None) => String::new(),
        }
    }
}

/// One of the two programs.
pub(super) struct Side<'p> {
    pub(super) program: &'p Program,
    pub(super) names: Rc<Names>,
}

impl<'p> Side<'p> {
    pub(super) fn new(program: &'p Program) -> Self {
        Self {
            program,
            names: Names::of(program),
        }
    }

    /// What a part means, told apart from its position.
    pub(super) fn meaning<T: Coded>(&self, part: &T) -> Vec<u8> {
        meaning(&self.names, part)
    }

    /// Words in both languages.
    pub(super) fn told(&self, tell: impl Fn(&Program, Language) -> String) -> Text {
        both(|language| tell(self.program, language))
    }
}

/// Words in both languages.
pub(super) fn both(tell: impl Fn(Language) -> String) -> Text {
    Text::new(tell(Language::En), tell(Language::Vi))
}

/// A name in both languages.
pub(super) fn label(of: &Label) -> Text {
    let en = if of.en_many.is_empty() || of.en_many == of.en {
        of.en.clone()
    } else {
        format!("{} | {}", of.en, of.en_many)
    };
    Text::new(en, of.vi.clone())
}

/// A title in both languages; the id where there is none.
pub(super) fn title(of: &Label, id: &str) -> Text {
    both(|language| match language.one(of) {
        "" => id.to_owned(),
        title => title.to_owned(),
    })
}

/// A place in both languages, with the document's number.
pub(super) fn cited(place: &Citation, number: Option<&str>) -> Text {
    both(|language| {
        let place = words::citation(place, language);
        match number {
            Some(number) => format!("{place}, {number}"),
            None => place,
        }
    })
}

/// Citations in both languages; none where there are none.
pub(super) fn citations(of: &[Citation]) -> Option<Text> {
    (!of.is_empty()).then(|| {
        both(|language| {
            let places: Vec<String> = of
                .iter()
                .map(|one| words::citation(one, language))
                .collect();
            places.join("; ")
        })
    })
}

/// Gathers the respects in which two parts differ.
#[derive(Default)]
pub(super) struct Aspects {
    pub(super) found: Vec<Aspect>,
    pub(super) requirement: Option<u32>,
}

impl Aspects {
    /// Notes a respect where the meanings differ.
    pub(super) fn hold<T: Coded>(
        &mut self,
        kind: AspectKind,
        (before, old): (&Side<'_>, &T),
        (after, new): (&Side<'_>, &T),
        tell: impl Fn(&Side<'_>, &T) -> Option<Text>,
    ) {
        if before.meaning(old) != after.meaning(new) {
            self.note(kind, tell(before, old), tell(after, new));
        }
    }

    /// Notes names that differ; where one language has kept its own, both are told, as rules write them.
    pub(super) fn name(&mut self, old: (&Side<'_>, &Label), new: (&Side<'_>, &Label)) {
        let (before, after) = (label(old.1), label(new.1));
        let kept = (before.en == after.en, before.vi == after.vi);
        self.hold(AspectKind::Name, old, new, |_, name| {
            let Text { en, vi } = label(name);
            let both = format!("{en} / {vi}");
            Some(match kept {
                (true, _) => Text::new(both, vi),
                (_, true) => Text::new(en, both),
                _ => Text::new(en, vi),
            })
        });
    }

    /// Notes explanations for those who report, where they differ.
    pub(super) fn explanation(
        &mut self,
        old: (&Side<'_>, &Option<Label>),
        new: (&Side<'_>, &Option<Label>),
    ) {
        self.hold(AspectKind::Note, old, new, |_, note| {
            note.as_ref().map(label)
        });
    }

    /// Notes a respect that is known to differ.
    pub(super) fn note(&mut self, kind: AspectKind, before: Option<Text>, after: Option<Text>) {
        self.found.push(Aspect {
            kind,
            requirement: self.requirement,
            before,
            after,
        });
    }
}
