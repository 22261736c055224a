//! How many places of a UCDP GED extract the gazetteer knows by name and country, within 50 km: events of place precision 1 and 2.
//!
//! UCDP's countries are states of its own list: "Israel" takes in the Palestinian territories, a federation the states that came of it.

use anyhow::{Context, Result};
use dateline_core::knowledge::{ActorHit, Knowledge, Place, fold};
use dateline_core::model::kilometres;
use serde_json::Value;

/// Words that UCDP adds to names of places, beside the kinds of places that the knowledge has.
const KINDS: &[&str] = &["location", "area", "airfield", "mountain", "valley", "refugee", "idp", "locality", "island"];

/// Words for kinds of places that go before names.
const BEFORE: &[&str] =
    &["gpt", "groupement", "selo", "poselok", "gorodskogo", "tipa", "mount", "fob", "military", "base"];

/// States whose events UCDP tells under one name.
const STATES: &[(&str, &[&str])] = &[
    ("IL", &["IL", "PS"]),
    ("RS", &["RS", "BA", "HR", "ME", "MK", "SI", "XK"]),
    ("SD", &["SD", "SS"]),
    ("ET", &["ET", "ER"]),
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

/// The places of that name in that country, best first; where there are none, those that sound the same.
fn found(written: &str, country: &str, knowledge: &Knowledge) -> Vec<Place> {
    let bare = |text: &str| text.split(['(', ',']).next().unwrap_or("").trim().to_owned();
    let code = match knowledge.actors.find(&fold(&bare(country))).first() {
        Some(ActorHit::Actor(n)) => knowledge.actors.get(*n).country,
        _ => None,
    };
    let Some(code) = code else { return Vec::new() };
    let alone = [code];
    let countries = STATES.iter().find(|(state, _)| *state == code).map_or(&alone[..], |(_, states)| *states);
    let names: Vec<String> = bare(written).split('/').flat_map(|name| variants(name.trim(), knowledge)).collect();
    let named = |name: &String| {
        let mut places = knowledge.places.find(name);
        places.retain(|p| p.country.as_deref().is_some_and(|c| countries.contains(&c)));
        Some(places).filter(|places| !places.is_empty())
    };
    let sounding = |name: &String| {
        let alike = countries.iter().flat_map(|country| knowledge.places.alike(name, country));
        Some(alike.map(|(_, place)| place).collect::<Vec<_>>()).filter(|places| !places.is_empty())
    };
    let mut places = names.iter().find_map(named).or_else(|| names.iter().find_map(sounding)).unwrap_or_default();
    // "X town" is first of all a town, as a reading takes it.
    let said =
        bare(written).split(' ').next_back().and_then(|word| knowledge.places.words().kind(&word.to_lowercase()));
    places.sort_by_key(|place| said.is_some_and(|said| said != place.precision));
    places
}

/// The name as it is written, and without the words for its kind.
fn variants(name: &str, knowledge: &Knowledge) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let kind = |word: &str| knowledge.places.words().kind(word).is_some() || KINDS.contains(&word);
    let start = lower.iter().take_while(|word| BEFORE.contains(&word.as_str())).count();
    let end = words.len() - lower.iter().rev().take_while(|word| kind(word)).count();
    let mut names = vec![name.to_owned()];
    if start < end && (start > 0 || end < words.len()) {
        names.push(words[start..end].join(" "));
    }
    names
}
