//! The JSON Schemas of the published forms, written from the types. A test of core keeps them true.

use anyhow::Result;
use dateline_core::model::wire::schemas;
use std::path::Path;

/// Writes all schemas into `folder`.
pub fn write(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, schema) in schemas() {
        std::fs::write(folder.join(name), serde_json::to_string_pretty(&schema)? + "\n")?;
    }
    Ok(())
}
