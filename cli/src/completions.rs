//! `luat completions`: the commands and options of luat for a shell.

use crate::Exit;
use crate::args::{self, CompletionsArguments};
use crate::failure::Failure;
use crate::session::Session;

/// Prints a script that the shell reads at its start.
pub(crate) fn completions(
    session: &mut Session<'_, '_>,
    arguments: &CompletionsArguments,
) -> Result<Exit, Failure> {
    let mut command = args::command(session.language());
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "luat", &mut script);
    session.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
