//! What one request, and all of them together, may take.

use std::time::Duration;

use clap::{Args, value_parser};

/// The limits of a service.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Limits {
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20, value_parser = value_parser!(u32).range(1..=64 << 20))]
    max_body: u32,
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20, value_parser = value_parser!(u32).range(1..=64 << 20))]
    max_line: u32,
    #[arg(long, value_name = "COUNT", default_value_t = 64, value_parser = value_parser!(u32).range(1..))]
    max_requests: u32,
    #[arg(long, value_name = "COUNT", default_value_t = 1024, value_parser = value_parser!(u32).range(1..))]
    max_connections: u32,
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = value_parser!(u32).range(1..))]
    header_seconds: u32,
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = value_parser!(u32).range(1..))]
    request_seconds: u32,
    #[arg(long, value_name = "SECONDS", default_value_t = 3600, value_parser = value_parser!(u32).range(1..))]
    batch_seconds: u32,
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = value_parser!(u32).range(1..))]
    stop_seconds: u32,
}

impl Limits {
    /// The largest report, in bytes.
    pub(super) const fn body(&self) -> usize {
        self.max_body as usize
    }

    /// The longest line of a batch, in bytes.
    pub(super) const fn line(&self) -> usize {
        self.max_line as usize
    }

    /// Most requests that are worked on at a time.
    pub(super) const fn requests(&self) -> usize {
        self.max_requests as usize
    }

    /// Most connections at a time.
    pub(super) const fn connections(&self) -> usize {
        self.max_connections as usize
    }

    /// How long the head of a request may take to come; a connection is kept as long for the next one.
    pub(super) fn of_head(&self) -> Duration {
        seconds(self.header_seconds)
    }

    /// How long a request may take; of a batch, how long it may stand still.
    pub(super) fn of_request(&self) -> Duration {
        seconds(self.request_seconds)
    }

    /// How long a batch may take.
    pub(super) fn of_batch(&self) -> Duration {
        seconds(self.batch_seconds)
    }

    /// How long requests may go on once the service is told to stop.
    pub(super) fn of_stop(&self) -> Duration {
        seconds(self.stop_seconds)
    }
}

fn seconds(count: u32) -> Duration {
    Duration::from_secs(u64::from(count))
}
