//! The packed form: a finite-state map from folded names to places, and the places in small blocks of bytes, read in place.
//!
//! All numbers are little-endian u32. `DLG3`, the lengths of six sections, then the sections: `bounds` (a text line per country),
//! `names` (an fst map to the number of each name in order, which keeps it small), `meanings` (of each name in order, as wide as the
//! file likes: twice the number of its place, or one more than twice a position in the next section), `several` (in three bytes each,
//! for names of several places: how many, then their numbers), `areas` (a zstd frame of text lines: country, first-level and
//! second-level area), `blocks` (how many, the offset of each, then up to [`BLOCK`] places each, as `write_record` writes them: without
//! the name where that is the place's only key with capitals).

use super::{Place, hundredth, round};
use anyhow::{Context, Result};
use dateline_core::knowledge::{BLOCK, Before, MAGIC, Record, RecordId, meaning, place_key, title, write_record};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Most places that are kept for one name.
const MOST: usize = 40;

pub(super) fn write(mut places: Vec<Place>, bounds: &BTreeMap<String, [f64; 4]>, out: &Path) -> Result<()> {
    places.sort_by_cached_key(|p| {
        (p.country.clone(), p.admin1.clone(), p.admin2.clone(), number_of(&p.id), p.id.clone())
    });
    places.dedup_by(|a, b| a.id == b.id);
    let keys = by_name(&places);
    leave_out_names(&mut places, &keys);
    let Named { map, meanings, several } = named(keys, &places)?;
    let bounds = bounds.iter().fold(String::new(), |mut text, (country, [s, n, w, e])| {
        let _ = writeln!(text, "{country}\t{s}\t{n}\t{w}\t{e}");
        text
    });
    let (areas, blocks) = blocks(&places)?;
    let sections = [bounds.as_bytes(), &map, &meanings, &several, &areas, &blocks];
    let mut file = MAGIC.to_vec();
    for section in sections {
        file.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    sections.iter().for_each(|section| file.extend(*section));
    std::fs::write(out, &file).with_context(|| format!("writing {}", out.display()))?;
    println!("{}: {} places, {:.1} MB", out.display(), places.len(), file.len() as f64 / 1e6);
    let lengths = sections.map(<[u8]>::len);
    println!("bounds, names, meanings, several, areas, blocks: {lengths:?}");
    Ok(())
}

/// The numbers of the places of each key.
type Keys = BTreeMap<String, Vec<usize>>;

fn note(keys: &mut Keys, key: String, number: usize) {
    let numbers = keys.entry(key).or_default();
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

fn by_name(places: &[Place]) -> Keys {
    let mut keys = Keys::new();
    for (number, place) in places.iter().enumerate() {
        for name in place.names.iter().chain(std::iter::once(&place.name)) {
            let key = place_key(name);
            if key.len() >= 3 {
                note(&mut keys, key, number);
            }
        }
    }
    keys
}

/// A place with one key that is written like it needs no name beside it.
fn leave_out_names(places: &mut [Place], keys: &Keys) {
    let mut found: Vec<u32> = vec![0; places.len()];
    keys.values().flatten().for_each(|&n| found[n] += 1);
    for (place, count) in places.iter_mut().zip(found) {
        if count == 1 && title(&place_key(&place.name)) == place.name {
            place.name.clear();
        }
    }
}

/// The names, what they mean, and the places of those that mean several.
#[derive(Default)]
struct Named {
    map: Vec<u8>,
    meanings: Vec<u8>,
    several: Vec<u8>,
}

/// The largest place of a name comes first.
fn named(keys: Keys, places: &[Place]) -> Result<Named> {
    let mut map = fst::MapBuilder::memory();
    let mut named = Named::default();
    let short = |number: usize, to: &mut Vec<u8>| -> Result<()> {
        anyhow::ensure!(number < 1 << 24, "too many places for three bytes");
        to.extend(&u32::try_from(number)?.to_le_bytes()[..3]);
        Ok(())
    };
    for (index, (key, mut numbers)) in keys.into_iter().enumerate() {
        numbers.sort_by_key(|&n| (std::cmp::Reverse(places[n].population), places[n].id.as_str()));
        numbers.truncate(MOST);
        let value = match numbers.as_slice() {
            [one] => meaning(u32::try_from(*one)?, false),
            many => {
                let at = named.several.len() / 3;
                short(many.len(), &mut named.several)?;
                many.iter().try_for_each(|n| short(*n, &mut named.several))?;
                meaning(u32::try_from(at)?, true)
            }
        };
        short(value as usize, &mut named.meanings)?;
        map.insert(key, index as u64)?;
    }
    named.map = map.into_inner()?;
    Ok(named)
}

/// The GeoNames number of a place, if it has one.
fn number_of(id: &str) -> Option<u64> {
    id.strip_prefix("geonames:")?.parse().ok()
}

/// The list of areas, and the places in blocks.
fn blocks(places: &[Place]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut areas = Areas::default();
    let mut offsets = vec![0_u32];
    let mut records = Vec::new();
    for block in places.chunks(BLOCK) {
        let mut before = Before::default();
        for place in block {
            write_record(&record(place, areas.number(place)), &mut before, &mut records);
        }
        offsets.push(u32::try_from(records.len())?);
    }
    let mut packed = u32::try_from(offsets.len() - 1)?.to_le_bytes().to_vec();
    offsets.iter().for_each(|offset| packed.extend(offset.to_le_bytes()));
    packed.extend(records);
    Ok((zstd::bulk::compress(areas.text.as_bytes(), 19)?, packed))
}

/// The areas told so far, a line each.
#[derive(Default)]
struct Areas {
    text: String,
    numbers: BTreeMap<String, u32>,
}

impl Areas {
    fn number(&mut self, place: &Place) -> u32 {
        let clean = |s: &str| s.replace(['\t', '\n'], " ");
        let line = format!("{}\t{}\t{}", place.country, clean(&place.admin1), clean(&place.admin2));
        let next = self.numbers.len() as u32;
        *self.numbers.entry(line).or_insert_with_key(|line| {
            let _ = writeln!(self.text, "{line}");
            next
        })
    }
}

/// A number to two significant digits: more would say what no source knows.
fn two_digits(number: u64) -> u64 {
    let unit = 10_u64.pow(number.checked_ilog10().unwrap_or(0).saturating_sub(1));
    number / unit * unit
}

fn record(place: &Place, area: u32) -> Record<'_> {
    let digits = if place.population < 50_000 { hundredth } else { round };
    Record {
        id: number_of(&place.id).map_or(RecordId::Text(&place.id), RecordId::Number),
        name: &place.name,
        area,
        point: (digits(place.lat), digits(place.lon)),
        population: two_digits(place.population),
        precision: place.precision.as_bytes()[0],
        radius_km: place.radius_km.round() as u64,
    }
}
