//! The page for those who decide on an amendment: the summary first, then what changes, then whom
//! it hits.

use std::collections::BTreeMap;

use jiff_core::civil::Date;
use luat_core::author::diff::{
    Asked, Aspect, AspectKind, Change, Compared, Difference, How, Kind, Moves, Summary, flip_words,
    summary,
};
use luat_core::run::artefact::ENGINE;
use luat_core::run::program::Program;
use luat_core::run::verdict::Status;
use luat_core::words::{self, Language};
use luat_grammar::diagnostic::Text;

use crate::render::page::{Block, Item, Part};
use crate::render::pick;

/// What the page tells.
pub(super) struct Told<'a> {
    pub(super) old: &'a Program,
    pub(super) new: &'a Program,
    pub(super) difference: &'a Difference,
    /// The day and the reports, where there are any.
    pub(super) judged: Option<(Date, &'a [Compared])>,
}

impl Told<'_> {
    /// The page in one language.
    pub(super) fn part(&self, language: Language) -> Part {
        let mut blocks = vec![heading(language, "Summary", "Tóm tắt")];
        let summary = self.judged.map(|(_, compared)| summary(compared));
        blocks.push(Block::list(self.summary(summary.as_ref(), language)));
        if !self.difference.changes.is_empty() {
            blocks.push(heading(language, "What changes", "Nội dung thay đổi"));
            blocks.extend(self.changes(language));
        }
        if let Some(summary) = summary.filter(|summary| summary.flips() > 0) {
            self.hit(&summary, language, &mut blocks);
        }
        self.asked(language, &mut blocks);
        blocks.push(heading(language, "Basis", "Căn cứ so sánh"));
        blocks.push(Block::list(self.basis(language)));
        Part {
            language,
            title: self.title(language),
            blocks,
        }
    }

    fn title(&self, language: Language) -> String {
        let documents: Vec<String> = self
            .new
            .documents
            .iter()
            .map(
                |document| match (&document.number, language.one(&document.label)) {
                    (Some(number), _) => number.clone(),
                    (None, "") => document.id.clone(),
                    (None, title) => title.to_owned(),
                },
            )
            .collect();
        let documents = documents.join(", ");
        pick(
            language,
            format!("What an amendment changes: {documents}"),
            format!("Thuyết minh nội dung sửa đổi: {documents}"),
        )
    }

    fn summary(&self, summary: Option<&Summary>, language: Language) -> Vec<String> {
        let mut told = Vec::new();
        if self.difference.is_empty() {
            told.push(
                pick(
                    language,
                    "Nothing changes: both texts mean the same",
                    "Không có gì thay đổi: hai văn bản có cùng nội dung",
                )
                .to_owned(),
            );
        } else {
            told.push(counted(&self.difference.changes, language));
        }
        let anew = self.difference.asked_anew.len();
        if anew > 0 {
            told.push(pick(
                language,
                format!("Facts to be collected anew: {anew}"),
                format!("Số liệu phải thu thập mới: {anew}"),
            ));
        }
        let Some(summary) = summary else {
            return told;
        };
        let (reports, verdicts, flips, bodies) = (
            summary.reports,
            summary.verdicts,
            summary.flips(),
            summary.bodies,
        );
        told.push(pick(
            language,
            format!("Reports judged: {reports}; verdicts compared: {verdicts}; verdicts that differ: {flips}, of {bodies} bodies"),
            format!("Số báo cáo được xét: {reports}; số kết quả so sánh: {verdicts}; số kết quả thay đổi: {flips}, thuộc {bodies} đơn vị"),
        ));
        let (new, ended, unknown) = (
            summary.new_breaches,
            summary.ended_breaches,
            summary.new_unknown,
        );
        told.push(pick(
            language,
            format!("New breaches: {new}; breaches that are none any more: {ended}; no longer known for want of facts: {unknown}"),
            format!("Vi phạm mới phát sinh: {new}; vi phạm không còn: {ended}; trở thành chưa rõ do thiếu số liệu: {unknown}"),
        ));
        told
    }

    fn changes(&self, language: Language) -> Vec<Block> {
        let mut blocks = Vec::new();
        for change in &self.difference.changes {
            blocks.push(Block::Heading(3, headline(change, language)));
            let mut items: Vec<String> = change
                .aspects
                .iter()
                .map(|aspect| told_aspect(change, aspect, language))
                .collect();
            if !change.touches.is_empty() {
                let rules = self.rules(&change.touches, language);
                items.push(pick(
                    language,
                    format!("rules that stand on it: {rules}"),
                    format!("các quy định dựa vào đó: {rules}"),
                ));
            }
            if !items.is_empty() {
                blocks.push(Block::list(items));
            }
        }
        blocks
    }

    /// Rules by their titles.
    fn rules(&self, ids: &[String], language: Language) -> String {
        let titles: Vec<String> = ids.iter().map(|id| self.rule(id, language)).collect();
        titles.join("; ")
    }

    fn rule(&self, id: &str, language: Language) -> String {
        let of = |program: &Program| {
            let rule = program.rules.iter().find(|rule| rule.id == id)?;
            let title = language.one(&rule.label);
            (!title.is_empty()).then(|| title.to_owned())
        };
        of(self.new)
            .or_else(|| of(self.old))
            .unwrap_or_else(|| id.to_owned())
    }

    fn level(&self, id: &str, language: Language) -> String {
        let mut levels = self.new.levels.iter().chain(&self.old.levels);
        let level = levels.find(|level| level.id == id);
        level.map_or_else(
            || id.to_owned(),
            |level| language.one(&level.label).to_owned(),
        )
    }

    fn hit(&self, summary: &Summary, language: Language, blocks: &mut Vec<Block>) {
        blocks.push(heading(language, "Whom it hits", "Đối tượng chịu tác động"));
        let head = |what| {
            vec![
                what,
                pick(language, "From", "Từ"),
                pick(language, "To", "Thành"),
                pick(language, "How many", "Số lượng"),
            ]
        };
        let lines = |of: &BTreeMap<String, Moves>, name: &dyn Fn(&str) -> String| {
            of.iter()
                .flat_map(|(id, moves)| {
                    let name = name(id);
                    moves.iter().map(move |((from, to), count)| {
                        vec![
                            name.clone(),
                            status(*from, language).to_owned(),
                            status(*to, language).to_owned(),
                            count.to_string(),
                        ]
                    })
                })
                .collect()
        };
        blocks.push(Block::Table {
            head: head(pick(language, "Rule", "Quy định")),
            rows: lines(&summary.by_rule, &|id| self.rule(id, language)),
        });
        blocks.push(Block::Table {
            head: head(pick(language, "Level", "Cấp")),
            rows: lines(&summary.by_level, &|id| self.level(id, language)),
        });
        blocks.push(heading(
            language,
            "Verdict by verdict",
            "Từng kết quả thay đổi",
        ));
        let compared = self.judged.map_or(&[][..], |(_, compared)| compared);
        for flip in compared.iter().flat_map(|report| &report.flips) {
            let told = flip_words(self.difference, (self.old, self.new), flip, language);
            let place = if told.cite.is_empty() {
                String::new()
            } else {
                format!(" ({})", told.cite)
            };
            let text = format!("{}, {}: {}{place}", told.body, told.period, told.title);
            let mut below = vec![
                format!("{} {}", pick(language, "before:", "trước:"), told.before),
                format!("{} {}", pick(language, "after:", "sau:"), told.after),
            ];
            if !told.because.is_empty() {
                let lead = pick(language, "because:", "vì:");
                below.push(format!("{lead} {}", told.because.join("; ")));
            }
            blocks.push(Block::List(vec![Item { text, below }]));
        }
    }

    fn asked(&self, language: Language, blocks: &mut Vec<Block>) {
        let lists = [
            (
                ("Facts to be collected anew", "Số liệu phải thu thập mới"),
                &self.difference.asked_anew,
            ),
            (
                ("Facts no longer asked", "Số liệu không còn phải báo cáo"),
                &self.difference.no_longer_asked,
            ),
        ];
        for ((en, vi), list) in lists {
            if list.is_empty() {
                continue;
            }
            blocks.push(heading(language, en, vi));
            blocks.push(Block::Table {
                head: pick(
                    language,
                    vec![
                        "What",
                        "Key in reports",
                        "Who reports it",
                        "Rules that need it",
                    ],
                    vec![
                        "Nội dung",
                        "Khóa trong báo cáo",
                        "Đơn vị báo cáo",
                        "Quy định cần đến",
                    ],
                ),
                rows: list.iter().map(|asked| self.row(asked, language)).collect(),
            });
        }
    }

    fn row(&self, asked: &Asked, language: Language) -> Vec<String> {
        vec![
            told(&asked.name, language).to_owned(),
            asked.fact.clone(),
            told(&asked.by, language).to_owned(),
            self.rules(&asked.rules, language),
        ]
    }

    fn basis(&self, language: Language) -> Vec<String> {
        let rules =
            |lead: &str, program: &Program| format!("{lead} {}, {}", program.id, program.digest);
        let mut basis = vec![
            rules(pick(language, "older rules:", "bộ quy định cũ:"), self.old),
            rules(pick(language, "newer rules:", "bộ quy định mới:"), self.new),
        ];
        if let Some((as_of, _)) = self.judged {
            let day = words::date(as_of, language);
            basis.push(pick(
                language,
                format!("reports judged as of {day}"),
                format!("báo cáo được xét tính đến ngày {day}"),
            ));
        }
        basis.push(format!("luat {ENGINE}"));
        basis
    }
}

