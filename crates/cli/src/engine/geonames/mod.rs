//! Imports a GeoNames dump as a gazetteer of the user's own, in the packed form that readings look names up in.
//!
//! In: a dump as GeoNames publishes it (`allCountries.txt`, `cities500.txt`, `XX.txt`). Out: `geonames.bin` in the user's folder of
//! knowledge. The dump is read twice as a stream: once for the names of first-level areas, once for the places. In memory are never
//! more than one block of places, a million names (those before are sorted in files beside the result) and three bytes for each
//! place of an ambiguous name, so that the dump of the whole world needs a few hundred MB and as much again on the disk.

mod names;
mod packed;
mod row;

use super::EngineError;
use names::Names;
use packed::Packing;
use row::Row;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

/// The file in the folder of knowledge.
pub const FILE: &str = "geonames.bin";

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Rows of the dump.
    pub rows: u64,
    /// Places kept: countries, streams, shops and the like are left out.
    pub places: u64,
    /// Names by which they are found.
    pub names: u64,
    /// What was written.
    pub file: PathBuf,
}

/// Names of first-level areas by country and code.
type Areas = BTreeMap<(String, String), String>;

/// Reads the dump into the folder, which is made where there is none. What an earlier import left is replaced only when all went well.
pub fn import_geonames(dump: &Path, folder: &Path) -> Result<Imported, EngineError> {
    refuse_archives(dump)?;
    let failed = |why: std::io::Error| error(folder, format!("cannot be written: {why}"));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut areas = Areas::new();
    let rows = each(dump, |row| {
        if row.code == "ADM1" {
            areas.insert((row.country.to_owned(), row.admin1.to_owned()), row.name.to_owned());
        }
        Ok(())
    })?;
    let workshop = Workshop::new(folder).map_err(failed)?;
    let mut names = Names::new(&workshop.0);
    let mut packing = Packing::new(&workshop.0).map_err(failed)?;
    each(dump, |row| {
        if let Some(precision) = row.precision() {
            let number = packing.add(&row, precision, &areas)?;
            row.keys(precision).into_iter().try_for_each(|key| names.add(key, number, row.population))?;
        }
        Ok(())
    })?;
    let (places, file) = (packing.places(), folder.join(FILE));
    let count = packing.finish(names, &file).map_err(failed)?;
    Ok(Imported { rows, places, names: count, file })
}

fn error(path: &Path, why: String) -> EngineError {
    EngineError::File { path: path.display().to_string(), why }
}

/// GeoNames publishes its dumps zipped.
fn refuse_archives(dump: &Path) -> Result<(), EngineError> {
    let mut file = File::open(dump).map_err(|why| error(dump, format!("cannot be opened: {why}")))?;
    let mut start = Vec::new();
    file.by_ref().take(2).read_to_end(&mut start).map_err(|why| error(dump, format!("cannot be read: {why}")))?;
    if start == b"PK" || start == [0x1f, 0x8b] {
        return Err(error(dump, "is packed: unpack it and import the .txt file in it".to_owned()));
    }
    file.rewind().map_err(|_| error(dump, "is read twice: give a file, not a pipe".to_owned()))
}

/// Hands every row of the dump to `act`; errors name the line. Returns how many rows there were.
fn each(dump: &Path, mut act: impl FnMut(Row<'_>) -> std::io::Result<()>) -> Result<u64, EngineError> {
    let file = File::open(dump).map_err(|why| error(dump, format!("cannot be opened: {why}")))?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let (mut line, mut number, mut rows) = (Vec::new(), 0_u64, 0_u64);
    loop {
        line.clear();
        number += 1;
        let at = |why: String| error(dump, format!("line {number}: {why}"));
        if reader.read_until(b'\n', &mut line).map_err(|why| at(format!("cannot be read: {why}")))? == 0 {
            break;
        }
        let text = std::str::from_utf8(&line).map_err(|_| at("is not UTF-8, as GeoNames dumps are".to_owned()))?;
        let text = text.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            continue;
        }
        rows += 1;
        act(Row::parse(text).map_err(at)?).map_err(|why| at(format!("cannot be kept: {why}")))?;
    }
    match rows {
        0 => Err(error(dump, "holds no place".to_owned())),
        rows => Ok(rows),
    }
}

