//! What the texts declare, each thing at its position.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use luat_grammar::source::Span;
use luat_grammar::syntax::{self, Ref};

use super::kind::Kind;
use crate::run::calendar::Calendar;
use crate::run::number::Number;
use crate::run::program::{
    CalendarId, Collection, CollectionId, CollectionKind, Definition, DefinitionId, DocumentId,
    Fact, FactId, FactKind, Level, LevelId, Owner,
};

/// A declared thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    /// A kind of reporting body.
    Level(LevelId),
    /// A population.
    Population(CollectionId),
    /// A group of populations or levels.
    Group(usize),
    /// A fact of a body or of members.
    Fact(FactId),
    /// An option of a choice.
    Option(FactId, u32),
    /// A parameter.
    Parameter(usize),
    /// A named expression.
    Definition(DefinitionId),
    /// A calendar.
    Calendar(CalendarId),
    /// A rule.
    Rule,
    /// A principle.
    Principle,
}

/// A group, by what it pools.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The populations, or the levels as sets.
    pub(super) of: Vec<CollectionId>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub(super) struct Parameter {
    /// Where its id stands.
    pub(super) span: Span,
    /// Its values, each from a day on, ascending.
    pub(super) values: Vec<(jiff_core::civil::Date, Number)>,
    /// What sort of quantity it is.
    pub(super) kind: Kind,
}

/// What is known of a named expression beside its value.
#[derive(Debug, Clone, Default)]
pub(super) struct DefinitionNotes {
    /// What sort of quantity it is; none for a condition, which is worth one or zero.
    pub(super) kind: Option<Kind>,
    /// What of a body or member it stands on, to be in reach wherever it is used.
    pub(super) uses: Vec<Use>,
    /// How many operations it takes, those of the expressions it names included.
    pub(super) weight: u32,
    /// How many expressions stand on one another in a row, this one included.
    pub(super) chain: u32,
}

/// Something that must be in reach of the body or member judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// A fact.
    Fact(FactId),
    /// The members of a population or level.
    Collection(CollectionId),
    /// A parameter.
    Parameter(usize),
}

/// All declarations, resolved.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// What ids stand for, by document.
    pub(super) symbols: HashMap<String, HashMap<String, Symbol>>,
    /// Documents with a header.
    pub(super) documents: Vec<super::super::model::Document>,
    /// Positions of documents by id.
    pub(super) document_ids: BTreeMap<String, DocumentId>,
    /// Levels.
    pub(super) levels: Vec<Level>,
    /// Where their ids stand.
    pub(super) level_spans: Vec<Span>,
    /// Populations, and levels as sets.
    pub(super) collections: Vec<Collection>,
    /// Where their ids stand.
    pub(super) collection_spans: Vec<Span>,
    /// Facts.
    pub(super) facts: Vec<Fact>,
    /// Where their ids stand.
    pub(super) fact_spans: Vec<Span>,
    /// Groups.
    pub(super) groups: Vec<Group>,
    /// Parameters; none where faulty.
    pub(super) parameters: Vec<Option<Parameter>>,
    /// Named expressions; none where faulty.
    pub(super) definitions: Vec<Option<Definition>>,
    /// What is known of them.
    pub(super) definition_notes: Vec<DefinitionNotes>,
    /// Calendars.
    pub(super) calendars: Vec<Calendar>,
    /// Facts, sets and parameters that something stands on.
    pub(super) used: BTreeSet<Use>,
}

impl Table {
    /// The thing a text names.
    pub(super) fn find(&self, reference: &Ref) -> Option<Symbol> {
        self.symbol(&reference.document, &reference.id)
    }

    /// What an id of a document stands for.
    pub(super) fn symbol(&self, document: &str, id: &str) -> Option<Symbol> {
        self.symbols.get(document)?.get(id).copied()
    }

    /// A fact. INVARIANT: positions are made with the vectors they point into.
    #[expect(
        clippy::indexing_slicing,
        reason = "positions are made together with the vector"
    )]
    pub(super) fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }

    /// A collection. INVARIANT: as for facts.
    #[expect(
        clippy::indexing_slicing,
        reason = "positions are made together with the vector"
    )]
    pub(super) fn collection(&self, id: CollectionId) -> &Collection {
        &self.collections[id.index()]
    }

    /// A level. INVARIANT: as for facts.
    #[expect(
        clippy::indexing_slicing,
        reason = "positions are made together with the vector"
    )]
    pub(super) fn level(&self, id: LevelId) -> &Level {
        &self.levels[id.index()]
    }

    /// The key under which a fact is reported: `plan`, `hamlet_heads.trained`.
    pub(super) fn path(&self, id: FactId) -> String {
        let fact = self.fact(id);
        match fact.owner {
            Owner::Members(of) => format!("{}.{}", self.collection(of).key, fact.name),
            Owner::Bodies(_) => fact.name.clone(),
        }
    }

    /// The fact of this name that the members of a collection have.
    pub(super) fn member_fact(&self, of: CollectionId, name: &str) -> Option<FactId> {
        let owned = |fact: &Fact| match (&self.collection(of).kind, &fact.owner) {
            (CollectionKind::Population { .. }, Owner::Members(owner)) => *owner == of,
            (CollectionKind::Bodies(level), Owner::Bodies(levels)) => levels.contains(level),
            (CollectionKind::Population { .. }, Owner::Bodies(_))
            | (CollectionKind::Bodies(_), Owner::Members(_)) => false,
        };
        self.facts
            .iter()
            .position(|fact| fact.name == name && owned(fact))
            .map(fact_id)
    }

    /// Whether the first level lies below the second.
    pub(super) fn is_below(&self, level: LevelId, above: LevelId) -> bool {
        let mut at = self.level(level).within;
        // A tree of n levels has no path longer than n; cycles have been told already.
        for _ in &self.levels {
            match at {
                Some(next) if next == above => return true,
                Some(next) => at = self.level(next).within,
                None => return false,
            }
        }
        false
    }
}

/// A position as a fact's id.
pub(super) fn fact_id(at: usize) -> FactId {
    FactId(position(at))
}

/// A position in a program's vector; texts are far too short to overflow it.
pub(super) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A declared fact's kind as programs have it; the options are added by the caller.
pub(super) fn fact_kind(kind: &syntax::FactKind) -> FactKind {
    match kind {
        syntax::FactKind::State(syntax::StateKind::InPeriod) => FactKind::StateInPeriod,
        syntax::FactKind::State(syntax::StateKind::ToDate) => FactKind::StateToDate,
        syntax::FactKind::State(syntax::StateKind::AsItStands) => FactKind::StateNow,
        syntax::FactKind::Date => FactKind::Date,
        syntax::FactKind::Count => FactKind::Count,
        syntax::FactKind::Amount { unit } => FactKind::Amount(unit.node.clone()),
        syntax::FactKind::Choice => FactKind::Choice(Vec::new()),
        syntax::FactKind::YesNo => FactKind::YesNo,
    }
}
