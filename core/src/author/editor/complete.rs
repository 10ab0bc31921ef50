//! What may be written at a cursor, ranked.
//!
//! The grammar crate says what may stand there; here the words of it are found, held against what is
//! typed, and told.

use std::collections::BTreeSet;

use luat_grammar::Language;
use luat_grammar::expect::{May, Slot, Want, slots, terminals};
use luat_grammar::keywords::{Class, Keyword};
use luat_grammar::names::{Name, NameId, NameKind};
use luat_grammar::source::SourceId;
use luat_grammar::syntax::Declaration;
use luat_grammar::{Parsed, Wanted};

use super::analysis::Analysis;
use super::hover::kind_word;
use super::matching::{Fit, fit};
use super::meaning::meaning;
use super::outline::{cited, cites};
use super::snippets::snippets;
use super::{Completion, CompletionKind};

/// No list is longer.
const MOST: usize = 200;

/// What may be written at a cursor, the likeliest first.
pub(super) fn complete(
    analysis: &Analysis,
    source: SourceId,
    cursor: usize,
    language: Language,
) -> Vec<Completion> {
    let text = analysis.text(source);
    let Some(own) = analysis.document(source).map(|document| document.language) else {
        return Vec::new();
    };
    let end = word_end(text, cursor);
    let mut found: Vec<Ranked> = Vec::new();
    let mut may = |typed: &str| may(analysis, source, own, typed);
    for slot in slots(&analysis.parsed, source, cursor, &mut may) {
        let asked = Asked {
            analysis,
            source,
            own,
            told: language,
            typed: text.get(slot.start..cursor).unwrap_or_default(),
            slot: &slot,
        };
        for (rank, offered) in asked.offers() {
            let replaced_end = if slot.start < cursor { end } else { cursor };
            found.push(Ranked {
                rank,
                completion: Completion {
                    replaces: slot.start..replaced_end,
                    insert: offered.insert,
                    label: offered.label,
                    kind: offered.kind,
                    detail: offered.detail,
                },
            });
        }
    }
    found.sort_by(|one, other| {
        (&one.rank, &one.completion.label).cmp(&(&other.rank, &other.completion.label))
    });
    let mut told = BTreeSet::new();
    found.retain(|one| told.insert((one.completion.label.clone(), one.completion.kind)));
    let found = found.into_iter().map(|one| one.completion);
    found.take(MOST).collect()
}

/// What typed words may become.
fn may(analysis: &Analysis, source: SourceId, own: Language, typed: &str) -> May {
    let fits = |keyword: &Keyword| best_form(typed, *keyword, own).is_some();
    let of_class = |classes: &[Class]| {
        let mut all = Keyword::ALL.iter();
        all.any(|keyword| classes.contains(&keyword.class()) && fits(keyword))
    };
    let mut kinds: Vec<NameKind> = Vec::new();
    let names = &analysis.parsed.names;
    for name in names.visible_from(source) {
        if !kinds.contains(&name.kind) && spelling(name, own, typed).is_some() {
            kinds.push(name.kind);
        }
    }
    let unit = names.units().any(|unit| fit(typed, unit).is_some());
    May {
        keywords: terminals(own).iter().copied().filter(fits).collect(),
        kinds,
        others: unit || of_class(&[Class::Month, Class::Fraction]),
    }
}

/// The form of a keyword that typed words fit best: of equal ones the printed form.
fn best_form(typed: &str, keyword: Keyword, language: Language) -> Option<(Fit, &'static str)> {
    let forms = keyword.forms(language).iter();
    let fits = forms.filter_map(|form| Some((fit(typed, form)?, *form)));
    fits.min_by_key(|(fit, _)| *fit)
}

/// The spelling of a name that typed words fit best, and how well.
fn spelling(name: &Name, own_language: Language, typed: &str) -> Option<(Fit, String)> {
    let own = name.id.rsplit('.').next().unwrap_or(&name.id);
    let by_id = is_by_id(name);
    let printed = if by_id {
        own
    } else {
        name.printed(own_language)
    };
    let mut best = fit(typed, printed).map(|fit| (fit, printed));
    let forms = name.phrases(own_language).iter();
    let forms = forms.flat_map(|phrase| std::iter::once(&phrase.one).chain(&phrase.many));
    let forms = forms.map(|form| (form.as_str(), if by_id { own } else { form.as_str() }));
    let others = name.phrases(own_language.other()).iter();
    let others = others.map(|phrase| (phrase.one.as_str(), printed));
    for (form, insert) in forms.chain(others).chain([(own, printed)]) {
        if let Some(fit) = fit(typed, form)
            && best.is_none_or(|(known, _)| fit < known)
        {
            best = Some((fit, insert));
        }
    }
    best.map(|(fit, insert)| (fit, insert.to_owned()))
}

/// Where the word ends that a cursor stands in.
fn word_end(text: &str, cursor: usize) -> usize {
    let rest = text.get(cursor..).unwrap_or_default();
    let inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    cursor + rest.len() - rest.trim_start_matches(inside).len()
}

