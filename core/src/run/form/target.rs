//! What a reading of a requirement leads to in the report of a body.

use crate::run::facts::path::Path;
use crate::run::program::{
    CollectionId, CollectionKind, FactId, FactKind, LevelId, Owner, Program,
};
use crate::run::reads::{Read, Thing};

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A fact of the body itself.
    Fact(FactId),
    /// How many members there are.
    Size(CollectionId),
    /// For how many members a fact holds, or its sum.
    Total(CollectionId, FactId),
    /// A fact of each member.
    Column(CollectionId, FactId),
}

impl Target {
    /// The collection it is about.
    pub const fn collection(self) -> Option<CollectionId> {
        match self {
            Self::Fact(_) => None,
            Self::Size(of) | Self::Total(of, _) | Self::Column(of, _) => Some(of),
        }
    }

    /// The fact, where it is not a number of members.
    pub const fn fact(self) -> Option<FactId> {
        match self {
            Self::Size(_) => None,
            Self::Fact(fact) | Self::Total(_, fact) | Self::Column(_, fact) => Some(fact),
        }
    }

    /// The fact, where it is given for itself and not as a total.
    pub(super) const fn moment(self) -> Option<FactId> {
        match self {
            Self::Size(_) | Self::Total(..) => None,
            Self::Fact(fact) | Self::Column(_, fact) => Some(fact),
        }
    }

    /// Its path in the report of the body; of a column, that of its total.
    pub(super) fn path(self, program: &Program) -> Path {
        // INVARIANT: a program's ids are positions of its own vectors.
        let key = |of: CollectionId| &program.collections[of.index()].key;
        let name = |fact: FactId| &program.facts[fact.index()].name;
        match self {
            Self::Fact(fact) => Path::of(name(fact)),
            Self::Size(of) => Path::of(key(of)),
            Self::Total(of, fact) | Self::Column(of, fact) => Path::of_members(key(of), name(fact)),
        }
    }
}

/// Everything that a body of a level can report, whether a rule reads it or not.
pub fn reportable(program: &Program, level: LevelId) -> Vec<Target> {
    let seeker = Seeker {
        program,
        level,
        bearer: level,
    };
    let facts = (0..).map(FactId).zip(&program.facts);
    let own = facts.filter(
        |(_, fact)| matches!(&fact.owner, Owner::Bodies(levels) if levels.contains(&level)),
    );
    let mut targets: Vec<Target> = own.map(|(id, _)| Target::Fact(id)).collect();
    for (of, collection) in (0..).map(CollectionId).zip(&program.collections) {
        if let Some(size) = seeker.size(of) {
            targets.push(size);
            for fact in &collection.facts {
                let kind = &program.facts[fact.index()].kind;
                targets.extend(seeker.of_members(of, *fact, kind, false));
            }
        }
    }
    targets
}

/// What a body of a level reports for a reading of a requirement that bodies of `bearer` bear.
pub(super) fn targets(
    program: &Program,
    level: LevelId,
    bearer: LevelId,
    read: &Read<'_, '_>,
) -> Vec<Target> {
    let seeker = Seeker {
        program,
        level,
        bearer,
    };
    match read.thing {
        Thing::Members(of) => seeker
            .size(of)
            .into_iter()
            .chain(seeker.expected(of))
            .collect(),
        Thing::Fact(fact) => seeker.fact(fact, read),
    }
}

#[derive(Clone, Copy)]
struct Seeker<'p> {
    program: &'p Program,
    level: LevelId,
    bearer: LevelId,
}

impl Seeker<'_> {
    fn size(self, of: CollectionId) -> Option<Target> {
        let collection = self.program.collections.get(of.index())?;
        let reports = match &collection.kind {
            CollectionKind::Population { per, .. } => self.reports_population(per),
            CollectionKind::Bodies(counted) => self.counts(*counted),
        };
        reports.then_some(Target::Size(of))
    }

    /// Of what bodies below report, or are: how many of those there are on the way to them.
    fn expected(self, of: CollectionId) -> Vec<Target> {
        let program = self.program;
        let asked = self.level == self.bearer || program.lies_within(self.level, self.bearer);
        let levels = match program.collections.get(of.index()).map(|of| &of.kind) {
            Some(CollectionKind::Population { per, .. }) if !per.contains(&self.bearer) => {
                per.as_slice()
            }
            Some(CollectionKind::Bodies(level)) => std::slice::from_ref(level),
            Some(CollectionKind::Population { .. }) | None => &[],
        };
        let through = program.levels_towards(self.level, levels);
        through
            .into_iter()
            .filter(|_| asked)
            .filter_map(|level| self.bodies(level))
            .collect()
    }

    fn bodies(self, level: LevelId) -> Option<Target> {
        let level = self.program.levels.get(level.index())?;
        Some(Target::Size(level.collection))
    }

    /// What the level in scope owns; the nearest scope that owns the fact is the one that is read.
    fn fact(self, id: FactId, read: &Read<'_, '_>) -> Vec<Target> {
        let Some(fact) = self.program.facts.get(id.index()) else {
            return Vec::new();
        };
        let levels = match &fact.owner {
            Owner::Members(of) => return self.of_members(*of, id, &fact.kind, read.one_by_one),
            Owner::Bodies(levels) => levels,
        };
        let around = read.among.iter().rev().filter_map(|of| {
            match self.program.collections.get(of.index())?.kind {
                CollectionKind::Bodies(level) => Some(level),
                CollectionKind::Population { .. } => None,
            }
        });
        let owners = around.chain([self.bearer]);
        let nearest = owners.into_iter().find(|level| levels.contains(level));
        match nearest {
            Some(owner) => self.of_body(owner, id, &fact.kind),
            None => levels
                .iter()
                .filter(|owner| self.program.lies_within(**owner, self.bearer))
                .flat_map(|owner| {
                    let expected = self.bodies(*owner).filter(|_| self.counts(*owner));
                    let told = self.of_body(*owner, id, &fact.kind);
                    told.into_iter().chain(expected)
                })
                .collect(),
        }
    }

    fn of_members(
        self,
        of: CollectionId,
        fact: FactId,
        kind: &FactKind,
        one_by_one: bool,
    ) -> Vec<Target> {
        if self.size(of).is_none() {
            return Vec::new();
        }
        let total = (!one_by_one && has_total(kind)).then_some(Target::Total(of, fact));
        total
            .into_iter()
            .chain([Target::Column(of, fact)])
            .collect()
    }

    /// A fact of a body: its own, or counted over bodies below.
    fn of_body(self, owner: LevelId, fact: FactId, kind: &FactKind) -> Vec<Target> {
        if owner == self.level {
            return vec![Target::Fact(fact)];
        }
        let counted = self.counts(owner) && has_total(kind);
        let of = self
            .program
            .levels
            .get(owner.index())
            .map(|level| level.collection);
        of.filter(|_| counted)
            .map(|of| Target::Total(of, fact))
            .into_iter()
            .collect()
    }

    /// A population is reported by the bearer, else by those below it that have it.
    fn reports_population(self, per: &[LevelId]) -> bool {
        per.contains(&self.level) && (self.level == self.bearer || !per.contains(&self.bearer))
    }

    fn counts(self, below: LevelId) -> bool {
        self.program.lies_within(below, self.level)
    }
}

/// How many chose what is told member by member only.
fn has_total(kind: &FactKind) -> bool {
    !matches!(kind, FactKind::Choice(_))
}
