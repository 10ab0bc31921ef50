//! Counting members: for how many something holds, out of how many, with all that is not known.

mod sizes;

use std::cell::Cell;

use super::scope::{Frame, Judge, Scope, Tense};
use crate::run::facts::path::{Path, UNREPORTED};
use crate::run::facts::{Body, Member, Members, Value};
use crate::run::interval::{Range, Truth};
use crate::run::number::Number;
use crate::run::ordered::Map;
use crate::run::program::{
    CollectionId, CollectionKind, Condition, FactId, FactKind, LevelId, Owner, Part,
};
use crate::run::reads::Reads;

/// A count of members, kept so that what is still possible can be told exactly for any bound.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// Members (or weight) for whom it holds.
    yes: Number,
    /// Members for whom it does not hold.
    no: Number,
    /// Members for whom it is not known.
    open: Number,
    uncertain: Vec<Uncertain>,
}

/// A part of a count of which not even the size is known.
#[derive(Debug, Clone, Copy)]
enum Uncertain {
    /// `base` members, of whom `yes`, which is never more, and at most `misses` less.
    Total {
        base: Range,
        yes: Range,
        misses: Option<Number>,
    },
    /// One member, or its weight, that may be left out, or weigh more or less.
    Member { weight: Range, holds: Truth },
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            yes: Number::ZERO,
            no: Number::ZERO,
            open: Number::ZERO,
            uncertain: Vec::new(),
        }
    }
}

impl Tally {
    fn count(&mut self, n: Number, holds: Truth) -> Option<()> {
        let sum = match holds {
            Truth::True => &mut self.yes,
            Truth::False => &mut self.no,
            Truth::Unknown => &mut self.open,
        };
        *sum = sum.checked_add(n)?;
        Some(())
    }

    pub(super) fn total(&mut self, base: Range, yes: Range) -> Option<()> {
        self.chosen(base, yes, None)
    }

    /// As [`Self::total`], of some of whom it is known for how many of all of them it does not hold.
    fn chosen(&mut self, base: Range, yes: Range, misses: Option<Number>) -> Option<()> {
        let Some((base, yes)) = base.exact().zip(yes.exact()) else {
            self.uncertain.push(Uncertain::Total { base, yes, misses });
            return Some(());
        };
        self.count(yes, Truth::True)?;
        self.count(base.checked_sub(yes)?, Truth::False)
    }

    fn member(&mut self, weight: Range, holds: Truth) -> Option<()> {
        if let Some(n) = weight.exact() {
            return self.count(n, holds);
        }
        self.uncertain.push(Uncertain::Member { weight, holds });
        Some(())
    }

    /// The share, where it holds of all of them or of none.
    pub(super) fn alike(&self) -> Option<Number> {
        let is = |wanted: Truth| {
            let mut parts = self.uncertain.iter();
            parts.all(|part| matches!(*part, Uncertain::Member { holds, .. } if holds == wanted))
        };
        if self.open != Number::ZERO {
            None
        } else if self.no == Number::ZERO && is(Truth::True) {
            Some(Number::ONE)
        } else if self.yes == Number::ZERO && is(Truth::False) {
            Some(Number::ZERO)
        } else {
            None
        }
    }

    /// The same, with one member at least; none where that says no more.
    pub(super) fn of_some(&self) -> Option<Self> {
        let known = [self.yes, self.no, self.open];
        match (known == [Number::ZERO; 3], self.uncertain.as_slice()) {
            (true, [Uncertain::Total { base, yes, misses }]) => {
                let some = Uncertain::Total {
                    base: base.no_less_than(Number::ONE),
                    yes: *yes,
                    misses: *misses,
                };
                Some(Self {
                    uncertain: vec![some],
                    ..self.clone()
                })
            }
            _ => None,
        }
    }

    /// How many there are.
    pub(super) fn base(&self) -> Option<Range> {
        let known = self.yes.checked_add(self.no)?.checked_add(self.open)?;
        self.uncertain
            .iter()
            .try_fold(Range::exactly(known), |sum, part| {
                let base = match *part {
                    Uncertain::Total { base, yes, .. } => Range {
                        from: base.from.max(yes.from),
                        ..base
                    },
                    Uncertain::Member { weight, .. } => weight,
                };
                sum.plus(base).ok()
            })
    }

