//! Which texts belong together: those of a folder, as `luat check FOLDER` reads them, and for a text
//! outside every folder that text alone; each with what they use.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gen_lsp_types::Uri;
use luat_core::author::editor::Workspace;

use super::text::Text;
use crate::{files, uri};

/// All texts: those open in the editor, and those on disk beside them.
#[derive(Debug, Default)]
pub(super) struct Projects {
    list: Vec<Project>,
    open: BTreeMap<String, Open>,
    /// What the editor called texts that it opened: editors encode paths in their own ways.
    called: BTreeMap<String, Uri>,
    /// Open texts that changed since their findings were last told.
    changed: BTreeSet<String>,
}

/// A text open in the editor. It counts, whatever the file holds.
#[derive(Debug)]
struct Open {
    version: i32,
    text: Rc<Text>,
}

/// Texts that belong together.
#[derive(Debug)]
pub(super) struct Project {
    root: Root,
    workspace: Workspace,
    texts: BTreeMap<String, Rc<Text>>,
    /// What the texts use was not looked for since a text changed.
    unsettled: bool,
    /// Its findings were not told since a text changed.
    untold: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Root {
    Folder(PathBuf),
    Alone(String),
}

/// What the engine calls a text: its path, or what the editor calls it where it is no file.
pub(super) fn name_of(uri: &Uri) -> String {
    let path = uri::to_path(uri).and_then(|path| path.to_str().map(str::to_owned));
    path.unwrap_or_else(|| uri.0.clone())
}

impl Projects {
    /// Takes in a folder of the workspace.
    pub(super) fn add_folder(&mut self, uri: &Uri) {
        let Some(path) = uri::to_path(uri) else {
            return;
        };
        let root = Root::Folder(path.clone());
        if self.list.iter().any(|project| project.root == root) {
            return;
        }
        let mut project = Project::new(root);
        for path in files::rule_files_below(&path) {
            if let Some(name) = path.to_str() {
                self.give(&mut project, name);
            }
        }
        // A folder's texts need no project of their own any more.
        let names: Vec<String> = project.texts.keys().cloned().collect();
        for name in names {
            self.list
                .retain(|other| other.root != Root::Alone(name.clone()));
        }
        self.list.push(project);
    }

    /// Forgets a folder; what is open of it goes on by itself.
    pub(super) fn remove_folder(&mut self, uri: &Uri) {
        let Some(path) = uri::to_path(uri) else {
            return;
        };
        self.list
            .retain(|project| project.root != Root::Folder(path.clone()));
        let open: Vec<String> = self.open.keys().cloned().collect();
        for name in open {
            self.shelter(&name);
        }
    }

    /// A text is open from here on.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: String) {
        let name = name_of(&uri);
        let text = Rc::new(Text::new(text));
        self.called.insert(name.clone(), uri);
        self.open.insert(name.clone(), Open { version, text });
        self.shelter(&name);
        self.take_in(&name);
    }

    /// An open text is another now; one that is not open is none of the server's business.
    pub(super) fn change(&mut self, uri: &Uri, version: i32, edit: impl FnOnce(&mut Text)) {
        let name = name_of(uri);
        let Some(open) = self.open.get_mut(&name) else {
            return;
        };
        open.version = version;
        edit(Rc::make_mut(&mut open.text));
        self.take_in(&name);
    }

    /// A text is what the disk holds from here on.
    pub(super) fn close(&mut self, uri: &Uri) {
        let name = name_of(uri);
        if self.open.remove(&name).is_some() {
            self.changed.remove(&name);
            self.list
                .retain(|project| project.root != Root::Alone(name.clone()));
            self.take_in(&name);
        }
    }

    /// A file changed on disk.
    pub(super) fn file_changed(&mut self, uri: &Uri) {
        let name = name_of(uri);
        if !self.open.contains_key(&name) {
            self.take_in(&name);
        }
    }

    /// The project of a text.
    pub(super) fn home(&self, name: &str) -> Option<&Project> {
        self.list.iter().find(|project| project.is_home_of(name))
    }

    pub(super) fn list(&self) -> &[Project] {
        &self.list
    }

    /// What the editor calls a text.
    pub(super) fn uri(&self, name: &str) -> Uri {
        match self.called.get(name) {
            Some(uri) => uri.clone(),
            None if Path::new(name).is_absolute() => uri::of_path(Path::new(name)),
            None => Uri::from(name),
        }
    }

    /// The version of an open text.
    pub(super) fn version(&self, name: &str) -> Option<i32> {
        self.open.get(name).map(|open| open.version)
    }

    /// Whether findings are still to be told.
    pub(super) fn has_untold(&self) -> bool {
        self.list.iter().any(|project| project.untold) || !self.changed.is_empty()
    }

