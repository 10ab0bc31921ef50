//! The table of declared things, and the phrases that name them.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::Language;
use crate::lexicon::Trie;
use crate::lines::Token;
use crate::slip::{Spelled, Typed};
use crate::source::{SourceId, Span};
use crate::syntax::{self, Label, Phrase};
use crate::units;
use crate::words::{Word, fold};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A level of bodies.
    Level,
    /// A deed.
    Act,
    /// A population.
    Population,
    /// Populations pooled.
    Group,
    /// A state of members.
    State,
    /// A date.
    Date,
    /// A count.
    Count,
    /// An amount.
    Amount,
    /// A choice.
    Choice,
    /// An option of a choice.
    Option,
    /// Yes or no.
    YesNo,
    /// A parameter.
    Parameter,
    /// A definition.
    Define,
    /// A table.
    Table,
    /// A score.
    Score,
    /// A rule.
    Rule,
    /// A principle.
    Principle,
    /// A calendar.
    Calendar,
}

impl NameKind {
    /// Whether things of this kind are named in sentences.
    pub(crate) const fn stands_in_sentences(self) -> bool {
        !matches!(self, Self::Rule | Self::Principle | Self::Calendar)
    }
}

/// A declared thing: its position in [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(u32);

/// A declared thing.
#[derive(Debug, Clone)]
pub struct Name {
    /// Id of the document that declares it.
    pub document: String,
    /// The text that declares it.
    pub source: SourceId,
    /// Its id: `hamlet_heads`, or `hamlet_heads.trained` for what belongs to another thing.
    pub id: String,
    /// What it is.
    pub kind: NameKind,
    /// Its names; titles of rules too.
    pub label: Option<Label>,
    /// Where its id is declared.
    pub span: Span,
    /// What it belongs to: a state to its population, an option to its choice.
    pub owner: Option<NameId>,
    /// The levels whose bodies report it.
    pub per: Vec<NameId>,
    /// The populations a group pools.
    pub of: Vec<NameId>,
}

impl Name {
    /// All its names as written.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let labels = self.label.iter();
        let phrases = labels.flat_map(|label| label.en.iter().chain(&label.vi));
        phrases.map(|phrase| (phrase.one.as_str(), phrase.many.as_deref()))
    }

    /// The names in a language, the printed one first.
    pub fn phrases(&self, language: Language) -> &[Phrase] {
        match (&self.label, language) {
            (Some(label), Language::En) => &label.en,
            (Some(label), Language::Vi) => &label.vi,
            (None, _) => &[],
        }
    }

    /// The printed name in a language, else in the other one, else the id.
    pub fn printed(&self, language: Language) -> &str {
        let other = if language == Language::En {
            Language::Vi
        } else {
            Language::En
        };
        let phrase = self
            .phrases(language)
            .first()
            .or_else(|| self.phrases(other).first());
        phrase.map_or(self.id.as_str(), |phrase| {
            phrase.many.as_deref().unwrap_or(&phrase.one)
        })
    }
}

/// All declared things of all texts given, with what each text sees of them.
///
/// ```
/// use luat_grammar::{parse, source::Source};
/// let text = "document d \"D\"\nlevel commune \"commune | communes\" / \"xã\"\n";
/// let parsed = parse(&[Source::new("d.luat", text)]);
/// let commune = parsed.names.get("d", "commune").unwrap();
/// assert_eq!(commune.printed(luat_grammar::Language::Vi), "xã");
/// ```
#[derive(Debug, Default)]
pub struct Names {
    all: Vec<Name>,
    by_id: HashMap<String, HashMap<String, NameId>>,
    scopes: Vec<Scope>,
    units: BTreeSet<String>,
    /// The unit of each amount, by the amount's id.
    unit_of: HashMap<String, String>,
    percentages: BTreeSet<NameId>,
    /// Of what stands in sentences, then of the rest; worked out when first asked for: sound texts never do.
    spellings: OnceLock<[Vec<Known>; 2]>,
    /// Words of each document's declarations that could not be read, folded.
    lost: HashMap<String, BTreeSet<String>>,
    /// Documents in which a name could not be read.
    nameless: BTreeSet<String>,
    /// Some text sees two things of one name.
    clash: bool,
    /// Things of one name in the language that their text is not written in, which is told as no error.
    alike: BTreeSet<(NameId, NameId)>,
}

