//! What the client has sent and the server has not yet come to.

use std::collections::VecDeque;
use std::io::BufRead;
use std::sync::mpsc::{self, Receiver, Sender};

use gen_lsp_types as lsp;
use gen_lsp_types::json_rpc::Id;
use gen_lsp_types::{LspNotificationMethod as Notice, LspRequestMethod as Ask};

use super::message::{self, Incoming, Refusal};
use super::transport::{Frame, Frames};

/// Messages in the order sent; those that were cancelled meanwhile have their answer already.
pub(super) struct Inbox {
    arriving: Receiver<Incoming>,
    waiting: VecDeque<Incoming>,
}

impl Inbox {
    /// Reads a stream in a thread of its own, so that it is known what was sent during other work.
    pub(super) fn read(stream: impl BufRead + Send + 'static) -> Self {
        let (sender, arriving) = mpsc::channel();
        std::thread::spawn(move || forward(Frames::new(stream), &sender));
        Self {
            arriving,
            waiting: VecDeque::new(),
        }
    }

    /// The next message, if one is there that does not rather wait: colours and the like are of a text that
    /// changes no more for now.
    pub(super) fn pressing(&mut self) -> Option<Incoming> {
        self.gather();
        let waits = self.waiting.front().is_some_and(asks_of_all) && !self.tells();
        if waits {
            None
        } else {
            self.waiting.pop_front()
        }
    }

    /// The next message, if one is there.
    pub(super) fn next(&mut self) -> Option<Incoming> {
        self.gather();
        self.waiting.pop_front()
    }

    fn gather(&mut self) {
        while let Ok(message) = self.arriving.try_recv() {
            self.put(message);
        }
    }

    /// Whether something is told, a change it may be.
    fn tells(&self) -> bool {
        let is_told = |one: &Incoming| matches!(one, Incoming::Notification { .. });
        self.waiting.iter().any(is_told)
    }

    /// Waits for the next message; `None` when there will be no more.
    pub(super) fn wait(&mut self) -> Option<Incoming> {
        if self.waiting.is_empty() {
            let message = self.arriving.recv().ok()?;
            self.put(message);
        }
        self.next()
    }

    fn put(&mut self, message: Incoming) {
        if let Incoming::Notification { method, params } = &message
            && *method == Notice::CancelRequest.as_str()
        {
            let cancelled = serde_json::from_value(params.clone());
            if let Ok(lsp::CancelParams { id }) = cancelled {
                self.cancel(&id.into());
            }
        }
        self.waiting.push_back(message);
    }

    fn cancel(&mut self, cancelled: &Id) {
        for message in &mut self.waiting {
            if matches!(message, Incoming::Request(request) if request.id == *cancelled) {
                let answer = Refusal::cancelled().answer(cancelled.clone());
                *message = Incoming::Fault(Box::new(answer));
            }
        }
    }
}

/// Whether a message asks for what an editor shows of a whole text, by and by.
fn asks_of_all(message: &Incoming) -> bool {
    let Incoming::Request(request) = message else {
        return false;
    };
    matches!(
        Ask::from(request.method.as_str()),
        Ask::TextDocumentSemanticTokensFull
            | Ask::TextDocumentSemanticTokensFullDelta
            | Ask::TextDocumentDocumentSymbol
            | Ask::TextDocumentFoldingRange
    )
}

/// Passes messages on until the stream ends or nobody listens any more.
fn forward(mut frames: Frames<impl BufRead>, to: &Sender<Incoming>) {
    loop {
        let message = match frames.next() {
            Ok(Frame::Message(bytes)) => message::read(&bytes),
            Ok(Frame::Broken(why)) => message::broken(why),
            Ok(Frame::End) | Err(_) => return,
        };
        if to.send(message).is_err() {
            return;
        }
    }
}
