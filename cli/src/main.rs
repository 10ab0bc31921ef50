//! The command `luat`.
fn main() {}
