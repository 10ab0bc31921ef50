//! Messages as JSON-RPC knows them.

use gen_lsp_types as lsp;
use gen_lsp_types::ErrorCodes;
use gen_lsp_types::json_rpc::{Error, Id, ResponseObject};
use serde_json::{Map, Value};

/// A message of the client.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Asks for an answer.
    Request(Request),
    /// Asks for none.
    Notification {
        /// What it is about.
        method: String,
        /// What it says.
        params: Value,
    },
    /// An answer to what the server asked; nothing that it asks needs one.
    Response,
    /// No message, and the answer to that.
    Fault(Box<ResponseObject>),
}

/// A request that waits for its answer.
#[derive(Debug)]
pub(super) struct Request {
    /// Its name, for the answer.
    pub(super) id: Id,
    /// What is asked.
    pub(super) method: String,
    /// Of what it is asked.
    pub(super) params: Value,
}

/// Why a request has no result.
#[derive(Debug)]
pub(super) struct Refusal {
    code: ErrorCodes,
    message: String,
}

impl Refusal {
    pub(super) fn new(code: ErrorCodes, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// A request that was understood and cannot be done; the words say why.
    pub(super) fn failed(message: impl Into<String>) -> Self {
        let code = lsp::LspErrorCodes::RequestFailed;
        Self::new(ErrorCodes::Custom(i32::from(code)), message)
    }

    /// A request that the client gave up.
    pub(super) fn cancelled() -> Self {
        let code = lsp::LspErrorCodes::RequestCancelled;
        Self::new(ErrorCodes::Custom(i32::from(code)), "cancelled")
    }

    /// The answer to a request.
    pub(super) fn answer(self, id: Id) -> ResponseObject {
        let Self { code, message } = self;
        ResponseObject::from_error(
            id,
            Error {
                code,
                message,
                data: None,
            },
        )
    }
}

/// The answer to bytes that are no message.
pub(super) fn broken(why: impl Into<String>) -> Incoming {
    let refusal = Refusal::new(ErrorCodes::ParseError, why);
    Incoming::Fault(Box::new(refusal.answer(Id::Null)))
}

/// Reads the JSON of a message.
pub(super) fn read(bytes: &[u8]) -> Incoming {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(message)) => classify(message),
        Ok(_) => invalid(Id::Null, "a message is an object"),
        Err(error) => broken(format!("no JSON: {error}")),
    }
}

fn classify(mut message: Map<String, Value>) -> Incoming {
    let id = message.remove("id").map(read_id);
    let params = message.remove("params").unwrap_or_default();
    match (message.remove("method"), id) {
        (Some(Value::String(method)), None) => Incoming::Notification { method, params },
        (Some(Value::String(method)), Some(Some(id))) => {
            Incoming::Request(Request { id, method, params })
        }
        (None, Some(_)) if message.contains_key("result") || message.contains_key("error") => {
            Incoming::Response
        }
        (Some(Value::String(_)), Some(None)) => {
            invalid(Id::Null, "an id is a string or a whole number")
        }
        (_, id) => invalid(id.flatten().unwrap_or(Id::Null), "a method is a string"),
    }
}

fn read_id(id: Value) -> Option<Id> {
    match id {
        Value::String(id) => Some(Id::String(id)),
        Value::Number(id) => id.as_i64().map(Id::Number),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn invalid(id: Id, why: &str) -> Incoming {
    let refusal = Refusal::new(ErrorCodes::InvalidRequest, why);
    Incoming::Fault(Box::new(refusal.answer(id)))
}
