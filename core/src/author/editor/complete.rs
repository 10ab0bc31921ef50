//! What may be written at a cursor, ranked.
//!
//! The grammar crate says what may stand there; here the words of it are found, held against what is
//! typed, and told.

use std::collections::BTreeSet;

use luat_grammar::Language;
use luat_grammar::expect::{Slot, Want, slots};
use luat_grammar::keywords::{Class, Keyword};
use luat_grammar::names::{Name, NameId, NameKind};
use luat_grammar::source::SourceId;
use luat_grammar::syntax::{Declaration, RuleMember};
use luat_grammar::{Parsed, Wanted};

use super::analysis::Analysis;
use super::hover::kind_word;
use super::matching::{Fit, fit};
use super::meaning::meaning;
use super::outline::cited;
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
    for slot in slots(&analysis.parsed, source, cursor) {
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
        let printed = keyword.printed(self.own);
        let fits = keyword
            .forms(self.own)
            .iter()
            .filter_map(|form| fit(self.typed, form));
        let Some(fit) = fits.min() else { return };
        let rank = Rank {
            fit,
            place: 1,
            kind: keyword_rank(keyword),
        };
        let offer = Offer {
            insert: printed.to_owned(),
            label: printed.to_owned(),
            kind: CompletionKind::Keyword,
            detail: meaning(keyword).in_language(self.told).to_owned(),
        };
        found.push((rank, offer));
        if keyword == Keyword::Article {
            self.citations(found);
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
        let lists = members.filter_map(|member| match &member.node {
            RuleMember::Cite(cites) => Some(cites),
            _ => None,
        });
        for citation in lists.flatten() {
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
                        detail: told(
                            self.told,
                            "cited in this text",
                            "đã được dẫn trong văn bản này",
                        ),
                    },
                ));
            }
        }
    }

    fn names(&self, wanted: impl Fn(&Name) -> bool, found: &mut Vec<(Rank, Offer)>) {
        let names = &self.parsed().names;
        for id in names.ids() {
            let name = names.at(id);
            if !wanted(name) || !self.sees(name) {
                continue;
            }
            let Some(place) = self.place(name) else {
                continue;
            };
            if let Some((fit, insert)) = self.spelling(name) {
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
                    kind: 0,
                };
                found.push((rank, offer));
            }
        }
    }

    fn sees(&self, name: &Name) -> bool {
        let mut visible = self.parsed().names.visible_from(self.source);
        visible.any(|seen| std::ptr::eq(seen, name))
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

    /// The spelling of a name that fits best, and how well.
    fn spelling(&self, name: &Name) -> Option<(Fit, String)> {
        let own = name.id.rsplit('.').next().unwrap_or(&name.id);
        let other = match self.own {
            Language::En => Language::Vi,
            Language::Vi => Language::En,
        };
        let printed = if is_by_id(name) {
            own
        } else {
            name.printed(self.own)
        };
        let mut best: Option<(Fit, String)> =
            fit(self.typed, printed).map(|fit| (fit, printed.to_owned()));
        let mut consider = |typed: &str, insert: &str| {
            if let Some(fit) = fit(self.typed, typed)
                && best.as_ref().is_none_or(|(known, _)| fit < *known)
            {
                best = Some((fit, insert.to_owned()));
            }
        };
        for phrase in name.phrases(self.own) {
            for form in std::iter::once(&phrase.one).chain(&phrase.many) {
                consider(form, if is_by_id(name) { own } else { form });
            }
        }
        for phrase in name.phrases(other) {
            consider(&phrase.one, printed);
        }
        consider(own, printed);
        best
    }

    fn told_of(&self, name: &Name) -> String {
        let other = match self.own {
            Language::En => Language::Vi,
            Language::Vi => Language::En,
        };
        let word = kind_word(name.kind).in_language(self.told).to_owned();
        let rest = if is_by_id(name) {
            name.printed(self.own)
        } else {
            name.printed(other)
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
                        detail: told(self.told, "unit of amounts", "đơn vị của số tiền, số đo"),
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
                    place: 1,
                    kind: keyword_rank(snippet.keyword) + 1,
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

/// Keywords in the order in which lines and sentences begin with them; rarer ones last.
fn keyword_rank(keyword: Keyword) -> u8 {
    match keyword.class() {
        Class::Quantifier
        | Class::Comparator
        | Class::Status
        | Class::RuleLine
        | Class::ScenarioLine
        | Class::Header
        | Class::Member
        | Class::CalendarLine => 1,
        Class::Period | Class::Deadline | Class::Limit | Class::Detail | Class::Citation => 2,
        Class::Declaration => 4,
        Class::Expression | Class::Month | Class::Fraction => 6,
        _ => 3,
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

fn told(language: Language, en: &str, vi: &str) -> String {
    match language {
        Language::En => en.to_owned(),
        Language::Vi => vi.to_owned(),
    }
}