/// What one text sees.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// The document that the text is.
    pub(crate) document: String,
    /// The documents it uses, without itself.
    pub(crate) uses: Vec<String>,
    /// The phrases it may name things by.
    pub(crate) phrases: Trie<NameId>,
    /// A text that it uses is not there, and any name might be declared in it.
    pub(crate) blind: bool,
}

impl Names {
    /// The thing that a document declares under an id.
    pub fn get(&self, document: &str, id: &str) -> Option<&Name> {
        self.id(document, id).map(|id| self.at(id))
    }

    /// The thing that a reference names.
    pub fn resolve(&self, reference: &syntax::Ref) -> Option<&Name> {
        self.get(&reference.document, &reference.id)
    }

    /// All things, in the order of the texts.
    pub fn iter(&self) -> impl Iterator<Item = &Name> {
        self.all.iter()
    }

    /// What belongs to another thing: states of a population, options of a choice.
    pub fn owner(&self, name: &Name) -> Option<&Name> {
        name.owner.map(|owner| self.at(owner))
    }

    /// All things that a text may name.
    pub fn visible_from(&self, source: SourceId) -> impl Iterator<Item = &Name> {
        let scope = self.scopes.get(source.0 as usize);
        self.all
            .iter()
            .filter(move |name| scope.is_some_and(|scope| scope.sees(&name.document)))
    }

    /// Whether a text may name a thing.
    pub fn sees(&self, source: SourceId, id: NameId) -> bool {
        let scope = self.scope(source);
        scope.is_some_and(|scope| scope.sees(&self.at(id).document))
    }

    /// The position of the thing that a document declares under an id.
    pub fn id(&self, document: &str, id: &str) -> Option<NameId> {
        self.by_id.get(document)?.get(id).copied()
    }

    /// The position of what others declare, which is likely the one after that of what stands before it there.
    pub(crate) fn id_after(&self, before: Option<NameId>, name: &Name) -> Option<NameId> {
        let next = before.map_or(0, |NameId(before)| before + 1);
        let near = self.all.get(next as usize);
        if near.is_some_and(|near| near.id == name.id && near.document == name.document) {
            Some(NameId(next))
        } else {
            self.id(&name.document, &name.id)
        }
    }

