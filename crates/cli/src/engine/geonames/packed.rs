//! Writes the packed form of a gazetteer as a stream; `xtask/src/gazetteer/packed.rs` describes the form. In: rows and their names.
//! Out: one file with the six sections, of which bounds stay empty: those that are built in serve.

use super::Areas;
use super::names::Names;
use super::row::Row;
use dateline_core::knowledge::{BLOCK, Before, MAGIC, Record, RecordId, meaning, write_record};
use std::collections::BTreeMap;
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
    records: BufWriter<File>,
    offsets: Vec<u32>,
    end: u32,
    block: Vec<u8>,
    before: Before,
    /// The areas told so far, by their lines.
    areas: BTreeMap<String, u32>,
    lines: String,
    count: u32,
}

impl Packing {
    pub(super) fn new(folder: &Path) -> Result<Self> {
        Ok(Self {
            folder: folder.to_owned(),
            records: BufWriter::new(File::create(folder.join("blocks"))?),
            offsets: Vec::new(),
            end: 0,
            block: Vec::new(),
            before: Before::default(),
            areas: BTreeMap::new(),
            lines: String::new(),
            count: 0,
        })
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
        let area = self.area(format!("{}\t{area}\t\n", row.country));
        let record = Record {
            id: row.id.parse().map_or(RecordId::Text(row.id), RecordId::Number),
            name: row.name,
            area,
            point: row.point,
            population: row.population,
            precision: precision as u8,
            radius_km: row.radius_km().map_or(0, u64::from),
        };
        write_record(&record, &mut self.before, &mut self.block);
        self.count += 1;
        if (self.count as usize).is_multiple_of(BLOCK) {
            self.write_block()?;
        }
        Ok(self.count - 1)
    }

    fn area(&mut self, line: String) -> u32 {
        let next = self.areas.len() as u32;
        *self.areas.entry(line).or_insert_with_key(|line| {
            self.lines.push_str(line);
            next
        })
    }

    fn write_block(&mut self) -> Result<()> {
        self.records.write_all(&self.block)?;
        self.offsets.push(self.end);
        let length = u32::try_from(self.block.len()).ok();
        self.end = length.and_then(|l| self.end.checked_add(l)).ok_or_else(too_large)?;
        self.block.clear();
        self.before = Before::default();
        Ok(())
    }

    /// Writes everything to the file; how many names there are.
    pub(super) fn finish(mut self, names: Names, file: &Path) -> Result<u64> {
        if !self.block.is_empty() {
            self.write_block()?;
        }
        self.records.flush()?;
        let areas = zstd::bulk::compress(self.lines.as_bytes(), 9)?;
        let (count, meanings, several) = write_names(&self.folder.join("map"), names)?;
        let map = File::open(self.folder.join("map"))?;
        let head = u32::try_from(self.offsets.len()).map_err(|_| too_large())?;
        let offsets: Vec<u8> =
            [head].iter().chain(&self.offsets).chain([&self.end]).flat_map(|n| n.to_le_bytes()).collect();
        let blocks = offsets.len() as u64 + u64::from(self.end);
        let lengths =
            [0, map.metadata()?.len(), meanings.len() as u64, several.len() as u64, areas.len() as u64, blocks];
        let part = self.folder.join("whole");
        let mut out = BufWriter::new(File::create(&part)?);
        out.write_all(MAGIC)?;
        for length in lengths {
            out.write_all(&u32::try_from(length).map_err(|_| too_large())?.to_le_bytes())?;
        }
        copy(&mut &map, &mut out)?;
        out.write_all(&meanings)?;
        out.write_all(&several)?;
        out.write_all(&areas)?;
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
