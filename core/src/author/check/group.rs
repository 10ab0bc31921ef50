//! Groups and other lists of populations counted together.

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::source::Span;
use luat_grammar::syntax::Ref;

use super::Checker;
use super::declare::Entries;
use super::fault::text;
use super::name::describe;
use super::table::{Group, Symbol};
use crate::run::program::{CollectionId, CollectionKind};

impl<'t> Checker<'t> {
    pub(super) fn declare_groups(&mut self, entries: &Entries<'t>) {
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
}