    /// For how many it holds.
    pub(super) fn holding(&self) -> Option<Range> {
        let known = Range::between(self.yes, self.yes.checked_add(self.open)?);
        self.uncertain.iter().try_fold(known, |sum, part| {
            let yes = match *part {
                Uncertain::Total { base, yes, .. } => yes.least(Range {
                    from: yes.from,
                    to: base.to,
                }),
                Uncertain::Member {
                    weight,
                    holds: Truth::True,
                } => weight,
                Uncertain::Member {
                    holds: Truth::False,
                    ..
                } => Range::exactly(Number::ZERO),
                Uncertain::Member {
                    weight,
                    holds: Truth::Unknown,
                } => Range {
                    from: Some(Number::ZERO),
                    to: weight.to,
                },
            };
            sum.plus(yes).ok()
        })
    }

    /// The least and greatest of `holding − share · base`: its sign tells on which side of the share it is.
    ///
    /// Each part is taken at the corner that is worst (or best) for it, so parts that share no fact are
    /// told exactly. `None` on overflow.
    pub(super) fn distance(&self, share: Number) -> Option<Range> {
        let known = self
            .yes
            .checked_sub(share.checked_mul(self.yes.checked_add(self.no)?)?)?;
        let weighed = |n: Number, holds: bool| weighed(n, holds, share);
        let open = Range::exactly(weighed(self.open, true)?)
            .either(Range::exactly(weighed(self.open, false)?));
        self.uncertain
            .iter()
            .try_fold(Range::exactly(known).plus(open).ok()?, |sum, part| {
                let range = match *part {
                    Uncertain::Total { base, yes, misses } => match misses {
                        Some(misses) => corners_of_chosen(base, yes, misses, share)?,
                        None => corners(base, yes, share)?,
                    },
                    Uncertain::Member { weight, holds } => {
                        let scaled = |holds: bool| {
                            let factor = Range::exactly(weighed(Number::ONE, holds)?);
                            weight.times(factor).ok()
                        };
                        match holds {
                            Truth::True => scaled(true)?,
                            Truth::False => scaled(false)?,
                            Truth::Unknown => scaled(true)?.either(scaled(false)?),
                        }
                    }
                };
                sum.plus(range).ok()
            })
    }
}

/// What a member of weight `n` adds to `holding − share · base`.
fn weighed(n: Number, holds: bool, share: Number) -> Option<Number> {
    let gain = if holds { Number::ONE } else { Number::ZERO };
    n.checked_mul(gain.checked_sub(share)?)
}

/// The range of `y − share · b` over `b` in `base`, `y` in `yes`, `y ≤ b`.
fn corners(base: Range, yes: Range, share: Number) -> Option<Range> {
    let y0 = yes.from.unwrap_or(Number::ZERO);
    let b0 = base.from.unwrap_or(Number::ZERO).max(y0);
    let value = |y: Number, b: Number| y.checked_sub(share.checked_mul(b)?);
    let mut range = Range::exactly(value(y0, b0)?);
    let mut include =
        |y: Number, b: Number| value(y, b).map(|v| range = range.either(Range::exactly(v)));
    let y_at = |b: Number| yes.to.map_or(b, |y1| y1.min(b));
    include(y_at(b0), b0)?;
    if let Some(b1) = base.to {
        include(y0, b1)?;
        include(y_at(b1), b1)?;
    }
    if let Some(y1) = yes
        .to
        .filter(|y1| *y1 > b0 && base.to.is_none_or(|b1| *y1 < b1))
    {
        include(y1, y1)?;
    }
    if base.to.is_none() {
        // Along y = y0 the value falls (for a positive share) without end; along y = b it rises below a share of one.
        if share > Number::ZERO {
            range.from = None;
        }
        if share < Number::ZERO || (yes.to.is_none() && share < Number::ONE) {
            range.to = None;
        }
    }
    Some(range)
}

