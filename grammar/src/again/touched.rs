//! Which declarations may read otherwise because of names that are other than before.

use std::collections::BTreeSet;

use crate::declarations::spellings;
use crate::keywords::Keyword;
use crate::lines::split_phrase;
use crate::names::{Name, NameId, NameKind, Names};
use crate::words::{Word, Words};

/// Where more names than this are other than before, all is read again.
const MAX_CHANGED: usize = 64;

/// What has changed among the names.
pub(crate) struct Touched {
    /// The words that stand in sentences for what is new, gone or other than before.
    phrases: Vec<Vec<Word>>,
    /// Their ids, and the last parts of those.
    ids: Vec<Vec<Word>>,
    /// Names that other things bear, too, and bore.
    shared: Vec<Shared>,
    /// Something every sentence stands on has changed.
    all: bool,
}

/// A fact of members by a name that facts of other members have, too: sentences that speak of others are read as before.
struct Shared {
    phrases: Vec<Vec<Word>>,
    /// The members, and groups of them.
    members: Vec<Vec<Word>>,
}

/// Whether two things are the same, for some purpose.
type Alike = fn((&Names, NameId), (&Names, NameId)) -> bool;

impl Touched {
    /// What has changed as long as it is only known what is called what.
    pub(crate) fn by_words(before: &Names, now: &Names, words: &mut Words) -> Self {
        Self::new((before, now), false, called_alike, words)
    }

    /// What has changed of all that sentences stand on; `is_same` where the same is declared in the same order.
    pub(crate) fn by_meaning(
        before: &Names,
        now: &Names,
        is_same: bool,
        words: &mut Words,
    ) -> Self {
        let mut touched = Self::new((before, now), is_same, alike, words);
        touched.all |= !before.units().eq(now.units());
        touched
    }

    fn new(
        (before, now): (&Names, &Names),
        is_same: bool,
        alike: Alike,
        words: &mut Words,
    ) -> Self {
        let mut touched = Self {
            phrases: Vec::new(),
            ids: Vec::new(),
            shared: Vec::new(),
            all: !is_same && !in_order(before, now),
        };
        let sides = [(before, now), (now, before)].map(|(names, others)| Side {
            names,
            changed: changed(names, others, is_same, alike),
        });
        touched.all |= sides.iter().any(|side| side.changed.len() > MAX_CHANGED);
        if touched.all {
            return touched;
        }
        for side in &sides {
            for id in &side.changed {
                touched.add(side.names, *id, &sides, words);
            }
        }
        touched
    }

    fn add(&mut self, names: &Names, id: NameId, sides: &[Side<'_>; 2], words: &mut Words) {
        let name = names.at(id);
        let (phrases, own): (Vec<_>, Vec<_>) = spellings(name, words)
            .into_iter()
            .partition(|spelling| sides.iter().all(|side| side.shares(spelling)));
        self.phrases.extend(own);
        let path = split_phrase(&name.id, words);
        // Of bare ids the lines of a rule name levels alone; one may hide that of a text that is used.
        if name.kind == NameKind::Level || sides.iter().any(|side| side.has_elsewhere(name)) {
            self.phrases.push(path.clone());
        }
        let last = name.id.rsplit('.').next().unwrap_or_default();
        self.ids.extend([path, vec![words.intern(last)]]);
        let mut members = Vec::new();
        if let Some(owner) = names.owner(name) {
            let bearers = |side| Side::bearers(side, &owner.document, &owner.id);
            for bearer in sides.iter().flat_map(bearers) {
                members.extend(spellings(bearer, words));
                members.push(split_phrase(&bearer.id, words));
            }
        }
        self.shared.push(Shared { phrases, members });
    }

    /// Whether a declaration of these words may read otherwise than before.
    pub(super) fn touches(&self, keyword: Keyword, words: &[Word]) -> bool {
        let holds =
            |phrase: &Vec<Word>| phrase.iter().all(|word| words.binary_search(word).is_ok());
        let meets = |phrases: &[Vec<Word>]| phrases.iter().any(holds);
        let meets_shared = || self.shared.iter().any(|one| meets(&one.phrases));
        let touches = || match keyword {
            Keyword::Rule
            | Keyword::Principle
            | Keyword::Define
            | Keyword::Parameter
            | Keyword::Table
            | Keyword::Score => {
                let mut shared = self.shared.iter();
                meets(&self.phrases) || shared.any(|one| meets(&one.phrases) && meets(&one.members))
            }
            Keyword::Use
            | Keyword::Level
            | Keyword::Act
            | Keyword::Population
            | Keyword::Group
            | Keyword::Date
            | Keyword::Count
            | Keyword::Amount
            | Keyword::Choice
            | Keyword::Fact
            // Facts are named by parts of their ids, too, and are of whom the line speaks.
            | Keyword::Scenario => meets(&self.phrases) || meets_shared() || meets(&self.ids),
            // These look names up by more than the words before them.
            _ => !self.shared.is_empty(),
        };
        self.all || touches()
    }
}

/// What was declared, or is now, with what of it is other on the other side.
struct Side<'n> {
    names: &'n Names,
    changed: BTreeSet<NameId>,
}

