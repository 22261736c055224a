//! Writes the packed form of a gazetteer as a stream; `xtask/src/gazetteer/packed.rs` describes the form. In: rows and their names.
//! Out: one file with the five sections, of which bounds stay empty: those that are built in serve.

use super::Areas;
use super::names::Names;
use super::row::Row;
use dateline_core::knowledge::{BLOCK, MAGIC, meaning};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Error, Result, Write, copy};
use std::path::{Path, PathBuf};

/// Most places that are kept for one name.
const MOST: usize = 40;

/// Places of an ambiguous name are told in three bytes.
const PLACES: u32 = 1 << 24;

/// Places on their way into blocks.
pub(super) struct Packing {
    folder: PathBuf,
    frames: BufWriter<File>,
    offsets: Vec<u32>,
    end: u32,
    text: String,
    count: u32,
}

impl Packing {
    pub(super) fn new(folder: &Path) -> Result<Self> {
        let frames = BufWriter::new(File::create(folder.join("blocks"))?);
        let folder = folder.to_owned();
        Ok(Self { folder, frames, offsets: Vec::new(), end: 0, text: String::new(), count: 0 })
    }

    /// How many places there are.
    pub(super) fn places(&self) -> u64 {
        u64::from(self.count)
    }

    /// Adds a place; its number.
    pub(super) fn add(&mut self, row: &Row<'_>, precision: char, areas: &Areas) -> Result<u32> {
        if self.count >= PLACES {
            return Err(Error::other("more than 16 million places"));
        }
        let area = areas.get(&(row.country.to_owned(), row.admin1.to_owned())).map_or("", String::as_str);
        let ((lat, lon), radius) = (row.point, row.radius_km().map_or(String::new(), |km| km.to_string()));
        let Row { id, name, country, population, .. } = row;
        let _ =
            writeln!(self.text, "g{id}\t{name}\t{country}\t{lat}\t{lon}\t{population}\t{precision}\t{radius}\t{area}");
        self.count += 1;
        if (self.count as usize).is_multiple_of(BLOCK) {
            self.write_block()?;
        }
        Ok(self.count - 1)
    }

    fn write_block(&mut self) -> Result<()> {
        let frame = zstd::bulk::compress(self.text.as_bytes(), 9)?;
        self.text.clear();
        self.frames.write_all(&frame)?;
        self.offsets.push(self.end);
        self.end = u32::try_from(frame.len()).ok().and_then(|l| self.end.checked_add(l)).ok_or_else(too_large)?;
        Ok(())
    }

    /// Writes everything to the file; how many names there are.
    pub(super) fn finish(mut self, names: Names, file: &Path) -> Result<u64> {
        if !self.text.is_empty() {
            self.write_block()?;
        }
        self.frames.flush()?;
        let (count, meanings, several) = write_names(&self.folder.join("map"), names)?;
        let map = File::open(self.folder.join("map"))?;
        let head = u32::try_from(self.offsets.len()).map_err(|_| too_large())?;
        let offsets: Vec<u8> =
            [head].iter().chain(&self.offsets).chain([&self.end]).flat_map(|n| n.to_le_bytes()).collect();
        let blocks = offsets.len() as u64 + u64::from(self.end);
        let lengths = [0, map.metadata()?.len(), meanings.len() as u64, several.len() as u64, blocks];
        let part = self.folder.join("whole");
        let mut out = BufWriter::new(File::create(&part)?);
        out.write_all(MAGIC)?;
        for length in lengths {
            out.write_all(&u32::try_from(length).map_err(|_| too_large())?.to_le_bytes())?;
        }
        copy(&mut &map, &mut out)?;
        out.write_all(&meanings)?;
        out.write_all(&several)?;
        out.write_all(&offsets)?;
        copy(&mut File::open(self.folder.join("blocks"))?, &mut out)?;
        out.flush()?;
        std::fs::rename(&part, file)?;
        Ok(count)
    }
}

fn too_large() -> Error {
    Error::other("the packed gazetteer would be larger than 4 GB: import fewer countries")
}

/// Writes the map of names; how many there are, what each means, and the places of ambiguous ones.
fn write_names(path: &Path, names: Names) -> Result<(u64, Vec<u8>, Vec<u8>)> {
    let mut map = fst::MapBuilder::new(BufWriter::new(File::create(path)?)).map_err(Error::other)?;
    let (mut count, mut meanings, mut lists) = (0, Vec::new(), Vec::new());
    names.each(|key, places| {
        let value = match places {
            [one] => meaning(*one, false),
            several => {
                let at = u32::try_from(lists.len() / 3).ok().filter(|at| *at < 1 << 31).ok_or_else(too_large)?;
                let kept = &several[..several.len().min(MOST)];
                let numbers = std::iter::once(kept.len() as u32).chain(kept.iter().copied());
                numbers.for_each(|n| lists.extend(&n.to_le_bytes()[..3]));
                meaning(at, true)
            }
        };
        meanings.extend(value.to_le_bytes());
        map.insert(key, count).map_err(Error::other)?;
        count += 1;
        Ok(())
    })?;
    map.into_inner().map_err(Error::other)?.flush()?;
    Ok((count, meanings, lists))
}