/// As [`corners`], where besides `b ≤ y + misses`: of whoever is chosen, so many at most do not hold.
fn corners_of_chosen(base: Range, yes: Range, misses: Number, share: Number) -> Option<Range> {
    let zero = Number::ZERO;
    let b0 = base.from.unwrap_or(zero);
    let y0 = yes.from.unwrap_or(zero).max(b0.checked_sub(misses)?);
    let y1 = yes.least(base).to;
    let turn = base.to.map_or(Some(zero), |b1| b1.checked_sub(misses))?;
    let mut range: Option<Range> = None;
    // Between these the ends of `b` lie on straight lines over `y`.
    for y in [Some(y0), y1, Some(b0), Some(turn)].into_iter().flatten() {
        let y = y1.map_or(y, |y1| y.min(y1)).max(y0);
        let most = y.checked_add(misses)?;
        for b in [b0.max(y), base.to.map_or(most, |b1| b1.min(most))] {
            let value = Range::exactly(y.checked_sub(share.checked_mul(b)?)?);
            range = Some(range.map_or(value, |range| range.either(value)));
        }
    }
    let mut range = range?;
    if y1.is_none() {
        // Along both lines the value rises without end below a share of one, and falls above it.
        match share.cmp(&Number::ONE) {
            std::cmp::Ordering::Less => range.to = None,
            std::cmp::Ordering::Greater => range.from = None,
            std::cmp::Ordering::Equal => {}
        }
    }
    Some(range)
}

impl Judge<'_> {
    /// Counts the members of all parts; `weights` gives the fact by which members of each part weigh.
    pub(super) fn tally(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        weights: &[FactId],
        tense: Tense,
    ) -> Tally {
        let mut tally = Tally::default();
        let from_totals = Cell::new(false);
        for position in 0..pool.len() {
            let Some(part) = pool.get(position) else {
                break;
            };
            let weight = weights.get(position).copied();
            let counter = Counter {
                judge: self,
                pool,
                position,
                part,
                weight,
                tense,
                from_totals: &from_totals,
            };
            counter.add_what_fits(scope, &mut tally);
        }
        let is_people = |part: &&Part| {
            !matches!(
                self.program.collections[part.collection.index()].kind,
                CollectionKind::Bodies(_)
            )
        };
        if from_totals.get() && pool.iter().filter(is_people).count() > 1 {
            self.ledger.count_twice();
        }
        tally
    }

    /// Counts the members of one of the groups pooled, but for those who are counted in one before; whoever holds in another
    /// group holds.
    pub(super) fn tally_of_group(
        &self,
        scope: &Scope<'_>,
        pool: &[Part],
        position: usize,
    ) -> Tally {
        let mut tally = Tally::default();
        if let Some(part) = pool.get(position) {
            let counter = Counter {
                judge: self,
                pool,
                position,
                part,
                weight: None,
                tense: Tense::Settled,
                from_totals: &Cell::new(false),
            };
            counter.add_what_fits(scope, &mut tally);
        }
        tally
    }

    /// Whether a member is meant, and whether what is asked holds of it; none where it is not meant.
    fn assess(&self, member: &Scope<'_>, part: &Part, tense: Tense) -> Option<(Truth, Truth)> {
        let selected = part
            .filter
            .as_ref()
            .map_or(Truth::True, |filter| self.condition(member, filter, tense));
        let selected = selected.and(self.falls_within(member));
        if selected == Truth::False {
            return None;
        }
        match &part.holds {
            None => Some((selected, Truth::True)),
            Some(condition) if self.declared_not_applicable(member, condition) => None,
            Some(condition) => Some((selected, self.condition(member, condition, tense))),
        }
    }
}

/// Counts the members of one part.
struct Counter<'j, 'p> {
    judge: &'j Judge<'p>,
    pool: &'j [Part],
    position: usize,
    part: &'j Part,
    weight: Option<FactId>,
    tense: Tense,
    /// Set where people were counted from totals, which cannot tell who stands in two groups.
    from_totals: &'j Cell<bool>,
}

impl Counter<'_, '_> {
    /// What is too large to be counted may be anything.
    fn add_what_fits(&self, scope: &Scope<'_>, tally: &mut Tally) {
        let before = tally.clone();
        if self.add(scope, tally).is_none() {
            self.judge.ledger.overflow();
            *tally = before;
            let any = Range::NOT_NEGATIVE;
            tally.uncertain.push(Uncertain::Total {
                base: any,
                yes: any,
                misses: None,
            });
        }
    }

