//! What can be told of the words under a cursor.

use std::fmt::Write as _;

use luat_grammar::Language;
use luat_grammar::diagnostic::Text;
use luat_grammar::format::lines;
use luat_grammar::highlight::Kind;
use luat_grammar::keywords::Keyword;
use luat_grammar::names::{Name, NameId, NameKind};
use luat_grammar::source::{SourceId, Span};
use luat_grammar::syntax::{
    Citation, Declaration, Document, FactKind, Line, RuleMember, StateKind,
};

use super::Hover;
use super::analysis::Analysis;
use super::index::{Declared, Target, Way, bytes, enclosing};
use super::meaning::{example, meaning};
use super::navigate::{of, target};
use super::outline::{cited, said};

/// So many clauses that use a thing are named.
const MOST_USES: usize = 8;

/// What can be told in a language of the words at a byte.
pub(super) fn hover(
    analysis: &Analysis,
    source: SourceId,
    byte: usize,
    language: Language,
) -> Option<Hover> {
    let teller = Teller { analysis, language };
    if let Some((target, span)) = target(analysis, source, byte) {
        let markdown = match target {
            Target::Name(id) => teller.name(id),
            Target::Document(id) => teller.document(&id)?,
        };
        return Some(told(span, markdown));
    }
    let mut over = analysis
        .pieces(source)
        .iter()
        .filter(|piece| piece.span.start as usize <= byte && byte <= piece.span.end as usize);
    over.find_map(|piece| match piece.kind {
        Kind::Keyword(keyword) => Some(told(piece.span, teller.keyword(keyword))),
        _ => None,
    })
}

fn told(span: Span, markdown: String) -> Hover {
    Hover {
        span: bytes(span),
        markdown,
    }
}

/// What a kind of thing is called.
pub(super) fn kind_word(kind: NameKind) -> Text {
    let (en, vi) = match kind {
        NameKind::Level => ("level", "cấp"),
        NameKind::Act => ("act", "việc"),
        NameKind::Population => ("population", "đối tượng"),
        NameKind::Group => ("group", "nhóm"),
        NameKind::State => ("state", "trạng thái"),
        NameKind::Date => ("date", "ngày"),
        NameKind::Count => ("count", "số lượng"),
        NameKind::Amount => ("amount", "số tiền, số đo"),
        NameKind::Choice => ("choice", "lựa chọn"),
        NameKind::Option => ("option", "phương án"),
        NameKind::YesNo => ("yes or no", "có hoặc không"),
        NameKind::Parameter => ("parameter", "tham số"),
        NameKind::Define => ("definition", "định nghĩa"),
        NameKind::Table => ("table", "bảng"),
        NameKind::Score => ("score", "thang điểm"),
        NameKind::Rule => ("rule", "quy định"),
        NameKind::Principle => ("principle", "nguyên tắc"),
        NameKind::Calendar => ("calendar", "lịch"),
    };
    Text::new(en, vi)
}

struct Teller<'a> {
    analysis: &'a Analysis,
    language: Language,
}

