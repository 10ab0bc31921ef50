//! Levels, populations, groups and the facts that bodies report.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Line, Member, Ref};

use super::Checker;
use super::declare::{Entries, label};
use super::fault::{list, text};
use super::name::describe;
use super::table::{Group, Symbol, fact_id, fact_kind, position};
use crate::run::program::{
    Collection, CollectionId, CollectionKind, Fact, FactKind, Label, Level, LevelId, Owner,
};

/// A fact before it has its position.
struct Draft {
    document: String,
    path: String,
    span: Span,
    fact: Fact,
}

impl<'t> Checker<'t> {
    /// Works out levels, populations, groups and facts.
    pub(super) fn declare(&mut self, entries: &Entries<'t>) {
        self.declare_levels(entries);
        self.declare_collections(entries);
        let drafts = self.drafts(entries);
        self.declare_facts(drafts);
        self.same_key(entries);
        self.declare_groups(entries);
    }

    fn declare_levels(&mut self, entries: &Entries<'t>) {
        for (at, entry) in entries.levels.iter().enumerate() {
            let collection = self
                .set_of_level
                .get(&at)
                .copied()
                .unwrap_or(CollectionId(0));
            self.table.levels.push(Level {
                id: entry.node.id.node.clone(),
                label: label(&entry.node.label),
                within: None,
                collection,
            });
            self.table.level_spans.push(entry.node.id.span);
        }
        for (at, entry) in entries.levels.iter().enumerate() {
            let within = entry
                .node
                .within
                .as_ref()
                .and_then(|above| self.resolve_level(above));
            if let Some(level) = self.table.levels.get_mut(at) {
                level.within = within;
            }
        }
        self.level_cycles(entries);
    }

    /// Tells every cycle once, at its first level, and cuts it.
    fn level_cycles(&mut self, entries: &Entries<'t>) {
        for (at, entry) in entries.levels.iter().enumerate() {
            let level = LevelId(position(at));
            if self.table.is_below(level, level) {
                let id = &entry.node.id.node;
                let span = entry
                    .node
                    .within
                    .as_ref()
                    .map_or(entry.node.id.span, |within| within.span);
                self.faults.push(
                    Diagnostic::error(
                        "E0304",
                        span,
                        text(
                            format!("level `{id}` lies within itself"),
                            format!("cấp `{id}` thuộc chính nó"),
                        ),
                    )
                    .label(text(
                        "this leads back to the level itself",
                        "dẫn trở lại chính cấp này",
                    ))
                    .help(text(
                        "levels form a tree: the highest has no `within`",
                        "các cấp tạo thành cây: cấp cao nhất không có `thuộc`",
                    )),
                );
                if let Some(level) = self.table.levels.get_mut(at) {
                    level.within = None;
                }
            }
        }
    }

    fn declare_collections(&mut self, entries: &Entries<'t>) {
        let mut by_position = BTreeMap::new();
        for (at, entry) in entries.levels.iter().enumerate() {
            let collection = Collection {
                key: entry.node.id.node.clone(),
                label: label(&entry.node.label),
                kind: CollectionKind::Bodies(LevelId(position(at))),
                facts: Vec::new(),
                note: first_note(&entry.node.members),
            };
            by_position.insert(
                self.set_of_level.get(&at).copied(),
                (collection, entry.node.id.span),
            );
        }
        for (at, entry) in entries.populations.iter().enumerate() {
            let per = self.reporters(&entry.node.per, &entry.node.id);
            let collection = Collection {
                key: entry.node.id.node.clone(),
                label: label(&entry.node.label),
                kind: CollectionKind::Population {
                    per,
                    events: entry.node.events,
                },
                facts: Vec::new(),
                note: first_note(&entry.node.members),
            };
            self.note_number(at, &entry.node.label);
            by_position.insert(
                self.set_of_population.get(&at).copied(),
                (collection, entry.node.id.span),
            );
        }
        for (collection, span) in by_position.into_values() {
            self.table.collections.push(collection);
            self.table.collection_spans.push(span);
        }
    }

