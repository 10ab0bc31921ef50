//! Rule files and reports on disk.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use luat_grammar::source::Source;
use walkdir::{DirEntry, IntoIter, WalkDir};

use crate::failure::Failure;

/// The ending of rule files.
const ENDING: &str = "luat";
/// How many files and folders are looked at in a folder that an editor opened.
const MOST_ENTRIES: usize = 200_000;

/// Most bytes of a text or of compiled rules; what holds more is not read to its end.
const MOST_BYTES: u64 = 64 << 20;
/// Most bytes of a file of many reports that is held whole.
const MOST_OF_MANY: u64 = 1 << 30;

/// The endings of reports.
const REPORTS: [&str; 2] = ["json", "ndjson"];

/// The files meant by paths: a file is itself, a folder all rule files below it in order of name.
pub(crate) fn rule_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        let found = files_below(path, &[ENDING])?;
        if found.is_empty() {
            return Err(Failure::NoRules(path.clone()));
        }
        for file in found {
            if !files.iter().any(|known| same_file(known, &file)) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// The reports meant by paths, each with the name under which it is told of: a file is itself, a
/// folder all files below it in order of name; `.json` holds one, `.ndjson` one a line.
pub(crate) fn reports(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        for file in files_below(path, &REPORTS)? {
            let is_of_many = file.extension().is_some_and(|ending| ending == "ndjson");
            let most = if is_of_many { MOST_OF_MANY } else { MOST_BYTES };
            let bytes = read_file(&file, most)?;
            let (name, text) = (file.display().to_string(), text_of(&file, bytes)?);
            if is_of_many {
                let lines = (1..)
                    .zip(text.lines())
                    .filter(|(_, line)| !line.trim().is_empty());
                found.extend(lines.map(|(at, line)| (format!("{name}:{at}"), line.to_owned())));
            } else {
                found.push((name, text));
            }
        }
    }
    Ok(found)
}

/// A rule text under its path as given.
pub(crate) fn read_source(path: &Path) -> Result<Source, Failure> {
    Ok(Source::new(path.display().to_string(), read_text(path)?))
}

/// The text of a file, or of standard input for `-`.
pub(crate) fn read_report(path: &Path, stdin: &mut dyn Read) -> Result<String, Failure> {
    if path.as_os_str() != "-" {
        return read_text(path);
    }
    text_of(path, read_whole(path, stdin, MOST_BYTES)?)
}

/// A file `NAME.luat` beside a file, else in a folder above it.
pub(crate) fn find_used(name: &str, from: &Path) -> Option<PathBuf> {
    Folders::default().find_used(name, from)
}

/// So many files are looked for one by one.
const FEW: usize = 100;

/// Folders in which files are looked for; where many are, each folder is listed once.
#[derive(Default)]
pub(crate) struct Folders {
    asked: usize,
    /// What stands in them, in small letters, for some systems look for any; none where that cannot be told.
    listed: HashMap<PathBuf, Option<HashSet<String>>>,
}

impl Folders {
    /// A file `NAME.luat` beside a file, else in a folder above it.
    pub(crate) fn find_used(&mut self, name: &str, from: &Path) -> Option<PathBuf> {
        self.asked += 1;
        let file = format!("{name}.{ENDING}");
        let folder = folder_of(from);
        if self.has(folder, &file) {
            return Some(folder.join(&file));
        }
        let absolute = fs::canonicalize(folder).ok()?;
        let mut above = absolute.ancestors().skip(1);
        let above = above.find(|folder| self.has(folder, &file))?.join(&file);
        Some(relative(&absolute, folder, &above).unwrap_or(above))
    }

    fn has(&mut self, folder: &Path, file: &str) -> bool {
        // Other letters are written in more than one way.
        if self.asked > FEW && file.is_ascii() {
            if !self.listed.contains_key(folder) {
                self.listed.insert(folder.to_owned(), names_in(folder));
            }
            if let Some(Some(names)) = self.listed.get(folder)
                && !names.contains(&file.to_ascii_lowercase())
            {
                return false;
            }
        }
        folder.join(file).is_file()
    }
}

