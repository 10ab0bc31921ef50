//! Rules: where the law says it, who bears it, what it asks, and when it does not apply.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::{Span, Spanned};
use luat_grammar::syntax::{self, Leads, Line, Ref, RuleMember};

use super::Checker;
use super::declare::{Entries, Entry, label_or_id};
use super::fault::text;
use super::scope::{DocumentDays, Scope};
use super::sentence::Read;
use crate::author::lint;
use crate::author::model::{Citation, Exception, Principle, Rule, Sentence};
use crate::author::passages::{Passage, passages};
use crate::run::program::{Condition, DocumentId, Label, LevelId};

/// The lines of a rule or of its new wording.
#[derive(Clone, Copy)]
pub(super) struct Wording<'t> {
    /// The rule's id, and where it is written.
    pub(super) id: &'t str,
    pub(super) span: Span,
    /// The lines.
    pub(super) members: &'t [Line<RuleMember>],
    /// The days of the document, or of the change, that set it.
    pub(super) days: Option<DocumentDays>,
}

/// A rule while its lines are read.
#[derive(Default)]
struct Draft<'r> {
    /// The sentences whose place it takes.
    replaced: &'r [Sentence],
    exceptions: Vec<Exception>,
    /// Position of the exception that the lines read now belong to.
    exception: Option<usize>,
    /// The last exception's condition could not be read; it still opens its exception.
    faulty: bool,
    sentences: Vec<Sentence>,
    /// Sentences read so far that ask something, faulty ones included.
    asked: u32,
    /// Sentences of any kind, faulty ones included.
    written: u32,
}

impl<'t> Checker<'t> {
    /// Reads the rules, in the order of document and id.
    pub(super) fn rules(&mut self, entries: &Entries<'t>) -> Vec<Rule> {
        entries
            .rules
            .iter()
            .filter_map(|entry| self.rule(*entry))
            .collect()
    }

