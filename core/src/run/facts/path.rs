//! Paths of facts: `[LEVEL:ID/][PERIOD/]FACT`, as verdicts, forms and CSV columns name them.
//!
//! `hamlet_heads`, `hamlet_heads.trained`, `hamlet_heads[h2].trained`,
//! `commune:ang-to/2025/dialogue`. An id of other characters than letters, digits, `-` and `_`
//! stands in quotes: `commune:"a/b"`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::run::calendar::period::Period;

/// The id of a body in the path of a fact that some body of the level has yet to report, nobody knows which.
pub const UNREPORTED: &str = "?";

/// The path of a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// Level and id of the body, where it is named.
    pub body: Option<(String, String)>,
    /// The period, where it is named.
    pub period: Option<Period>,
    /// A fact of the body, or a collection.
    pub name: String,
    /// The member of the collection.
    pub member: Option<String>,
    /// The fact of the members, or of this one.
    pub fact: Option<String>,
}

/// A path among those of one list, which differ in their bodies and members: these are looked at first, as they are
/// met when the list is gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::run) struct ByMember<P>(pub(in crate::run) P);

impl<P: AsRef<Path>> ByMember<P> {
    fn key(&self) -> impl Ord + '_ {
        let path = self.0.as_ref();
        (
            &path.body,
            &path.member,
            &path.fact,
            &path.name,
            path.period,
        )
    }
}

impl<P: AsRef<Path> + Eq> PartialOrd for ByMember<P> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<P: AsRef<Path> + Eq> Ord for ByMember<P> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl AsRef<Path> for Path {
    fn as_ref(&self) -> &Path {
        self
    }
}

/// The text is not the path of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a path: write [LEVEL:ID/][PERIOD/]FACT, as in commune:ang-to/2025/hamlet_heads[h2].trained"
)]
pub struct NotAPath;

impl Path {
    /// The path of a name alone.
    pub fn of(name: impl Into<String>) -> Self {
        Self {
            body: None,
            period: None,
            name: name.into(),
            member: None,
            fact: None,
        }
    }

    /// A fact of the members of a collection.
    pub fn of_members(collection: impl Into<String>, fact: impl Into<String>) -> Self {
        Self {
            fact: Some(fact.into()),
            ..Self::of(collection)
        }
    }

    /// A fact of one member of a roster.
    pub fn of_member(
        collection: impl Into<String>,
        member: impl Into<String>,
        fact: impl Into<String>,
    ) -> Self {
        Self {
            member: Some(member.into()),
            ..Self::of_members(collection, fact)
        }
    }

    /// The same fact of a body.
    #[must_use]
    pub fn at_body(self, level: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            body: Some((level.into(), id.into())),
            ..self
        }
    }

    /// The same fact in a period.
    #[must_use]
    pub fn in_period(self, period: Period) -> Self {
        Self {
            period: Some(period),
            ..self
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Told {
            path: self,
            body: true,
            period: true,
        }
        .fmt(f)
    }
}

/// A path without what the reader knows.
pub(in crate::run) struct Told<'p> {
    /// All of it.
    pub(in crate::run) path: &'p Path,
    /// Whether its body is told.
    pub(in crate::run) body: bool,
    /// Whether its period is told.
    pub(in crate::run) period: bool,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, body, period } = self;
        if let Some((level, id)) = path.body.as_ref().filter(|_| *body) {
            write!(f, "{level}:{}/", Id(id))?;
        }
        if let Some(period) = path.period.filter(|_| *period) {
            write!(f, "{period}/")?;
        }
        f.write_str(&path.name)?;
        if let Some(member) = &path.member {
            write!(f, "[{}]", Id(member))?;
        }
        match &path.fact {
            Some(fact) => write!(f, ".{fact}"),
            None => Ok(()),
        }
    }
}

/// An id in a path, in quotes where it needs them.
pub struct Id<'a>(pub &'a str);

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_empty() && self.0.chars().all(is_bare) {
            return f.write_str(self.0);
        }
        f.write_str("\"")?;
        for letter in self.0.chars() {
            if matches!(letter, '"' | '\\') {
                f.write_str("\\")?;
            }
            write!(f, "{letter}")?;
        }
        f.write_str("\"")
    }
}

