//! `luat lint`: what is legal in the rules but probably not meant.

use std::fmt::Write as _;

use luat_core::author::Allowed;
use luat_core::wire::diagnostics::{Diagnostics, diagnostics};
use luat_core::wire::scenarios::place;
use luat_core::words::Language;
use luat_grammar::diagnostic::{Diagnostic, Severity};
use luat_grammar::source::Source;
use serde::Serialize;

use crate::Exit;
use crate::args::{LintArguments, LintFormat};
use crate::failure::Failure;
use crate::render::{self, DIM, GREEN, YELLOW, clean, pick, sarif, styled};
use crate::session::Session;

/// The findings for machines.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    found: Diagnostics<'a>,
    allowed: Vec<ToldAllowed<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct ToldAllowed<'a> {
    code: &'static str,
    file: &'a str,
    line: u32,
    reason: &'a str,
}

#[derive(Serialize)]
struct Summary {
    /// Faults that leave the rules unusable.
    errors: usize,
    found: usize,
    allowed: usize,
}

impl Summary {
    fn of(found: &[Diagnostic], allowed: &[Allowed]) -> Self {
        let errors = found
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
        Self {
            errors,
            found: found.len() - errors,
            allowed: allowed.len(),
        }
    }
}

/// Tells all lints; those that a rule allows with its reason.
pub(crate) fn lint(
    session: &mut Session<'_, '_>,
    arguments: &LintArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let checked = rules.check();
    let sources = &rules.parsed.sources;
    let given = |finding: &Diagnostic| (finding.span().source.0 as usize) < rules.given;
    let unusable = checked.rules.is_none();
    let found: Vec<Diagnostic> = checked
        .diagnostics
        .into_iter()
        .filter(|finding| given(finding) || finding.severity == Severity::Error)
        .collect();
    let allowed: Vec<Allowed> = checked
        .allowed
        .into_iter()
        .filter(|one| given(&one.finding))
        .collect();
    match arguments.format {
        LintFormat::Json => session.json(&told(sources, &found, &allowed))?,
        LintFormat::Sarif => session.json(&log(sources, &found, &allowed, session.language()))?,
        LintFormat::Text => {
            let mut page = render::diagnostics::render(sources, &found, session.language());
            page.push_str(&tell_allowed(sources, &allowed, session.language().into()));
            page.push_str(&summary(
                &Summary::of(&found, &allowed),
                session.language().into(),
            ));
            session.print(&page)?;
        }
    }
    if unusable {
        return Ok(Exit::Unusable);
    }
    let denied = found.iter().any(|one| arguments.denies(one.code.0));
    Ok(if denied { Exit::Found } else { Exit::Fine })
}

fn log<'a>(
    sources: &'a [Source],
    found: &'a [Diagnostic],
    allowed: &'a [Allowed],
    language: luat_grammar::Language,
) -> sarif::Log<'a> {
    let allowed: Vec<_> = allowed
        .iter()
        .flat_map(|one| {
            let found = diagnostics(sources, std::slice::from_ref(&one.finding)).diagnostics;
            found.into_iter().map(|found| (found, &*one.reason))
        })
        .collect();
    sarif::log(&diagnostics(sources, found).diagnostics, &allowed, language)
}

fn told<'a>(sources: &'a [Source], found: &'a [Diagnostic], allowed: &'a [Allowed]) -> Told<'a> {
    let told_allowed = allowed.iter().filter_map(|one| {
        let at = place(sources, one.finding.span())?;
        Some(ToldAllowed {
            code: one.finding.code.0,
            file: at.file,
            line: at.number,
            reason: &one.reason,
        })
    });
    Told {
        found: diagnostics(sources, found),
        allowed: told_allowed.collect(),
        summary: Summary::of(found, allowed),
    }
}

fn tell_allowed(sources: &[Source], allowed: &[Allowed], language: Language) -> String {
    let mut text = String::new();
    let lead = pick(language, "allowed", "chấp nhận");
    for one in allowed {
        let at = place(sources, one.finding.span()).map_or_else(String::new, |place| place.at());
        let message = one.finding.message.in_language(match language {
            Language::En => luat_grammar::Language::En,
            Language::Vi => luat_grammar::Language::Vi,
        });
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} {} {}\n  {}",
            styled(DIM, &clean(&at)),
            styled(YELLOW, &format!("{lead}[{}]", one.finding.code.0)),
            clean(message),
            clean(&one.reason)
        );
    }
    text
}

fn summary(of: &Summary, language: Language) -> String {
    let Summary {
        errors,
        found,
        allowed,
    } = of;
    let mut text = pick(
        language,
        format!("{found} found, {allowed} allowed"),
        format!("{found} điểm cần xem lại, {allowed} điểm được chấp nhận"),
    );
    if *errors > 0 {
        let unusable = pick(
            language,
            format!("{errors} in error; "),
            format!("{errors} lỗi; "),
        );
        text.insert_str(0, &unusable);
    }
    let style = if found + errors == 0 { GREEN } else { YELLOW };
    format!("{}\n", styled(style, &text))
}
