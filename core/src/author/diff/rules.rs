//! What becomes of rules and their requirements, respect by respect.

use luat_grammar::diagnostic::Text;

use super::aspect::{Aspect, AspectKind, Aspects, Side, both, citations, cited, title};
use super::pair::of_rule;
use super::{Change, How, Kind, years};
use crate::run::program::{
    Bound, Citation, Ended, Goal, LevelId, Limit, Modality, Requirement, RuleId,
};
use crate::words;

/// Rules changed, added and removed, in the order of the newer program, those removed last.
pub(super) fn changes(
    before: &Side<'_>,
    after: &Side<'_>,
    matched: &[(RuleId, RuleId)],
    requirements: &[Option<usize>],
) -> Vec<Change> {
    let mut found = Vec::new();
    for new in (0..).map(RuleId).take(after.program.rules.len()) {
        let old = matched.iter().find(|(_, other)| *other == new);
        if let Some((old, _)) = old {
            let aspects = changed((before, *old), (after, new), requirements);
            if !aspects.is_empty() {
                let rule = (Some(*old), Some(new));
                let how = become_of((before, *old), (after, new));
                found.push(change(after, new, how, rule, aspects));
            }
        } else {
            let aspects = says(after, new, How::Added);
            found.push(change(after, new, How::Added, (None, Some(new)), aspects));
        }
    }
    for old in (0..).map(RuleId).take(before.program.rules.len()) {
        if !matched.iter().any(|(other, _)| *other == old) {
            let aspects = says(before, old, How::Removed);
            found.push(change(
                before,
                old,
                How::Removed,
                (Some(old), None),
                aspects,
            ));
        }
    }
    found
}

/// Whether a rule is changed, or ended or halted as a whole by its last wordings.
fn become_of(old: (&Side<'_>, RuleId), new: (&Side<'_>, RuleId)) -> How {
    let all_end = |(side, id): (&Side<'_>, RuleId), how: Ended| {
        let own = of_rule(side.program, id);
        let mut own = own.iter().map(|at| &side.program.requirements[*at]);
        own.clone().any(|one| one.ended == how)
            && own.all(|one| matches!(one.ended, Ended::Amended) || one.ended == how)
    };
    let halted = |(side, id): (&Side<'_>, RuleId)| {
        let own = of_rule(side.program, id);
        own.iter()
            .any(|at| side.program.requirements[*at].ended == Ended::Suspended)
    };
    if all_end(new, Ended::Repealed) && !all_end(old, Ended::Repealed) {
        How::Repealed
    } else if halted(new) && !halted(old) {
        How::Suspended
    } else {
        How::Changed
    }
}

fn change(
    side: &Side<'_>,
    id: RuleId,
    how: How,
    rule: (Option<RuleId>, Option<RuleId>),
    aspects: Vec<Aspect>,
) -> Change {
    let found = &side.program.rules[id.index()];
    Change {
        kind: Kind::Rule,
        how,
        id: found.id.clone(),
        title: title(&found.label, &found.id),
        cite: place(side, id),
        rule,
        aspects,
        touches: Vec::new(),
    }
}

/// Where the law says a rule, with the document's number.
fn place(side: &Side<'_>, id: RuleId) -> Option<Text> {
    let rule = &side.program.rules[id.index()];
    let first = of_rule(side.program, id).first().copied();
    let of_first = first.and_then(|at| side.program.requirements.get(at));
    let cite = rule
        .cites
        .first()
        .or_else(|| of_first.and_then(|one| one.cites.first()))?;
    let document = &side.program.documents[rule.document.index()];
    Some(cited(cite, document.number.as_deref()))
}

/// What a rule that was added or removed says, requirement by requirement.
fn says(side: &Side<'_>, id: RuleId, how: How) -> Vec<Aspect> {
    let mut aspects = Aspects::default();
    for at in of_rule(side.program, id) {
        let one = &side.program.requirements[at];
        aspects.requirement = Some(one.number);
        let told = Some(sentence(side, one));
        match how {
            How::Removed => aspects.note(AspectKind::Requirement, told, None),
            How::Added | How::Changed | How::Repealed | How::Suspended => {
                aspects.note(AspectKind::Requirement, None, told);
            }
        }
    }
    aspects.found
}

