//! `luat lsp`: a language server (Language Server Protocol 3.17) on standard input and output.
//!
//! Everything that is said of rules comes from [`luat_core::author::editor`]; here is only how it is
//! asked and told. One thread reads; another works through what was read, in order.

mod capabilities;
mod client;
mod complete;
mod edits;
mod inbox;
mod message;
mod navigate;
mod notifications;
mod outline;
mod projects;
mod publish;
mod requests;
mod server;
mod state;
mod text;
mod tokens;
mod transport;
mod view;

use std::io::{self, BufRead, Write};

use crate::Exit;
use crate::failure::Failure;
use inbox::Inbox;
use server::Server;

/// Serves the editor that started this process, until it leaves.
pub(crate) fn serve() -> Result<Exit, Failure> {
    let input = io::BufReader::new(io::stdin());
    match serve_streams(input, &mut io::BufWriter::new(io::stdout())) {
        // A client that is gone has left without saying so.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Found),
        served => served.map_err(Failure::Output),
    }
}

/// Serves whoever writes to one stream and reads from the other, until they leave.
pub(crate) fn serve_streams(
    input: impl BufRead + Send + 'static,
    output: &mut dyn Write,
) -> io::Result<Exit> {
    Server::new(Inbox::read(input), output).run()
}
