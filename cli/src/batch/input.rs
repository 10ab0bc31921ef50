//! What tells whether files are still those that an interrupted run has read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::hex::hex;

/// So much at the head and at the end of a file is digested: all of it would be read twice.
const STRETCH: u64 = 1 << 20;

/// A file as a run found it. A change amid a large one that leaves its length shows by its time alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Input {
    path: String,
    bytes: u64,
    /// When it was changed, in nanoseconds; none where the system does not say.
    changed: Option<String>,
    /// Of its head and its end.
    digest: String,
}

impl Input {
    /// Files as they are. Standard input, pipes and devices cannot be read twice, and are left out.
    pub(super) fn all<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Vec<Self> {
        let each = paths.into_iter();
        // What cannot be read is told where it is opened.
        each.filter_map(|path| Self::of(path).ok().flatten())
            .collect()
    }

    fn of(path: &Path) -> io::Result<Option<Self>> {
        let about = path.metadata()?;
        if !about.is_file() {
            return Ok(None);
        }
        let since = |moment: std::time::SystemTime| moment.duration_since(UNIX_EPOCH).ok();
        let changed = about.modified().ok().and_then(since);
        let mut file = File::open(path)?;
        let mut stretches = Vec::new();
        (&mut file).take(STRETCH).read_to_end(&mut stretches)?;
        file.seek(SeekFrom::Start(
            about.len().saturating_sub(STRETCH).max(STRETCH),
        ))?;
        file.take(STRETCH).read_to_end(&mut stretches)?;
        Ok(Some(Self {
            path: path.display().to_string(),
            bytes: about.len(),
            changed: changed.map(|since| since.as_nanos().to_string()),
            digest: hex(&Sha256::digest(&stretches)),
        }))
    }
}
