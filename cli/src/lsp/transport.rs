//! Messages on a pair of streams: each a header with a length, then that many bytes of JSON.
//!
//! What is no message is answered as JSON-RPC asks and reading goes on at the next header. (The
//! readers that other servers use end the session there.)

use std::io::{self, BufRead, Read, Write};

use serde::Serialize;

/// The longest message; a text may be 8 MiB, and JSON writes a character in up to six bytes.
const MAX_MESSAGE_BYTES: u64 = 64 * 1024 * 1024;
/// The longest line of a header that is looked at in one piece.
const MAX_HEADER_BYTES: u64 = 4 * 1024;
const LENGTH: &str = "content-length:";

/// What stands next in a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A message.
    Message(Vec<u8>),
    /// Something that is none; told once, however long it is.
    Broken(&'static str),
    /// Nothing any more.
    End,
}

/// Reads messages.
pub(super) struct Frames<R> {
    stream: R,
    /// What stands here has been told to be broken; it is passed over up to the next header.
    lost: bool,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(stream: R) -> Self {
        Self {
            stream,
            lost: false,
        }
    }

    /// Waits for what comes next.
    pub(super) fn next(&mut self) -> io::Result<Frame> {
        let mut length = None;
        loop {
            let Some(line) = self.header_line()? else {
                return Ok(Frame::End);
            };
            let line = line.trim();
            match (line, length) {
                ("", Some(length)) => return self.message(length),
                ("", None) => {}
                (line, _) => match header(line) {
                    Header::Length(given) => length = Some(given),
                    Header::Other => {}
                    Header::None if self.lost => {}
                    Header::None => {
                        self.lost = true;
                        return Ok(Frame::Broken("no header of a message"));
                    }
                },
            }
        }
    }

    fn header_line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = (&mut self.stream)
            .take(MAX_HEADER_BYTES)
            .read_until(b'\n', &mut line)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
    }

    fn message(&mut self, length: u64) -> io::Result<Frame> {
        if length > MAX_MESSAGE_BYTES {
            self.lost = true;
            return Ok(Frame::Broken("message too long"));
        }
        let mut message = Vec::new();
        (&mut self.stream).take(length).read_to_end(&mut message)?;
        if (message.len() as u64) < length {
            return Ok(Frame::Broken("message ends early"));
        }
        self.lost = false;
        Ok(Frame::Message(message))
    }
}

enum Header {
    Length(u64),
    Other,
    None,
}

/// A line of a header. A length counts wherever it stands in its line: what a wrong length before
/// it has left over may stand in front.
fn header(line: &str) -> Header {
    let folded = line.to_ascii_lowercase();
    if let Some(at) = folded.rfind(LENGTH) {
        let value = folded.get(at + LENGTH.len()..).unwrap_or_default().trim();
        return value.parse().map_or(Header::None, Header::Length);
    }
    match folded.split_once(':') {
        Some((name, _))
            if name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
        {
            Header::Other
        }
        _ => Header::None,
    }
}

/// Writes a message.
pub(super) fn write(stream: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(stream, "Content-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(&body)?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(stream: &str) -> Vec<Frame> {
        let mut frames = Frames::new(stream.as_bytes());
        let mut found = Vec::new();
        loop {
            match frames.next().unwrap() {
                Frame::End => return found,
                frame => found.push(frame),
            }
        }
    }

    fn message(body: &str) -> Frame {
        Frame::Message(body.as_bytes().to_vec())
    }

    #[test]
    fn messages_follow_each_other() {
        let stream = "Content-Length: 2\r\n\r\n{}content-type: x\r\nCONTENT-LENGTH:3\r\n\r\n[1]";
        assert_eq!(frames(stream), [message("{}"), message("[1]")]);
    }

    #[test]
    fn noise_is_told_once_and_passed_over() {
        let stream = "hello\r\nwhat is this\r\n\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(
            frames(stream),
            [Frame::Broken("no header of a message"), message("{}")]
        );
    }

    #[test]
    fn the_message_after_a_wrong_length_is_found() {
        for length in ["5", "26"] {
            let stream = format!(
                "Content-Length: {length}\r\n\r\n{{\"a\":1}}Content-Length: 2\r\n\r\n{{}}Content-Length: 2\r\n\r\n{{}}"
            );
            let found = frames(&stream);
            assert_eq!(found.last(), Some(&message("{}")), "{length}");
        }
    }

    #[test]
    fn lengths_without_measure_are_refused() {
        for length in ["99999999999999", "-1", "many", ""] {
            let stream =
                format!("Content-Length: {length}\r\n\r\n{{}}\r\nContent-Length: 2\r\n\r\n[]");
            let found = frames(&stream);
            assert!(
                matches!(found[..], [Frame::Broken(_), Frame::Message(_)]),
                "{length}"
            );
        }
    }

    #[test]
    fn a_stream_may_end_anywhere() {
        let stream = "Content-Length: 20\r\n\r\n{\"a\":1}";
        for end in 0..=stream.len() {
            let found = frames(&stream[..end]);
            assert!(found.iter().all(|frame| matches!(frame, Frame::Broken(_))));
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut stream = Vec::new();
        write(&mut stream, &"số").unwrap();
        assert_eq!(
            frames(&String::from_utf8(stream).unwrap()),
            [message("\"số\"")]
        );
    }
}
