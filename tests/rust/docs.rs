//! The documentation, held to the engine: every example is run, every table and output compared.
//!
//! A fenced block says after its language what it is:
//!
//! - `luat,context=NAME`: a whole text, kept under a name for the blocks after it (else `docs/NAME.luat`
//!   beside this file is meant);
//! - `luat,in=NAME`: declarations that are added to a context;
//! - `luat,rule=NAME`: lines of one rule, whose bearer is `bearer=LEVEL`, in a context;
//! - scenarios of a block are run, and must come out as expected;
//! - `error=CODE`, `warning=CODE`: exactly this error, once, or among others this warning, is found;
//! - `with=NAME`: a context given along as a file of its own, for `use NAME`;
//! - `named=NAME`: a text with what `in=` adds, kept as a context;
//! - `without=CODE`: right where that warning was wrong, so it is not found;
//! - `json,report=NAME`: a report for the rules of a context, without problems or with
//!   `problem=CODE`, or refused with `refused=KEY`; any other `json` block need only be JSON;
//! - `text,as-of=DAY`: lines of what `luat check` tells of the rules and the report shown before;
//! - `sh`: commands of luat are run, of others the script must be there;
//! - `js`, `ts`, `tsx`, `html`: run or held against the types by `tests/js/node`;
//! - `file=NAME`, with `append`: a file of the page's own folder, for its `console` blocks, in
//!   which every `$` line is run and what follows it is the output.
//!
//! Tables of words stand between `<!-- words: CLASS -->` and `<!-- end -->`.

mod built;
mod codes;
mod console;
mod examples;
mod fences;
mod inventory;
mod outline;
mod words;

pub use built::{GUARDS, built, codes_of};
pub use codes::{all_codes, failure_keys};
pub use console::outputs;
pub use examples::{codes_shown, faults};
pub use inventory::{every_page, without_runner};
pub use outline::outline;
pub use words::tables;