    /// Remembers populations whose English name is a plural alone.
    fn note_number(&mut self, at: usize, names: &syntax::Label) {
        let plural = names.en.first().filter(|name| name.many.is_none() && name.one.ends_with('s') && !name.one.ends_with("ss"));
        if let (Some(name), Some(set)) = (plural, self.set_of_population.get(&at)) {
            self.plural_only.insert(*set, name.span);
        }
    }

    /// The levels of `per`, each once.
    fn reporters(&mut self, per: &[Ref], id: &syntax::Ident) -> Vec<LevelId> {
        if per.is_empty() {
            let name = &id.node;
            self.faults.push(
                Diagnostic::error(
                    "E0306",
                    id.span,
                    text(
                        format!("nothing says who reports `{name}`"),
                        format!("chưa nêu ai báo cáo `{name}`"),
                    ),
                )
                .help(text(
                    "add `per LEVEL` at the end of the line",
                    "thêm `theo CẤP` ở cuối dòng",
                )),
            );
        }
        self.levels_once(per)
    }

    /// Levels named in a list, each once, ascending; a repeated one is told.
    pub(super) fn levels_once(&mut self, named: &[Ref]) -> Vec<LevelId> {
        let mut levels: Vec<LevelId> = Vec::new();
        for reference in named {
            let Some(level) = self.resolve_level(reference) else {
                continue;
            };
            if levels.contains(&level) {
                let id = &reference.id;
                self.faults.push(
                    Diagnostic::error(
                        "E0308",
                        reference.span,
                        text(
                            format!("`{id}` is named twice"),
                            format!("`{id}` được nêu hai lần"),
                        ),
                    )
                    .help(text("name it once", "chỉ nêu một lần")),
                );
            } else {
                levels.push(level);
            }
        }
        levels.sort_unstable();
        levels
    }

