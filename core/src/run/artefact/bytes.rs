//! Values as bytes and back. Nothing read is trusted: no length is taken for an allocation, every
//! nesting is bounded before it is entered, every position is held against what there is.

use std::rc::Rc;

use jiff_core::civil::Date;

use super::named::Names;
use crate::run::number::Number;
use crate::run::program::DefinitionId;

/// Deepest nesting of lists and branches that is read. Rule text comes nowhere near.
const MOST_NESTING: u32 = 512;

/// A value that can be written as bytes and read back. Equal values are equal bytes.
pub(crate) trait Coded: Sized {
    fn write(&self, to: &mut Writer);

    /// The value, or none where the bytes are not what `write` writes.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// Bytes being written.
pub(crate) struct Writer {
    bytes: Vec<u8>,
    of_meaning: bool,
    names: Option<Rc<Names>>,
}

impl Writer {
    /// For an artefact: all there is.
    pub(super) fn of_all() -> Self {
        Self {
            bytes: Vec::new(),
            of_meaning: false,
            names: None,
        }
    }

    /// For the digest of meaning: less what changes no verdict.
    pub(super) fn of_meaning() -> Self {
        Self {
            bytes: Vec::new(),
            of_meaning: true,
            names: None,
        }
    }

    /// For the meaning of a part alone, held against that of another program: what it names is
    /// written by name, since positions are a program's own.
    pub(super) fn of_named(names: Rc<Names>) -> Self {
        Self {
            names: Some(names),
            ..Self::of_meaning()
        }
    }

    /// What is written instead of positions, if anything.
    pub(super) fn names(&self) -> Option<Rc<Names>> {
        self.names.clone()
    }

    pub(super) fn is_of_meaning(&self) -> bool {
        self.of_meaning
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    pub(super) fn written(self) -> Vec<u8> {
        self.bytes
    }
}

/// Bytes being read.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    /// How many values of each kind there are, against which positions are held.
    pub(super) counts: Counts,
    /// Definitions named so far.
    pub(super) named: Vec<DefinitionId>,
    /// The deepest nesting so far.
    pub(super) deepest: u32,
    depth: u32,
}

/// How many values of each kind a program has.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) documents: u32,
    pub(super) levels: u32,
    pub(super) collections: u32,
    pub(super) facts: u32,
    pub(super) rules: u32,
    pub(super) versions: u32,
    pub(super) definitions: u32,
    pub(super) calendars: u32,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            counts: Counts::default(),
            named: Vec::new(),
            deepest: 0,
            depth: 0,
        }
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }

    /// A position among so many.
    pub(super) fn position(&mut self, among: u32) -> Option<u32> {
        u32::read(self).filter(|position| *position < among)
    }

    /// So many values.
    pub(super) fn values<T: Coded>(&mut self, count: u32) -> Option<Vec<T>> {
        self.nested(|from| {
            let mut values = Vec::new();
            for _ in 0..count {
                values.push(T::read(from)?);
            }
            Some(values)
        })
    }

    /// Reads one level further down. What fails is given up whole, so the level need not be restored.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        if self.depth > MOST_NESTING {
            return None;
        }
        self.deepest = self.deepest.max(self.depth);
        let value = read(self)?;
        self.depth -= 1;
        Some(value)
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
impl Coded for u32 {
    fn write(&self, to: &mut Writer) {
        let mut left = *self;
        while left > 0x7f {
            to.byte(left.to_le_bytes()[0] | 0x80);
            left >>= 7;
        }
        to.byte(left.to_le_bytes()[0]);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = Self::from(from.byte()?);
            value |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Coded for u16 {
    fn write(&self, to: &mut Writer) {
        u32::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        u32::read(from)?.try_into().ok()
    }
}

impl Coded for i8 {
    fn write(&self, to: &mut Writer) {
        to.bytes(&self.to_le_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.take().map(Self::from_le_bytes)
    }
}

impl Coded for bool {
    fn write(&self, to: &mut Writer) {
        to.byte(u8::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Coded for String {
    fn write(&self, to: &mut Writer) {
        length(self.len()).write(to);
        to.bytes(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let length = usize::try_from(u32::read(from)?).ok()?;
        let (text, rest) = from.bytes.split_at_checked(length)?;
        from.bytes = rest;
        Some(std::str::from_utf8(text).ok()?.to_owned())
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn write(&self, to: &mut Writer) {
        length(self.len()).write(to);
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let count = u32::read(from)?;
        from.values(count)
    }
}

impl<T: Coded> Coded for Box<T> {
    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.nested(T::read).map(Self::new)
    }
}

impl<T: Coded> Coded for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        if bool::read(from)? {
            T::read(from).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<A: Coded, B: Coded> Coded for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

impl Coded for Date {
    fn write(&self, to: &mut Writer) {
        to.bytes(&self.year().to_le_bytes());
        self.month().write(to);
        self.day().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let year = i16::from_le_bytes(from.take()?);
        Self::new(year, i8::read(from)?, i8::read(from)?).ok()
    }
}

impl Coded for Number {
    fn write(&self, to: &mut Writer) {
        let (numerator, denominator) = self.parts();
        to.bytes(&numerator.to_le_bytes());
        to.bytes(&denominator.to_le_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (numerator, denominator) = (from.take()?, from.take()?);
        Self::ratio(
            i128::from_le_bytes(numerator),
            i128::from_le_bytes(denominator),
        )
    }
}

/// INVARIANT: no program holds four thousand million of anything; its texts are bounded.
pub(super) fn length(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
