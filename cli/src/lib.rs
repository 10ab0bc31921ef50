//! The command `luat`: check reports against rules, test, lay out and explain rules.
//!
//! Only this crate touches files, the terminal and the clock: it decodes what is given, calls the
//! engine and tells its answer.

mod args;
mod batch;
mod build;
mod calendar;
mod check;
mod completions;
mod cores;
mod cover;
mod diff;
pub mod doors;
mod explain;
mod explain_error;
mod failure;
mod files;
mod form;
mod format;
mod generate;
mod help;
mod hex;
mod lint;
mod lsp;
mod misread;
mod mistake;
mod mutate;
mod named;
mod new;
mod receipt;
mod render;
mod rendered;
mod rules;
mod schema;
mod serve;
mod session;
mod sizes;
mod tables;
mod test;
mod uri;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;

use jiff_core::civil::Date;
use luat_core::run::calendar::iso;
use luat_grammar::Language;

use args::{Answers, Arguments, Subcommands};
use session::Session;

/// Where a command reads and writes, and what day it is.
pub struct Io<'a> {
    /// Standard input.
    pub stdin: &'a mut (dyn Read + Send),
    /// The answer; written with colours, which the stream takes out where they are not wanted.
    pub stdout: &'a mut dyn Write,
    /// Everything else.
    pub stderr: &'a mut dyn Write,
    /// Somebody is watching the other stream, so that progress may be told there.
    pub watched: bool,
    /// The day as of which a report is judged where no other is named.
    pub today: Date,
    /// The language of the place, where it is one that luat speaks: that of help, and of what is told before rules
    /// are read.
    pub language: Option<Language>,
}

/// What a command found, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing to complain of.
    Fine,
    /// 1: a breach, a scenario that fails, a file not laid out.
    Found,
    /// 2: the command line, rules or report cannot be used.
    Unusable,
    /// 141, what shells tell of a command that a broken pipe ended: whoever read the answer went away before all was
    /// looked at.
    Unheard,
}

impl Exit {
    /// The exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
            Self::Unusable => 2,
            Self::Unheard => 141,
        }
    }
}

/// Runs the command of this process.
#[expect(
    clippy::disallowed_methods,
    reason = "the command's language is asked of the machine here, and nowhere below"
)]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let told = std::panic::take_hook();
    // Who catches one tells of it.
    mistake::on_panic(move |panic, is_caught| {
        if !is_caught {
            told(panic);
        }
    });
    let mut io = Io {
        stdin: &mut io::stdin(),
        stdout: &mut anstream::stdout(),
        stderr: &mut anstream::stderr(),
        watched: io::stderr().is_terminal(),
        today: today(),
        language: language_set(|name| std::env::var(name).ok()),
    };
    ExitCode::from(run(&arguments, &mut io).code())
}

/// Runs a command; the first argument is the program's own name.
pub fn run(arguments: &[OsString], io: &mut Io<'_>) -> Exit {
    let language = args::language_of(arguments).or(io.language);
    let language = language.unwrap_or_default();
    match args::parse(arguments, language) {
        Ok(arguments) => dispatch(&arguments, io),
        Err(told) => tell(&told, language, io),
    }
}

