//! `luat build`: rules compiled into one file.

use luat_core::run::artefact;

use crate::args::BuildArguments;
use crate::failure::Failure;
use crate::session::Session;
use crate::{Exit, files};

/// Compiles rules and writes them whole; tells their digest.
pub(crate) fn build(
    session: &mut Session<'_, '_>,
    arguments: &BuildArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((_, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    files::write_whole(&arguments.output, &artefact::encode(&program))?;
    session.print(&format!("{}\n", program.digest))?;
    Ok(Exit::Fine)
}
