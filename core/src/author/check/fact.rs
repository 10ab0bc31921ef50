//! Facts: what bodies report of themselves and of the members they count.

use std::collections::BTreeMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Line, Member};

use super::Checker;
use super::declare::{Entries, label};
use super::fault::text;
use super::table::{Symbol, fact_id, fact_kind, position};
use crate::run::program::{CollectionId, Fact, FactKind, Label, LevelId, Owner};

/// A fact before it has its position.
pub(super) struct Draft {
    document: String,
    path: String,
    span: Span,
    fact: Fact,
    /// The first date declared for members: what happens, happens on that day.
    is_day: bool,
}

impl<'t> Checker<'t> {
    pub(super) fn drafts(&mut self, entries: &Entries<'t>) -> Vec<Draft> {
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
        let mut named: BTreeMap<&str, Span> = BTreeMap::new();
        let mut has_date = false;
        for line in members {
            let fact = above.and_then(|at| drafts.get_mut(at));
            match (&line.node, fact) {
                (Member::Note(note), Some(draft)) => draft.fact.note = Some(label(note)),
                // A population's own note stands with the population.
                (Member::Note(_), None) => {}
                (Member::AttestedBy(office), Some(draft)) => {
                    draft.fact.attested_by = Some(label(office));
                }
                // The state above may be what could not be read.
                (Member::AttestedBy(_), None) if self.unread => {}
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
                (Member::Option(option), draft) => {
                    let options = draft.and_then(|draft| match &mut draft.fact.kind {
                        FactKind::Choice(options) => Some(options),
                        _ => None,
                    });
                    self.option(option, options, line.span);
                }
                (Member::Fact(member), _) => {
                    if let Some(twin) = named.get(member.id.node.as_str()) {
                        self.member_twice(member, *twin);
                        above = None;
                        continue;
                    }
                    let mut draft = head.draft(&member.id, &member.label, fact_kind(&member.kind));
                    draft.fact.attested_by = member.attested_by.as_ref().map(label);
                    above = Some(drafts.len());
                    draft.is_day = draft.fact.kind == FactKind::Date && !has_date;
                    has_date |= draft.is_day;
                    named.insert(&member.id.node, draft.span);
                    drafts.push(draft);
                }
            }
        }
    }

    fn member_twice(&mut self, member: &syntax::MemberFact, twin: Span) {
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
            .also(twin, text("first declared here", "khai báo lần đầu ở đây"))
            .help(text(
                "give one of them another id",
                "đặt mã khác cho một trong hai",
            )),
        );
    }

    fn option(
        &mut self,
        option: &syntax::ChoiceOption,
        choice: Option<&mut Vec<(String, Label)>>,
        span: Span,
    ) {
        let id = &option.id.node;
        match choice {
            Some(options) => {
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
            None => self.faults.push(
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

    pub(super) fn declare_facts(&mut self, drafts: Vec<Draft>) {
        for (at, draft) in drafts.into_iter().enumerate() {
            let fact = fact_id(at);
            self.bind(&draft.document, &draft.path, Symbol::Fact(fact));
            if let FactKind::Choice(options) = &draft.fact.kind {
                if options.len() < 2 && !self.unread {
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
                    let place = if draft.is_day {
                        0
                    } else {
                        collection.facts.len()
                    };
                    collection.facts.insert(place, fact);
                }
            }
            self.table.fact_spans.push(draft.span);
            self.table.facts.push(draft.fact);
        }
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
            is_day: false,
        }
    }
}
