//! The rules that are served: read together, replaced together.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use luat_core::run::limits::Limits;
use luat_core::{Ruleset, author};
use luat_grammar::Language;
use luat_grammar::diagnostic::{Diagnostic, Text};

use crate::failure::Failure;
use crate::files;
use crate::rules::{Rules, compiled};

/// Rules under the name by which requests ask for them.
pub(crate) struct Shelved {
    /// As given, else the ids of the documents joined by `+`.
    pub(super) name: String,
    pub(super) rules: Ruleset,
}

/// All rules that are served, in the order given.
pub(crate) struct Shelf(Vec<Arc<Shelved>>);

#[cfg(test)]
impl From<Ruleset> for Shelf {
    fn from(rules: Ruleset) -> Self {
        let name = rules.program().id.clone();
        Self(vec![Arc::new(Shelved { name, rules })])
    }
}

impl Shelf {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Shelved>> {
        self.0.iter()
    }

    /// The rules of a name; without a name those that are served alone.
    pub(super) fn named(&self, name: Option<&str>) -> Option<&Arc<Shelved>> {
        match (name, self.0.as_slice()) {
            (None, [alone]) => Some(alone),
            (None, _) => None,
            (Some(name), all) => all.iter().find(|one| one.name == name),
        }
    }

    /// All names.
    pub(super) fn names(&self) -> Vec<&str> {
        self.0.iter().map(|one| one.name.as_str()).collect()
    }
}

/// Where rules stand.
pub(crate) struct Places {
    each: Vec<Place>,
    /// How much a report may hold.
    limits: Limits,
}

struct Place {
    name: Option<String>,
    paths: Vec<PathBuf>,
}

/// What was read at the places.
pub(crate) struct Loaded {
    pub(crate) shelf: Shelf,
    /// The files read, as they were before they were read.
    pub(super) stamp: Stamp,
    /// Of the first text.
    pub(super) language: Language,
}

/// Why rules cannot be served.
pub(crate) enum Unusable {
    Failure(Failure),
    Findings(Box<Rules>, Vec<Diagnostic>),
}

impl From<Failure> for Unusable {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Files with their time and size: what differs when one was changed, added or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl Places {
    /// Rules given by paths alone are one ruleset; each name is one more.
    pub(crate) fn new(paths: &[PathBuf], named: &[(String, PathBuf)], limits: Limits) -> Self {
        let mut places = Vec::new();
        if !paths.is_empty() {
            places.push(Place {
                name: None,
                paths: paths.to_vec(),
            });
        }
        for (name, path) in named {
            let known = places
                .iter_mut()
                .find(|place| place.name.as_ref() == Some(name));
            match known {
                Some(place) => place.paths.push(path.clone()),
                None => places.push(Place {
                    name: Some(name.clone()),
                    paths: vec![path.clone()],
                }),
            }
        }
        Self {
            each: places,
            limits,
        }
    }

    /// Reads all rules; if any cannot be used, none.
    pub(crate) fn load(&self) -> Result<Loaded, Unusable> {
        let mut served: Vec<Arc<Shelved>> = Vec::new();
        let (mut used, mut language) = (Vec::new(), None);
        // Before reading: a change while it lasts is seen.
        let before = self.stamp(&[]);
        for place in &self.each {
            let (rules, texts) = place.load()?;
            if let Some(texts) = texts {
                language = language.or(Some(texts.language()));
                let sources = texts.parsed.sources.iter().skip(texts.given);
                used.extend(sources.map(|source| PathBuf::from(&source.name)));
            }
            let own = || rules.program().id.clone();
            let name = place.name.clone().unwrap_or_else(own);
            if served.iter().any(|one| one.name == name) {
                return Err(twice(&name).into());
            }
            let rules = rules.within(self.limits);
            served.push(Arc::new(Shelved { name, rules }));
        }
        let mut stamp = before;
        stamp.add(&used);
        Ok(Loaded {
            shelf: Shelf(served),
            stamp,
            language: language.unwrap_or_default(),
        })
    }

    /// How the files stand now, with those that texts use.
    pub(super) fn stamp(&self, used: &[PathBuf]) -> Stamp {
        let mut stamp = Stamp(Vec::new());
        for place in &self.each {
            // A folder that cannot be listed is as if it were empty: loading tells why.
            stamp.add(&files::rule_files(&place.paths).unwrap_or_default());
        }
        stamp.add(used);
        stamp
    }
}

impl Place {
    fn load(&self) -> Result<(Ruleset, Option<Rules>), Unusable> {
        if let Some(program) = compiled(&self.paths)? {
            return Ok((program.into(), None));
        }
        let rules = Rules::read(&self.paths)?;
        let checked = rules.check();
        match &checked.rules {
            Some(found) => Ok((author::compile(found).into(), Some(rules))),
            None => Err(Unusable::Findings(Box::new(rules), checked.diagnostics)),
        }
    }
}

impl Stamp {
    fn add(&mut self, files: &[PathBuf]) {
        for file in files {
            if !self.0.iter().any(|(known, _)| known == file) {
                self.0.push((file.clone(), about(file)));
            }
        }
    }

    /// The files.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.0.iter().map(|(file, _)| file.clone()).collect()
    }
}

fn about(file: &Path) -> Option<(SystemTime, u64)> {
    let about = fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

fn twice(name: &str) -> Failure {
    Failure::Asked(Text::new(
        format!("two rulesets are named {name}; name them with --ruleset NAME=RULES"),
        format!("có hai bộ quy định cùng tên {name}; đặt tên bằng --ruleset TÊN=QUY_ĐỊNH"),
    ))
}
