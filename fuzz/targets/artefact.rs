#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luat_tests::fuzzed::artefact::holds(bytes));