    fn add(&self, scope: &Scope<'_>, tally: &mut Tally) -> Option<()> {
        match &self.judge.program.collections[self.part.collection.index()].kind {
            CollectionKind::Population { per, events } => {
                if self.tense == Tense::Running && !events {
                    return tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE);
                }
                self.add_population(scope, per, tally)?;
                if self.tense == Tense::Running {
                    tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE)?;
                }
                Some(())
            }
            CollectionKind::Bodies(level) => {
                if self.tense == Tense::Running {
                    return tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE);
                }
                self.add_bodies(scope, *level, tally)
            }
        }
    }

    /// People and things: as the body in question reports them, else as the bodies below do.
    fn add_population(&self, scope: &Scope<'_>, per: &[LevelId], tally: &mut Tally) -> Option<()> {
        let collection = self.part.collection;
        let body = scope.body();
        if let Some(members) = scope.members(collection) {
            if let Some(roster) = &members.roster {
                return self.add_roster(scope, roster, tally);
            }
            self.from_totals.set(true);
            return self.add_totals(scope, members, tally);
        }
        let below: Vec<LevelId> = self.judge.program.levels_towards(body.level, per);
        if below.is_empty() || (per.contains(&body.level) && body.below.is_empty()) {
            self.judge.ledger.miss(
                self.judge
                    .path(scope, Path::of(self.judge.collection_key(collection))),
            );
            self.miss_totals(scope);
            return tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE);
        }
        for level in below {
            for body in bodies(scope, level) {
                self.add_population(&scope.within(Frame::Body(body)), per, tally)?;
            }
            if self.judge.silent(scope, level).exact() != Some(Number::ZERO) {
                self.miss_unreported(scope, level);
                tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE)?;
            }
        }
        Some(())
    }

    /// Bodies of a level: row by row where they report, else as totals of the body above.
    fn add_bodies(&self, scope: &Scope<'_>, level: LevelId, tally: &mut Tally) -> Option<()> {
        let rows: Vec<&Body> = bodies(scope, level).collect();
        let members = scope.members(self.part.collection);
        if let Some(members) = members.filter(|members| self.totals_serve(members, rows.len())) {
            return self.add_totals(scope, members, tally);
        }
        let towards = self
            .judge
            .program
            .levels_towards(scope.body().level, &[level]);
        let between: Vec<LevelId> = towards.into_iter().filter(|one| *one != level).collect();
        let own_total = members.is_some_and(|members| members.total.is_some());
        if between.is_empty() || own_total {
            for body in &rows {
                self.add_member(&scope.within(Frame::Body(body)), tally)?;
            }
            let silent = self.judge.silent(scope, level);
            if let Some(weight) = self.weight {
                return self.add_silent_weight(scope, level, (silent, weight), tally);
            }
            self.miss_silent(scope, level, silent);
            return match (silent.exact(), &self.part.filter) {
                (Some(n), None) => tally.count(
                    n,
                    if self.part.holds.is_none() {
                        Truth::True
                    } else {
                        Truth::Unknown
                    },
                ),
                _ => tally.total(
                    Range {
                        from: Some(Number::ZERO),
                        ..silent
                    },
                    Range {
                        from: Some(Number::ZERO),
                        ..silent
                    },
                ),
            };
        }
        // The bodies between know how many there are of theirs; some may stand right below all the same.
        for body in scope.body().below.iter().filter(|body| body.level == level) {
            self.add_member(&scope.within(Frame::Body(body)), tally)?;
        }
        for one in between {
            for body in bodies(scope, one) {
                self.add_bodies(&scope.within(Frame::Body(body)), level, tally)?;
            }
            if self.judge.silent(scope, one).exact() != Some(Number::ZERO) {
                self.miss_unreported(scope, one);
                tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE)?;
            }
        }
        Some(())
    }

    /// Bodies that are not told of, by what they would report: together they may weigh anything.
    fn add_silent_weight(
        &self,
        scope: &Scope<'_>,
        level: LevelId,
        (silent, weight): (Range, FactId),
        tally: &mut Tally,
    ) -> Option<()> {
        if silent.exact() == Some(Number::ZERO) {
            return Some(());
        }
        let path = Path::of(&self.judge.fact(weight).name);
        self.judge.miss_of_unreported(scope, level, path);
        self.miss_conditions(scope, level, self.part.holds.iter());
        let holds = match &self.part.holds {
            None => Truth::True,
            Some(_) => Truth::Unknown,
        };
        tally.member(Range::NOT_NEGATIVE, holds)
    }

    /// Names the totals that would tell what silent bodies leave open.
    fn miss_silent(&self, scope: &Scope<'_>, level: LevelId, silent: Range) {
        if silent.exact() == Some(Number::ZERO) {
            return;
        }
        let holds = self.part.holds.iter();
        match &self.part.filter {
            // Whom totals count is not known by it: each would have to be told of.
            Some(filter) if !is_of_facts(filter) => {
                self.miss_conditions(scope, level, holds.chain([filter]));
            }
            _ if !self.counted_facts().is_empty() => self.miss_totals(scope),
            _ => self.miss_conditions(scope, level, holds),
        }
    }

    /// Names what bodies that are not told of would report for conditions to be known of them.
    fn miss_conditions<'c>(
        &self,
        scope: &Scope<'_>,
        level: LevelId,
        conditions: impl Iterator<Item = &'c Condition>,
    ) {
        for reads in conditions.map(|one| Reads::of_condition(self.judge.program, one)) {
            for of in reads.collections {
                let path = Path::of(self.judge.collection_key(of));
                self.judge.miss_of_unreported(scope, level, path);
            }
            for fact in reads.facts {
                let path = match self.judge.fact(fact).owner {
                    Owner::Members(of) => self.judge.total_path(of, fact),
                    Owner::Bodies(_) => Path::of(&self.judge.fact(fact).name),
                };
                self.judge.miss_of_unreported(scope, level, path);
            }
        }
    }

    /// Names what bodies that are not told of would report of what is counted.
    fn miss_unreported(&self, scope: &Scope<'_>, level: LevelId) {
        let of = self.part.collection;
        let key = self.judge.collection_key(of);
        self.judge.miss_of_unreported(scope, level, Path::of(key));
        for fact in self.counted_facts() {
            let path = self.judge.total_path(of, fact);
            self.judge.miss_of_unreported(scope, level, path);
        }
    }

    /// Names the totals of what is counted.
    fn miss_totals(&self, scope: &Scope<'_>) {
        for fact in self.counted_facts() {
            let key = self.judge.total_path(self.part.collection, fact);
            self.judge.ledger.miss(self.judge.path(scope, key));
        }
    }

    fn counted_facts(&self) -> Vec<FactId> {
        let mut facts = Vec::new();
        if let Some(holds) = &self.part.holds {
            collect_facts(holds, &mut facts);
        }
        facts
    }

    /// Totals say as much as rows would, and speak of bodies that are silent.
    fn totals_serve(&self, members: &Members, rows: usize) -> bool {
        let Some(Value::Number(total)) = &members.total else {
            return false;
        };
        let facts = self.counted_facts();
        let told = facts
            .iter()
            .all(|fact| matches!(members.totals.get(fact), Some(Value::Number(_))));
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let filter = self.part.filter.as_ref();
        filter.is_none_or(|filter| rows == 0 && is_of_facts(filter))
            && self.weight.is_none()
            && Number::from(rows) < *total
            && (rows == 0 || (told && !facts.is_empty()))
    }

    /// A roster; whoever stands in several groups pooled counts once, and holds if it holds in one.
    fn add_roster(&self, scope: &Scope<'_>, roster: &[Member], tally: &mut Tally) -> Option<()> {
        let others = self.other_groups(scope);
        for row in roster {
            let member = scope.within(Frame::Member(self.part.collection, row));
            let Some((selected, mut holds)) = self.judge.assess(&member, self.part, self.tense)
            else {
                continue;
            };
            let mut counted_before = false;
            for (position, other) in others.get(row.id.as_str()).into_iter().flatten() {
                let Some(part) = self.pool.get(*position) else {
                    continue;
                };
                let elsewhere = scope.within(Frame::Member(part.collection, other));
                if let Some((meant, also)) = self.judge.assess(&elsewhere, part, self.tense) {
                    counted_before |= *position < self.position && meant == Truth::True;
                    holds = holds.or(also.and(meant));
                }
            }
            if !counted_before {
                self.add_assessed(&member, selected, holds, tally)?;
            }
        }
        Some(())
    }

    /// The members of the other groups pooled, as the same body reports them one by one.
    fn other_groups<'s>(&self, scope: &Scope<'s>) -> Map<&'s str, Vec<(usize, &'s Member)>> {
        let mut others: Map<&str, Vec<(usize, &Member)>> = Map::new();
        for (position, part) in self
            .pool
            .iter()
            .enumerate()
            .filter(|(position, _)| *position != self.position)
        {
            let roster = scope
                .members(part.collection)
                .and_then(|members| members.roster.as_ref());
            for row in roster.into_iter().flatten() {
                others.entry(&row.id).or_default().push((position, row));
            }
        }
        others
    }

    fn add_member(&self, member: &Scope<'_>, tally: &mut Tally) -> Option<()> {
        match self.judge.assess(member, self.part, self.tense) {
            None => Some(()),
            Some((selected, holds)) => self.add_assessed(member, selected, holds, tally),
        }
    }

    fn add_assessed(
        &self,
        member: &Scope<'_>,
        selected: Truth,
        holds: Truth,
        tally: &mut Tally,
    ) -> Option<()> {
        let weight = match self.weight {
            None => Range::exactly(Number::ONE),
            Some(fact) => self.judge.fact_quantity(member, fact, Tense::Settled),
        };
        let from = if selected == Truth::True {
            weight.from
        } else {
            Some(Number::ZERO)
        };
        tally.member(Range { from, ..weight }, holds)
    }

    fn add_totals(&self, scope: &Scope<'_>, members: &Members, tally: &mut Tally) -> Option<()> {
        let judge = self.judge;
        let total = judge.total(scope, members.total.as_ref(), || {
            Path::of(judge.collection_key(self.part.collection))
        });
        let counted = Totals {
            judge,
            scope,
            members,
            collection: self.part.collection,
            total,
            tense: self.tense,
        };
        if let Some(weight) = self.weight
            && total.exact() != Some(Number::ZERO)
        {
            let holds = match (&self.part.holds, &self.part.filter) {
                (Some(holds), None) => counted.holding(holds)?,
                _ => Range::NOT_NEGATIVE,
            };
            // Of all of them, or of none, it is the same share whatever they weigh.
            let alike = match holds.exact() {
                Some(none) if none == Number::ZERO => Some(Truth::False),
                Some(all) if Some(all) == total.exact() => Some(Truth::True),
                _ => None,
            };
            // Totals do not tell whose it is: members are asked for one by one.
            let path = if members.totals.contains_key(&weight) {
                Path::of(judge.collection_key(self.part.collection))
            } else {
                judge.total_path(self.part.collection, weight)
            };
            judge.ledger.miss(judge.path(scope, path));
            if let Some(holds) = alike {
                return tally.member(Range::NOT_NEGATIVE, holds);
            }
            return tally.total(Range::NOT_NEGATIVE, Range::NOT_NEGATIVE);
        }
        let base = self
            .part
            .filter
            .as_ref()
            .map_or(Some(total), |filter| counted.holding(filter))?;
        if judge.may_be_outside(scope, self.part.collection, total) {
            let yes = self.part.holds.as_ref();
            let yes = yes.map_or(Some(base), |holds| counted.holding(holds))?;
            return tally.total(base.down_to_none(), yes.down_to_none());
        }
        match (&self.part.holds, &self.part.filter) {
            (None, _) => tally.total(base, base),
            (Some(holds), None) => tally.total(base, counted.holding(holds)?),
            (Some(holds), Some(filter)) => {
                let yes = counted.holding(&Condition::All(vec![filter.clone(), holds.clone()]))?;
                let misses = total.minus(counted.holding(holds)?).ok()?.to;
                tally.chosen(base, yes, misses.map(|most| most.max(Number::ZERO)))
            }
        }
    }
}

