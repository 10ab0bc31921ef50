//! Scenarios: facts given and verdicts expected.

use crate::Language;
use crate::cursor::Cursor;
use crate::expect::Want;
use crate::faults;
use crate::figures;
use crate::keywords::Keyword;
use crate::lines::{Logical, Token, TokenKind};
use crate::names::{Name, NameId, NameKind};
use crate::reader::{Reader, Wanted, spell};
use crate::sentence;
use crate::source::Spanned;
use crate::syntax::{
    Date, Expr, ExprKind, GivenValue, Ident, Number, Ref, Scenario, ScenarioLine, Status, Tick,
};
use crate::units;

use super::blocks::Block;
use super::facts::is_population;
use super::header::need_quoted;
use super::keyed::keyed_line;

/// The keywords of its lines.
pub(crate) const LINES: &[Keyword] = &[
    Keyword::AsOf,
    Keyword::ForBody,
    Keyword::Final,
    Keyword::Given,
    Keyword::Expect,
    Keyword::Review,
];

/// What is put into a bracket to tick it.
const MARKS: [&str; 5] = ["x", "X", "v", "V", "*"];

/// `scenario "…"` and its lines.
pub(crate) fn scenario(block: &Block<'_>, reader: &mut Reader<'_>) -> Option<Scenario> {
    let mut cursor = reader.cursor(&block.line);
    cursor.at = block.head.after;
    let title = cursor.quoted();
    if title.is_none() {
        let fault = faults::untitled_scenario(cursor.rest(), cursor.here());
        cursor.fault(fault);
    }
    let sound = !block.head.broken && reader.close(cursor, &block.line);
    let mut lines = Vec::new();
    for (_, line) in &block.members {
        lines.extend(scenario_line(line, reader).map(|node| Reader::line(node, line)));
    }
    title
        .filter(|_| sound)
        .map(|title| Scenario { title, lines })
}

fn scenario_line(line: &Logical<'_>, reader: &mut Reader<'_>) -> Option<ScenarioLine> {
    keyed_line(
        line,
        reader,
        LINES,
        faults::unknown_scenario_line,
        lower_scenario_line,
    )
}

fn lower_scenario_line(
    keyword: Keyword,
    cursor: &mut Cursor<'_, '_>,
    reader: &mut Reader<'_>,
) -> Option<ScenarioLine> {
    match keyword {
        Keyword::AsOf => cursor.need_date().map(ScenarioLine::AsOf),
        Keyword::ForBody if body_alone(cursor, reader) => None,
        Keyword::ForBody => reader
            .reference(cursor, |name| name.kind == NameKind::Level, Wanted::Level)
            .map(|(_, level)| {
                let body = cursor.body_id();
                ScenarioLine::For { level, body }
            }),
        Keyword::Final => need_period(cursor).map(ScenarioLine::Final),
        Keyword::Given => given(cursor, reader),
        Keyword::Review => review(cursor),
        _ => expect(cursor, reader),
    }
}

/// `[ ] right [x] wrong ["…"]`; a bracket that is left out is empty.
fn review(cursor: &mut Cursor<'_, '_>) -> Option<ScenarioLine> {
    let brackets = cursor.rest_span();
    let mut ticked = Vec::new();
    let mut read = 0_usize;
    while let Some(marked) = bracket(cursor) {
        let tick = match cursor.one_of(&[Keyword::Right, Keyword::Wrong]) {
            Some(of) if of.node == Keyword::Right => Tick::Right,
            Some(_) => Tick::Wrong,
            None => {
                cursor.fault(faults::no_brackets(brackets));
                return None;
            }
        };
        ticked.extend(marked.then_some(tick));
        read += 1;
    }
    let tick = match ticked.as_slice() {
        [] => Tick::Open,
        [one] => *one,
        [..] => {
            cursor.fault(faults::ticked_twice(brackets));
            return None;
        }
    };
    if read == 0 {
        cursor.fault(faults::no_brackets(brackets));
        return None;
    }
    Some(ScenarioLine::Review {
        tick: Spanned::new(tick, brackets.to(cursor.previous())),
        note: cursor.quoted(),
    })
}

/// Takes `[ ]` or `[x]`; whether there is a mark in it.
fn bracket(cursor: &mut Cursor<'_, '_>) -> Option<bool> {
    let (length, marked) = match cursor.rest() {
        [open, close, ..] if open.is("[") && close.is("]") => (2, false),
        [open, mark, close, ..] if open.is("[") && close.is("]") && MARKS.contains(&mark.text) => {
            (3, true)
        }
        _ => return None,
    };
    cursor.at += length;
    Some(marked)
}

