//! The knowledge in use: what is built in, and what the user's own tables add to it.

use super::{EngineError, geonames};
use dateline_core::knowledge::{Knowledge, MAGIC};
use std::path::Path;
use std::sync::OnceLock;

static OWN: OnceLock<Knowledge> = OnceLock::new();

/// The knowledge in use.
pub fn knowledge() -> &'static Knowledge {
    OWN.get().unwrap_or_else(|| Knowledge::builtin())
}

/// Adds the actors of every `.tsv` file of a folder (columns as in `data/actors/groups.tsv`, at least id and name), by name of
/// file, and the places that `import-geonames` left there. To be called once, before anything is read.
pub fn add_knowledge(folder: &Path) -> Result<(), EngineError> {
    let failed = |path: &Path, why: String| EngineError::File { path: path.display().to_string(), why };
    let entries = std::fs::read_dir(folder).map_err(|e| failed(folder, format!("cannot be opened: {e}")))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    paths.sort();
    let mut tables = Vec::new();
    for path in &paths {
        let table = std::fs::read_to_string(path).map_err(|e| failed(path, format!("cannot be read as text: {e}")))?;
        let head = table.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("");
        if !head.starts_with("id\tname") {
            return Err(failed(path, "the first row must name the columns, beginning with id and name".to_owned()));
        }
        tables.push(table);
    }
    let _ = OWN.set(Knowledge::with_own(tables, gazetteer(&folder.join(geonames::FILE))?));
    Ok(())
}

/// What an import left in the folder, if anything.
fn gazetteer(path: &Path) -> Result<Option<Vec<u8>>, EngineError> {
    let failed = |why: String| EngineError::File { path: path.display().to_string(), why };
    match std::fs::read(path) {
        Ok(bytes) if bytes.starts_with(MAGIC) => Ok(Some(bytes)),
        Ok(_) => Err(failed("is no gazetteer: run `dateline import-geonames` again".to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(format!("cannot be read: {error}"))),
    }
}
