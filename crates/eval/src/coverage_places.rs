//! How many places of a UCDP GED extract the gazetteer knows by name and country, within 50 km: events of place precision 1 and 2.

use anyhow::{Context, Result};
use dateline_core::knowledge::{ActorHit, Knowledge, Place, fold};
use dateline_core::model::kilometres;
use serde_json::Value;

const KINDS: &[&str] = &[
    "town",
    "city",
    "village",
    "suburb",
    "locality",
    "location",
    "area",
    "camp",
    "commune",
    "municipality",
    "airport",
    "township",
];

/// Prints the share that is found, for the first place of the name in the country and for any.
pub fn measure(file: &str) -> Result<()> {
    let knowledge = Knowledge::builtin();
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
    let (mut events, mut first, mut any) = (0_u32, 0_u32, 0_u32);
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let point = (row["latitude"].as_f64(), row["longitude"].as_f64());
        let (Some(lat), Some(lon), Some(1 | 2)) = (point.0, point.1, row["where_prec"].as_u64()) else { continue };
        events += 1;
        let found =
            found(row["where_coordinates"].as_str().unwrap_or(""), row["country"].as_str().unwrap_or(""), knowledge);
        let near = |place: &Place| kilometres(place.point, (lat, lon)) <= 50.0;
        first += u32::from(found.first().is_some_and(near));
        any += u32::from(found.iter().any(near));
    }
    let share = |n: u32| f64::from(n) / f64::from(events.max(1));
    println!("{events} events: first of the name {:.3}, any of the name {:.3}", share(first), share(any));
    Ok(())
}

/// The places of that name in that country, best first.
fn found(written: &str, country: &str, knowledge: &Knowledge) -> Vec<Place> {
    let bare = |text: &str| text.split(['(', ',']).next().unwrap_or("").trim().to_owned();
    let code = match knowledge.actors.find(&fold(&bare(country))).first() {
        Some(ActorHit::Actor(n)) => knowledge.actors.get(*n).country,
        _ => None,
    };
    let name = bare(written);
    let stripped = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).map_or(name.as_str(), str::trim);
    let within = |mut places: Vec<Place>| {
        places.retain(|p| code.is_some() && p.country.as_deref() == code);
        places
    };
    let places = within(knowledge.places.find(stripped));
    if places.is_empty() { within(knowledge.places.alike(stripped)) } else { places }
}
