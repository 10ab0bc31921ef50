//! `luat new`: a small document to begin with.

use std::fs;
use std::io;
use std::path::Path;

use luat_grammar::Language;
use luat_grammar::diagnostic::Text;
use luat_grammar::ids::id_from;

use crate::args::NewArguments;
use crate::failure::Failure;
use crate::session::Session;
use crate::{Exit, files};

/// What stands in the texts below for the id of the document.
const DOCUMENT: &str = "my_document";

const REPORT: &str = include_str!("new/report.json");

/// The texts in a language: the rules, and scenarios that use them.
const fn texts(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::En => (
            include_str!("new/rules.en.luat"),
            include_str!("new/scenarios.en.luat"),
        ),
        Language::Vi => (
            include_str!("new/rules.vi.luat"),
            include_str!("new/scenarios.vi.luat"),
        ),
    }
}

/// Writes the document into a folder of its own and says how to go on.
pub(crate) fn new(
    session: &mut Session<'_, '_>,
    arguments: &NewArguments,
) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    let id = document_id(folder)?;
    must_be_free(folder)?;
    let (rules, scenarios) = texts(session.language());
    let report = Path::new("reports").join("an-binh.json");
    let written = [
        (Path::new(&id).with_extension("luat"), rules),
        (Path::new("scenarios").join("first.luat"), scenarios),
        (report.clone(), REPORT),
    ];
    for (file, text) in written {
        let path = folder.join(file);
        let below = path.parent().unwrap_or(folder);
        fs::create_dir_all(below).map_err(|error| Failure::Unwritable(below.to_owned(), error))?;
        files::write_whole(&path, text.replace(DOCUMENT, &id).as_bytes())?;
        session.print(&format!("{}\n", path.display()))?;
    }
    let next = how_to_go_on(folder, &folder.join(report));
    session.print(next.in_language(session.language()))?;
    Ok(Exit::Fine)
}

/// The id of the document: the folder's name as an id.
fn document_id(folder: &Path) -> Result<String, Failure> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    id_from(&name).ok_or_else(|| {
        Failure::Asked(Text::new(
            format!(
                "`{name}` gives no id for the document; name the folder with letters: xa-an-binh"
            ),
            format!(
                "không lập được mã văn bản từ `{name}`; hãy đặt tên thư mục bằng chữ: xa-an-binh"
            ),
        ))
    })
}

/// Nothing that is there is written over.
fn must_be_free(folder: &Path) -> Result<(), Failure> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::Unwritable(folder.to_owned(), error)),
        Ok(mut entries) => {
            if entries.next().is_none() {
                return Ok(());
            }
            let name = folder.display();
            Err(Failure::Asked(Text::new(
                format!("the folder {name} is not empty; name a new one"),
                format!("thư mục {name} đã có tệp; hãy chọn tên thư mục mới"),
            )))
        }
    }
}

fn how_to_go_on(folder: &Path, report: &Path) -> Text {
    let (folder, report) = (folder.display(), report.display());
    Text::new(
        format!(
            "\nWhat next:\n  luat test {folder}\n  luat check {folder} --report {report} --as-of 2027-01-10\n"
        ),
        format!(
            "\nTiếp theo:\n  luat test {folder}\n  luat check {folder} --report {report} --as-of 10/01/2027\n"
        ),
    )
}