fn dispatch(arguments: &Arguments, io: &mut Io<'_>) -> Exit {
    match &arguments.command {
        Subcommands::New(arguments) => Session::new(
            io,
            arguments.language.or(args::Lang::Vi),
            args::Format::Text,
        )
        .run(|session| new::new(session, arguments)),
        Subcommands::ExplainError(arguments) => Session::new(
            io,
            arguments.language.or(args::Lang::Vi),
            arguments.format.of_findings(),
        )
        .run(|session| explain_error::explain_error(session, arguments)),
        Subcommands::Completions(arguments) => {
            Session::new(io, arguments.language, args::Format::Text)
                .run(|session| completions::completions(session, arguments))
        }
        // What is said there is bytes of a protocol, which no stream may take colours out of.
        Subcommands::Lsp(_) => {
            let language = args::LanguageArgument {
                lang: arguments.lang,
            };
            Session::new(io, language, args::Format::Text).run(|_| lsp::serve())
        }
        Subcommands::Check(arguments) => {
            Session::new(io, arguments.language, arguments.format.format)
                .run(|session| check::check(session, arguments))
        }
        Subcommands::Verify(arguments) => {
            Session::new(io, arguments.language, arguments.format.format)
                .run(|session| receipt::verify(session, arguments))
        }
        Subcommands::Batch(arguments) => Session::new(io, arguments.language, args::Format::Text)
            .run(|session| batch::batch(session, arguments)),
        Subcommands::Serve(arguments) => Session::new(io, arguments.language, args::Format::Text)
            .run(|session| serve::serve(session, arguments)),
        Subcommands::Build(arguments) => Session::new(io, arguments.language, args::Format::Text)
            .run(|session| build::build(session, arguments)),
        Subcommands::Test(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| test::test(session, arguments))
        }
        Subcommands::Fmt(arguments) => Session::new(io, arguments.language, args::Format::Text)
            .run(|session| format::format(session, arguments)),
        Subcommands::Cover(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| cover::cover_catalogue(session, arguments))
        }
        Subcommands::Render(arguments) => Session::new(io, arguments.language, args::Format::Text)
            .run(|session| rendered::render_rules(session, arguments)),
        Subcommands::Calendar(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| calendar::calendar_of(session, arguments))
        }
        Subcommands::Diff(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| diff::diff_rules(session, arguments))
        }
        Subcommands::Form(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| form::form_of(session, arguments))
        }
        Subcommands::Schema(arguments) => Session::new(io, arguments.language, args::Format::Json)
            .run(|session| schema::schema_of(session, arguments)),
        Subcommands::Lint(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| lint::lint(session, arguments))
        }
        Subcommands::GenTests(arguments) => {
            Session::new(io, arguments.language, args::Format::Text)
                .run(|session| generate::generate_tests(session, arguments))
        }
        Subcommands::Explain(arguments) => {
            Session::new(io, arguments.language, arguments.format.of_findings())
                .run(|session| explain::explain(session, arguments))
        }
    }
}

/// Help and version go to standard output, mistakes in the command line to standard error.
fn tell(told: &clap::Error, language: Language, io: &mut Io<'_>) -> Exit {
    let text = misread::told(told, language);
    let mistaken = told.use_stderr();
    let stream: &mut dyn Write = if mistaken { io.stderr } else { io.stdout };
    // A reader that is gone needs no help.
    let _ = write!(stream, "{text}").and_then(|()| stream.flush());
    if mistaken { Exit::Unusable } else { Exit::Fine }
}

/// The language that the environment names, by the first of its variables that says anything.
fn language_set(variable: impl Fn(&str) -> Option<String>) -> Option<Language> {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let said = names.filter_map(variable).find(|said| !said.is_empty())?;
    match said.split(['_', '.', '-', '@']).next()? {
        "vi" => Some(Language::Vi),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// Today in Vietnam, whatever the machine's own clock is set to: the law's days are those there.
pub(crate) fn today() -> Date {
    day_at(jiff::Timestamp::now())
}

fn day_at(moment: jiff::Timestamp) -> Date {
    let hours = i8::try_from(iso::PLACE_OFFSET_HOURS).unwrap_or_default();
    let day = jiff::tz::Offset::constant(hours).to_datetime(moment).date();
    Date::new(day.year(), day.month(), day.day()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_vietnam() {
        let day = |moment: &str| {
            let day = day_at(moment.parse().unwrap());
            (day.year(), day.month(), day.day())
        };
        assert_eq!(day("2026-12-31T16:59:59Z"), (2026, 12, 31));
        assert_eq!(day("2026-12-31T17:00:00Z"), (2027, 1, 1));
        // A clock that nobody has set.
        assert_eq!(day("1970-01-01T00:00:00Z"), (1970, 1, 1));
        for far in [jiff::Timestamp::MIN, jiff::Timestamp::MAX] {
            day_at(far);
        }
    }

    #[test]
    fn the_environment_names_a_language() {
        let set = |set: &[(&str, &str)]| {
            language_set(|name| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, said)| (*said).to_owned())
            })
        };
        assert_eq!(set(&[("LANG", "vi_VN.UTF-8")]), Some(Language::Vi));
        assert_eq!(
            set(&[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "en_GB.UTF-8")]),
            Some(Language::En)
        );
        assert_eq!(set(&[("LC_ALL", ""), ("LANG", "vi")]), Some(Language::Vi));
        assert_eq!(set(&[("LANG", "C.UTF-8")]), None);
        assert_eq!(set(&[]), None);
    }
}
