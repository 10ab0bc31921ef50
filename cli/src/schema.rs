//! `luat schema`: a JSON Schema of the reports that rules read.

use luat_core::wire::schema::schema;

use crate::Exit;
use crate::args::SchemaArguments;
use crate::failure::Failure;
use crate::named::level_named;
use crate::session::Session;

/// Prints the schema of the reports of a level, or of every level.
pub(crate) fn schema_of(
    session: &mut Session<'_, '_>,
    arguments: &SchemaArguments,
) -> Result<Exit, Failure> {
    let rules = session.read_rules(&arguments.rules)?;
    let Some((_, program)) = session.compile(&rules)? else {
        return Ok(Exit::Unusable);
    };
    let level = arguments.level.as_deref();
    let level = level.map(|id| level_named(&program, id)).transpose()?;
    session.json(&schema(&program, level))?;
    Ok(Exit::Fine)
}
