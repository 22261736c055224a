//! The packed form: a finite-state map from folded names to places, and the places in small compressed blocks.
//!
//! All numbers are little-endian u32. `DLG1`, the lengths of five sections, then the sections: `bounds` (a text line per country),
//! `names` and `skeletons` (fst maps), `meanings` (in three bytes each, for names of several places: how many, then their numbers), `blocks` (how many, the offset of
//! each, then zstd frames of up to [`BLOCK`] text lines, one a place).

use super::{Place, hundredth, round};
use anyhow::{Context, Result};
use dateline_core::knowledge::{BLOCK, SEVERAL, place_key, skeleton};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Most places that are kept for one name.
const MOST: usize = 40;

pub(super) fn write(mut places: Vec<Place>, bounds: &BTreeMap<String, [f64; 4]>, out: &Path) -> Result<()> {
    places.sort_by_cached_key(|p| (p.country.clone(), p.admin1.clone(), place_key(&p.name), p.id.clone()));
    places.dedup_by(|a, b| a.id == b.id);
    let mut meanings = Vec::new();
    let names = map(by_name(&places), &places, &mut meanings)?;
    let skeletons = map(by_skeleton(&places), &places, &mut meanings)?;
    let bounds = bounds.iter().fold(String::new(), |mut text, (country, [s, n, w, e])| {
        let _ = writeln!(text, "{country}\t{s}\t{n}\t{w}\t{e}");
        text
    });
    let blocks = blocks(&places)?;
    let sections = [bounds.as_bytes(), &names, &skeletons, &meanings, &blocks];
    let mut file = b"DLG1".to_vec();
    for section in sections {
        file.extend(u32::try_from(section.len())?.to_le_bytes());
    }
    sections.iter().for_each(|section| file.extend(*section));
    std::fs::write(out, &file).with_context(|| format!("writing {}", out.display()))?;
    println!("{}: {} places, {:.1} MB", out.display(), places.len(), file.len() as f64 / 1e6);
    println!(
        "names {}, skeletons {}, meanings {}, blocks {}",
        names.len(),
        skeletons.len(),
        meanings.len(),
        blocks.len()
    );
    Ok(())
}

/// Countries whose names come to English by transliteration.
const TRANSLITERATED: &[&str] = &[
    "AE", "AF", "BH", "DZ", "EG", "ER", "ET", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PK", "PS",
    "QA", "SA", "SD", "SO", "SY", "TD", "TN", "UA", "YE",
];

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

fn by_skeleton(places: &[Place]) -> Keys {
    let mut keys = Keys::new();
    let town = |p: &Place| p.precision == "town" && p.population >= 2_000;
    for (number, place) in places.iter().enumerate().filter(|(_, p)| town(p)) {
        if let Some(key) = skeleton(&place.name).filter(|_| TRANSLITERATED.contains(&place.country.as_str())) {
            note(&mut keys, key, number);
        }
    }
    keys
}

/// A map of keys; what keys of several places mean is added to the meanings, the largest place first.
fn map(keys: Keys, places: &[Place], meanings: &mut Vec<u8>) -> Result<Vec<u8>> {
    let mut map = fst::MapBuilder::memory();
    for (key, mut numbers) in keys {
        numbers.sort_by_key(|&n| (std::cmp::Reverse(places[n].population), places[n].id.as_str()));
        numbers.truncate(MOST);
        let value = match numbers.as_slice() {
            [one] => *one as u64,
            several => {
                let at = meanings.len() as u64 / 3;
                meanings.extend(&(several.len() as u32).to_le_bytes()[..3]);
                several.iter().for_each(|n| meanings.extend(&(*n as u32).to_le_bytes()[..3]));
                SEVERAL + at
            }
        };
        map.insert(key, value)?;
    }
    Ok(map.into_inner()?)
}

fn blocks(places: &[Place]) -> Result<Vec<u8>> {
    let mut frames = Vec::new();
    for block in places.chunks(BLOCK) {
        let text = block.iter().fold(String::new(), |mut text, place| {
            line(&mut text, place);
            text
        });
        frames.push(zstd::encode_all(text.as_bytes(), 19)?);
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
    let (name, admin1) = (clean(&place.name), clean(&place.admin1));
    let kind = &place.precision[..1];
    let blank = |n: f64| if n > 0.0 { n.to_string() } else { String::new() };
    let population = blank(two_digits(place.population) as f64);
    let radius = blank(place.radius_km);
    let id = place.id.replace("geonames:", "g");
    let country = &place.country;
    let _ = writeln!(text, "{id}\t{name}\t{country}\t{lat}\t{lon}\t{population}\t{kind}\t{radius}\t{admin1}");
}
