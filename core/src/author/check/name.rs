//! References: what a name in the text stands for.

use std::collections::HashMap;

use luat_grammar::diagnostic::Diagnostic;
use luat_grammar::syntax::Ref;

use super::Checker;
use super::fault::{nearest, text};
use super::table::Symbol;
use crate::run::program::LevelId;

impl Checker<'_> {
    /// The declared thing a text names; not told when a declaration could not be read, since it
    /// may be that one.
    pub(super) fn resolve(&mut self, reference: &Ref) -> Option<Symbol> {
        let found = self.table.find(reference);
        if found.is_none() && !self.unread {
            self.faults.push(self.unknown(reference));
        }
        found
    }

    fn unknown(&self, reference: &Ref) -> Diagnostic {
        let id = &reference.id;
        let known = self.table.symbols.get(&reference.document);
        let ids = known.into_iter().flat_map(HashMap::keys);
        let told = Diagnostic::error(
            "E0301",
            reference.span,
            text(
                format!("`{id}` is not declared"),
                format!("`{id}` chưa được khai báo"),
            ),
        );
        match nearest(id, ids.map(String::as_str)) {
            Some(near) => told.did_you_mean(near),
            None => told.help(text(
                "declare it, or add `use NAME` for the document that does",
                "hãy khai báo, hoặc thêm `dùng TÊN` của văn bản có khai báo",
            )),
        }
    }

    /// The level a text names.
    pub(super) fn resolve_level(&mut self, reference: &Ref) -> Option<LevelId> {
        match self.resolve(reference)? {
            Symbol::Level(level) => Some(level),
            other => {
                self.not_a_level(reference, other);
                None
            }
        }
    }

    fn not_a_level(&mut self, reference: &Ref, found: Symbol) {
        let (is_en, is_vi) = describe(found);
        let levels: Vec<String> = self
            .table
            .levels
            .iter()
            .map(|level| level.id.clone())
            .collect();
        let known = super::fault::list(&levels);
        let id = &reference.id;
        self.faults.push(
            Diagnostic::error(
                "E0305",
                reference.span,
                text(
                    format!("`{id}` is not a level"),
                    format!("`{id}` không phải là cấp"),
                ),
            )
            .label(text(format!("this is {is_en}"), format!("đây là {is_vi}")))
            .help(text(
                format!("name a level here: {}", known.en),
                format!("ghi một cấp ở đây: {}", known.vi),
            )),
        );
    }
}

/// What a declared thing is called.
pub(super) fn describe(symbol: Symbol) -> (&'static str, &'static str) {
    match symbol {
        Symbol::Level(_) => ("a level", "một cấp"),
        Symbol::Population(_) => ("a population", "một đối tượng"),
        Symbol::Group(_) => ("a group", "một nhóm"),
        Symbol::Fact(_) => ("a fact", "một thông tin"),
        Symbol::Option(..) => ("an option of a choice", "một phương án của lựa chọn"),
        Symbol::Parameter(_) => ("a parameter", "một tham số"),
        Symbol::Definition(_) => ("a definition", "một định nghĩa"),
        Symbol::Calendar(_) => ("a calendar", "một lịch"),
        Symbol::Rule => ("a rule", "một quy định"),
        Symbol::Principle => ("a principle", "một nguyên tắc"),
    }
}