    /// The thing behind a [`NameId`].
    ///
    /// # Panics
    ///
    /// Never for an id that this table has given.
    #[expect(
        clippy::indexing_slicing,
        reason = "INVARIANT: ids are positions that `add` has filled"
    )]
    pub fn at(&self, id: NameId) -> &Name {
        &self.all[id.0 as usize]
    }

    pub(crate) fn at_mut(&mut self, id: NameId) -> Option<&mut Name> {
        self.all.get_mut(id.0 as usize)
    }

    /// Adds a thing; when the document has its id already, answers the one that has it.
    pub(crate) fn add(&mut self, name: Name) -> Result<NameId, NameId> {
        let id = NameId(crate::source::to_u32(self.all.len()));
        let ids = self.by_id.entry(name.document.clone()).or_default();
        if let Some(known) = ids.get(&name.id) {
            return Err(*known);
        }
        ids.insert(name.id.clone(), id);
        self.all.push(name);
        Ok(id)
    }

    /// The positions of all things, in the order of the texts.
    pub fn ids(&self) -> impl Iterator<Item = NameId> + use<> {
        (0..crate::source::to_u32(self.all.len())).map(NameId)
    }

    pub(crate) fn add_percentage(&mut self, id: NameId) {
        self.percentages.insert(id);
    }

    /// Whether the values of a parameter or table are percentages, so that it bounds shares.
    pub(crate) fn is_percentage(&self, id: NameId) -> bool {
        self.percentages.contains(&id)
    }

    pub(crate) fn add_unit(&mut self, amount: String, unit: &str) {
        // What sentences write behind a number: `%` and `points` are words of their own there.
        let written = match units::multiple(unit) {
            Some(_) => Some(units::DONG),
            None => Some(unit).filter(|unit| ![units::PERCENT, units::POINTS].contains(unit)),
        };
        self.units.extend(written.map(str::to_owned));
        self.unit_of.insert(amount, unit.to_owned());
    }

    /// The unit that an amount is declared in.
    pub(crate) fn unit_of(&self, amount: &str) -> Option<&str> {
        self.unit_of.get(amount).map(String::as_str)
    }

    /// The units that amounts are declared in.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(String::as_str)
    }

    /// Says what each text sees, and whether some name of it clashes.
    pub(crate) fn set_scopes(&mut self, scopes: Vec<Scope>, clash: bool) {
        self.scopes = scopes;
        self.clash = clash;
    }

    /// Notes two things of one name in the language that their text is not written in.
    pub(crate) fn add_alike(&mut self, one: NameId, other: NameId) {
        self.alike.insert((one.min(other), one.max(other)));
    }

    /// Two things of one name among those that some words may mean, where no error of their declarations tells it.
    pub(crate) fn alike(&self, ids: &[NameId]) -> Option<(NameId, NameId)> {
        if self.alike.is_empty() {
            return None;
        }
        ids.iter().find_map(|one| {
            let mut others = ids.iter();
            let other = others.find(|other| self.alike.contains(&(*one, **other)));
            other.map(|other| (*one, *other))
        })
    }

    /// Takes over what texts saw before, and how names are spelled, where the same is declared and the same texts are used: whether
    /// it is all in `scopes` now.
    pub(crate) fn take_phrases(&mut self, before: &mut Self, scopes: &mut [Scope]) -> bool {
        let declared = self.all.len() == before.all.len()
            && self.all.iter().zip(&before.all).all(|(one, other)| {
                one.document == other.document
                    && one.id == other.id
                    && one.kind == other.kind
                    && one.owner == other.owner
                    && one.words().eq(other.words())
            });
        let seen = scopes.len() == before.scopes.len()
            && scopes
                .iter()
                .zip(&before.scopes)
                .all(|(one, other)| one.document == other.document && one.uses == other.uses);
        let takes = declared && seen && !before.clash;
        if takes {
            for (scope, known) in scopes.iter_mut().zip(&mut before.scopes) {
                scope.phrases = std::mem::take(&mut known.phrases);
            }
            self.spellings = std::mem::take(&mut before.spellings);
        }
        takes
    }

    /// Keeps the words of a declaration that could not be read.
    pub(crate) fn lose(&mut self, document: &str, words: Vec<String>) {
        if !words.is_empty() {
            let lost = self.lost.entry(document.to_owned()).or_default();
            lost.extend(words);
        }
    }

    /// Notes that a declaration of a document gives a name that could not be read.
    pub(crate) fn lose_name(&mut self, document: &str) {
        self.nameless.insert(document.to_owned());
    }

    /// Whether any words may be the name of what could not be read.
    pub(crate) fn lacks_names(&self, source: SourceId) -> bool {
        self.scope(source).is_some_and(|scope| {
            let mut documents = std::iter::once(&scope.document).chain(&scope.uses);
            scope.blind || documents.any(|document| self.nameless.contains(document))
        })
    }

    /// Whether a text uses one that is not there.
    pub(crate) fn is_blind(&self, source: SourceId) -> bool {
        self.scope(source).is_some_and(|scope| scope.blind)
    }

    /// Whether words that name nothing may stand in a declaration that could not be read.
    pub(crate) fn may_be_lost(&self, source: SourceId, words: &[Token<'_>]) -> bool {
        let Some(scope) = self.scope(source) else {
            return false;
        };
        let is_lost = |word: &str| {
            let word = fold(word);
            let mut documents = std::iter::once(&scope.document).chain(&scope.uses);
            documents.any(|document| {
                let lost = self.lost.get(document);
                lost.is_some_and(|lost| lost.contains(&word))
            })
        };
        let mut words = words.iter().flat_map(|token| token.text.split_whitespace());
        !self.lost.is_empty() && words.all(is_lost)
    }

    /// What the texts see, each.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.scopes.iter()
    }

    pub(crate) fn scope(&self, source: SourceId) -> Option<&Scope> {
        self.scopes.get(source.0 as usize)
    }

    /// The thing that an id means in a text: of its own document, else of those it uses.
    pub fn id_in_scope(&self, source: SourceId, id: &str) -> Option<NameId> {
        let scope = self.scope(source)?;
        std::iter::once(&scope.document)
            .chain(&scope.uses)
            .find_map(|document| self.id(document, id))
    }

    /// A reference to a thing.
    pub(crate) fn reference(&self, id: NameId, span: Span) -> syntax::Ref {
        let name = self.at(id);
        syntax::Ref {
            document: name.document.clone(),
            id: name.id.clone(),
            span,
        }
    }

    /// The declared name nearest to a mistyped one, among those the text sees and the place wants.
    pub(crate) fn nearest(
        &self,
        source: SourceId,
        language: Language,
        typed: &str,
        wanted: impl Fn(&Name) -> bool,
    ) -> Option<(usize, String)> {
        self.nearest_among(
            source,
            language,
            &Typed::new(&Spelled::new(typed)),
            |_| true,
            wanted,
        )
    }

    /// The same of names that stand in sentences.
    pub(crate) fn nearest_in_sentence(
        &self,
        source: SourceId,
        language: Language,
        typed: &Typed<'_>,
    ) -> Option<(usize, String)> {
        self.nearest_among(source, language, typed, |is_spoken| is_spoken, |_| true)
    }

    fn nearest_among(
        &self,
        source: SourceId,
        language: Language,
        typed: &Typed<'_>,
        among: impl Fn(bool) -> bool,
        wanted: impl Fn(&Name) -> bool,
    ) -> Option<(usize, String)> {
        let scope = self.scope(source)?;
        let known = self.spellings.get_or_init(|| self.spelled());
        if known.iter().map(Vec::len).sum::<usize>() > MOST_COMPARED {
            return None;
        }
        let lengths = typed.lengths();
        let alike = |known: &'_ [Known]| {
            let first = known.partition_point(|known| known.spelled.n_letters() < *lengths.start());
            let end = known.partition_point(|known| known.spelled.n_letters() <= *lengths.end());
            first..end
        };
        let lists = known
            .iter()
            .zip([true, false])
            .filter(|(_, is_spoken)| among(*is_spoken));
        let near = lists
            .flat_map(|(known, _)| known.get(alike(known)).unwrap_or(&[]))
            .filter(|known| wanted(self.at(known.id)))
            .filter_map(|known| Some((typed.distance(&known.spelled)?, known)));
        let seen = near.filter(|(_, known)| scope.sees(&self.at(known.id).document));
        let nearest = seen.min_by_key(|(far, known)| {
            (
                *far,
                known.language != Some(language),
                known.id,
                known.place,
            )
        });
        nearest.map(|(far, known)| (far, known.spelled.text.clone()))
    }

    fn spelled(&self) -> [Vec<Known>; 2] {
        let mut spellings: Vec<Known> = Vec::new();
        for id in self.ids() {
            let name = self.at(id);
            let mut know = |text: &str, language| {
                spellings.push(Known {
                    spelled: Spelled::new(text),
                    id,
                    language,
                    place: spellings.len(),
                });
            };
            know(&name.id, None);
            // Rules and the like are named by their ids; their labels are titles.
            if !name.kind.stands_in_sentences() {
                continue;
            }
            for language in [Language::En, Language::Vi] {
                for phrase in name.phrases(language) {
                    know(&phrase.one, Some(language));
                    phrase
                        .many
                        .iter()
                        .for_each(|many| know(many, Some(language)));
                }
            }
        }
        spellings.sort_by_key(|known| known.spelled.n_letters());
        let (spoken, rest) = spellings
            .into_iter()
            .partition(|known| self.at(known.id).kind.stands_in_sentences());
        [spoken, rest]
    }
}

/// The words of a name as they are compared: whatever their case, blanks and placement of tone marks.
///
/// ```
/// use luat_grammar::names::folded;
/// assert_eq!(folded("Ủy ban  hoà giải"), folded("ủy ban hòa giải"));
/// ```
pub fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    words.join(" ")
}

/// A way to write a name, for suggestions.
#[derive(Debug)]
struct Known {
    spelled: Spelled,
    id: NameId,
    /// The language of the label; none for the id.
    language: Option<Language>,
    /// Its place among all, in the order of declarations.
    place: usize,
}

/// With more spellings than this, a word that is none of them is told without a name that may be meant: each of a
/// text full of such words would be held against all.
const MOST_COMPARED: usize = 10_000;

impl Scope {
    /// Whether things of a document may be named.
    pub(crate) fn sees(&self, document: &str) -> bool {
        self.document == document || self.uses.iter().any(|used| used == document)
    }

    /// The things that a phrase of words names, all of it.
    pub(crate) fn named(&self, phrase: &[Word]) -> &[NameId] {
        self.phrases.get(phrase)
    }
}