    /// Statements kept for coverage.
    pub(super) fn principles(entries: &Entries<'t>) -> Vec<Principle> {
        let principle = |entry: &Entry<'t, syntax::Principle>| Principle {
            id: entry.node.id.node.clone(),
            label: label_or_id(entry.node.label.as_ref(), &entry.node.id.node),
            document: entry.document.to_owned(),
            cites: cites(&entry.node.members),
        };
        entries.principles.iter().map(principle).collect()
    }

    fn rule(&mut self, entry: Entry<'t, syntax::Rule>) -> Option<Rule> {
        let tree = entry.node;
        let document = self.document_of(entry);
        let days = document
            .and_then(|id| self.table.documents.get(id.index()))
            .map(|document| DocumentDays {
                from: document.from,
                from_span: document.from_span,
                calendar: document.calendar.is_some(),
            });
        let wording = Wording {
            id: &tree.id.node,
            span: tree.id.span,
            members: &tree.members,
            days,
        };
        let bearers = self.bearers(wording, document);
        let draft = self.wording(wording, &bearers, &[]);
        let rule = Rule {
            label: label_or_id(tree.label.as_ref(), &tree.id.node),
            document: document?,
            bearers,
            ..draft
        };
        Some(rule)
    }

    /// What the lines of a wording say, in the place of others if it amends; whose rule it is, and who bears it, the
    /// caller knows.
    pub(super) fn wording(
        &mut self,
        wording: Wording<'t>,
        bearers: &[LevelId],
        replaced: &[Sentence],
    ) -> Rule {
        let scope = Scope {
            bodies: bearers.to_vec(),
            document: wording.days,
            ..Scope::default()
        };
        let passages = passages(wording.members);
        let draft = self.lines(wording, &passages, &scope, replaced);
        self.exclusive(&draft.exceptions);
        self.quotes(&passages);
        Rule {
            id: wording.id.to_owned(),
            span: wording.span,
            label: Label::default(),
            document: DocumentId(0),
            cites: passages.first().map(places).unwrap_or_default(),
            bearers: Vec::new(),
            none_counts_as_met: wording
                .members
                .iter()
                .any(|line| matches!(line.node, RuleMember::NoneCountsAsMet)),
            allows: self.allows(wording.members),
            exceptions: draft.exceptions,
            sentences: draft.sentences,
            changes: Vec::new(),
        }
    }

    fn document_of(&mut self, entry: Entry<'t, syntax::Rule>) -> Option<DocumentId> {
        let found = self.table.document_ids.get(entry.document).copied();
        // A header with a fault of its own has been told.
        if found.is_none()
            && !self.unread
            && !self.headed.contains(entry.document)
            && self.headless_told.insert(entry.document)
        {
            let id = &entry.node.id.node;
            self.faults.push(
                Diagnostic::error(
                    "E0315",
                    entry.node.id.span,
                    text(
                        format!("rule `{id}` stands in no document"),
                        format!("quy định `{id}` không thuộc văn bản nào"),
                    ),
                )
                .help(text(
                    "begin the file with `document ID \"…\" / \"…\"` and `in force from DATE`",
                    "mở đầu tệp bằng `văn bản MÃ \"…\" / \"…\"` và `có hiệu lực từ NGÀY`",
                )),
            );
        }
        found
    }

    /// The levels that bear a rule. Where none is named, it is the level that the document applies to.
    fn bearers(&mut self, tree: Wording<'t>, document: Option<DocumentId>) -> Vec<LevelId> {
        let named = named_bearers(tree.members);
        let asks = tree.members.iter().any(|line| {
            matches!(
                line.node,
                RuleMember::Sentence(_) | RuleMember::Shared { .. }
            )
        });
        if !named.is_empty() || !asks {
            return self.levels_once(&named);
        }
        let deduced = document
            .and_then(|id| self.table.documents.get(id.index()))
            .and_then(|document| document.applies_to.as_ref());
        if let Some((level, _)) = deduced {
            return vec![*level];
        }
        if !self.unread {
            let id = tree.id;
            let all: Vec<LevelId> = self
                .table
                .levels
                .iter()
                .enumerate()
                .map(|(at, _)| LevelId(super::table::position(at)))
                .collect();
            let levels = self.level_list(&all);
            self.faults.push(
                Diagnostic::error(
                    "E0371",
                    tree.span,
                    text(
                        format!("nothing says who bears rule `{id}`"),
                        format!("chưa nêu chủ thể của quy định `{id}`"),
                    ),
                )
                .help(text(
                    format!("add a line `bearer LEVEL`, with one of {}", levels.en),
                    format!(
                        "thêm dòng `chủ thể CẤP`, với một trong các cấp {}",
                        levels.vi
                    ),
                )),
            );
        }
        Vec::new()
    }

    fn lines<'r>(
        &mut self,
        tree: Wording<'t>,
        passages: &[Passage<'t>],
        scope: &Scope,
        replaced: &'r [Sentence],
    ) -> Draft<'r> {
        let mut draft = Draft {
            replaced,
            ..Draft::default()
        };
        for (at, passage) in passages.iter().enumerate() {
            let first = draft.sentences.len();
            for line in passage.lines {
                self.line(line, scope, &mut draft);
            }
            // The first passage stands on the citations of the rule.
            if at > 0 {
                let cites = places(passage);
                for sentence in draft.sentences.iter_mut().skip(first) {
                    sentence.cites.clone_from(&cites);
                }
            }
        }
        if draft.faulty {
            draft.exceptions.pop();
        }
        if draft.written == 0 && !self.unread {
            let id = tree.id;
            self.faults.push(
                Diagnostic::error("E0370", tree.span, text(format!("rule `{id}` asks nothing"), format!("quy định `{id}` không yêu cầu điều gì")))
                    .help(text(
                        "write a sentence below it; what no machine can check is a `principle`",
                        "viết một câu bên dưới; điều máy không kiểm tra được thì khai báo là `nguyên tắc`",
                    )),
            );
        }
        draft
    }

    fn line(&mut self, line: &'t Line<RuleMember>, scope: &Scope, draft: &mut Draft<'_>) {
        match &line.node {
            RuleMember::ExceptWhen(when) => {
                if draft.written == 0 {
                    self.exception_first(line.span);
                }
                let when = self.condition(when, scope);
                draft.faulty = when.is_none();
                draft.exceptions.push(Exception {
                    when: when.unwrap_or(Condition::Constant(false)),
                    span: line.span,
                });
                draft.exception = draft.exceptions.len().checked_sub(1);
            }
            RuleMember::Sentence(sentence) => self.line_sentence(None, sentence, scope, draft),
            RuleMember::Shared { leads, bullets } => {
                for bullet in bullets {
                    self.line_sentence(Some(leads), &bullet.node, scope, draft);
                }
            }
            RuleMember::Cite(_)
            | RuleMember::Bearer(_)
            | RuleMember::Note(_)
            | RuleMember::NoneCountsAsMet
            | RuleMember::Allow { .. } => {}
        }
    }

    fn line_sentence(
        &mut self,
        shared: Option<&'t Leads>,
        tree: &'t syntax::Sentence,
        scope: &Scope,
        draft: &mut Draft<'_>,
    ) {
        draft.written += 1;
        let Some(lead) = self.lead(shared, &tree.leads) else {
            return;
        };
        let permits = lead
            .modality
            .is_some_and(|one| one.node == syntax::Modality::May);
        if !permits {
            draft.asked += 1;
        }
        match self.sentence(&lead, tree, draft.asked, draft.exception, scope) {
            Some(Read::Asks(sentence)) => {
                let replaced = match sentence.exception {
                    Some(_) => draft.sentences.as_slice(),
                    None => draft.replaced,
                };
                self.says_as_much(&sentence, lead.modality.is_some(), replaced);
                draft.sentences.push(*sentence);
            }
            Some(Read::Permits) => self.permits_no_bound(tree),
            None => {}
        }
    }

    fn allows(&mut self, members: &[Line<RuleMember>]) -> Vec<(String, String)> {
        let lines = members.iter().filter_map(|line| match &line.node {
            RuleMember::Allow { code, reason } => Some((code, reason)),
            _ => None,
        });
        lines
            .filter_map(|(code, reason)| self.allowed(code, reason))
            .collect()
    }

    /// The lint that an `allow` line silences, and why; a code of none is told.
    pub(super) fn allowed(
        &mut self,
        code: &Spanned<String>,
        reason: &Spanned<String>,
    ) -> Option<(String, String)> {
        if lint::CODES.contains(&code.node.as_str()) {
            return Some((code.node.clone(), reason.node.clone()));
        }
        let named = &code.node;
        self.faults.push(
            Diagnostic::error(
                "E0376",
                code.span,
                text(
                    format!("there is no lint `{named}`"),
                    format!("không có cảnh báo `{named}`"),
                ),
            )
            .help(text(
                "write the code as the warning shows it: `L0007`",
                "ghi mã đúng như cảnh báo hiển thị: `L0007`",
            )),
        );
        None
    }

    fn exception_first(&mut self, span: Span) {
        if self.unread {
            return;
        }
        self.faults.push(
            Diagnostic::error(
                "E0373",
                span,
                text(
                    "an exception stands before what it is an exception from",
                    "trường hợp ngoại lệ đứng trước quy định chung",
                ),
            )
            .help(text(
                "write the rule's sentences first",
                "viết các câu của quy định trước",
            )),
        );
    }
}

/// The levels that `bearer` lines name.
pub(super) fn named_bearers(members: &[Line<RuleMember>]) -> Vec<Ref> {
    let named = members.iter().filter_map(|line| match &line.node {
        RuleMember::Bearer(levels) => Some(levels.as_slice()),
        _ => None,
    });
    named.flatten().cloned().collect()
}

/// The citations of a rule as a whole.
pub(super) fn cites(members: &[Line<RuleMember>]) -> Vec<Citation> {
    passages(members).first().map(places).unwrap_or_default()
}

fn places(passage: &Passage<'_>) -> Vec<Citation> {
    let places = passage.cites.iter().map(|place| Citation {
        parts: place.parts.clone(),
        span: place.span,
    });
    places.collect()
}
