//! One run of a command: its streams, its language, and how it fails.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff_core::civil::Date;
use luat_core::author::model::RuleSet;
use luat_core::run::evaluate::{PeriodName, Request};
use luat_core::run::facts::Facts;
use luat_core::run::facts::read::{self, ReadError};
use luat_core::run::program::Program;
use luat_core::{wire, words};
use luat_grammar::Language;
use luat_grammar::diagnostic::{Diagnostic, Text};
use luat_grammar::source::Source;
use serde::Serialize;

use crate::args::{Format, LanguageArgument, WhenArguments, too_many_periods};
use crate::failure::Failure;
use crate::render::{self, RED, styled};
use crate::rules::{self, Rules};
use crate::{Exit, Io, files};

/// One run of a command.
pub(crate) struct Session<'s, 'io> {
    io: &'s mut Io<'io>,
    chosen: Option<Language>,
    language: Language,
    format: Format,
    /// Whoever read the answer is gone.
    is_unheard: bool,
}

/// What a failed operation says to a machine.
#[derive(Serialize)]
struct Failed<'a> {
    error: FailedWhy<'a>,
}

#[derive(Serialize)]
struct FailedWhy<'a> {
    code: &'static str,
    message: wire::diagnostics::Words<'a>,
}

impl<'s, 'io> Session<'s, 'io> {
    pub(crate) fn new(io: &'s mut Io<'io>, language: LanguageArgument, format: Format) -> Self {
        let chosen = language.chosen();
        let language = chosen.or(io.language).unwrap_or_default();
        Self {
            io,
            chosen,
            language,
            format,
            is_unheard: false,
        }
    }

    /// Runs a command, and tells why where it fails.
    pub(crate) fn run(mut self, command: impl FnOnce(&mut Self) -> Result<Exit, Failure>) -> Exit {
        match command(&mut self) {
            Ok(exit) => exit,
            Err(failure) => {
                self.tell(&failure);
                Exit::Unusable
            }
        }
    }

    /// The language asked for on the command line.
    pub(crate) fn chosen(&self) -> Option<Language> {
        self.chosen
    }

