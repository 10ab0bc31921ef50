//! The description of what is served, for programs: `OpenAPI` 3.1.

use std::sync::LazyLock;

use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use luat_core::run::artefact::ENGINE;
use serde_json::{Map, Value, json};

/// Routes, with what they take and answer.
const ROUTES: &str = include_str!("openapi.json");
/// Schemas that stand for themselves, under the names by which routes know them.
const SCHEMAS: [(&str, &str); 4] = [
    (
        "report",
        include_str!("../../../schemas/report.schema.json"),
    ),
    (
        "result",
        include_str!("../../../schemas/result.schema.json"),
    ),
    (
        "receipt",
        include_str!("../../../schemas/receipt.schema.json"),
    ),
    ("form", include_str!("../../../schemas/form.schema.json")),
];

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let value = put_together().unwrap_or_default();
    serde_json::to_string_pretty(&value).unwrap_or_default()
});

/// The description.
pub(super) async fn document() -> Response {
    let kind = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    ([kind], DOCUMENT.as_str()).into_response()
}

/// Routes and schemas as one document. What a schema defines becomes a schema of its own, `report.body`, for many
/// programs look for definitions nowhere else.
fn put_together() -> Result<Value, serde_json::Error> {
    let mut document: Value = serde_json::from_str(ROUTES)?;
    document["info"]["version"] = json!(ENGINE);
    let mut schemas = Map::new();
    for (name, text) in SCHEMAS {
        let mut schema: Map<String, Value> = serde_json::from_str(text)?;
        for of_file in ["$schema", "$id"] {
            schema.remove(of_file);
        }
        let definitions = schema.remove("$defs");
        let definitions = definitions.as_ref().and_then(Value::as_object).cloned();
        schemas.insert(name.to_owned(), Value::Object(schema));
        for (key, definition) in definitions.unwrap_or_default() {
            schemas.insert(format!("{name}.{key}"), definition);
        }
        let of_name = format!("{name}.");
        for (key, schema) in &mut schemas {
            if key == name || key.starts_with(&of_name) {
                refer(schema, name);
            }
        }
    }
    if let Some(own) = document["components"]["schemas"].as_object_mut() {
        own.append(&mut schemas);
    }
    Ok(document)
}

/// Turns references to definitions of a schema into references to schemas of the document.
fn refer(value: &mut Value, name: &str) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let definition = value.as_str().and_then(|to| to.strip_prefix("#/$defs/"));
                match definition {
                    Some(definition) if key == "$ref" => {
                        *value = json!(format!("#/components/schemas/{name}.{definition}"));
                    }
                    _ => refer(value, name),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| refer(value, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(to)) = object.get("$ref") {
                    found.push(to.clone());
                }
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = put_together().unwrap();
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 50, "{}", found.len());
        for to in found {
            let pointer = to.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{to}");
        }
    }
}