struct Ranked {
    rank: Rank,
    completion: Completion,
}

/// The less, the likelier: how well it fits what is typed, how well the place, what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    fit: Fit,
    place: u8,
    kind: u8,
}

struct Offer {
    insert: String,
    label: String,
    kind: CompletionKind,
    detail: String,
}

struct Asked<'a> {
    analysis: &'a Analysis,
    source: SourceId,
    /// The language of the text.
    own: Language,
    /// The language of details.
    told: Language,
    typed: &'a str,
    slot: &'a Slot,
}

impl Asked<'_> {
    fn parsed(&self) -> &Parsed {
        &self.analysis.parsed
    }

    fn offers(&self) -> Vec<(Rank, Offer)> {
        let mut found = Vec::new();
        for want in &self.slot.wants {
            match want {
                Want::Keyword(keyword) => self.keyword(*keyword, &mut found),
                Want::Kind(kind) => self.names(|name| name.kind == *kind, &mut found),
                Want::Of(owner) => self.names(|name| name.owner == Some(*owner), &mut found),
                Want::Reference(wanted) => self.names(|name| is_wanted(*wanted, name), &mut found),
                Want::Document => self.documents(&mut found),
                Want::Unit => self.units(&mut found),
                Want::NewId(_) | Want::Number | Want::Date | Want::Quoted | Want::Equals => {}
            }
        }
        if let Some(above) = self.slot.line_start {
            self.snippets(above, &mut found);
        }
        found
    }

    fn keyword(&self, keyword: Keyword, found: &mut Vec<(Rank, Offer)>) {
        let Some((fit, form)) = best_form(self.typed, keyword, self.own) else {
            return;
        };
        let rank = Rank {
            fit,
            place: self.place_of_keyword(keyword),
            kind: self.keyword_rank(keyword),
        };
        let offer = Offer {
            insert: form.to_owned(),
            label: form.to_owned(),
            kind: CompletionKind::Keyword,
            detail: meaning(keyword).in_language(self.told).to_owned(),
        };
        found.push((rank, offer));
        if keyword == Keyword::Article {
            self.citations(found);
        }
    }

    /// At the start of a line, the lines of the declaration above come first.
    fn place_of_keyword(&self, keyword: Keyword) -> u8 {
        let Some(above) = self.slot.line_start else {
            return 1;
        };
        match keyword.class() {
            Class::RuleLine | Class::ScenarioLine | Class::Header | Class::CalendarLine => 0,
            Class::Member => match above {
                Some(
                    Keyword::Scenario
                    | Keyword::Rule
                    | Keyword::Document
                    | Keyword::Calendar
                    | Keyword::Table
                    | Keyword::Score,
                )
                | None => 4,
                Some(_) => 0,
            },
            Class::Declaration => 3,
            _ => 1,
        }
    }

    /// Keywords in the order in which sentences hold them: what asks first, what follows after a name.
    fn keyword_rank(&self, keyword: Keyword) -> u8 {
        let names_something = !self.slot.context.is_empty();
        match keyword.class() {
            Class::Quantifier | Class::Comparator => 2 + 2 * u8::from(names_something),
            Class::Limit | Class::Condition | Class::Connective => {
                4 - 2 * u8::from(names_something)
            }
            Class::Status
            | Class::Unit
            | Class::Citation
            | Class::Detail
            | Class::DocumentStatus => 2,
            Class::Month | Class::Fraction | Class::Weekday | Class::Number => 7,
            Class::Expression | Class::Rounding | Class::Filler => 6,
            Class::Period
            | Class::Deadline
            | Class::Modality
            | Class::Declaration
            | Class::Header
            | Class::Member
            | Class::RuleLine
            | Class::ScenarioLine
            | Class::CalendarLine => 3,
        }
    }

    /// Places of the law that the text cites already.
    fn citations(&self, found: &mut Vec<(Rank, Offer)>) {
        let Some(document) = self.analysis.document(self.source) else {
            return;
        };
        let rules = document.declarations.iter();
        let members = rules.flat_map(|line| match &line.node {
            Declaration::Rule(rule) => rule.members.as_slice(),
            Declaration::Principle(principle) => principle.members.as_slice(),
            _ => &[],
        });
        for citation in members.filter_map(cites).flatten() {
            let place = cited(citation, self.own);
            if let Some(fit) = fit(self.typed, &place) {
                let rank = Rank {
                    fit,
                    place: 2,
                    kind: 3,
                };
                found.push((
                    rank,
                    Offer {
                        insert: place.clone(),
                        label: place,
                        kind: CompletionKind::Id,
                        detail: self
                            .told
                            .pick("cited in this text", "đã được dẫn trong văn bản này")
                            .to_owned(),
                    },
                ));
            }
        }
    }

    fn names(&self, wanted: impl Fn(&Name) -> bool, found: &mut Vec<(Rank, Offer)>) {
        let names = &self.parsed().names;
        for id in names.ids() {
            let name = names.at(id);
            if !wanted(name) || !names.sees(self.source, id) {
                continue;
            }
            let Some(mut place) = self.place(name) else {
                continue;
            };
            if self.slot.line_start.is_some() {
                place += 2;
            }
            if let Some((fit, insert)) = spelling(name, self.own, self.typed) {
                let offer = Offer {
                    label: insert.clone(),
                    insert,
                    kind: if is_by_id(name) {
                        CompletionKind::Id
                    } else {
                        CompletionKind::Name
                    },
                    detail: self.told_of(name),
                };
                let rank = Rank {
                    fit,
                    place,
                    kind: 1,
                };
                found.push((rank, offer));
            }
        }
    }

    /// How well a name fits what the line names before it; none where it cannot stand there.
    fn place(&self, name: &Name) -> Option<u8> {
        let Some(owner) = name.owner else {
            return Some(0);
        };
        let names = &self.parsed().names;
        let pools = |id: &NameId| *id == owner || names.at(*id).of.contains(&owner);
        if self.slot.context.iter().any(pools) || self.slot.wants.contains(&Want::Of(owner)) {
            return Some(0);
        }
        let owner_kind = names.at(owner).kind;
        let rivals = |kind: NameKind| {
            self.slot.context.iter().any(|id| match kind {
                NameKind::Choice => names.at(*id).kind == NameKind::Choice,
                _ => matches!(names.at(*id).kind, NameKind::Population | NameKind::Group),
            })
        };
        match owner_kind {
            // A fact of the body itself.
            NameKind::Level => Some(1),
            NameKind::Choice if rivals(NameKind::Choice) => None,
            _ if rivals(owner_kind) => None,
            _ => Some(2),
        }
    }

    fn told_of(&self, name: &Name) -> String {
        let word = kind_word(name.kind).in_language(self.told).to_owned();
        let rest = if is_by_id(name) {
            name.printed(self.own)
        } else {
            name.printed(self.own.other())
        };
        format!("{word} · {rest}")
    }

    fn documents(&self, found: &mut Vec<(Rank, Offer)>) {
        let documents = self.parsed().documents.iter();
        for header in documents.filter_map(|document| {
            let header = document.header.as_ref()?;
            (document.source != self.source).then_some(&header.node)
        }) {
            let id = &header.id.node;
            let title = header.title.as_ref();
            let title =
                title.map_or_else(String::new, |title| super::outline::said(title, self.told));
            let Some(fit) = fit(self.typed, id).or_else(|| fit(self.typed, &title)) else {
                continue;
            };
            let rank = Rank {
                fit,
                place: 0,
                kind: 0,
            };
            found.push((
                rank,
                Offer {
                    insert: id.clone(),
                    label: id.clone(),
                    kind: CompletionKind::Id,
                    detail: title,
                },
            ));
        }
    }

    fn units(&self, found: &mut Vec<(Rank, Offer)>) {
        for unit in self.parsed().names.units() {
            if let Some(fit) = fit(self.typed, unit) {
                let rank = Rank {
                    fit,
                    place: 0,
                    kind: 1,
                };
                found.push((
                    rank,
                    Offer {
                        insert: unit.to_owned(),
                        label: unit.to_owned(),
                        kind: CompletionKind::Unit,
                        detail: self
                            .told
                            .pick("unit of amounts", "đơn vị của số tiền, số đo")
                            .to_owned(),
                    },
                ));
            }
        }
    }

    fn snippets(&self, above: Option<Keyword>, found: &mut Vec<(Rank, Offer)>) {
        for snippet in snippets(self.parsed(), self.source, self.own, above) {
            let label = snippet.title.in_language(self.own);
            let opens = snippet.keyword.forms(self.own).iter();
            let fits = opens
                .filter_map(|form| fit(self.typed, form))
                .chain(fit(self.typed, label));
            if let Some(fit) = fits.min() {
                let rank = Rank {
                    fit,
                    place: self.place_of_keyword(snippet.keyword),
                    kind: self.keyword_rank(snippet.keyword) + 1,
                };
                let offer = Offer {
                    insert: snippet.text,
                    label: format!("{} …", snippet.keyword.printed(self.own)),
                    kind: CompletionKind::Snippet,
                    detail: snippet.title.in_language(self.told).to_owned(),
                };
                found.push((rank, offer));
            }
        }
    }
}

/// Rules and the like are named by their ids.
fn is_by_id(name: &Name) -> bool {
    matches!(
        name.kind,
        NameKind::Rule | NameKind::Principle | NameKind::Calendar
    )
}

fn is_wanted(wanted: Wanted, name: &Name) -> bool {
    match wanted {
        Wanted::Level => name.kind == NameKind::Level,
        Wanted::Population => matches!(
            name.kind,
            NameKind::Level | NameKind::Population | NameKind::Group
        ),
        Wanted::Fact => !is_by_id(name) && name.kind != NameKind::Option,
        Wanted::Rule => matches!(name.kind, NameKind::Rule | NameKind::Principle),
    }
}