/// A folder for the parts, gone when the import ends, well or not.
struct Workshop(PathBuf);

impl Workshop {
    fn new(folder: &Path) -> std::io::Result<Self> {
        let path = folder.join(".geonames-import");
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        std::fs::create_dir(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::knowledge::Knowledge;

    /// Invented places in the columns of a dump.
    const DUMP: &str = "\
9000001\tQvarn Province\tQvarn Province\tQvarnistan\t34.0\t40.0\tA\tADM1\tSY\t\tQ1\t\t\t\t0\t\t300\tAsia/Damascus\t2024-01-01
9000002\tTell Qvarnholt\tTell Qvarnholt\tTall Qwarnholt,تل\t34.5\t40.25\tP\tPPL\tSY\t\tQ1\t\t\t\t1200\t\t300\tAsia/Damascus\t2024-01-01
9000003\tQvarn Brook\tQvarn Brook\t\t34.6\t40.3\tH\tSTM\tSY\t\tQ1\t\t\t\t0\t\t300\tAsia/Damascus\t2024-01-01
9000004\tTell Qvarnholt\tTell Qvarnholt\t\t12.0\t8.5\tP\tPPL\tNG\t\t\t\t\t\t90000\t\t300\tAfrica/Lagos\t2024-01-01
";

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    fn import(dump: &str, folder: &Path) -> Result<Imported, EngineError> {
        let path = folder.join("dump.txt");
        std::fs::write(&path, dump).expect("written");
        import_geonames(&path, &folder.join("knowledge"))
    }

    #[test]
    fn a_dump_becomes_places_that_are_found() {
        let folder = folder();
        let imported = import(DUMP, folder.path()).expect("imported");
        assert_eq!((imported.rows, imported.places), (4, 3));
        let bytes = std::fs::read(&imported.file).expect("there");
        let knowledge = Knowledge::with_own(Vec::new(), Some(bytes));
        let found = knowledge.places.find("Tell Qvarnholt");
        assert_eq!(found.iter().map(|p| p.country.as_deref()).collect::<Vec<_>>(), [Some("NG"), Some("SY")]);
        assert_eq!((found[1].id.as_str(), found[1].admin1.as_str()), ("geonames:9000002", "Qvarn Province"));
        assert_eq!(found[1].point, (34.5, 40.25));
        assert_eq!(knowledge.places.find("Tall Qwarnholt").len(), 1);
        assert_eq!(knowledge.places.find("Qvarn").len(), 1);
        assert!(
            knowledge.places.find("Qvarn Brook").is_empty() && !Knowledge::builtin().places.knows("Tell Qvarnholt")
        );
        assert!(!folder.path().join("knowledge/.geonames-import").exists());
    }

    #[test]
    fn the_lines_of_errors_are_named_and_nothing_is_left() {
        let folder = folder();
        for (line, why) in [
            ("9000005\tTwo columns\n", "line 5: has 2 columns"),
            (&DUMP.lines().nth(1).expect("a row").replace("40.25", "east"), "line 5: the longitude \"east\""),
            (&DUMP.lines().nth(1).expect("a row").replace("34.5", "134.5"), "line 5: the latitude \"134.5\""),
        ] {
            let error = import(&format!("{DUMP}{line}"), folder.path()).expect_err("refused").to_string();
            assert!(error.contains(why), "{error}");
            assert!(!folder.path().join("knowledge").join(FILE).exists());
        }
        let error = import("PK\u{3}\u{4}", folder.path()).expect_err("refused").to_string();
        assert!(error.contains("unpack it"), "{error}");
    }
}
