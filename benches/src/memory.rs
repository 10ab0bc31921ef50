//! How much memory was held.

/// The most memory that this program held at once, as the system tells it (Linux).
#[expect(clippy::disallowed_methods, reason = "a bench looks at its machine")]
pub fn most_memory() -> String {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    most.unwrap_or("not told").trim().to_owned()
}
