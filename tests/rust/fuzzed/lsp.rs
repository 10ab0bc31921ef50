//! An editor that sends whatever it likes: each request has one answer, and none is a fault of the server.
//!
//! Bytes that begin with `raw` and a line end are sent as they are; of others each line is a message.

use luat_cli::doors::language_server;
use serde_json::{Value, json};

use super::{first_line, short_files};

/// What a server answers whose own fault it is, in JSON-RPC.
const INTERNAL_ERROR: i64 = -32603;

/// Of a session with these messages.
pub fn holds(bytes: &[u8]) {
    let (first, rest) = first_line(bytes);
    let (sent, asked) = if first == b"raw" {
        (rest.to_vec(), None)
    } else {
        framed(bytes)
    };
    let mut told = Vec::new();
    let exit = language_server(without_files(sent), &mut told);
    assert!(exit.is_ok());
    let answers = messages(&told);
    for answer in &answers {
        let text = answer.to_string();
        let code = answer.pointer("/error/code").and_then(Value::as_i64);
        assert_ne!(code, Some(INTERNAL_ERROR), "{text}");
        if let Some(given) = answer.pointer("/params/diagnostics") {
            assert!(given.is_array(), "{text}");
        }
    }
    if let Some(asked) = asked {
        let is_answer = |one: &&Value| one.get("method").is_none() && one.get("id").is_some();
        let given = answers.iter().filter(is_answer).count();
        assert!(given <= asked, "{given} answers to {asked} messages");
    }
}

/// Sessions about texts of the tests.
pub fn seeds() -> Vec<Vec<u8>> {
    const METHODS: [&str; 13] = [
        "completion",
        "hover",
        "definition",
        "references",
        "documentHighlight",
        "prepareRename",
        "rename",
        "documentSymbol",
        "foldingRange",
        "semanticTokens/full",
        "semanticTokens/full/delta",
        "formatting",
        "codeAction",
    ];
    let texts = short_files(&["tests/editor", "tests/cli", "core/tests"], "luat").into_iter();
    let texts = texts.map(|text| String::from_utf8_lossy(&text).into_owned());
    let sessions = texts.filter(|text| text.len() < 3_000).enumerate();
    let seeds = sessions.map(|(at, text)| {
        let it = json!({"uri": "untitled:a.luat"});
        let place = json!({"line": at % 23, "character": at % 41});
        let span = json!({"start": {"line": 0, "character": 0}, "end": place});
        let encodings = [json!(["utf-8"]), json!(["utf-16"]), json!(["utf-32"])];
        let general = json!({"positionEncodings": encodings[at % 3]});
        let mut lines = vec![
            ask(0, "initialize", &json!({"capabilities": {"general": general}})),
            tell("initialized", &json!({})),
            tell(
                "textDocument/didOpen",
                &json!({"textDocument": {"uri": "untitled:a.luat", "languageId": "luat", "version": 1, "text": text}}),
            ),
        ];
        for (id, method) in (1..).zip(METHODS.iter().cycle().skip(at).take(5)) {
            let params = json!({
                "textDocument": it, "position": place, "range": span, "newName": "mới",
                "previousResultId": "1", "context": {"includeDeclaration": true, "diagnostics": []},
                "options": {"tabSize": 2, "insertSpaces": true},
            });
            lines.push(ask(id, &format!("textDocument/{method}"), &params));
        }
        let changed = json!({"textDocument": {"uri": "untitled:a.luat", "version": 2}, "contentChanges": [{"range": span, "text": "ngôn ngữ vi\n"}, {"text": "x"}]});
        lines.push(tell("textDocument/didChange", &changed));
        lines.push(ask(90, "workspace/symbol", &json!({"query": "a"})));
        lines.push(tell("textDocument/didClose", &json!({"textDocument": it})));
        lines.push(ask(91, "shutdown", &Value::Null));
        lines.push(tell("exit", &Value::Null));
        lines.join("\n").into_bytes()
    });
    let raw = [
        "raw\nContent-Length: 2\r\n\r\n{}Content-Length: 30\r\n\r\n{\"id\":1,\"method\":\"initialize\"}",
        "raw\nContent-Length: 99999999999\r\n\r\n",
    ];
    seeds
        .chain(raw.map(|one| one.as_bytes().to_vec()))
        .collect()
}

fn ask(id: i64, method: &str, params: &Value) -> String {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string()
}

fn tell(method: &str, params: &Value) -> String {
    json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string()
}

/// Lines as messages, and how many they are.
fn framed(lines: &[u8]) -> (Vec<u8>, Option<usize>) {
    let (mut sent, mut count) = (Vec::new(), 0);
    for line in lines.split(|byte| *byte == b'\n') {
        sent.extend(format!("Content-Length: {}\r\n\r\n", line.len()).into_bytes());
        sent.extend(line);
        count += 1;
    }
    (sent, Some(count))
}

/// Nothing of this machine's disk is asked for.
fn without_files(mut sent: Vec<u8>) -> Vec<u8> {
    for at in 0..sent.len().saturating_sub(4) {
        if sent[at..at + 4].eq_ignore_ascii_case(b"file") {
            sent[at] = b'm';
        }
    }
    sent
}

fn messages(mut told: &[u8]) -> Vec<Value> {
    const LENGTH: &str = "Content-Length: ";
    let mut found = Vec::new();
    while !told.is_empty() {
        let end = told.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("a message without a head"));
        let head = String::from_utf8_lossy(&told[..end]).into_owned();
        let length = head
            .strip_prefix(LENGTH)
            .and_then(|length| length.parse::<usize>().ok());
        let length = length.unwrap_or_else(|| panic!("{head}"));
        let body = &told[end + 4..end + 4 + length];
        found.push(serde_json::from_slice(body).unwrap_or_else(|error| panic!("{error}")));
        told = &told[end + 4 + length..];
    }
    found
}
