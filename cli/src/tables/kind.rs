//! What columns may be called, and what their cells say: the keys of reports.

use std::collections::BTreeMap;

use luat_core::run::form::{Target, reportable};
use luat_core::run::program::{FactKind, Label, LevelId, Program};
use luat_core::wire::form::field_key;
use luat_core::words::Language;
use luat_grammar::names::folded;

/// How the cells of a fact are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Number {
        whole: bool,
    },
    Choice(Vec<Choice>),
    Date,
    /// Yes or no, or the day of it.
    Answer,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(super) id: String,
    /// Its id and its names in both languages, folded.
    pub(super) words: Vec<String>,
}

/// The keys of reports: by level those of bodies, by population those of members.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    pub(super) levels: BTreeMap<String, BTreeMap<String, Kind>>,
    pub(super) members: BTreeMap<String, BTreeMap<String, Kind>>,
}

impl Keys {
    pub(crate) fn of(program: &Program) -> Self {
        let mut keys = Self::default();
        for (id, level) in (0..).map(LevelId).zip(&program.levels) {
            let own = keys.levels.entry(level.id.clone()).or_default();
            // A body reports in the stead of those that it took over from.
            let to = program.successions.iter().filter(|one| one.to.0 == id);
            let of = to.flat_map(|one| one.of.iter().map(|of| of.body.0));
            for target in of.chain([id]).flat_map(|level| reportable(program, level)) {
                let members = match target {
                    Target::Column(of, _) => {
                        let population = &program.collections[of.index()].key;
                        keys.members.entry(population.clone()).or_default()
                    }
                    Target::Size(of) => {
                        let population = &program.collections[of.index()].key;
                        keys.members.entry(population.clone()).or_default();
                        &mut *own
                    }
                    Target::Fact(_) | Target::Total(..) => &mut *own,
                };
                members.insert(field_key(program, target), kind(program, target));
            }
        }
        keys
    }
}

fn kind(program: &Program, target: Target) -> Kind {
    let Some(fact) = target.fact() else {
        return Kind::Number { whole: true };
    };
    let is_total = matches!(target, Target::Total(..));
    match &program.facts[fact.index()].kind {
        FactKind::Amount(_) => Kind::Number { whole: false },
        FactKind::Count => Kind::Number { whole: true },
        _ if is_total => Kind::Number { whole: true },
        FactKind::Date => Kind::Date,
        FactKind::Act
        | FactKind::StateInPeriod
        | FactKind::StateToDate
        | FactKind::StateNow
        | FactKind::YesNo => Kind::Answer,
        FactKind::Choice(options) => Kind::Choice(
            options
                .iter()
                .map(|(id, label)| choice(id, label))
                .collect(),
        ),
    }
}

fn choice(id: &str, label: &Label) -> Choice {
    let names = [id, Language::En.one(label), Language::Vi.one(label)];
    Choice {
        id: id.to_owned(),
        words: names.map(folded).to_vec(),
    }
}