/// A requirement as a sentence, with its days.
fn sentence(side: &Side<'_>, of: &Requirement) -> Text {
    both(|language| {
        let told = words::statement(side.program, of, language);
        let sentence = told.sentence.trim_end_matches('.');
        let in_force = language.pick("in force", "hiệu lực");
        format!("{sentence} ({in_force} {})", told.in_force)
    })
}

fn changed(
    (before, old): (&Side<'_>, RuleId),
    (after, new): (&Side<'_>, RuleId),
    requirements: &[Option<usize>],
) -> Vec<Aspect> {
    let (old_rule, new_rule) = (
        &before.program.rules[old.index()],
        &after.program.rules[new.index()],
    );
    let mut aspects = Aspects::default();
    let name = |side: &Side<'_>, id: RuleId| {
        let rule = &side.program.rules[id.index()];
        let document = &side.program.documents[rule.document.index()];
        (rule.id.clone(), document.id.clone())
    };
    let (old_id, old_document) = name(before, old);
    let (new_id, new_document) = name(after, new);
    let plain = |text: String| Some(Text::new(text.clone(), text));
    if old_id != new_id {
        aspects.note(AspectKind::Id, plain(old_id), plain(new_id));
    }
    if old_document != new_document {
        aspects.note(
            AspectKind::Document,
            plain(old_document),
            plain(new_document),
        );
    }
    aspects.name((before, &old_rule.label), (after, &new_rule.label));
    aspects.hold(
        AspectKind::Citation,
        (before, &old_rule.cites),
        (after, &new_rule.cites),
        |_, found: &Vec<Citation>| citations(found),
    );
    let own = aspects.found.len();
    of_requirements((before, old), (after, new), requirements, &mut aspects);
    let (of_rule, of_each) = aspects.found.split_at(own);
    let mut found = of_rule.to_vec();
    found.extend(gathered(of_each));
    found
}

/// What differs in the same way in every requirement is told once, of the rule.
fn gathered(of_each: &[Aspect]) -> Vec<Aspect> {
    let mut found: Vec<Aspect> = Vec::new();
    for one in of_each {
        let same = |other: &&Aspect| {
            (other.kind, &other.before, &other.after) == (one.kind, &one.before, &one.after)
        };
        if found.iter().any(|known| same(&known)) {
            continue;
        }
        let several = of_each.iter().filter(same).count() > 1;
        found.push(Aspect {
            requirement: one.requirement.filter(|_| !several),
            ..one.clone()
        });
    }
    found
}

fn of_requirements(
    (before, old): (&Side<'_>, RuleId),
    (after, new): (&Side<'_>, RuleId),
    requirements: &[Option<usize>],
    aspects: &mut Aspects,
) {
    let olds = of_rule(before.program, old);
    let news = of_rule(after.program, new);
    let several = olds.len() > 1 || news.len() > 1;
    let number = |one: &Requirement| several.then_some(one.number);
    for at in &news {
        let to = &after.program.requirements[*at];
        aspects.requirement = number(to);
        let from = olds
            .iter()
            .find(|old| requirements.get(**old) == Some(&Some(*at)));
        if let Some(from) = from {
            let from = &before.program.requirements[*from];
            let own = aspects.found.len();
            requirement((before, from), (after, to), aspects);
            ended(after, (from, to), &news, own, aspects);
        } else {
            let original = |earlier: usize| {
                let mut olds = olds.iter();
                let old = olds.find(|old| requirements.get(**old) == Some(&Some(earlier)));
                old.map(|old| (before, &before.program.requirements[*old]))
            };
            reworded(after, &news, *at, original, aspects);
        }
    }
    for at in olds {
        if requirements.get(at).is_none_or(Option::is_none) {
            let from = &before.program.requirements[at];
            aspects.requirement = number(from);
            let told = Some(sentence(before, from));
            aspects.note(AspectKind::Requirement, told, None);
        }
    }
}

/// That a wording ends is told with the next one of its requirement; where an amendment leaves none, the duty is gone.
fn ended(
    side: &Side<'_>,
    (old, new): (&Requirement, &Requirement),
    all: &[usize],
    own: usize,
    aspects: &mut Aspects,
) {
    let by_amendment = new.ended == Ended::Amended && old.ended != Ended::Amended;
    let (Some(last), true) = (new.to, by_amendment) else {
        return;
    };
    let is_in_force = |one: &Aspect| one.kind == AspectKind::InForce;
    let Some(at) = aspects.found.iter().skip(own).position(is_in_force) else {
        return;
    };
    let mut later = all.iter().map(|at| &side.program.requirements[*at]);
    if later.any(|one| one.from > new.from && (one.number, one.part) == (new.number, new.part)) {
        if (old.entry, old.from) == (new.entry, new.from) {
            aspects.found.remove(own + at);
        }
        return;
    }
    let gone = both(|language| {
        let day = words::date(last.tomorrow().unwrap_or(last), language);
        let by = new
            .ended_by
            .map(|id| words::made_by(side.program, id, language));
        let by = by.unwrap_or_default();
        language.pick(
            format!("no longer asked from {day}{by}"),
            format!("không còn yêu cầu từ ngày {day}{by}"),
        )
    });
    let told = both(|language| {
        let told = words::statement(side.program, new, language).sentence;
        told.trim_end_matches('.').to_owned()
    });
    aspects.found.remove(own + at);
    aspects.note(AspectKind::Requirement, Some(told), Some(gone));
}

/// A new wording of a requirement is told by what it changes in the wording before it, and from
/// when; what no earlier wording says is told whole.
fn reworded<'s, 'p: 's>(
    side: &Side<'_>,
    all: &[usize],
    at: usize,
    original: impl Fn(usize) -> Option<(&'s Side<'p>, &'s Requirement)>,
    aspects: &mut Aspects,
) {
    let to = &side.program.requirements[at];
    let earlier = all
        .iter()
        .map(|other| (*other, &side.program.requirements[*other]))
        .filter(|(_, other)| {
            other.from < to.from && (other.number, other.part) == (to.number, to.part)
        })
        .max_by_key(|(_, other)| (other.is_same_line(to), other.from));
    let Some((position, from)) = earlier else {
        let told = Some(sentence(side, to));
        return aspects.note(AspectKind::Requirement, None, told);
    };
    let mut own = Aspects {
        requirement: aspects.requirement,
        ..Aspects::default()
    };
    requirement((side, from), (side, to), &mut own);
    // Of a wording that an amendment ended, the older program tells until when its sentence asked it.
    if let Some((before, old)) = original(position)
        && !own.found.iter().any(|one| one.kind == AspectKind::When)
        && years::differ((before, old), (side, to))
    {
        own.note(
            AspectKind::When,
            Some(years::told(before, old)),
            Some(years::told(side, to)),
        );
    }
    // That it begins later is said with each of its changes.
    own.found.retain(|one| one.kind != AspectKind::InForce);
    let says_the_same = own.found.iter().all(|one| one.kind == AspectKind::Citation);
    let since = both(|language| {
        let day = words::date(to.from, language);
        let by = words::made_by(side.program, to.version, language);
        language.pick(format!(", from {day}{by}"), format!(", từ ngày {day}{by}"))
    });
    if says_the_same {
        let follows = from.to.and_then(|last| last.tomorrow().ok()) == Some(to.from);
        let (en, vi) = if follows {
            ("repeated unchanged", "giữ nguyên nội dung")
        } else {
            ("in force again", "có hiệu lực trở lại")
        };
        let again = Text::new(format!("{en}{}", since.en), format!("{vi}{}", since.vi));
        return aspects.note(AspectKind::InForce, None, Some(again));
    }
    for one in &mut own.found {
        if let Some(after) = &mut one.after {
            after.en.push_str(&since.en);
            after.vi.push_str(&since.vi);
        }
    }
    aspects.found.extend(own.found);
}

fn requirement(
    (before, old): (&Side<'_>, &Requirement),
    (after, new): (&Side<'_>, &Requirement),
    aspects: &mut Aspects,
) {
    let (from, to) = (before, after);
    goal(from, &old.goal, to, &new.goal, aspects);
    aspects.hold(
        AspectKind::Modality,
        (from, &old.modality),
        (to, &new.modality),
        |_, found: &Modality| {
            Some(both(|language| {
                words::modality(*found, language).to_owned()
            }))
        },
    );
    aspects.hold(
        AspectKind::Bearer,
        (from, &old.bearers),
        (to, &new.bearers),
        |side, found: &Vec<LevelId>| {
            Some(side.told(|program, language| words::levels(program, found, language)))
        },
    );
    if old.schedule != new.schedule || years::differ((from, old), (to, new)) {
        aspects.note(
            AspectKind::When,
            Some(years::told(from, old)),
            Some(years::told(to, new)),
        );
    }
    aspects.hold(
        AspectKind::Condition,
        (from, &old.condition),
        (to, &new.condition),
        |side, found| condition(side, found.as_ref()),
    );
    aspects.hold(
        AspectKind::Exception,
        (from, &old.exception),
        (to, &new.exception),
        |side, found| condition(side, found.as_ref()),
    );
    if (old.none_counts_as_met, old.attested) != (new.none_counts_as_met, new.attested) {
        let terms = |one: &Requirement| {
            let told = both(|language| words::terms(one, language).join(", "));
            (!told.en.is_empty()).then_some(told)
        };
        aspects.note(AspectKind::Terms, terms(old), terms(new));
    }
    let (was, is) = (years::aside(from, old), years::aside(to, new));
    // On which day the rule first bound is told of its first wording.
    let days = |one: &Requirement| (one.from, one.to, one.ended, one.entry == one.from);
    if days(&was) != days(&is) {
        let told = |side: &Side<'_>, one: &Requirement| {
            Some(side.told(|program, language| words::in_force(program, one, language)))
        };
        aspects.note(AspectKind::InForce, told(from, &was), told(to, &is));
    }
    aspects.hold(
        AspectKind::Citation,
        (from, &old.cites),
        (to, &new.cites),
        |_, found: &Vec<Citation>| citations(found),
    );
}

fn condition(side: &Side<'_>, found: Option<&crate::run::program::Condition>) -> Option<Text> {
    found.map(|found| side.told(|program, language| words::condition(program, found, language)))
}

/// What is asked: where only how much, or only within which time, that alone is told.
fn goal(before: &Side<'_>, old: &Goal, after: &Side<'_>, new: &Goal, aspects: &mut Aspects) {
    if before.meaning(old) == after.meaning(new) {
        return;
    }
    if let (Some((was, from)), Some((is, to))) = (bounded(before, old), bounded(after, new))
        && was == is
    {
        return aspects.hold(
            AspectKind::Threshold,
            (before, from),
            (after, to),
            |side, found: &Bound| {
                Some(side.told(|program, language| words::bound(program, found, language)))
            },
        );
    }
    if let (Some((was, from)), Some((is, to))) = (timed(before, old), timed(after, new))
        && was == is
    {
        let told = |side: &Side<'_>, of: Option<&Limit>| {
            of.map(|of| side.told(|program, language| words::time_limit(program, of, language)))
        };
        return aspects.note(AspectKind::TimeLimit, told(before, from), told(after, to));
    }
    if let (
        Goal::Each {
            pool: was,
            goals: from,
        },
        Goal::Each {
            pool: is,
            goals: to,
        },
    ) = (old, new)
        && before.meaning(was) == after.meaning(is)
        && let ([from], [to]) = (&from[..], &to[..])
    {
        return goal(before, from, after, to, aspects);
    }
    let told = |side: &Side<'_>, of: &Goal| {
        Some(side.told(|program, language| words::required_goal(program, of, language)))
    };
    aspects.note(AspectKind::What, told(before, old), told(after, new));
}

/// A bound and what it is asked of.
fn bounded<'g>(side: &Side<'_>, of: &'g Goal) -> Option<(Vec<u8>, &'g Bound)> {
    match of {
        Goal::Share {
            pool,
            weights,
            bound,
            rounding,
        } => {
            let mut asked = vec![0];
            asked.extend(side.meaning(pool));
            asked.extend(side.meaning(weights));
            asked.extend(side.meaning(rounding));
            Some((asked, bound))
        }
        Goal::Ratio { part, whole, bound } => {
            let mut asked = vec![1];
            asked.extend(side.meaning(part));
            asked.extend(side.meaning(whole));
            Some((asked, bound))
        }
        Goal::Compare { quantity, bound } => {
            let mut asked = vec![2];
            asked.extend(side.meaning(quantity));
            Some((asked, bound))
        }
        Goal::Deeds { .. } | Goal::Refrain { .. } | Goal::Each { .. } | Goal::Combined { .. } => {
            None
        }
    }
}

/// A time limit and the deeds it is set.
fn timed<'g>(side: &Side<'_>, of: &'g Goal) -> Option<(Vec<u8>, Option<&'g Limit>)> {
    match of {
        Goal::Deeds { facts, limit } => Some((side.meaning(facts), limit.as_ref())),
        Goal::Share { .. }
        | Goal::Ratio { .. }
        | Goal::Compare { .. }
        | Goal::Refrain { .. }
        | Goal::Each { .. }
        | Goal::Combined { .. } => None,
    }
}
