//! What becomes of documents, and of what rules stand on: names, facts, expressions, calendars.

use luat_grammar::diagnostic::Text;
use luat_grammar::keywords::Keyword;

use super::aspect::{Aspect, AspectKind, Aspects, Side, both, citations, label, title};
use super::pair::pairs;
use super::touched::{self, Part};
use super::{Change, How, Kind};
use crate::run::artefact::Coded;
use crate::run::calendar::{Calendar, SpecialDay};
use crate::run::program::{
    CalendarId, Collection, CollectionKind, Definition, Document, Fact, FactKind, Label, Level,
    LevelId, Owner, Program, Succession,
};
use crate::words::{self, Language};

/// Documents added, removed and changed.
pub(super) fn documents(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    list::<Document>(before, after)
}

/// All that rules stand on.
pub(super) fn others(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let mut found = list::<Definition>(before, after);
    found.extend(list::<Level>(before, after));
    found.extend(list::<Collection>(before, after));
    found.extend(list::<Fact>(before, after));
    found.extend(list::<Calendar>(before, after));
    found.extend(list::<Succession>(before, after));
    found
}

/// What has a name of its own among others of its kind.
trait Declared: Coded {
    const KIND: Kind;

    fn all(program: &Program) -> &[Self];

    /// What tells it from the others.
    fn id(&self, side: &Side<'_>, at: usize) -> String;

    fn title(&self, side: &Side<'_>) -> Text;

    /// Where the law says it.
    fn cite(&self) -> Option<Text> {
        None
    }

    /// In which respects two of one id differ.
    fn compare(old: (&Side<'_>, &Self), new: (&Side<'_>, &Self), aspects: &mut Aspects);

    /// What it says, where it is new or gone.
    fn says(&self, side: &Side<'_>) -> Option<Text>;

    /// As which part rules stand on it.
    fn part(_at: u32) -> Option<Part> {
        None
    }

    /// Whether it is told at all: what stands for something told elsewhere is not.
    fn is_told(&self) -> bool {
        true
    }
}

fn list<T: Declared>(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let (olds, news) = (T::all(before.program), T::all(after.program));
    let id = |is_new: bool, at: usize| {
        let (side, all) = if is_new {
            (after, news)
        } else {
            (before, olds)
        };
        let one = all.get(at).filter(|one| one.is_told());
        one.map_or_else(Vec::new, |one| one.id(side, at).into_bytes())
    };
    let paired = pairs(olds.len(), news.len(), &[&id]);
    let mut found = Vec::new();
    for (at, new) in news.iter().enumerate().filter(|(_, one)| one.is_told()) {
        let old = paired.iter().find(|(_, other)| *other == at);
        match old.and_then(|(old, _)| olds.get(*old)) {
            Some(old) => {
                let mut aspects = Aspects::default();
                if before.meaning(old) != after.meaning(new) {
                    T::compare((before, old), (after, new), &mut aspects);
                }
                if !aspects.found.is_empty() {
                    found.push(change(after, (at, new), How::Changed, aspects.found));
                }
            }
            None => found.push(change(
                after,
                (at, new),
                How::Added,
                said(after, new, How::Added),
            )),
        }
    }
    for (at, old) in olds.iter().enumerate().filter(|(_, one)| one.is_told()) {
        if !paired.iter().any(|(other, _)| *other == at) {
            let says = said(before, old, How::Removed);
            found.push(change(before, (at, old), How::Removed, says));
        }
    }
    found
}

fn change<T: Declared>(
    side: &Side<'_>,
    (at, of): (usize, &T),
    how: How,
    aspects: Vec<Aspect>,
) -> Change {
    let part = u32::try_from(at).ok().and_then(T::part);
    Change {
        kind: T::KIND,
        how,
        id: of.id(side, at),
        title: of.title(side),
        cite: of.cite(),
        rule: (None, None),
        aspects,
        touches: part
            .map(|part| touched::rules(side, part))
            .unwrap_or_default(),
    }
}

fn said<T: Declared>(side: &Side<'_>, of: &T, how: How) -> Vec<Aspect> {
    let mut aspects = Aspects::default();
    if let Some(told) = of.says(side) {
        let (before, after) = match how {
            How::Removed => (Some(told), None),
            How::Added | How::Changed | How::Repealed | How::Suspended => (None, Some(told)),
        };
        aspects.note(AspectKind::Value, before, after);
    }
    aspects.found
}

impl Declared for Document {
    const KIND: Kind = Kind::Document;

    fn all(program: &Program) -> &[Self] {
        &program.documents
    }

    fn id(&self, _: &Side<'_>, _: usize) -> String {
        self.id.clone()
    }

    fn title(&self, _: &Side<'_>) -> Text {
        let title = title(&self.label, &self.id);
        match &self.number {
            Some(number) => Text::new(
                format!("{} ({number})", title.en),
                format!("{} ({number})", title.vi),
            ),
            None => title,
        }
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        aspects.hold(
            AspectKind::Name,
            (before, &(old.label.clone(), old.number.clone())),
            (after, &(new.label.clone(), new.number.clone())),
            |_, (name, number): &(Label, Option<String>)| {
                let (name, number) = (label(name), number.as_deref().unwrap_or_default());
                Some(Text::new(
                    format!("{} {number}", name.en).trim(),
                    format!("{} {number}", name.vi).trim(),
                ))
            },
        );
        if old.advisory != new.advisory {
            let told = |one: &Self| Some(status(one.advisory));
            aspects.note(AspectKind::Status, told(old), told(new));
        }
        if (old.from, old.to) != (new.from, new.to) {
            aspects.note(AspectKind::InForce, Some(old.days()), Some(new.days()));
        }
        aspects.hold(
            AspectKind::Calendar,
            (before, &old.calendar),
            (after, &new.calendar),
            |side, found: &Option<CalendarId>| {
                let found = side.program.calendars.get(found.as_ref()?.index())?;
                Some(title(&found.label, &found.id))
            },
        );
        if old.horizon != new.horizon {
            let told = |one: &Self| {
                one.horizon.map(|(from, to)| {
                    both(|language| {
                        let (from, to) = (words::date(from, language), words::date(to, language));
                        language.pick(
                            format!("standing duties to be reached from {from} to {to}"),
                            format!(
                                "nhiệm vụ thường xuyên phải đạt trong giai đoạn {from} đến {to}"
                            ),
                        )
                    })
                })
            };
            aspects.note(AspectKind::When, told(old), told(new));
        }
        aspects.hold(
            AspectKind::AppliesTo,
            (before, &old.applies_to),
            (after, &new.applies_to),
            |side, found: &Option<(LevelId, String)>| {
                let (level, id) = found.as_ref()?;
                let level = &side.program.levels[level.index()];
                Some(both(|language| {
                    format!("{} {id}", language.one(&level.label))
                }))
            },
        );
    }

    fn says(&self, _: &Side<'_>) -> Option<Text> {
        let (days, status) = (self.days(), status(self.advisory));
        Some(Text::new(
            format!("{}; {}", status.en, days.en),
            format!("{}; {}", status.vi, days.vi),
        ))
    }
}

impl Document {
    /// From when to when it is in force.
    fn days(&self) -> Text {
        both(|language| {
            let from = words::date(self.from, language);
            match self.to.map(|to| words::date(to, language)) {
                Some(to) => language.pick(
                    format!("in force from {from} to {to}"),
                    format!("có hiệu lực từ {from} đến {to}"),
                ),
                None => language.pick(
                    format!("in force from {from}"),
                    format!("có hiệu lực từ {from}"),
                ),
            }
        })
    }
}

fn status(advisory: bool) -> Text {
    if advisory {
        Text::new("a draft or plan", "dự thảo hoặc kế hoạch")
    } else {
        Text::new("binding", "có giá trị bắt buộc")
    }
}

impl Declared for Definition {
    const KIND: Kind = Kind::Definition;

    fn all(program: &Program) -> &[Self] {
        &program.definitions
    }

    fn id(&self, _: &Side<'_>, _: usize) -> String {
        self.id.clone()
    }

    fn title(&self, _: &Side<'_>) -> Text {
        title(&self.label, &self.id)
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        aspects.name((before, &old.label), (after, &new.label));
        let value = |one: &Self| (one.value.clone(), one.unit.clone());
        if before.meaning(&value(old)) != after.meaning(&value(new)) {
            aspects.note(AspectKind::Value, old.says(before), new.says(after));
        }
    }

    fn says(&self, side: &Side<'_>) -> Option<Text> {
        Some(side.told(|program, language| words::defined(program, self, language)))
    }

    fn part(at: u32) -> Option<Part> {
        Some(Part::Definition(at))
    }
}

impl Declared for Level {
    const KIND: Kind = Kind::Level;

    fn all(program: &Program) -> &[Self] {
        &program.levels
    }

    fn id(&self, _: &Side<'_>, _: usize) -> String {
        self.id.clone()
    }

    fn title(&self, _: &Side<'_>) -> Text {
        title(&self.label, &self.id)
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        aspects.name((before, &old.label), (after, &new.label));
        aspects.hold(
            AspectKind::Place,
            (before, &old.within),
            (after, &new.within),
            |side, found: &Option<LevelId>| {
                let above = &side.program.levels[found.as_ref()?.index()];
                Some(both(|language| {
                    let above = language.one(&above.label);
                    language.pick(format!("within {above}"), format!("thuộc {above}"))
                }))
            },
        );
    }

    fn says(&self, _: &Side<'_>) -> Option<Text> {
        None
    }
}

impl Declared for Collection {
    const KIND: Kind = Kind::Population;

    fn all(program: &Program) -> &[Self] {
        &program.collections
    }

    fn id(&self, _: &Side<'_>, _: usize) -> String {
        self.key.clone()
    }

    fn title(&self, _: &Side<'_>) -> Text {
        title(&self.label, &self.key)
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        aspects.name((before, &old.label), (after, &new.label));
        if before.meaning(&old.kind) != after.meaning(&new.kind) {
            aspects.note(AspectKind::Reported, old.says(before), new.says(after));
        }
        aspects.explanation((before, &old.note), (after, &new.note));
    }

    fn says(&self, side: &Side<'_>) -> Option<Text> {
        let CollectionKind::Population { per, events } = &self.kind else {
            return None;
        };
        Some(side.told(|program, language| {
            let by = reported_by(program, per, language);
            let events = if *events {
                language.pick(", counted in the period", ", phát sinh trong kỳ")
            } else {
                ""
            };
            format!("{by}{events}")
        }))
    }

    fn part(at: u32) -> Option<Part> {
        Some(Part::Collection(at))
    }

    /// The bodies of a level are told with the level.
    fn is_told(&self) -> bool {
        matches!(self.kind, CollectionKind::Population { .. })
    }
}

impl Declared for Fact {
    const KIND: Kind = Kind::Fact;

    fn all(program: &Program) -> &[Self] {
        &program.facts
    }

    fn id(&self, side: &Side<'_>, at: usize) -> String {
        side.names.facts.get(at).cloned().unwrap_or_default()
    }

    fn title(&self, side: &Side<'_>) -> Text {
        match &self.owner {
            Owner::Bodies(_) => title(&self.label, &self.name),
            Owner::Members(of) => side.told(|program, language| {
                let of = language.many(&program.collections[of.index()].label);
                format!("{of}: {}", language.one(&self.label))
            }),
        }
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        aspects.name((before, &old.label), (after, &new.label));
        let reported = |one: &Self| {
            (
                (one.owner.clone(), one.kind.clone()),
                one.attested_by.clone(),
            )
        };
        if before.meaning(&reported(old)) != after.meaning(&reported(new)) {
            aspects.note(AspectKind::Reported, old.says(before), new.says(after));
        }
        aspects.explanation((before, &old.note), (after, &new.note));
    }

    fn says(&self, side: &Side<'_>) -> Option<Text> {
        Some(side.told(|program, language| {
            let mut told = words::fact_kind(&self.kind, language);
            if let Owner::Bodies(levels) = &self.owner {
                told = format!("{told}, {}", reported_by(program, levels, language));
            }
            if let FactKind::Choice(options) = &self.kind {
                let options: Vec<&str> = options
                    .iter()
                    .map(|(_, label)| language.one(label))
                    .collect();
                told = format!("{told}: {}", options.join(", "));
            }
            if let Some(office) = &self.attested_by {
                let office = language.one(office);
                let by = language.pick("attested by", "xác nhận bởi");
                told = format!("{told}, {by} {office}");
            }
            told
        }))
    }

    fn part(at: u32) -> Option<Part> {
        Some(Part::Fact(at))
    }
}

fn reported_by(program: &Program, levels: &[LevelId], language: Language) -> String {
    let levels = words::levels(program, levels, language);
    language.pick(format!("reported by {levels}"), format!("{levels} báo cáo"))
}

impl Declared for Calendar {
    const KIND: Kind = Kind::Calendar;

    fn all(program: &Program) -> &[Self] {
        &program.calendars
    }

    fn id(&self, _: &Side<'_>, _: usize) -> String {
        self.id.clone()
    }

    fn title(&self, _: &Side<'_>) -> Text {
        title(&self.label, &self.id)
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        aspects.name((before, &old.label), (after, &new.label));
        let rules = |one: &Self| {
            (
                (one.weekend.clone(), one.month_end_clamps),
                ((one.weekend_rolls, one.holiday_rolls), one.known_until),
            )
        };
        if rules(old) != rules(new) {
            aspects.note(AspectKind::Days, old.says(before), new.says(after));
        }
        let only = |one: &Self, other: &Self| {
            let lacks = |day: &&SpecialDay| !other.days.iter().any(|known| same_day(known, day));
            let days: Vec<&SpecialDay> = one.days.iter().filter(lacks).collect();
            (!days.is_empty()).then(|| both(|language| told_days(&days, language)))
        };
        let (gone, come) = (only(old, new), only(new, old));
        if gone.is_some() || come.is_some() {
            aspects.note(AspectKind::Days, gone, come);
        }
    }

    fn says(&self, _: &Side<'_>) -> Option<Text> {
        Some(both(|language| {
            let ends = |rolls: bool| {
                if rolls {
                    language.pick("rolls", "dời sang ngày làm việc tiếp theo")
                } else {
                    language.pick("stands", "giữ nguyên")
                }
            };
            let (weekend, holiday) = (ends(self.weekend_rolls), ends(self.holiday_rolls));
            let weekly = self
                .weekend
                .iter()
                .filter_map(|day| weekday(*day, language));
            let weekly = weekly.collect::<Vec<_>>().join(", ");
            let known = self
                .known_until
                .map_or_else(String::new, |day| words::date(day, language));
            let month = if self.month_end_clamps {
                language.pick("the last day of the month", "ngày cuối tháng")
            } else {
                language.pick("refused", "không chấp nhận")
            };
            language.pick(
                format!("days of the week off: {weekly}; an end on a weekend {weekend}, on a holiday {holiday}; a day that the month lacks: {month}; announced until: {known}"),
                format!("ngày nghỉ hằng tuần: {weekly}; hạn rơi vào ngày nghỉ hằng tuần: {weekend}, vào ngày lễ: {holiday}; ngày không có trong tháng: {month}; đã công bố đến: {known}"),
            )
        }))
    }

    fn part(at: u32) -> Option<Part> {
        Some(Part::Calendar(at))
    }
}

/// A day of the week as rules write it, 1 being Monday.
fn weekday(number: i8, language: Language) -> Option<&'static str> {
    use Keyword::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let all = [
        Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
    ];
    let at = usize::try_from(number).ok()?.checked_sub(1)?;
    let spoken = language.pick(luat_grammar::Language::En, luat_grammar::Language::Vi);
    all.get(at).map(|day| day.printed(spoken))
}

fn same_day(one: &SpecialDay, other: &SpecialDay) -> bool {
    let all = |day: &SpecialDay| (day.day, day.off, day.public, day.source.clone());
    all(one) == all(other) && one.label == other.label
}

fn told_days(days: &[&SpecialDay], language: Language) -> String {
    let told: Vec<String> = days
        .iter()
        .map(|one| {
            let day = words::date(one.day, language);
            let what = if one.off {
                language.pick("off", "nghỉ")
            } else {
                language.pick("worked", "làm việc")
            };
            let sector = match one.public {
                None => "",
                Some(true) => language.pick(", public sector", ", khu vực công"),
                Some(false) => language.pick(", private sector", ", khu vực tư"),
            };
            let name = language.one(&one.label);
            let name = if name.is_empty() {
                String::new()
            } else {
                format!(" “{name}”")
            };
            format!("{day} {what}{name}{sector}")
        })
        .collect();
    told.join("; ")
}

impl Declared for Succession {
    const KIND: Kind = Kind::Successor;

    fn all(program: &Program) -> &[Self] {
        &program.successions
    }

    fn id(&self, side: &Side<'_>, _: usize) -> String {
        let (level, id) = &self.to;
        let level = &side.program.levels[level.index()].id;
        format!("{level}:{id}")
    }

    fn title(&self, side: &Side<'_>) -> Text {
        side.told(|program, language| {
            let (level, id) = &self.to;
            format!(
                "{} {id}",
                language.one(&program.levels[level.index()].label)
            )
        })
    }

    fn cite(&self) -> Option<Text> {
        citations(&self.cites)
    }

    fn compare(
        (before, old): (&Side<'_>, &Self),
        (after, new): (&Side<'_>, &Self),
        aspects: &mut Aspects,
    ) {
        if (old.from, before.meaning(&old.of)) != (new.from, after.meaning(&new.of)) {
            aspects.note(AspectKind::Place, old.says(before), new.says(after));
        }
        aspects.hold(
            AspectKind::Citation,
            (before, &old.cites),
            (after, &new.cites),
            |_, found| citations(found),
        );
    }

    fn says(&self, side: &Side<'_>) -> Option<Text> {
        Some(side.told(|program, language| {
            let of: Vec<String> = self
                .of
                .iter()
                .map(|one| {
                    let (level, id) = &one.body;
                    let level = language.one(&program.levels[level.index()].label);
                    let part = if one.in_part {
                        language.pick("part of ", "một phần ")
                    } else {
                        ""
                    };
                    format!("{part}{level} {id}")
                })
                .collect();
            let (of, from) = (of.join(", "), words::date(self.from, language));
            language.pick(
                format!("takes over from {of} from {from}"),
                format!("kế thừa {of} từ ngày {from}"),
            )
        }))
    }
}
