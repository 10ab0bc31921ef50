//! Reports from JSON text straight into slots, without a tree between.
//!
//! Only what is written plainly is read: known keys, whole numbers, days. At anything else the scan stops, and
//! the report is for the full reader; it stops as well at whatever that one would have a problem with.

use std::collections::HashMap;

use super::shape::{Shape, Statuses};
use super::slots::{BLANK, Keeping, Keys, MOST, NO, NOT_APPLICABLE, UNKNOWN, YES, day};
use crate::run::calendar::iso;
use crate::run::calendar::period::Period;
use crate::run::facts::keys::{Key, Target};
use crate::run::facts::read::MOST_ID_BYTES;
use crate::run::program::{FactKind, LevelId, Program};

/// A slot for which `null` was written: blank, and not to be written again.
const NULL: i64 = -4;

/// The keys of a level as they stand in texts.
#[derive(Debug)]
pub(super) struct Spelled {
    /// Each with its quotation marks and colon.
    texts: Vec<Box<[u8]>>,
    places: HashMap<Box<[u8]>, u32>,
    /// The slots of a number of members and of for how many of them something holds, which are never more.
    parts: Vec<(u32, u32)>,
    /// The slots of a number of members and of what they have together: nobody has nothing.
    sums: Vec<(u32, u32)>,
    /// The options of each that is a choice.
    options: Vec<Box<[Box<str>]>>,
}

impl Spelled {
    pub(super) fn new(keys: &Keys, program: &Program) -> Self {
        let name = |at: usize| keys.all.get(at).map_or("", |key| key.name.as_str());
        let all = 0..keys.len();
        let options = |key: &Key| match key.target {
            Target::Fact(id) => match program.facts.get(id.index()).map(|fact| &fact.kind) {
                Some(FactKind::Choice(options)) => {
                    options.iter().map(|(id, _)| id.as_str().into()).collect()
                }
                _ => Box::default(),
            },
            Target::Collection(_) | Target::Total(..) => Box::default(),
        };
        Self {
            texts: all
                .clone()
                .map(|at| format!("\"{}\":", name(at)).into_bytes().into())
                .collect(),
            places: all
                .map(|at| (name(at).as_bytes().into(), u32::try_from(at).unwrap_or(0)))
                .collect(),
            parts: keys.parts(program),
            sums: keys.sums(program),
            options: keys.all.iter().map(options).collect(),
        }
    }

    /// The slots of a number of members, each with one of for how many of them something holds.
    pub(super) fn parts(&self) -> &[(u32, u32)] {
        &self.parts
    }

    /// The slots of a number of members, each with one of what they have together.
    pub(super) fn sums(&self) -> &[(u32, u32)] {
        &self.sums
    }

    /// The options of each key.
    pub(super) fn options(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.options.iter().map(|options| &**options)
    }
}

/// What a scan keeps from report to report.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The slots of the report.
    pub(super) slots: Vec<i64>,
    /// What decides when it is judged.
    pub(super) shape: Option<Shape>,
    /// After each key of a level, the one that followed it last.
    follows: Vec<Vec<u32>>,
    /// The key of a period as it stood last, and the period.
    known: Vec<(Box<[u8]>, Period)>,
}

/// Reads a report into the slots of a scratch, and answers its body's id; none where the full reader must.
pub(super) fn scan<'t>(
    statuses: &Statuses<'_>,
    text: &'t str,
    scratch: &mut Scratch,
) -> Option<&'t str> {
    if text.len() > statuses.limits.bytes {
        return None;
    }
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        at: 0,
    };
    let id = scan.report(statuses, scratch)?;
    scan.blank();
    (scan.at == text.len()).then_some(id)
}

/// A place in a text.
struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

/// The parts of a report beside its body, each told at most once.
const PARTS: [&[u8]; 5] = [b"luat", b"within", b"below", b"predecessors", b"periods"];

