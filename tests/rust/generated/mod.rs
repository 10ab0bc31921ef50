//! Rules, reports and days made up from a seed: well-typed rules of many shapes, and reports with
//! gaps, wrong values, lists, and bodies below.

mod reports;
mod rules;

use luat_core::run::program::Program;
use luat_grammar::source::Source;

use crate::project;
use crate::random::Random;
pub use reports::{Case, VALUES, WRONG};
pub use rules::World;

/// Rules, and reports on them.
pub struct Block {
    /// The rule text.
    pub text: String,
    /// The rules, compiled.
    pub program: Program,
    /// Reports, each with when and for what it is judged.
    pub cases: Vec<Case>,
}

impl Block {
    /// The block of a seed, with so many reports.
    ///
    /// # Errors
    /// What is wrong with the rules made up.
    pub fn new(seed: u64, reports: usize) -> Result<Self, String> {
        let mut random = Random::new(seed);
        let world = World::new(&mut random);
        let text = world.text(&mut random);
        let source = Source::new("made_up.luat", text.clone());
        let program = project::compile(&[source]).map_err(|errors| format!("{errors}\n{text}"))?;
        let cases = (0..reports).map(|_| Case::new(&world, &mut random));
        Ok(Self {
            cases: cases.collect(),
            text,
            program,
        })
    }
}