impl Side<'_> {
    /// Whether words stand for several facts of members that are as they were, and for nothing but such facts,
    /// wherever they stand for anything: one more or less of them changes nothing for who speaks of other members.
    fn shares(&self, words: &[Word]) -> bool {
        let kind = |id: &NameId| {
            let name = self.names.at(*id);
            let owner = self.names.owner(name)?;
            (owner.kind == NameKind::Population).then_some(name.kind)
        };
        let fits = |ids: &[NameId]| {
            let unchanged = ids.iter().filter(|id| !self.changed.contains(id)).count();
            let first = ids.first().and_then(kind);
            unchanged > 1 && first.is_some() && ids.iter().all(|id| kind(id) == first)
        };
        let mut scopes = self.names.scopes().map(|scope| scope.named(words));
        scopes.all(|ids| ids.is_empty() || fits(ids))
    }

    /// Whether another document gives something the same id.
    fn has_elsewhere(&self, name: &Name) -> bool {
        let mut scopes = self.names.scopes();
        scopes.any(|scope| {
            scope.document != name.document && self.names.id(&scope.document, &name.id).is_some()
        })
    }

    /// A population and the groups it is pooled in.
    fn bearers(&self, document: &str, id: &str) -> Vec<&Name> {
        let mut found: Vec<NameId> = self.names.id(document, id).into_iter().collect();
        let mut at = 0;
        while let Some(one) = found.get(at).copied() {
            let pools = |id: &NameId| self.names.at(*id).of.contains(&one) && !found.contains(id);
            let groups: Vec<NameId> = self.names.ids().filter(pools).collect();
            found.extend(groups);
            at += 1;
        }
        found.into_iter().map(|id| self.names.at(id)).collect()
    }
}

/// Whether things that were declared and still are stand in the order they stood in: of several readings the first is tried first.
fn in_order(before: &Names, now: &Names) -> bool {
    let mut last = None;
    let known = now.iter().filter_map(|name| {
        let found = before.id_after(last, name)?;
        last = Some(found);
        last
    });
    known.is_sorted()
}

/// The names that others lack or have otherwise, those that pool such included.
fn changed(names: &Names, others: &Names, is_same: bool, alike: Alike) -> BTreeSet<NameId> {
    let mut last = None;
    let is_new = |id: &NameId| {
        let other = if is_same {
            Some(*id)
        } else {
            others.id_after(last, names.at(*id))
        };
        last = other.or(last);
        other.is_none_or(|other| !alike((names, *id), (others, other)))
    };
    let mut found: BTreeSet<NameId> = names.ids().filter(is_new).collect();
    if found.is_empty() {
        return found;
    }
    loop {
        let pools = |id: &NameId| names.at(*id).of.iter().any(|one| found.contains(one));
        let more: Vec<NameId> = names
            .ids()
            .filter(|id| !found.contains(id) && pools(id))
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// Whether two things are of one kind and have the same names.
fn called_alike((names, id): (&Names, NameId), (others, other): (&Names, NameId)) -> bool {
    let (one, two) = (names.at(id), others.at(other));
    let owner = |names: &Names, name: &Name| names.owner(name).map(|owner| owner.kind);
    let is_title = matches!(
        one.kind,
        NameKind::Rule | NameKind::Principle | NameKind::Calendar
    );
    // Of one document and by one id, which begins with the owner's.
    one.kind == two.kind
        && owner(names, one) == owner(others, two)
        && (is_title || one.words().eq(two.words()))
}

/// Whether two things are the same to every sentence.
fn alike(one: (&Names, NameId), other: (&Names, NameId)) -> bool {
    let ((names, id), (others, other_id)) = (one, other);
    let (first, second) = (names.at(id), others.at(other_id));
    let same = |one: &[NameId], two: &[NameId]| {
        let pairs = one.iter().zip(two);
        let mut pairs = pairs.map(|(one, two)| (names.at(*one), others.at(*two)));
        one.len() == two.len()
            && pairs.all(|(one, two)| {
                one.id == two.id && one.document == two.document && one.kind == two.kind
            })
    };
    called_alike(one, other)
        && same(&first.per, &second.per)
        && same(&first.of, &second.of)
        && names.is_percentage(id) == others.is_percentage(other_id)
        && names.unit_of(&first.id) == others.unit_of(&second.id)
}
