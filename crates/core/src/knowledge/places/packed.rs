//! The packed gazetteer, read in place: an fst map from names, and places in small blocks of bytes that need no unpacking.
//!
//! `xtask/src/gazetteer/packed.rs` writes the form and describes it.

use super::Place;
use super::record::{Record, RecordId, Records};
use super::spelling::{Alike, Sound, title};
use crate::model::PlacePrecision;
use fst::{IntoStreamer, Streamer};
use std::collections::BTreeMap;

/// How the file begins.
pub const MAGIC: &[u8] = b"DLG3";

/// Places in one block: few, for those before a place in its block are read to get to it.
pub const BLOCK: usize = 16;

/// Most bytes of the list of areas: more is a broken file.
const LARGEST: u64 = 1 << 26;

/// Most spellings that are weighed for one unknown name.
const SPELLINGS: usize = 200;

type Map = fst::Map<&'static [u8]>;

#[derive(Debug)]
pub(super) struct Packed {
    bounds: BTreeMap<&'static str, [f64; 4]>,
    names: Option<Map>,
    /// What each name means, in the order of the names.
    meanings: &'static [u8],
    /// Bytes of one meaning.
    width: usize,
    several: &'static [u8],
    areas: Areas,
    offsets: &'static [u8],
    records: &'static [u8],
}

/// The areas that places lie in: lines of country, first-level and second-level area.
#[derive(Debug)]
struct Areas {
    text: Box<str>,
    /// Where each line begins.
    starts: Vec<u32>,
}

impl Areas {
    fn unpacked(frame: &[u8]) -> Self {
        let length = zstd::zstd_safe::get_frame_content_size(frame).ok().flatten().filter(|l| *l <= LARGEST);
        let bytes = length.and_then(|length| zstd::bulk::decompress(frame, length as usize).ok());
        let text = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default().into_boxed_str();
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        Self { text, starts }
    }

    /// Country, first-level and second-level area.
    fn get(&self, number: u32) -> [&str; 3] {
        let start = self.starts.get(number as usize).map_or(self.text.len(), |start| *start as usize);
        let mut cells = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("").split('\t');
        let mut next = || cells.next().unwrap_or("");
        [next(), next(), next()]
    }
}

/// What a name means: the number of its place, or where in the list of several places its places stand.
#[must_use]
pub const fn meaning(number: u32, several: bool) -> u32 {
    number << 1 | several as u32
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

/// The sections of the file, in order; empty ones where it is cut or of another form.
fn sections(file: &'static [u8]) -> [&'static [u8]; 6] {
    let mut found: [&'static [u8]; 6] = [&[]; 6];
    if !file.starts_with(MAGIC) {
        return found;
    }
    let mut at = MAGIC.len() + 4 * found.len();
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
        let [bounds_text, names, meanings, several, areas, blocks] = sections(file);
        // A file that was cut may tell any number of blocks.
        let count = number(blocks, 0).unwrap_or(0).min(blocks.len() / 4);
        let head = (count + 2) * 4;
        let names = Map::new(names).ok();
        let width = meanings.len().checked_div(names.as_ref().map_or(0, Map::len)).unwrap_or(0);
        Self {
            bounds: bounds(bounds_text),
            names,
            meanings,
            width,
            several,
            areas: Areas::unpacked(areas),
            offsets: blocks.get(4..head).unwrap_or(&[]),
            records: blocks.get(head..).unwrap_or(&[]),
        }
    }

    pub(super) fn bounds(&self, country: &str) -> Option<[f64; 4]> {
        self.bounds.get(country).copied()
    }

    pub(super) fn knows(&self, key: &str) -> bool {
        self.names.as_ref().is_some_and(|map| map.contains_key(key))
    }

    pub(super) fn find(&self, key: &str) -> Vec<Place> {
        let name = self.names.as_ref().and_then(|map| map.get(key));
        name.map_or(Vec::new(), |name| self.places(name as usize, key))
    }

    /// Places of names that sound the same, the nearest spellings first.
    pub(super) fn alike(&self, sound: &Sound, country: &str) -> Vec<(usize, Place)> {
        let Some(map) = &self.names else { return Vec::new() };
        let mut spellings: Vec<(usize, u64, String)> = Vec::new();
        let mut stream = map.search(Alike::new(sound)).into_stream();
        while let Some((key, name)) = stream.next() {
            let Ok(key) = std::str::from_utf8(key) else { continue };
            if let Some(apart) = sound.apart(&Sound::of(key)) {
                spellings.push((apart, name, key.to_owned()));
            }
        }
        spellings.sort_unstable();
        let of_country = |place: &Place| place.country.as_deref() == Some(country);
        let mut found: Vec<(usize, Place)> = Vec::new();
        for (apart, name, key) in spellings.into_iter().take(SPELLINGS) {
            let places = self.places(name as usize, &key).into_iter().filter(of_country);
            let fresh: Vec<Place> = places.filter(|p| found.iter().all(|(_, known)| known.id != p.id)).collect();
            found.extend(fresh.into_iter().map(|place| (apart, place)));
        }
        found.sort_by_key(|(apart, place)| (*apart, std::cmp::Reverse(place.population)));
        found
    }

    /// The places of the name with this number and key.
    fn places(&self, name: usize, key: &str) -> Vec<Place> {
        let at = name.checked_mul(self.width);
        let Some(bytes) = at.and_then(|at| self.meanings.get(at..at.checked_add(self.width)?)) else {
            return Vec::new();
        };
        let value = bytes.iter().rev().fold(0_usize, |value, byte| value << 8 | *byte as usize);
        if value & 1 == 0 {
            return self.place(value >> 1, key).into_iter().collect();
        }
        let at = value >> 1;
        let count = short_number(self.several, at).unwrap_or(0);
        (1..=count).filter_map(|i| self.place(short_number(self.several, at.checked_add(i)?)?, key)).collect()
    }

    /// The place with this number, found by this key.
    fn place(&self, index: usize, key: &str) -> Option<Place> {
        let block = index / BLOCK;
        let (start, end) = (number(self.offsets, block)?, number(self.offsets, block + 1)?);
        let record = Records::new(self.records.get(start..end)?).nth(index % BLOCK)?;
        Some(placed(&record, self.areas.get(record.area), key))
    }
}

/// A place without a name has one key only, and is written like it.
fn placed(record: &Record<'_>, [country, admin1, admin2]: [&str; 3], key: &str) -> Place {
    let id = match record.id {
        RecordId::Number(id) => format!("geonames:{id}"),
        RecordId::Text(id) => id.to_owned(),
    };
    let precision = match record.precision {
        b's' => PlacePrecision::Site,
        b'd' => PlacePrecision::District,
        b'p' => PlacePrecision::Province,
        b'r' => PlacePrecision::Region,
        _ => PlacePrecision::Town,
    };
    let radius_km = match (record.radius_km, record.population) {
        (0, 0..20_000) => 3.0,
        (0, 20_000..200_000) => 5.0,
        (0, 200_000..1_000_000) => 9.0,
        (0, _) => 15.0,
        (reach, _) => reach as f64,
    };
    Place {
        id,
        name: if record.name.is_empty() { title(key) } else { record.name.to_owned() },
        country: Some(country.to_owned()).filter(|c| !c.is_empty()),
        point: record.point,
        radius_km,
        precision,
        population: record.population,
        admin1: admin1.to_owned(),
        admin2: admin2.to_owned(),
        curated: false,
    }
}