impl Teller<'_> {
    fn keyword(&self, keyword: Keyword) -> String {
        let (own, other) = (
            keyword.printed(self.language),
            keyword.printed(self.language.other()),
        );
        let meaning = meaning(keyword);
        let mut page = format!(
            "**{own}** · {other}\n\n{}",
            meaning.in_language(self.language)
        );
        if let Some(example) = example(keyword) {
            let line = example.in_language(self.language);
            // Writing to a string cannot fail.
            let _ = write!(page, "\n\n```luat\n{line}\n```");
        }
        page
    }

    fn name(&self, id: NameId) -> String {
        let name = self.analysis.parsed.names.at(id);
        let declared = Declared::of(&self.analysis.parsed, name);
        let mut parts = vec![format!(
            "**{}** · {}",
            name.printed(self.language),
            name.printed(self.language.other())
        )];
        parts.push(self.what(name, declared));
        if let Some(by) = declared.and_then(|declared| declared.attested_by(name)) {
            parts.push(format!(
                "{} {}",
                self.language.pick("attested by", "xác nhận bởi"),
                said(by, self.language)
            ));
        }
        parts.extend(declared.and_then(|declared| self.said_otherwise(name, declared)));
        parts.extend(self.uses(id));
        parts.join("\n\n")
    }

    /// Its kind, whose it is, who reports it, its id and where it is declared.
    fn what(&self, name: &Name, declared: Option<Declared<'_>>) -> String {
        let names = &self.analysis.parsed.names;
        let mut parts = vec![kind_word(name.kind).in_language(self.language).to_owned()];
        if let Some(owner) = names.owner(name) {
            let owner = owner.printed(self.language);
            parts.push(format!("{} {owner}", self.language.pick("of", "của")));
        }
        parts.extend(declared.and_then(|declared| self.fact(declared.fact(name)?)));
        let per = if name.per.is_empty() {
            names
                .owner(name)
                .map_or(&[][..], |owner| owner.per.as_slice())
        } else {
            name.per.as_slice()
        };
        let levels: Vec<&str> = per
            .iter()
            .map(|level| names.at(*level).printed(self.language))
            .collect();
        if !levels.is_empty() {
            let lead = match name.kind {
                NameKind::Rule => self.language.pick("borne by", "chủ thể:"),
                _ => self.language.pick("reported by", "báo cáo bởi"),
            };
            parts.push(format!("{lead} {}", levels.join(", ")));
        }
        if let Some(Declaration::Population(population)) = declared.map(|it| &it.line.node)
            && population.events
            && name.owner.is_none()
        {
            parts.push(
                self.language
                    .pick("things that happen in the period", "phát sinh trong kỳ")
                    .to_owned(),
            );
        }
        parts.push(format!("`{}`", name.id));
        let file = self.analysis.parsed.sources.get(name.source.0 as usize);
        parts.extend(file.map(|file| file.name.clone()));
        parts.join(" · ")
    }

    fn fact(&self, kind: &FactKind) -> Option<String> {
        let told = match kind {
            FactKind::State(StateKind::InPeriod) => self
                .language
                .pick("counted anew in each period", "tính riêng từng kỳ"),
            FactKind::State(StateKind::ToDate) => self
                .language
                .pick("counted up from the start", "cộng dồn từ đầu"),
            FactKind::State(StateKind::AsItStands) => self.language.pick(
                "as it stands on the day of the report",
                "theo hiện trạng ngày báo cáo",
            ),
            FactKind::Amount { unit } => {
                return Some(format!(
                    "{} {}",
                    self.language.pick("in", "tính bằng"),
                    unit.node
                ));
            }
            FactKind::Date | FactKind::Count | FactKind::Choice | FactKind::YesNo => return None,
        };
        Some(told.to_owned())
    }

    /// A rule that is written in another language than the reader's; of what is worked out, how.
    fn said_otherwise(&self, name: &Name, declared: Declared<'_>) -> Option<String> {
        let language = match name.kind {
            NameKind::Rule if declared.document.language == self.language => return None,
            NameKind::Rule
            | NameKind::Parameter
            | NameKind::Define
            | NameKind::Table
            | NameKind::Score
            | NameKind::Group
            | NameKind::Choice => self.language,
            NameKind::Level
            | NameKind::Act
            | NameKind::Population
            | NameKind::State
            | NameKind::Date
            | NameKind::Count
            | NameKind::Amount
            | NameKind::Option
            | NameKind::YesNo
            | NameKind::Principle
            | NameKind::Calendar => return None,
        };
        let lines = lines(&self.analysis.parsed.names, &declared.line.node, language);
        Some(format!("```luat\n{}\n```", lines.join("\n")))
    }

    fn document(&self, id: &str) -> Option<String> {
        let mut documents = self.analysis.parsed.documents.iter();
        let header = documents.find_map(|document| {
            let header = &document.header.as_ref()?.node;
            (header.id.node == id).then_some(header)
        })?;
        let title = header.title.as_ref();
        let title = title.map_or_else(|| id.to_owned(), |title| said(title, self.language));
        Some(format!(
            "**{title}**\n\n{} · `{id}`",
            self.language.pick("document", "văn bản")
        ))
    }

    /// The clauses that use a thing, each with its place in the law.
    fn uses(&self, id: NameId) -> Option<String> {
        let target = Target::Name(id);
        let mut told: Vec<String> = Vec::new();
        let uses = of(self.analysis, &target).filter(|one| one.way == Way::Use);
        for one in uses {
            let Some(document) = self.analysis.document(one.span.source) else {
                continue;
            };
            let line = enclosing(document, one.span.start);
            let clause = line.and_then(|line| self.clause(document, line, one.span));
            told.extend(clause.filter(|clause| !told.contains(clause)));
        }
        if told.is_empty() {
            return None;
        }
        let rest = told.len().saturating_sub(MOST_USES);
        told.truncate(MOST_USES);
        let mut page = self
            .language
            .pick("Used in:", "Được dùng trong:")
            .to_owned();
        for clause in told {
            let _ = write!(page, "\n- {clause}");
        }
        if rest > 0 {
            let _ = match self.language {
                Language::En => write!(page, "\n- and {rest} more"),
                Language::Vi => write!(page, "\n- và {rest} chỗ khác"),
            };
        }
        Some(page)
    }

    /// `Điều 1 khoản 2 — Tập huấn`: the clause that a place stands in.
    fn clause(&self, document: &Document, line: &Line<Declaration>, place: Span) -> Option<String> {
        let (id, label, members) = match &line.node {
            Declaration::Rule(rule) => {
                (&rule.id.node, rule.label.as_ref(), rule.members.as_slice())
            }
            Declaration::Amend(change) => (&change.rule.id, None, change.members.as_slice()),
            Declaration::Define(define) => (
                &define.id.node,
                Some(&define.label),
                define.members.as_slice(),
            ),
            Declaration::Score(score) => (&score.id.node, Some(&score.label), &[][..]),
            Declaration::Table(table) => (&table.id.node, Some(&table.label), &[][..]),
            _ => return None,
        };
        let title = label.map_or_else(|| id.clone(), |label| said(label, self.language));
        let cites = cites_at(members, place);
        let cites: Vec<String> = cites
            .iter()
            .map(|citation| cited(citation, self.language))
            .collect();
        let document = document
            .header
            .as_ref()
            .map(|header| header.node.id.node.as_str());
        let place = [cites.join("; "), title]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" — ");
        Some(format!(
            "{place} (`{}`)",
            [document.unwrap_or_default(), id].join(".")
        ))
    }
}

/// The citations that hold for a place among the lines of a rule: those nearest above.
fn cites_at(members: &[Line<RuleMember>], place: Span) -> &[Citation] {
    let mut found: &[Citation] = &[];
    for line in members {
        if let RuleMember::Cite(cites) = &line.node
            && (line.span.start <= place.start || found.is_empty())
        {
            found = cites;
        }
    }
    found
}