/// Facts counted member by member, in order, each once.
pub(super) fn collect_facts(condition: &Condition, into: &mut Vec<FactId>) {
    match condition {
        Condition::Fact(fact) | Condition::Is(fact, _) if !into.contains(fact) => into.push(*fact),
        Condition::Not(inner) => collect_facts(inner, into),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect_facts(part, into);
            }
        }
        Condition::Fact(_)
        | Condition::Is(..)
        | Condition::Constant(_)
        | Condition::Compare(..)
        | Condition::Goal(_) => {}
    }
}

/// Whether totals tell for how many it holds.
pub(in crate::run) fn is_of_facts(condition: &Condition) -> bool {
    match condition {
        Condition::Fact(_) | Condition::Constant(_) => true,
        Condition::Not(inner) => is_of_facts(inner),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(is_of_facts),
        Condition::Is(..) | Condition::Compare(..) | Condition::Goal(_) => false,
    }
}

/// How many members a condition can hold for, from totals alone.
struct Totals<'t, 'p> {
    judge: &'t Judge<'p>,
    scope: &'t Scope<'t>,
    members: &'t Members,
    collection: CollectionId,
    total: Range,
    tense: Tense,
}

impl Totals<'_, '_> {
    fn holding(&self, condition: &Condition) -> Option<Range> {
        let possible = Range {
            from: Some(Number::ZERO),
            to: self.total.to,
        };
        Some(match condition {
            Condition::Constant(true) => self.total,
            Condition::Constant(false) => Range::exactly(Number::ZERO),
            Condition::Fact(fact) => self.fact(*fact),
            Condition::Not(inner) => {
                let rest = self.total.minus(self.holding(inner)?).ok()?;
                rest.greatest(Range::exactly(Number::ZERO))
            }
            // At least what must overlap (Bonferroni), at most the smallest.
            Condition::All(parts) => {
                let mut sum = Range::exactly(Number::ZERO);
                let mut least = possible.either(self.total);
                for part in parts {
                    let part = self.holding(part)?;
                    sum = sum.plus(part).ok()?;
                    least = least.least(part);
                }
                let others = Number::from(i64::try_from(parts.len()).ok()?.saturating_sub(1));
                let overlap = sum
                    .minus(self.total.times(Range::exactly(others)).ok()?)
                    .ok()?;
                let from = overlap.from.unwrap_or(Number::ZERO).max(Number::ZERO);
                match parts.as_slice() {
                    [] => self.total,
                    [one] => self.holding(one)?,
                    _ => {
                        let both = Range {
                            from: Some(from),
                            to: least.to,
                        };
                        let is_told = sum.exact().is_some() && self.total.exact().is_some();
                        if is_told && both.exact().is_none() {
                            self.judge.ledger.miss_list(self.list());
                        }
                        both
                    }
                }
            }
            Condition::Any(parts) => {
                let parts: Vec<Condition> = parts
                    .iter()
                    .map(|part| Condition::Not(Box::new(part.clone())))
                    .collect();
                self.holding(&Condition::Not(Box::new(Condition::All(parts))))?
            }
            Condition::Is(..) | Condition::Compare(..) | Condition::Goal(_) => {
                self.judge.ledger.miss(self.list());
                possible
            }
        })
    }

