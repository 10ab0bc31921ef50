//! The meaning of a part of a program by the ids of what it names, so that parts of two programs can
//! be held against each other.

use std::rc::Rc;

use super::bytes::{Coded, Writer};
use crate::run::program::{CollectionKind, Owner, Program};
use crate::wire;

/// What stands at each position of a program, by an id of its own.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) documents: Vec<String>,
    pub(crate) levels: Vec<String>,
    pub(crate) collections: Vec<String>,
    pub(crate) facts: Vec<String>,
    pub(crate) rules: Vec<String>,
    pub(crate) versions: Vec<String>,
    pub(crate) definitions: Vec<String>,
    pub(crate) calendars: Vec<String>,
}

impl Names {
    /// The names of a program's parts.
    pub(crate) fn of(program: &Program) -> Rc<Self> {
        let document = |id: usize| program.documents.get(id).map_or("", |one| one.id.as_str());
        let collections = program.collections.iter().map(|one| match one.kind {
            CollectionKind::Population { .. } => one.key.clone(),
            CollectionKind::Bodies(_) => format!("level {}", one.key),
        });
        let facts = program.facts.iter().map(|one| match &one.owner {
            Owner::Bodies(_) => one.name.clone(),
            Owner::Members(of) => {
                let of = program.collections.get(of.index());
                format!("{}.{}", of.map_or("", |of| of.key.as_str()), one.name)
            }
        });
        let rules = program.rules.iter();
        let versions = program.versions.iter().map(|one| {
            let from = wire::date(one.from);
            format!("{} {from}", document(one.document.index()))
        });
        Rc::new(Self {
            documents: program.documents.iter().map(|one| one.id.clone()).collect(),
            levels: program.levels.iter().map(|one| one.id.clone()).collect(),
            collections: collections.collect(),
            facts: facts.collect(),
            rules: rules
                .map(|one| format!("{}.{}", document(one.document.index()), one.id))
                .collect(),
            versions: versions.collect(),
            definitions: program
                .definitions
                .iter()
                .map(|one| one.id.clone())
                .collect(),
            calendars: program.calendars.iter().map(|one| one.id.clone()).collect(),
        })
    }

    /// Writes the name at a position.
    pub(super) fn write(names: &[String], position: u32, to: &mut Writer) {
        let name = usize::try_from(position).ok().and_then(|at| names.get(at));
        name.cloned().write(to);
    }
}

/// What a part of a program means, with names for positions: equal bytes mean the same.
pub(crate) fn meaning<T: Coded>(names: &Rc<Names>, part: &T) -> Vec<u8> {
    let mut writer = Writer::of_named(Rc::clone(names));
    part.write(&mut writer);
    writer.written()
}