fn need_period(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    let period = period_key(cursor);
    if period.is_none() {
        let fault = faults::missing_period_key(cursor.rest_span());
        cursor.fault(fault);
    }
    period
}

/// `2025`, `2025-H1`, `2025-07`, `2025-2026`, `standing`, `by 2030-12-31`.
fn period_key(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    if let Some(key) = cursor
        .peek()
        .filter(|token| token.kind == TokenKind::PeriodKey || token.text == "standing")
    {
        cursor.at += 1;
        return Some(Spanned::new(
            key.text
                .to_ascii_uppercase()
                .replace("STANDING", "standing"),
            key.span,
        ));
    }
    if let Some(span) = day_span(cursor) {
        return Some(span);
    }
    if let Some(by) = cursor.keyword(Keyword::By) {
        let date = cursor.date()?;
        let day = date.node;
        let key = format!("by {:04}-{:02}-{:02}", day.year(), day.month(), day.day());
        return Some(Spanned::new(key, by.to(date.span)));
    }
    let first = cursor.year()?;
    if cursor.is("-") {
        cursor.at += 1;
        let last = cursor.year()?;
        return Some(Spanned::new(
            format!("{}-{}", first.node, last.node),
            first.span.to(last.span),
        ));
    }
    Some(Spanned::new(first.node.to_string(), first.span))
}

/// `2021-05-23..2026-05-22`: a term that begins within a year.
fn day_span(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    let (from, dots, to) = match cursor.rest() {
        [from, one, two, to, ..] => (from, one.is(".") && two.is("."), to),
        _ => return None,
    };
    let days = [from, to].map(|token| token.kind == TokenKind::Date);
    if !dots || days != [true, true] {
        return None;
    }
    let from = cursor.date()?;
    cursor.at += 2;
    let to = cursor.date()?;
    let key = |day: Date| format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    Some(Spanned::new(
        format!("{}..{}", key(from.node), key(to.node)),
        from.span.to(to.span),
    ))
}

