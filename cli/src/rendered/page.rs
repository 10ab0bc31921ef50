//! A document's rules on a page: article by article, what is reported by whom, and when what is due.

use std::collections::{BTreeMap, BTreeSet};

use luat_core::author::coverage::Held;
use luat_core::author::coverage::page::Page as CoverPage;
use luat_core::author::model::{Change, Rule, RuleSet};
use luat_core::author::stands_on;
use luat_core::run::program::{
    Citation, CollectionId, DefinitionId, Document, DocumentId, Ended, Goal, LevelId, Limit,
    Program, Requirement, Schedule,
};
use luat_core::run::reads::Reads;
use luat_core::words::{self, Language};
use luat_grammar::Parsed;
use luat_grammar::syntax::{HeaderMember, Label};

use crate::render::page::{Block, Item, Part};
use crate::render::pick;

/// What the page tells.
pub(super) struct Told<'a> {
    pub(super) program: &'a Program,
    pub(super) rules: &'a RuleSet,
    pub(super) parsed: &'a Parsed,
    pub(super) documents: &'a [DocumentId],
    /// Given a catalogue: which of its statements the rules hold.
    pub(super) coverage: Option<CoverPage>,
    pub(super) language: Language,
}

/// A fact or a number of members that rules read, by its key.
struct Need {
    name: String,
    kind: String,
    by: Vec<LevelId>,
    when: Vec<String>,
    rules: Vec<String>,
}

