//! `dateline import-geonames FILE`: a GeoNames dump becomes a gazetteer of the user's own.

use super::Done;
use super::terminal::{Format, Terminal};
use crate::engine::{EngineError, import_geonames};
use serde_json::json;
use std::path::Path;

pub(super) fn import(dump: &Path, folder: Option<&Path>, terminal: &Terminal) -> Result<Done, EngineError> {
    let folder = folder.ok_or_else(|| {
        EngineError::NoSuch(
            "where to? Name the folder of your own knowledge: --knowledge DIR (or DATELINE_KNOWLEDGE)".to_owned(),
        )
    })?;
    let imported = import_geonames(dump, folder)?;
    let file = imported.file.display().to_string();
    match terminal.format {
        Format::Json => terminal.json(&json!({
            "rows": imported.rows, "places": imported.places, "names": imported.names, "file": file,
        })),
        _ => terminal.say(&format!(
            "{} rows read, {} places with {} names kept in {file}; readings with --knowledge {} use them.",
            imported.rows,
            imported.places,
            imported.names,
            folder.display()
        )),
    }
    Ok(Done::Well)
}
