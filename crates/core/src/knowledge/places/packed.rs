//! The packed gazetteer, read in place: an fst map from names, and places in small blocks that are unpacked when first asked for.
//!
//! `xtask/src/gazetteer/packed.rs` writes the form and describes it.

use super::Place;
use crate::model::PlacePrecision;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How the file begins.
pub const MAGIC: &[u8] = b"DLG1";

/// Places in one compressed block.
pub const BLOCK: usize = 1024;

/// Values of the map from here on are positions in the list of meanings; below, they are numbers of places.
pub const SEVERAL: u64 = 1 << 30;

type Map = fst::Map<&'static [u8]>;

/// A block of places, one a line, and where each line begins.
#[derive(Debug)]
struct Block {
    text: String,
    starts: Vec<u32>,
}

#[derive(Debug)]
pub(super) struct Packed {
    bounds: BTreeMap<&'static str, [f64; 4]>,
    names: Option<Map>,
    skeletons: Option<Map>,
    meanings: &'static [u8],
    offsets: &'static [u8],
    frames: &'static [u8],
    blocks: Vec<OnceLock<Block>>,
}

fn number(bytes: &[u8], index: usize) -> Option<usize> {
    let at = index.checked_mul(4)?;
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u32::from_le_bytes(four) as usize)
}

/// The number at `index` in a list of three bytes each.
fn short_number(bytes: &[u8], index: usize) -> Option<usize> {
    let at = index.checked_mul(3)?;
    let three = bytes.get(at..at.checked_add(3)?)?;
    Some(three.iter().rev().fold(0, |number, byte| number << 8 | *byte as usize))
}

/// The sections of the file, in order; empty ones where it is cut.
fn sections(file: &'static [u8]) -> [&'static [u8]; 5] {
    let mut found: [&'static [u8]; 5] = [&[]; 5];
    let mut at = 24_usize;
    for (index, section) in found.iter_mut().enumerate() {
        let length = number(file, index + 1).unwrap_or(0);
        let end = at.saturating_add(length);
        *section = file.get(at..end).unwrap_or(&[]);
        at = end;
    }
    found
}

fn bounds(section: &'static [u8]) -> BTreeMap<&'static str, [f64; 4]> {
    let line = |line: &'static str| {
        let (country, rest) = line.split_once('\t')?;
        let mut cells = rest.split('\t').map(|cell| cell.parse::<f64>().unwrap_or(0.0));
        let mut next = || cells.next().unwrap_or(0.0);
        Some((country, [next(), next(), next(), next()]))
    };
    std::str::from_utf8(section).unwrap_or("").lines().filter_map(line).collect()
}

impl Packed {
    pub(super) fn open(file: &'static [u8]) -> Self {
        let [bounds_text, names, skeletons, meanings, blocks] = sections(file);
        // A file that was cut may tell any number of blocks.
        let count = number(blocks, 0).unwrap_or(0).min(blocks.len() / 4);
        let head = (count + 2) * 4;
        Self {
            bounds: bounds(bounds_text),
            names: Map::new(names).ok(),
            skeletons: Map::new(skeletons).ok(),
            meanings,
            offsets: blocks.get(4..head).unwrap_or(&[]),
            frames: blocks.get(head..).unwrap_or(&[]),
            blocks: (0..count).map(|_| OnceLock::new()).collect(),
        }
    }

    pub(super) fn bounds(&self, country: &str) -> Option<[f64; 4]> {
        self.bounds.get(country).copied()
    }

    pub(super) fn knows(&self, key: &str) -> bool {
        self.names.as_ref().is_some_and(|map| map.contains_key(key))
    }

    pub(super) fn find(&self, key: &str) -> Vec<Place> {
        self.places(self.names.as_ref(), key)
    }

    pub(super) fn alike(&self, skeleton: &str) -> Vec<Place> {
        self.places(self.skeletons.as_ref(), skeleton)
    }

    fn places(&self, map: Option<&Map>, key: &str) -> Vec<Place> {
        match map.and_then(|map| map.get(key)) {
            None => Vec::new(),
            Some(value) if value < SEVERAL => self.place(value as usize).into_iter().collect(),
            Some(value) => {
                let at = (value - SEVERAL) as usize;
                let count = short_number(self.meanings, at).unwrap_or(0);
                (1..=count).filter_map(|i| self.place(short_number(self.meanings, at + i)?)).collect()
            }
        }
    }

    fn block(&self, index: usize) -> Option<&Block> {
        let (start, end) = (number(self.offsets, index)?, number(self.offsets, index + 1)?);
        let frame = self.frames.get(start..end)?;
        Some(self.blocks.get(index)?.get_or_init(|| {
            let bytes = zstd::decode_all(frame).unwrap_or_default();
            let text = String::from_utf8(bytes).unwrap_or_default();
            let mut starts = vec![0];
            starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
            Block { text, starts }
        }))
    }

    fn place(&self, index: usize) -> Option<Place> {
        let block = self.block(index / BLOCK)?;
        let start = *block.starts.get(index % BLOCK)? as usize;
        let line = block.text.get(start..)?.lines().next()?;
        parsed(line)
    }
}

fn parsed(line: &str) -> Option<Place> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or("");
    let id = match cell() {
        id if id.starts_with('g') => id.replacen('g', "geonames:", 1),
        id => id.to_owned(),
    };
    let (name, country) = (cell().to_owned(), cell().to_owned());
    let point = (cell().parse().ok()?, cell().parse().ok()?);
    let population: u64 = cell().parse().unwrap_or(0);
    let precision = match cell() {
        "s" => PlacePrecision::Site,
        "d" => PlacePrecision::District,
        "p" => PlacePrecision::Province,
        "r" => PlacePrecision::Region,
        _ => PlacePrecision::Town,
    };
    let radius_km = cell().parse().unwrap_or(match population {
        0..20_000 => 3.0,
        20_000..200_000 => 5.0,
        200_000..1_000_000 => 9.0,
        _ => 15.0,
    });
    let admin1 = cell().to_owned();
    let country = Some(country).filter(|c| !c.is_empty());
    Some(Place { id, name, country, point, radius_km, precision, population, admin1, curated: false })
}
