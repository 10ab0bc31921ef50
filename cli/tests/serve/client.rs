//! A service that runs, and as little of HTTP as shows what it says.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// How long a test waits for what must come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A service in a process of its own; ended with the test.
pub(crate) struct Service {
    child: Child,
    pub(crate) address: String,
    log: Arc<Mutex<String>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
    /// The answer came to its end.
    pub(crate) is_whole: bool,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn code(&self) -> String {
        let told = self.json();
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(told["status"], self.status, "{told}");
        told["code"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn fixture(name: &str) -> String {
    root().join("tests/cli").join(name).display().to_string()
}

/// The rules that most tests serve.
pub(crate) fn rules() -> String {
    fixture("beside/trial.luat")
}

/// A report on them, of a body.
pub(crate) fn report(body: &str) -> String {
    let text = fs::read_to_string(fixture("not_met.json")).unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&text).unwrap();
    report["body"]["id"] = body.into();
    report.to_string()
}

/// What the command tells of something on standard input.
pub(crate) fn command(arguments: &[&str], stdin: &str) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_luat"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let stdin = stdin.to_owned();
    let writer = thread::spawn(move || to.write_all(stdin.as_bytes()));
    let told = child.wait_with_output().unwrap().stdout;
    writer.join().unwrap().unwrap();
    told
}

impl Service {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_luat"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (kept, told) = (Arc::clone(&log), child.stderr.take().unwrap());
        thread::spawn(move || {
            for line in BufReader::new(told).lines().map_while(Result::ok) {
                let mut kept = kept.lock().unwrap();
                kept.push_str(&line);
                kept.push('\n');
            }
        });
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").map(str::to_owned);
        let address = address.unwrap_or_else(|| panic!("no address: {:?}", log.lock()));
        Self {
            child,
            address,
            log,
        }
    }

    /// Serving the rules that most tests serve.
    pub(crate) fn of_trial(more: &[&str]) -> Self {
        Self::start(&[&[rules().as_str()][..], more].concat())
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request, its head as lines, on a connection of its own.
    pub(crate) fn ask(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let length = body.len();
        let head = head.trim().lines().map(str::trim).collect::<Vec<_>>();
        let head = head.join("\r\n");
        write!(
            stream,
            "{head}\r\nHost: test\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        )
        .unwrap();
        // One that was refused need not be read.
        let _ = stream.write_all(body);
        answer(stream)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1"), b"")
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> Answer {
        self.ask(&format!("POST {path} HTTP/1.1"), body.as_bytes())
    }

    /// What was logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// The most memory that it has held.
    #[cfg(target_os = "linux")]
    pub(crate) fn peak_kilobytes(&self) -> u64 {
        let about = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let peak = about.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.unwrap().trim().trim_end_matches(" kB");
        peak.parse().unwrap()
    }

    /// Waits until it has ended by itself.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let mut ended = None;
        wait(|| {
            ended = self.child.try_wait().unwrap();
            ended.is_some()
        });
        ended.unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something holds.
pub(crate) fn wait(mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "it never came to hold");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Reads an answer, up to the end of the connection where nothing else says where it ends.
pub(crate) fn answer(stream: impl Read) -> Answer {
    answers(stream, 1).remove(0)
}

/// Reads so many answers.
pub(crate) fn answers(stream: impl Read, count: usize) -> Vec<Answer> {
    let mut reader = BufReader::new(stream);
    (0..count).map(|_| one(&mut reader)).collect()
}

fn one(reader: &mut impl BufRead) -> Answer {
    let mut line = String::new();
    let mut next = |reader: &mut dyn BufRead| {
        line.clear();
        let _ = reader.read_line(&mut line);
        line.trim_end().to_owned()
    };
    let head = next(reader);
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let mut headers = BTreeMap::new();
    loop {
        let line = next(reader);
        let Some((name, value)) = line.split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let mut body = Vec::new();
    let is_whole = if let Some(length) = headers.get("content-length") {
        let length: u64 = length.parse().unwrap();
        let _ = reader.take(length).read_to_end(&mut body);
        body.len() as u64 == length
    } else if headers.contains_key("transfer-encoding") {
        loop {
            let Ok(size) = u64::from_str_radix(&next(reader), 16) else {
                break false;
            };
            let before = body.len() as u64;
            let _ = reader.by_ref().take(size).read_to_end(&mut body);
            next(reader);
            if size == 0 || body.len() as u64 - before < size {
                break size == 0;
            }
        }
    } else {
        true
    };
    Answer {
        status: status.unwrap_or_default(),
        headers,
        body,
        is_whole,
    }
}