fn names_in(folder: &Path) -> Option<HashSet<String>> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .map(|entry| {
            let name = entry.ok()?.file_name();
            Some(name.to_string_lossy().to_ascii_lowercase())
        })
        .collect()
}

/// The folder in which a file stands.
pub(crate) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Writes a file whole or not at all: beside it first, then in its place. What is no file, as `/dev/stdout`, is
/// written to as it stands.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_beside(path, bytes).map_err(|error| Failure::Unwritable(path.to_owned(), error))
}

fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let target = match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        found => found?,
    };
    if !is_replaceable(&target) {
        return OpenOptions::new()
            .write(true)
            .open(&target)?
            .write_all(bytes);
    }
    let folder = folder_of(&target);
    let mut file = new_file().tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(about) = fs::metadata(&target) {
        file.as_file().set_permissions(about.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    keep_names(folder);
    Ok(())
}

/// Whether a file can take this place: there is a file, or nothing. A device or pipe must not be lost for one.
pub(crate) fn is_replaceable(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |about| about.is_file())
}

/// Lets the new name of a file outlast a power cut, where the system can be asked for that.
pub(crate) fn keep_names(folder: &Path) {
    // The file itself is on disk already; who loses its name finds the old one whole.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// A file that others may read, as far as the user's mask lets them.
#[cfg(unix)]
fn new_file() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn new_file() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

/// Whether two paths lead to one file.
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    one == other
        || matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// `above` as steps up from `folder`, so that messages name it as the user would.
fn relative(absolute: &Path, folder: &Path, above: &Path) -> Option<PathBuf> {
    let parent = above.parent()?;
    let steps = absolute.strip_prefix(parent).ok()?.components().count();
    let mut shown = folder.to_owned();
    for _ in 0..steps {
        let plain = shown.file_name().is_some() && !shown.ends_with("..");
        if plain {
            shown.pop();
        } else if shown == Path::new(".") {
            shown = PathBuf::from("..");
        } else {
            shown.push("..");
        }
    }
    if shown.as_os_str().is_empty() {
        above.file_name().map(PathBuf::from)
    } else {
        Some(shown.join(above.file_name()?))
    }
}

/// A file itself, of a folder the files below it with one of these endings.
fn files_below(path: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let about = fs::metadata(path).map_err(|error| missing(path, error))?;
    if !about.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in entries_below(path) {
        let entry = entry.map_err(|error| Failure::Unreadable(path.to_owned(), error.into()))?;
        if entry.file_type().is_file()
            && entry
                .path()
                .extension()
                .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The rule files below a folder in order of name, as far as they can be listed; of a folder as
/// large as a disk only the first.
pub(crate) fn rule_files_below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    entries_below(folder)
        .take(MOST_ENTRIES)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && is_rules(entry.path()))
        .map(DirEntry::into_path)
}

fn entries_below(folder: &Path) -> IntoIter {
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
}

/// Whether a path has the ending of rule files.
pub(crate) fn is_rules(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    text_of(path, read_bytes(path)?)
}

/// The bytes of a file.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    read_file(path, MOST_BYTES)
}

fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut file = File::open(path).map_err(|error| missing(path, error))?;
    read_whole(path, &mut file, most)
}

/// Reads to the end, unless that is too far.
fn read_whole(path: &Path, from: &mut dyn Read, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Unreadable(path.to_owned(), error))?;
    if bytes.len() as u64 > most {
        return Err(Failure::TooLarge(path.to_owned(), most));
    }
    Ok(bytes)
}

fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| Failure::NotText(path.to_owned()))
}

fn missing(path: &Path, error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        Failure::Missing(path.to_owned())
    } else {
        Failure::Unreadable(path.to_owned(), error)
    }
}