    /// The language to speak.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    pub(crate) fn today(&self) -> Date {
        self.io.today
    }

    /// What is asked of reports; as of today where no day is named.
    pub(crate) fn request(&self, when: &WhenArguments) -> Result<Request, Failure> {
        if PeriodName::are_too_many(&when.periods) {
            return Err(Failure::Asked(too_many_periods()));
        }
        Ok(Request {
            as_of: when.as_of.unwrap_or_else(|| self.today()),
            periods: when.periods.clone(),
        })
    }

    /// Reads rules and speaks their language from here on, unless another was chosen.
    pub(crate) fn read_rules(&mut self, paths: &[PathBuf]) -> Result<Rules, Failure> {
        let rules = Rules::read(paths)?;
        self.speak(rules.language());
        Ok(rules)
    }

    /// Speaks a language from here on, unless another was chosen.
    pub(crate) fn speak(&mut self, language: Language) {
        self.language = self.chosen.unwrap_or(language);
    }

    /// The program of rule texts or of one artefact; `None` after telling why they cannot be used.
    pub(crate) fn program(&mut self, paths: &[PathBuf]) -> Result<Option<Program>, Failure> {
        Ok(self.rules(paths)?.map(|(_, program)| program))
    }

    /// As [`Self::program`], with what was compiled; of an artefact that is not known.
    pub(crate) fn rules(
        &mut self,
        paths: &[PathBuf],
    ) -> Result<Option<(Option<RuleSet>, Program)>, Failure> {
        if let Some(program) = rules::compiled(paths)? {
            return Ok(Some((None, program)));
        }
        let rules = self.read_rules(paths)?;
        let compiled = self.compile(&rules)?;
        Ok(compiled.map(|(rules, program)| (Some(rules), program)))
    }

    /// Checks and compiles rules; `None` after telling why they cannot be used.
    pub(crate) fn compile(&mut self, rules: &Rules) -> Result<Option<(RuleSet, Program)>, Failure> {
        let checked = rules.check();
        let sources = &rules.parsed.sources;
        if checked.rules.is_none() && self.format == Format::Json {
            self.json(&wire::diagnostics::diagnostics(
                sources,
                &checked.diagnostics,
            ))?;
        }
        self.diagnostics(sources, &checked.diagnostics);
        Ok(checked.rules.map(|found| {
            let program = luat_core::author::compile(&found);
            (found, program)
        }))
    }

    /// Reads the report.
    pub(crate) fn read_report(&mut self, path: &Path, program: &Program) -> Result<Facts, Failure> {
        let text = self.report_text(path)?;
        facts_of(&name_of(path), &text, program)
    }

    /// The text of the report, which is not looked at yet.
    pub(crate) fn report_text(&mut self, path: &Path) -> Result<String, Failure> {
        files::read_report(path, self.io.stdin)
    }

    /// Standard input, given away; what is left in its place has nothing to read.
    pub(crate) fn take_stdin(&mut self) -> &'io mut (dyn Read + Send) {
        // Of no size, so that nothing is allocated that could leak.
        let nothing = Box::leak(Box::new(io::empty()));
        std::mem::replace(&mut self.io.stdin, nothing)
    }

    /// Text for the answer.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.write(text.as_bytes())
    }

    /// Bytes of the answer. Where whoever read it has seen enough (`luat … | head`) they are lost, and the command goes
    /// on: its exit code still tells what it found.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.is_unheard {
            return Ok(());
        }
        let out = &mut self.io.stdout;
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.is_unheard = true,
            written => written.map_err(Failure::Output)?,
        }
        Ok(())
    }

    /// Whether whoever read the answer is gone, so that nothing more of it need be worked out.
    pub(crate) fn is_unheard(&self) -> bool {
        self.is_unheard
    }

    /// One JSON value as the answer.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text =
            wire::to_pretty(value).map_err(|error| Failure::Output(io::Error::other(error)))?;
        self.print(&format!("{text}\n"))
    }

    /// Findings in the rules, beside the answer.
    pub(crate) fn diagnostics(&mut self, sources: &[Source], found: &[Diagnostic]) {
        let text = render::diagnostics::render(sources, found, self.language);
        self.aside(&text);
    }

    /// One line beside the answer.
    pub(crate) fn note(&mut self, text: &Text) {
        let line = render::clean(text.in_language(self.language));
        self.aside(&format!("{line}\n"));
    }

    /// Where nobody listens on the side, the answer and the exit code still stand.
    pub(crate) fn aside(&mut self, text: &str) {
        let _ = self.io.stderr.write_all(text.as_bytes());
    }

    /// How far a long command has come, on one line, where somebody is watching.
    pub(crate) fn progress(&mut self, text: &str) {
        if self.io.watched {
            self.aside(&format!("\r{text}\x1b[K"));
            let _ = self.io.stderr.flush();
        }
    }

    fn tell(&mut self, failure: &Failure) {
        let text = failure.text();
        if self.format == Format::Json {
            let message = wire::diagnostics::Words {
                en: &text.en,
                vi: &text.vi,
            };
            // What cannot be written cannot be told either.
            let _ = self.json(&Failed {
                error: FailedWhy {
                    code: failure.key(),
                    message,
                },
            });
        }
        let lead = render::pick(self.language.into(), "error:", "lỗi:");
        let told = render::clean(text.in_language(self.language));
        self.aside(&format!("{} {told}\n", styled(RED, lead)));
    }
}

/// The name under which what is read from a path is told of.
pub(crate) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "stdin".to_owned()
    } else {
        path.display().to_string()
    }
}

/// What a report says, by the name under which it is told of.
pub(crate) fn facts_of(name: &str, text: &str, program: &Program) -> Result<Facts, Failure> {
    read::read(program, text).map_err(|error| unusable(name, &error))
}

/// A report that cannot be used.
pub(crate) fn unusable(name: &str, error: &ReadError) -> Failure {
    Failure::Report(
        name.to_owned(),
        Text::new(
            words::unusable(error, words::Language::En),
            words::unusable(error, words::Language::Vi),
        ),
    )
}