    /// The list of the members.
    fn list(&self) -> Path {
        let key = Path::of(self.judge.collection_key(self.collection));
        self.judge.path(self.scope, key)
    }

    fn fact(&self, fact: FactId) -> Range {
        let value = self.members.totals.get(&fact);
        let range = self.judge.total(self.scope, value, || {
            self.judge.total_path(self.collection, fact)
        });
        let range = match (self.tense, &self.judge.fact(fact).kind) {
            (Tense::Settled, _) => range,
            (Tense::Running, FactKind::StateNow | FactKind::YesNo | FactKind::Choice(_)) => {
                Range::NOT_NEGATIVE
            }
            (Tense::Running, _) => Range { to: None, ..range },
        };
        range.least(Range {
            from: range.from,
            to: self.total.to,
        })
    }
}

/// The bodies of a level directly or further below the one in question, in the period read.
pub(super) fn bodies<'s>(
    scope: &Scope<'s>,
    level: LevelId,
) -> impl Iterator<Item = &'s Body> + use<'s> {
    let period = scope.window.period();
    let lies_here = move |body: &&Body| {
        let since = body.since.zip(period);
        since.is_none_or(|(since, period)| since <= period.end)
    };
    let mut stack: Vec<&'s Body> = scope.body().below.iter().rev().collect();
    std::iter::from_fn(move || {
        while let Some(next) = stack.pop() {
            if !lies_here(&next) {
                continue;
            }
            stack.extend(next.below.iter().rev());
            if next.level == level {
                return Some(next);
            }
        }
        None
    })
}

