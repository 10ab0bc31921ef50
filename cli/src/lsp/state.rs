//! What the server knows during its work.

use gen_lsp_types as lsp;
use gen_lsp_types::json_rpc::{Id, RequestObject};

use super::client::Client;
use super::message::Refusal;
use super::projects::{self, Projects};
use super::publish::Told;
use super::tokens::Painted;
use super::view::View;

/// A request of the server that still lacks its id.
pub(super) type Asking = Box<dyn FnOnce(Id) -> RequestObject>;

/// What the server knows.
pub(super) struct State {
    pub(super) client: Client,
    pub(super) projects: Projects,
    pub(super) told: Told,
    pub(super) painted: Painted,
    asked: Vec<Asking>,
}

impl State {
    pub(super) fn new(client: Client, params: &lsp::InitializeParams) -> Self {
        let mut projects = Projects::default();
        for folder in folders(params) {
            projects.add_folder(&folder);
        }
        Self {
            client,
            projects,
            told: Told::default(),
            painted: Painted::default(),
            asked: Vec::new(),
        }
    }

    /// Answers something about a text; one that is neither open nor in a folder is refused.
    pub(super) fn view<T>(
        &mut self,
        uri: &lsp::Uri,
        answer: impl FnOnce(&View<'_>, &mut Painted) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.projects.settle();
        let name = projects::name_of(uri);
        let project = self.projects.home(&name);
        let view =
            project.and_then(|project| View::of(self.client, &self.projects, project, &name));
        match view {
            Some(view) => answer(&view, &mut self.painted),
            None => Err(Refusal::failed(format!("no such text: {}", uri.0))),
        }
    }

    /// Asks something of the client, after the answer to what is worked on.
    pub(super) fn ask<R: lsp::Request>(&mut self, params: R::Params)
    where
        R::Params: 'static,
    {
        let asking = move |id| RequestObject::from_request::<R>(id, params);
        self.asked.push(Box::new(asking));
    }

    pub(super) fn take_asked(&mut self) -> Vec<Asking> {
        std::mem::take(&mut self.asked)
    }
}

/// The folders open in the editor; older clients name one.
fn folders(params: &lsp::InitializeParams) -> Vec<lsp::Uri> {
    let given = &params.workspace_folders_initialize_params.workspace_folders;
    if let Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) = given {
        return folders.iter().map(|folder| folder.uri.clone()).collect();
    }
    #[expect(deprecated, reason = "what clients without folders send")]
    params.root_uri.clone().into_iter().collect()
}