impl<'t> Scan<'t> {
    fn report(&mut self, statuses: &Statuses<'_>, scratch: &mut Scratch) -> Option<&'t str> {
        self.sign(b'{')?;
        let mut met = [false; PARTS.len()];
        let mut body = None;
        let mut around = Vec::new();
        loop {
            let key = self.key()?;
            if let Some(met) = PARTS
                .iter()
                .position(|part| *part == key)
                .and_then(|at| met.get_mut(at))
                && std::mem::replace(met, true)
            {
                return None;
            }
            match key {
                b"luat" => (self.number()? == 1).then_some(())?,
                b"body" if body.is_none() => body = Some(self.body(statuses)?),
                b"within" => around = self.within(statuses)?,
                b"below" | b"predecessors" => self.nothing()?,
                b"periods" => {
                    let (level, _) = body?;
                    let shape = scratch.shape.get_or_insert_with(|| Shape {
                        level,
                        within: Vec::new(),
                        periods: Vec::new(),
                    });
                    shape.level = level;
                    shape.periods.clear();
                    scratch.slots.clear();
                    self.periods(statuses, level, scratch)?;
                }
                _ => return None,
            }
            if !self.goes_on()? {
                break;
            }
        }
        let [.., periods] = met;
        let (level, id) = body.filter(|_| periods)?;
        statuses.is_plain(level, id).then_some(())?;
        let shape = scratch.shape.as_mut()?;
        shape.within = statuses.singled_out((level, id), &around);
        Some(id)
    }

    /// `{"level": "commune", "id": "ang-to", "name": "…"}`.
    fn body(&mut self, statuses: &Statuses<'_>) -> Option<(LevelId, &'t str)> {
        self.sign(b'{')?;
        let (mut level, mut id, mut name) = (None, None, false);
        loop {
            match self.key()? {
                b"level" if level.is_none() => {
                    level = Some(statuses.program.level_named(self.string()?)?);
                }
                b"id" if id.is_none() => {
                    let fits = |id: &&str| (1..=MOST_ID_BYTES).contains(&id.len());
                    id = Some(Some(self.string()?).filter(fits)?);
                }
                b"name" if !name => {
                    name = true;
                    self.word(b"null").or_else(|| self.string().map(|_| ()))?;
                }
                _ => return None,
            }
            if !self.goes_on()? {
                return level.zip(id);
            }
        }
    }

    /// `["district:muong-ang"]`.
    fn within(&mut self, statuses: &Statuses<'_>) -> Option<Vec<(LevelId, &'t str)>> {
        let mut around = Vec::new();
        if self.word(b"null").is_some() {
            return Some(around);
        }
        self.sign(b'[')?;
        if self.sign(b']').is_some() {
            return Some(around);
        }
        loop {
            let (level, id) = self.string()?.split_once(':')?;
            (!id.is_empty()).then_some(())?;
            around.push((statuses.program.level_named(level)?, id));
            if self.sign(b']').is_some() {
                return Some(around);
            }
            self.sign(b',')?;
        }
    }

    /// `null` or `[]`.
    fn nothing(&mut self) -> Option<()> {
        self.word(b"null").or_else(|| {
            self.sign(b'[')?;
            self.sign(b']')
        })
    }

    fn periods(
        &mut self,
        statuses: &Statuses<'_>,
        level: LevelId,
        scratch: &mut Scratch,
    ) -> Option<()> {
        let (keys, spelled) = statuses.spelled(level)?;
        let places = level.index() + 1;
        if scratch.follows.len() < places {
            scratch.follows.resize(places, Vec::new());
        }
        let follows = scratch.follows.get_mut(level.index())?;
        follows.resize(keys.len() + 1, 0);
        let shape = scratch.shape.as_mut()?;
        let mut years = 0;
        self.sign(b'{')?;
        if self.sign(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.key()?;
            let nth = shape.periods.len();
            let period = match scratch.known.get(nth) {
                Some((last, period)) if **last == *key => *period,
                _ => {
                    let period: Period = std::str::from_utf8(key).ok()?.parse().ok()?;
                    scratch.known.truncate(nth);
                    scratch.known.push((key.into(), period));
                    period
                }
            };
            let order = |period: Period| (period.start, std::cmp::Reverse(period.end));
            let follows_last = shape
                .periods
                .last()
                .is_none_or(|(last, _)| order(*last) < order(period));
            let most = statuses.limits.periods.min(statuses.limits.times);
            years += period.years();
            if !follows_last || years > most {
                return None;
            }
            let begin = scratch.slots.len();
            scratch.slots.resize(begin + keys.len(), BLANK);
            let slots = scratch.slots.get_mut(begin..)?;
            let closed = self.entries((keys, spelled), period, slots, follows)?;
            shape.periods.push((period, closed));
            if !self.goes_on()? {
                return Some(());
            }
        }
    }

    /// What is reported under a period; answers whether it is declared final.
    fn entries(
        &mut self,
        (keys, spelled): (&Keys, &Spelled),
        period: Period,
        slots: &mut [i64],
        follows: &mut [u32],
    ) -> Option<bool> {
        self.sign(b'{')?;
        let (mut closed, mut last, mut nulls) = (None, keys.len(), false);
        let mut goes_on = self.sign(b'}').is_none();
        while goes_on {
            self.blank();
            let next = follows.get_mut(last)?;
            let expected = spelled.texts.get(*next as usize);
            let place = if let Some(text) = expected.filter(|text| self.starts_with(text)) {
                self.at += text.len();
                *next as usize
            } else {
                match self.key()? {
                    b"final" if closed.is_none() => {
                        closed = Some(match self.yes_or_no() {
                            Some(closed) => closed,
                            None => self.word(b"null").map(|()| false)?,
                        });
                        goes_on = self.goes_on()?;
                        continue;
                    }
                    key => *next = *spelled.places.get(key)?,
                }
                *next as usize
            };
            last = place;
            let value = self.value((keys, spelled), place, period)?;
            let slot = slots.get_mut(place).filter(|slot| **slot == BLANK)?;
            *slot = value;
            nulls |= value == NULL;
            goes_on = self.goes_on()?;
        }
        if nulls {
            let nulls = slots.iter_mut().filter(|slot| **slot == NULL);
            nulls.for_each(|slot| *slot = BLANK);
        }
        let at = |slot: &u32| slots.get(*slot as usize).copied().unwrap_or(BLANK);
        let mut parts = spelled.parts.iter();
        let fits = parts.all(|(whole, part)| at(part) <= at(whole) || at(whole) < 0);
        let mut sums = spelled.sums.iter();
        let fits = fits && sums.all(|(whole, sum)| at(whole) != 0 || at(sum) <= 0);
        fits.then_some(closed.unwrap_or(false))
    }

    fn value(
        &mut self,
        (keys, spelled): (&Keys, &Spelled),
        place: usize,
        period: Period,
    ) -> Option<i64> {
        self.blank();
        let keeping = *keys.keeping.get(place)?;
        let lead = *self.bytes.get(self.at)?;
        match (lead, keeping) {
            (b'0'..=b'9', Keeping::Number) => self.number(),
            (b'n', _) => self.word(b"null").map(|()| NULL),
            (b'{', _) => self.declared(),
            (b't' | b'f', Keeping::Deed | Keeping::YesNo) => {
                self.yes_or_no().map(|yes| if yes { YES } else { NO })
            }
            (b'"', Keeping::Deed) => {
                let date = iso::parse_date(self.string()?)?;
                let bound = keys.all.get(place)?.bound_to_period;
                (!bound || date >= period.start).then(|| day(date))
            }
            (b'"', Keeping::Choice(_)) => {
                let chosen = self.string()?;
                let mut options = spelled.options.get(place)?.iter();
                let position = options.position(|id| **id == *chosen)?;
                i64::try_from(position).ok()
            }
            _ => None,
        }
    }

    /// `{"unknown": "…"}` or `{"not_applicable": "…"}`.
    fn declared(&mut self) -> Option<i64> {
        self.sign(b'{')?;
        let value = match self.key()? {
            b"unknown" => UNKNOWN,
            b"not_applicable" => NOT_APPLICABLE,
            _ => return None,
        };
        self.string()?;
        self.sign(b'}').map(|()| value)
    }

    /// A whole number that a slot can hold.
    fn number(&mut self) -> Option<i64> {
        self.blank();
        let begin = self.at;
        let mut number: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.bytes.get(self.at) {
            number = number
                .wrapping_mul(10)
                .wrapping_add(i64::from(digit - b'0'));
            self.at += 1;
            // So that it cannot leave 64 bits.
            if number >= MOST {
                return None;
            }
        }
        let lead = *self.bytes.get(begin)?;
        let length = self.at - begin;
        let is_plain = !matches!(self.bytes.get(self.at), Some(b'.' | b'e' | b'E'));
        (length == 1 || length > 1 && lead != b'0')
            .then_some(number)
            .filter(|_| is_plain)
    }

    fn yes_or_no(&mut self) -> Option<bool> {
        if self.word(b"true").is_some() {
            Some(true)
        } else {
            self.word(b"false").map(|()| false)
        }
    }

    /// A text without escapes.
    fn string(&mut self) -> Option<&'t str> {
        self.sign(b'"')?;
        let begin = self.at;
        loop {
            match *self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' | ..0x20 => return None,
                _ => self.at += 1,
            }
        }
        let text = self.text.get(begin..self.at);
        self.at += 1;
        text
    }

    /// The name of an entry, and its colon.
    fn key(&mut self) -> Option<&'t [u8]> {
        let key = self.string()?;
        self.sign(b':')?;
        Some(key.as_bytes())
    }

    /// Whether another entry of an object follows; none where neither that nor its end does.
    fn goes_on(&mut self) -> Option<bool> {
        self.blank();
        let sign = *self.bytes.get(self.at)?;
        self.at += 1;
        match sign {
            b',' => Some(true),
            b'}' => Some(false),
            _ => None,
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.blank();
        self.starts_with(word).then(|| self.at += word.len())
    }

    fn sign(&mut self, sign: u8) -> Option<()> {
        self.blank();
        (self.bytes.get(self.at) == Some(&sign)).then(|| self.at += 1)
    }

    fn starts_with(&self, text: &[u8]) -> bool {
        let rest = self.bytes.get(self.at..);
        rest.is_some_and(|rest| rest.starts_with(text))
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }
}
