//! The pages of a Parquet file, looked at before they are unpacked: a page says itself how much room it wants, and a few
//! hundred bytes may ask for gigabytes.

use std::fs::File;
use std::io::{BufRead as _, BufReader};

use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// Most bytes of a page, unpacked; writers make pages of about one megabyte.
const MOST_BYTES: u64 = 64 << 20;
/// How far before its end a file says where its own description stands.
const FOOT: u64 = 8;
/// A field of a head in thrift's compact protocol that holds a number and has the next id.
const NEXT_NUMBER: u8 = 0x15;

/// A file whose columns are flat, so that whatever is read as a stream is the head of a page and what follows it, or the
/// foot of the file.
pub(super) struct Pages(pub(super) File);

impl Length for Pages {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl ChunkReader for Pages {
    type T = BufReader<File>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut read = self.0.get_read(start)?;
        if start.checked_add(FOOT) == Some(self.len()) {
            return Ok(read);
        }
        match unpacked(read.fill_buf()?) {
            Some(size) if size <= MOST_BYTES => Ok(read),
            Some(_) => Err(told(format!("a page has more than {MOST_BYTES} bytes"))),
            None => Err(told("a page does not say how large it is".to_owned())),
        }
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<bytes::Bytes> {
        self.0.get_bytes(start, length)
    }
}

fn told(why: String) -> ParquetError {
    ParquetError::General(why)
}

/// How large a page is once it is unpacked: the second number of its head.
fn unpacked(head: &[u8]) -> Option<u64> {
    let (_kind, rest) = number(head.strip_prefix(&[NEXT_NUMBER])?)?;
    let (size, _) = number(rest.strip_prefix(&[NEXT_NUMBER])?)?;
    // Signs alternate; what is below nothing is refused as too large.
    Some(if size % 2 == 0 { size / 2 } else { u64::MAX })
}

/// Seven bits a byte, the lowest first.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at(end + 1);
    let number = digits.iter().rev();
    Some((
        number.fold(0, |sum, byte| (sum << 7) | u64::from(byte & 0x7f)),
        rest,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_page_says_how_large_it_is() {
        for (head, size) in [
            (&b"\x15\x04\x15\x10\x15\x14"[..], Some(8)),
            (b"\x15\x00\x15\x80\x01\x15\x14", Some(64)),
            (b"\x15\x00\x15\xfe\xff\xff\xff\x0f\x15", Some(0x7fff_ffff)),
            (b"\x15\x00\x15\x01", Some(u64::MAX)),
            (b"\x15\x00\x15\xff\xff\xff\xff\xff\x01", None),
            (b"\x15\x00\x16\x10", None),
            (b"\x15\x00\x15", None),
            (b"", None),
        ] {
            assert_eq!(unpacked(head), size, "{head:?}");
        }
    }
}