fn heading(language: Language, en: &str, vi: &str) -> Block {
    Block::Heading(2, pick(language, en, vi).to_owned())
}

fn told(of: &Text, language: Language) -> &str {
    pick(language, &of.en, &of.vi)
}

/// `Article 1 clause 2, 154/NQ-HĐND: Training (rule changed)`.
fn headline(change: &Change, language: Language) -> String {
    let (kind, how) = (change.kind.words(language), change.how.words(language));
    let title = told(&change.title, language);
    let what = if change.kind == Kind::Other {
        how.to_owned()
    } else {
        format!("{kind} {how}")
    };
    match &change.cite {
        Some(cite) => format!("{}: {title} ({what})", told(cite, language)),
        None => format!("{title} ({what})"),
    }
}

/// `requirement 2, how much is asked: from … to …`; of what is new or gone, what it says.
fn told_aspect(change: &Change, aspect: &Aspect, language: Language) -> String {
    let whole = match change.how {
        How::Added => aspect.after.as_ref(),
        How::Removed => aspect.before.as_ref(),
        How::Changed | How::Repealed | How::Suspended => None,
    };
    let text = match whole {
        Some(whole) => told(whole, language).to_owned(),
        None => aspect.words(language),
    };
    let number = aspect.requirement.map(|number| {
        let requirement = pick(language, "requirement", "yêu cầu");
        format!("{requirement} {number}")
    });
    let is_said = whole.is_some() || aspect.kind == AspectKind::Requirement;
    let kind = (!is_said).then(|| aspect.kind.words(language).to_owned());
    let lead: Vec<String> = number.into_iter().chain(kind).collect();
    if lead.is_empty() {
        text
    } else {
        format!("{}: {text}", lead.join(", "))
    }
}

/// How many rules are changed, added and removed, and how much else.
fn counted(changes: &[Change], language: Language) -> String {
    let rules = |how: How| {
        let of = changes.iter();
        of.filter(|one| one.kind == Kind::Rule && one.how == how)
            .count()
    };
    let others = changes.iter().filter(|one| one.kind != Kind::Rule).count();
    let (other, added) = (rules(How::Changed), rules(How::Added));
    let removed = rules(How::Removed) + rules(How::Repealed);
    let halted = match rules(How::Suspended) {
        0 => String::new(),
        halted => pick(
            language,
            format!("; suspended: {halted}"),
            format!("; tạm ngưng: {halted}"),
        ),
    };
    pick(
        language,
        format!(
            "Rules changed: {other}; added: {added}; removed: {removed}{halted}; other changes: {others}"
        ),
        format!(
            "Quy định sửa đổi: {other}; thêm mới: {added}; bỏ: {removed}{halted}; thay đổi khác: {others}"
        ),
    )
}

fn status(of: Option<Status>, language: Language) -> &'static str {
    of.map_or_else(
        || pick(language, "not asked", "không yêu cầu"),
        |of| words::status(of, language),
    )
}