    /// The open texts that changed since this was last asked.
    pub(super) fn take_changed(&mut self) -> BTreeSet<String> {
        for project in &mut self.list {
            project.untold = false;
        }
        std::mem::take(&mut self.changed)
    }

    /// All findings are to be told once more.
    pub(super) fn tell_anew(&mut self) {
        for project in &mut self.list {
            project.untold = true;
        }
        self.changed.extend(self.open.keys().cloned());
    }

    /// Gives an open text that belongs to no folder a project of its own.
    fn shelter(&mut self, name: &str) {
        if self.home(name).is_none() {
            self.list.push(Project::new(Root::Alone(name.to_owned())));
            self.take_in(name);
        }
    }

    /// Brings every project that a text concerns up to it.
    fn take_in(&mut self, name: &str) {
        let mut list = std::mem::take(&mut self.list);
        for project in &mut list {
            if project.texts.contains_key(name) || project.is_home_of(name) {
                self.give(project, name);
            } else {
                // It may be what a text of the project uses.
                project.unsettled = true;
            }
        }
        self.list = list;
        if self.open.contains_key(name) {
            self.changed.insert(name.to_owned());
        }
    }

    /// A text as the editor has it, else as the disk; without either it goes.
    fn give(&self, project: &mut Project, name: &str) {
        let text = match self.open.get(name) {
            Some(open) => Some(Rc::clone(&open.text)),
            None if Path::new(name).is_absolute() => files::read_text(Path::new(name))
                .ok()
                .map(|text| Rc::new(Text::new(text))),
            None => None,
        };
        match text {
            Some(text) => project.set(name, text),
            None => project.remove(name),
        }
    }

    /// Reads what the texts use, where one changed since.
    pub(super) fn settle(&mut self) {
        let mut list = std::mem::take(&mut self.list);
        for project in &mut list {
            if std::mem::take(&mut project.unsettled) {
                self.read_used(project);
            }
        }
        self.list = list;
    }

    /// Reads what the texts of a project use, and forgets what none uses any more.
    fn read_used(&self, project: &mut Project) {
        loop {
            let used = project.used();
            let missing: Vec<&String> = used
                .iter()
                .filter(|name| !project.texts.contains_key(*name))
                .collect();
            for name in &missing {
                self.give(project, name);
            }
            let came = missing.iter().any(|name| project.texts.contains_key(*name));
            if !came {
                project.forget_unused(&used);
                project.unsettled = false;
                return;
            }
        }
    }
}

impl Project {
    fn new(root: Root) -> Self {
        Self {
            root,
            workspace: Workspace::default(),
            texts: BTreeMap::new(),
            unsettled: true,
            untold: true,
        }
    }

    /// The texts as the engine sees them.
    pub(super) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    pub(super) fn text(&self, name: &str) -> Option<&Text> {
        self.texts.get(name).map(Rc::as_ref)
    }

    /// What its texts are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// Whether a text is one of its own, not only used by them.
    pub(super) fn is_home_of(&self, name: &str) -> bool {
        match &self.root {
            Root::Folder(path) => {
                Path::new(name).starts_with(path) && files::is_rules(Path::new(name))
            }
            Root::Alone(own) => own == name,
        }
    }

    fn set(&mut self, name: &str, text: Rc<Text>) {
        self.workspace.set(name, text.as_str());
        self.texts.insert(name.to_owned(), text);
        self.touch();
    }

    fn remove(&mut self, name: &str) {
        if self.texts.remove(name).is_some() {
            self.workspace.remove(name);
            self.touch();
        }
    }

    fn touch(&mut self) {
        self.unsettled = true;
        self.untold = true;
    }

    /// The texts used by its own, directly or not, as far as there are any.
    fn used(&self) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        let own = self.names().filter(|name| self.is_home_of(name));
        let mut from: Vec<String> = own.map(str::to_owned).collect();
        while let Some(name) = from.pop() {
            for id in self.workspace.uses(&name) {
                if let Some(path) = self.resolve(id, &name)
                    && used.insert(path.clone())
                {
                    from.push(path);
                }
            }
        }
        used
    }

    /// The text meant by `use ID` where it is none of the project's own.
    fn resolve(&self, id: &str, from: &str) -> Option<String> {
        let is_meant = |name: &&str| Path::new(name).file_stem().is_some_and(|stem| stem == id);
        if self
            .names()
            .filter(|name| self.is_home_of(name))
            .any(|name| is_meant(&name))
        {
            return None;
        }
        let from = Path::new(from);
        let path = from.is_absolute().then(|| files::find_used(id, from))??;
        path.to_str().map(str::to_owned)
    }

    fn forget_unused(&mut self, used: &BTreeSet<String>) {
        let unused: Vec<String> = self
            .names()
            .filter(|name| !used.contains(*name) && !self.is_home_of(name))
            .map(str::to_owned)
            .collect();
        for name in unused {
            self.remove(&name);
        }
    }
}