/// `in 2025` at the end of a line.
fn in_period(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<String>> {
    if cursor.keyword(Keyword::InPeriod).is_none() {
        return cursor
            .sees(Keyword::By)
            .then(|| period_key(cursor))
            .flatten();
    }
    need_period(cursor)
}

fn given(cursor: &mut Cursor<'_, '_>, reader: &mut Reader<'_>) -> Option<ScenarioLine> {
    cursor.want(Want::Reference(Wanted::Population));
    let mut of = Vec::new();
    while let Some(step) = member(cursor, reader) {
        of.push(step);
    }
    if !cursor.faults.is_empty() {
        return None;
    }
    let mut facts = Vec::new();
    loop {
        let owner = of.last().map(|(owner, _): &(Ref, Ident)| owner.id.clone());
        let first = cursor.at;
        let fact = fact(cursor, reader, owner.as_deref())?;
        if cursor.symbol("=").is_none() {
            let fault = not_a_fact(cursor, first, reader)
                .unwrap_or_else(|| faults::given_without_equals(cursor.here()));
            cursor.fault(fault);
            return None;
        }
        let value = given_value(cursor, reader, &fact)?;
        facts.push((fact, value));
        if cursor.symbol(",").is_none() {
            break;
        }
    }
    let period = in_period(cursor);
    Some(ScenarioLine::Given { of, facts, period })
}

/// `cho muong-la`: a body without its level, which is told.
fn body_alone(cursor: &mut Cursor<'_, '_>, reader: &mut Reader<'_>) -> bool {
    let level = |name: &Name| name.kind == NameKind::Level;
    if reader.name_at(cursor.rest(), |_| true).is_some() {
        return false;
    }
    let start = cursor.at;
    let body = cursor.body_id().filter(|_| cursor.is_done());
    let names = reader.names;
    let near = |body: &Ident| {
        let near = names.nearest(reader.source, reader.language, &body.node, level);
        near.is_some()
    };
    let levels = names.visible_from(reader.source).filter(|name| level(name));
    let Some((body, level)) = body.filter(|body| !near(body)).zip(levels.last()) else {
        cursor.at = start;
        return false;
    };
    let level = level.printed(reader.language);
    let told = faults::body_alone(body.span, &body.node, level);
    reader.faults.push(told);
    true
}

/// `biết tổ liên gia a có hộ tham gia = 10`: whose figure it is ends with a colon.
fn without_colon(
    words: &[Token<'_>],
    rest: &[Token<'_>],
    reader: &Reader<'_>,
) -> Option<crate::diagnostic::Diagnostic> {
    let whose = |name: &Name| matches!(name.kind, NameKind::Population | NameKind::Group);
    let (length, _) = reader.name_at(words, whose)?;
    let fact = |name: &Name| name.owner.is_some();
    let last = words.len();
    let from = (length + 1..last).find(|from| {
        let named = words
            .get(*from..)
            .and_then(|rest| reader.name_at(rest, fact));
        named.is_some_and(|(length, _)| from + length == last)
    })?;
    let needless = ["được", "có", "đã", "bị", "đạt", "are", "is", "that", "been"];
    let is_needless = |token: &Token<'_>| needless.contains(&token.text);
    let between = words.get(length..from)?;
    if between.iter().all(is_needless) {
        let span = between.first()?.span.to(between.last()?.span);
        let instead = format!(
            "{} {} {} {}",
            Keyword::Given.printed(reader.language),
            spell(words.get(..length)?),
            spell(words.get(from..)?),
            spell(rest)
        );
        return Some(faults::name_of_given(span, &instead));
    }
    let filler = ["có", "with", "has", "have"];
    let is_filler = |token: &Token<'_>| filler.contains(&token.text);
    let before = from - usize::from(words.get(from - 1).is_some_and(is_filler));
    let span = words.get(before - 1)?.span.to(words.get(from)?.span);
    let instead = format!(
        "{} {}: {} {}",
        Keyword::Given.printed(reader.language),
        spell(words.get(..before)?),
        spell(words.get(from..)?),
        spell(rest)
    );
    Some(faults::without_colon(span, &instead))
}

/// Words before `=` of which only the beginning names something.
fn not_a_fact(
    cursor: &Cursor<'_, '_>,
    first: usize,
    reader: &Reader<'_>,
) -> Option<crate::diagnostic::Diagnostic> {
    let rest = cursor.tokens.get(first..)?;
    let equals = rest.iter().position(|token| token.is("="))?;
    let words = rest.get(..equals)?;
    let span = words
        .iter()
        .map(|token| token.span)
        .reduce(crate::source::Span::to)?;
    let typed = spell(words);
    if let Some(told) = without_colon(words, rest.get(equals..)?, reader) {
        return Some(told);
    }
    let near = reader
        .names
        .nearest(reader.source, reader.language, &typed, |name| {
            name.kind != NameKind::Rule
        });
    let near = near.map(|(_, spelling)| spelling);
    Some(faults::unknown_name(span, &typed, Wanted::Fact, near))
}

/// `decision d1:`; nothing is taken when no `:` follows.
fn member(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> Option<(Ref, Ident)> {
    let at = cursor.at;
    let (length, id) = reader.name_at(cursor.rest(), is_population)?;
    let start = cursor.here();
    cursor.at += length;
    let reference = reader.names.reference(id, start.to(cursor.previous()));
    let first = cursor.at;
    let member = cursor.body_id().filter(|_| cursor.symbol(":").is_some());
    if member.is_none() {
        cursor.at = first;
        foreign_member_id(cursor);
        cursor.at = at;
    }
    member.map(|member| (reference, member))
}

/// Words before a `:` that a member cannot be called by.
fn foreign_member_id(cursor: &mut Cursor<'_, '_>) {
    let rest = cursor.rest();
    let colon = rest
        .iter()
        .take_while(|token| !token.is("="))
        .position(|token| token.is(":"));
    let written = rest.get(..colon.unwrap_or_default()).unwrap_or_default();
    if let (Some(first), Some(last)) = (written.first(), written.last()) {
        let span = first.span.to(last.span);
        let fault = faults::member_id_not_ascii(span, &spell(written));
        cursor.fault(fault);
    }
}

/// A fact by id path, by name, or by the population's name and then the fact's.
fn fact(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>, owner: Option<&str>) -> Option<Ref> {
    cursor.want(
        match owner.and_then(|owner| reader.names.id_in_scope(reader.source, owner)) {
            Some(owner) => Want::Of(owner),
            None => Want::Reference(Wanted::Fact),
        },
    );
    let start = cursor.here();
    let is_fact = |name: &Name| {
        !matches!(
            name.kind,
            NameKind::Rule | NameKind::Principle | NameKind::Option | NameKind::Calendar
        )
    };
    if let Some(owner) = owner {
        let of_owner = |name: &Name| name.owner.is_some_and(|id| reader.names.at(id).id == owner);
        let path = cursor.peek().map(|token| format!("{owner}.{}", token.text));
        let by_id = path
            .and_then(|path| reader.names.id_in_scope(reader.source, &path))
            .map(|id| (1, id));
        if let Some((length, id)) = longest(by_id, reader.name_at(cursor.rest(), of_owner)) {
            cursor.at += length;
            return Some(reader.names.reference(id, start.to(cursor.previous())));
        }
    }
    let top = |name: &Name| is_fact(name) && name.owner.is_none();
    let whose = reader.name_at(cursor.rest(), top);
    // `xã đảo` of a commune, `xã`, is its whole name.
    let of_level = |name: &Name| {
        let owner = reader.names.owner(name);
        owner.is_some_and(|owner| owner.kind == NameKind::Level)
    };
    if let Some((length, id)) = reader
        .name_at(cursor.rest(), |name| is_fact(name) && of_level(name))
        .filter(|(length, _)| whose.is_some_and(|(shorter, _)| shorter < *length))
    {
        cursor.at += length;
        return Some(reader.names.reference(id, start.to(cursor.previous())));
    }
    if let Some((length, population)) = whose {
        if cursor.rest().len() == length {
            let after = Cursor {
                at: cursor.tokens.len(),
                ..cursor.ahead()
            };
            after.want(Want::Of(population));
        }
        let after = cursor.rest().get(length..).unwrap_or(&[]);
        let of_population = |name: &Name| name.owner == Some(population);
        if let Some((more, id)) = reader
            .name_at(after, of_population)
            .filter(|_| !after.first().is_some_and(|token| token.is("=")))
        {
            cursor.at += length + more;
            return Some(reader.names.reference(id, start.to(cursor.previous())));
        }
        let of_bodies = |name: &Name| name.per.contains(&population);
        if let Some((more, fact)) = reader
            .name_at(after, of_bodies)
            .filter(|_| !after.first().is_some_and(|token| token.is("=")))
        {
            cursor.at += length + more;
            let (level, fact) = (reader.names.at(population), reader.names.at(fact));
            return Some(Ref {
                document: fact.document.clone(),
                id: format!("{}.{}", level.id, fact.id),
                span: start.to(cursor.previous()),
            });
        }
        cursor.at += length;
        return Some(
            reader
                .names
                .reference(population, start.to(cursor.previous())),
        );
    }
    if let Some(found) = level_fact(cursor, reader) {
        return Some(found);
    }
    reader
        .reference(cursor, is_fact, Wanted::Fact)
        .map(|(_, fact)| fact)
}

/// What bodies of a level report: `commune.dialogue` for the total of an act over the communes,
/// `trade_union` for a fact declared below the level.
fn level_fact(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> Option<Ref> {
    let token = cursor
        .peek()
        .filter(|token| token.kind == TokenKind::Word)?;
    let names = reader.names;
    cursor.at += 1;
    if let Some((level, fact)) = token.text.split_once('.') {
        let level = names.id_in_scope(reader.source, level);
        let fact = names.id_in_scope(reader.source, fact);
        let fact =
            fact.filter(|fact| level.is_some_and(|level| names.at(*fact).per.contains(&level)));
        if let Some(fact) = fact {
            return Some(Ref {
                document: names.at(fact).document.clone(),
                id: token.text.to_owned(),
                span: token.span,
            });
        }
    }
    let of_level = |name: &&Name| {
        names
            .owner(name)
            .is_some_and(|owner| owner.kind == NameKind::Level)
    };
    let found = names
        .visible_from(reader.source)
        .filter(of_level)
        .find(|name| name.id.rsplit('.').next() == Some(token.text));
    if found.is_none() {
        cursor.at -= 1;
    }
    found.map(|found| Ref {
        document: found.document.clone(),
        id: found.id.clone(),
        span: token.span,
    })
}

fn given_value(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
    fact: &Ref,
) -> Option<Spanned<GivenValue>> {
    let start = cursor.here();
    let value = match cursor
        .one_of(&[Keyword::Unknown, Keyword::NotApplicable])
        .map(|word| word.node)
    {
        Some(Keyword::Unknown) => Some(GivenValue::Unknown(need_quoted(cursor)?.node)),
        Some(_) => Some(GivenValue::NotApplicable(need_quoted(cursor)?.node)),
        None => None,
    };
    let value = match value {
        Some(value) => value,
        None => plain_value(cursor, reader, fact)?,
    };
    Some(Spanned::new(value, start.to(cursor.previous())))
}

fn plain_value(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>, fact: &Ref) -> Option<GivenValue> {
    if cursor.keyword(Keyword::From).is_some() {
        let from = cursor.need_date()?;
        let to = if cursor.keyword(Keyword::To).is_some() {
            Some(cursor.need_date()?.node)
        } else {
            None
        };
        return Some(GivenValue::Span(from.node, to));
    }
    let n_faults = cursor.faults.len();
    if let Some(date) = cursor.date() {
        return Some(GivenValue::Date(date.node));
    }
    if cursor.faults.len() > n_faults {
        return None;
    }
    if let Some(text) = cursor.quoted() {
        return Some(GivenValue::Text(text.node));
    }
    cursor.want(Want::Number);
    if let Some(choice) = reader.names.id_in_scope(reader.source, &fact.id) {
        cursor.want(Want::Of(choice));
    }
    if sees_number(cursor) {
        let amount = amount(cursor, reader)?;
        return Some(GivenValue::Number(in_its_unit(
            amount, cursor, reader, fact,
        )));
    }
    let owner = &fact.id;
    let is_option = |name: &Name| {
        name.owner
            .is_some_and(|id| reader.names.at(id).id == *owner)
    };
    let path = cursor.peek().map(|token| format!("{owner}.{}", token.text));
    let by_id = path
        .and_then(|path| reader.names.id_in_scope(reader.source, &path))
        .map(|id| (1, id));
    if let Some((length, id)) = longest(by_id, reader.name_at(cursor.rest(), is_option)) {
        let start = cursor.here();
        cursor.at += length;
        return Some(GivenValue::Option(
            reader.names.reference(id, start.to(cursor.previous())),
        ));
    }
    if cursor.keyword(Keyword::True).is_some() {
        return Some(GivenValue::Bool(true));
    }
    if cursor.keyword(Keyword::False).is_some() {
        return Some(GivenValue::Bool(false));
    }
    let fault = faults::not_a_value(cursor.rest_span());
    cursor.fault(fault);
    None
}

/// `true` or `false` alone: in Vietnamese `đúng` is elsewhere the word of a comparison.
fn truth(value: &[Token<'_>], around: &Cursor<'_, '_>) -> Option<Expr> {
    let mut cursor = Cursor {
        lexicon: around.lexicon,
        language: around.language,
        tokens: value,
        at: 0,
        line: around.line,
        faults: Vec::new(),
        wants: None,
    };
    let word = cursor.one_of(&[Keyword::True, Keyword::False])?;
    (cursor.at == value.len()).then(|| Expr {
        kind: ExprKind::Bool(word.node == Keyword::True),
        span: word.span,
    })
}

/// What is named by an id or by a name: `votes`, `votes in favour`.
fn longest(
    by_id: Option<(usize, NameId)>,
    named: Option<(usize, NameId)>,
) -> Option<(usize, NameId)> {
    named.filter(|(length, _)| *length > 1).or(by_id).or(named)
}

/// `12.500.000`, `12,5 triệu`.
fn amount(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> Option<Number> {
    let Some((number, length)) = sentence::scaled(cursor.rest(), reader.language) else {
        return number(cursor);
    };
    let start = cursor.here();
    cursor.at += length;
    let span = start.to(cursor.previous());
    number
        .map_err(|fault| cursor.fault(faults::bad_number(span, &fault)))
        .ok()
}

/// An amount in the unit that its declaration says, which may stand behind it again.
fn in_its_unit(
    amount: Number,
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
    fact: &Ref,
) -> Number {
    let declared = reader.names.unit_of(&fact.id);
    let again = match declared {
        Some(units::PERCENT) => cursor.symbol("%").is_some(),
        Some(units::POINTS) => cursor.keyword(Keyword::Points).is_some(),
        _ => false,
    };
    if again {
        return amount;
    }
    let Some((token, unit)) = cursor
        .peek()
        .and_then(|token| Some((token, sentence::unit(token, reader)?)))
    else {
        return amount;
    };
    cursor.at += 1;
    let multiple = declared.and_then(units::multiple);
    match multiple {
        Some(much) if unit == units::DONG => {
            let whole = amount.denominator.saturating_mul(much);
            figures::reduced(amount.numerator, whole, amount.notation)
        }
        _ => {
            if declared != Some(unit) {
                cursor.fault(faults::unknown_unit(
                    token.span,
                    token.text,
                    declared.unwrap_or_default(),
                ));
            }
            amount
        }
    }
}

fn sees_number(cursor: &Cursor<'_, '_>) -> bool {
    cursor
        .peek()
        .is_some_and(|token| token.kind == TokenKind::Number)
}

/// A number; what is none is told.
fn number(cursor: &mut Cursor<'_, '_>) -> Option<Number> {
    let Some(token) = cursor
        .peek()
        .filter(|token| token.kind == TokenKind::Number)
    else {
        let fault = faults::missing_number(cursor.here());
        cursor.fault(fault);
        return None;
    };
    cursor.at += 1;
    let number = figures::number(token.text, cursor.language);
    number
        .map_err(|fault| cursor.fault(faults::bad_number(token.span, &fault)))
        .ok()
}

const STATUSES: &[(Keyword, Status)] = &[
    (Keyword::Met, Status::Met),
    (Keyword::Late, Status::Late),
    (Keyword::NotMet, Status::NotMet),
    (Keyword::Pending, Status::Pending),
    (Keyword::Unknown, Status::Unknown),
    (Keyword::NotApplicable, Status::NotApplicable),
];

fn expect(cursor: &mut Cursor<'_, '_>, reader: &mut Reader<'_>) -> Option<ScenarioLine> {
    cursor.want(Want::Reference(Wanted::Rule));
    let at = cursor.at;
    if let Some(title) = cursor.quoted() {
        let (rule, called) = titled(&title, cursor, reader)?;
        return expect_rule(cursor, reader, rule, Some(called));
    }
    let rule = cursor.ident().filter(|rule| {
        let known = reader
            .names
            .id_in_scope(reader.source, &rule.node)
            .map(|id| reader.names.at(id).kind);
        matches!(known, Some(NameKind::Rule | NameKind::Principle))
    });
    let Some(rule) = rule else {
        cursor.at = at;
        return expect_value(cursor, reader);
    };
    expect_rule(cursor, reader, rule, None)
}

/// The rule of a title; the text's own before those of the texts it uses.
fn titled(
    title: &Spanned<String>,
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
) -> Option<(Ident, Ref)> {
    let wanted = title.node.trim().to_lowercase();
    let is_it = |name: &&Name| {
        let titles = [Language::En, Language::Vi]
            .into_iter()
            .flat_map(|language| name.phrases(language));
        matches!(name.kind, NameKind::Rule | NameKind::Principle)
            && titles
                .into_iter()
                .any(|phrase| phrase.one.to_lowercase() == wanted)
    };
    let found: Vec<&Name> = reader
        .names
        .visible_from(reader.source)
        .filter(is_it)
        .collect();
    let own: Vec<&Name> = found
        .iter()
        .copied()
        .filter(|name| name.source == reader.source)
        .collect();
    let rule = match (own.as_slice(), found.as_slice()) {
        ([only], _) | ([], [only]) => *only,
        ([first, second, ..], _) | ([], [first, second, ..]) => {
            let fault =
                faults::equal_names((title.span, first), (first.span, second), reader.language);
            cursor.fault(fault);
            return None;
        }
        ([], []) => {
            let near = reader
                .names
                .visible_from(reader.source)
                .filter(|name| name.kind == NameKind::Rule)
                .map(|name| name.printed(reader.language))
                .find(|printed| printed.to_lowercase().contains(&wanted));
            let near = near.map(|printed| format!("\"{printed}\""));
            cursor.fault(faults::unknown_name(
                title.span,
                &title.node,
                Wanted::Rule,
                near,
            ));
            return None;
        }
    };
    let called = Ref {
        document: rule.document.clone(),
        id: rule.id.clone(),
        span: title.span,
    };
    Some((Spanned::new(rule.id.clone(), title.span), called))
}

fn expect_rule(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
    rule: Ident,
    called: Option<Ref>,
) -> Option<ScenarioLine> {
    let requirement = match cursor.keyword(Keyword::Requirement) {
        Some(_) => Some(need_whole(cursor)?),
        None => None,
    };
    if cursor.keyword(Keyword::Needs).is_some() {
        return expect_remedy(cursor, reader, (rule, called), requirement);
    }
    let keywords: Vec<Keyword> = STATUSES.iter().map(|(keyword, _)| *keyword).collect();
    let Some(status) = cursor.one_of(&keywords) else {
        let language = cursor.language;
        let fault = faults::one_of_these(cursor.rest_span(), &keywords, language);
        cursor.fault(fault);
        return None;
    };
    let node = STATUSES
        .iter()
        .find(|(keyword, _)| *keyword == status.node)
        .map(|(_, status)| *status)?;
    let period = in_period(cursor);
    Some(ScenarioLine::ExpectStatus {
        rule,
        called,
        requirement,
        status: Spanned::new(node, status.span),
        period,
    })
}

fn unknown_rule(cursor: &mut Cursor<'_, '_>, reader: &Reader<'_>) -> Option<ScenarioLine> {
    let (span, typed) = (cursor.here(), cursor.peek().map_or("", |token| token.text));
    let near = reader
        .names
        .nearest(reader.source, reader.language, typed, |name| {
            name.kind == NameKind::Rule
        });
    if reader
        .names
        .may_be_lost(reader.source, cursor.rest().get(..1).unwrap_or(&[]))
    {
        cursor.fault(faults::lost(span));
        return None;
    }
    cursor.fault(faults::unknown_name(
        span,
        typed,
        Wanted::Rule,
        near.map(|(_, spelling)| spelling),
    ));
    None
}

fn need_whole(cursor: &mut Cursor<'_, '_>) -> Option<Spanned<u32>> {
    let number = cursor.whole();
    if number.is_none() {
        let fault = faults::missing_number(cursor.here());
        cursor.fault(fault);
    }
    number
}

fn expect_remedy(
    cursor: &mut Cursor<'_, '_>,
    reader: &Reader<'_>,
    (rule, called): (Ident, Option<Ref>),
    requirement: Option<Spanned<u32>>,
) -> Option<ScenarioLine> {
    let mut more = more_or_fewer(cursor);
    let start = cursor.here();
    let amount = Spanned::new(number(cursor)?, start);
    more = more.or_else(|| more_or_fewer(cursor));
    let Some(more) = more else {
        let language = cursor.language;
        let fault = faults::one_of_these(cursor.here(), &[Keyword::More, Keyword::Fewer], language);
        cursor.fault(fault);
        return None;
    };
    let fact = fact(cursor, reader, None)?;
    let period = in_period(cursor);
    Some(ScenarioLine::ExpectRemedy {
        rule,
        called,
        requirement,
        amount,
        more,
        fact,
        period,
    })
}

fn more_or_fewer(cursor: &mut Cursor<'_, '_>) -> Option<bool> {
    cursor
        .one_of(&[Keyword::More, Keyword::Fewer])
        .map(|word| word.node == Keyword::More)
}

fn expect_value(cursor: &mut Cursor<'_, '_>, reader: &mut Reader<'_>) -> Option<ScenarioLine> {
    let looks_like_rule = cursor.rest().iter().all(|token| !token.is("="));
    if looks_like_rule
        && reader
            .name_at(cursor.rest(), |name| name.kind != NameKind::Rule)
            .is_none()
    {
        return unknown_rule(cursor, reader);
    }
    let name = fact(cursor, reader, None)?;
    if cursor.symbol("=").is_none() {
        let fault = faults::given_without_equals(cursor.here());
        cursor.fault(fault);
        return None;
    }
    let rest = cursor.rest();
    let end = (0..rest.len()).rev().find(|at| {
        let after = Cursor {
            lexicon: cursor.lexicon,
            language: cursor.language,
            tokens: rest,
            at: *at,
            line: cursor.line,
            faults: Vec::new(),
            wants: None,
        };
        after.sees(Keyword::InPeriod)
    });
    let value = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
    cursor.at += value.len();
    if value.is_empty() {
        cursor.want(Want::Number);
        let fault = faults::not_a_value(cursor.here());
        cursor.fault(fault);
        return None;
    }
    let period = in_period(cursor);
    let value = match truth(value, cursor) {
        Some(value) => value,
        None => sentence::expression(value, reader)?,
    };
    Some(ScenarioLine::ExpectValue {
        name,
        value,
        period,
    })
}