    fn drafts(&mut self, entries: &Entries<'t>) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for entry in &entries.acts {
            let owner = Owner::Bodies(self.reporters(&entry.node.per, &entry.node.id));
            let head = Head {
                document: entry.document,
                owner,
                prefix: None,
            };
            let own = head.draft(&entry.node.id, &entry.node.label, FactKind::Act);
            self.with_members(own, &entry.node.members, &head, &mut drafts);
        }
        for entry in &entries.facts {
            let owner = Owner::Bodies(self.reporters(&entry.node.per, &entry.node.id));
            let head = Head {
                document: entry.document,
                owner,
                prefix: None,
            };
            let own = head.draft(
                &entry.node.id,
                &entry.node.label,
                fact_kind(&entry.node.kind),
            );
            self.with_members(own, &entry.node.members, &head, &mut drafts);
        }
        for (at, entry) in entries.populations.iter().enumerate() {
            let Some(set) = self.set_of_population.get(&at).copied() else {
                continue;
            };
            let head = Head {
                document: entry.document,
                owner: Owner::Members(set),
                prefix: Some(&entry.node.id.node),
            };
            self.members(None, &entry.node.members, &head, &mut drafts);
        }
        for (at, entry) in entries.levels.iter().enumerate() {
            let owner = Owner::Bodies(vec![LevelId(position(at))]);
            let head = Head {
                document: entry.document,
                owner,
                prefix: Some(&entry.node.id.node),
            };
            self.members(None, &entry.node.members, &head, &mut drafts);
        }
        drafts
            .sort_by(|one, other| (&one.document, &one.path).cmp(&(&other.document, &other.path)));
        drafts
    }

    fn with_members(
        &mut self,
        own: Draft,
        members: &[Line<Member>],
        head: &Head<'_>,
        drafts: &mut Vec<Draft>,
    ) {
        let first = drafts.len();
        drafts.push(own);
        self.members(Some(first), members, head, drafts);
    }

    /// Reads member lines; notes, options and attestations belong to the fact above them.
    fn members(
        &mut self,
        mut above: Option<usize>,
        members: &[Line<Member>],
        head: &Head<'_>,
        drafts: &mut Vec<Draft>,
    ) {
        let first = drafts.len();
        for line in members {
            let fact = above.and_then(|at| drafts.get_mut(at));
            match (&line.node, fact) {
                (Member::Note(note), Some(draft)) => draft.fact.note = Some(label(note)),
                // A population's own note stands with the population.
                (Member::Note(_), None) => {}
                (Member::AttestedBy(office), Some(draft)) => {
                    draft.fact.attested_by = Some(label(office))
                }
                (Member::AttestedBy(_), None) => self.faults.push(
                    Diagnostic::error(
                        "E0318",
                        line.span,
                        text(
                            "`attested by` stands under no act or state",
                            "`xác nhận bởi` không đứng dưới việc hay trạng thái nào",
                        ),
                    )
                    .help(text(
                        "put it below the line of the fact it is about",
                        "đặt nó ngay dưới dòng thông tin cần xác nhận",
                    )),
                ),
                (Member::Option(option), draft) => self.option(option, draft, line.span),
                (Member::Fact(member), _) => {
                    if self.member_twice(member, drafts.get(first..).unwrap_or_default()) {
                        above = None;
                        continue;
                    }
                    let mut draft = head.draft(&member.id, &member.label, fact_kind(&member.kind));
                    draft.fact.attested_by = member.attested_by.as_ref().map(label);
                    above = Some(drafts.len());
                    drafts.push(draft);
                }
            }
        }
    }

    fn member_twice(&mut self, member: &syntax::MemberFact, before: &[Draft]) -> bool {
        let Some(twin) = before
            .iter()
            .find(|draft| draft.fact.name == member.id.node)
        else {
            return false;
        };
        let name = &member.id.node;
        self.faults.push(
            Diagnostic::error(
                "E0302",
                member.id.span,
                text(
                    format!("`{name}` is declared twice here"),
                    format!("`{name}` được khai báo hai lần ở đây"),
                ),
            )
            .label(text("declared again here", "khai báo lại ở đây"))
            .also(
                twin.span,
                text("first declared here", "khai báo lần đầu ở đây"),
            )
            .help(text(
                "give one of them another id",
                "đặt mã khác cho một trong hai",
            )),
        );
        true
    }

    fn option(&mut self, option: &syntax::ChoiceOption, choice: Option<&mut Draft>, span: Span) {
        let id = &option.id.node;
        match choice {
            Some(Draft {
                fact:
                    Fact {
                        kind: FactKind::Choice(options),
                        ..
                    },
                ..
            }) => {
                if options.iter().any(|(known, _)| known == id) {
                    self.faults.push(
                        Diagnostic::error(
                            "E0302",
                            option.id.span,
                            text(
                                format!("option `{id}` is declared twice"),
                                format!("phương án `{id}` được khai báo hai lần"),
                            ),
                        )
                        .help(text(
                            "give one of them another id",
                            "đặt mã khác cho một trong hai",
                        )),
                    );
                } else {
                    options.push((id.clone(), label(&option.label)));
                }
            }
            Some(_) | None => self.faults.push(
                Diagnostic::error(
                    "E0317",
                    span,
                    text(
                        "an option stands under no choice",
                        "phương án không đứng dưới lựa chọn nào",
                    ),
                )
                .help(text(
                    "put it below a `choice` line",
                    "đặt nó dưới một dòng `lựa chọn`",
                )),
            ),
        }
    }

    fn declare_facts(&mut self, drafts: Vec<Draft>) {
        for (at, draft) in drafts.into_iter().enumerate() {
            let fact = fact_id(at);
            self.bind(&draft.document, &draft.path, Symbol::Fact(fact));
            if let FactKind::Choice(options) = &draft.fact.kind {
                if options.len() < 2 {
                    let path = &draft.path;
                    self.faults.push(
                        Diagnostic::error(
                            "E0317",
                            draft.span,
                            text(
                                format!("choice `{path}` has fewer than two options"),
                                format!("lựa chọn `{path}` có chưa đến hai phương án"),
                            ),
                        )
                        .help(text(
                            "declare its options below it: `option ID \"…\" / \"…\"`",
                            "khai báo phương án bên dưới: `phương án MÃ \"…\" / \"…\"`",
                        )),
                    );
                }
                for (at, (option, _)) in options.iter().enumerate() {
                    self.bind(
                        &draft.document,
                        &format!("{}.{option}", draft.path),
                        Symbol::Option(fact, position(at)),
                    );
                }
            }
            let collections: Vec<CollectionId> = match &draft.fact.owner {
                Owner::Members(set) => vec![*set],
                Owner::Bodies(levels) => levels
                    .iter()
                    .map(|level| self.table.level(*level).collection)
                    .collect(),
            };
            for set in collections {
                if let Some(collection) = self.table.collections.get_mut(set.index()) {
                    collection.facts.push(fact);
                }
            }
            self.table.fact_spans.push(draft.span);
            self.table.facts.push(draft.fact);
        }
    }

    /// Reports know a thing by its id alone, so two documents may not both declare one.
    fn same_key(&mut self, entries: &Entries<'t>) {
        let mut ids: Vec<&syntax::Ident> = Vec::new();
        ids.extend(entries.levels.iter().map(|entry| &entry.node.id));
        ids.extend(entries.populations.iter().map(|entry| &entry.node.id));
        ids.extend(entries.acts.iter().map(|entry| &entry.node.id));
        ids.extend(entries.facts.iter().map(|entry| &entry.node.id));
        for entry in &entries.levels {
            ids.extend(
                entry
                    .node
                    .members
                    .iter()
                    .filter_map(|line| match &line.node {
                        Member::Fact(fact) => Some(&fact.id),
                        Member::Note(_) | Member::AttestedBy(_) | Member::Option(_) => None,
                    }),
            );
        }
        ids.sort_by_key(|id| id.span);
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for id in ids {
            // Twice in one document, or in one level, has been told as such.
            match seen.get(id.node.as_str()) {
                Some(before) if !self.faults.iter().any(|fault| fault.span() == id.span) => {
                    let name = &id.node;
                    self.faults.push(
                        Diagnostic::error("E0303", id.span, text(format!("two things are reported as `{name}`"), format!("hai mục cùng được báo cáo là `{name}`")))
                            .label(text("a report could not tell it from the other", "báo cáo không thể phân biệt với mục kia"))
                            .also(*before, text("the other is declared here", "mục kia được khai báo ở đây"))
                            .help(text("declare it once, in a document that both `use`, or give one another id", "khai báo một lần trong văn bản mà cả hai `dùng`, hoặc đặt mã khác")),
                    );
                }
                Some(_) => {}
                None => {
                    seen.insert(&id.node, id.span);
                }
            }
        }
    }

    fn declare_groups(&mut self, entries: &Entries<'t>) {
        for entry in &entries.groups {
            let mut of: Vec<(CollectionId, Span)> = Vec::new();
            for reference in &entry.node.of {
                let Some(set) = self.resolve_set(reference) else {
                    continue;
                };
                match of.iter().find(|(known, _)| *known == set) {
                    Some((_, before)) => self.faults.push(
                        Diagnostic::error(
                            "E0308",
                            reference.span,
                            text(
                                format!("`{}` is named twice", reference.id),
                                format!("`{}` được nêu hai lần", reference.id),
                            ),
                        )
                        .also(*before, text("first named here", "nêu lần đầu ở đây"))
                        .help(text("name it once", "chỉ nêu một lần")),
                    ),
                    None => of.push((set, reference.span)),
                }
            }
            self.unlike(&of);
            self.table.groups.push(Group {
                of: of.into_iter().map(|(set, _)| set).collect(),
            });
        }
    }

    /// The population or level, as a set, that a text names.
    pub(super) fn resolve_set(&mut self, reference: &Ref) -> Option<CollectionId> {
        match self.resolve(reference)? {
            Symbol::Population(set) => Some(set),
            Symbol::Level(level) => Some(self.table.level(level).collection),
            other => {
                let (is_en, is_vi) = describe(other);
                let id = &reference.id;
                self.faults.push(
                    Diagnostic::error(
                        "E0307",
                        reference.span,
                        text(
                            format!("`{id}` has no members to count"),
                            format!("`{id}` không có thành viên để đếm"),
                        ),
                    )
                    .label(text(format!("this is {is_en}"), format!("đây là {is_vi}")))
                    .help(text(
                        "name a population or a level",
                        "ghi một đối tượng hoặc một cấp",
                    )),
                );
                None
            }
        }
    }

    /// Things pooled are alike: bodies with bodies, events with events, all others together.
    pub(super) fn unlike(&mut self, of: &[(CollectionId, Span)]) {
        let nature = |set: CollectionId| match self.table.collection(set).kind {
            CollectionKind::Bodies(_) => ("bodies", "các cơ quan, tổ chức báo cáo"),
            CollectionKind::Population { events: true, .. } => {
                ("events counted in a period", "sự kiện đếm trong kỳ")
            }
            CollectionKind::Population { events: false, .. } => {
                ("people or things", "người hoặc vật")
            }
        };
        let Some(((first, first_span), rest)) =
            of.split_first().map(|(first, rest)| (*first, rest))
        else {
            return;
        };
        let (expected, expected_vi) = nature(first);
        let Some((other, span)) = rest.iter().find(|(set, _)| nature(*set).0 != expected) else {
            return;
        };
        let (found, found_vi) = nature(*other);
        self.faults.push(
            Diagnostic::error(
                "E0307",
                *span,
                text(
                    "things that are not alike are counted together",
                    "gộp những thứ không cùng loại",
                ),
            )
            .label(text(
                format!("these are {found}"),
                format!("đây là {found_vi}"),
            ))
            .also(
                first_span,
                text(
                    format!("these are {expected}"),
                    format!("đây là {expected_vi}"),
                ),
            )
            .help(text(
                "write one requirement for each",
                "viết riêng một yêu cầu cho mỗi loại",
            )),
        );
    }

    /// Ids of levels, for messages.
    pub(super) fn level_list(&self, levels: &[LevelId]) -> luat_grammar::diagnostic::Text {
        list(
            &levels
                .iter()
                .map(|level| self.table.level(*level).id.clone())
                .collect::<Vec<_>>(),
        )
    }
}

/// What all facts of one owner share.
struct Head<'a> {
    document: &'a str,
    owner: Owner,
    prefix: Option<&'a str>,
}

impl Head<'_> {
    fn draft(&self, id: &syntax::Ident, names: &syntax::Label, kind: FactKind) -> Draft {
        let path = self
            .prefix
            .map_or_else(|| id.node.clone(), |prefix| format!("{prefix}.{}", id.node));
        let fact = Fact {
            name: id.node.clone(),
            label: label(names),
            owner: self.owner.clone(),
            kind,
            attested_by: None,
            note: None,
        };
        Draft {
            document: self.document.to_owned(),
            path,
            span: id.span,
            fact,
        }
    }
}

/// The note above the first fact: of the population or level itself.
fn first_note(members: &[Line<Member>]) -> Option<Label> {
    members
        .iter()
        .take_while(|line| !matches!(line.node, Member::Fact(_)))
        .find_map(|line| match &line.node {
            Member::Note(note) => Some(label(note)),
            Member::AttestedBy(_) | Member::Fact(_) | Member::Option(_) => None,
        })
}
