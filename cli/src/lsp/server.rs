//! The life of a session: greeting, work, farewell.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types as lsp;
use gen_lsp_types::json_rpc::{Id, RequestObject, ResponseObject};
use gen_lsp_types::{ErrorCodes, LspNotificationMethod as Notice, LspRequestMethod as Ask};
use serde::Serialize;
use serde_json::Value;

use super::client::Client;
use super::inbox::Inbox;
use super::message::{Incoming, Refusal, Request};
use super::state::State;
use super::{capabilities, notifications, publish, requests, transport};
use crate::Exit;

/// One session with an editor.
pub(super) struct Server<'o> {
    inbox: Inbox,
    output: &'o mut dyn Write,
    stage: Stage,
    /// How many requests the server has made.
    asked: i64,
}

enum Stage {
    /// Nothing but a greeting is understood.
    Waiting,
    Working(Box<State>),
    /// Nothing but a farewell is understood.
    ShutDown,
}

impl<'o> Server<'o> {
    pub(super) fn new(inbox: Inbox, output: &'o mut dyn Write) -> Self {
        Self {
            inbox,
            output,
            stage: Stage::Waiting,
            asked: 0,
        }
    }

    /// Serves until the client leaves; fine where it said so first.
    pub(super) fn run(mut self) -> io::Result<Exit> {
        while let Some(message) = self.next()? {
            match message {
                Incoming::Request(request) => {
                    let answer = self.answer(request);
                    self.send(&answer)?;
                }
                Incoming::Notification { method, .. } if method == Notice::Exit.as_str() => break,
                Incoming::Notification { method, params } => self.take(&method, params),
                Incoming::Fault(answer) => self.send(&*answer)?,
                Incoming::Response => {}
            }
            self.ask()?;
        }
        Ok(match self.stage {
            Stage::ShutDown => Exit::Fine,
            Stage::Waiting | Stage::Working(_) => Exit::Found,
        })
    }

    /// The next message. Findings are told when none is waiting but for colours and the like, so that of several keys
    /// pressed during other work only the last is looked at.
    fn next(&mut self) -> io::Result<Option<Incoming>> {
        if let Some(message) = self.inbox.pressing() {
            return Ok(Some(message));
        }
        if let Stage::Working(state) = &mut self.stage {
            let due = unbroken(|| publish::due(state)).unwrap_or_default();
            for params in due {
                let told =
                    RequestObject::from_notification::<lsp::PublishDiagnosticsNotification>(params);
                self.send(&told)?;
            }
        }
        Ok(self.inbox.wait())
    }

    fn answer(&mut self, request: Request) -> ResponseObject {
        let ask = Ask::from(request.method.as_str());
        match &mut self.stage {
            Stage::Waiting if ask == Ask::Initialize => self.greet(request),
            Stage::Waiting => {
                let code = ErrorCodes::ServerNotInitialized;
                Refusal::new(code, "not initialized").answer(request.id)
            }
            Stage::Working(_) if ask == Ask::Shutdown => {
                self.stage = Stage::ShutDown;
                ResponseObject::from_success::<lsp::ShutdownRequest>(request.id, ())
            }
            Stage::Working(state) if ask != Ask::Initialize => {
                let id = request.id.clone();
                unbroken(|| requests::answer(state, request)).unwrap_or_else(|| {
                    let code = ErrorCodes::InternalError;
                    Refusal::new(code, "this is a fault of luat").answer(id)
                })
            }
            Stage::Working(_) | Stage::ShutDown => {
                let code = ErrorCodes::InvalidRequest;
                Refusal::new(code, "not at this stage of the session").answer(request.id)
            }
        }
    }

    fn greet(&mut self, Request { id, params, .. }: Request) -> ResponseObject {
        match serde_json::from_value::<lsp::InitializeParams>(params) {
            Ok(params) => {
                let client = Client::of(&params);
                let state = State::new(client, &params);
                self.stage = Stage::Working(Box::new(state));
                let result = capabilities::result(client);
                ResponseObject::from_success::<lsp::InitializeRequest>(id, result)
            }
            Err(error) => Refusal::new(ErrorCodes::InvalidParams, error.to_string()).answer(id),
        }
    }

    fn take(&mut self, method: &str, params: Value) {
        if let Stage::Working(state) = &mut self.stage {
            // Nobody waits for an answer; what went wrong stands on standard error.
            let _ = unbroken(|| notifications::take(state, method, params));
        }
    }

    /// Sends what the work so far asks of the client.
    fn ask(&mut self) -> io::Result<()> {
        let Stage::Working(state) = &mut self.stage else {
            return Ok(());
        };
        for asking in state.take_asked() {
            self.asked += 1;
            let request = asking(Id::Number(self.asked));
            self.send(&request)?;
        }
        Ok(())
    }

    fn send(&mut self, message: &impl Serialize) -> io::Result<()> {
        transport::write(self.output, message)
    }
}

/// Does some work; none of its result where it broke down, which must not end the session.
fn unbroken<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
