//! The packed form: a finite-state map from folded names to places, and the places in small compressed blocks.
//!
//! All numbers are little-endian u32. `DLG2`, the lengths of five sections, then the sections: `bounds` (a text line per country),
//! `names` (an fst map to the number of each name in order, which keeps it small), `meanings` (of each name in order, as wide as the
//! file likes: twice the number of its place, or one more than twice a position in the next section), `several` (in three bytes each,
//! for names of several places: how many, then their numbers), `blocks` (how many, the offset of each, then zstd frames of up to
//! [`BLOCK`] text lines, one a place, without its name where that is its only key with capitals).

use super::{Place, hundredth, round};
use anyhow::{Context, Result};
use dateline_core::knowledge::{BLOCK, MAGIC, meaning, place_key, title};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Most places that are kept for one name.
const MOST: usize = 40;

pub(super) fn write(mut places: Vec<Place>, bounds: &BTreeMap<String, [f64; 4]>, out: &Path) -> Result<()> {
    places.sort_by_cached_key(|p| {
        (p.country.clone(), p.admin1.clone(), p.admin2.clone(), place_key(&p.name), p.id.clone())
    });
    places.dedup_by(|a, b| a.id == b.id);
    let keys = by_name(&places);
    leave_out_names(&mut places, &keys);
    let Named { map, meanings, several } = named(keys, &places)?;
    let bounds = bounds.iter().fold(String::new(), |mut text, (country, [s, n, w, e])| {
        let _ = writeln!(text, "{country}\t{s}\t{n}\t{w}\t{e}");
        text
    });
    let blocks = blocks(&places)?;
    let sections = [bounds.as_bytes(), &map, &meanings, &several, &blocks];
    let mut file = MAGIC.to_vec();
    for section in sections {
        file.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    sections.iter().for_each(|section| file.extend(*section));
    std::fs::write(out, &file).with_context(|| format!("writing {}", out.display()))?;
    println!("{}: {} places, {:.1} MB", out.display(), places.len(), file.len() as f64 / 1e6);
    println!("names {}, meanings {}, several {}, blocks {}", map.len(), meanings.len(), several.len(), blocks.len());
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

fn blocks(places: &[Place]) -> Result<Vec<u8>> {
    let mut frames = Vec::new();
    // Whole blocks at once: their frames tell their length, and a small one takes a small table.
    let mut packer = zstd::bulk::Compressor::new(19)?;
    for block in places.chunks(BLOCK) {
        let text = block.iter().fold(String::new(), |mut text, place| {
            line(&mut text, place);
            text
        });
        frames.push(packer.compress(text.as_bytes())?);
    }
    let mut packed = u32::try_from(frames.len())?.to_le_bytes().to_vec();
    let mut offset = 0_u32;
    for frame in &frames {
        packed.extend(offset.to_le_bytes());
        offset += u32::try_from(frame.len())?;
    }
    packed.extend(offset.to_le_bytes());
    frames.iter().for_each(|frame| packed.extend(frame));
    Ok(packed)
}

/// A number to two significant digits: more would say what no source knows.
fn two_digits(number: u64) -> u64 {
    let unit = 10_u64.pow(number.checked_ilog10().unwrap_or(0).saturating_sub(1));
    number / unit * unit
}

fn line(text: &mut String, place: &Place) {
    let clean = |s: &str| s.replace(['\t', '\n'], " ");
    let (lat, lon) = if place.population < 50_000 {
        (hundredth(place.lat), hundredth(place.lon))
    } else {
        (round(place.lat), round(place.lon))
    };
    let (name, admin1, admin2) = (clean(&place.name), clean(&place.admin1), clean(&place.admin2));
    let kind = &place.precision[..1];
    let blank = |n: f64| if n > 0.0 { n.to_string() } else { String::new() };
    let population = blank(two_digits(place.population) as f64);
    let radius = blank(place.radius_km);
    let id = place.id.replace("geonames:", "g");
    let country = &place.country;
    let _ = writeln!(text, "{id}\t{name}\t{country}\t{lat}\t{lon}\t{population}\t{kind}\t{radius}\t{admin1}\t{admin2}");
}
