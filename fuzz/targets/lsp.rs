#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luat_tests::fuzzed::lsp::holds(bytes));
