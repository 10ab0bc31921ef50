//! Levels, populations, groups and the facts that bodies report.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Line, Member, Ref};

use super::Checker;
use super::declare::{Entries, label};
use super::fault::{list, text};
use super::table::position;
use crate::run::program::{Collection, CollectionId, CollectionKind, Label, Level, LevelId};

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
        let plural = names.en.first().filter(|name| {
            name.many.is_none() && name.one.ends_with('s') && !name.one.ends_with("ss")
        });
        if let (Some(name), Some(set)) = (plural, self.set_of_population.get(&at)) {
            self.plural_only.insert(*set, name.span);
        }
    }

    /// The levels of `per`, each once.
    pub(super) fn reporters(&mut self, per: &[Ref], id: &syntax::Ident) -> Vec<LevelId> {
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

    /// Names of levels, for messages.
    pub(super) fn level_list(&self, levels: &[LevelId]) -> luat_grammar::diagnostic::Text {
        let labels = levels.iter().map(|level| &self.table.level(*level).label);
        let (en, vi): (Vec<String>, Vec<String>) = labels
            .map(|label| (label.en.clone(), label.vi.clone()))
            .unzip();
        text(list(&en).en, list(&vi).vi)
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
