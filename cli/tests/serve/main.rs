//! `luat serve`, asked over a connection as a portal would, and as nobody should.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at what it cannot read, and waits by the clock"
)]

mod answers;
mod client;
mod limits;
mod lives;
mod receipts;
