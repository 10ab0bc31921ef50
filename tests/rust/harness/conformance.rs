//! Runs `tests/conformance/*.json`: each case's expectations, and the whole answers byte for byte.

use std::path::Path;

use luat_tests::conformance::run;

fn conformance(file: &Path) -> datatest_stable::Result<()> {
    run(file).map_err(Into::into)
}

datatest_stable::harness! {
    { test = conformance, root = "conformance", pattern = r"^[a-z0-9_]+\.json$" },
}
