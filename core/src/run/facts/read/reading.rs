//! One report while it is read: what was met so far, and the problems found.

use super::{MOST_ID_BYTES, MOST_PROBLEMS, Vocabulary};
use crate::run::calendar::period::Period;
use crate::run::facts::names::{Miss, Names, Target};
use crate::run::facts::{Problem, ProblemCode};
use crate::run::json::{Json, shorten};
use crate::run::ordered::Set;
use crate::run::program::LevelId;

/// Where in the report something stands.
#[derive(Clone)]
pub(in crate::run::facts) struct Place {
    pub(in crate::run::facts) body: String,
    pub(in crate::run::facts) level: LevelId,
    /// Levels of the bodies it took over from, whose facts it reports in their stead.
    pub(in crate::run::facts) took_over: Vec<LevelId>,
    pub(in crate::run::facts) period: Option<Period>,
}

/// One report being read.
pub(in crate::run::facts) struct Reading<'r, 'p> {
    pub(super) names: &'r Names<'p>,
    pub(super) vocabulary: &'r Vocabulary,
    pub(in crate::run::facts) problems: Problems,
    /// The predecessors within whose reports it reads, one within the other.
    pub(super) under: String,
    /// All bodies met so far, by the predecessors they are told within, and those met again.
    pub(super) bodies: Set<(String, (LevelId, String))>,
    pub(super) repeated: Set<(LevelId, String)>,
    /// All periods spoken of so far.
    pub(super) periods: Set<Period>,
    /// The years of them all, added up.
    pub(super) years: usize,
    /// Rows of all rosters so far.
    pub(in crate::run::facts) members: usize,
    pub(super) outline: Vec<PeriodRead>,
}

/// What one period of a body was read from: where in the list the problems of its entries stand.
pub(in crate::run::facts) struct PeriodRead {
    /// The body, as problems name it.
    pub(in crate::run::facts) body: String,
    pub(in crate::run::facts) period: Period,
    /// How many problems there were before, and how many rows.
    pub(in crate::run::facts) before: (usize, usize),
    /// How many there were after each entry, and how many rows in all rosters.
    pub(in crate::run::facts) after: Vec<(usize, usize)>,
}

impl<'r, 'p> Reading<'r, 'p> {
    pub(in crate::run::facts) fn new(names: &'r Names<'p>, vocabulary: &'r Vocabulary) -> Self {
        Self {
            names,
            vocabulary,
            problems: Problems::new(vocabulary.limits.problems),
            under: String::new(),
            bodies: Set::new(),
            repeated: Set::new(),
            periods: Set::new(),
            years: 0,
            members: 0,
            outline: Vec::new(),
        }
    }

    /// Whether one more body, or a period of so many years more, would have too much judged.
    pub(super) fn is_full(&self, bodies: usize, years: usize) -> bool {
        let times = (self.bodies.len() + bodies).saturating_mul(self.years + years);
        times > self.vocabulary.limits.times
    }

    /// What a key means to a body, on its own account or in its predecessors' stead.
    pub(super) fn target(&self, place: &Place, key: &str) -> Option<Target> {
        let mut levels = std::iter::once(&place.level).chain(&place.took_over);
        levels.find_map(|level| self.names.resolve(*level, key))
    }

    pub(super) fn problem(
        &mut self,
        place: &Place,
        code: ProblemCode,
        fact: impl Into<String>,
        found: Option<String>,
        expected: Option<String>,
    ) {
        let period = place.period.map(|period| period.to_string());
        let problem = Problem {
            code,
            body: place.body.clone(),
            period,
            fact: fact.into(),
            found,
            expected,
        };
        self.problems.list(problem);
    }

    pub(super) fn wrong_type(
        &mut self,
        place: &Place,
        fact: impl Into<String>,
        json: &Json,
        expected: &str,
    ) {
        self.problem(
            place,
            ProblemCode::WrongType,
            fact,
            Some(json.shown()),
            Some(expected.to_owned()),
        );
    }

    /// Lists a name that stands for nothing; the nearest is sought only for what is listed.
    pub(super) fn unknown_name(
        &mut self,
        place: &Place,
        path: &str,
        name: &str,
        explain: impl FnOnce() -> Miss,
    ) {
        let miss = if self.problems.is_full() {
            Miss::Unknown(None)
        } else {
            explain()
        };
        let (code, expected) = match miss {
            Miss::Unknown(nearest) => (ProblemCode::UnknownName, nearest),
            Miss::WrongLevel(levels) => (ProblemCode::WrongLevel, Some(levels)),
        };
        self.problem(place, code, path, Some(shorten(name)), expected);
    }
}

/// The problems found, up to the limit; the last one then says that there are more.
pub(in crate::run::facts) struct Problems {
    listed: Vec<Problem>,
    most: usize,
}

impl Default for Problems {
    fn default() -> Self {
        Self::new(MOST_PROBLEMS)
    }
}

impl Problems {
    fn new(most: usize) -> Self {
        Self {
            listed: Vec::new(),
            most,
        }
    }

    pub(in crate::run::facts) fn list(&mut self, problem: Problem) {
        match self.listed.len() {
            n if n < self.most => self.listed.push(problem),
            n if n == self.most => self.listed.push(Problem {
                code: ProblemCode::TooLarge,
                body: problem.body,
                period: None,
                fact: "problems".to_owned(),
                found: Some(format!("> {n}")),
                expected: None,
            }),
            _ => {}
        }
    }

    pub(in crate::run::facts) fn len(&self) -> usize {
        self.listed.len()
    }

    pub(in crate::run::facts) fn listed(&self) -> &[Problem] {
        &self.listed
    }

    fn is_full(&self) -> bool {
        self.listed.len() >= self.most
    }

    pub(in crate::run::facts) fn into_vec(self) -> Vec<Problem> {
        self.listed
    }
}

/// An id: a string, or a number's digits.
pub(in crate::run::facts) fn read_id(json: &Json) -> Option<&str> {
    match json {
        Json::String(id) | Json::Number(id) if (1..=MOST_ID_BYTES).contains(&id.len()) => Some(id),
        Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Array(_)
        | Json::Object(_) => None,
    }
}