impl Judge<'_> {
    /// A total as reported; blank, it is anything from zero up.
    pub(super) fn total(
        &self,
        scope: &Scope<'_>,
        value: Option<&Value>,
        key: impl FnOnce() -> Path,
    ) -> Range {
        match value {
            Some(Value::Number(n)) => Range::exactly(*n),
            Some(Value::Faulty) => {
                self.ledger.fault();
                Range::NOT_NEGATIVE
            }
            Some(Value::NotApplicable(_)) => Range::exactly(Number::ZERO),
            _ => {
                self.ledger.miss(self.path(scope, key()));
                Range::NOT_NEGATIVE
            }
        }
    }

    /// Notes that a body of a level which is not told of would have to report something.
    pub(super) fn miss_of_unreported(&self, scope: &Scope<'_>, level: LevelId, path: Path) {
        let name = &self.program.levels[level.index()].id;
        let path = Path {
            period: scope.window.period(),
            ..path.at_body(name, UNREPORTED)
        };
        self.ledger.miss(path);
    }

    /// How many bodies of a level are expected below and have not reported.
    pub(super) fn silent(&self, scope: &Scope<'_>, level: LevelId) -> Range {
        let rows = i64::try_from(bodies(scope, level).count()).unwrap_or(i64::MAX);
        let collection = self.level_collection(level);
        let expected = scope
            .members(collection)
            .and_then(|members| members.total.as_ref());
        let expected = self.total(scope, expected, || {
            Path::of(self.collection_key(collection))
        });
        expected
            .minus(Range::exactly(Number::from(rows)))
            .map_or(Range::NOT_NEGATIVE, |silent| {
                silent.greatest(Range::exactly(Number::ZERO))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{corners, corners_of_chosen};
    use crate::run::interval::Range;
    use crate::run::number::Number;

    /// Beyond every end that is tried: what is open goes on to here, or further.
    const FAR: i64 = 40;

    fn ends() -> impl Iterator<Item = (i64, Option<i64>)> {
        (0..5).flat_map(|from| {
            let known = (from..5).map(move |to| (from, Some(to)));
            known.chain([(from, None)])
        })
    }

    fn range((from, to): (i64, Option<i64>)) -> Range {
        Range {
            from: Some(Number::from(from)),
            to: to.map(Number::from),
        }
    }

    /// All that `y − share · b` comes to; where an end is open, none where it goes on beyond `FAR`.
    fn one_by_one(
        base: (i64, Option<i64>),
        yes: (i64, Option<i64>),
        misses: Option<i64>,
        (part, whole): (i64, i64),
    ) -> Option<(Option<i64>, Option<i64>)> {
        let mut near: Option<(i64, i64)> = None;
        let mut all: Option<(i64, i64)> = None;
        for b in base.0..=base.1.unwrap_or(2 * FAR) {
            for y in yes.0..=yes.1.unwrap_or(b).min(b) {
                if misses.is_some_and(|misses| b > y + misses) {
                    continue;
                }
                let value = whole * y - part * b;
                let widen = |so_far: Option<(i64, i64)>| {
                    so_far.map_or((value, value), |(low, high)| {
                        (low.min(value), high.max(value))
                    })
                };
                all = Some(widen(all));
                if b <= FAR {
                    near = Some(widen(near));
                }
            }
        }
        let ((near_low, near_high), (low, high)) = (near?, all?);
        Some((
            (near_low == low).then_some(low),
            (near_high == high).then_some(high),
        ))
    }

    #[test]
    fn the_ends_of_a_distance_are_those_of_all_that_is_possible() {
        for base in ends() {
            for yes in ends() {
                for share in [(0, 1), (1, 3), (1, 2), (1, 1), (3, 2), (-1, 2)] {
                    for misses in [None, Some(0), Some(1), Some(3)] {
                        let Some(expected) = one_by_one(base, yes, misses, share) else {
                            continue;
                        };
                        let (Some(by), whole) = (
                            Number::ratio(share.0.into(), share.1.into()),
                            Number::from(share.1),
                        ) else {
                            panic!("{share:?} is a number");
                        };
                        let found = match misses {
                            None => corners(range(base), range(yes), by),
                            Some(misses) => {
                                corners_of_chosen(range(base), range(yes), Number::from(misses), by)
                            }
                        };
                        let end = |end: Option<Number>| {
                            end.and_then(|end| end.checked_mul(whole)?.to_i64())
                        };
                        let found = found.map(|found| (end(found.from), end(found.to)));
                        assert_eq!(
                            found,
                            Some(expected),
                            "{yes:?} of {base:?}, {misses:?} not, against {share:?}"
                        );
                    }
                }
            }
        }
    }
}