impl Told<'_> {
    pub(super) fn part(&self) -> Part {
        let titles: Vec<String> = self.chosen().map(|(_, one)| self.title(one)).collect();
        let mut blocks = Vec::new();
        for (id, document) in self.chosen() {
            if titles.len() > 1 {
                blocks.push(Block::Heading(2, self.title(document)));
            }
            self.document(id, document, &mut blocks);
        }
        self.named(&mut blocks);
        self.reported(&mut blocks);
        self.days(&mut blocks);
        self.uncovered(&mut blocks);
        Part {
            language: self.language,
            title: titles.join("; "),
            blocks,
        }
    }

    fn pick<T>(&self, en: T, vi: T) -> T {
        pick(self.language, en, vi)
    }

    fn chosen(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        let all = (0..).map(DocumentId).zip(&self.program.documents);
        all.filter(|(id, _)| self.documents.contains(id))
    }

    fn title(&self, document: &Document) -> String {
        let title = match self.language.one(&document.label) {
            "" => &document.id,
            title => title,
        };
        match &document.number {
            Some(number) => format!("{title} ({number})"),
            None => title.to_owned(),
        }
    }

    fn document(&self, id: DocumentId, document: &Document, blocks: &mut Vec<Block>) {
        blocks.push(Block::list(self.about(document)));
        let mut last: Option<String> = None;
        let mut items: Vec<Item> = Vec::new();
        let mut rule = None;
        for requirement in self.of_document(id) {
            let article = self.article(requirement);
            if rule != Some(requirement.rule) || article != last {
                flush(&mut items, blocks);
            }
            if article != last {
                blocks.push(Block::Heading(2, article.clone().unwrap_or_default()));
                last = article;
                rule = None;
            }
            if rule != Some(requirement.rule) {
                blocks.push(Block::Heading(3, self.heading(requirement)));
                rule = Some(requirement.rule);
            }
            items.push(self.item(requirement, document));
        }
        flush(&mut items, blocks);
        self.lifted(id, blocks);
        self.principles(document, blocks);
    }

    /// The requirements of a document, and those that it puts into the words of documents that are not told here.
    fn of_document(&self, id: DocumentId) -> impl Iterator<Item = &Requirement> {
        self.program.requirements.iter().filter(move |one| {
            let rule = &self.program.rules[one.rule.index()];
            rule.document == id
                || (self.made_by(one) == id && !self.documents.contains(&rule.document))
        })
    }

    fn made_by(&self, of: &Requirement) -> DocumentId {
        self.program.versions[of.version.index()].document
    }

    /// Rules of documents not told here that a document repeals or suspends.
    fn lifted(&self, id: DocumentId, blocks: &mut Vec<Block>) {
        let elsewhere = |rule: &&Rule| !self.documents.contains(&rule.document);
        let mut told = Vec::new();
        for rule in self.rules.rules().iter().filter(elsewhere) {
            for change in &rule.changes {
                if change.document == id && change.wording.is_none() {
                    told.push(self.lifts(rule, change));
                }
            }
        }
        if !told.is_empty() {
            let heading = self.pick("Repealed or suspended", "Bãi bỏ, tạm ngưng");
            blocks.push(Block::Heading(2, heading.to_owned()));
            blocks.push(Block::list(told));
        }
    }

    /// `Article 2: repeals “Reviews” of 27/2025/NQ-HĐND from 2027-07-01`.
    fn lifts(&self, rule: &Rule, change: &Change) -> String {
        let day = |day| words::date(day, self.language);
        let (title, from) = (self.language.one(&rule.label), day(change.from));
        let of = self.short(rule.document);
        let told = match change.to.map(day) {
            None => self.pick(
                format!("repeals “{title}” of {of} from {from}"),
                format!("bãi bỏ nội dung “{title}” của {of} từ ngày {from}"),
            ),
            Some(to) => self.pick(
                format!("suspends “{title}” of {of} from {from} to {to}"),
                format!("tạm ngưng nội dung “{title}” của {of} từ ngày {from} đến ngày {to}"),
            ),
        };
        match change.places().first() {
            Some(place) => format!("{}: {told}", words::citation(place, self.language)),
            None => told,
        }
    }

    /// A document by its number, else by its title.
    fn short(&self, id: DocumentId) -> &str {
        let document = &self.program.documents[id.index()];
        match (&document.number, self.language.one(&document.label)) {
            (Some(number), _) => number,
            (None, "") => &document.id,
            (None, title) => title,
        }
    }

    fn about(&self, document: &Document) -> Vec<String> {
        let from = words::date(document.from, self.language);
        let in_force = match document.to.map(|to| words::date(to, self.language)) {
            Some(to) => self.pick(
                format!("In force from {from} to {to}"),
                format!("Có hiệu lực từ {from} đến {to}"),
            ),
            None => self.pick(
                format!("In force from {from}"),
                format!("Có hiệu lực từ {from}"),
            ),
        };
        let mut about = self.issued(document);
        about.push(in_force);
        if document.advisory {
            about.push(
                self.pick(
                    "A draft or plan: what is not reached is told, and is no breach",
                    "Dự thảo hoặc kế hoạch: nội dung chưa đạt chỉ để tham khảo, không phải vi phạm",
                )
                .to_owned(),
            );
        }
        if let Some((level, body)) = &document.applies_to {
            let level = self.language.one(&self.program.levels[level.index()].label);
            about.push(self.pick(
                format!("Applies to {level} {body}"),
                format!("Áp dụng cho {level} {body}"),
            ));
        }
        let calendar = document
            .calendar
            .map(|id| &self.program.calendars[id.index()]);
        if let Some(calendar) = calendar {
            let name = self.language.one(&calendar.label);
            about.push(self.pick(
                format!("Working days by the calendar “{name}”"),
                format!("Ngày làm việc tính theo lịch “{name}”"),
            ));
        }
        about
    }

    /// By whom and when a document was issued, and under what.
    fn issued(&self, document: &Document) -> Vec<String> {
        let headers = self.parsed.documents.iter();
        let mut headers = headers.filter_map(|one| Some(&one.header.as_ref()?.node));
        let Some(header) = headers.find(|header| header.id.node == document.id) else {
            return Vec::new();
        };
        let told = |label: &Label| {
            let names = self.pick(&label.en, &label.vi);
            names.first().map(|name| name.one.clone())
        };
        let (mut about, mut bases) = (Vec::new(), Vec::new());
        for member in &header.members {
            match &member.node {
                HeaderMember::Issuer(issuer) => {
                    let lead = self.pick("Issued by", "Cơ quan ban hành:");
                    about.extend(told(issuer).map(|issuer| format!("{lead} {issuer}")));
                }
                HeaderMember::Issued(day) => {
                    let day = words::date(day.node, self.language);
                    let lead = self.pick("Issued on", "Ngày ban hành:");
                    about.push(format!("{lead} {day}"));
                }
                HeaderMember::Basis { number, title, .. } => {
                    let title = title.as_ref().and_then(told);
                    bases.push(match title {
                        Some(title) => format!("{} ({title})", number.node),
                        None => number.node.clone(),
                    });
                }
                _ => {}
            }
        }
        if !bases.is_empty() {
            let lead = self.pick("Made under", "Căn cứ pháp lý:");
            about.push(format!("{lead} {}", bases.join("; ")));
        }
        about
    }

    /// Where the law says a requirement: its own citation, else its wording's.
    fn place<'p>(&'p self, of: &'p Requirement) -> Option<&'p Citation> {
        self.program.cite(of, of.version)
    }

    /// The article, else the widest unit.
    fn article(&self, of: &Requirement) -> Option<String> {
        let mut wide = self.place(of)?.clone();
        let article = wide.parts.iter().position(|(unit, _)| *unit == "article");
        wide.parts.truncate(article.map_or(1, |at| at + 1));
        Some(words::citation(&wide, self.language))
    }

    /// `clause 2 point b: Training of hamlet heads`.
    fn heading(&self, of: &Requirement) -> String {
        let rule = &self.program.rules[of.rule.index()];
        let mut title = match self.language.one(&rule.label) {
            "" => rule.id.clone(),
            title => title.to_owned(),
        };
        if !self.documents.contains(&rule.document) {
            let of = self.short(rule.document);
            title = self.pick(
                format!("{title} (amends {of})"),
                format!("{title} (sửa đổi {of})"),
            );
        }
        let mut narrow = self.place(of).cloned().unwrap_or_default();
        let article = narrow.parts.iter().position(|(unit, _)| *unit == "article");
        let below = narrow
            .parts
            .split_off(article.map_or(1, |at| at + 1).min(narrow.parts.len()));
        let place = words::citation(&Citation { parts: below }, self.language);
        let mut letters = place.chars();
        match letters.next() {
            Some(first) => {
                let place: String = first.to_uppercase().chain(letters).collect();
                format!("{place}: {title}")
            }
            None => title,
        }
    }

    /// A requirement as a sentence, with its days where they are not the document's, and what is
    /// reported for it.
    fn item(&self, of: &Requirement, document: &Document) -> Item {
        let told = words::statement(self.program, of, self.language);
        let mut below = told.notes;
        // The years that the sentence itself names stand in it.
        if (of.from, of.to) != (document.from, document.to) && of.ended != Ended::PhaseOver {
            let lead = self.pick("In force", "Hiệu lực");
            below.push(format!("{lead}: {}", told.in_force));
        }
        let needs: Vec<String> = self
            .needs(of)
            .into_values()
            .map(|need| {
                let by = words::levels(self.program, &need.by, self.language);
                format!("{} ({by})", need.name)
            })
            .collect();
        if !needs.is_empty() {
            let lead = self.pick("Reported for it", "Số liệu cần báo cáo");
            below.push(format!("{lead}: {}", needs.join("; ")));
        }
        Item {
            text: told.sentence,
            below,
        }
    }

    fn principles(&self, document: &Document, blocks: &mut Vec<Block>) {
        let own = self.rules.principles().iter();
        let told: Vec<String> = own
            .filter(|one| one.document == document.id)
            .map(|one| {
                let title = match self.language.one(&one.label) {
                    "" => &one.id,
                    title => title,
                };
                match one.places().first() {
                    Some(place) => format!("{}: {title}", words::citation(place, self.language)),
                    None => title.to_owned(),
                }
            })
            .collect();
        if !told.is_empty() {
            let heading = self.pick(
                "Principles, which are not judged",
                "Nguyên tắc, không xét đạt hay không đạt",
            );
            blocks.push(Block::Heading(2, heading.to_owned()));
            blocks.push(Block::list(told));
        }
    }

    /// What is reported for a requirement, by key.
    fn needs(&self, of: &Requirement) -> BTreeMap<String, Need> {
        let reads = Reads::of(self.program, of);
        let counted = |of: &CollectionId| {
            let total = self.pick("how many there are", "tổng số");
            (
                self.program.collections[of.index()].key.clone(),
                total.to_owned(),
            )
        };
        let kinds = reads
            .facts
            .iter()
            .map(|fact| {
                let kind = &self.program.facts[fact.index()].kind;
                (
                    luat_core::wire::fact_key(self.program, *fact),
                    words::fact_kind(kind, self.language),
                )
            })
            .chain(reads.collections.iter().map(counted));
        let kinds: BTreeMap<String, String> = kinds.collect();
        let when = words::frequency(of.schedule, self.language);
        let rule = &self.program.rules[of.rule.index()];
        let title = self.language.one(&rule.label).to_owned();
        reads
            .reported(self.program, &of.bearers)
            .into_iter()
            .map(|(key, by)| {
                let need = Need {
                    name: words::path(self.program, &key, self.language),
                    kind: kinds.get(&key).cloned().unwrap_or_default(),
                    by,
                    when: vec![when.clone()],
                    rules: vec![title.clone()],
                };
                (key, need)
            })
            .collect()
    }

    /// Tables, scores and other named expressions that the rules stand on.
    fn named(&self, blocks: &mut Vec<Block>) {
        let requirements = self.documents.iter().flat_map(|id| self.of_document(*id));
        let named: BTreeSet<DefinitionId> = requirements
            .flat_map(|one| stands_on(self.program, one).1)
            .collect();
        if named.is_empty() {
            return;
        }
        let heading = self.pick(
            "Tables, scores and other terms of the rules",
            "Bảng, thang điểm và khái niệm dùng trong quy định",
        );
        blocks.push(Block::Heading(2, heading.to_owned()));
        for id in named {
            let definition = &self.program.definitions[id.index()];
            let title = match self.language.one(&definition.label) {
                "" => &definition.id,
                title => title,
            };
            blocks.push(Block::Heading(3, title.to_owned()));
            let lines = words::defined_lines(self.program, definition, self.language);
            blocks.push(Block::list(lines));
        }
    }

    /// Who reports which fact, how often and for which rules; in the order in which the rules ask for it.
    fn reported(&self, blocks: &mut Vec<Block>) {
        let mut all: Vec<Need> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for id in self.documents {
            for requirement in self.of_document(*id) {
                for (key, need) in self.needs(requirement) {
                    if let Some(known) = places.get(&key).and_then(|at| all.get_mut(*at)) {
                        add(&mut known.by, need.by);
                        add(&mut known.when, need.when);
                        add(&mut known.rules, need.rules);
                    } else {
                        places.insert(key, all.len());
                        all.push(need);
                    }
                }
            }
        }
        let heading = self.pick("Who reports what", "Ai báo cáo số liệu gì");
        blocks.push(Block::Heading(2, heading.to_owned()));
        for (level, one) in (0..).map(LevelId).zip(&self.program.levels) {
            let rows: Vec<Vec<String>> = all
                .iter()
                .filter(|need| need.by.contains(&level))
                .map(|need| {
                    vec![
                        need.name.clone(),
                        need.kind.clone(),
                        need.when.join("; "),
                        need.rules.join("; "),
                    ]
                })
                .collect();
            if !rows.is_empty() {
                blocks.push(Block::Heading(3, self.language.one(&one.label).to_owned()));
                blocks.push(Block::Table {
                    head: self.pick(
                        vec!["What", "As", "How often", "For"],
                        vec!["Số liệu", "Dạng", "Kỳ báo cáo", "Dùng cho quy định"],
                    ),
                    rows,
                });
            }
        }
    }

    /// Deadlines: milestones in the order of their days, then those of every period, then those that run from events.
    fn days(&self, blocks: &mut Vec<Block>) {
        let mut once = BTreeMap::new();
        let mut recurring: Vec<Vec<String>> = Vec::new();
        let mut by_event: Vec<Vec<String>> = Vec::new();
        for id in self.documents {
            for (at, requirement) in self.of_document(*id).enumerate() {
                if requirement.goal.only_forbids() {
                    continue;
                }
                let told = words::statement(self.program, requirement, self.language);
                let rule = &self.program.rules[requirement.rule.index()];
                let row = vec![
                    told.when,
                    told.bearer,
                    self.language.one(&rule.label).to_owned(),
                    told.cite.join("; "),
                ];
                match requirement.schedule {
                    Schedule::By { due } => {
                        once.insert((due, *id, at), row);
                    }
                    Schedule::Periodic { .. } => add(&mut recurring, vec![row]),
                    Schedule::Events | Schedule::Cases => {
                        let limits = limits(&requirement.goal).into_iter();
                        let rows = limits.map(|limit| {
                            let when = words::time_limit(self.program, limit, self.language);
                            [vec![when], row[1..].to_vec()].concat()
                        });
                        add(&mut by_event, rows.collect());
                    }
                    Schedule::Standing { .. } => {}
                }
            }
        }
        let all = once.into_values().chain(recurring).chain(by_event);
        let rows: Vec<Vec<String>> = all.collect();
        if rows.is_empty() {
            return;
        }
        let heading = self.pick("When what is due", "Lịch thực hiện");
        blocks.push(Block::Heading(2, heading.to_owned()));
        blocks.push(Block::Table {
            head: self.pick(
                vec!["When", "Whose duty", "What", "Place in the law"],
                vec!["Hạn, kỳ", "Chủ thể", "Việc", "Căn cứ"],
            ),
            rows,
        });
        let rest = self.pick(
            "What holds at all times or is forbidden has no day and is not listed here.",
            "Nội dung phải thực hiện thường xuyên và điều cấm không có ngày đến hạn nên không nêu ở đây.",
        );
        blocks.push(Block::Text(rest.to_owned()));
    }

    /// How much of the source document the rules hold, and what they do not.
    fn uncovered(&self, blocks: &mut Vec<Block>) {
        let Some(page) = &self.coverage else {
            return;
        };
        let heading = self.pick("Coverage of the document", "Mức độ thể hiện văn bản");
        blocks.push(Block::Heading(2, heading.to_owned()));
        let shares = page.shares.iter().map(|share| share.words.clone());
        let notes = page.notes.iter().chain(&page.warnings).cloned();
        blocks.push(Block::list(shares.chain(notes)));
        let missing: Vec<String> = page
            .groups
            .iter()
            .flat_map(|group| group.rows.iter().map(move |row| (group, row)))
            .filter(|(_, row)| row.held == Held::Missing)
            .map(|(group, row)| {
                let place = [group.heading.as_deref().unwrap_or_default(), &row.place];
                format!("{}: {}", place.join(" ").trim(), row.says)
            })
            .collect();
        let heading = self.pick("Not held by any rule", "Nội dung chưa có quy định thể hiện");
        blocks.push(Block::Heading(3, heading.to_owned()));
        if missing.is_empty() {
            let none = self.pick(
                "None: every statement is held.",
                "Không có: mọi nội dung đều đã được thể hiện.",
            );
            blocks.push(Block::Text(none.to_owned()));
        } else {
            blocks.push(Block::list(missing));
        }
    }
}

/// The time limits of a goal that run from events.
fn limits(goal: &Goal) -> Vec<&Limit> {
    match goal {
        Goal::Deeds { limit, .. } => limit.iter().collect(),
        Goal::Each { goals, .. } => goals.iter().flat_map(limits).collect(),
        Goal::Combined { parts, .. } => parts.iter().flat_map(|part| limits(&part.goal)).collect(),
        Goal::Share { .. } | Goal::Ratio { .. } | Goal::Compare { .. } | Goal::Refrain { .. } => {
            Vec::new()
        }
    }
}

fn flush(items: &mut Vec<Item>, blocks: &mut Vec<Block>) {
    if !items.is_empty() {
        blocks.push(Block::List(std::mem::take(items)));
    }
}

fn add<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}