fn is_bare(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_')
}

impl FromStr for Path {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        Cursor { rest: text }.path().ok_or(NotAPath)
    }
}

/// What of the text is still to be read.
struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    fn path(mut self) -> Option<Path> {
        let mut word = self.word()?;
        let mut body = None;
        if self.eat(":") {
            body = Some((word.to_owned(), self.id()?));
            if !self.eat("/") {
                return None;
            }
            word = self.word()?;
        }
        let mut period = None;
        if self.eat("/") {
            period = Some(word.parse().ok()?);
            word = self.word()?;
        }
        let name = if word.chars().all(is_bare) {
            word.to_owned()
        } else {
            return None;
        };
        let member = if self.eat("[") {
            let id = self.id()?;
            if !self.eat("]") {
                return None;
            }
            Some(id)
        } else {
            None
        };
        let fact = if self.eat(".") {
            Some(self.bare()?.to_owned())
        } else {
            None
        };
        if self.rest.is_empty() {
            Some(Path {
                body,
                period,
                name,
                member,
                fact,
            })
        } else {
            None
        }
    }

    /// A name, or a period; one of two days holds dots.
    fn word(&mut self) -> Option<&'t str> {
        let text = self.rest;
        let first = self.bare()?;
        if !self.eat("..") {
            return Some(first);
        }
        let last = self.bare()?;
        text.get(..first.len() + 2 + last.len())
    }

    fn bare(&mut self) -> Option<&'t str> {
        let end = self
            .rest
            .find(|letter| !is_bare(letter))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        if word.is_empty() { None } else { Some(word) }
    }

    fn id(&mut self) -> Option<String> {
        if !self.eat("\"") {
            return self.bare().map(str::to_owned);
        }
        let mut id = String::new();
        let mut letters = self.rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(id);
                }
                '\\' => id.push(letters.next()?.1),
                _ => id.push(letter),
            }
        }
        None
    }

    fn eat(&mut self, sign: &str) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_printed_back() {
        let year: Period = "2025".parse().unwrap();
        let school: Period = "2024-09-01..2025-08-31".parse().unwrap();
        for (text, path) in [
            ("hamlet_heads", Path::of("hamlet_heads")),
            (
                "hamlet_heads.trained",
                Path::of_members("hamlet_heads", "trained"),
            ),
            (
                "hamlet_heads[h2].trained",
                Path::of_member("hamlet_heads", "h2", "trained"),
            ),
            ("2025/plan", Path::of("plan").in_period(year)),
            (
                "2024-09-01..2025-08-31/plan",
                Path::of("plan").in_period(school),
            ),
            (
                "commune:ang-to/2025/dialogue",
                Path::of("dialogue")
                    .in_period(year)
                    .at_body("commune", "ang-to"),
            ),
            (
                "commune:ang-to/dialogue",
                Path::of("dialogue").at_body("commune", "ang-to"),
            ),
            (
                "commune:\"a/b \\\"c\\\\\"/people[\"0.1\"].x",
                Path::of_member("people", "0.1", "x").at_body("commune", "a/b \"c\\"),
            ),
            ("people[\"\"].x", Path::of_member("people", "", "x")),
            (
                "xã:ẳng-tở/dialogue",
                Path::of("dialogue").at_body("xã", "ẳng-tở"),
            ),
        ] {
            assert_eq!(text.parse(), Ok(path.clone()), "{text}");
            assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in [
            "",
            "/",
            "a/b",
            "commune:x",
            "commune:/a",
            "a[",
            "a[]",
            "a[b",
            "a.",
            ".a",
            "a.b.c",
            "a b",
            "commune:\"x/a",
            "2025/",
            "2025-13/a",
            "a..b",
            "a[b]c",
        ] {
            assert_eq!(text.parse::<Path>(), Err(NotAPath), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_ids_survive_a_round(body in ".*", member in ".*") {
            let path = Path::of_member("people", member, "trained").at_body("commune", body);
            proptest::prop_assert_eq!(path.to_string().parse(), Ok(path));
        }

        #[test]
        fn any_text_is_answered(text in ".*") {
            if let Ok(path) = text.parse::<Path>() {
                proptest::prop_assert_eq!(path.to_string().parse(), Ok(path));
            }
        }
    }
}
