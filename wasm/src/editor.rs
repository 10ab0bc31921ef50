//! Rule texts as they are being written: what an editor asks at each key.

use luat_core::author::editor;
use luat_core::wire::editor::Asked;
use luat_core::words;
use luat_grammar::Language;
use wasm_bindgen::prelude::*;

use crate::error::Failure;
use crate::values;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("editor.d.ts");

/// Texts that are being written. Places are UTF-16 offsets into a text; a name that is not here has
/// nothing in it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Workspace {
    texts: editor::Workspace,
}

#[wasm_bindgen]
impl Workspace {
    /// A workspace without texts.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Workspace {
        Self::default()
    }

    /// Takes a text in, or anew.
    pub fn set(&mut self, name: &str, text: &str) {
        self.texts.set(name, text);
    }

    /// Forgets a text.
    pub fn remove(&mut self, name: &str) {
        self.texts.remove(name);
    }

    /// The names of the texts, in the order they came in.
    pub fn names(&self) -> Vec<String> {
        let texts = self.texts.texts().iter();
        texts.map(|text| text.name.clone()).collect()
    }

    /// The language of a text's keywords.
    #[wasm_bindgen(unchecked_return_type = "Language | undefined")]
    pub fn language(&self, name: &str) -> Option<String> {
        let language = self.texts.language(name)?;
        let id = match language {
            Language::En => "en",
            Language::Vi => "vi",
        };
        Some(id.to_owned())
    }

    /// What is wrong in a text: errors, or where there are none, warnings.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Finding[]")]
    pub fn diagnostics(&self, name: &str) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().diagnostics(name))
    }

    /// What a text is made of, in its order, for highlighting.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Token[]")]
    pub fn tokens(&self, name: &str) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().tokens(name))
    }

    /// The document of a text with what it declares.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "OutlineItem[]")]
    pub fn outline(&self, name: &str) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().outline(name))
    }

    /// What can be folded into its first line.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "TextSpan[]")]
    pub fn folds(&self, name: &str) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().folds(name))
    }

    /// What may be written at an offset, the likeliest first: in the language of the text, with details
    /// in `language`.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such language.
    #[wasm_bindgen(unchecked_return_type = "Completion[]")]
    pub fn complete(
        &self,
        name: &str,
        offset: usize,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = keywords(language)?;
        values::encode(&self.asked().complete(name, offset, language))
    }

    /// What can be told of the words at an offset; nothing where they are not known.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such language.
    #[wasm_bindgen(unchecked_return_type = "Hover | undefined")]
    pub fn hover(
        &self,
        name: &str,
        offset: usize,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        optional(
            self.asked()
                .hover(name, offset, keywords(language)?)
                .as_ref(),
        )
    }

    /// Where what stands at an offset is declared.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "TextPlace | undefined")]
    pub fn definition(&self, name: &str, offset: usize) -> Result<JsValue, JsValue> {
        optional(self.asked().definition(name, offset).as_ref())
    }

    /// Where what stands at an offset is declared and named, in all texts.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "TextPlace[]")]
    pub fn references(&self, name: &str, offset: usize) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().references(name, offset))
    }

    /// What `rename` would change at an offset, and what it is called now.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Renamable | undefined")]
    pub fn renamable(&self, name: &str, offset: usize) -> Result<JsValue, JsValue> {
        optional(self.asked().renamable(name, offset).as_ref())
    }

    /// The edits, in all texts, that give what stands at an offset another name; or why it may not be
    /// called so.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Renaming")]
    pub fn rename(&self, name: &str, offset: usize, new: &str) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().rename(name, offset, new))
    }

    /// A text in the one layout; or why it cannot be laid out.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "LaidOut")]
    pub fn format(&self, name: &str) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().laid(name, None))
    }

    /// A text with the keywords and names of a language; or why it cannot be said in it.
    ///
    /// # Errors
    ///
    /// A `LuatError` of kind `arguments` when there is no such language.
    #[wasm_bindgen(unchecked_return_type = "LaidOut")]
    pub fn translate(
        &self,
        name: &str,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, JsValue> {
        let language = keywords(language)?;
        values::encode(&self.asked().laid(name, Some(language)))
    }

    /// Mends of the findings that touch a part of a text.
    ///
    /// # Errors
    ///
    /// None that a caller can bring about.
    #[wasm_bindgen(unchecked_return_type = "Fix[]")]
    pub fn fixes(&self, name: &str, from: usize, to: usize) -> Result<JsValue, JsValue> {
        values::encode(&self.asked().fixes(name, from, to))
    }
}

impl Workspace {
    const fn asked(&self) -> Asked<'_> {
        Asked::of(&self.texts)
    }
}

fn keywords(language: &str) -> Result<Language, Failure> {
    Ok(match values::language(language)? {
        words::Language::En => Language::En,
        words::Language::Vi => Language::Vi,
    })
}

fn optional(value: Option<&impl serde::Serialize>) -> Result<JsValue, JsValue> {
    value.map_or(Ok(JsValue::UNDEFINED), values::encode)
}
